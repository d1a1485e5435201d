//! The timeline of a ticket: what happened, read from its sealed events, with the comments where they were made.
//! Words for it are found by the page.

use super::commenting::{self, Comment};
use super::files::{self, FileView, TicketFile};
use super::happenings::TicketEvent;
use super::reason::Reason;
use super::ticket::{Status, Ticket};
use super::view::Names;
use super::worklist_rows::RowParty;
use super::{escalating, reattaching, remarking, retyping};
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
        /// Its text as it stands.
        text: String,
        /// How often it was changed since.
        edits: i32,
        /// When last.
        #[schema(value_type = Option<String>, format = DateTime)]
        edited_at: Option<Timestamp>,
    },
    /// Who had said something put it right.
    Reworded {
        /// The comment's key.
        comment: i64,
        /// What it said before.
        was: String,
    },
    /// A lead looked at it, to see that it will be done in time.
    Checked,
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
    /// It was handed to somebody else, or taken.
    Assigned {
        /// Who had it.
        from: Option<Person>,
        /// Who has it now.
        to: Option<Person>,
    },
    /// The lead answered, and it went back.
    SentBack {
        /// To whom.
        to: Option<Person>,
    },
    /// Its escalation ended without an answer.
    Deescalated {
        /// Who has it now, where it changed hands.
        to: Option<Person>,
    },
    /// Its due date was moved.
    DueMoved {
        /// The moment before.
        #[schema(value_type = Option<String>, format = DateTime)]
        from: Option<Timestamp>,
        /// The moment now.
        #[schema(value_type = String, format = DateTime)]
        to: Timestamp,
        /// Why.
        why: String,
    },
    /// It got another type, or other details.
    Retyped {
        /// The type before.
        from: TypeThen,
        /// The type now.
        to: TypeThen,
    },
    /// It was put to another distributor.
    Reattached {
        /// The distributor before.
        from: Option<RowParty>,
        /// The distributor now.
        to: Option<RowParty>,
    },
    /// A file was attached.
    FileAdded {
        /// Which; it may have been taken away since.
        file: Option<FileView>,
    },
    /// A file was taken away.
    FileRemoved {
        /// Which it was.
        file: Option<FileView>,
    },
    /// Something that this program does not know.
    Unknown {
        /// The kind of event.
        event: String,
    },
}

/// A type as a ticket had it once.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TypeThen {
    /// Its name.
    pub name: Option<String>,
    /// What "Other" was, in words.
    pub details: Option<String>,
}

/// A window of the timeline before its ids have names.
#[derive(Default)]
pub(super) struct Raw {
    events: Vec<(Event, TicketEvent, Option<i64>)>,
    comments: BTreeMap<i64, Comment>,
    reasons: BTreeMap<i64, String>,
    remarks: BTreeMap<i64, String>,
    types: BTreeMap<i64, String>,
    parties: BTreeMap<i64, RowParty>,
    /// Every file that was ever attached, oldest first.
    pub(super) files: Vec<TicketFile>,
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
    let all = || events.iter().map(|(_, what, _)| what);
    let comments = commenting::with_ids(reads, all().filter_map(TicketEvent::comment)).await?;
    let comments = comments.into_iter().map(|comment| (comment.id, comment)).collect();
    let reasons = escalating::reasons(reads, all().filter_map(TicketEvent::escalation)).await?;
    let mut raw = Raw { comments, reasons, older, ..Raw::default() };
    raw.files = files::of_ticket(reads, ticket).await?;
    // Most tickets never change in these ways: what is not named is not asked for.
    let remarks: Vec<i64> = all().flat_map(TicketEvent::remarks).collect();
    if !remarks.is_empty() {
        raw.remarks = remarking::with_ids(reads, remarks).await?;
    }
    let types: Vec<i64> = all().flat_map(TicketEvent::types).collect();
    if !types.is_empty() {
        raw.types = retyping::names(reads, types).await?;
    }
    let parties: Vec<i64> = all().flat_map(TicketEvent::parties).collect();
    if !parties.is_empty() {
        raw.parties = reattaching::names(reads, parties).await?;
    }
    Ok(Raw { events, ..raw })
}

impl Raw {
    /// The users whom it names.
    pub(super) fn people(&self) -> impl Iterator<Item = i64> {
        let happened = self.events.iter().flat_map(|(event, what, _)| what.people().into_iter().chain([event.actor]));
        happened.chain(self.files.iter().map(|file| file.uploaded_by)).flatten()
    }

