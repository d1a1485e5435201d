//! The form of a call centre: what was typed stays as typed when it is refused, each line of a day says what is wrong with it, and a
//! code that tickets carry is nobody else's.

use super::desk::{Ask, Desk, Said};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::platform::db::Sql;
use watchdesk::tickets::carrying::carrying;

async fn sends(desk: &Desk, token: &str, path: &str, ask: &Value) -> Said {
    desk.ask(Ask::send(Method::POST, path, ask).bearer(token)).await
}

fn office(fields: &Value) -> Value {
    let hours = json!(["08:30", "17:00"]);
    let mut ask = json!({ "version": 1, "name": "Canada", "zone": "America/Toronto", "region": "CA-ON",
        "mon": hours, "tue": hours, "wed": hours, "thu": hours, "fri": hours });
    for (field, value) in fields.as_object().expect("fields") {
        ask[field] = value.clone();
    }
    ask
}

#[tokio::test]
async fn what_was_typed_stands_in_a_form_that_is_refused() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let typed = |version: &'static str, zone: &'static str| {
            [
                ("version", version),
                ("name", "Canada"),
                ("zone", zone),
                ("region", "CA-QC"),
                ("mon", "08:30"),
                ("mon", "17:00"),
                ("worked", "National Holiday"),
                ("closed", "tue"),
                ("day_date", "2026-12-24"),
                ("day_name", "Eve"),
                ("day_from", ""),
                ("day_until", ""),
                ("day_date", "2026-12-31"),
                ("day_name", ""),
                ("day_from", "09:00"),
                ("day_until", ""),
                ("day_yearly", "1"),
            ]
        };
        for (version, zone, status) in [("1", "Mars", 422), ("7", "America/Toronto", 409)] {
            let ask = Ask::post("/call-centres/CA", &typed(version, zone)).cookie(&admin);
            let page = desk.ask(ask).await.with_status(status).body;
            for words in [
                "value=\"CA-QC\" selected",
                "value=\"National Holiday\" checked",
                "value=\"tue\" checked",
                "value=\"Eve\"",
                "value=\"2026-12-31\"",
                "name=\"day_yearly\" value=\"1\" checked",
            ] {
                assert!(page.contains(words), "{words}: {page}");
            }
            assert!(!page.contains("value=\"Family Day\""), "a holiday of the region before: {page}");
            if status == 422 {
                assert!(
                    page.contains("Day 2: write what it is called") && page.contains("Day 2: write both when"),
                    "{page}"
                );
            }
        }
        let fields = [("code", "QC"), ("name", ""), ("region", "CA-QC"), ("mon", "08:30"), ("mon", "17:00")];
        let page = desk.ask(Ask::post("/call-centres", &fields).cookie(&admin)).await.with_status(422).body;
        assert!(page.contains("value=\"National Holiday\"") && !page.contains("value=\"Family Day\""), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_day_keeps_its_break_comes_every_year_and_says_which_line_is_wrong() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let ask = office(&json!({ "day_date": ["2026-12-24", "2026-12-24", "2026-01-07"], "day_name": ["Eve", "Eve", "Founded"],
            "day_from": ["08:30", "13:00", ""], "day_until": ["12:00", "15:00", ""], "day_yearly": [3] }));
        let view = sends(&desk, &admin, "/call-centres/CA", &ask).await.with_status(200).json();
        let eve = json!([{ "date": "2026-12-24", "name": "Eve", "open": [["08:30", "12:00"], ["13:00", "15:00"]] }]);
        assert_eq!(view["days"], eve);
        let founded = view["holidays"].as_array().expect("holidays").iter().find(|day| day["name"] == "Founded").cloned();
        assert_eq!(founded.expect("a holiday")["next"], "2027-01-07");
        // What the form holds is what is there: sent as it is, it changes nothing.
        let page = desk.ask(Ask::get("/call-centres/CA").cookie(&admin)).await.with_status(200).body;
        assert_eq!(page.matches("value=\"2026-12-24\"").count(), 2, "{page}");
        for time in ["12:00", "13:00"] {
            assert!(page.contains(&format!("value=\"{time}\"")), "{page}");
        }
        let mut same = ask.clone();
        (same["version"], same["day_date"], same["day_yearly"]) = (json!(2), json!(["2026-12-24", "2026-12-24"]), json!([]));
        for field in ["day_name", "day_from", "day_until"] {
            same[field].as_array_mut().expect("a list").truncate(2);
        }
        let view = sends(&desk, &admin, "/call-centres/CA", &same).await.with_status(200).json();
        assert_eq!(view["version"], 2, "nothing has changed");
        for (fields, complaint, words) in [
            (json!({ "day_date": ["2026-12-24", "2026-12-28"], "day_name": ["Inventory", "inventory"], "day_yearly": [1, 2] }),
                "day_name=centres-day-name-taken", "“inventory”"),
            (json!({ "day_date": ["2026-12-24", "2026-12-28"], "day_name": ["Inventory", "Inventory"], "day_yearly": [1] }),
                "day_name=centres-day-name-taken", "“Inventory”"),
            (json!({ "day_date": ["2026-12-24"], "day_name": ["a"], "day_yearly": [1, 2] }),
                "day_yearly=centres-day-yearly-none", "no line 2"),
            (json!({ "day_yearly": [0] }), "day_yearly=centres-day-yearly-none", "no line 0"),
            (json!({ "day_date": ["", "2026-12-24", "soon"], "day_name": ["", "a", "b"] }), "day_date=centres-day-date", "Day 3: "),
            (json!({ "worked": ["Good Fryday"] }), "worked=centres-worked-unknown", "“Good Fryday” is no holiday here"),
            (json!({ "worked": ["National Holiday"] }), "worked=centres-worked-unknown", "There are: New Year"),
            (json!({ "day_date": ["2026-12-24", "soon"] , "day_name": ["a", "b"] }), "day_date=centres-day-date", "Day 2: "),
            (json!({ "day_date": ["2026-12-24"], "day_name": ["a"], "day_from": ["x"], "day_until": ["9:00"] }),
                "day_from=centres-day-time", "Day 1: “x”"),
            (json!({ "day_date": ["2026-12-24", "2026-12-24"], "day_name": ["a", "a"], "day_from": ["09:00", "09:30"],
                "day_until": ["10:00", "11:00"] }), "day_from=centres-day-overlap", "Day 2: "),
        ] {
            let mut ask = office(&fields);
            ask["version"] = json!(2);
            let said = sends(&desk, &admin, "/call-centres/CA", &ask).await.with_status(422);
            assert_eq!(said.complaints(), [complaint], "{fields}");
            assert!(said.body.contains(words), "{words}: {}", said.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_code_that_tickets_carry_is_nobody_elses() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let made = office(&json!({ "version": null, "code": "MTL", "name": "Montréal" }));
        sends(&desk, &admin, "/call-centres", &made).await.with_status(201);
        let user = json!({ "user_name": "MTL-a1", "display_name": "A", "roles": ["csr"] });
        let user = sends(&desk, &admin, "/users", &user).await.with_status(201).json();
        let csr = desk.session(&desk.member(user["id"].as_i64().expect("an id")).await).await;
        let party = desk.party("4711", "Oak Trading").await;
        let ask = json!({ "party": party, "type": 3, "what": "x", "due": 1, "escalate": "no" });
        sends(&desk, &csr, "/tickets", &ask).await.with_status(201);
        let moves = json!({ "version": user["version"], "display_name": "A", "roles": ["csr"], "call_centre": "CA", "language": "en" });
        sends(&desk, &admin, "/users/MTL-a1", &moves).await.with_status(200);
        let other = office(&json!({ "code": "QC", "name": "Montréal" }));
        let said = sends(&desk, &admin, "/call-centres/MTL", &other).await.with_status(422);
        assert_eq!(said.complaints(), ["code=centres-code-fixed"]);
        let view = desk.ask(Ask::get("/call-centres/MTL").json().bearer(&admin)).await.json();
        assert_eq!((&view["code_is_fixed"], &view["users"]), (&json!(true), &json!(0)));
        // One that was given another code before this rule: its old one is not free.
        desk.change(Sql::new("UPDATE call_centres SET code = 'OLD' WHERE code = 'MTL'")).await;
        let anew = office(&json!({ "version": null, "code": "mtl", "name": "Another" }));
        let said = sends(&desk, &admin, "/call-centres", &anew).await.with_status(422);
        assert_eq!(said.complaints(), ["code=centres-code-was"]);
        assert!(said.body.contains("Tickets were opened under MTL-"), "{}", said.body);
        let back = office(&json!({ "code": "MTL", "name": "Montréal" }));
        let said = sends(&desk, &admin, "/call-centres/OLD", &back).await.with_status(422);
        assert_eq!(said.complaints(), ["code=centres-code-was"]);
        // Enough that reading them all costs a server more than the index does, and it is told so.
        let many = Sql::new(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
             INSERT INTO tickets (id, kind, status, subject, body, type_id, party_id, created_by, creator_prefix, assignee,
             escalated, due_at, due_days, calendar_version_id, created_at, changed_at, changed_by, version)
             SELECT 1000000 + n.i, t.kind, t.status, t.subject, t.body, t.type_id, t.party_id, t.created_by, 'CA', t.assignee,
             t.escalated, t.due_at, t.due_days, t.calendar_version_id, t.created_at, t.changed_at, t.changed_by, 1
             FROM n CROSS JOIN tickets t WHERE t.creator_prefix = 'MTL'",
        );
        desk.change(many).await;
        if !desk.app.db.engine_version().await.expect("a version").starts_with("SQLite") {
            desk.change(Sql::new("ANALYZE tickets")).await;
        }
        let plan = desk.app.db.reads().explain(carrying("MTL")).await.expect("a plan").join("\n");
        assert!(plan.contains("tickets_prefix_due") && !plan.to_lowercase().contains("seq scan"), "{plan}");
    })
    .await;
}
