//! Failing: an error, a panic and a breach of the time limit cost an attempt, the pause is stored, and what cannot be
//! run is buried with its reason.

use super::crew::{Act, Brief, Crew, Hand, Plan, Row, queue, rows, until_rows};
use crate::platform::both::{Desk, on_both_engines};
use std::time::Duration;
use watchdesk::platform::db::NewJob;
use watchdesk::platform::jobs;
use watchdesk::platform::moment::Timestamp;

on_both_engines!(
    a_pause_is_stored_and_attempts_end,
    a_panic_is_a_failed_attempt,
    an_unknown_kind_is_buried,
    a_body_that_does_not_fit_is_buried,
    a_job_that_takes_too_long_has_failed,
);

async fn a_pause_is_stored_and_attempts_end(desk: Desk) {
    let hand = Hand::default();
    let error = format!("no paper\0 {}", "x".repeat(5_000));
    queue(&desk.db, Act::Fail(error), hand.now()).await;
    let mut crew = Crew::start(&desk.db, Plan { clock: hand.clock(), ..Plan::default() });
    for (attempt, pause) in [(1, 5_000..=10_000), (2, 7_500..=15_000)] {
        let failed = |rows: &[Row]| rows[0].attempts == attempt && rows[0].state == "waiting";
        let row = until_rows(&desk.db, failed).await.remove(0);
        let waits = row.run_at.as_millis() - hand.now().as_millis();
        assert!(pause.contains(&waits), "attempt {attempt} waits {waits} ms");
        assert_eq!((row.lease, row.lease_until), (None, None));
        let kept = row.last_error.expect("a reason");
        assert!(kept.starts_with("no paper x") && kept.len() <= 2_000);
        hand.forward(Duration::from_millis(u64::try_from(waits).expect("ahead") - 1));
        queue(&desk.db, Act::Say("not yet".into()), hand.now()).await;
        assert_eq!(crew.hear().await, "not yet 1", "the runner has looked");
        assert_eq!(rows(&desk.db).await[0].attempts, attempt);
        hand.forward(Duration::from_millis(1));
    }
    until_rows(&desk.db, |rows| rows[0].state == "dead").await;
    let dead = jobs::dead(desk.db.reads(), 10).await.expect("the dead").remove(0);
    assert_eq!((dead.kind.as_str(), dead.attempts, dead.buried_at), ("test.act", 3, hand.now()));
    assert!(dead.body.contains("no paper"));
    crew.stop().await;
}

async fn a_panic_is_a_failed_attempt(desk: Desk) {
    queue(&desk.db, Act::Panic("out of ink".into()), Timestamp::now()).await;
    let mut crew = Crew::start(&desk.db, Plan::default());
    let row = until_rows(&desk.db, |rows| rows[0].last_error.is_some()).await.remove(0);
    assert_eq!((row.state.as_str(), row.attempts), ("waiting", 1));
    assert_eq!(row.last_error.as_deref(), Some("it panicked: out of ink"));
    queue(&desk.db, Act::Say("still here".into()), Timestamp::now()).await;
    assert_eq!(crew.hear().await, "still here 1");
    crew.stop().await;
}

async fn an_unknown_kind_is_buried(desk: Desk) {
    let error = buried(&desk, "test.unknown", serde_json::json!(null)).await;
    assert_eq!(error, "this program knows no job of the kind \"test.unknown\"");
}

async fn a_body_that_does_not_fit_is_buried(desk: Desk) {
    let error = buried(&desk, "test.act", serde_json::json!({ "Sing": "a" })).await;
    assert!(error.starts_with("its body does not fit its kind: unknown variant `Sing`"), "{error}");
}

async fn buried(desk: &Desk, kind: &'static str, body: serde_json::Value) -> String {
    let job = NewJob { kind, body, run_at: Timestamp::now(), unique_key: None };
    let queued = desk.db.write(None, async move |tx| {
        tx.enqueue(job.clone());
        Ok(())
    });
    queued.await.expect("queued");
    let mut crew = Crew::start(&desk.db, Plan::default());
    let row = until_rows(&desk.db, |rows| rows[0].state == "dead").await.remove(0);
    crew.stop().await;
    assert_eq!(row.attempts, 1, "at once");
    row.last_error.expect("a reason")
}

async fn a_job_that_takes_too_long_has_failed(desk: Desk) {
    queue(&desk.db, Brief(Act::Wait("never".into())), Timestamp::now()).await;
    let mut crew = Crew::start(&desk.db, Plan::default());
    assert_eq!(crew.hear().await, "waits 1");
    // Its lease of 1.5 s is extended all the while: nobody takes it over, and the one attempt runs into its limit.
    let row = until_rows(&desk.db, |rows| rows[0].last_error.is_some()).await.remove(0);
    assert_eq!((row.state.as_str(), row.attempts), ("waiting", 1));
    assert_eq!(row.last_error.as_deref(), Some("it ran longer than 4s"));
    assert_eq!(crew.overhear(), None);
    crew.stop().await;
}
