//! Leases: a job whose runner vanished is taken over, a late end does not count, and an effect written with the end
//! happens once.

use super::crew::{Act, Brief, Crew, Hand, Plan, events, queue, rows, until_empty, until_rows};
use crate::platform::both::{Desk, on_both_engines};
use std::time::Duration;
use watchdesk::platform::moment::Timestamp;

on_both_engines!(
    a_vanished_runner_is_followed_after_its_lease,
    a_late_end_does_not_count,
    a_late_effect_does_not_happen,
    an_effect_and_its_end_are_one,
    a_long_job_keeps_its_lease,
);

async fn a_vanished_runner_is_followed_after_its_lease(desk: Desk) {
    let hand = Hand::default();
    queue(&desk.db, Act::Wait("done".into()), hand.now()).await;
    let mut first = Crew::start(&desk.db, Plan { clock: hand.clock(), ..Plan::default() });
    assert_eq!(first.hear().await, "waits 1");
    first.vanish().await;
    let mut second = Crew::start(&desk.db, Plan { clock: hand.clock(), ..Plan::default() });
    hand.forward(Duration::from_millis(299_999));
    queue(&desk.db, Act::Say("looked".into()), hand.now()).await;
    assert_eq!(second.hear().await, "looked 1", "the lease holds to its last moment");
    hand.forward(Duration::from_millis(1));
    assert_eq!(second.hear().await, "waits 2");
    let why = rows(&desk.db).await.remove(0).last_error;
    assert_eq!(why.as_deref(), Some("attempt 1 did not end: its process died or hung"));
    second.gate.add_permits(1);
    assert_eq!(second.hear().await, "done 2");
    second.stop().await;
    assert!(rows(&desk.db).await.is_empty());
}

/// One runner thinks that it is earlier than it is, as one does that was suspended: its job runs on while another
/// takes it over.
async fn overtaken(desk: &Desk, act: fn(String) -> Act) -> (Crew, Crew) {
    let (slow, hand) = (Hand::default(), Hand::default());
    queue(&desk.db, act("done".into()), hand.now()).await;
    let mut first = Crew::start(&desk.db, Plan { clock: slow.clock(), ..Plan::default() });
    assert_eq!(first.hear().await, "waits 1");
    hand.forward(Duration::from_secs(301));
    let mut second = Crew::start(&desk.db, Plan { clock: hand.clock(), ..Plan::default() });
    assert_eq!(second.hear().await, "waits 2");
    (first, second)
}

async fn a_late_end_does_not_count(desk: Desk) {
    let (mut first, mut second) = overtaken(&desk, Act::Wait).await;
    let before = rows(&desk.db).await.remove(0);
    first.gate.add_permits(1);
    assert_eq!(first.hear().await, "done 1");
    first.stop().await;
    let after = rows(&desk.db).await.remove(0);
    assert_eq!((after.state, after.attempts, after.lease), ("running".into(), 2, before.lease));
    second.gate.add_permits(1);
    assert_eq!(second.hear().await, "done 2");
    second.stop().await;
    assert!(rows(&desk.db).await.is_empty());
}

async fn a_late_effect_does_not_happen(desk: Desk) {
    let (mut first, mut second) = overtaken(&desk, Act::Effect).await;
    first.gate.add_permits(1);
    first.stop().await;
    assert_eq!((first.overhear(), events(&desk.db, "job.done").await), (None, 0));
    assert_eq!(rows(&desk.db).await.remove(0).attempts, 2);
    second.gate.add_permits(1);
    assert_eq!(second.hear().await, "done 2");
    second.stop().await;
    assert_eq!(events(&desk.db, "job.done").await, 1);
    assert!(rows(&desk.db).await.is_empty());
}

async fn an_effect_and_its_end_are_one(desk: Desk) {
    queue(&desk.db, Act::Effect("done".into()), Timestamp::now()).await;
    let mut crew = Crew::start(&desk.db, Plan::default());
    assert_eq!(crew.hear().await, "waits 1");
    crew.gate.add_permits(1);
    assert_eq!(crew.hear().await, "done 1");
    crew.stop().await;
    assert_eq!((events(&desk.db, "job.done").await, rows(&desk.db).await.len()), (1, 0));
}

async fn a_long_job_keeps_its_lease(desk: Desk) {
    queue(&desk.db, Brief(Act::Wait("done".into())), Timestamp::now()).await;
    let other = desk.place.open().await;
    let mut crew = Crew::start(&desk.db, Plan::default());
    assert_eq!(crew.hear().await, "waits 1");
    let mut rival = Crew::start(&other, Plan::default());
    let first = rows(&desk.db).await.remove(0).lease_until.expect("a lease");
    // Extended beyond its end, under the eyes of a rival.
    until_rows(&desk.db, |rows| rows[0].lease_until.is_some_and(|until| until > first.plus_millis(1_600))).await;
    crew.gate.add_permits(1);
    assert_eq!(crew.hear().await, "done 1");
    until_empty(&desk).await;
    rival.stop().await;
    crew.stop().await;
    assert_eq!(rival.overhear(), None);
    other.close().await;
}
