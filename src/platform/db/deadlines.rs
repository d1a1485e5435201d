//! Deadlines as rows with their next moment: each room's sweep asks the index what has come to its own kind of
//! subject, and acts by conditional update, so that two processes never act twice. It does not know what one means.

use super::{DbErr, FromRow, Reads, Sql, Tx};
use crate::platform::moment::Timestamp;

/// A deadline whose next moment has come.
#[derive(Clone, Debug, FromRow)]
pub struct Come {
    /// Kind of the subject.
    pub subject_kind: String,
    /// Id of the subject.
    pub subject_id: i64,
    /// Which of its deadlines.
    pub name: String,
    /// When the promise breaks.
    pub due_at: Timestamp,
    /// The moment that has come.
    pub next_moment: Timestamp,
}

/// Deadlines of subjects of `kind` whose next moment is at or before `now`, the earliest first, `limit` at most.
///
/// # Errors
/// When the database fails.
pub async fn come(reads: &impl Reads, kind: &str, now: Timestamp, limit: i64) -> Result<Vec<Come>, DbErr> {
    let sql = Sql::new(
        "SELECT subject_kind, subject_id, name, due_at, next_moment FROM deadlines
         WHERE subject_kind = ? AND next_moment <= ? ORDER BY next_moment LIMIT ?",
    );
    reads.all(sql.bind(kind).bind(now).bind(limit)).await
}

/// When the sweep of subjects of `kind` has something to do next.
///
/// # Errors
/// When the database fails.
pub async fn next_moment(reads: &impl Reads, kind: &str) -> Result<Option<Timestamp>, DbErr> {
    let sql = Sql::new(
        "SELECT next_moment FROM deadlines WHERE subject_kind = ? AND next_moment IS NOT NULL
         ORDER BY next_moment LIMIT 1",
    );
    reads.value(sql.bind(kind)).await
}

/// Takes a moment that has come: sets the one after it. Answers false where another process was first, or the deadline
/// moved meanwhile. With nothing after it, or from the due moment on, the deadline is missed as of `now`.
///
/// # Errors
/// When the database fails.
pub async fn take(tx: &mut Tx, come: &Come, next: Option<Timestamp>, now: Timestamp) -> Result<bool, DbErr> {
    if tx.deadline_moves(&come.subject_kind, come.subject_id, &come.name) {
        return Ok(false);
    }
    let missed = (next.is_none() || come.next_moment >= come.due_at).then_some(now);
    let sql = Sql::new(
        "UPDATE deadlines SET next_moment = ?, missed_at = coalesce(missed_at, ?)
         WHERE subject_kind = ? AND subject_id = ? AND name = ? AND next_moment = ?",
    )
    .bind(next)
    .bind(missed)
    .bind(come.subject_kind.clone())
    .bind(come.subject_id)
    .bind(come.name.clone())
    .bind(come.next_moment);
    Ok(tx.execute(sql).await? == 1)
}

/// The stored working-out of a subject's deadline, as JSON text.
///
/// # Errors
/// When the database fails.
pub async fn basis(reads: &impl Reads, of: super::Subject, name: &str) -> Result<Option<String>, DbErr> {
    let sql = Sql::new("SELECT basis FROM deadlines WHERE subject_kind = ? AND subject_id = ? AND name = ?");
    reads.value(sql.bind(of.kind).bind(of.id).bind(name)).await
}
