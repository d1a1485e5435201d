//! The timeline of a ticket: what happened, read from its sealed events, with the comments where they were made.
//! Words for it are found by the page.

use super::commenting::{self, Comment};
use super::escalating;
use super::happenings::TicketEvent;
use super::ticket::{Reason, Status, Ticket};
use super::view::Names;
use crate::people::Person;
use crate::platform::db::Reads;
use crate::platform::events::{self, Event};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Entries shown at a time.
pub const WINDOW: i64 = 100;

/// One line of the timeline.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Entry {
    /// Its place among all events of the desk.
    pub seq: i64,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// Who; the system itself is nobody.
    pub by: Option<Person>,
    /// What.
    pub what: What,
    /// The ticket's version that it led to.
    pub version: Option<i64>,
}

/// What can happen to a ticket, as the timeline shows it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// It was opened.
    Opened,
    /// Somebody said something.
    Commented {
        /// The comment's key.
        comment: i64,
        /// Its text.
        text: String,
    },
    /// Its status changed.
    StatusChanged {
        /// The new status.
        to: Status,
        /// Why, where the status wants a reason.
        reason: Option<Reason>,
    },
    /// It was handed to a lead.
    Escalated {
        /// To whom.
        to: Option<Person>,
        /// Why, if they said.
        why: Option<String>,
    },
    /// Its deadline passed.
    FellDue,
    /// Something that this program does not know.
    Unknown {
        /// The kind of event.
        event: String,
    },
}

/// A window of the timeline before its ids have names.
pub(super) struct Raw {
    events: Vec<(Event, TicketEvent, Option<i64>)>,
    comments: BTreeMap<i64, Comment>,
    reasons: BTreeMap<i64, String>,
    /// Ask with it for what is older.
    pub(super) older: Option<i64>,
}

/// The newest entries of a ticket, or those before the place `before`, oldest first.
///
/// # Errors
/// When the database fails.
pub(super) async fn window(reads: &impl Reads, ticket: i64, before: Option<i64>) -> Result<Raw, Failure> {
    let mut found = events::of_subject(reads, Ticket::subject_of(ticket), before, WINDOW + 1).await?;
    let more = i64::try_from(found.len()).unwrap_or(i64::MAX) > WINDOW;
    if more {
        found.remove(0);
    }
    let older = found.first().filter(|_| more).map(|event| event.seq);
    let read = |event: Event| {
        let (what, version) = TicketEvent::read(&event.kind, &event.body);
        (event, what, version)
    };
    let events: Vec<_> = found.into_iter().map(read).collect();
    let comments = commenting::with_ids(reads, events.iter().filter_map(|(_, what, _)| what.comment())).await?;
    let reasons = escalating::reasons(reads, events.iter().filter_map(|(_, what, _)| what.escalation())).await?;
    let comments = comments.into_iter().map(|comment| (comment.id, comment)).collect();
    Ok(Raw { events, comments, reasons, older })
}

impl Raw {
    /// The users whom it names.
    pub(super) fn people(&self) -> impl Iterator<Item = i64> {
        let to = |what: &TicketEvent| match what {
            TicketEvent::Escalated { to, .. } => Some(*to),
            _ => None,
        };
        self.events.iter().flat_map(move |(event, what, _)| [event.actor, to(what)]).flatten()
    }

    pub(super) fn named(mut self, names: &Names) -> Vec<Entry> {
        let events = std::mem::take(&mut self.events);
        let person = |id: Option<i64>| id.and_then(|id| names.get(&id).cloned());
        let entry = |(event, what, version): (Event, TicketEvent, Option<i64>)| Entry {
            seq: event.seq,
            at: event.at,
            by: person(event.actor),
            version,
            what: match what {
                TicketEvent::Opened { .. } => What::Opened,
                TicketEvent::Commented { comment } => {
                    let text = self.comments.remove(&comment).map(|comment| comment.body);
                    What::Commented { comment, text: text.unwrap_or_default() }
                }
                TicketEvent::StatusChanged { to, reason, .. } => What::StatusChanged { to, reason },
                TicketEvent::Escalated { escalation, to } => {
                    What::Escalated { to: person(Some(to)), why: self.reasons.remove(&escalation) }
                }
                TicketEvent::FellDue { .. } => What::FellDue,
                TicketEvent::Unknown => What::Unknown { event: event.kind },
            },
        };
        events.into_iter().map(entry).collect()
    }
}

impl TicketEvent {
    const fn comment(&self) -> Option<i64> {
        match self {
            Self::Commented { comment } => Some(*comment),
            _ => None,
        }
    }

    const fn escalation(&self) -> Option<i64> {
        match self {
            Self::Escalated { escalation, .. } => Some(*escalation),
            _ => None,
        }
    }
}
