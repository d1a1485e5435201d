//! How an escalation ends while its ticket goes on: it is answered and the ticket sent back, or it is simply ended, by
//! anybody who works inquiries. It does not know how the CSR is told.

use super::commenting;
use super::escalating::{self, Escalation};
use super::happenings::TicketEvent;
use super::keeping::{find_fresh, replace};
use super::reason::Reason;
use super::ticket::{Status, Ticket};
use crate::people::{Actor, Permission, Person, colleagues};
use crate::platform::db::{Happening, Reads, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: an answer to whoever opened the ticket, which goes back to them.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SendBack {
    /// The version that the form was drawn from.
    pub version: i64,
    /// The answer, in plain text.
    pub comment: String,
}

/// What is asked: no escalation any more.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EndEscalation {
    /// The version that the form was drawn from.
    pub version: i64,
}

impl Ticket {
    /// The rule: this ticket, its escalation answered, in the hands of `to`, for whom it waits now.
    ///
    /// # Errors
    /// Conflict, where no escalation runs; forbidden to the one whom it would go back to: an answer is somebody else's.
    pub fn sent_back(&self, by: Actor<'_>, to: i64, now: Timestamp) -> Result<Self, Refusal> {
        self.check_escalation_runs()?;
        if by.id() == Some(to) {
            return Err(Refusal::new(Kind::Forbidden, Complaint::whole("ticket-comes-back-to-you")));
        }
        let after = self.changed(by, now);
        Ok(Self { escalated: 0, assignee: Some(to), status: Status::Open, reason: None, ..after })
    }

    /// The rule: this ticket without its escalation `ended`. What the lead had goes to `to`, if there is anybody; what
    /// somebody else took meanwhile stays with them.
    ///
    /// # Errors
    /// Conflict, where no escalation runs.
    pub fn deescalated(
        &self,
        by: Actor<'_>,
        ended: &Escalation,
        to: Option<i64>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        self.check_escalation_runs()?;
        let goes_back = self.assignee == Some(ended.raised_to);
        let assignee = if goes_back { to.or(self.assignee) } else { self.assignee };
        let waited = self.reason == Some(Reason::Lead);
        let stops = self.status == Status::InProgress && assignee != self.assignee;
        let (status, reason) = if waited || stops { (Status::Open, None) } else { (self.status, self.reason) };
        Ok(Self { escalated: 0, assignee, status, reason, ..self.changed(by, now) })
    }

    fn check_escalation_runs(&self) -> Result<(), Refusal> {
        match (self.is_running(), self.is_escalated()) {
            (false, _) => Err(Refusal::conflict("ticket-is-closed")),
            (true, false) => Err(Refusal::conflict("ticket-is-not-escalated")),
            (true, true) => Ok(()),
        }
    }
}

/// The verb: answers with a comment, ends the escalation and gives the ticket back, as [`returns_to`] says; answers its
/// number.
///
/// # Errors
/// Not seen; stale; an empty or endless answer; no escalation that runs; nobody whom it could go back to, or nobody but
/// who asks.
pub async fn send_back(
    tx: &mut Tx,
    by: Actor<'_>,
    number: i64,
    ask: &SendBack,
    now: Timestamp,
) -> Result<i64, Failure> {
    let before = find_fresh(tx, by, number, ask.version).await?;
    let escalation = running(tx, &before).await?;
    let body = commenting::clean_comment(&ask.comment)?;
    let to = returns_to(tx, &before, &escalation).await?;
    let to = to.ok_or_else(|| Refusal::conflict("ticket-nobody-to-send-back-to"))?;
    let after = before.sent_back(by, to.id, now)?;
    let said = commenting::write(tx, &after, by, body, now).await?;
    let event = TicketEvent::SentBack { escalation: escalation.id, to: to.id };
    write(tx, by, &before, &after, vec![said, event.happened(&after, by, now)], now).await
}

/// The verb: ends the escalation without an answer; answers the ticket's number.
///
/// # Errors
/// Not seen; stale; no escalation that runs.
pub async fn deescalate(
    tx: &mut Tx,
    by: Actor<'_>,
    number: i64,
    ask: &EndEscalation,
    now: Timestamp,
) -> Result<i64, Failure> {
    let before = find_fresh(tx, by, number, ask.version).await?;
    let escalation = running(tx, &before).await?;
    let to = returns_to(tx, &before, &escalation).await?.map(|to| to.id);
    let after = before.deescalated(by, &escalation, to, now)?;
    let to = after.assignee.filter(|_| after.assignee != before.assignee);
    let event = TicketEvent::Deescalated { escalation: escalation.id, to };
    write(tx, by, &before, &after, vec![event.happened(&after, by, now)], now).await
}

