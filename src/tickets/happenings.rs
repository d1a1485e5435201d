//! What can happen to a ticket: one type that verbs write and the timeline reads. Events are kept for ever, so a
//! kind is never renamed and a body never loses a field; words stay in their rows, and bodies hold ids.

use super::reason::Reason;
use super::ticket::{Status, Ticket};
use crate::people::Actor;
use crate::platform::db::Happening;
use crate::platform::moment::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Something that happened to a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind")]
pub enum TicketEvent {
    /// It was opened.
    #[serde(rename = "ticket.opened")]
    Opened {
        /// Its first deadline.
        due: Timestamp,
    },
    /// Somebody said something.
    #[serde(rename = "ticket.commented")]
    Commented {
        /// The comment's id.
        comment: i64,
    },
    /// Who had said something put it right.
    #[serde(rename = "ticket.comment_reworded")]
    Reworded {
        /// The comment's id.
        comment: i64,
        /// What it said before: a remark's id.
        was: i64,
    },
    /// A lead looked at it, to see that it will be done in time.
    #[serde(rename = "ticket.checked")]
    Checked {},
    /// Its status, or the reason of its status, changed.
    #[serde(rename = "ticket.status_changed")]
    StatusChanged {
        /// The status before.
        from: Status,
        /// The status now.
        to: Status,
        /// Why, where the status wants a reason.
        reason: Option<Reason>,
    },
    /// It was handed to a lead.
    #[serde(rename = "ticket.escalated")]
    Escalated {
        /// The escalation's id.
        escalation: i64,
        /// To which user.
        to: i64,
    },
    /// Its deadline passed.
    #[serde(rename = "ticket.fell_due")]
    FellDue {
        /// The deadline.
        due: Timestamp,
    },
    /// It was handed to somebody else, or taken.
    #[serde(rename = "ticket.assigned")]
    Assigned {
        /// Who had it, if anybody.
        from: Option<i64>,
        /// Who has it now; nobody, where whoever had it has left and nobody stands in their place.
        to: Option<i64>,
    },
    /// The lead answered, and it went back to the CSR.
    #[serde(rename = "ticket.sent_back")]
    SentBack {
        /// The escalation that ended.
        escalation: i64,
        /// Who has it now.
        to: i64,
    },
    /// Its escalation ended without an answer.
    #[serde(rename = "ticket.deescalated")]
    Deescalated {
        /// The escalation that ended.
        escalation: i64,
        /// Who has it now, where it changed hands.
        to: Option<i64>,
    },
    /// Its due date was moved.
    #[serde(rename = "ticket.due_moved")]
    DueMoved {
        /// The deadline before.
        from: Option<Timestamp>,
        /// The deadline now.
        to: Timestamp,
        /// Why: the remark's id.
        remark: i64,
    },
    /// It got another inquiry type, or other details.
    #[serde(rename = "ticket.retyped")]
    Retyped {
        /// The type before.
        from: Option<i64>,
        /// The type now.
        to: i64,
        /// The details before: a remark's id.
        was: Option<i64>,
        /// The details now: a remark's id.
        is: Option<i64>,
    },
    /// It was put to another distributor.
    #[serde(rename = "ticket.reattached")]
    Reattached {
        /// The party before.
        from: Option<i64>,
        /// The party now.
        to: i64,
    },
    /// A file was attached to it.
    #[serde(rename = "ticket.file_added")]
    FileAdded {
        /// The file's id.
        file: i64,
        /// In bytes.
        size: i64,
        /// The SHA-256 of its content.
        hash: String,
    },
    /// A file was taken off it.
    #[serde(rename = "ticket.file_removed")]
    FileRemoved {
        /// The file's id.
        file: i64,
    },
    /// Something that this program does not know: written by a newer one, or no longer readable.
    #[serde(other)]
    Unknown,
}

impl TicketEvent {
    /// What happened to `ticket`, with the version that it led to.
    #[must_use]
    pub fn happened(&self, ticket: &Ticket, by: Actor<'_>, now: Timestamp) -> Happening {
        let mut happening = self.noted(ticket.id, by, now);
        happening.body["version"] = ticket.version.into();
        happening
    }

