//! Departments: those that come with a desk, what an administrator makes of them, and who is in them. They open no door.

use super::desk::{Ask, Desk, Said, new_user};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::people::Role;
use watchdesk::people::departments::page::users;
use watchdesk::platform::db::Sql;

async fn sends(desk: &Desk, token: &str, path: &str, ask: &Value) -> Said {
    desk.ask(Ask::send(Method::POST, path, ask).bearer(token)).await
}

async fn sees(desk: &Desk, token: &str, path: &str) -> Value {
    desk.ask(Ask::get(path).json().bearer(token)).await.with_status(200).json()
}

fn names(of: &Value) -> Vec<&str> {
    of.as_array().expect("a list").iter().map(|one| one["name"].as_str().expect("a name")).collect()
}

fn mei(version: i64, departments: &Value) -> Value {
    json!({ "version": version, "display_name": "Name of CA-mchen", "call_centre": "CA", "roles": ["csr"],
        "lead": "CA-lhart", "language": "en", "departments": departments })
}

#[tokio::test]
async fn a_desk_comes_with_those_that_companies_have() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let all = sees(&desk, &admin, "/departments").await;
        let shipped = ["Customer Service", "Finance", "IT Service", "QA", "Shipping", "Warehouse"];
        assert_eq!((names(&all["departments"]), names(&all["retired"])), (shipped.to_vec(), vec![]));
        desk.change(Sql::new("UPDATE users SET language = 'fr-CA' WHERE id = ?").bind(cast.admin.id)).await;
        let page = desk.ask(Ask::get("/departments").cookie(&admin)).await.with_status(200).body;
        assert!(page.contains("Expédition") && page.contains("Services"), "{page}");
        let said = [
            "Assurance qualité",
            "Entrepôt",
            "Expédition",
            "Finances",
            "Service à la clientèle",
            "Service informatique",
        ];
        for place in ["/departments", "/users/CA-mchen"] {
            let page = desk.ask(Ask::get(place).cookie(&admin)).await.with_status(200).body;
            let places: Vec<_> = said.iter().map(|name| page.find(name).expect("a name")).collect();
            assert!(places.is_sorted(), "in the order that a French reader sees: {page}");
        }
    })
    .await;
}

#[tokio::test]
async fn they_are_added_renamed_retired_and_brought_back() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let made = sends(&desk, &admin, "/departments", &json!({ "name": " Returns & <b> " })).await.with_status(201);
        let place = made.place().to_owned();
        assert_eq!(made.json()["name"], "Returns & <b>");
        for (name, complaint) in [
            (" ", "name=input-empty"),
            ("a\0", "name=input-nul"),
            (&"x".repeat(10_000), "name=input-too-long"),
            ("warehöuse!", "name=departments-taken"),
            ("RETURNS, <B>", "name=departments-taken"),
        ] {
            let said = sends(&desk, &admin, "/departments", &json!({ "name": name })).await.with_status(422);
            assert_eq!(said.complaints(), [complaint], "{name}");
        }
        let said = sends(&desk, &admin, &place, &json!({ "version": 1, "name": "Returns" })).await.with_status(200);
        assert_eq!(said.json()["version"], 2);
        let late = [("version", "1"), ("name", "Typed & kept")];
        let late = desk.ask(Ask::post(&place, &late).cookie(&admin)).await.with_status(409);
        assert!(
            late.body.contains("value=\"Typed &#38; kept\"") && late.body.contains("changed this"),
            "{}",
            late.body
        );
        let put = async |version: i64, back: bool| {
            sends(&desk, &admin, &format!("{place}/retirement"), &json!({ "version": version, "back": back })).await
        };
        let retired = put(2, false).await.with_status(200).json();
        assert!(retired["retired_at"].is_string(), "{retired}");
        assert_eq!(put(2, true).await.with_status(409).complaints(), ["*=departments-stale"]);
        let taken = sends(&desk, &admin, "/departments", &json!({ "name": "returns" })).await.with_status(422);
        assert_eq!(taken.complaints(), ["name=departments-taken-retired"]);
        assert_eq!(put(3, true).await.with_status(200).json()["retired_at"], Value::Null);
        // Once for one key, and at a press of a button without script.
        let once = [("name", "Legal"), ("request_key", "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f")];
        for _ in 0..2 {
            let done = desk.ask(Ask::post("/departments", &once).cookie(&admin)).await.with_status(303);
            assert_eq!(done.place(), "/departments");
        }
        for nowhere in ["/departments/999999", "/departments/x", "/departments/%00"] {
            desk.ask(Ask::get(nowhere).json().bearer(&admin)).await.with_status(404);
        }
    })
    .await;
}

