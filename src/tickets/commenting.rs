//! Comments: what colleagues tell each other about a ticket. They never reach the customer.

use super::happenings::TicketEvent;
use super::keeping::replace;
use super::seeing::find;
use super::ticket::Ticket;
use crate::people::Actor;
use crate::platform::db::{FromRow, Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaints, Refusal};
use crate::platform::text::clean;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest comment, in characters.
pub const MOST_COMMENT: usize = 20_000;

/// What is asked: a comment.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NewComment {
    /// Plain text; links become clickable.
    pub comment: String,
}

/// A comment as it stands.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Comment {
    /// The key.
    pub id: i64,
    /// Who wrote it; nobody where the desk itself did.
    pub author: Option<i64>,
    /// When.
    pub at: Timestamp,
    /// What.
    pub body: String,
    /// How often it was changed since.
    pub edits: i32,
    /// When last.
    pub edited_at: Option<Timestamp>,
}

/// The verb: adds a comment; answers the ticket's number. It needs no version: two people may speak at once.
///
/// # Errors
/// Not seen; an empty or endless comment, at its field.
pub async fn comment(
    tx: &mut Tx,
    by: Actor<'_>,
    number: i64,
    ask: &NewComment,
    now: Timestamp,
) -> Result<i64, Failure> {
    let before = find(tx, by, number).await?;
    let body = clean_comment(&ask.comment)?;
    let after = before.changed(by, now);
    let happening = write(tx, &after, by, body, now).await?;
    replace(tx, &before, &after, vec![happening]).await?;
    Ok(after.id)
}

/// Writes a comment's row; answers what happened, for the verb that replaces the ticket.
///
/// # Errors
/// When the database fails.
pub(super) async fn write(
    tx: &mut Tx,
    ticket: &Ticket,
    by: Actor<'_>,
    body: String,
    now: Timestamp,
) -> Result<Happening, Failure> {
    let id = tx.next_id("comments").await?;
    let sql = Sql::new("INSERT INTO comments (id, ticket_id, author, at, body) VALUES (?, ?, ?, ?, ?)");
    tx.execute(sql.bind(id).bind(ticket.id).bind(by.id()).bind(now).bind(body)).await?;
    Ok(TicketEvent::Commented { comment: id }.happened(ticket, by, now))
}

/// The comment as it is kept.
///
/// # Errors
/// At the field `comment`.
pub(super) fn clean_comment(raw: &str) -> Result<String, Refusal> {
    clean_words(raw, "comment")
}

/// The same from another field.
///
/// # Errors
/// At that field.
pub(super) fn clean_words(raw: &str, field: &'static str) -> Result<String, Refusal> {
    let mut complaints = Complaints::default();
    let body = complaints.keep(field, clean::text(raw, MOST_COMMENT));
    complaints.into_result()?;
    Ok(body)
}

/// The comments with these ids, in no order.
///
/// # Errors
/// When the database fails.
pub async fn with_ids(reads: &impl Reads, ids: impl IntoIterator<Item = i64>) -> Result<Vec<Comment>, Failure> {
    Ok(reads.all(chosen().push(" WHERE id IN ").list(ids)).await?)
}

/// The comment of this key, if it is one on this ticket.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_ticket(reads: &impl Reads, number: i64, comment: i64) -> Result<Option<Comment>, Failure> {
    Ok(reads.one(chosen().push(" WHERE id = ?").bind(comment).push(" AND ticket_id = ?").bind(number)).await?)
}

fn chosen() -> Sql {
    Sql::new("SELECT id, author, at, body, edits, edited_at FROM comments")
}
