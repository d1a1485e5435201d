//! How a ticket's row is written: with its counters, its deadline and its event, and only where its version
//! is still the one that the verb read. Every verb of this room ends here.

use super::seeing::find;
use super::ticket::Ticket;
use super::{counting, looking};
use crate::clock::WorkingOut;
use crate::people::Actor;
use crate::platform::db::{Deadline, Happening, Reads, Sql, Tx, Value};
use crate::platform::failure::Failure;
use crate::platform::refusal::{Complaint, Kind, Refusal};

/// The name of a ticket's only deadline so far.
pub const DUE: &str = "due";

/// Writes a new ticket.
///
/// # Errors
/// When the database fails.
pub async fn insert(tx: &mut Tx, ticket: &Ticket, explanation: &WorkingOut) -> Result<(), Failure> {
    let (names, values): (Vec<_>, Vec<_>) = columns(ticket).into_iter().unzip();
    let mut sql = Sql::new("INSERT INTO tickets (");
    for (index, name) in names.into_iter().enumerate() {
        sql = sql.push(if index == 0 { "" } else { ", " }).push(name);
    }
    let sql = sql.push(") VALUES (").values(values).push(")");
    tx.execute(sql).await?;
    counting::count(tx, ticket, 1);
    set_deadline(tx, ticket, explanation)?;
    Ok(())
}

/// Replaces `before` by `after`, and records `what` happened; when it was closed is written here and nowhere else.
///
/// # Errors
/// Stale, saying who changed it meanwhile, where the row is no longer `before`.
pub async fn replace(tx: &mut Tx, before: &Ticket, after: &Ticket, what: Vec<Happening>) -> Result<(), Failure> {
    let mut sql = Sql::new("UPDATE tickets SET ");
    for (index, (column, value)) in columns(after).into_iter().enumerate() {
        sql = sql.push(if index == 0 { "" } else { ", " }).push(column).push(" = ?").bind(value);
    }
    let sql = match (before.is_running(), after.is_running()) {
        (true, false) => sql.push(", closed_at = ?").bind(after.changed_at),
        (false, true) => sql.push(", closed_at = NULL"),
        _ => sql,
    };
    let sql = sql.push(" WHERE id = ? AND version = ?").bind(before.id).bind(before.version);
    if tx.execute(sql).await? == 0 {
        return Err(stale(tx, before.id).await?.into());
    }
    looking::follow(tx, before, after).await?;
    counting::count(tx, before, -1);
    counting::count(tx, after, 1);
    follow_deadline(tx, before, after);
    what.into_iter().for_each(|happening| tx.record(happening));
    Ok(())
}

/// The ticket with this number as `by` may see it, for an ask that was made from the version `seen`.
///
/// # Errors
/// Not seen; stale, saying who changed it meanwhile.
pub async fn find_fresh(tx: &Tx, by: Actor<'_>, number: i64, seen: i64) -> Result<Ticket, Failure> {
    let ticket = find(tx, by, number).await?;
    if seen != ticket.version {
        return Err(stale(tx, ticket.id).await?.into());
    }
    Ok(ticket)
}

/// A closed ticket owes nobody anything; a reopened one owes what it owed.
fn follow_deadline(tx: &mut Tx, before: &Ticket, after: &Ticket) {
    let of = Ticket::subject_of(after.id);
    match (before.is_running(), after.is_running()) {
        (true, false) => tx.rest_deadline(of, DUE),
        (false, true) => tx.run_deadline(of, DUE),
        _ => {}
    }
}

/// Writes the deadline of a ticket that was promised something, with its working-out.
///
/// # Errors
/// A working-out that cannot be written down.
pub fn set_deadline(tx: &mut Tx, ticket: &Ticket, explanation: &WorkingOut) -> Result<(), Failure> {
    let Some(due_at) = ticket.due_at else { return Ok(()) };
    let deadline = Deadline { due_at, next_moment: Some(due_at), basis: serde_json::to_value(explanation)? };
    tx.set_deadline(Ticket::subject_of(ticket.id), DUE, deadline);
    Ok(())
}

async fn stale(tx: &Tx, id: i64) -> Result<Refusal, Failure> {
    let sql = Sql::new("SELECT u.display_name FROM tickets t JOIN users u ON u.id = t.changed_by WHERE t.id = ?");
    let complaint = match tx.value::<String>(sql.bind(id)).await? {
        Some(who) => Complaint::whole("ticket-stale").with("who", who),
        None => Complaint::whole("ticket-stale-by-the-desk"),
    };
    Ok(Refusal::new(Kind::Stale, complaint))
}

/// Every column with its value: the one list that both writes go by.
fn columns(ticket: &Ticket) -> Vec<(&'static str, Value)> {
    vec![
        ("id", ticket.id.into()),
        ("kind", ticket.kind.into()),
        ("status", ticket.status.into()),
        ("reason", ticket.reason.into()),
        ("subject", ticket.subject.clone().into()),
        ("body", ticket.body.clone().into()),
        ("type_id", ticket.type_id.into()),
        ("type_details", ticket.type_details.clone().into()),
        ("party_id", ticket.party_id.into()),
        ("created_by", ticket.created_by.into()),
        ("creator_prefix", ticket.creator_prefix.clone().into()),
        ("assignee", ticket.assignee.into()),
        ("escalated", ticket.escalated.into()),
        ("due_at", ticket.due_at.into()),
        ("due_days", ticket.due_days.into()),
        ("calendar_version_id", ticket.calendar_version_id.into()),
        ("created_at", ticket.created_at.into()),
        ("changed_at", ticket.changed_at.into()),
        ("changed_by", ticket.changed_by.into()),
        ("version", ticket.version.into()),
        ("caller", ticket.caller.clone().into()),
        ("call_back", ticket.call_back.clone().into()),
        ("channel", ticket.channel.into()),
        ("order_number", ticket.order_number.clone().into()),
        ("due_moved", ticket.due_moved.into()),
    ]
}
