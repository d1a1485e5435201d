//! The rows of the reasons. It judges nothing.

use crate::platform::db::{DbErr, FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::text::name_key;
use crate::tickets::{Reason, Status};

/// A reason as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(super) struct Stored {
    pub(super) id: i64,
    pub(super) reason: Reason,
    pub(super) status: Status,
    pub(super) name: Option<String>,
    pub(super) retired_at: Option<Timestamp>,
    pub(super) version: i64,
}

impl Stored {
    /// Whether a ticket can be given it.
    pub(super) const fn is_offered(&self) -> bool {
        self.retired_at.is_none()
    }
}

/// Every reason, in the order in which forms offer them.
pub(super) async fn all(reads: &impl Reads) -> Result<Vec<Stored>, DbErr> {
    let sql = "SELECT id, reason, status, name, retired_at, version FROM ticket_reasons ORDER BY position, id";
    reads.all(Sql::new(sql)).await
}

/// The reason of this id.
pub(super) async fn find(reads: &impl Reads, id: i64) -> Result<Stored, Failure> {
    let sql = Sql::new("SELECT id, reason, status, name, retired_at, version FROM ticket_reasons WHERE id = ?");
    reads.one(sql.bind(id)).await?.ok_or_else(|| Refusal::not_seen().into())
}

/// The reason of this id, for an ask that was made from the version `seen`.
pub(super) async fn find_fresh(tx: &Tx, id: i64, seen: Option<i64>) -> Result<Stored, Failure> {
    let stored = find(tx, id).await?;
    if seen == Some(stored.version) { Ok(stored) } else { Err(Refusal::stale("reasons-stale").into()) }
}

/// Writes a new reason behind the others of its status; answers its id.
pub(super) async fn insert(tx: &mut Tx, status: Status, name: &str) -> Result<i64, Failure> {
    let id = tx.next_id("ticket_reasons").await?;
    let reason = Reason::added(status, id).ok_or_else(|| Refusal::invalid("status", "reasons-status-wrong"))?;
    let sql = Sql::new(
        "INSERT INTO ticket_reasons (id, reason, status, name, name_key, position)
         VALUES (?, ?, ?, ?, ?, (SELECT COALESCE(MAX(position), 0) + 1 FROM ticket_reasons))",
    );
    tx.execute(sql.bind(id).bind(reason).bind(status).bind(name).bind(name_key(name))).await?;
    Ok(id)
}

/// Gives a reason another name, or the words that come with it.
pub(super) async fn rename(tx: &mut Tx, id: i64, name: Option<&str>) -> Result<(), DbErr> {
    let sql = Sql::new("UPDATE ticket_reasons SET name = ?, name_key = ?, version = version + 1 WHERE id = ?");
    tx.execute(sql.bind(name.map(str::to_owned)).bind(name.map(name_key)).bind(id)).await?;
    Ok(())
}

/// Retires a reason, or brings it back.
pub(super) async fn set_retired(tx: &mut Tx, id: i64, at: Option<Timestamp>) -> Result<(), DbErr> {
    let sql = Sql::new("UPDATE ticket_reasons SET retired_at = ?, version = version + 1 WHERE id = ?");
    tx.execute(sql.bind(at).bind(id)).await?;
    Ok(())
}

/// Puts these in this order. Where a reason stands is no part of what its form was drawn from.
pub(super) async fn put_in_order(tx: &mut Tx, ids: &[i64]) -> Result<(), DbErr> {
    for (position, id) in (1_i64..).zip(ids) {
        let sql = Sql::new("UPDATE ticket_reasons SET position = ? WHERE id = ?");
        tx.execute(sql.bind(position).bind(*id)).await?;
    }
    Ok(())
}
