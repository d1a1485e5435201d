//! The list of types: what it says, how one is added, changed, moved, retired and brought back, and what new inquiries are
//! offered then.

use super::inquiry::Scene;
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use crate::support::desk::{DAY, new_user};
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::people::{Actor, Role};
use watchdesk::platform::db::{Reads, Sql};
use watchdesk::platform::moment::Timestamp;
use watchdesk::tickets::types::{saying, tallying};

/// Somebody who looks after the list and works no inquiries.
pub async fn admin(scene: &Scene) -> String {
    scene.desk.session(&scene.cast.admin).await
}

/// Somebody who does both.
pub async fn both(scene: &Scene) -> String {
    let both = scene.desk.add(new_user("CA-both", &[Role::Admin, Role::Csr]).await).await.expect("somebody");
    scene.desk.session(&scene.desk.member(both.id).await).await
}

pub async fn list(scene: &Scene, token: &str) -> Value {
    scene.desk.ask(Ask::get("/types").json().bearer(token)).await.with_status(200).json()
}

/// Asks JSON.
pub async fn send(scene: &Scene, token: &str, path: &str, ask: &Value) -> Said {
    scene.desk.ask(Ask::send(Method::POST, path, ask).bearer(token)).await
}

/// The names of those that are offered, or of the retired ones.
pub fn names(list: &Value, which: &str) -> Vec<String> {
    let lines = list[which].as_array().expect("lines");
    lines.iter().map(|line| line["name"].as_str().expect("a name").to_owned()).collect()
}

/// The kinds of what happened to types and to their list, oldest first.
pub async fn happened(scene: &Scene) -> Vec<String> {
    #[derive(watchdesk::platform::db::FromRow)]
    struct Row {
        kind: String,
    }
    let sql = Sql::new("SELECT kind FROM events WHERE subject_kind IN ('inquiry_type', 'inquiry_types') ORDER BY seq");
    let rows: Vec<Row> = scene.desk.app.db.reads().all(sql).await.expect("events");
    rows.into_iter().map(|row| row.kind).collect()
}

#[tokio::test]
async fn each_says_how_much_it_is_used() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let (admin_token, both_token) = (admin(&scene).await, both(&scene).await);
        scene.record().await;
        scene.record().await;
        let said = list(&scene, &admin_token).await;
        assert_eq!((&said["types"][2]["name"], &said["types"][2]["tickets"]), (&json!("Order status"), &json!(2)));
        assert_eq!(names(&said, "types").last().map(String::as_str), Some("Other"));
        let page = scene.page(&admin_token, "/types").await.with_status(200).body;
        assert!(page.contains("2 tickets") && page.contains("Not reviewed yet"), "{page}");
        assert!(page.contains("Found by <bdi>where tracking shipped delivery late</bdi>"), "{page}");
        assert!(!page.contains("/tickets?scope"), "who works no inquiries is led to none: {page}");
        let page = scene.page(&both_token, "/types").await.with_status(200).body;
        assert!(page.contains("href=\"/tickets?scope=all&type=3\"") || page.contains("scope=all&#38;type=3"), "{page}");
        scene.later(91 * DAY).await;
        assert_eq!(list(&scene, &admin(&scene).await).await["types"][2]["tickets"], 0);
        scene.desk.ask(Ask::get("/types").cookie(&scene.owner)).await.with_status(404);
    })
    .await;
}

