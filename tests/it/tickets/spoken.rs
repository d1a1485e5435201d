//! What pages say: the sentence after a deed for who hears the page, and words that must not say what is not so.

use super::inquiry::Scene;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::HOUR;
use axum::http::Method;
use serde_json::json;

#[tokio::test]
async fn a_deed_by_script_comes_with_the_sentence_that_a_page_would_show() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let place = format!("/tickets/{number}/comments");
        let ask = || Ask::post(&place, &[("comment", "She called again.")]).cookie(&scene.owner);
        let said = scene.desk.ask(ask().fragment()).await.with_status(200);
        assert_eq!(said.header("watchdesk-said"), format!("Your%20comment%20is%20on%20{number}."));
        let refused = Ask::post(&place, &[("comment", " ")]).cookie(&scene.owner).fragment();
        let refused = scene.desk.ask(refused).await.with_status(422);
        assert!(!refused.headers.contains_key("watchdesk-said"));
        let ask = Ask::send(Method::POST, &place, &json!({ "comment": "Again." })).bearer(&scene.owner);
        assert!(!scene.desk.ask(ask).await.with_status(200).headers.contains_key("watchdesk-said"));
        let check = Ask::post(&format!("/tickets/{number}/check"), &[]).cookie(&scene.lead).fragment();
        let said = scene.desk.ask(check).await.with_status(200);
        assert_eq!(said.header("watchdesk-said"), format!("{number}%20is%20checked."));
    })
    .await;
}

#[tokio::test]
async fn a_closed_ticket_was_escalated() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (place, number) = {
            let number = scene.escalated().await;
            (format!("/tickets/{number}"), number)
        };
        let page = scene.page(&scene.lead, &place).await.body;
        assert!(page.contains("Escalated to Name of CA-lhart") && !page.contains("Was escalated"), "{page}");
        let close = json!({ "version": 1, "status": "closed", "reason": "resolved" });
        scene.verb(&scene.lead, number, "status", &close).await.with_status(200);
        let page = scene.page(&scene.lead, &place).await.body;
        assert!(page.contains("Was escalated to Name of CA-lhart"), "{page}");
        // Nothing that is closed is due, of however many records.
        let list = scene.page(&scene.owner, "/tickets?status=closed&due=today").await.with_status(200).body;
        assert!(list.contains("A closed ticket is not due any more") && !list.contains("Add all records"), "{list}");
    })
    .await;
}

#[tokio::test]
async fn files_that_came_together_are_one_line() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        for name in ["one.csv", "two.csv", "three.csv"] {
            scene.put(&scene.owner, number, name, "a,b\n1,2\n").await.with_status(200);
        }
        scene.put(&scene.colleague, number, "of-another.csv", "a,b\n").await.with_status(200);
        scene.desk.later(HOUR);
        scene.put(&scene.owner, number, "later.csv", "a,b\n").await.with_status(200);
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200).body;
        let timeline =
            page.split("id=\"timeline\"").nth(1).and_then(|rest| rest.split("</ol>").next()).expect("a timeline");
        assert_eq!(timeline.matches("Name of CA-mchen added 3 files").count(), 1, "{timeline}");
        assert_eq!(timeline.matches("added a file").count(), 2, "another's and a later one: {timeline}");
        assert_eq!(timeline.matches("class=\"file-brief\"").count(), 5, "{timeline}");
    })
    .await;
}

#[tokio::test]
async fn a_warning_stands_under_the_heading_before_anything_is_written() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let warn = "UPDATE parties SET warning = 'Put nothing in writing without the lead'";
        scene.desk.change(watchdesk::platform::db::Sql::new(warn)).await;
        let number = scene.record().await;
        for (place, writes) in [
            (format!("/tickets/new?party={}", scene.party), "id=\"new-ticket\""),
            (format!("/tickets/{number}"), "id=\"answer\""),
        ] {
            let page = scene.page(&scene.owner, &place).await.with_status(200).body;
            let warning = page.find("Put nothing in writing").expect("the warning");
            assert!(warning < page.find(writes).expect("a form"), "{page}");
        }
    })
    .await;
}
