//! Call centres in the browser: hours and holidays are a new version for what is promised from then on, and what was promised
//! stays.

use super::desk::{Ask, Desk, Said, refused};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::clock::CalendarDraft;
use watchdesk::people::{Actor, calendars, call_centres};
use watchdesk::platform::db::{Reads, Sql, Tx};

async fn sends(desk: &Desk, token: &str, path: &str, ask: &Value) -> Said {
    desk.ask(Ask::send(Method::POST, path, ask).bearer(token)).await
}

async fn sees(desk: &Desk, token: &str, path: &str) -> Value {
    desk.ask(Ask::get(path).json().bearer(token)).await.with_status(200).json()
}

/// An office as it came with the desk.
fn office() -> Value {
    let hours = json!(["08:30", "17:00"]);
    json!({ "version": 1, "name": "Canada", "zone": "America/Toronto", "region": "CA-ON",
        "mon": hours, "tue": hours, "wed": hours, "thu": hours, "fri": hours })
}

fn with(mut ask: Value, fields: &Value) -> Value {
    for (field, value) in fields.as_object().expect("fields") {
        ask[field] = value.clone();
    }
    ask
}

async fn count(desk: &Desk) -> i64 {
    let sql = Sql::new("SELECT count(*) FROM calendar_versions");
    desk.app.db.reads().value(sql).await.expect("a database").expect("a count")
}

#[tokio::test]
async fn other_hours_count_from_now_on_and_old_promises_stay() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let (admin, party) = (desk.session(&cast.admin).await, desk.party("4711", "Oak Trading").await);
        let csr = desk.session(&cast.owner).await;
        let opens = async || {
            let ask = json!({ "party": party, "type": 3, "what": "x", "due": 1, "escalate": "no" });
            sends(&desk, &csr, "/tickets", &ask).await.with_status(201).json()
        };
        let before = opens().await;
        let ask = with(office(), &json!({ "tue": ["09:00", "12:00", "13:00", "15:00"], "closed": ["wed"] }));
        let view = sends(&desk, &admin, "/call-centres/CA", &ask).await.with_status(200).json();
        assert_eq!(view["version"], 2);
        assert_eq!(view["hours"]["tue"], json!([["09:00", "12:00"], ["13:00", "15:00"]]));
        assert_eq!(view["hours"]["wed"], Value::Null);
        assert_eq!(view["versions"].as_array().map(Vec::len), Some(2));
        assert_eq!(view["versions"][0]["by"], "Name of ingrid");
        let after = opens().await;
        assert_ne!(before["due"]["at"], after["due"]["at"], "the next business day closes earlier now");
        let kept = sees(&desk, &csr, &format!("/tickets/{}", before["number"])).await;
        assert_eq!(kept["due"]["at"], before["due"]["at"], "a promise is kept");
        // What changes nothing is no version.
        let versions = count(&desk).await;
        sends(&desk, &admin, "/call-centres/CA", &with(ask.clone(), &json!({ "version": 2 }))).await.with_status(200);
        let named = with(ask.clone(), &json!({ "version": 2, "name": "Kanada" }));
        let view = sends(&desk, &admin, "/call-centres/ca", &named).await.with_status(200).json();
        assert_eq!((&view["name"], &view["version"]), (&json!("Kanada"), &json!(3)));
        assert_eq!(count(&desk).await, versions, "another name is no other calendar");
        let said = sends(&desk, &admin, "/call-centres/CA", &ask).await.with_status(409);
        assert_eq!(said.complaints(), ["*=centres-stale"]);
        let sql = Sql::new("SELECT count(*) FROM events WHERE kind = 'call_centre.changed'");
        assert_eq!(desk.app.db.reads().value::<i64>(sql).await.expect("a count"), Some(2));
    })
    .await;
}

