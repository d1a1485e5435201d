//! How an escalation ends while its ticket goes on: answered and sent back, or ended without an answer.

use super::inquiry::{Scene, counted};
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use serde_json::{Value, json};
use watchdesk::people::{Actor, accounts};
use watchdesk::platform::db::Tx;

async fn listed(scene: &Scene, query: &str) -> Vec<Value> {
    let ask = Ask::get(&format!("/tickets{query}")).json().bearer(&scene.owner);
    let view = scene.desk.ask(ask).await.with_status(200).json();
    view["tickets"].as_array().expect("rows").clone()
}

#[tokio::test]
async fn the_lead_answers_and_it_goes_back() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let numbers = [scene.escalated().await, scene.escalated().await, scene.escalated().await];
        assert_eq!(scene.ticket(numbers[0]).await["waiting_for"], "lead");
        let path = |number: i64| format!("/tickets/{number}/answer");
        let fields = [("version", "1"), ("comment", "Refund it & say <sorry>")];
        let page = scene.page(&scene.lead, &format!("/tickets/{}", numbers[0])).await.with_status(200).body;
        assert!(page.contains(&format!("formaction=\"{}\"", path(numbers[0]))), "{page}");
        scene.desk.ask(Ask::post(&path(numbers[0]), &fields).cookie(&scene.lead)).await.with_status(303);
        let part = scene.desk.ask(Ask::post(&path(numbers[1]), &fields).fragment().cookie(&scene.lead)).await;
        let part = part.with_status(200).body;
        assert!(part.contains("answered and sent it back to Name of CA-mchen"), "{part}");
        assert!(
            part.contains("Refund it ") && !part.contains("<sorry>") && !part.contains("class=\"chip flagged\""),
            "{part}"
        );
        let ask = json!({ "version": 1, "comment": "Refund it & say <sorry>" });
        scene.verb(&scene.lead, numbers[2], "answer", &ask).await.with_status(200);
        for number in numbers {
            let mut happened = scene.happened(number).await;
            // The lead opened the page of one of them.
            happened.retain(|kind| kind != "ticket.checked");
            assert_eq!(happened, ["ticket.opened", "ticket.escalated", "ticket.commented", "ticket.sent_back"]);
            let view = scene.ticket(number).await;
            assert_eq!((&view["assignee"]["user_name"], &view["waiting_for"]), (&json!("CA-mchen"), &json!("csr")));
            assert_eq!((&view["escalation"], &view["status"]), (&json!(null), &json!("open")));
        }
        let records = [("tickets/inquiry/open/records", 3), ("tickets/inquiry/open/records/from/CA", 3)];
        let mine = format!("tickets/inquiry/open/records/{}", scene.cast.owner.id);
        let expected = records.map(|(name, count)| (name.to_owned(), count)).into_iter().chain([(mine, 3)]);
        assert_eq!(counted(&scene).await, expected.collect());
        assert!(listed(&scene, "").await.is_empty());
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_waited_for_the_lead_is_open_again_and_may_be_escalated_anew() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let pend = json!({ "version": 1, "status": "pending", "reason": "lead" });
        scene.verb(&scene.owner, number, "status", &pend).await.with_status(200);
        let answer = json!({ "version": 2, "comment": "Yes" });
        let view = scene.verb(&scene.lead, number, "answer", &answer).await.with_status(200).json();
        assert_eq!((&view["status"], &view["reason"]), (&json!("open"), &json!(null)));
        scene.agrees().await;
        let again = scene.verb(&scene.owner, number, "escalation", &json!({ "version": 3 })).await.with_status(200);
        assert_eq!(again.json()["waiting_for"], "lead");
        assert_eq!(scene.count("escalations").await, 2);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn it_goes_to_whoever_is_left() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        scene.verb(&scene.colleague, number, "escalation", &json!({ "version": 1 })).await.with_status(200);
        let leaves = async |id: i64| {
            let now = scene.desk.app.now();
            let verb = async move |tx: &mut Tx| accounts::disable(tx, Actor::System, id, now).await;
            scene.desk.app.db.write(None, verb).await.expect("left");
        };
        leaves(scene.cast.owner.id).await;
        let answer = json!({ "version": 2, "comment": "Yes" });
        let view = scene.verb(&scene.lead, number, "answer", &answer).await.with_status(200).json();
        assert_eq!(view["assignee"]["user_name"], "CA-bdupont", "they escalated it");
        scene.verb(&scene.colleague, number, "escalation", &json!({ "version": 3 })).await.with_status(200);
        leaves(scene.cast.colleague.id).await;
        let said = scene.verb(&scene.lead, number, "answer", &json!({ "version": 4, "comment": "Yes" })).await;
        assert_eq!(said.with_status(409).complaints(), ["*=ticket-nobody-to-send-back-to"]);
    })
    .await;
}

