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

/// How old news may be, in milliseconds: two weeks. What has rested longer is new to nobody, or all that was there before
/// somebody's first day would be.
pub const NEWS: i64 = 14 * 24 * 60 * 60 * 1000;

/// Whether a ticket is new to somebody: it runs, another changed it last (or the desk itself did), lately, and they have
/// not seen that. Who changes a ticket has it before them.
#[must_use]
pub fn is_new(state: &State, member: i64, seen: Option<i64>, now: Timestamp) -> bool {
    state.is_running
        && state.changed_by != Some(member)
        && state.changed_at > now.plus_millis(-NEWS)
        && seen.is_none_or(|seen| seen < state.version)
}

/// What of a ticket says whether it is new to somebody.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// Nothing is closed that is new: the list of what is closed is looked up, not worked off.
    pub is_running: bool,
    /// Who changed it last; nobody where the desk itself did.
    pub changed_by: Option<i64>,
    /// When.
    pub changed_at: Timestamp,
    /// Counts changes.
    pub version: i64,
}

impl State {
    /// Of a whole ticket.
    #[must_use]
    pub fn of(ticket: &Ticket) -> Self {
        let Ticket { changed_by, changed_at, version, .. } = *ticket;
        Self { is_running: ticket.is_running(), changed_by, changed_at, version }
    }
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
/// began: a lead checks anew each day. Whom it does not concern looks once at each change, so that lists know what is new
/// to them.
#[must_use]
pub fn is_worth_noting(ticket: &Ticket, member: &Member, last: Option<&Look>, today: Timestamp) -> bool {
    let checks = member.leads() && ticket.is_running();
    let is_theirs = [ticket.created_by, ticket.assignee].contains(&Some(member.id));
    let seen = last.map(|last| last.version);
    let shows_more = seen.is_none_or(|seen| seen < ticket.version);
    let is_unchecked = last.is_none_or(|last| last.at < today);
    is_theirs && shows_more || checks && is_unchecked || is_new(&State::of(ticket), member.id, seen, today)
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
        assert!(worth(8, None) && worth(8, Some(3)) && !worth(8, Some(4)), "who only looks by, sees each change once");
    }

    #[test]
    fn new_is_what_another_changed_lately_and_one_has_not_seen() {
        let state = State { version: 4, ..State::of(&Ticket { changed_by: Some(3), ..ticket() }) };
        let is_new = |state: &State, member, seen| is_new(state, member, seen, NOW);
        assert!(is_new(&state, 7, None) && is_new(&state, 7, Some(3)) && !is_new(&state, 7, Some(4)));
        assert!(!is_new(&state, 3, None), "one's own change");
        assert!(is_new(&State { changed_by: None, ..state }, 3, Some(3)), "the desk's own");
        assert!(!is_new(&State { is_running: false, ..state }, 7, None), "closed");
        assert!(!is_new(&State { changed_at: NOW.plus_millis(-NEWS), ..state }, 7, None), "rested");
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
