//! Deadlines: explained by the calendar that promised, and noted once when their moment comes.

use super::inquiry::{Scene, basis};
use crate::support::asking::Ask;
use crate::support::databases::{at_both, on_both};
use crate::support::desk::{DAY, Desk, HOUR};
use serde_json::{Value, json};
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use watchdesk::people::{Actor, calendars};
use watchdesk::platform::db::{Reads, Sql, Tx};
use watchdesk::platform::jobs::{self, Clock, Pace, Runner, Schedule};
use watchdesk::platform::moment::Timestamp;
use watchdesk::tickets::sweeping::Sweep;

async fn why(scene: &Scene, number: i64) -> Value {
    let ask = Ask::get(&format!("/tickets/{number}/deadline")).json().bearer(&scene.owner);
    scene.desk.ask(ask).await.with_status(200).json()
}

#[tokio::test]
async fn a_changed_calendar_changes_no_promise() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let before = why(&scene, number).await;
        assert_eq!(before["due"], scene.ticket(number).await["due"]["at"]);
        let page = scene.page(&scene.owner, &format!("/tickets/{number}/deadline")).await.with_status(200).body;
        assert!(page.contains("America/Toronto") && page.contains("One business day"), "{page}");
        close_early(&scene).await;
        assert_eq!(why(&scene, number).await, before);
        let after = scene.page(&scene.owner, &format!("/tickets/{number}/deadline")).await.with_status(200).body;
        assert_eq!(without_keys(&after), without_keys(&page));
        let newer = why(&scene, scene.record().await).await;
        assert_ne!(newer["calendar_version"], before["calendar_version"]);
        assert_ne!(newer["due"], before["due"]);
        scene.agrees().await;
    })
    .await;
}

/// From now on the call centre closes two hours early.
async fn close_early(scene: &Scene) {
    let reads = scene.desk.app.db.reads();
    let body: String =
        reads.value(Sql::new("SELECT body FROM calendar_versions ORDER BY id LIMIT 1")).await.unwrap().unwrap();
    let name: String = reads.value(Sql::new("SELECT name FROM calendars ORDER BY id LIMIT 1")).await.unwrap().unwrap();
    let draft = serde_json::from_str(&body.replace("17:00", "15:00")).expect("a calendar");
    let now = scene.desk.app.now();
    let verb = async move |tx: &mut Tx| calendars::publish(tx, Actor::System, &name, &draft, now).await;
    scene.desk.app.db.write(None, verb).await.expect("a new version");
}

fn without_keys(page: &str) -> String {
    page.lines().filter(|line| !line.contains("request_key")).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn the_working_out_is_kept_as_it_was_promised() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let kept: Value = serde_json::from_str(&basis(&scene, number).await).expect("JSON");
        assert_eq!(why(&scene, number).await["working_out"], kept);
        assert_eq!(kept["zone"], "America/Toronto");
    })
    .await;
}

fn runner(desk: &Desk) -> Runner<watchdesk::app::App> {
    let app = desk.app.clone();
    let clock: Clock = std::sync::Arc::new(move || app.now());
    let pace = Pace { workers: 2, poll: Duration::from_millis(20), grace: Duration::from_secs(5) };
    let runner = Runner::new(desk.app.db.clone(), desk.app.clone(), watchdesk::jobs::registry(), Schedule::new());
    runner.expect("a runner").pace(pace).clock(clock)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_runners_note_each_deadline_once() {
    at_both(async |place| {
        let db = place.open().await;
        let mut scene = Scene::new(db.clone()).await;
        let other = place.open().await;
        let beside = scene.desk.beside(other.clone());
        let due = [scene.record().await, scene.escalated().await, scene.record().await];
        let closed = scene.record().await;
        scene.verb(&scene.owner, closed, "status", &json!({ "version": 1, "status": "closed" })).await.with_status(200);
        scene.later(2 * DAY).await;
        let later = scene.record().await;
        for _ in 0..6 {
            let verb = async |tx: &mut Tx| Ok(jobs::enqueue(tx, &Sweep {}, Timestamp::from_millis(0))?);
            db.write(None, verb).await.expect("queued");
        }
        let stop = CancellationToken::new();
        let running = [runner(&scene.desk), runner(&beside)].map(|runner| tokio::spawn(runner.run(stop.clone())));
        for _ in 0..400 {
            if scene.count("jobs").await == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        assert_eq!(scene.count("jobs").await, 0, "the sweeps are done");
        stop.cancel();
        for runner in running {
            runner.await.expect("a runner that ends");
        }
        for number in due {
            let fell = scene.happened(number).await.into_iter().filter(|kind| kind == "ticket.fell_due").count();
            assert_eq!(fell, 1, "{number}");
            assert_eq!(scene.ticket(number).await["due"]["state"], "overdue");
        }
        for number in [closed, later] {
            assert!(!scene.happened(number).await.contains(&"ticket.fell_due".to_owned()), "{number}");
        }
        let page = scene.page(&scene.owner, &format!("/tickets/{}", due[0])).await.with_status(200);
        assert!(page.body.contains("The due time passed"), "{}", page.body);
        scene.agrees().await;
        other.close().await;
        db.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_reopened_falls_due_again() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let number = scene.record().await;
        to(&scene, number, 1, "closed").await;
        scene.agrees().await;
        scene.later(HOUR).await;
        to(&scene, number, 2, "open").await;
        scene.agrees().await;
        to(&scene, number, 3, "closed").await;
        scene.later(5 * DAY).await;
        to(&scene, number, 4, "open").await;
        // It was settled when its moment came, so nobody was told then.
        scene.agrees().await;
    })
    .await;
}

async fn to(scene: &Scene, number: i64, version: i64, status: &str) {
    let ask = json!({ "version": version, "status": status });
    scene.verb(&scene.owner, number, "status", &ask).await.with_status(200);
}
