//! Fifty people at one ticket at once: exactly one wins, and the others are told who.

use super::inquiry::{Scene, counted, escalated_in_canada};
use crate::support::asking::{Ask, Said};
use crate::support::databases::{at_both, on_both};
use crate::support::desk::Desk;
use axum::http::Method;
use futures_util::future::join_all;
use serde_json::{Value, json};

const RACERS: usize = 50;

/// All at once; even ones are the owner, odd ones the colleague.
async fn race(scene: &Scene, desks: &[&Desk], number: i64, verb: &str, ask: &Value) -> Vec<Said> {
    let path = format!("/tickets/{number}/{verb}");
    let racers = (0..RACERS).map(|nth| {
        let token = if nth % 2 == 0 { &scene.owner } else { &scene.colleague };
        desks[nth % desks.len()].ask(Ask::send(Method::POST, &path, ask).bearer(token))
    });
    join_all(racers).await
}

#[track_caller]
fn one_won(scene: &Scene, said: &[Said]) {
    let won: Vec<_> = said.iter().filter(|said| said.status == 200).collect();
    assert_eq!(won.len(), 1, "{:?}", said.iter().map(|said| said.status).collect::<Vec<_>>());
    let view = won[0].json();
    let by = view["timeline"].as_array().and_then(|entries| entries.last()).expect("an entry")["by"].clone();
    let who = by["display_name"].as_str().expect("a name");
    let cast = &scene.cast;
    let names = [&cast.owner, &cast.colleague, &cast.lead].map(|member| &member.display_name);
    assert!(names.iter().any(|name| *name == who), "{who}");
    for lost in said.iter().filter(|said| said.status != 200) {
        assert_eq!((lost.status.as_u16(), lost.complaints()), (409, vec!["*=ticket-stale".to_owned()]));
        let text = lost.json()["messages"][0]["text"].as_str().expect("a sentence").to_owned();
        let plain: String = text.chars().filter(|letter| !matches!(letter, '\u{2068}' | '\u{2069}')).collect();
        assert!(plain.starts_with(&format!("{who} changed this")), "{text}");
    }
}

#[tokio::test]
async fn fifty_close_one_ticket() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let said = race(&scene, &[&scene.desk], number, "status", &json!({ "version": 1, "status": "closed" })).await;
        one_won(&scene, &said);
        assert_eq!(scene.happened(number).await, ["ticket.opened", "ticket.escalated", "ticket.status_changed"]);
        assert_eq!(counted(&scene).await, escalated_in_canada("closed", 1));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn fifty_escalate_one_ticket() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let said = race(&scene, &[&scene.desk], number, "escalation", &json!({ "version": 1 })).await;
        one_won(&scene, &said);
        assert_eq!(scene.count("escalations").await, 1);
        assert_eq!(counted(&scene).await, escalated_in_canada("open", 1));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn fifty_change_one_ticket() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.desk.party("4712", "Elm Trading").await;
        let asks = [
            ("assignee", json!({ "version": 1, "assignee": "CA-lhart" })),
            ("due", json!({ "version": 1, "due": 3, "because": "It was lost" })),
            ("type", json!({ "version": 1, "type": 5 })),
            ("party", json!({ "version": 1, "party_number": "4712" })),
        ];
        for (verb, ask) in asks {
            let number = scene.record().await;
            one_won(&scene, &race(&scene, &[&scene.desk], number, verb, &ask).await);
            assert_eq!(scene.happened(number).await.len(), 2, "{verb}");
        }
        let number = scene.escalated().await;
        let answer = json!({ "version": 1, "comment": "Refund it" });
        // Whom it would go back to cannot answer it.
        let racers = (0..RACERS).map(|nth| {
            let token = if nth % 2 == 0 { &scene.lead } else { &scene.colleague };
            scene.verb(token, number, "answer", &answer)
        });
        one_won(&scene, &join_all(racers).await);
        assert_eq!(scene.count("comments").await, 1);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn fifty_on_two_nodes() {
    at_both(async |place| {
        let db = place.open().await;
        let scene = Scene::new(db.clone()).await;
        let beside = scene.desk.beside(place.open().await);
        let (close, escalate) = (json!({ "version": 1, "status": "closed" }), json!({ "version": 1 }));
        for (verb, ask) in [("status", close), ("escalation", escalate)] {
            let number = scene.record().await;
            let said = race(&scene, &[&scene.desk, &beside], number, verb, &ask).await;
            one_won(&scene, &said);
            scene.agrees().await;
        }
        beside.app.db.close().await;
        db.close().await;
    })
    .await;
}

#[tokio::test]
async fn closing_and_escalating_at_once() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let (close, escalate) = (json!({ "version": 1, "status": "closed" }), json!({ "version": 1 }));
        let racers = (0..RACERS).map(|nth| match nth % 2 {
            0 => scene.verb(&scene.owner, number, "status", &close),
            _ => scene.verb(&scene.colleague, number, "escalation", &escalate),
        });
        one_won(&scene, &join_all(racers).await);
        scene.agrees().await;
    })
    .await;
}