#[tokio::test]
async fn changed_by_page_by_fragment_and_by_program() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = admin(&scene).await;
        let number = scene.record().await;
        let fields = [
            ("version", "1"),
            ("name", "Where is <it>?"),
            ("group", "Orders"),
            ("description", "Lost & found"),
            ("search_words", "gone"),
            ("due_days", "2"),
        ];
        let done = scene.desk.ask(Ask::post("/types/3", &fields).cookie(&token)).await.with_status(303);
        assert_eq!(done.place(), "/types");
        assert_eq!(scene.ticket(number).await["type"], "Where is <it>?", "its tickets show the new name");
        let part = scene.desk.ask(
            Ask::post("/types/2", &[("version", "1"), ("name", "Blocked"), ("due_days", "0")])
                .fragment()
                .cookie(&token),
        );
        assert_eq!(part.await.with_status(204).place(), "/types");
        let view = send(&scene, &token, "/types/3", &json!({ "version": 2, "name": "Status", "due_days": 3 })).await;
        let view = view.with_status(200).json();
        let (of, empty) = (&view["type"], json!(""));
        assert_eq!(
            (&of["name"], &of["group"], &of["due_days"], &of["version"]),
            (&json!("Status"), &empty, &json!(3), &json!(3))
        );
        send(&scene, &token, "/types/3", &json!({ "version": 3, "name": "Status", "due_days": 3 }))
            .await
            .with_status(200);
        assert_eq!(happened(&scene).await, ["inquiry_type.changed"; 3], "what changes nothing did not happen");
        let stale = send(&scene, &token, "/types/3", &json!({ "version": 2, "name": "Late", "due_days": 3 })).await;
        assert_eq!(stale.with_status(409).complaints(), ["*=types-stale"]);
        let form =
            Ask::post("/types/3", &[("version", "1"), ("name", "Typed & kept"), ("due_days", "3")]).cookie(&token);
        let page = scene.desk.ask(form).await.with_status(409).body;
        assert!(page.contains("value=\"Typed &#38; kept\"") && page.contains("name=\"version\" value=\"3\""), "{page}");
        scene.page(&token, "/types/999").await.with_status(404);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_is_said_at_its_field() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = admin(&scene).await;
        let long = "x".repeat(10_000);
        let with = |field: &str, value: Value| {
            let mut ask = json!({ "name": "New", "due_days": 1 });
            ask[field] = value;
            ask
        };
        for (ask, complaint) in [
            (with("name", json!(" \u{200b}")), "name=input-empty"),
            (with("name", json!(long)), "name=input-too-long"),
            (with("name", json!("a\0b")), "name=input-nul"),
            (with("name", json!("COMPLÁINT")), "name=types-name-taken"),
            (with("name", json!("website OR log in")), "name=types-name-taken"),
            (with("group", json!(long)), "group=input-too-long"),
            (with("description", json!(long)), "description=input-too-long"),
            (with("search_words", json!("a\u{7}")), "search_words=input-control"),
            (with("due_days", json!(4)), "due_days=types-due-wrong"),
            (with("due_days", json!("soon")), "due_days=web-field-wrong"),
        ] {
            let said = send(&scene, &token, "/types", &ask).await.with_status(422);
            assert_eq!(said.complaints(), [complaint], "{ask}");
        }
        let form = Ask::post("/types", &[("name", "<b>complaint</b>"), ("due_days", "9")]).cookie(&token);
        let page = scene.desk.ask(form).await.with_status(422).body;
        assert!(
            page.contains("value=\"&#60;b&#62;complaint&#60;/b&#62;\"") && page.contains("id=\"due_days-complaint\""),
            "{page}"
        );
        assert!(happened(&scene).await.is_empty());
        let kept = json!({ "name": "החזרה <b>", "description": "\"; DROP TABLE tickets", "due_days": 0 });
        send(&scene, &token, "/types", &kept).await.with_status(201);
        let page = scene.page(&token, "/types").await.with_status(200).body;
        assert!(page.contains("<bdi>החזרה &#60;b&#62;</bdi>"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_new_one_is_offered_under_its_heading() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = admin(&scene).await;
        let key = "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f";
        let fields = [("name", "Gift card"), ("group", "Money"), ("due_days", "1"), ("request_key", key)];
        for _ in 0..3 {
            scene.desk.ask(Ask::post("/types", &fields).cookie(&token)).await.with_status(303);
        }
        let said = names(&list(&scene, &token).await, "types");
        assert_eq!(said[said.len() - 2..], ["Gift card", "Other"], "added once, before the last");
        let form = scene.page(&scene.owner, &format!("/tickets/new?party={}", scene.party)).await.with_status(200).body;
        let place = form.find("<optgroup label=\"Money\"><option value=\"16\"").expect("a heading");
        assert!(
            form.find("data-other").expect("other") > place && form.contains("</optgroup><option value=\"15\""),
            "{form}"
        );
        let mut ask = scene.inquiry("A card", "no");
        ask["type"] = 16.into();
        scene.open(&ask).await.with_status(201);
    })
    .await;
}

