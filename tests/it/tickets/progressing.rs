//! Moving a ticket on: which status wants which reason, who has it then, and a comment in the same breath.

use super::inquiry::{Scene, counted};
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use serde_json::{Value, json};

fn to(version: i64, status: &str, reason: Option<&str>, comment: Option<&str>) -> Value {
    json!({ "version": version, "status": status, "reason": reason, "comment": comment })
}

#[tokio::test]
async fn the_whole_way_and_back() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let steps = [
            (to(1, "in_progress", None, None), json!(null)),
            (to(2, "pending", Some("customer"), None), json!("customer")),
            (to(3, "in_progress", Some("customer"), None), json!(null)),
            (to(4, "closed", Some("no_reply"), None), json!("no_reply")),
            (to(5, "open", None, None), json!(null)),
            (to(6, "closed", None, None), json!("resolved")),
        ];
        for (ask, reason) in steps {
            let view = scene.verb(&scene.colleague, number, "status", &ask).await.with_status(200).json();
            assert_eq!((&view["status"], &view["reason"]), (&ask["status"], &reason), "{ask}");
            assert_eq!(view["assignee"]["user_name"], "CA-bdupont", "whoever starts work has it");
            scene.agrees().await;
        }
        let counted = counted(&scene).await;
        assert_eq!(counted.get("tickets/inquiry/closed/records"), Some(&1), "{counted:?}");
        assert_eq!(counted.len(), 3, "of all, of the call centre and of the creator: {counted:?}");
    })
    .await;
}

#[tokio::test]
async fn by_page_and_by_fragment() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let path = format!("/tickets/{number}/status");
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200);
        let fields = [("version", page.hidden("version")), ("status", "in_progress")];
        let done = scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(303);
        let page = scene.page(&scene.owner, done.place()).await.with_status(200);
        assert!(page.body.contains("Name of CA-mchen set it to In progress"), "{}", page.body);
        let fields = [("version", "2"), ("status", "closed"), ("reason", "duplicate")];
        let part = scene.desk.ask(Ask::post(&path, &fields).fragment().cookie(&scene.owner)).await.with_status(200);
        assert!(part.body.trim_start().starts_with("<div id=\"ticket\""), "{}", part.body);
        assert!(part.body.contains("Closed: duplicate"), "{}", part.body);
        scene.agrees().await;
    })
    .await;
}

/// The buttons of a status belong to the form of the comment: what was typed there is said, with script and without.
#[tokio::test]
async fn what_was_typed_goes_along_with_a_status() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200).body;
        assert!(page.contains("name=\"pending_reason\" form=\"answer\""), "{page}");
        let path = format!("/tickets/{number}/status");
        let fields = [
            ("version", "1"),
            ("comment", "They look for it."),
            ("closed_reason", "duplicate"),
            ("pending_reason", "carrier"),
            ("status", "pending"),
        ];
        scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(303);
        let view = scene.ticket(number).await;
        assert_eq!((&view["status"], &view["reason"]), (&json!("pending"), &json!("carrier")));
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.body;
        assert!(page.contains("They look for it."), "{page}");
        let fields = [("version", "2"), ("comment", ""), ("closed_reason", "duplicate"), ("status", "closed")];
        let fields = [&fields[..], &[("pending_reason", "carrier")]].concat();
        scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(303);
        assert_eq!(scene.ticket(number).await["reason"], "duplicate");
        assert_eq!(scene.count("comments").await, 1, "an empty box says nothing");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn reasons_must_fit() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let refused = [
            (to(1, "pending", None, None), "reason=ticket-reason-needed"),
            (to(1, "pending", Some("resolved"), None), "reason=ticket-reason-unfitting"),
            (to(1, "closed", Some("customer"), None), "reason=ticket-reason-unfitting"),
            (to(1, "open", None, None), "comment=ticket-nothing-to-do"),
            (to(1, "open", None, Some("  ")), "comment=ticket-nothing-to-do"),
            (to(1, "pending", Some("hunger"), None), "reason=web-field-wrong"),
            (to(1, "lost", None, None), "status=web-field-wrong"),
            (to(1, "closed", None, Some(&"x".repeat(20_001))), "comment=input-too-long"),
        ];
        for (ask, complaint) in refused {
            let said = scene.verb(&scene.owner, number, "status", &ask).await.with_status(422);
            assert_eq!(said.complaints(), [complaint], "{ask}");
        }
        assert_eq!(scene.ticket(number).await["version"], 1);
        let path = format!("/tickets/{number}/status");
        let form = Ask::post(&path, &[("version", "1"), ("status", "pending"), ("reason", "")]).cookie(&scene.owner);
        let page = scene.desk.ask(form).await.with_status(422);
        assert!(page.body.contains("id=\"reason-complaint\""), "{}", page.body);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn another_reason_is_a_move() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        for (version, reason) in [(1, "customer"), (2, "carrier")] {
            let ask = to(version, "pending", Some(reason), None);
            let view = scene.verb(&scene.owner, number, "status", &ask).await.with_status(200).json();
            assert_eq!(view["reason"], reason);
        }
        let same = to(3, "pending", Some("carrier"), None);
        let said = scene.verb(&scene.owner, number, "status", &same).await.with_status(422);
        assert_eq!(said.complaints(), ["comment=ticket-nothing-to-do"]);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_comment_goes_along_or_alone() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let ask = to(1, "closed", None, Some("They called back"));
        scene.verb(&scene.owner, number, "status", &ask).await.with_status(200);
        assert_eq!(scene.happened(number).await, ["ticket.opened", "ticket.commented", "ticket.status_changed"]);
        let ask = to(2, "closed", None, Some("And once more"));
        let view = scene.verb(&scene.owner, number, "status", &ask).await.with_status(200).json();
        assert_eq!((&view["status"], &view["reason"]), (&json!("closed"), &json!("resolved")));
        assert_eq!(scene.happened(number).await.last().map(String::as_str), Some("ticket.commented"));
        scene.agrees().await;
    })
    .await;
}
