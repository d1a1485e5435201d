//! What becomes of an attempt when it ends, and what keeps it alive until then: every statement names the lease, so
//! that an attempt which no longer counts changes nothing. It runs nothing.

use super::{Backoff, Lease, TOPIC, claiming::after, dead};
use crate::platform::{
    db::{Db, DbErr, Reads, Sql, Tx},
    failure::Failure,
    moment::Timestamp,
};
use std::time::Duration;

/// How an attempt ended.
#[derive(Debug)]
pub(super) enum Outcome {
    /// It did what it should.
    Done,
    /// It may be tried again.
    Failed(String),
    /// Trying again cannot help.
    Hopeless(String),
    /// It was cut off, because the lease was gone.
    Lost,
}

/// When a failed attempt is followed by another.
#[derive(Clone, Copy)]
pub(super) struct Patience {
    pub(super) max_attempts: u32,
    pub(super) backoff: Backoff,
}

/// Writes down how the attempt ended; answers false where its lease was lost.
pub(super) async fn settle(
    db: &Db,
    lease: &Lease,
    outcome: &Outcome,
    patience: Patience,
    now: Timestamp,
) -> Result<bool, Failure> {
    let held = lease.clone();
    match outcome {
        Outcome::Lost => Ok(false),
        Outcome::Done if lease.was_completing() && !holds(db.reads(), lease).await? => Ok(true),
        Outcome::Done => db.write(None, async move |tx| held.finish_in(tx).await).await,
        Outcome::Failed(why) if lease.attempt < patience.max_attempts => {
            let why = dead::shortened(why);
            let run_at = after(now, patience.backoff.pause(lease.attempt, rand::random()));
            db.write(None, async move |tx| Ok(put_back(tx, &held, &why, run_at).await?)).await
        }
        Outcome::Failed(why) | Outcome::Hopeless(why) => {
            let why = why.clone();
            db.write(None, async move |tx| Ok(dead::bury_where(tx, held.row(), &why, now).await?)).await
        }
    }
}

/// Moves the end of the lease; answers false where it was lost.
pub(super) async fn extend(db: &Db, lease: &Lease, until: Timestamp) -> Result<bool, Failure> {
    let held = lease.clone();
    db.write(None, async move |tx| {
        let sql = Sql::new("UPDATE jobs SET lease_until = ? ").bind(until).append(held.row());
        Ok(tx.execute(sql).await? == 1)
    })
    .await
}

/// How often a lease of this length is extended: twice may fail before it runs out.
pub(super) fn beat(lease: Duration) -> Duration {
    (lease / 3).max(Duration::from_millis(10))
}

async fn put_back(tx: &mut Tx, lease: &Lease, why: &str, run_at: Timestamp) -> Result<bool, DbErr> {
    let sql =
        Sql::new("UPDATE jobs SET state = 'waiting', lease = NULL, lease_until = NULL, last_error = ?, run_at = ? ");
    let back = tx.execute(sql.bind(why).bind(run_at).append(lease.row())).await? == 1;
    // A runner may be asleep beyond the new moment.
    tx.wake(TOPIC);
    Ok(back)
}

async fn holds(reads: &impl Reads, lease: &Lease) -> Result<bool, DbErr> {
    let row: Option<i64> = reads.value(Sql::new("SELECT id FROM jobs ").append(lease.row())).await?;
    Ok(row.is_some())
}