    pub(super) fn named(mut self, names: &Names) -> Vec<Entry> {
        let events = std::mem::take(&mut self.events);
        let by = |actor: Option<i64>| actor.and_then(|id| names.get(&id).cloned());
        let entry = |(event, what, version): (Event, TicketEvent, Option<i64>)| Entry {
            seq: event.seq,
            at: event.at,
            by: by(event.actor),
            version,
            what: self.what(what, event.kind, names),
        };
        events.into_iter().map(entry).collect()
    }

    fn what(&self, what: TicketEvent, kind: String, names: &Names) -> What {
        let person = |id: Option<i64>| id.and_then(|id| names.get(&id).cloned());
        let party = |id: Option<i64>| id.and_then(|id| self.parties.get(&id).cloned());
        let file = |id: i64| self.files.iter().find(|file| file.id == id).map(|file| file.named(names));
        let remark = |id: i64| self.remarks.get(&id).cloned();
        let then = |id: Option<i64>, details: Option<i64>| TypeThen {
            name: id.and_then(|id| self.types.get(&id).cloned()),
            details: details.and_then(remark),
        };
        match what {
            TicketEvent::Opened { .. } => What::Opened,
            TicketEvent::Commented { comment } => {
                let found = self.comments.get(&comment);
                What::Commented {
                    comment,
                    text: found.map(|found| found.body.clone()).unwrap_or_default(),
                    edits: found.map_or(0, |found| found.edits),
                    edited_at: found.and_then(|found| found.edited_at),
                }
            }
            TicketEvent::Reworded { comment, was } => What::Reworded { comment, was: remark(was).unwrap_or_default() },
            TicketEvent::Checked {} => What::Checked,
            TicketEvent::StatusChanged { to, reason, .. } => What::StatusChanged { to, reason },
            TicketEvent::Escalated { escalation, to } => {
                What::Escalated { to: person(Some(to)), why: self.reasons.get(&escalation).cloned() }
            }
            TicketEvent::FellDue { .. } => What::FellDue,
            TicketEvent::Assigned { from, to } => What::Assigned { from: person(from), to: person(to) },
            TicketEvent::SentBack { to, .. } => What::SentBack { to: person(Some(to)) },
            TicketEvent::Deescalated { to, .. } => What::Deescalated { to: person(to) },
            TicketEvent::DueMoved { from, to, remark: why } => {
                What::DueMoved { from, to, why: remark(why).unwrap_or_default() }
            }
            TicketEvent::Retyped { from, to, was, is } => {
                What::Retyped { from: then(from, was), to: then(Some(to), is) }
            }
            TicketEvent::Reattached { from, to } => What::Reattached { from: party(from), to: party(Some(to)) },
            TicketEvent::FileAdded { file: id, .. } => What::FileAdded { file: file(id) },
            TicketEvent::FileRemoved { file: id } => What::FileRemoved { file: file(id) },
            TicketEvent::Unknown => What::Unknown { event: kind },
        }
    }
}

/// The ids that an event names, by the tables in which they are looked up.
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

    const fn people(&self) -> [Option<i64>; 2] {
        match self {
            Self::Escalated { to, .. } | Self::SentBack { to, .. } => [Some(*to), None],
            Self::Assigned { from, to } => [*from, *to],
            Self::Deescalated { to, .. } => [*to, None],
            _ => [None, None],
        }
    }

    fn remarks(&self) -> impl Iterator<Item = i64> + use<> {
        let ids = match self {
            Self::DueMoved { remark, .. } | Self::Reworded { was: remark, .. } => [Some(*remark), None],
            Self::Retyped { was, is, .. } => [*was, *is],
            _ => [None, None],
        };
        ids.into_iter().flatten()
    }

    fn types(&self) -> impl Iterator<Item = i64> + use<> {
        let ids = match self {
            Self::Retyped { from, to, .. } => [*from, Some(*to)],
            _ => [None, None],
        };
        ids.into_iter().flatten()
    }

    fn parties(&self) -> impl Iterator<Item = i64> + use<> {
        let ids = match self {
            Self::Reattached { from, to } => [*from, Some(*to)],
            _ => [None, None],
        };
        ids.into_iter().flatten()
    }
}
