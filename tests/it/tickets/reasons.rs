//! The reasons of pending and closed tickets: those that come with a desk, what whoever edits makes of them, and what that
//! comes to on tickets, old and new.

use super::inquiry::Scene;
use super::types_list::{admin, names, send};
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use serde_json::{Value, json};
use watchdesk::people::Member;

const WAITS: [&str; 4] =
    ["waiting for the customer", "waiting for the lead", "waiting for a department", "waiting for the carrier"];

async fn all(scene: &Scene, token: &str) -> Value {
    scene.desk.ask(Ask::get("/reasons").json().bearer(token)).await.with_status(200).json()
}

/// The address of a new one.
async fn added(scene: &Scene, token: &str, status: &str, name: &str) -> (String, String) {
    let said = send(scene, token, "/reasons", &json!({ "status": status, "name": name })).await.with_status(201);
    let reason = said.json()["reason"].as_str().expect("a word").to_owned();
    (said.place().to_owned(), reason)
}

async fn moved(scene: &Scene, number: i64, version: i64, status: &str, reason: Option<&str>) -> Said {
    let ask = json!({ "version": version, "status": status, "reason": reason });
    scene.verb(&scene.owner, number, "status", &ask).await
}

async fn reads_french(scene: &Scene, who: &Member) {
    let sql = watchdesk::platform::db::Sql::new("UPDATE users SET language = 'fr-CA' WHERE id = ?").bind(who.id);
    scene.desk.change(sql).await;
}

#[tokio::test]
async fn a_desk_comes_with_reasons_in_every_language() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let admin = admin(&scene).await;
        let list = all(&scene, &admin).await;
        assert_eq!(names(&list, "pending"), WAITS);
        assert_eq!(list["closed"][2]["reason"], "no_reply");
        assert_eq!((names(&list, "closed").len(), names(&list, "retired").len()), (5, 0));
        reads_french(&scene, &scene.cast.admin).await;
        assert_eq!(names(&all(&scene, &admin).await, "pending")[3], "réponse du transporteur");
    })
    .await;
}

#[tokio::test]
async fn a_ticket_is_given_a_reason_of_the_desks_own() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let admin = admin(&scene).await;
        let (place, bank) = added(&scene, &admin, "pending", " waiting for the bank & <co> ").await;
        assert_eq!(bank, format!("pending_{}", place.rsplit('/').next().expect("a key")));
        let number = scene.record().await;
        let view = moved(&scene, number, 1, "pending", Some(&bank)).await.with_status(200).json();
        assert_eq!((&view["reason"], &view["waiting_for"]), (&json!(bank), &json!("other")));
        // With its name on the page, in what happened, in the pencil and in the file.
        let says = "Pending: waiting for the bank &#38; &#60;co&#62;";
        let page = scene.page(&scene.colleague, &format!("/tickets/{number}")).await.with_status(200).body;
        assert!(page.matches(says).count() >= 2, "above and in what happened: {page}");
        let editor = scene.page(&scene.owner, &format!("/tickets/{number}/editor?status=pending")).await.body;
        assert!(editor.contains(&format!("<option value=\"{bank}\" selected>waiting for the bank")), "{editor}");
        let file = Ask::get("/tickets/export?format=csv&scope=all&status=pending").cookie(&scene.owner);
        let file = String::from_utf8(scene.desk.file(file).await).expect("a text");
        assert!(file.contains("waiting for the bank & <co>"), "{file}");
        // Called otherwise, it is so on old tickets too.
        let (_, done) = added(&scene, &admin, "closed", "passed on").await;
        moved(&scene, number, 2, "closed", Some(&done)).await.with_status(200);
        send(&scene, &admin, &place, &json!({ "version": 1, "name": "the bank" })).await.with_status(200);
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.body;
        assert!(page.contains("Closed: passed on") && page.contains("Pending: the bank"), "{page}");
        let list = scene.page(&scene.owner, "/tickets?scope=all&status=closed").await.with_status(200).body;
        assert!(list.contains("passed on"), "{list}");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_comes_with_a_desk_is_called_otherwise_and_as_it_came_again() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let admin = admin(&scene).await;
        let named = json!({ "version": 1, "name": "Waits for Purolator" });
        let view = send(&scene, &admin, "/reasons/4", &named).await.with_status(200).json();
        assert_eq!((&view["name"], &view["is_named"], &view["version"]), (&named["name"], &json!(true), &json!(2)));
        let number = scene.record().await;
        moved(&scene, number, 1, "pending", Some("carrier")).await.with_status(200);
        reads_french(&scene, &scene.cast.owner).await;
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.body;
        assert!(page.contains("En attente\u{a0}: Waits for Purolator"), "{page}");
        // A stale form keeps what was typed.
        let late = [("version", "1"), ("name", "Typed & kept")];
        let late = scene.desk.ask(Ask::post("/reasons/4", &late).cookie(&admin)).await.with_status(409).body;
        assert!(late.contains("value=\"Typed &#38; kept\"") && late.contains("Somebody changed this reason"), "{late}");
        let view = send(&scene, &admin, "/reasons/4", &json!({ "version": 2, "name": " " })).await.with_status(200);
        assert_eq!((&view.json()["name"], &view.json()["is_named"]), (&json!(WAITS[3]), &json!(false)));
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.body;
        assert!(page.contains("En attente\u{a0}: réponse du transporteur"), "{page}");
        // Its own words may be another's by then.
        send(&scene, &admin, "/reasons/4", &json!({ "version": 3, "name": "Purolator" })).await.with_status(200);
        added(&scene, &admin, "pending", "waiting for the carrier").await;
        let taken = send(&scene, &admin, "/reasons/4", &json!({ "version": 4, "name": "" })).await.with_status(422);
        assert_eq!(taken.complaints(), ["name=reasons-taken"]);
    })
    .await;
}

