//! The review of the list: what was used, what "Other" said and to whom that is told, and a type made of it, which its
//! tickets get without losing what they said.

use super::inquiry::{Scene, number};
use super::types_list::{admin, both, happened, list, send};
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::DAY;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;
use watchdesk::platform::db::{Reads, Sql};
use watchdesk::platform::jobs::{Pace, Registry, Runner, Schedule};
use watchdesk::tickets::types::promoting::GiveType;

/// The number of a new ticket of "Other" that says this.
async fn other(scene: &Scene, details: &str) -> i64 {
    let mut ask = scene.inquiry("Something else", "no");
    (ask["type"], ask["details"]) = (15.into(), details.into());
    number(&scene.open(&ask).await.with_status(201))
}

async fn review(scene: &Scene, token: &str) -> Value {
    scene.desk.ask(Ask::get("/types/review").json().bearer(token)).await.with_status(200).json()
}

/// Lets the desk do its jobs until none is left.
async fn run_jobs(scene: &Scene) {
    let app = scene.desk.app.clone();
    let clock = app.clone();
    let runner = Runner::new(app.db.clone(), app.clone(), Registry::new().add::<GiveType>(), Schedule::new());
    let runner = runner.expect("a runner").clock(Arc::new(move || clock.now()));
    let stop = CancellationToken::new();
    let pace = Pace { poll: Duration::from_millis(20), ..Pace::default() };
    let running = tokio::spawn(runner.pace(pace).run(stop.clone()));
    let deadline = Instant::now() + Duration::from_secs(60);
    while app.db.reads().value::<i64>(Sql::new("SELECT id FROM jobs LIMIT 1")).await.expect("jobs").is_some() {
        assert!(Instant::now() < deadline, "waited in vain");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    stop.cancel();
    running.await.expect("an end");
}

#[tokio::test]
async fn counts_for_whoever_edits_and_words_for_who_works_inquiries() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        scene.record().await;
        scene.later(80 * DAY).await;
        for said in ["Gift card", "gift cárd", "Parking <b>"] {
            other(&scene, said).await;
        }
        scene.later(20 * DAY).await;
        let (admin, both) = (admin(&scene).await, both(&scene).await);
        let view = review(&scene, &admin).await;
        let line = |id: i64| {
            view["types"].as_array().expect("types").iter().find(|of| of["id"] == id).expect("a type").clone()
        };
        assert_eq!((&line(3)["tickets"], &line(3)["before"], &line(15)["tickets"]), (&json!(0), &json!(1), &json!(3)));
        assert_eq!(view["sayings"], json!(null));
        let page = scene.page(&admin, "/types/review").await.with_status(200).body;
        assert!(!page.contains("Gift card") && page.contains("for those who work inquiries"), "{page}");
        let view = review(&scene, &both).await;
        assert_eq!(
            view["sayings"],
            json!([{ "words": "Gift card", "tickets": 2 }, { "words": "Parking <b>", "tickets": 1 }])
        );
        let page = scene.page(&both, "/types/review").await.with_status(200).body;
        assert!(
            page.contains("Parking &#60;b&#62;") && page.contains("2 tickets") && page.contains("1 fewer"),
            "{page}"
        );
        scene.desk.ask(Ask::get("/types/review").cookie(&scene.lead)).await.with_status(404);
    })
    .await;
}