#[tokio::test]
async fn holidays_are_those_of_the_region_but_for_what_is_said() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let ontario = sees(&desk, &admin, "/call-centres/CA").await;
        assert_eq!((&ontario["region"], &ontario["code_is_fixed"]), (&json!("CA-ON"), &json!(true)));
        let next = |view: &Value, name: &str| {
            let days = view["holidays"].as_array().expect("holidays").iter();
            days.clone().find(|day| day["name"] == name).map(|day| (day["next"].clone(), day["observed"].clone()))
        };
        assert_eq!(next(&ontario, "Christmas Day"), Some((json!("2026-12-25"), json!(false))));
        assert_eq!(next(&ontario, "Boxing Day"), Some((json!("2026-12-28"), json!(true))), "26 December is a Saturday");
        let quebec = with(office(), &json!({ "region": "CA-QC", "look": true }));
        let looked = sends(&desk, &admin, "/call-centres/CA", &quebec).await.with_status(200).json();
        assert_eq!(next(&looked, "National Holiday"), Some((json!("2027-06-24"), json!(false))));
        assert_eq!(sees(&desk, &admin, "/call-centres/CA").await["region"], "CA-ON", "looking saves nothing");
        let fields = [
            ("version", "1"),
            ("name", "Canada"),
            ("region", "CA-QC"),
            ("look", "yes"),
            ("mon", "08:30"),
            ("mon", "17:00"),
        ];
        let page = desk.ask(Ask::post("/call-centres/CA", &fields).cookie(&admin)).await.with_status(200).body;
        assert!(page.contains("Monday 24 May 2027") && page.contains("value=\"CA-QC\" selected"), "{page}");
        let own = json!({ "region": "CA-QC", "worked": ["Good Friday"], "day_date": ["2026-12-24", "2026-12-31"],
            "day_name": ["Inventory", "Old Year"], "day_from": ["", "08:30"], "day_until": ["", "12:00"] });
        let view = sends(&desk, &admin, "/call-centres/CA", &with(office(), &own)).await.with_status(200).json();
        let worked: Vec<&Value> =
            view["holidays"].as_array().expect("holidays").iter().filter(|day| day["worked"] == true).collect();
        assert_eq!((worked.len(), &worked[0]["name"]), (1, &json!("Good Friday")));
        // A look from before that change would undo it: it is told so.
        let said = sends(&desk, &admin, "/call-centres/CA", &quebec).await.with_status(409);
        assert_eq!(said.complaints(), ["*=centres-stale"]);
        let page = desk.ask(Ask::post("/call-centres/CA", &fields).cookie(&admin)).await.with_status(409).body;
        assert!(page.contains("name=\"version\" value=\"2\"") && page.contains("role=\"alert\""), "{page}");
        let days = json!([{ "date": "2026-12-24", "name": "Inventory", "open": [] },
            { "date": "2026-12-31", "name": "Old Year", "open": [["08:30", "12:00"]] }]);
        assert_eq!(view["days"], days);
        // Days of their own are gone when the form names them no more; the page holds them until then.
        let page = desk.ask(Ask::get("/call-centres/CA").cookie(&admin)).await.with_status(200).body;
        for words in ["value=\"2026-12-24\"", "value=\"Inventory\"", "value=\"Good Friday\" checked", "keep the date"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let back = sends(&desk, &admin, "/call-centres/CA", &with(office(), &json!({ "version": 2 }))).await;
        assert_eq!(back.with_status(200).json()["days"], json!([]));
        let centre = cast.owner.call_centre.expect("a call centre");
        let stored = calendars::of_call_centre(desk.app.db.reads(), centre).await.expect("a database").expect("hours");
        assert_eq!(CalendarDraft::from((*stored.calendar).clone()), CalendarDraft::toronto());
    })
    .await;
}

