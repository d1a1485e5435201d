//! Escalating a ticket by page, fragment and JSON: the row, the event and the counter that follow, and who it reaches.

use super::inquiry::{Scene, counted, escalated_in_canada};
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::DAY;
use serde_json::json;
use watchdesk::platform::db::Sql;

#[tokio::test]
async fn by_page_by_fragment_and_by_program() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let numbers = [scene.record().await, scene.record().await, scene.record().await];
        let path = |number: i64| format!("/tickets/{number}/escalation");
        let fields = [("version", "1"), ("why", "They are <furious>")];
        let form = Ask::post(&path(numbers[0]), &fields).cookie(&scene.owner);
        let done = scene.desk.ask(form).await.with_status(303);
        assert_eq!(done.place(), format!("/tickets/{}", numbers[0]));
        let part = scene.desk.ask(Ask::post(&path(numbers[1]), &fields).fragment().cookie(&scene.owner)).await;
        let part = part.with_status(200);
        assert!(part.body.trim_start().starts_with("<div id=\"ticket\""), "{}", part.body);
        assert!(part.body.contains("Escalated to Name of CA-lhart"), "{}", part.body);
        assert!(part.body.contains("They are &#60;furious&#62;"), "{}", part.body);
        let ask = json!({ "version": 1, "why": "They are <furious>" });
        let view = scene.verb(&scene.owner, numbers[2], "escalation", &ask).await.with_status(200).json();
        assert_eq!(view["escalation"]["raised_to"]["user_name"], "CA-lhart");
        for number in numbers {
            assert_eq!(scene.happened(number).await, ["ticket.opened", "ticket.escalated"]);
            let view = scene.ticket(number).await;
            assert_eq!((&view["version"], &view["assignee"]["user_name"]), (&json!(2), &json!("CA-lhart")));
            assert_eq!(view["escalation"]["why"], "They are <furious>");
        }
        assert_eq!(counted(&scene).await, escalated_in_canada("open", 3));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn only_once_and_only_what_is_not_settled() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let again = scene.verb(&scene.colleague, number, "escalation", &json!({ "version": 1 })).await;
        assert_eq!(again.with_status(409).complaints(), ["*=ticket-already-escalated"]);
        let number = scene.record().await;
        let close = json!({ "version": 1, "status": "closed" });
        scene.verb(&scene.owner, number, "status", &close).await.with_status(200);
        let late = scene.verb(&scene.owner, number, "escalation", &json!({ "version": 2 })).await;
        assert_eq!(late.with_status(409).complaints(), ["*=ticket-is-closed"]);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_with_a_form_that_is_gone_is_said_nevertheless() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let long = "x".repeat(10_000);
        let ask = || Ask::post(&format!("/tickets/{number}/escalation"), &[("version", "1"), ("why", &long)]);
        for ask in [ask(), ask().fragment()] {
            let said = scene.desk.ask(ask.cookie(&scene.owner)).await.with_status(422);
            assert!(!said.body.contains("id=\"escalate\""), "the form is not drawn: {}", said.body);
            assert!(said.body.contains("<div>Why it is escalated: At most "), "{}", said.body);
        }
    })
    .await;
}

#[tokio::test]
async fn the_cover_gets_what_the_lead_cannot() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let away = Sql::new("UPDATE users SET away_until = ?, cover_id = ? WHERE id = ?");
        let away = away.bind(scene.desk.app.now().plus_millis(DAY)).bind(scene.cast.colleague.id);
        scene.desk.change(away.bind(scene.cast.lead.id)).await;
        let view = scene.ticket(scene.escalated().await).await;
        assert_eq!(view["assignee"]["user_name"], "CA-bdupont");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn the_form_says_that_the_lead_is_away_and_nobody_stands_in() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let path = format!("/tickets/new?party={}", scene.party);
        let says = "is away until";
        assert!(!scene.page(&scene.owner, &path).await.with_status(200).body.contains(says));
        let until = scene.desk.app.now().plus_millis(DAY);
        let away = Sql::new("UPDATE users SET away_until = ? WHERE id = ?").bind(until);
        scene.desk.change(away.bind(scene.cast.lead.id)).await;
        let page = scene.page(&scene.owner, &path).await.with_status(200).body;
        assert!(page.contains("Name of CA-lhart is away until ") && page.contains("waits for their return"), "{page}");
        let view = scene.desk.ask(Ask::get(&path).json().bearer(&scene.owner)).await.with_status(200).json();
        assert_eq!((&view["lead"]["user_name"], &view["lead_away_until"]), (&json!("CA-lhart"), &json!(until)));
        let cover = Sql::new("UPDATE users SET cover_id = ? WHERE id = ?").bind(scene.cast.colleague.id);
        scene.desk.change(cover.bind(scene.cast.lead.id)).await;
        assert!(!scene.page(&scene.owner, &path).await.with_status(200).body.contains(says), "somebody stands in");
    })
    .await;
}

#[tokio::test]
async fn without_a_lead_it_says_so_and_keeps_the_reason() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let token = scene.desk.session(&scene.cast.abroad).await;
        let refused = scene.verb(&token, number, "escalation", &json!({ "version": 1 })).await.with_status(422);
        assert_eq!(refused.complaints(), ["escalate=ticket-no-lead"]);
        let page = scene.page(&token, &format!("/tickets/{number}")).await.with_status(200).body;
        assert!(page.contains("You have no lead to escalate to") && !page.contains("id=\"escalate\""), "{page}");
        let fields = [("version", "1"), ("why", "Typed & kept")];
        let page = scene.desk.ask(Ask::post(&format!("/tickets/{number}/escalation"), &fields).cookie(&token)).await;
        let page = page.with_status(422);
        assert!(page.body.contains("id=\"escalate-complaint\""), "{}", page.body);
        assert!(page.body.contains("value=\"Typed &#38; kept\""), "{}", page.body);
        let endless = json!({ "version": 1, "why": "x".repeat(501) });
        let refused = scene.verb(&scene.owner, number, "escalation", &endless).await.with_status(422);
        assert_eq!(refused.complaints(), ["why=input-too-long"]);
        assert_eq!(scene.count("escalations").await, 0);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn it_ends_with_its_ticket_and_runs_again_with_it() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let to = async |version: i64, status: &str, reason: Option<&str>| {
            let ask = json!({ "version": version, "status": status, "reason": reason });
            scene.verb(&scene.lead, number, "status", &ask).await.with_status(200).json()
        };
        assert_eq!(to(1, "pending", Some("lead")).await["escalation"]["ended_at"], json!(null), "pending still waits");
        assert_ne!(to(2, "closed", None).await["escalation"]["ended_at"], json!(null));
        assert_eq!(counted(&scene).await, escalated_in_canada("closed", 1));
        scene.agrees().await;
        let view = to(3, "open", None).await;
        assert_eq!(view["escalation"]["ended_at"], json!(null));
        assert_eq!(view["escalation"]["raised_to"]["user_name"], "CA-lhart");
        assert_eq!(scene.count("escalations").await, 1);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_repeated_key_escalates_once() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let key = "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f";
        for _ in 0..3 {
            let fields = [("version", "1"), ("request_key", key)];
            let form = Ask::post(&format!("/tickets/{number}/escalation"), &fields).cookie(&scene.owner);
            scene.desk.ask(form).await.with_status(303);
        }
        assert_eq!(scene.count("escalations").await, 1);
        scene.agrees().await;
    })
    .await;
}