#[tokio::test]
async fn a_name_means_one_reason_of_a_status_in_every_language() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let admin = admin(&scene).await;
        added(&scene, &admin, "pending", "the bank").await;
        for (status, name, complaint) in [
            ("pending", " ", "name=input-empty"),
            ("pending", "a\0", "name=input-nul"),
            ("closed", &"x".repeat(10_000), "name=input-too-long"),
            ("pending", "The Bänk!", "name=reasons-taken"),
            ("pending", "Waiting for the CARRIER", "name=reasons-taken"),
            ("pending", "réponse du transporteur", "name=reasons-taken"),
            ("open", "anything", "status=reasons-status-wrong"),
            ("hunger", "anything", "status=web-field-wrong"),
        ] {
            let said = send(&scene, &admin, "/reasons", &json!({ "status": status, "name": name })).await;
            assert_eq!(said.with_status(422).complaints(), [complaint], "{name}");
        }
        let name = "x".repeat(61);
        let long = [("status", "pending"), ("name", name.as_str())];
        let long = scene.desk.ask(Ask::post("/reasons", &long).cookie(&admin)).await.with_status(422).body;
        assert!(long.contains("At most 60 characters, please. This has 61."), "{long}");
        added(&scene, &admin, "closed", "the bank").await;
        let empty = send(&scene, &admin, "/reasons/10", &json!({ "version": 1, "name": "" })).await.with_status(422);
        assert_eq!(empty.complaints(), ["name=input-empty"], "one of the desk's own has no other words");
        // A press twice adds one.
        let once = [("status", "closed"), ("name", "sold"), ("request_key", "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f")];
        for _ in 0..2 {
            let done = scene.desk.ask(Ask::post("/reasons", &once).cookie(&admin)).await.with_status(303);
            assert_eq!(done.place(), "/reasons");
        }
        let page = scene.page(&admin, "/reasons").await.with_status(200).body;
        assert_eq!(page.matches("<bdi>sold</bdi>").count(), 1, "{page}");
        for at in 0..23 {
            added(&scene, &admin, "closed", &format!("reason {at}")).await;
        }
        let much = send(&scene, &admin, "/reasons", &json!({ "status": "closed", "name": "one more" })).await;
        assert_eq!(much.with_status(409).complaints(), ["*=reasons-too-many"]);
    })
    .await;
}

