//! The timeline of a ticket: what happened, read from its sealed events, with the comments where they were made.
//! Words for it are found by the page.

use super::commenting::{self, Comment};
use super::ticket::{Reason, Status, Ticket};
use super::view::Names;
use crate::people::Person;
use crate::platform::db::Reads;
use crate::platform::events::{self, Event};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Entries of one page at most: the newest; a ticket with more has become a conversation.
const MOST: i64 = 500;

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
    Moved {
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
}

/// An entry before its ids have names.
pub(super) struct Raw {
    event: Event,
    body: Body,
    text: String,
}

/// The JSON of every ticket event, as `happened` and its callers write it.
#[derive(Debug, Default, Deserialize)]
struct Body {
    version: Option<i64>,
    comment: Option<i64>,
    to: Option<serde_json::Value>,
    reason: Option<Reason>,
    why: Option<String>,
}

/// The entries of a ticket, and the users that they name.
///
/// # Errors
/// When the database fails.
pub(super) async fn timeline(reads: &impl Reads, ticket: i64) -> Result<(Vec<Raw>, Vec<i64>), Failure> {
    let events = events::of_subject(reads, Ticket::subject_of(ticket), MOST).await?;
    let comments = commenting::of_ticket(reads, ticket).await?;
    let mut texts: BTreeMap<i64, Comment> = comments.into_iter().map(|comment| (comment.id, comment)).collect();
    let mut people = Vec::new();
    let mut entries = Vec::with_capacity(events.len());
    for event in events {
        let body: Body = serde_json::from_str(&event.body)?;
        let comment = body.comment.and_then(|id| texts.remove(&id));
        people.extend(event.actor);
        people.extend(body.to.as_ref().and_then(serde_json::Value::as_i64));
        entries.push(Raw { event, body, text: comment.map(|comment| comment.body).unwrap_or_default() });
    }
    Ok((entries, people))
}

impl Raw {
    pub(super) fn named(self, names: &Names) -> Entry {
        let person = |id: Option<i64>| id.and_then(|id| names.get(&id).cloned());
        let to = self.body.to.as_ref();
        let what = match self.event.kind.as_str() {
            "ticket.commented" => What::Commented { comment: self.body.comment.unwrap_or_default(), text: self.text },
            "ticket.moved" => What::Moved {
                to: to.and_then(|to| to.as_str()?.parse().ok()).unwrap_or(Status::Open),
                reason: self.body.reason,
            },
            "ticket.escalated" => {
                What::Escalated { to: person(to.and_then(serde_json::Value::as_i64)), why: self.body.why }
            }
            "ticket.fell_due" => What::FellDue,
            _ => What::Opened,
        };
        Entry {
            seq: self.event.seq,
            at: self.event.at,
            by: person(self.event.actor),
            what,
            version: self.body.version,
        }
    }
}
