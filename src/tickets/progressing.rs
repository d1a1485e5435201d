//! Moving a ticket on: in progress, pending with a reason, closed with a reason, open again; with a comment and files
//! in the same breath, as the pencil on a worklist's row does.

use super::happenings::TicketEvent;
use super::keeping::{find_fresh, replace};
use super::reason::Reason;
use super::reasons::Reasons;
use super::ticket::{Status, Ticket};
use super::{attaching, commenting, escalating, leaving};
use crate::people::Actor;
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: a status, and perhaps a comment and files, for the ticket as it was seen.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Progress {
    /// The version that the form was drawn from.
    pub version: i64,
    /// The status it should have; the present one to leave it. Who starts work takes the ticket over from whoever has it.
    pub status: Status,
    /// Why, where the status wants a reason; closing without one means resolved, as long as the desk offers that, else the first that it does.
    pub reason: Option<Reason>,
    /// Why, if it is to be closed: a form has both choices open, and one of them counts.
    pub closed_reason: Option<Reason>,
    /// Why, if it is to wait.
    pub pending_reason: Option<Reason>,
    /// What to say with it.
    pub comment: Option<String>,
    /// Files to add with it, by their ids as `POST /uploads` answered them.
    #[serde(default)]
    pub files: Vec<i64>,
}

impl Ticket {
    /// The rule: this ticket, moved to `status`. Who starts the work has it, whoever had it; the desk takes it from nobody.
    ///
    /// # Errors
    /// At the field `reason`, where it does not fit or there is none.
    pub fn moved(
        &self,
        by: Actor<'_>,
        status: Status,
        reason: Option<Reason>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let reason = match reason {
            // A reason left over from another choice of the same form means nothing here.
            _ if !status.wants_reason() => None,
            None => return Err(Refusal::invalid("reason", "ticket-reason-needed")),
            Some(reason) if reason.status() == status => Some(reason),
            Some(_) => return Err(Refusal::invalid("reason", "ticket-reason-unfitting")),
        };
        let assignee = match status {
            Status::InProgress => by.id().or(self.assignee),
            _ => self.assignee,
        };
        Ok(Self { status, reason, assignee, ..self.changed(by, now) })
    }
}

impl Progress {
    /// The reason that counts for the status.
    #[must_use]
    pub fn why(&self) -> Option<Reason> {
        self.reason.or(match self.status {
            Status::Closed => self.closed_reason,
            Status::Pending => self.pending_reason,
            Status::Open | Status::InProgress => None,
        })
    }

    /// The status and reason that this asks for, where they are not the present ones. A reason that the status has
    /// no use for is left over from another choice of the same form.
    fn aim(&self, ticket: &Ticket) -> Option<(Status, Option<Reason>)> {
        let reason = match (self.status == ticket.status, self.why()) {
            (true, None) => ticket.reason,
            (_, reason) => reason.filter(|_| self.status.wants_reason()),
        };
        ((self.status, reason) != (ticket.status, ticket.reason)).then_some((self.status, reason))
    }
}

/// The verb: moves the ticket, comments on it and adds files to it; answers its number.
///
/// # Errors
/// Not seen; stale; a reason that does not fit; a file that is gone; nothing to do.
pub async fn progress(tx: &mut Tx, by: Actor<'_>, number: i64, ask: &Progress, now: Timestamp) -> Result<i64, Failure> {
    let before = find_fresh(tx, by, number, ask.version).await?;
    let said = ask.comment.as_deref().filter(|comment| !comment.trim().is_empty());
    let said = said.map(commenting::clean_comment).transpose()?;
    let aim = ask.aim(&before);
    if aim.is_none() && said.is_none() && ask.files.is_empty() {
        return Err(Refusal::invalid("comment", "ticket-nothing-to-do").into());
    }
    let after = match aim {
        Some((status, reason)) => {
            let reasons = Reasons::load(tx).await?;
            let after = before.moved(by, status, reasons.meant(status, reason), now)?;
            // What it has already, it may keep, also where the desk offers that no more.
            after
                .reason
                .filter(|reason| before.reason != Some(*reason))
                .map_or(Ok(()), |reason| reasons.check(reason))?;
            after
        }
        None => before.changed(by, now),
    };
    let mut what = Vec::new();
    if let Some(body) = said {
        what.push(commenting::write(tx, &after, by, body, now).await?);
    }
    what.extend(attaching::claim(tx, &after, by, &ask.files, now).await?);
    if aim.is_some() {
        follow_escalation(tx, &before, &after, by, now).await?;
        if !before.is_running() && after.is_running() {
            leaving::take_up(tx, &after, now).await?;
        }
        if let Some(to) = after.assignee.filter(|_| after.assignee != before.assignee) {
            what.push(TicketEvent::Assigned { from: before.assignee, to: Some(to) }.happened(&after, by, now));
        }
        let changed = TicketEvent::StatusChanged { from: before.status, to: after.status, reason: after.reason };
        what.push(changed.happened(&after, by, now));
    }
    replace(tx, &before, &after, what).await?;
    Ok(after.id)
}

/// An escalation ends with its ticket, and runs again with it.
async fn follow_escalation(
    tx: &mut Tx,
    before: &Ticket,
    after: &Ticket,
    by: Actor<'_>,
    now: Timestamp,
) -> Result<(), Failure> {
    match (before.is_running(), after.is_running()) {
        _ if !after.is_escalated() => Ok(()),
        (true, false) => escalating::end(tx, after.id, by, now).await,
        (false, true) => escalating::resume(tx, after.id).await,
        _ => Ok(()),
    }
}
