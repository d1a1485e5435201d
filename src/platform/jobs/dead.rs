//! Jobs that nobody will try again unless a person says so: seen, revived, forgotten. It does not know why a job
//! died, only what was written down.

use super::TOPIC;
use crate::platform::{
    db::{DbErr, FromRow, Reads, Sql, Tx},
    failure::Failure,
    moment::Timestamp,
    refusal::Refusal,
};

/// A buried job.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Dead {
    /// Its id.
    pub id: i64,
    /// Which job type.
    pub kind: String,
    /// Its input, as JSON text.
    pub body: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Why the last attempt failed.
    pub last_error: Option<String>,
    /// When it was buried.
    pub buried_at: Timestamp,
}

/// Buried jobs, the latest first, `limit` at most.
///
/// # Errors
/// When the database fails.
pub async fn dead(reads: &impl Reads, limit: i64) -> Result<Vec<Dead>, DbErr> {
    let sql = Sql::new(
        "SELECT id, kind, body, attempts, last_error, buried_at FROM jobs
         WHERE state = 'dead' ORDER BY buried_at DESC LIMIT ?",
    );
    reads.all(sql.bind(limit)).await
}

/// Gives a buried job all its attempts again, from now on.
///
/// # Errors
/// Refused when it is not buried (any more); or the database fails.
pub async fn revive(tx: &mut Tx, id: i64, now: Timestamp) -> Result<(), Failure> {
    let sql = Sql::new(
        "UPDATE jobs SET state = 'waiting', attempts = 0, run_at = ?, buried_at = NULL
         WHERE id = ? AND state = 'dead'",
    );
    if tx.execute(sql.bind(now).bind(id)).await? == 0 {
        return Err(Refusal::conflict("job-not-buried").into());
    }
    tx.wake(TOPIC);
    Ok(())
}

/// Buries a job that waits or runs, because a person says so; a running attempt loses its lease, and with it the
/// right to finish.
///
/// # Errors
/// Refused when it is done or buried already; or the database fails.
pub async fn bury(tx: &mut Tx, id: i64, why: &str, now: Timestamp) -> Result<(), Failure> {
    let still = Sql::new("WHERE id = ? AND state <> 'dead'").bind(id);
    if bury_where(tx, still, why, now).await? {
        return Ok(());
    }
    Err(Refusal::conflict("job-gone").into())
}

/// Forgets jobs that were buried before this moment.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64, DbErr> {
    let sql = Sql::new("DELETE FROM jobs WHERE state = 'dead' AND buried_at < ?");
    tx.execute(sql.bind(before)).await
}

/// Buries the row that `still` (a `WHERE`) names; answers whether there was one. The unique key goes: a dead job
/// must not keep its successor out.
pub(super) async fn bury_where(tx: &mut Tx, still: Sql, why: &str, now: Timestamp) -> Result<bool, DbErr> {
    let sql = Sql::new(
        "UPDATE jobs SET state = 'dead', lease = NULL, lease_until = NULL, unique_key = NULL,
         last_error = ?, buried_at = ? ",
    );
    let sql = sql.bind(shortened(why)).bind(now).append(still).push(" RETURNING id, kind");
    let buried: Option<Buried> = tx.one(sql).await?;
    if let Some(job) = &buried {
        tracing::error!(job = job.id, kind = job.kind, why, "a job is buried");
    }
    Ok(buried.is_some())
}

#[derive(FromRow)]
struct Buried {
    id: i64,
    kind: String,
}

/// What is kept of an error, in bytes.
const KEPT: usize = 2_000;

/// An error as it can be stored: bounded, whole characters, and no NUL, which not every engine takes.
pub(super) fn shortened(error: &str) -> String {
    let end = error.floor_char_boundary(KEPT);
    error[..end].replace('\0', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_bounded_at_a_whole_character() {
        assert_eq!(shortened("a\0b"), "ab");
        let long = shortened(&"é—".repeat(1_000));
        assert!(long.len() <= KEPT && long.len() > KEPT - 4);
        assert!(long.starts_with("é—"));
    }
}