#[tokio::test]
async fn a_program_works_on_a_holiday_of_its_own_that_another_region_has_too() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let own = json!({ "day_date": ["2027-06-24"], "day_name": ["National Holiday"], "day_yearly": [1] });
        let view = sends(&desk, &admin, "/call-centres/CA", &with(office(), &own)).await.with_status(200).json();
        let has = |view: &Value| {
            view["holidays"].as_array().expect("holidays").iter().any(|day| day["name"] == "National Holiday")
        };
        assert!(has(&view), "{view}");
        let worked = with(office(), &json!({ "version": 2, "worked": ["National Holiday"] }));
        let view = sends(&desk, &admin, "/call-centres/CA", &worked).await.with_status(200).json();
        assert!(!has(&view), "{view}");
        // Now it is another region's only.
        let said = sends(&desk, &admin, "/call-centres/CA", &with(worked, &json!({ "version": 3 }))).await;
        assert_eq!(said.with_status(422).complaints(), ["worked=centres-worked-unknown"]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_said_at_its_field_and_kept() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let before = count(&desk).await;
        for (fields, complaint) in [
            (json!({ "name": " " }), "name=input-empty"),
            (json!({ "name": "people-centre-uk" }), "name=centres-name-taken"),
            (json!({ "code": "UK" }), "code=people-centre-taken"),
            (json!({ "code": "CAN" }), "code=centres-code-fixed"),
            (json!({ "code": "<b>" }), "code=people-centre-code"),
            (json!({ "zone": "Mars/Olympus" }), "zone=centres-zone-unknown"),
            (json!({ "zone": "a\0" }), "zone=centres-zone-unknown"),
            (json!({ "region": "CA-XX" }), "region=web-field-wrong"),
            (json!({ "mon": ["08:30"] }), "mon=centres-half"),
            (json!({ "tue": ["late", "17:00"] }), "tue=centres-time"),
            (json!({ "wed": ["17:00", "08:30"] }), "wed=centres-ends-before"),
            (json!({ "thu": ["08:30", "13:00", "12:00", "17:00"] }), "thu=centres-overlap"),
            (json!({ "fri": ["", ""] }), "fri=centres-no-hours"),
            (json!({ "closed": ["someday"] }), "closed=centres-weekday"),
            (json!({ "closed": ["mon", "tue", "wed", "thu", "fri"] }), "*=centres-never-open"),
            (json!({ "day_date": ["soon"], "day_name": ["x"] }), "day_date=centres-day-date"),
            (json!({ "day_date": ["2026-10-01"], "day_name": ["x"] }), "day_date=centres-day-past"),
            (json!({ "day_date": ["2026-12-24"] }), "day_name=centres-day-unnamed"),
            (json!({ "day_date": ["2026-12-24"], "day_name": ["x".repeat(500)] }), "day_name=centres-day-unnamed"),
            (json!({ "mon": vec![""; 1_001] }), "mon=centres-list-long"),
            (json!({ "closed": vec!["sat"; 1_001] }), "closed=centres-list-long"),
            (json!({ "worked": vec!["Good Friday"; 1_001] }), "worked=centres-list-long"),
            (json!({ "day_date": vec![""; 1_001] }), "day_date=centres-list-long"),
            (json!({ "day_name": vec![""; 1_001] }), "day_name=centres-list-long"),
            (json!({ "day_until": vec![""; 1_001] }), "day_from=centres-list-long"),
            (json!({ "day_yearly": vec![1; 1_001] }), "day_yearly=centres-list-long"),
        ] {
            let said = sends(&desk, &admin, "/call-centres/CA", &with(office(), &fields)).await;
            let found = said.complaints();
            assert!(said.status == 422 && found.contains(&complaint.to_owned()), "{fields}: {found:?}");
        }
        let fields = [("version", "1"), ("name", "Typed & kept"), ("mon", "08:30"), ("mon", ""), ("closed", "tue")];
        let page = desk.ask(Ask::post("/call-centres/CA", &fields).cookie(&admin)).await.with_status(422).body;
        for words in ["Typed &#38; kept", "id=\"mon-complaint\"", "value=\"08:30\"", "id=\"zone-complaint\""] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(count(&desk).await, before, "nothing half done");
        for nowhere in ["/call-centres/XX", "/call-centres/%00", "/call-centres/%F0%9F%99%82"] {
            desk.ask(Ask::get(nowhere).json().bearer(&admin)).await.with_status(404);
        }
        let csr = desk.session(&cast.lead).await;
        for path in ["/call-centres", "/call-centres/new", "/call-centres/CA"] {
            desk.ask(Ask::get(path).json().bearer(&csr)).await.with_status(404);
        }
        desk.ask(Ask::send(Method::POST, "/call-centres/CA", &office()).bearer(&csr)).await.with_status(404);
    })
    .await;
}