#[tokio::test]
async fn a_type_of_what_was_said() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = both(&scene).await;
        let (first, closed, apart) =
            (other(&scene, "Gift card").await, other(&scene, "GIFT-CARD").await, other(&scene, "Zoo").await);
        scene.verb(&scene.owner, closed, "status", &json!({ "version": 1, "status": "closed" })).await.with_status(200);
        let key = "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f";
        let fields = [("said", "gift card"), ("name", "Gift cards"), ("due_days", "2"), ("request_key", key)];
        let done = scene.desk.ask(Ask::post("/types/promotion", &fields).cookie(&token)).await.with_status(303);
        assert_eq!(done.place(), "/types/review");
        run_jobs(&scene).await;
        for number in [first, closed] {
            let view = scene.ticket(number).await;
            assert_eq!((&view["type"], &view["details"]), (&json!("Gift cards"), &json!(null)));
            let last = view["timeline"].as_array().expect("entries").last().expect("an entry").clone();
            assert_eq!(last["by"]["user_name"], "CA-both");
            assert!(
                ["Gift card", "GIFT-CARD"].contains(&last["what"]["from"]["details"].as_str().expect("words")),
                "{last}"
            );
        }
        assert_eq!(scene.ticket(closed).await["status"], "closed");
        assert_eq!(scene.ticket(apart).await["type"], "Other");
        assert_eq!(
            happened(&scene).await,
            ["inquiry_type.added", "inquiry_type.promoted", "inquiry_type.promotion_done"]
        );
        // Asked once more with the same key, it is not done again.
        scene.desk.ask(Ask::post("/types/promotion", &fields).cookie(&token)).await.with_status(303);
        assert_eq!(list(&scene, &token).await["types"].as_array().expect("types").len(), 16);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn many_tickets_a_hundred_at_a_time_and_an_attempt_that_was_cut_off() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = both(&scene).await;
        for _ in 0..205 {
            other(&scene, "Gift card").await;
        }
        let ask = json!({ "said": "Gift card", "name": "Gift card", "due_days": 1 });
        send(&scene, &token, "/types/promotion", &ask).await.with_status(200);
        // An attempt that was cut off had given it to some of them.
        let some = scene.desk.app.db.reads().value::<i64>(Sql::new("SELECT min(id) FROM tickets")).await;
        let some = some.expect("a database").expect("a ticket");
        scene.verb(&scene.owner, some, "type", &json!({ "version": 1, "type": 16 })).await.with_status(200);
        run_jobs(&scene).await;
        let count =
            async |sql: &'static str| scene.desk.app.db.reads().value::<i64>(Sql::new(sql)).await.expect("a count");
        assert_eq!(count("SELECT count(*) FROM tickets WHERE type_id = 16").await, Some(205));
        assert_eq!(count("SELECT count(*) FROM events WHERE kind = 'ticket.retyped'").await, Some(205));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_nobody_said_and_who_may_not_see_it() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (admin, both) = (admin(&scene).await, both(&scene).await);
        other(&scene, "Gift card").await;
        let ask = |said: &str, name: &str| json!({ "said": said, "name": name, "due_days": 1 });
        send(&scene, &admin, "/types/promotion", &ask("Gift card", "Cards")).await.with_status(404);
        let said = send(&scene, &both, "/types/promotion", &ask("Zoo", "Zoo")).await.with_status(422);
        assert_eq!(said.complaints(), ["said=types-nobody-said"]);
        let fields = [("said", "Gift card"), ("name", "complaint"), ("due_days", "3")];
        let page = scene.desk.ask(Ask::post("/types/promotion", &fields).cookie(&both)).await.with_status(422).body;
        assert!(page.contains("value=\"complaint\"") && page.contains("has this name already"), "{page}");
        assert!(happened(&scene).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_reviewed_it_and_when() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = admin(&scene).await;
        let before = list(&scene, &token).await;
        scene.desk.ask(Ask::post("/types/review", &[]).cookie(&token)).await.with_status(303);
        let part = scene.desk.ask(Ask::post("/types/review", &[]).fragment().cookie(&token)).await.with_status(200);
        assert!(part.body.contains("Last reviewed on 2 Nov 2026 by Name of ingrid."), "{}", part.body);
        let after = list(&scene, &token).await;
        assert_eq!((&after["reviewed"]["by"], &after["list"]), (&json!("Name of ingrid"), &before["list"]));
        assert_eq!(happened(&scene).await, ["inquiry_types.reviewed"; 2]);
    })
    .await;
}
