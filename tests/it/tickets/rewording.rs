//! Putting a comment right by page, fragment and JSON: one's own, for ten minutes, and what it said before is kept.

use super::inquiry::Scene;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};

/// A comment by the owner: the ticket's number and the comment's key.
async fn said(scene: &Scene, text: &str) -> (i64, i64) {
    let number = scene.record().await;
    let view = scene.verb(&scene.owner, number, "comments", &json!({ "comment": text })).await.with_status(200).json();
    (number, commented(&view)["comment"].as_i64().expect("a key"))
}

fn commented(view: &Value) -> &Value {
    let entries = view["timeline"].as_array().expect("entries");
    &entries.iter().find(|entry| entry["what"]["kind"] == "commented").expect("a comment")["what"]
}

#[tokio::test]
async fn by_page_by_fragment_and_by_program() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (number, comment) = said(&scene, "The parcle is lost").await;
        let path = format!("/tickets/{number}/comments/{comment}");
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200);
        assert!(page.body.contains(&format!("action=\"{path}\"")), "{}", page.body);
        let fields = [("edits", "0"), ("words", "The parcel is lost")];
        let done = scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(303);
        assert_eq!(done.place(), format!("/tickets/{number}"));
        let part = Ask::post(&path, &[("edits", "1"), ("words", "The parcel is in Laval")]).fragment();
        let part = scene.desk.ask(part.cookie(&scene.owner)).await.with_status(200).body;
        assert!(part.contains("What it said before") && part.contains("The parcle is lost"), "{part}");
        let ask = json!({ "edits": 2, "words": "Found" });
        let verb = format!("comments/{comment}");
        let view = scene.verb(&scene.owner, number, &verb, &ask).await.with_status(200).json();
        assert_eq!((&commented(&view)["text"], &commented(&view)["edits"]), (&json!("Found"), &json!(3)));
        let before: Vec<&Value> =
            view["timeline"].as_array().expect("entries").iter().map(|entry| &entry["what"]["was"]).collect();
        assert_eq!(before[2..], ["The parcle is lost", "The parcel is lost", "The parcel is in Laval"]);
        let others = scene.page(&scene.colleague, &format!("/tickets/{number}")).await.body;
        assert!(!others.contains(&format!("action=\"{path}\"")), "others are not offered it: {others}");
        assert!(others.contains("The parcle is lost"), "and see what it was: {others}");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn for_ten_minutes_and_by_nobody_else() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (number, comment) = said(&scene, "First").await;
        let verb = format!("comments/{comment}");
        let ask = |edits: i64, words: &str| json!({ "edits": edits, "words": words });
        for token in [&scene.colleague, &scene.lead] {
            scene.verb(token, number, &verb, &ask(0, "Second")).await.with_status(403);
        }
        for (edits, words, status, key) in [
            (0, "First", 422, "ticket-comment-same"),
            (0, " \n ", 422, "input-empty"),
            (0, &"x".repeat(20_001), 422, "input-too-long"),
            (1, "Second", 409, "ticket-comment-stale"),
        ] {
            let refused = scene.verb(&scene.owner, number, &verb, &ask(edits, words)).await.with_status(status);
            let message = &refused.json()["messages"][0];
            assert_eq!((&message["field"], &message["key"]), (&json!("words"), &json!(key)));
        }
        let elsewhere = scene.record().await;
        scene.verb(&scene.owner, elsewhere, &verb, &ask(0, "Second")).await.with_status(404);
        scene.verb(&scene.owner, number, "comments/4711", &ask(0, "Second")).await.with_status(404);
        scene.desk.later(10 * 60_000);
        scene.verb(&scene.owner, number, &verb, &ask(0, "In time")).await.with_status(200);
        scene.desk.later(1);
        let late = scene.verb(&scene.owner, number, &verb, &ask(1, "Too late")).await.with_status(409);
        assert_eq!(late.json()["messages"][0]["key"], "ticket-comment-settled");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn words_that_come_too_late_are_kept_as_a_comment_to_be_sent() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (number, comment) = said(&scene, "First").await;
        scene.desk.later(11 * 60_000);
        let path = format!("/tickets/{number}/comments/{comment}");
        let late = Ask::post(&path, &[("edits", "0"), ("words", "A long <second> thought")]).cookie(&scene.owner);
        let page = scene.desk.ask(late).await.with_status(409).body;
        assert!(page.contains("10 minutes") && page.contains("A long &#60;second&#62; thought</textarea>"), "{page}");
        // Neither they nor a draft are lost where there are both.
        let draft = json!({ "fields": { "comment": "Half a sentence" } });
        let kept = Ask::send(Method::PUT, &format!("/drafts/ticket-{number}-comment"), &draft).cookie(&scene.owner);
        scene.desk.ask(kept).await.with_status(200);
        let late = Ask::post(&path, &[("edits", "0"), ("words", "A second thought")]).cookie(&scene.owner);
        let page = scene.desk.ask(late).await.with_status(409).body;
        assert!(page.contains("Half a sentence\n\nA second thought</textarea>"), "{page}");
        // Words that are refused in time stay where they were typed.
        let (number, comment) = said(&scene, "First").await;
        let path = format!("/tickets/{number}/comments/{comment}");
        let stale = Ask::post(&path, &[("edits", "7"), ("words", "A second thought")]).cookie(&scene.owner);
        let page = scene.desk.ask(stale).await.with_status(409).body;
        assert!(
            page.contains(&format!("id=\"words-{comment}\"")) && page.contains("A second thought</textarea>"),
            "{page}"
        );
    })
    .await;
}