#[tokio::test]
async fn a_retired_reason_stays_on_its_tickets_and_on_no_other() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let admin = admin(&scene).await;
        let (has, other) = (scene.record().await, scene.record().await);
        moved(&scene, has, 1, "pending", Some("carrier")).await.with_status(200);
        let put = async |id: i64, version: i64, back: bool| {
            send(&scene, &admin, &format!("/reasons/{id}/retirement"), &json!({ "version": version, "back": back }))
                .await
        };
        assert!(put(4, 1, false).await.with_status(200).json()["retired_at"].is_string());
        for word in ["carrier", "pending_77"] {
            let said = moved(&scene, other, 1, "pending", Some(word)).await.with_status(422);
            assert_eq!(said.complaints(), ["reason=ticket-reason-gone"], "{word}");
        }
        let page = scene.page(&scene.owner, &format!("/tickets/{other}")).await.body;
        assert!(!page.contains("value=\"carrier\""), "{page}");
        // Its own ticket keeps it, and the pencil does not put another in its place.
        let editor = scene.page(&scene.owner, &format!("/tickets/{has}/editor?status=pending")).await.with_status(200);
        assert!(editor.body.contains("<option value=\"carrier\" selected>"), "{}", editor.body);
        let kept = json!({ "version": 2, "status": "pending", "pending_reason": "carrier", "comment": "Still." });
        scene.verb(&scene.owner, has, "editor", &kept).await.with_status(200);
        assert_eq!(scene.ticket(has).await["reason"], "carrier");
        // Without "resolved", closing without a reason means the first that is offered; the last one stays.
        put(5, 1, false).await.with_status(200);
        let view = moved(&scene, other, 1, "closed", None).await.with_status(200).json();
        assert_eq!(view["reason"], "duplicate");
        for id in [6, 7, 8] {
            put(id, 1, false).await.with_status(200);
        }
        assert_eq!(put(9, 1, false).await.with_status(409).complaints(), ["*=reasons-last"]);
        assert_eq!(put(4, 1, true).await.with_status(409).complaints(), ["*=reasons-stale"]);
        // Moves of the others take nothing from the place of a retired one.
        put(2, 1, false).await.with_status(200);
        send(&scene, &admin, "/reasons/3/place", &json!({ "way": "up" })).await.with_status(200);
        send(&scene, &admin, "/reasons/3/place", &json!({ "way": "down" })).await.with_status(200);
        put(2, 2, true).await.with_status(200);
        assert_eq!(put(4, 2, true).await.with_status(200).json()["retired_at"], Value::Null);
        assert_eq!(names(&all(&scene, &admin).await, "pending"), WAITS, "where it stood before");
        let taken = json!({ "status": "closed", "name": "duplicate" });
        let taken = send(&scene, &admin, "/reasons", &taken).await.with_status(422);
        assert_eq!(taken.complaints(), ["name=reasons-taken-retired"]);
    })
    .await;
}

#[tokio::test]
async fn they_are_put_in_order() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let admin = admin(&scene).await;
        let (bank, _) = added(&scene, &admin, "pending", "the bank").await;
        for _ in 0..6 {
            send(&scene, &admin, &format!("{bank}/place"), &json!({ "way": "up" })).await.with_status(200);
        }
        send(&scene, &admin, "/reasons/1/place", &json!({ "way": "down" })).await.with_status(200);
        let list = all(&scene, &admin).await;
        assert_eq!(names(&list, "pending"), ["the bank", WAITS[1], WAITS[0], WAITS[2], WAITS[3]]);
        assert_eq!(names(&list, "closed")[0], "resolved");
        let number = scene.record().await;
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.body;
        let (first, second) = (page.find(">the bank<"), page.find(">waiting for the lead<"));
        assert!(first.is_some() && first < second, "{page}");
        send(&scene, &admin, "/reasons/2/retirement", &json!({ "version": 1 })).await.with_status(200);
        let nowhere = send(&scene, &admin, "/reasons/2/place", &json!({ "way": "up" })).await.with_status(409);
        assert_eq!(nowhere.complaints(), ["*=reasons-retired-has-no-place"]);
        for path in ["/reasons/999999", "/reasons/x", "/reasons/%00"] {
            scene.desk.ask(Ask::get(path).json().bearer(&admin)).await.with_status(404);
        }
        for path in ["/reasons", "/reasons/1"] {
            scene.desk.ask(Ask::get(path).json().bearer(&scene.lead)).await.with_status(404);
        }
    })
    .await;
}
