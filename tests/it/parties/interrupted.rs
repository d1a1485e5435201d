//! Imports whose process is killed: one that was staged whole is finished by a desk, one that was not is swept, and
//! never is anything applied twice or in part.

use super::desk::{Files, app, count, csr, import, now, parties, seek};
use crate::support::databases::{Engine, Place, migrated, open};
use crate::support::twin::{self, Twin};
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;
use watchdesk::parties::importing::{self, Progress};
use watchdesk::parties::searching::search;
use watchdesk::parties::{ApplyImport, SweepImports};
use watchdesk::people::Actor;
use watchdesk::platform::db::Db;
use watchdesk::platform::events;
use watchdesk::platform::jobs::{Pace, Registry, Runner, Schedule};
use watchdesk::platform::moment::Timestamp;

const ROWS: usize = 4_000;
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn taken_over_on_sqlite() {
    taken_over(&migrated(Engine::Sqlite).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn taken_over_on_postgres() {
    taken_over(&migrated(Engine::Postgres).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn swept_on_sqlite() {
    swept(&migrated(Engine::Sqlite).await).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn swept_on_postgres() {
    swept(&migrated(Engine::Postgres).await).await;
}

async fn taken_over(place: &Place) {
    let files = Files::new();
    let file = files.file("big.csv", rows("Alpha"));
    let mut twin = Twin::start("parties::interrupted::twin_imports", &(&place.url, &file));
    while twin.hear().expect("a step") != "applied" {}
    twin.kill();
    let db = place.open().await;
    assert_eq!(count(&db, "SELECT count(*) FROM party_imports WHERE state = 'applying'").await, 1);
    let so_far = count(&db, "SELECT count(*) FROM parties").await;
    assert!(so_far < ROWS as i64, "it was killed too late");
    assert_eq!(so_far, count(&db, "SELECT rows_applied FROM party_imports").await, "effect and cursor are one");
    run_jobs(&db, 120_000, async || count(&db, "SELECT count(*) FROM party_imports WHERE state = 'done'").await == 1)
        .await;
    assert_eq!(count(&db, "SELECT count(*) FROM parties WHERE version = 1").await, ROWS as i64);
    assert_eq!(count(&db, "SELECT added FROM party_imports").await, ROWS as i64);
    assert_eq!(count(&db, "SELECT count(*) FROM party_import_rows").await, 0);
    assert_eq!(count(&db, "SELECT count(*) FROM events WHERE kind = 'party.imported'").await, 1);
    events::verify(db.reads()).await.expect("an answer").expect("a whole chain");
    let again = import(&db, &file).await.expect("a summary");
    assert_eq!((again.added, again.changed, again.unchanged), (0, 0, ROWS as i64));
    let found = search(db.reads(), &csr(), &seek("3999", "alpha", "")).await.expect("an answer");
    assert_eq!(found.parties.len(), 1);
    db.close().await;
}

async fn swept(place: &Place) {
    let files = Files::new();
    let file = files.file("big.csv", rows("Alpha"));
    let mut twin = Twin::start("parties::interrupted::twin_imports", &(&place.url, &file));
    assert_eq!(twin.hear().expect("a step"), "staged");
    twin.kill();
    let db = place.open().await;
    if count(&db, "SELECT count(*) FROM party_imports WHERE state = 'staging'").await == 0 {
        // The twin was too quick: it had staged everything between its word and its end.
        return db.close().await;
    }
    assert!(count(&db, "SELECT count(*) FROM party_import_rows").await > 0);
    // Within the hour it might still be going on; another import does not touch it.
    let small = files.file("small.csv", "number,name\nx1,Other\n");
    assert_eq!(import(&db, &small).await.expect("a summary").added, 1);
    assert_eq!(count(&db, "SELECT count(*) FROM party_imports WHERE state = 'staging'").await, 1);
    run_jobs(&db, 3_700_000, async || {
        count(&db, "SELECT count(*) FROM party_imports WHERE state = 'staging'").await == 0
    })
    .await;
    assert_eq!(count(&db, "SELECT count(*) FROM party_import_rows").await, 0);
    assert_eq!(parties(&db).await, ["x1 Other - active v1"]);
    db.close().await;
}

fn rows(name: &str) -> String {
    let rows: String = (0..ROWS).map(|number| format!("{number},{name} {number}\n")).collect();
    format!("number,name\n{rows}")
}

/// A desk that runs jobs, so many milliseconds after the import began, until it is as wanted.
async fn run_jobs(db: &Db, later: i64, wanted: impl AsyncFn() -> bool) {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = move || Timestamp::now().plus_millis(later);
    let app = app(db.clone(), folder.path(), clock);
    let registry = Registry::new().add::<ApplyImport>().add::<SweepImports>();
    let runner =
        Runner::new(db.clone(), app, registry, Schedule::new()).expect("a runner").clock(std::sync::Arc::new(clock));
    let stop = CancellationToken::new();
    let pace = Pace { poll: Duration::from_millis(20), ..Pace::default() };
    let running = tokio::spawn(runner.pace(pace).run(stop.clone()));
    let deadline = Instant::now() + PATIENCE;
    while !wanted().await {
        assert!(Instant::now() < deadline, "waited in vain");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    stop.cancel();
    running.await.expect("an end");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twin_imports() {
    let Some((url, file)) = twin::orders::<(String, PathBuf)>() else { return };
    let db = open(&url).await;
    let tell = |step| match step {
        Progress::Staged { .. } => twin::say("staged"),
        Progress::Applied { done, .. } if done > 0 => twin::say("applied"),
        Progress::Applied { .. } => {}
    };
    // The desk that takes over lives by a clock ahead of this one.
    let clock = || if Timestamp::now() > now() { Timestamp::now() } else { now() };
    importing::import(&db, Actor::System, &file, clock, tell).await.expect("a summary");
}
