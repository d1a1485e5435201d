//! Looking: who has seen a ticket, and as it stood when. Those whom it concerns learn so what is new to them, and it is
//! proved that a lead checked what is due. It knows no page.

use super::happenings::TicketEvent;
use super::seeing::find;
use super::ticket::Ticket;
use crate::people::{Actor, Member};
use crate::platform::db::{DbErr, FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;

/// The last look of one member at one ticket.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Look {
    /// When.
    pub at: Timestamp,
    /// The ticket's version that was seen.
    pub version: i64,
}

/// The last look of `member` at the ticket of this number.
///
/// # Errors
/// When the database fails.
pub async fn last(reads: &impl Reads, member: i64, number: i64) -> Result<Option<Look>, DbErr> {
    let sql = Sql::new("SELECT at, version FROM ticket_looks WHERE ticket_id = ? AND user_id = ?");
    reads.one(sql.bind(number).bind(member)).await
}

/// Whether a look of `member` at `ticket` is worth writing down, after their `last` one. `today` is when their day
/// began: a lead checks anew each day.
#[must_use]
pub fn is_worth_noting(ticket: &Ticket, member: &Member, last: Option<&Look>, today: Timestamp) -> bool {
    let checks = member.leads() && ticket.is_running();
    let is_theirs = [ticket.created_by, ticket.assignee].contains(&Some(member.id));
    match last {
        None => checks || is_theirs,
        Some(last) => (is_theirs && last.version < ticket.version) || (checks && last.at < today),
    }
}

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
        "INSERT INTO ticket_looks (ticket_id, user_id, at, version, led) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (ticket_id, user_id) DO UPDATE SET at = excluded.at, version = excluded.version, led = excluded.led",
    );
    let sql =
        sql.bind(number).bind(member.id).bind(now).bind(seen.unwrap_or(ticket.version)).bind(i32::from(member.leads()));
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::Role;
    use crate::tickets::Status;
    use crate::tickets::ticket::sample::{self, NOW, ticket};
    use std::collections::BTreeSet;

    fn member(id: i64, role: Role) -> Member {
        Member { roles: BTreeSet::from([role]), ..sample::member(id) }
    }

    #[test]
    fn whom_it_concerns_sees_every_change_once() {
        let ticket = Ticket { created_by: Some(7), assignee: Some(3), version: 4, ..ticket() };
        let worth = |id, last: Option<i64>| {
            let last = last.map(|version| Look { at: NOW, version });
            is_worth_noting(&ticket, &member(id, Role::Csr), last.as_ref(), NOW)
        };
        assert!(worth(7, None) && worth(7, Some(3)) && worth(3, None));
        assert!(!worth(7, Some(4)), "seen as it stands");
        assert!(!worth(8, None), "a colleague who only looks by");
    }

    #[test]
    fn a_lead_checks_once_a_day_what_runs() {
        let lead = member(9, Role::CsrLead);
        let worth = |ticket: &Ticket, at: i64| {
            let last = Look { at: NOW.plus_millis(at), version: 1 };
            is_worth_noting(ticket, &lead, Some(&last), NOW)
        };
        assert!(is_worth_noting(&ticket(), &lead, None, NOW));
        assert!(worth(&ticket(), -1) && !worth(&ticket(), 0));
        let closed = Ticket { status: Status::Closed, ..ticket() };
        assert!(!worth(&closed, -1) && !is_worth_noting(&closed, &lead, None, NOW));
    }
}