async fn write(
    tx: &mut Tx,
    by: Actor<'_>,
    before: &Ticket,
    after: &Ticket,
    mut what: Vec<Happening>,
    now: Timestamp,
) -> Result<i64, Failure> {
    if after.status != before.status {
        let changed = TicketEvent::StatusChanged { from: before.status, to: after.status, reason: after.reason };
        what.push(changed.happened(after, by, now));
    }
    escalating::end(tx, after.id, by, now).await?;
    replace(tx, before, after, what).await?;
    Ok(after.id)
}

async fn running(reads: &impl Reads, ticket: &Ticket) -> Result<Escalation, Failure> {
    ticket.check_escalation_runs()?;
    let found = escalating::newest(reads, ticket.id).await?;
    found.ok_or_else(|| Refusal::conflict("ticket-is-not-escalated").into())
}

/// Who gets the ticket back: its creator, else whoever raised the escalation, if they still work inquiries. A lead to
/// whom a ticket of their own was escalated comes last: they have it already.
///
/// # Errors
/// When the database fails.
pub(super) async fn returns_to(
    reads: &impl Reads,
    ticket: &Ticket,
    escalation: &Escalation,
) -> Result<Option<Person>, Failure> {
    let mut users = [ticket.created_by, escalation.raised_by];
    users.sort_by_key(|user| *user == Some(escalation.raised_to));
    for user in users.into_iter().flatten() {
        if let Some(found) = colleagues::able(reads, user, Permission::WorkInquiries).await? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::ticket::sample::{NOW, member, ticket};

    fn escalated() -> Ticket {
        Ticket { escalated: 1, assignee: Some(3), created_by: Some(7), ..ticket() }
    }

    fn escalation() -> Escalation {
        Escalation { id: 1, raised_by: Some(7), raised_at: NOW, raised_to: 3, why: None, ended_at: None }
    }

    #[test]
    fn an_answer_gives_it_back_and_open() {
        for (status, reason) in [
            (Status::Open, None),
            (Status::InProgress, None),
            (Status::Pending, Some(Reason::Lead)),
            (Status::Pending, Some(Reason::Customer)),
        ] {
            let after = Ticket { status, reason, ..escalated() };
            let after = after.sent_back(Actor::System, 7, NOW).unwrap();
            assert_eq!((after.status, after.reason, after.assignee, after.escalated), (Status::Open, None, Some(7), 0));
        }
    }

    #[test]
    fn what_is_not_escalated_or_closed_is_refused() {
        let plain = ticket().sent_back(Actor::System, 7, NOW).unwrap_err();
        assert_eq!(plain, Refusal::conflict("ticket-is-not-escalated"));
        let closed = Ticket { status: Status::Closed, ..escalated() };
        let refused = closed.deescalated(Actor::System, &escalation(), None, NOW).unwrap_err();
        assert_eq!(refused, Refusal::conflict("ticket-is-closed"));
    }

    #[test]
    fn what_somebody_took_stays_with_them() {
        let taken = Ticket { assignee: Some(8), status: Status::InProgress, ..escalated() };
        let after = taken.deescalated(Actor::from(&member(9)), &escalation(), Some(7), NOW).unwrap();
        assert_eq!((after.assignee, after.status), (Some(8), Status::InProgress));
    }

    #[test]
    fn nobody_answers_what_would_come_back_to_them() {
        let own = escalated().sent_back(Actor::from(&member(8)), 8, NOW).unwrap_err();
        assert_eq!(own, Refusal::new(Kind::Forbidden, Complaint::whole("ticket-comes-back-to-you")));
    }

    #[test]
    fn what_waited_for_the_lead_waits_no_more() {
        let pending = Ticket { status: Status::Pending, reason: Some(Reason::Lead), ..escalated() };
        let after = pending.deescalated(Actor::System, &escalation(), None, NOW).unwrap();
        assert_eq!((after.status, after.reason, after.assignee), (Status::Open, None, Some(3)));
        let customer = Ticket { status: Status::Pending, reason: Some(Reason::Customer), ..escalated() };
        let after = customer.deescalated(Actor::System, &escalation(), Some(7), NOW).unwrap();
        assert_eq!((after.status, after.reason, after.assignee), (Status::Pending, Some(Reason::Customer), Some(7)));
    }
}
