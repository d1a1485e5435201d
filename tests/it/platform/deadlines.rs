//! Deadlines that come once, rest, run again, and belong to one kind of subject.

use super::spots::{self, Writing};
use crate::support::databases::on_both;
use watchdesk::platform::db::deadlines::{self, Come};
use watchdesk::platform::db::{Db, Deadline, Subject, Tx};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::moment::Timestamp;

const OF: Subject = Subject::new("spot", 1);
const EARLY: Timestamp = Timestamp::from_millis(1_000);
const DUE: Timestamp = Timestamp::from_millis(5_000);
const LATE: Timestamp = Timestamp::from_millis(9_000);

#[derive(Clone, Copy, Debug)]
enum Do {
    Set(Timestamp),
    Rest,
    Run,
    Clear,
}

async fn act(tx: &mut Tx, act: Do) -> Result<bool, Failure> {
    match act {
        Do::Set(at) => {
            let basis = serde_json::Value::Null;
            tx.set_deadline(OF, "answer", Deadline { due_at: at, next_moment: Some(at), basis });
        }
        Do::Rest => tx.rest_deadline(OF, "answer"),
        Do::Run => tx.run_deadline(OF, "answer"),
        Do::Clear => tx.clear_deadline(OF, "answer"),
    }
    Ok(true)
}

/// Each in a batch of its own.
async fn one_by_one(db: &Db, acts: &[Do]) {
    for what in acts.iter().copied() {
        db.write(None, async move |tx: &mut Tx| act(tx, what).await).await.expect("done");
    }
}

async fn next(db: &Db) -> Option<Timestamp> {
    deadlines::next_moment(db.reads(), "spot").await.expect("a moment")
}

/// What a sweep at `now` takes; answers how many.
async fn sweep(db: &Db, now: Timestamp) -> usize {
    let mut taken = 0;
    for come in deadlines::come(db.reads(), "spot", now, 10).await.expect("deadlines") {
        taken += usize::from(db.write(None, take(come, now)).await.expect("an answer"));
    }
    taken
}

fn take(come: Come, now: Timestamp) -> impl AsyncFn(&mut Tx) -> Result<bool, Failure> + Clone + Send + 'static {
    async move |tx: &mut Tx| Ok(deadlines::take(tx, &come, None, now).await?)
}

#[tokio::test]
async fn what_passed_while_it_rested_comes_once_when_it_runs_again() {
    on_both(async |db| {
        one_by_one(&db, &[Do::Set(DUE), Do::Rest]).await;
        assert_eq!((next(&db).await, sweep(&db, LATE).await), (None, 0));
        one_by_one(&db, &[Do::Run]).await;
        assert_eq!(next(&db).await, Some(DUE));
        assert_eq!((sweep(&db, EARLY).await, sweep(&db, LATE).await, sweep(&db, LATE).await), (0, 1, 0));
    })
    .await;
}

#[tokio::test]
async fn what_came_does_not_come_again_until_it_is_due_at_another_moment() {
    on_both(async |db| {
        one_by_one(&db, &[Do::Set(EARLY)]).await;
        assert_eq!(sweep(&db, DUE).await, 1);
        one_by_one(&db, &[Do::Rest, Do::Run]).await;
        assert_eq!((next(&db).await, sweep(&db, LATE).await), (None, 0));
        one_by_one(&db, &[Do::Set(DUE), Do::Rest, Do::Run]).await;
        assert_eq!((next(&db).await, sweep(&db, LATE).await), (Some(DUE), 1));
    })
    .await;
}

#[tokio::test]
async fn moves_in_one_batch_end_as_they_would_one_by_one() {
    for (acts, expected) in [
        (vec![Do::Set(DUE), Do::Rest], None),
        (vec![Do::Set(DUE), Do::Rest, Do::Run], Some(DUE)),
        (vec![Do::Rest, Do::Set(DUE)], Some(DUE)),
        (vec![Do::Set(DUE), Do::Clear, Do::Run], None),
        (vec![Do::Set(DUE), Do::Run, Do::Set(LATE), Do::Rest], None),
    ] {
        on_both(async |db| {
            // A deadline that was there before, missed: what is set anew knows nothing of it.
            one_by_one(&db, &[Do::Set(EARLY)]).await;
            assert_eq!(sweep(&db, EARLY).await, 1);
            let writes = acts.iter().copied().map(|what| {
                Box::pin(db.write(None, async move |tx: &mut Tx| act(tx, what).await)) as Writing<'_, bool>
            });
            assert!(spots::together(&db, writes.collect()).await.iter().all(Result::is_ok));
            assert_eq!(next(&db).await, expected, "{acts:?}");
        })
        .await;
    }
}

#[tokio::test]
async fn a_deadline_that_moved_in_the_same_batch_is_not_taken() {
    on_both(async |db| {
        one_by_one(&db, &[Do::Set(EARLY)]).await;
        let come = deadlines::come(db.reads(), "spot", EARLY, 10).await.expect("deadlines").remove(0);
        let writes: Vec<Writing<'_, bool>> = vec![
            Box::pin(db.write(None, async |tx: &mut Tx| act(tx, Do::Set(LATE)).await)),
            Box::pin(db.write(None, take(come.clone(), EARLY))),
        ];
        let ends: Vec<bool> = spots::together(&db, writes).await.into_iter().map(|end| end.expect("done")).collect();
        assert_eq!(ends, [true, false]);
        assert_eq!(next(&db).await, Some(LATE));
        assert!(!db.write(None, take(come, EARLY)).await.expect("done"));
    })
    .await;
}

#[tokio::test]
async fn a_sweep_sees_its_own_kind_only() {
    on_both(async |db| {
        one_by_one(&db, &[Do::Set(DUE)]).await;
        let other = async |tx: &mut Tx| {
            let (of, basis) = (Subject::new("door", 1), serde_json::Value::Null);
            tx.set_deadline(of, "answer", Deadline { due_at: EARLY, next_moment: Some(EARLY), basis });
            Ok(())
        };
        db.write(None, other).await.expect("another kind");
        assert_eq!(next(&db).await, Some(DUE));
        assert_eq!(sweep(&db, LATE).await, 1);
        let left = deadlines::come(db.reads(), "door", LATE, 10).await.expect("deadlines");
        assert_eq!((left.len(), left[0].due_at), (1, EARLY), "nobody has taken what is another's");
    })
    .await;
}