#[tokio::test]
async fn a_new_one_has_a_calendar_of_its_own() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let form = sees(&desk, &admin, "/call-centres/new").await;
        assert_eq!((&form["zone"], &form["version"]), (&json!("America/Toronto"), &Value::Null));
        let mut ask =
            with(office(), &json!({ "code": "qc", "name": "Montréal", "zone": "montreal", "region": "CA-QC" }));
        ask["version"] = Value::Null;
        let made = sends(&desk, &admin, "/call-centres", &ask).await.with_status(201);
        assert_eq!(made.place(), "/call-centres/QC");
        let view = made.json();
        assert_eq!((&view["code_is_fixed"], &view["users"]), (&json!(false), &json!(0)));
        // Nobody works there yet, so its code can still be put right; then somebody does.
        let renamed = with(ask.clone(), &json!({ "version": 1, "code": "MTL" }));
        let view = sends(&desk, &admin, "/call-centres/QC", &renamed).await.with_status(200).json();
        assert_eq!((&view["code"], &view["versions"].as_array().map(Vec::len)), (&json!("MTL"), &Some(1)));
        let user = json!({ "user_name": "MTL-a1", "display_name": "A", "roles": ["csr"] });
        sends(&desk, &admin, "/users", &user).await.with_status(201);
        let back = with(renamed.clone(), &json!({ "version": 2, "code": "QC" }));
        let back = sends(&desk, &admin, "/call-centres/MTL", &back).await.with_status(422);
        assert_eq!(back.complaints(), ["code=centres-code-fixed"]);
        let list = sees(&desk, &admin, "/call-centres").await;
        let codes: Vec<_> = list["call_centres"].as_array().expect("centres").iter().map(|one| &one["code"]).collect();
        assert_eq!(codes, ["CA", "MTL", "UK"]);
        let page = desk.ask(Ask::get("/call-centres").cookie(&admin)).await.with_status(200).body;
        assert!(page.contains("Monday to Friday 08:30–17:00") && page.contains("Quebec"), "{page}");
        // One that is called as another one was has hours of its own all the same.
        let now = desk.app.now();
        let add = |code: &'static str, draft: CalendarDraft| {
            async move |tx: &mut Tx| call_centres::add(tx, Actor::System, code, "Twins", draft.clone(), now).await
        };
        let one = desk.app.db.write(None, add("T1", CalendarDraft::london())).await.expect("one");
        let two = desk.app.db.write(None, add("T2", CalendarDraft::sydney())).await.expect("another");
        assert_ne!(one.calendar_id, two.calendar_id);
        assert_eq!(
            refused(desk.app.db.write(None, add("T2", CalendarDraft::sydney())).await),
            ["code=people-centre-taken"]
        );
        let once = [
            ("code", "X1"),
            ("name", "Once"),
            ("region", "CA-BC"),
            ("mon", "08:30"),
            ("mon", "17:00"),
            ("request_key", "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f"),
        ];
        for _ in 0..2 {
            let done = desk.ask(Ask::post("/call-centres", &once).cookie(&admin)).await.with_status(303);
            assert_eq!(done.place(), "/call-centres/X1");
        }
        assert_eq!(sees(&desk, &admin, "/call-centres/X1").await["zone"], "America/Vancouver");
    })
    .await;
}
