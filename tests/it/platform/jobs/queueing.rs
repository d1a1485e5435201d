//! Queueing: with the verb or not at all, once by its key, in the order of its moments, and without waiting for the
//! poll.

use super::crew::{Act, Crew, Hand, PATIENCE, Plan, queue, rows, until_empty};
use crate::platform::both::{Desk, on_both_engines};
use std::time::{Duration, Instant};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::jobs::{self, Pace};
use watchdesk::platform::moment::Timestamp;
use watchdesk::platform::refusal::Refusal;

on_both_engines!(
    a_wake_starts_a_job_at_once,
    a_job_waits_for_its_moment,
    a_refused_verb_queues_nothing,
    one_job_a_key_waits_or_runs,
    fifty_jobs_each_run_once_on_two_runners,
);

const HOUR: Pace = Pace { workers: 2, poll: Duration::from_secs(3600), grace: PATIENCE };

async fn a_wake_starts_a_job_at_once(desk: Desk) {
    let mut crew = Crew::start(&desk.db, Plan { pace: HOUR, ..Plan::default() });
    let began = Instant::now();
    for round in 0..5 {
        queue(&desk.db, Act::Say(format!("round {round}")), Timestamp::now()).await;
        assert_eq!(crew.hear().await, format!("round {round} 1"));
    }
    assert!(began.elapsed() < PATIENCE, "only a wake is faster than an hour");
    // A moment to come is slept towards, without any wake at it.
    queue(&desk.db, Act::Say("later".into()), Timestamp::now().plus_millis(150)).await;
    assert_eq!(crew.hear().await, "later 1");
    crew.stop().await;
}

async fn a_job_waits_for_its_moment(desk: Desk) {
    let hand = Hand::default();
    queue(&desk.db, Act::Say("second".into()), hand.now().plus_millis(2_000)).await;
    queue(&desk.db, Act::Say("first".into()), hand.now().plus_millis(1_000)).await;
    let mut crew = Crew::start(&desk.db, Plan { clock: hand.clock(), ..Plan::default() });
    queue(&desk.db, Act::Say("now".into()), hand.now()).await;
    assert_eq!(crew.hear().await, "now 1");
    hand.forward(Duration::from_millis(1_500));
    assert_eq!(crew.hear().await, "first 1");
    assert_eq!(rows(&desk.db).await[0].attempts, 0);
    hand.forward(Duration::from_millis(500));
    assert_eq!(crew.hear().await, "second 1");
    crew.stop().await;
    assert!(rows(&desk.db).await.is_empty(), "a finished job leaves no row");
}

async fn a_refused_verb_queues_nothing(desk: Desk) {
    let refused = desk.db.write(None, async |tx| -> Result<(), Failure> {
        jobs::enqueue(tx, &Act::Say("no".into()), Timestamp::now())?;
        Err(Refusal::conflict("refusal-conflict").into())
    });
    assert!(refused.await.is_err());
    assert!(rows(&desk.db).await.is_empty());
}

async fn one_job_a_key_waits_or_runs(desk: Desk) {
    let ask = async |text: &'static str| {
        let asked = desk.db.write(None, async move |tx| {
            Ok(jobs::enqueue_once(tx, &Act::Wait(text.to_owned()), Timestamp::now(), "key")?)
        });
        asked.await.expect("asked");
        rows(&desk.db).await.len()
    };
    assert_eq!((ask("a").await, ask("b").await), (1, 1), "one waits");
    let mut crew = Crew::start(&desk.db, Plan::default());
    assert_eq!(crew.hear().await, "waits 1");
    assert_eq!(ask("c").await, 1, "one runs");
    crew.gate.add_permits(1);
    assert_eq!(crew.hear().await, "a 1");
    until_empty(&desk).await;
    crew.gate.add_permits(1);
    ask("d").await;
    assert_eq!((crew.hear().await.as_str(), crew.hear().await.as_str()), ("waits 1", "d 1"), "its time is over");
    crew.stop().await;
}

async fn fifty_jobs_each_run_once_on_two_runners(desk: Desk) {
    let other = desk.place.open().await;
    let mut crews = [Crew::start(&desk.db, Plan::default()), Crew::start(&other, Plan::default())];
    for number in 0..50 {
        queue(&desk.db, Act::Say(format!("{number}")), Timestamp::now()).await;
    }
    until_empty(&desk).await;
    let mut said = Vec::new();
    for crew in &mut crews {
        crew.stop().await;
        said.extend(std::iter::from_fn(|| crew.overhear()));
    }
    said.sort_by_key(|text| text.split(' ').next().and_then(|number| number.parse::<u32>().ok()));
    assert_eq!(said, (0..50).map(|number| format!("{number} 1")).collect::<Vec<_>>());
    other.close().await;
}
