//! Reading events by `seq`: whoever keeps the last one seen misses none, on either engine, from any number
//! of processes, because places are given under a lock that is held until the commit.

use crate::platform::db::{DbErr, FromRow, Reads, Sql, Subject};
use crate::platform::moment::Timestamp;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Event {
    /// Gapless position, from 1.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Which user; `None` is the system.
    pub actor: Option<i64>,
    /// Kind of what it happened to.
    pub subject_kind: String,
    /// Id of what it happened to.
    pub subject_id: i64,
    /// What happened.
    pub kind: String,
    /// The rest, as JSON text, in the words of the room that owns the kind.
    pub body: String,
}

/// Events after `seq`, in order, `limit` at most.
///
/// # Errors
/// When the database fails.
pub async fn after(reads: &impl Reads, seq: i64, limit: i64) -> Result<Vec<Event>, DbErr> {
    let sql = Sql::new(
        "SELECT seq, at, actor, subject_kind, subject_id, kind, body FROM events
         WHERE seq > ? ORDER BY seq LIMIT ?",
    );
    reads.all(sql.bind(seq).bind(limit)).await
}

/// What happened to one subject, oldest first: the newest `limit` of it, or of what stands before `before`.
///
/// # Errors
/// When the database fails.
pub async fn of_subject(reads: &impl Reads, of: Subject, before: Option<i64>, limit: i64) -> Result<Vec<Event>, DbErr> {
    let sql = Sql::new(
        "SELECT seq, at, actor, subject_kind, subject_id, kind, body FROM events
         WHERE subject_kind = ? AND subject_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
    );
    let mut events: Vec<Event> =
        reads.all(sql.bind(of.kind).bind(of.id).bind(before.unwrap_or(i64::MAX)).bind(limit)).await?;
    events.reverse();
    Ok(events)
}

/// The place of the newest event; 0 where nothing has happened yet.
///
/// # Errors
/// When the database fails.
pub async fn last_seq(reads: &impl Reads) -> Result<i64, DbErr> {
    let sql = Sql::new("SELECT seq FROM chain_head WHERE one = 1");
    Ok(reads.value(sql).await?.unwrap_or_default())
}
