//! Commenting: a comment needs no version, and two people may speak at once.

use super::inquiry::Scene;
use crate::support::asking::Ask;
use crate::support::databases::{at_both, on_both};
use axum::http::Method;
use futures_util::future::{join, join_all};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[tokio::test]
async fn by_page_by_fragment_and_by_program() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let path = format!("/tickets/{number}/comments");
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200);
        let fields = [("request_key", page.hidden("request_key")), ("comment", "First\r\nsecond line")];
        let done = scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(303);
        assert_eq!(done.place(), format!("/tickets/{number}"));
        let part = scene.desk.ask(Ask::post(&path, &[("comment", "Second")]).fragment().cookie(&scene.colleague)).await;
        let part = part.with_status(200);
        assert!(part.body.trim_start().starts_with("<div id=\"ticket\"") && part.body.contains("Second"));
        let view = scene.verb(&scene.lead, number, "comments", &json!({ "comment": "Third" })).await.with_status(200);
        assert_eq!(texts(&view.json()), ["First\nsecond line", "Second", "Third"]);
        assert_eq!(view.json()["version"], 4);
        assert_eq!(view.json()["assignee"]["user_name"], "CA-mchen", "a comment hands nothing over");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn two_people_speak_at_once() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let (one, other) = (json!({ "comment": "One" }), json!({ "comment": "Other" }));
        let both = join(
            scene.verb(&scene.owner, number, "comments", &one),
            scene.verb(&scene.colleague, number, "comments", &other),
        );
        let (one, other) = both.await;
        assert_eq!((one.status.as_u16(), other.status.as_u16()), (200, 200));
        let said: BTreeSet<_> = texts(&scene.ticket(number).await).into_iter().collect();
        assert_eq!(said, ["One".to_owned(), "Other".to_owned()].into());
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn so_they_do_on_two_nodes() {
    at_both(async |place| {
        let db = place.open().await;
        let scene = Scene::new(db.clone()).await;
        let beside = scene.desk.beside(place.open().await);
        let number = scene.record().await;
        let path = format!("/tickets/{number}/comments");
        let said = join_all((0..20).map(|nth| {
            let desk = if nth % 2 == 0 { &scene.desk } else { &beside };
            desk.ask(Ask::send(Method::POST, &path, &json!({ "comment": format!("{nth}") })).bearer(&scene.owner))
        }));
        for said in said.await {
            said.with_status(200);
        }
        assert_eq!(texts(&scene.ticket(number).await).len(), 20);
        scene.agrees().await;
        beside.app.db.close().await;
        db.close().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_to_say_is_refused_at_the_field() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        for (text, key) in
            [("", "input-empty"), (" \n\u{200B}", "input-empty"), (&*"x".repeat(20_001), "input-too-long")]
        {
            let refused = scene.verb(&scene.owner, number, "comments", &json!({ "comment": text })).await;
            assert_eq!(refused.with_status(422).complaints(), [format!("comment={key}")]);
            let form = Ask::post(&format!("/tickets/{number}/comments"), &[("comment", text)]).cookie(&scene.owner);
            let page = scene.desk.ask(form).await.with_status(422);
            assert!(page.body.contains("id=\"comment-complaint\"") && page.body.contains(text), "{}", page.body);
        }
        assert_eq!(scene.ticket(number).await["version"], 1);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_sent_comment_leaves_no_draft() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let typed = json!({ "fields": { "comment": "Half a sent" } });
        let keep = Ask::send(Method::PUT, &format!("/drafts/ticket-{number}-comment"), &typed).bearer(&scene.owner);
        scene.desk.ask(keep).await.with_status(200);
        let path = format!("/tickets/{number}");
        assert!(scene.page(&scene.owner, &path).await.body.contains("Half a sent"));
        assert!(!scene.page(&scene.lead, &path).await.body.contains("Half a sent"), "a draft is one person's");
        scene.verb(&scene.owner, number, "comments", &json!({ "comment": "Whole" })).await.with_status(200);
        assert!(!scene.page(&scene.owner, &path).await.body.contains("Half a sent"));
    })
    .await;
}

/// The comments of a view, oldest first.
fn texts(view: &Value) -> Vec<String> {
    let entries = view["timeline"].as_array().expect("a timeline").iter();
    let texts = entries.filter_map(|entry| entry["what"]["text"].as_str());
    texts.map(str::to_owned).collect()
}

#[tokio::test]
async fn what_was_said_at_length_is_folded_and_nothing_is_lost() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let long = (0..2_000).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
        scene.verb(&scene.owner, number, "comments", &json!({ "comment": long })).await.with_status(200);
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200).body;
        let (shown, rest) = page.split_once("<details class=\"rest\"").expect("a fold");
        assert!(shown.contains("w0 w1 ") && !shown.contains("w1999") && rest.contains("w1999"), "{page}");
        assert!(rest.contains("<summary>Show the rest</summary>"), "{rest}");
        let short = scene.page(&scene.owner, &format!("/tickets/{}", scene.record().await)).await.body;
        assert!(!short.contains("class=\"rest\""), "{short}");
    })
    .await;
}
