//! Forms drawn from a ticket that somebody changed meanwhile: refused with what is new marked, and with what was typed.

use super::inquiry::Scene;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use serde_json::json;

#[tokio::test]
async fn what_was_typed_is_kept_and_what_is_new_is_marked() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        scene.verb(&scene.owner, number, "comments", &json!({ "comment": "Seen before" })).await.with_status(200);
        scene.verb(&scene.colleague, number, "comments", &json!({ "comment": "Not seen yet" })).await.with_status(200);
        let path = format!("/tickets/{number}/status");
        let fields = [("version", "2"), ("status", "closed"), ("reason", "duplicate"), ("comment", "Typed & <kept>")];
        let page = scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(409);
        let part = scene.desk.ask(Ask::post(&path, &fields).fragment().cookie(&scene.owner)).await.with_status(409);
        for body in [&page.body, &part.body] {
            assert!(body.contains("Typed &#38; &#60;kept&#62;</textarea>"), "{body}");
            assert!(body.contains("<option value=\"duplicate\" selected>"), "{body}");
            assert!(
                body.contains("Name of CA-bdupont") && body.contains("changed this while you were looking"),
                "{body}"
            );
            assert_eq!(body.matches("class=\"fresh\"").count(), 1, "{body}");
            let (before, after) = body.split_once("class=\"fresh\"").expect("a new line");
            assert!(before.contains("Seen before") && after.contains("Not seen yet"), "{body}");
            assert!(body.contains("name=\"version\" value=\"3\""), "the next try is drawn from what is shown: {body}");
        }
        assert_eq!(scene.ticket(number).await["status"], "open");
        let again = [("version", page.hidden("version")), ("status", "closed"), ("comment", "Typed & <kept>")];
        scene.desk.ask(Ask::post(&path, &again).cookie(&scene.owner)).await.with_status(303);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_stale_escalation_keeps_its_reason() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        scene.verb(&scene.colleague, number, "comments", &json!({ "comment": "News" })).await.with_status(200);
        let fields = [("version", "1"), ("why", "Typed & kept")];
        let form = Ask::post(&format!("/tickets/{number}/escalation"), &fields).cookie(&scene.owner);
        let page = scene.desk.ask(form).await.with_status(409);
        assert!(page.body.contains("value=\"Typed &#38; kept\""), "{}", page.body);
        assert_eq!(scene.count("escalations").await, 0);
        scene.agrees().await;
    })
    .await;
}

/// A program has no page on which anything is marked: it is told what to do.
#[tokio::test]
async fn a_program_is_told_to_read_again() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        scene.verb(&scene.colleague, number, "comments", &json!({ "comment": "News" })).await.with_status(200);
        let stale = json!({ "version": 1, "status": "closed" });
        let said = scene.verb(&scene.owner, number, "status", &stale).await.with_status(409).json();
        assert_eq!(said["messages"][0]["key"], "ticket-stale");
        let text = said["messages"][0]["text"].as_str().expect("a sentence");
        assert!(text.starts_with("Name of CA-bdupont changed this ticket after the version that you sent"), "{text}");
        assert!(text.contains("Read the ticket again, and send your change with its new version."), "{text}");
        assert!(!text.contains("below") && !text.contains("looking"), "{text}");
    })
    .await;
}

#[tokio::test]
async fn versions_that_never_were() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        for version in [0, -1, 2, i64::MAX, i64::MIN] {
            let ask = json!({ "version": version, "status": "closed" });
            let said = scene.verb(&scene.owner, number, "status", &ask).await.with_status(409);
            assert_eq!(said.json()["error"], "stale");
        }
        let unsaid = scene.verb(&scene.owner, number, "status", &json!({ "status": "closed" })).await;
        assert_eq!(unsaid.with_status(422).complaints(), ["version=web-field-missing"]);
        scene.agrees().await;
    })
    .await;
}
