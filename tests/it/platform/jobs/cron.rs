//! The schedule: a tick queues its job once, missed ticks run once, a changed expression is worked out anew, and a
//! wrong one is said at start.

use super::crew::{Act, Brief, Context, Crew, Hand, NOON, PATIENCE, Plan, queue, until_empty};
use crate::platform::both::{Desk, on_both_engines};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, mpsc};
use watchdesk::platform::db::{Db, Reads, Sql};
use watchdesk::platform::jobs::{Registry, Runner, Schedule, ScheduleFault};
use watchdesk::platform::moment::Timestamp;

on_both_engines!(
    a_tick_queues_its_job,
    missed_ticks_run_once,
    a_changed_expression_is_worked_out_anew,
    a_schedule_of_unknown_jobs_does_not_start,
);

const MINUTE: Duration = Duration::from_secs(60);

fn plan(hand: &Hand, expression: &str) -> Plan {
    let schedule = Schedule::new().entry("chime", expression, &Act::Say("chime".into())).expect("a sound schedule");
    Plan { clock: hand.clock(), schedule, ..Plan::default() }
}

async fn a_tick_queues_its_job(desk: Desk) {
    let hand = Hand::default();
    let mut crew = Crew::start(&desk.db, plan(&hand, "*/5 * * * *"));
    next_is(&desk.db, 5 * 60_000).await;
    for round in 1..=3 {
        hand.forward(5 * MINUTE);
        assert_eq!(crew.hear().await, "chime 1");
        next_is(&desk.db, (round + 1) * 5 * 60_000).await;
        // A tick would be skipped while this job runs.
        until_empty(&desk).await;
    }
    crew.stop().await;
    assert_eq!(crew.overhear(), None);
}

async fn missed_ticks_run_once(desk: Desk) {
    let hand = Hand::default();
    let mut crew = Crew::start(&desk.db, plan(&hand, "*/5 * * * *"));
    next_is(&desk.db, 5 * 60_000).await;
    crew.stop().await;
    hand.forward(32 * MINUTE);
    let mut crew = Crew::start(&desk.db, plan(&hand, "*/5 * * * *"));
    assert_eq!(crew.hear().await, "chime 1");
    next_is(&desk.db, 35 * 60_000).await;
    queue(&desk.db, Act::Say("after".into()), hand.now()).await;
    assert_eq!(crew.hear().await, "after 1", "six were missed, one ran");
    crew.stop().await;
}

async fn a_changed_expression_is_worked_out_anew(desk: Desk) {
    let hand = Hand::default();
    let mut crew = Crew::start(&desk.db, plan(&hand, "0 3 * * *"));
    next_is(&desk.db, 15 * 3_600_000).await;
    crew.stop().await;
    let mut crew = Crew::start(&desk.db, plan(&hand, "30 * * * *"));
    next_is(&desk.db, 30 * 60_000).await;
    crew.stop().await;
    // A changed zone is a changed expression: 12:00 UTC is 8:00 in summer and 7:00 in winter in Toronto.
    let toronto = Schedule::new().in_zone("America/Toronto").expect("time zone data");
    let schedule = toronto.entry("chime", "30 * * * *", &Act::Say("chime".into())).expect("a sound schedule");
    hand.forward(40 * MINUTE);
    let mut crew = Crew::start(&desk.db, Plan { clock: hand.clock(), schedule, ..Plan::default() });
    next_is(&desk.db, 90 * 60_000).await;
    crew.stop().await;
    assert_eq!(crew.overhear(), None, "the old expression's tick is not made up for");
}

async fn a_schedule_of_unknown_jobs_does_not_start(desk: Desk) {
    let schedule = Schedule::new().entry("chime", "* * * * *", &Act::Say("chime".into())).expect("a sound schedule");
    let context = Context { db: desk.db.clone(), said: mpsc::unbounded_channel().0, gate: Arc::new(Semaphore::new(0)) };
    let runner = Runner::new(desk.db.clone(), context, Registry::new().add::<Brief>(), schedule);
    assert!(matches!(runner.err(), Some(ScheduleFault::Kind("chime", "test.act"))));
}

#[test]
fn wrong_entries_are_said_at_start() {
    let job = Act::Say("chime".into());
    for expression in ["", "every day", "61 * * * *", "* * * *", "0 0 30 2 *", "0 0 0 1 1 * 1999"] {
        let wrong = Schedule::new().entry("chime", expression, &job).expect_err(expression);
        assert!(wrong.to_string().contains(&format!("{expression:?}")), "{wrong}");
    }
    let twice = Schedule::new().entry("chime", "* * * * *", &job).and_then(|one| one.entry("chime", "* * * * *", &job));
    assert!(matches!(twice, Err(ScheduleFault::Name("chime"))));
    assert!(matches!(Schedule::new().in_zone("Mars/Base"), Err(ScheduleFault::Zone(..))));
}

/// Waits until the next moment is so many milliseconds after noon.
async fn next_is(db: &Db, millis: i64) {
    let wanted = Some(Timestamp::from_millis(NOON + millis));
    let deadline = Instant::now() + PATIENCE;
    loop {
        let next = db.reads().value(Sql::new("SELECT next_moment FROM cron_ticks WHERE name = 'chime'")).await;
        let next: Option<Timestamp> = next.expect("a row");
        if next == wanted {
            return;
        }
        assert!(Instant::now() < deadline, "the next moment is {next:?}, not {wanted:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