#[tokio::test]
async fn it_ends_without_an_answer() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let end = async |token: &str, number: i64, version: i64| {
            scene.verb(token, number, "escalation/end", &json!({ "version": version })).await
        };
        let number = scene.escalated().await;
        let page = scene.page(&scene.lead, &format!("/tickets/{number}")).await.with_status(200);
        assert!(page.body.contains("id=\"deescalate\""), "{}", page.body);
        let fields = [("version", page.hidden("version"))];
        let form = Ask::post(&format!("/tickets/{number}/escalation/end"), &fields).cookie(&scene.lead);
        scene.desk.ask(form).await.with_status(303);
        let view = scene.ticket(number).await;
        assert_eq!((&view["assignee"]["user_name"], &view["escalation"]), (&json!("CA-mchen"), &json!(null)));
        let raised = scene.escalated().await;
        end(&scene.owner, raised, 1).await.with_status(200);
        assert_eq!(scene.happened(raised).await.last().map(String::as_str), Some("ticket.deescalated"));
        let seen = scene.escalated().await;
        let page = scene.page(&scene.colleague, &format!("/tickets/{seen}")).await.with_status(200).body;
        assert!(page.contains("id=\"deescalate\"") && page.contains("/answer\""), "who covers informally may: {page}");
        let view = end(&scene.colleague, seen, 1).await.with_status(200).json();
        assert_eq!(view["assignee"]["user_name"], "CA-mchen");
        let taken = scene.escalated().await;
        let take = json!({ "version": 1, "assignee": "CA-bdupont" });
        scene.verb(&scene.colleague, taken, "assignee", &take).await.with_status(200);
        let view = end(&scene.colleague, taken, 2).await.with_status(200).json();
        assert_eq!(view["assignee"]["user_name"], "CA-bdupont", "what somebody took stays with them");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn without_an_escalation_it_says_so() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let asks = [("answer", json!({ "version": 1, "comment": "x" })), ("escalation/end", json!({ "version": 1 }))];
        for (verb, ask) in &asks {
            let said = scene.verb(&scene.lead, number, verb, ask).await.with_status(409);
            assert_eq!(said.complaints(), ["*=ticket-is-not-escalated"]);
        }
        let closed = scene.escalated().await;
        scene.verb(&scene.lead, closed, "status", &json!({ "version": 1, "status": "closed" })).await.with_status(200);
        for (verb, mut ask) in asks {
            ask["version"] = 2.into();
            let said = scene.verb(&scene.lead, closed, verb, &ask).await.with_status(409);
            assert_eq!(said.complaints(), ["*=ticket-is-closed"]);
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_keeps_its_words_and_is_given_once() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let path = format!("/tickets/{number}/answer");
        let outsider = scene.desk.session(&scene.cast.admin).await;
        for verb in ["answer", "escalation/end"] {
            let ask = json!({ "version": 1, "comment": "x" });
            scene.verb(&outsider, number, verb, &ask).await.with_status(404);
        }
        for (text, key) in [(String::new(), "input-empty"), ("x".repeat(20_001), "input-too-long")] {
            let ask = json!({ "version": 1, "comment": text });
            let said = scene.verb(&scene.lead, number, "answer", &ask).await.with_status(422);
            assert_eq!(said.complaints(), [format!("comment={key}")]);
        }
        scene.verb(&scene.colleague, number, "comments", &json!({ "comment": "News" })).await.with_status(200);
        let fields = [("version", "1"), ("comment", "Typed & <kept>")];
        let page = scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.lead)).await.with_status(409).body;
        assert!(page.contains("Typed &#38; &#60;kept&#62;</textarea>") && page.contains("class=\"fresh\""), "{page}");
        let key = "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f";
        for _ in 0..3 {
            let fields = [("version", "2"), ("comment", "Once"), ("request_key", key)];
            scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.lead)).await.with_status(303);
        }
        assert_eq!(scene.count("comments").await, 2);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_answers_to_themself() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let answer = json!({ "version": 1, "comment": "I found it" });
        let own = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200).body;
        assert!(!own.contains("/answer\"") && own.contains("id=\"deescalate\""), "{own}");
        let said = scene.verb(&scene.owner, number, "answer", &answer).await.with_status(403);
        assert_eq!(said.complaints(), ["*=ticket-comes-back-to-you"]);
        let fields = [("version", "1"), ("comment", "I <found> it")];
        let form = Ask::post(&format!("/tickets/{number}/answer"), &fields).cookie(&scene.owner);
        let page = scene.desk.ask(form).await.with_status(403).body;
        assert!(
            page.contains("It would come back to you. Add a comment, or end the escalation")
                && page.contains("I &#60;found&#62; it<"),
            "{page}"
        );
        let view = scene.ticket(number).await;
        assert_eq!((&view["version"], &view["escalation"]["returns_to"]["user_name"]), (&json!(1), &json!("CA-mchen")));
        scene.verb(&scene.colleague, number, "answer", &answer).await.with_status(200);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn whose_ticket_others_escalated_may_end_it() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        scene.verb(&scene.colleague, number, "escalation", &json!({ "version": 1 })).await.with_status(200);
        let version = scene.ticket(number).await["version"].clone();
        let answer = json!({ "version": version, "comment": "I found it" });
        let said = scene.verb(&scene.owner, number, "answer", &answer).await.with_status(403);
        assert_eq!(said.complaints(), ["*=ticket-comes-back-to-you"]);
        let end = json!({ "version": version });
        let view = scene.verb(&scene.owner, number, "escalation/end", &end).await.with_status(200).json();
        assert_eq!((&view["escalation"], &view["assignee"]["user_name"]), (&json!(null), &json!("CA-mchen")));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_a_lead_opened_and_was_asked_about_goes_back_to_who_asked() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let ask = scene.inquiry("Where is my order?", "no");
        let ask = Ask::send(axum::http::Method::POST, "/tickets", &ask).bearer(&scene.lead);
        let number = super::inquiry::number(&scene.desk.ask(ask).await.with_status(201));
        scene.verb(&scene.owner, number, "escalation", &json!({ "version": 1 })).await.with_status(200);
        let page = scene.page(&scene.lead, &format!("/tickets/{number}")).await.with_status(200).body;
        assert!(page.contains(&format!("formaction=\"/tickets/{number}/answer\"")), "{page}");
        let answer = json!({ "version": 2, "comment": "Yes" });
        let view = scene.verb(&scene.lead, number, "answer", &answer).await.with_status(200).json();
        assert_eq!(view["assignee"]["user_name"], "CA-mchen");
        scene.agrees().await;
    })
    .await;
}
