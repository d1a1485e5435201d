//! Escalating: a CSR hands a ticket to their lead. An escalation is a row, so that who asked whom, when and why
//! is kept. It does not know how a lead is told.

use super::happenings::TicketEvent;
use super::keeping::{find_fresh, replace};
use super::ticket::{Status, Ticket};
use crate::people::{Actor, Person, leading};
use crate::platform::db::{FromRow, Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Refusal};
use crate::platform::text::clean;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Longest reason, in characters.
pub const MOST_REASON: usize = 500;

/// What is asked: an escalation of the ticket as it was seen.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Escalate {
    /// The version that the form was drawn from.
    pub version: i64,
    /// Why, in a sentence or two.
    pub why: Option<String>,
}

impl Ticket {
    /// The rule: this ticket, escalated by `by` to `to`.
    ///
    /// # Errors
    /// Conflict, where it is escalated already or closed.
    pub fn escalated(&self, by: Actor<'_>, to: &Person, now: Timestamp) -> Result<Self, Refusal> {
        if self.status == Status::Closed {
            return Err(Refusal::conflict("ticket-is-closed"));
        }
        if self.is_escalated() {
            return Err(Refusal::conflict("ticket-already-escalated"));
        }
        Ok(Self { escalated: 1, assignee: Some(to.id), ..self.changed(by, now) })
    }
}

/// The verb: escalates to the lead of `by`, or to the lead's cover; answers the ticket's number.
///
/// # Errors
/// Not seen; stale; a conflict of the rule; a member without a lead, and the desk itself, which has none.
pub async fn escalate(tx: &mut Tx, by: Actor<'_>, number: i64, ask: &Escalate, now: Timestamp) -> Result<i64, Failure> {
    let before = find_fresh(tx, by, number, ask.version).await?;
    let to = lead_of(tx, by, now).await?;
    hand_over(tx, by, &before, &to, ask, now).await
}

/// The verb: escalates to the lead whom the caller names, or to that lead's cover; answers the ticket's number. It is
/// how the desk itself escalates.
///
/// # Errors
/// Not seen; stale; a conflict of the rule; somebody who cannot be escalated to.
pub async fn escalate_to(
    tx: &mut Tx,
    by: Actor<'_>,
    number: i64,
    lead: i64,
    ask: &Escalate,
    now: Timestamp,
) -> Result<i64, Failure> {
    let before = find_fresh(tx, by, number, ask.version).await?;
    let to = leading::stands_for(tx, lead, by.id(), now).await?;
    let to = to.ok_or_else(|| Refusal::invalid("escalate", "ticket-cannot-escalate-to"))?;
    hand_over(tx, by, &before, &to, ask, now).await
}

async fn hand_over(
    tx: &mut Tx,
    by: Actor<'_>,
    before: &Ticket,
    to: &Person,
    ask: &Escalate,
    now: Timestamp,
) -> Result<i64, Failure> {
    let why = clean_why(ask.why.as_deref())?;
    let after = before.escalated(by, to, now)?;
    let happening = raise(tx, &after, to, why, by, now).await?;
    replace(tx, before, &after, vec![happening]).await?;
    Ok(after.id)
}

/// Writes the row of an escalation; answers what happened, for the verb that writes the ticket.
///
/// # Errors
/// When the database fails.
pub(super) async fn raise(
    tx: &mut Tx,
    ticket: &Ticket,
    to: &Person,
    why: Option<String>,
    by: Actor<'_>,
    now: Timestamp,
) -> Result<Happening, Failure> {
    let id = tx.next_id("escalations").await?;
    let sql = Sql::new(
        "INSERT INTO escalations (id, ticket_id, raised_by, raised_at, raised_to, why) VALUES (?, ?, ?, ?, ?, ?)",
    )
    .bind(id)
    .bind(ticket.id)
    .bind(by.id())
    .bind(now)
    .bind(to.id)
    .bind(why);
    tx.execute(sql).await?;
    Ok(TicketEvent::Escalated { escalation: id, to: to.id }.happened(ticket, by, now))
}

/// Ends the running escalation of a ticket that is settled.
///
/// # Errors
/// When the database fails.
pub(super) async fn end(tx: &mut Tx, ticket: i64, by: Actor<'_>, now: Timestamp) -> Result<(), Failure> {
    let sql = Sql::new("UPDATE escalations SET ended_at = ?, ended_by = ? WHERE ticket_id = ? AND ended_at IS NULL");
    tx.execute(sql.bind(now).bind(by.id()).bind(ticket)).await?;
    Ok(())
}

/// Lets the last escalation of a reopened ticket run again.
///
/// # Errors
/// When the database fails.
pub(super) async fn resume(tx: &mut Tx, ticket: i64) -> Result<(), Failure> {
    let sql = Sql::new(
        "UPDATE escalations SET ended_at = NULL, ended_by = NULL
         WHERE id = (SELECT max(id) FROM escalations WHERE ticket_id = ?)",
    );
    tx.execute(sql.bind(ticket)).await?;
    Ok(())
}

/// Whom `by` escalates to.
///
/// # Errors
/// At the field `escalate`, where they have no lead.
pub(super) async fn lead_of(reads: &impl Reads, by: Actor<'_>, now: Timestamp) -> Result<Person, Failure> {
    let Some(user) = by.id() else { return Err(Refusal::invalid("escalate", "ticket-name-a-lead").into()) };
    let lead = leading::escalates_to(reads, user, now).await?;
    lead.ok_or_else(|| Refusal::invalid("escalate", "ticket-no-lead").into())
}

/// The reason as it is kept.
///
/// # Errors
/// At the field `why`.
pub(super) fn clean_why(raw: Option<&str>) -> Result<Option<String>, Refusal> {
    let cleaned = clean::optional_text(raw.unwrap_or_default(), MOST_REASON);
    cleaned.map_err(|trouble| {
        let complaint: Complaint = trouble.into();
        Refusal::new(crate::platform::refusal::Kind::Invalid, complaint).at("why")
    })
}

/// The newest escalation of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Escalation {
    /// The key.
    pub id: i64,
    /// Who raised it; nobody where the desk itself did.
    pub raised_by: Option<i64>,
    /// When.
    pub raised_at: Timestamp,
    /// To whom.
    pub raised_to: i64,
    /// Why, if they said.
    pub why: Option<String>,
    /// When it ended, if it did.
    pub ended_at: Option<Timestamp>,
}

/// The newest escalation of a ticket, if there was one.
///
/// # Errors
/// When the database fails.
pub async fn newest(reads: &impl Reads, ticket: i64) -> Result<Option<Escalation>, Failure> {
    let sql = Sql::new(
        "SELECT id, raised_by, raised_at, raised_to, why, ended_at FROM escalations
         WHERE ticket_id = ? ORDER BY id DESC LIMIT 1",
    );
    Ok(reads.one(sql.bind(ticket)).await?)
}

/// The reasons of the escalations with these ids, by id.
///
/// # Errors
/// When the database fails.
pub(super) async fn reasons(
    reads: &impl Reads,
    ids: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, String>, Failure> {
    let sql = Sql::new("SELECT id, why FROM escalations WHERE why IS NOT NULL AND id IN ").list(ids);
    let rows: Vec<Why> = reads.all(sql).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.why)).collect())
}

#[derive(FromRow)]
struct Why {
    id: i64,
    why: String,
}
