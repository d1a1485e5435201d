//! Whoever is disabled or loses the right: what they had goes to their lead, what was escalated to them to whoever stands in
//! their place; all of it, once, however often it is cut off.

use super::inquiry::{Scene, number};
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::new_user;
use axum::http::Method;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;
use watchdesk::people::Role;
use watchdesk::people::users::NewUser;
use watchdesk::platform::db::{Reads, Sql, Tx};
use watchdesk::platform::jobs::{Runner, Schedule};
use watchdesk::tickets::Status;
use watchdesk::tickets::leaving::{hand_over, held_by, readdress, waiting_for};

/// Disables by page, as an administrator does.
async fn disable(scene: &Scene, name: &str) {
    let admin = scene.desk.session(&scene.cast.admin).await;
    scene.desk.ask(Ask::post(&format!("/users/{name}/disabling"), &[]).cookie(&admin)).await.with_status(303);
}

/// Lets the jobs run until none waits.
async fn work(scene: &Scene) {
    let (db, app, closing) = (scene.desk.app.db.clone(), scene.desk.app.clone(), CancellationToken::new());
    let runner = Runner::new(db, app, watchdesk::jobs::registry(), Schedule::new()).expect("a runner");
    let running = tokio::spawn(runner.run(closing.clone()));
    let until = Instant::now() + Duration::from_secs(60);
    while scene.count("jobs").await != 0 {
        assert!(Instant::now() < until, "the jobs never end");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    closing.cancel();
    running.await.expect("an end");
}

async fn held(scene: &Scene, user: i64) -> i64 {
    let sql = Sql::new("SELECT count(*) FROM tickets WHERE status <> 'closed' AND assignee = ?").bind(user);
    scene.desk.app.db.reads().value(sql).await.expect("a database").expect("a count")
}

async fn assignee(scene: &Scene, number: i64) -> Value {
    let ask = Ask::get(&format!("/tickets/{number}")).json().bearer(&scene.colleague);
    scene.desk.ask(ask).await.with_status(200).json()["assignee"]["user_name"].clone()
}

#[tokio::test]
async fn two_hundred_and_fifty_tickets_go_to_the_lead_though_it_is_cut_off() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let mut numbers = Vec::new();
        for _ in 0..250 {
            numbers.push(scene.record().await);
        }
        let closed = scene.record().await;
        scene.verb(&scene.owner, closed, "status", &json!({ "version": 1, "status": "closed" })).await.with_status(200);
        let started = numbers[7];
        let begin = json!({ "version": 1, "status": "in_progress" });
        scene.verb(&scene.owner, started, "status", &begin).await.with_status(200);
        disable(&scene, "CA-mchen").await;
        let (user, now) = (scene.cast.owner.id, scene.desk.app.now());
        // One part is done, and then the process dies.
        let part = async move |tx: &mut Tx| hand_over(tx, user, now).await;
        assert_eq!(scene.desk.app.db.write(None, part).await.expect("a part"), 100);
        assert_eq!(held(&scene, user).await, 150);
        work(&scene).await;
        assert_eq!((held(&scene, user).await, held(&scene, scene.cast.lead.id).await), (0, 250));
        let sql = Sql::new("SELECT count(*) FROM events WHERE kind = 'ticket.assigned'");
        let handed: Option<i64> = scene.desk.app.db.reads().value(sql).await.expect("a count");
        assert_eq!(handed, Some(250), "each once");
        let ask = Ask::get(&format!("/tickets/{started}")).json().bearer(&scene.lead);
        assert_eq!(scene.desk.ask(ask).await.json()["status"], "open", "nobody works on it any more");
        let page = scene.page(&scene.lead, &format!("/tickets/{}", numbers[0])).await.body;
        assert!(page.contains("Watchdesk handed it from Name of CA-mchen to Name of CA-lhart"), "{page}");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_disabled_lead_goes_to_whoever_stands_in_their_place() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (first, taken) = (scene.escalated().await, scene.escalated().await);
        let begin = json!({ "version": 1, "status": "in_progress" });
        scene.verb(&scene.colleague, taken, "status", &begin).await.with_status(200);
        let cover = Sql::new("UPDATE users SET cover_id = ? WHERE id = ?").bind(scene.cast.abroad.id);
        scene.desk.change(cover.bind(scene.cast.lead.id)).await;
        disable(&scene, "CA-lhart").await;
        work(&scene).await;
        assert_eq!(assignee(&scene, first).await, "UK-osmith", "who covers");
        assert_eq!(assignee(&scene, taken).await, "CA-bdupont", "whoever took it keeps it");
        let abroad = scene.desk.session(&scene.cast.abroad).await;
        let desk = scene.desk.ask(Ask::get("/?desk=lead").json().bearer(&abroad)).await.json();
        let waiting: Vec<&Value> =
            desk["waiting"].as_array().expect("a list").iter().map(|one| &one["number"]).collect();
        assert!(waiting.contains(&&json!(first)) && waiting.contains(&&json!(taken)), "{desk}");
        // It still goes back to who raised it.
        let answer = json!({ "version": scene.ticket(first).await["version"], "comment": "Done" });
        scene.verb(&abroad, first, "answer", &answer).await.with_status(200);
        assert_eq!(assignee(&scene, first).await, "CA-mchen");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_reopened_goes_to_nobody_who_left_meanwhile() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (escalated, record) = (scene.escalated().await, scene.record().await);
        for number in [escalated, record] {
            let close = json!({ "version": 1, "status": "closed" });
            scene.verb(&scene.colleague, number, "status", &close).await.with_status(200);
        }
        let cover = Sql::new("UPDATE users SET cover_id = ? WHERE id = ?").bind(scene.cast.abroad.id);
        scene.desk.change(cover.bind(scene.cast.lead.id)).await;
        disable(&scene, "CA-lhart").await;
        disable(&scene, "CA-mchen").await;
        work(&scene).await;
        for number in [escalated, record] {
            let open = json!({ "version": 2, "status": "open" });
            scene.verb(&scene.colleague, number, "status", &open).await.with_status(200);
        }
        work(&scene).await;
        assert_eq!(assignee(&scene, escalated).await, "UK-osmith", "who stands in the lead's place");
        let abroad = scene.desk.session(&scene.cast.abroad).await;
        let desk = scene.desk.ask(Ask::get("/?desk=lead").json().bearer(&abroad)).await.json();
        assert_eq!(desk["waiting"][0]["number"], escalated, "{desk}");
        assert_ne!(assignee(&scene, record).await, "CA-mchen");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn the_leads_own_lead_or_nobody() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let boss = scene.desk.add(new_user("CA-boss", &[Role::CsrLead]).await).await.expect("a lead of leads");
        let led = Sql::new("UPDATE users SET lead_id = ? WHERE id = ?");
        scene.desk.change(led.clone().bind(boss.id).bind(scene.cast.lead.id)).await;
        disable(&scene, "CA-lhart").await;
        work(&scene).await;
        assert_eq!(assignee(&scene, number).await, "CA-boss");
        // Nobody above, nobody beside: whoever takes it.
        let record = {
            let ask = Ask::send(Method::POST, "/tickets", &scene.inquiry("Mine", "no"));
            let boss = scene.desk.session(&scene.desk.member(boss.id).await).await;
            self::number(&scene.desk.ask(ask.bearer(&boss)).await.with_status(201))
        };
        disable(&scene, "CA-boss").await;
        work(&scene).await;
        for left in [number, record] {
            assert_eq!(assignee(&scene, left).await, Value::Null);
        }
        let page = scene.page(&scene.colleague, &format!("/tickets/{record}")).await.body;
        assert!(page.contains("who is not here any more; nobody has it"), "{page}");
        let ask = Ask::get(&format!("/tickets/{number}")).json().bearer(&scene.colleague);
        let view = scene.desk.ask(ask).await.json();
        assert_eq!((&view["waiting_for"], view["escalation"].is_object()), (&json!("lead"), true), "{view}");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn who_loses_the_right_hands_over_too_and_who_is_back_keeps_what_is_left() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (one, two) = (scene.record().await, scene.record().await);
        let admin = scene.desk.session(&scene.cast.admin).await;
        let send = async |path: &str, ask: Value| {
            scene.desk.ask(Ask::send(Method::POST, path, &ask).bearer(&admin)).await.with_status(200).json()
        };
        send("/users/CA-mchen/disabling", json!({})).await;
        send("/users/CA-mchen/enabling", json!({})).await;
        work(&scene).await;
        assert_eq!(assignee(&scene, one).await, "CA-mchen", "enabled before anything was handed over");
        let ask =
            json!({ "version": 3, "display_name": "Mei", "roles": ["admin"], "call_centre": "CA", "language": "en" });
        send("/users/CA-mchen", ask).await;
        work(&scene).await;
        for number in [one, two] {
            assert_eq!(assignee(&scene, number).await, Value::Null, "their lead was taken away with the role");
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn both_questions_are_answered_by_an_index() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let lone = NewUser { lead: None, ..new_user("CA-lone", &[Role::Csr]).await };
        let user = scene.desk.add(lone).await.expect("somebody").id;
        let reads = scene.desk.app.db.reads();
        let plan = reads.explain(held_by(user, (Status::Open, 0), 100)).await.expect("a plan").join("\n");
        // A server reads a table of three rows as a whole.
        assert!(plan.contains("tickets_assignee_due") || plan.contains("Seq Scan on tickets"), "{plan}");
        let plan = reads.explain(waiting_for(user, 0)).await.expect("a plan").join("\n");
        assert!(plan.contains("escalations_waiting") || plan.contains("Seq Scan on escalations"), "{plan}");
        let now = scene.desk.app.now();
        let none = async move |tx: &mut Tx| readdress(tx, user, 0, now).await;
        assert_eq!(scene.desk.app.db.write(None, none).await.expect("nothing"), None);
    })
    .await;
}