    /// What happened to the ticket of this number without changing it.
    #[must_use]
    pub fn noted(&self, number: i64, by: Actor<'_>, now: Timestamp) -> Happening {
        let mut body = serde_json::to_value(self).unwrap_or_default();
        if let Value::Object(fields) = &mut body {
            fields.remove("kind");
        }
        Happening { at: now, actor: by.id(), subject: Ticket::subject_of(number), kind: self.kind(), body }
    }

    /// Reads a stored event; what cannot be read is unknown, and never an error: old events stay as they are.
    #[must_use]
    pub fn read(kind: &str, body: &str) -> (Self, Option<i64>) {
        let mut body: Value = serde_json::from_str(body).unwrap_or_default();
        let version = body["version"].as_i64();
        if let Value::Object(fields) = &mut body {
            fields.insert("kind".to_owned(), kind.into());
        }
        (serde_json::from_value(body).unwrap_or(Self::Unknown), version)
    }

    const fn kind(&self) -> &'static str {
        match self {
            Self::Opened { .. } => "ticket.opened",
            Self::Commented { .. } => "ticket.commented",
            Self::Reworded { .. } => "ticket.comment_reworded",
            Self::Checked {} => "ticket.checked",
            Self::StatusChanged { .. } => "ticket.status_changed",
            Self::Escalated { .. } => "ticket.escalated",
            Self::FellDue { .. } => "ticket.fell_due",
            Self::Assigned { .. } => "ticket.assigned",
            Self::SentBack { .. } => "ticket.sent_back",
            Self::Deescalated { .. } => "ticket.deescalated",
            Self::DueMoved { .. } => "ticket.due_moved",
            Self::Retyped { .. } => "ticket.retyped",
            Self::Reattached { .. } => "ticket.reattached",
            Self::FileAdded { .. } => "ticket.file_added",
            Self::FileRemoved { .. } => "ticket.file_removed",
            Self::Unknown => "ticket.unknown",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands in databases: these lines are never changed, only added to.
    const STORED: [(&str, &str); 15] = [
        ("ticket.opened", r#"{"due":"2026-11-19T22:00:00.000Z","version":1}"#),
        ("ticket.commented", r#"{"comment":7,"version":2}"#),
        ("ticket.status_changed", r#"{"from":"open","reason":"customer","to":"pending","version":3}"#),
        ("ticket.escalated", r#"{"escalation":4,"to":3,"version":4}"#),
        ("ticket.fell_due", r#"{"due":"2026-11-19T22:00:00.000Z"}"#),
        ("ticket.assigned", r#"{"from":7,"to":3,"version":5}"#),
        ("ticket.sent_back", r#"{"escalation":4,"to":7,"version":6}"#),
        ("ticket.deescalated", r#"{"escalation":4,"to":null,"version":7}"#),
        (
            "ticket.due_moved",
            r#"{"from":"2026-11-19T22:00:00.000Z","remark":1,"to":"2026-11-20T22:00:00.000Z","version":8}"#,
        ),
        ("ticket.retyped", r#"{"from":3,"is":2,"to":15,"version":9,"was":null}"#),
        ("ticket.reattached", r#"{"from":42,"to":43,"version":10}"#),
        ("ticket.comment_reworded", r#"{"comment":7,"version":11,"was":3}"#),
        ("ticket.checked", "{}"),
        ("ticket.file_added", r#"{"file":5,"hash":"b94d27b9","size":11,"version":11}"#),
        ("ticket.file_removed", r#"{"file":5,"version":12}"#),
    ];

    #[test]
    fn what_was_written_years_ago_still_reads() {
        for (kind, body) in STORED {
            let (event, version) = TicketEvent::read(kind, body);
            assert_ne!(event, TicketEvent::Unknown, "{kind}");
            let mut again = event.noted(1, Actor::System, Timestamp::from_millis(0));
            if let Some(version) = version {
                again.body["version"] = version.into();
            }
            let stored: Value = serde_json::from_str(body).unwrap();
            assert_eq!((again.kind, again.body), (kind, stored));
        }
    }

    #[test]
    fn what_is_not_known_is_no_error() {
        let strange =
            [("ticket.merged", "{}"), ("ticket.status_changed", r#"{"to":"limbo"}"#), ("x", "[]"), ("", "no json")];
        for (kind, body) in strange {
            assert_eq!(TicketEvent::read(kind, body).0, TicketEvent::Unknown, "{kind} {body}");
        }
    }
}