#[tokio::test]
async fn moved_by_one_step_and_never_behind_other() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = admin(&scene).await;
        let ask = Ask::post("/types/2/place", &[("way", "up")]).cookie(&token);
        scene.desk.ask(ask).await.with_status(303);
        let part = scene.desk.ask(Ask::post("/types/1/place", &[("way", "down")]).fragment().cookie(&token)).await;
        assert!(part.with_status(200).body.contains("id=\"move-1-up\""));
        let said = send(&scene, &token, "/types/14/place", &json!({ "way": "down" })).await.with_status(200).json();
        let said = names(&said, "types");
        assert_eq!(said[..4], ["Account block", "Order status", "Complaint", "Change or cancel order"]);
        assert_eq!(said[13..], ["Tax slip", "Other"], "the last but one stays there");
        let other = send(&scene, &token, "/types/15/place", &json!({ "way": "up" })).await.with_status(409);
        assert_eq!(other.complaints(), ["*=types-other-stays"]);
        assert_eq!(happened(&scene).await, ["inquiry_type.moved"; 2]);
        let form = scene.page(&scene.owner, &format!("/tickets/new?party={}", scene.party)).await.body;
        assert!(form.find(">Account block<") < form.find(">Complaint<"), "the form follows: {form}");
    })
    .await;
}

#[tokio::test]
async fn a_retired_one_stays_on_its_tickets() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = admin(&scene).await;
        let number = scene.record().await;
        let page = scene.page(&token, "/types/3").await.with_status(200);
        assert!(page.body.contains("The ticket that has it keeps it"), "{}", page.body);
        let fields = [("version", page.hidden("version"))];
        let done = scene.desk.ask(Ask::post("/types/3/retirement", &fields).cookie(&token)).await.with_status(303);
        assert_eq!(done.place(), "/types");
        let said = list(&scene, &token).await;
        assert_eq!((names(&said, "retired"), names(&said, "types").len()), (vec!["Order status".to_owned()], 14));
        assert_eq!(scene.ticket(number).await["type"], "Order status");
        let refused = scene.open(&scene.inquiry("New", "no")).await.with_status(422);
        assert_eq!(refused.complaints().len(), 1);
        let again = send(&scene, &token, "/types", &json!({ "name": "order-status", "due_days": 1 })).await;
        assert_eq!(again.with_status(422).complaints(), ["name=types-name-retired"]);
        let stale = send(&scene, &token, "/types/3/retirement", &json!({ "version": 1, "back": true })).await;
        assert_eq!(stale.with_status(409).complaints(), ["*=types-stale"]);
        let back = send(&scene, &token, "/types/3/retirement", &json!({ "version": 2, "back": true })).await;
        let said = names(&back.with_status(200).json(), "types");
        assert_eq!(said[said.len() - 2..], ["Order status", "Other"]);
        scene.open(&scene.inquiry("New", "no")).await.with_status(201);
        let other = send(&scene, &token, "/types/15/retirement", &json!({ "version": 1 })).await.with_status(409);
        assert_eq!(other.complaints(), ["*=types-other-stays"]);
        assert_eq!(happened(&scene).await, ["inquiry_type.retired", "inquiry_type.restored"]);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn counts_and_sayings_are_read_from_their_index() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let days = (Timestamp::from_millis(1), Timestamp::MAX);
        let by = Actor::from(&scene.cast.owner);
        for sql in [tallying::counted(1..=15, days), saying::told(by, days.0)] {
            let plan = scene.desk.app.db.reads().explain(sql).await.expect("a plan").join("\n");
            assert!(plan.contains("tickets_typed") || plan.contains("Seq Scan"), "{plan}");
            assert!(!plan.contains("SCAN tickets"), "{plan}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_comes_with_the_desk_is_read_in_french() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let admin = admin(&scene).await;
        let french = Sql::new("UPDATE users SET language = 'fr-CA' WHERE id = ?").bind(scene.cast.admin.id);
        scene.desk.change(french).await;
        let page = scene.page(&admin, "/types").await.with_status(200).body;
        let says = ["<bdi>Plainte</bdi>", "Un client est mécontent et le dit", "mécontent fâché", "Modifier Plainte"];
        assert!(says.iter().all(|words| page.contains(words)) && !page.contains("Complaint"), "{page}");
        let page = scene.page(&admin, "/types/review").await.with_status(200).body;
        assert!(page.contains("<bdi>Plainte</bdi>") && !page.contains("Complaint"), "{page}");
        // The form has what is written; a name of the desk's own is the same to everybody.
        let form = scene.page(&admin, "/types/1").await.with_status(200).body;
        assert!(form.contains("<h1>Plainte</h1>") && form.contains("value=\"Complaint\""), "{form}");
        assert!(form.contains("pour vous, «\u{a0}Plainte\u{a0}»"), "{form}");
        let ask = json!({ "version": 1, "name": "Griefs", "due_days": 0 });
        send(&scene, &admin, "/types/1", &ask).await.with_status(200);
        let form = scene.page(&admin, "/types/1").await.with_status(200).body;
        assert!(form.contains("value=\"Griefs\"") && !form.contains("name-hint"), "{form}");
    })
    .await;
}
