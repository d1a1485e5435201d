//! How a ticket's row is written: with its counters, its deadline and its event, and only where its version
//! is still the one that the verb read. Every verb of this room ends here.

use super::counting;
use super::ticket::Ticket;
use crate::clock::WorkingOut;
use crate::people::Member;
use crate::platform::db::{Deadline, FromQueryResult, Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use serde_json::Value;

/// The name of a ticket's only deadline so far.
pub const DUE: &str = "due";

/// Writes a new ticket.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, ticket: &Ticket, explanation: &WorkingOut) -> Result<(), Failure> {
    let sql = Sql::new("INSERT INTO tickets (")
        .push(Ticket::COLUMNS)
        .push(") VALUES ")
        .list(values(ticket));
    tx.execute(sql).await?;
    counting::count(tx, ticket, 1);
    set_deadline(tx, ticket, explanation)?;
    Ok(())
}

/// Replaces `before` by `after`, and records `what` happened.
///
/// # Errors
/// Stale, saying who changed it meanwhile, where the row is no longer `before`.
pub async fn replace(
    tx: &mut Tx,
    before: &Ticket,
    after: &Ticket,
    what: Vec<Happening>,
) -> Result<(), Failure> {
    let sql = Sql::new(
        "UPDATE tickets SET status = ?, reason = ?, assignee = ?, escalated = ?, changed_at = ?,
         changed_by = ?, version = ?
         WHERE id = ? AND version = ?",
    )
    .bind(after.status)
    .bind(after.reason)
    .bind(after.assignee)
    .bind(after.escalated)
    .bind(after.changed_at)
    .bind(after.changed_by)
    .bind(after.version)
    .bind(before.id)
    .bind(before.version);
    if tx.execute(sql).await? == 0 {
        return Err(stale(tx, before.id).await?.into());
    }
    counting::count(tx, before, -1);
    counting::count(tx, after, 1);
    follow_deadline(tx, before, after).await?;
    what.into_iter().for_each(|happening| tx.record(happening));
    Ok(())
}

/// Refuses an ask that was made from an older version than the row's.
///
/// # Errors
/// Stale, saying who changed it meanwhile.
pub async fn check_fresh(tx: &Tx, ticket: &Ticket, seen: i64) -> Result<(), Failure> {
    if seen == ticket.version {
        return Ok(());
    }
    Err(stale(tx, ticket.id).await?.into())
}

/// What happened to a ticket, with the version that it led to: a form drawn from an older one can be shown
/// what it missed.
#[must_use]
pub fn happened(
    ticket: &Ticket,
    by: &Member,
    kind: &'static str,
    mut body: Value,
    now: Timestamp,
) -> Happening {
    body["version"] = ticket.version.into();
    Happening {
        at: now,
        actor: Some(by.id),
        subject: Ticket::subject_of(ticket.id),
        kind,
        body,
    }
}

/// A closed ticket has no next moment; a reopened one has its due date again.
async fn follow_deadline(tx: &mut Tx, before: &Ticket, after: &Ticket) -> Result<(), Failure> {
    if before.is_running() == after.is_running() {
        return Ok(());
    }
    let sql = Sql::new(
        "UPDATE deadlines SET next_moment = ?
         WHERE subject_kind = 'ticket' AND subject_id = ? AND name = ?",
    )
    .bind(next_moment(after))
    .bind(after.id)
    .bind(DUE);
    tx.execute(sql).await?;
    Ok(())
}

fn set_deadline(tx: &mut Tx, ticket: &Ticket, explanation: &WorkingOut) -> Result<(), Failure> {
    let deadline = Deadline {
        due_at: ticket.due_at,
        next_moment: next_moment(ticket),
        basis: serde_json::to_value(explanation)?,
    };
    tx.set_deadline(Ticket::subject_of(ticket.id), DUE, deadline);
    Ok(())
}

fn next_moment(ticket: &Ticket) -> Option<Timestamp> {
    // A moment that has passed was announced when it came.
    (ticket.is_running() && ticket.due_at > ticket.changed_at).then_some(ticket.due_at)
}

async fn stale(tx: &Tx, id: i64) -> Result<Refusal, Failure> {
    let sql = Sql::new(
        "SELECT u.display_name AS who FROM tickets t JOIN users u ON u.id = t.changed_by WHERE t.id = ?",
    );
    let last = tx.one::<Who>(sql.bind(id)).await?;
    let who = last.map(|last| last.who).unwrap_or_default();
    let complaint = Complaint::whole("ticket-stale").with("who", who);
    Ok(Refusal::new(Kind::Stale, complaint))
}

#[derive(FromQueryResult)]
struct Who {
    who: String,
}

fn values(ticket: &Ticket) -> Vec<crate::platform::db::Value> {
    vec![
        ticket.id.into(),
        ticket.kind.into(),
        ticket.status.into(),
        ticket.reason.into(),
        ticket.subject.clone().into(),
        ticket.body.clone().into(),
        ticket.type_id.into(),
        ticket.type_details.clone().into(),
        ticket.party_id.into(),
        ticket.created_by.into(),
        ticket.creator_prefix.clone().into(),
        ticket.assignee.into(),
        ticket.escalated.into(),
        ticket.due_at.into(),
        ticket.due_days.into(),
        ticket.calendar_version_id.into(),
        ticket.created_at.into(),
        ticket.changed_at.into(),
        ticket.changed_by.into(),
        ticket.version.into(),
    ]
}
