//! Buried jobs: seen, revived with all their attempts, buried by hand even while they run, forgotten.

use super::crew::{Act, Brief, Crew, Plan, queue, rows, until_empty, until_rows};
use crate::platform::both::{Desk, on_both_engines};
use watchdesk::platform::db::NewJob;
use watchdesk::platform::failure::Failure;
use watchdesk::platform::jobs;
use watchdesk::platform::moment::Timestamp;

on_both_engines!(
    revived_jobs_run_again,
    a_running_job_can_be_buried,
    a_dead_job_leaves_its_key,
    the_dead_are_forgotten
);

async fn revived_jobs_run_again(desk: Desk) {
    queue(&desk.db, Act::Say("alive".into()), Timestamp::MAX).await;
    let id = rows(&desk.db).await.remove(0).id;
    bury(&desk, id).await.expect("buried");
    assert!(matches!(bury(&desk, id).await, Err(Failure::Refused(_))), "once");
    let dead = jobs::dead(desk.db.reads(), 10).await.expect("the dead");
    assert_eq!((dead.len(), dead[0].id, dead[0].last_error.as_deref()), (1, id, Some("by hand")));
    let mut crew = Crew::start(&desk.db, Plan::default());
    let revive = async || desk.db.write(None, async move |tx| jobs::revive(tx, id, Timestamp::now()).await).await;
    revive().await.expect("revived");
    assert_eq!(crew.hear().await, "alive 1");
    until_empty(&desk).await;
    assert!(matches!(revive().await, Err(Failure::Refused(_))), "there is nothing to revive");
    crew.stop().await;
}

async fn a_running_job_can_be_buried(desk: Desk) {
    queue(&desk.db, Brief(Act::Wait("done".into())), Timestamp::now()).await;
    let mut crew = Crew::start(&desk.db, Plan::default());
    assert_eq!(crew.hear().await, "waits 1");
    bury(&desk, rows(&desk.db).await.remove(0).id).await.expect("buried");
    // The next heartbeat finds the lease gone and cuts the job off: the runner stops without the gate being opened.
    crew.stop().await;
    assert_eq!(crew.overhear(), None);
    let row = until_rows(&desk.db, |rows| rows.len() == 1).await.remove(0);
    assert_eq!((row.state.as_str(), row.last_error.as_deref()), ("dead", Some("by hand")));
}

async fn a_dead_job_leaves_its_key(desk: Desk) {
    for _ in 0..2 {
        let job = NewJob {
            kind: "test.act",
            body: serde_json::json!({}),
            run_at: Timestamp::MAX,
            unique_key: Some("key".into()),
        };
        let queued = desk.db.write(None, async move |tx| {
            tx.enqueue(job.clone());
            Ok(())
        });
        queued.await.expect("queued");
        let rows = rows(&desk.db).await;
        let waiting = rows.iter().find(|row| row.state == "waiting").expect("a successor");
        bury(&desk, waiting.id).await.expect("buried");
    }
    assert_eq!(rows(&desk.db).await.len(), 2);
}

async fn the_dead_are_forgotten(desk: Desk) {
    queue(&desk.db, Act::Say("a".into()), Timestamp::MAX).await;
    queue(&desk.db, Act::Say("b".into()), Timestamp::MAX).await;
    bury(&desk, rows(&desk.db).await.remove(0).id).await.expect("buried");
    let forget = async |before: Timestamp| {
        desk.db.write(None, async move |tx| Ok(jobs::forget(tx, before).await?)).await.expect("forgotten")
    };
    assert_eq!(forget(Timestamp::from_millis(0)).await, 0);
    assert_eq!(forget(Timestamp::MAX).await, 1);
    assert_eq!(rows(&desk.db).await.len(), 1, "only the dead");
}

async fn bury(desk: &Desk, id: i64) -> Result<(), Failure> {
    desk.db.write(None, async move |tx| jobs::bury(tx, id, "by hand", Timestamp::now()).await).await
}
