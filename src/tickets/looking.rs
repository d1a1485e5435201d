//! Looking: that somebody saw a ticket, written down. It is proved so that a lead checked what is due, and what is new to
//! whom. It knows no page.

use super::happenings::TicketEvent;
use super::seeing::find;
use super::ticket::Ticket;
use crate::people::Actor;
use crate::platform::db::{DbErr, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;

/// The verb: notes that a member looked at the version `seen` of a ticket, or at it as it is; answers its number. The
/// first look of any lead on a day, which began at `today`, is a check, and stands in the ticket's history. What runs no
/// more is not checked.
///
/// # Errors
/// Not seen. The desk itself has no eyes: for it nothing happens.
pub async fn look(
    tx: &mut Tx,
    by: Actor<'_>,
    number: i64,
    (seen, today): (Option<i64>, Timestamp),
    now: Timestamp,
) -> Result<i64, Failure> {
    let ticket = find(tx, by, number).await?;
    let Some(member) = by.member() else { return Ok(number) };
    if member.leads() && ticket.is_running() && !is_checked(tx, number, today).await? {
        tx.record(TicketEvent::Checked {}.noted(number, by, now));
    }
    let sql = Sql::new(
        // A page that is late with it takes back nothing that was seen since.
        "INSERT INTO ticket_looks (ticket_id, user_id, at, version, led) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (ticket_id, user_id) DO UPDATE SET at = excluded.at, led = excluded.led,
           version = CASE WHEN excluded.version > ticket_looks.version THEN excluded.version ELSE ticket_looks.version END",
    );
    // Nobody has seen what is not there yet.
    let seen = seen.map_or(ticket.version, |seen| seen.clamp(0, ticket.version));
    let sql = sql.bind(number).bind(member.id).bind(now).bind(seen).bind(i32::from(member.leads()));
    tx.execute(sql).await?;
    Ok(number)
}

/// Who changes a ticket that they opened themselves has seen their own change, but nothing that they had not seen before:
/// their look goes along from the version before. Zero is a look at nothing, by who acted without having looked.
///
/// # Errors
/// When the database fails.
pub(super) async fn follow(tx: &mut Tx, before: &Ticket, after: &Ticket) -> Result<(), Failure> {
    let Some(creator) = before.created_by.filter(|_| after.changed_by == before.created_by) else { return Ok(()) };
    let sql = Sql::new(
        "INSERT INTO ticket_looks (ticket_id, user_id, at, version, led) VALUES (?, ?, ?, ?, 0)
         ON CONFLICT (ticket_id, user_id) DO UPDATE SET version = ? WHERE ticket_looks.version = ?",
    );
    let first = if before.version == 1 { after.version } else { 0 };
    let sql = sql.bind(before.id).bind(creator).bind(after.changed_at).bind(first);
    tx.execute(sql.bind(after.version).bind(before.version)).await?;
    Ok(())
}

async fn is_checked(reads: &impl Reads, number: i64, today: Timestamp) -> Result<bool, DbErr> {
    let sql = Sql::new("SELECT ticket_id FROM ticket_looks WHERE ticket_id = ? AND led = 1 AND at >= ? LIMIT 1");
    Ok(reads.value::<i64>(sql.bind(number).bind(today)).await?.is_some())
}
