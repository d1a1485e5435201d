//! Stopping: running jobs finish within the grace time, those that do not keep their lease, and nothing new is begun.

use super::crew::{Act, Crew, Plan, queue, rows, until_rows};
use crate::platform::both::{Desk, on_both_engines};
use std::time::Duration;
use watchdesk::platform::jobs::Pace;
use watchdesk::platform::moment::Timestamp;

on_both_engines!(a_stop_waits_for_running_jobs, what_outlasts_the_grace_keeps_its_lease);

async fn a_stop_waits_for_running_jobs(desk: Desk) {
    queue(&desk.db, Act::Wait("done".into()), Timestamp::now()).await;
    let mut crew = Crew::start(&desk.db, Plan::default());
    assert_eq!(crew.hear().await, "waits 1");
    crew.stop.cancel();
    queue(&desk.db, Act::Say("too late".into()), Timestamp::now()).await;
    crew.gate.add_permits(1);
    crew.stop().await;
    assert_eq!(crew.hear().await, "done 1");
    assert_eq!(crew.overhear(), None);
    let rows = rows(&desk.db).await;
    assert_eq!((rows.len(), rows[0].state.as_str(), rows[0].attempts), (1, "waiting", 0), "the late one waits");
}

async fn what_outlasts_the_grace_keeps_its_lease(desk: Desk) {
    queue(&desk.db, Act::Wait("never".into()), Timestamp::now()).await;
    let pace = Pace { grace: Duration::from_millis(50), ..Plan::default().pace };
    let mut crew = Crew::start(&desk.db, Plan { pace, ..Plan::default() });
    assert_eq!(crew.hear().await, "waits 1");
    crew.stop().await;
    crew.gate.add_permits(1);
    assert_eq!(crew.overhear(), None, "it was cut off");
    let row = until_rows(&desk.db, |rows| rows.len() == 1).await.remove(0);
    assert_eq!((row.state.as_str(), row.attempts), ("running", 1));
    assert!(row.lease.is_some() && row.lease_until.is_some());
}
