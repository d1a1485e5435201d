//! Looks: when a member last saw a ticket, and as it stood when; and whether another look is worth writing down.

use super::ticket::Ticket;
use crate::people::Member;
use crate::platform::db::{DbErr, FromRow, Reads, Sql};
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
