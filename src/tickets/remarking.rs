//! The words that go with a change: why a due date moved, what "Other" was before. Events name them by id, because
//! words stay in rows. It does not know what changed.

use super::ticket::Ticket;
use crate::platform::db::{FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use std::collections::BTreeMap;

/// Keeps `words` about a change of `ticket`; answers their id.
///
/// # Errors
/// When the database fails.
pub(super) async fn write(tx: &mut Tx, ticket: &Ticket, words: &str) -> Result<i64, Failure> {
    let id = tx.next_id("remarks").await?;
    let sql = Sql::new("INSERT INTO remarks (id, ticket_id, words) VALUES (?, ?, ?)");
    tx.execute(sql.bind(id).bind(ticket.id).bind(words)).await?;
    Ok(id)
}

/// The words with these ids.
///
/// # Errors
/// When the database fails.
pub(super) async fn with_ids(
    reads: &impl Reads,
    ids: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, String>, Failure> {
    let rows: Vec<Row> = reads.all(Sql::new("SELECT id, words FROM remarks WHERE id IN ").list(ids)).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.words)).collect())
}

#[derive(FromRow)]
struct Row {
    id: i64,
    words: String,
}
