//! The ticket: one row, one type, for all four kinds. What may be done to it stands in the capability files;
//! this one only says what it is.

use super::incoming::Channel;
use super::reason::Reason;
use crate::people::Actor;
use crate::platform::db::{FromRow, Subject};
use crate::platform::moment::Timestamp;
use crate::text_enum;

text_enum! {
    /// The four faces of a ticket.
    pub enum Kind {
        /// What a customer asks; customer service settles it alone.
        Inquiry = "inquiry",
        /// A problem with a transaction, which departments settle between them.
        Exception = "exception",
        /// What somebody in the organisation asks of IT.
        Request = "request",
        /// A mail thread in a shared mailbox.
        Conversation = "conversation",
    }
}

text_enum! {
    /// Where a ticket stands.
    pub enum Status {
        /// Nobody works it yet.
        Open = "open",
        /// Somebody works it.
        InProgress = "in_progress",
        /// It waits for somebody else; the reason says for whom.
        Pending = "pending",
        /// It is settled; the reason says how.
        Closed = "closed",
    }
}

/// Anything a person must settle.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Ticket {
    /// The number that people say; also the key.
    pub id: i64,
    /// Which face.
    pub kind: Kind,
    /// Where it stands.
    pub status: Status,
    /// Why, where the status wants one.
    pub reason: Option<Reason>,
    /// The first line of what happened.
    pub subject: String,
    /// The rest of it.
    pub body: String,
    /// The inquiry type.
    pub type_id: Option<i64>,
    /// What "Other" is, in words.
    pub type_details: Option<String>,
    /// The distributor or customer.
    pub party_id: Option<i64>,
    /// Who opened it; nobody where the desk itself did.
    pub created_by: Option<i64>,
    /// The call-centre prefix of who opened it; empty where nobody's call centre did.
    pub creator_prefix: String,
    /// Who works it now.
    pub assignee: Option<i64>,
    /// 1 while an escalation runs, else 0: a sort key.
    pub escalated: i32,
    /// When its next promise breaks, if anything is promised; an inquiry always is.
    pub due_at: Option<Timestamp>,
    /// The promise, where it was made in days: 0 is the same day, else business days.
    pub due_days: Option<i32>,
    /// The calendar version that the promise was worked out with; there is one wherever something is due.
    pub calendar_version_id: Option<i64>,
    /// When it was opened.
    pub created_at: Timestamp,
    /// When anything about it last changed.
    pub changed_at: Timestamp,
    /// Who changed it last; nobody where the desk itself did.
    pub changed_by: Option<i64>,
    /// Counts changes: what a form was drawn from.
    pub version: i64,
    /// Who called, where it is not the contact on file.
    pub caller: Option<String>,
    /// Where to call back, as written.
    pub call_back: Option<String>,
    /// By which way it came; none where the desk itself opened it.
    pub channel: Option<Channel>,
    /// The number of the order it is about, as written.
    pub order_number: Option<String>,
    /// How often its due date was moved.
    pub due_moved: i32,
}

/// The next promise that a ticket must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// When it breaks.
    pub at: Timestamp,
    /// Business days, where it was made in days; 0 is the same day.
    pub days: Option<i32>,
    /// The calendar version that counted.
    pub calendar_version: i64,
    /// How often it was moved.
    pub moved: i32,
}

impl Due {
    /// As the columns of a row say it. Nothing is due but by somebody's hours.
    #[must_use]
    pub fn of(at: Option<Timestamp>, days: Option<i32>, calendar_version: Option<i64>, moved: i32) -> Option<Self> {
        Some(Self { at: at?, days, calendar_version: calendar_version?, moved })
    }
}

impl Status {
    /// Those of a ticket that somebody still has to settle.
    pub const RUNNING: [Self; 3] = [Self::Open, Self::InProgress, Self::Pending];
}

impl Ticket {
    /// Every column, in one place: a loader of whole tickets selects these.
    pub const COLUMNS: &'static str = "id, kind, status, reason, subject, body, type_id, type_details, party_id, \
         created_by, creator_prefix, assignee, escalated, due_at, due_days, calendar_version_id, \
         created_at, changed_at, changed_by, version, caller, call_back, channel, order_number, due_moved";

    /// What events about it name.
    #[must_use]
    pub const fn subject_of(id: i64) -> Subject {
        Subject::new("ticket", id)
    }

    /// What is promised next, if anything is.
    #[must_use]
    pub fn due(&self) -> Option<Due> {
        Due::of(self.due_at, self.due_days, self.calendar_version_id, self.due_moved)
    }

    /// Whether an escalation runs.
    #[must_use]
    pub const fn is_escalated(&self) -> bool {
        self.escalated == 1
    }

    /// This ticket, changed once more.
    #[must_use]
    pub fn changed(&self, by: Actor<'_>, now: Timestamp) -> Self {
        Self { changed_at: now, changed_by: by.id(), version: self.version + 1, ..self.clone() }
    }

    /// Whether its clock runs: a closed ticket owes nobody anything.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        !matches!(self.status, Status::Closed)
    }
}

/// A ticket and a member for the tests of rules.
#[cfg(test)]
pub mod sample {
    use super::{Kind, Status, Ticket};
    use crate::people::{Member, Permission};
    use crate::platform::moment::Timestamp;
    use std::collections::BTreeSet;

    /// When it happens.
    pub const NOW: Timestamp = Timestamp::from_millis(1_793_626_200_000);

    /// A record that CA-mchen, user 7, just opened.
    pub fn ticket() -> Ticket {
        Ticket {
            id: 10_482,
            kind: Kind::Inquiry,
            status: Status::Open,
            reason: None,
            subject: "Where is my order?".into(),
            body: String::new(),
            type_id: Some(3),
            type_details: None,
            party_id: Some(42),
            created_by: Some(7),
            creator_prefix: "CA".into(),
            assignee: Some(7),
            escalated: 0,
            due_at: Some(NOW.plus_millis(86_400_000)),
            due_days: Some(1),
            calendar_version_id: Some(5),
            created_at: NOW,
            changed_at: NOW,
            changed_by: Some(7),
            version: 1,
            caller: None,
            call_back: None,
            channel: None,
            order_number: None,
            due_moved: 0,
        }
    }

    /// Somebody who works inquiries.
    pub fn member(id: i64) -> Member {
        Member {
            id,
            user_name: format!("CA-{id}"),
            display_name: format!("User {id}"),
            language: "en".into(),
            call_centre: Some(1),
            roles: BTreeSet::new(),
            permissions: BTreeSet::from([Permission::WorkInquiries]),
        }
    }
}