#[tokio::test]
async fn people_are_in_any_number_of_them() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let view = sends(&desk, &admin, "/users/CA-mchen", &mei(1, &json!([4, 1]))).await.with_status(200).json();
        assert_eq!(names(&view["departments"]), ["Customer Service", "Warehouse"]);
        let again = sends(&desk, &admin, "/users/CA-mchen", &mei(2, &json!([1, 4]))).await.with_status(200).json();
        assert_eq!(again["version"], 2, "the same in another order is the same");
        for departments in [json!([999_999]), json!([-1, 1])] {
            let said = sends(&desk, &admin, "/users/CA-mchen", &mei(2, &departments)).await.with_status(422);
            assert_eq!(said.complaints(), ["departments=people-department-unknown"]);
        }
        let members = sees(&desk, &admin, "/departments/4").await;
        assert_eq!(members["users"][0]["user_name"], "CA-mchen");
        // Retired, it stays with who has it, marked, and is offered to nobody else.
        sends(&desk, &admin, "/departments/4/retirement", &json!({ "version": 1 })).await.with_status(200);
        let page = desk.ask(Ask::get("/users/CA-mchen").cookie(&admin)).await.with_status(200).body;
        assert!(page.contains("(Retired)") && page.contains("name=\"departments\" value=\"4\" checked"), "{page}");
        sends(&desk, &admin, "/users/CA-mchen", &mei(2, &json!([1, 4, 6]))).await.with_status(200);
        let other = json!({ "version": 1, "display_name": "B", "call_centre": "CA", "roles": ["csr"],
            "lead": "CA-lhart", "language": "en", "departments": [4] });
        let said = sends(&desk, &admin, "/users/CA-bdupont", &other).await.with_status(422);
        assert_eq!(said.complaints(), ["departments=people-department-unknown"]);
        let other = desk.ask(Ask::get("/users/CA-bdupont").cookie(&admin)).await.with_status(200).body;
        assert!(!other.contains("value=\"4\""), "{other}");
        // The list says so, and they themselves are told.
        let list = sees(&desk, &admin, "/users?q=CA-mchen").await;
        assert_eq!(names(&list["users"][0]["departments"]), ["Customer Service", "Finance", "Warehouse"]);
        let list = desk.ask(Ask::get("/users?q=CA-mchen").cookie(&admin)).await.with_status(200).body;
        assert!(list.contains("Customer Service, Finance, Warehouse"), "{list}");
        let token = desk.session(&cast.owner).await;
        assert_eq!(names(&sees(&desk, &token, "/me").await["departments"]).len(), 3);
        let added = json!({ "user_name": "UK-new", "display_name": "N", "roles": ["csr"], "departments": [2] });
        let added = sends(&desk, &admin, "/users", &added).await.with_status(201).json();
        assert_eq!(names(&added["departments"]), ["IT Service"]);
        let plan = desk.app.db.reads().explain(users(1)).await.expect("a plan").join("\n");
        assert!(plan.contains("user_departments") && !plan.contains("SCAN m"), "{plan}");
    })
    .await;
}

#[tokio::test]
async fn a_department_opens_no_door() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let ask =
            json!({ "version": 1, "display_name": "I", "roles": ["admin"], "language": "en", "departments": [1] });
        sends(&desk, &admin, "/users/ingrid", &ask).await.with_status(200);
        desk.ask(Ask::get("/tickets").json().bearer(&admin)).await.with_status(404);
        let csr = desk.session(&cast.lead).await;
        desk.ask(Ask::get("/departments").json().bearer(&csr)).await.with_status(404);
        let ask = json!({ "name": "Mine" });
        desk.ask(Ask::send(Method::POST, "/departments", &ask).bearer(&csr)).await.with_status(404);
        desk.add(new_user("second", &[Role::Admin]).await).await.expect("another");
    })
    .await;
}
