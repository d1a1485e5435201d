//! What stands behind *Change* on a ticket's page: who has it, when it is due, its type and its distributor; and what
//! ends an escalation. It draws the forms and asks the verbs; it decides nothing.

use super::assigning::{self, Assign};
use super::moving_due::{self, MoveDue, hours_of};
use super::promising::{DueOffer, offers};
use super::reattaching::{self, Reattach};
use super::retyping::{self, Retype};
use super::sending_back::{self, EndEscalation, SendBack};
use super::ticket::Ticket;
use super::ticket_page::{Typed, draft_of, settle};
use super::types::{self, InquiryType};
use super::{Status, following};
use crate::people::{Actor, Doing, Member, Permission, Person, Reading, colleagues, leading};
use crate::platform::db::{Reads, Tx};
use crate::platform::failure::Failure;
use crate::platform::text::Arg;
use crate::platform::web::Named;
use axum::response::Response;

/// How many colleagues are offered; whoever is not among them is written by name.
const MOST_OFFERED: i64 = 100;

/// What the forms offer and hold.
#[derive(Default)]
pub struct Change {
    /// Who may have the ticket.
    pub people: Vec<Person>,
    /// The promises to choose from.
    pub due: Vec<DueOffer>,
    /// The types to choose from.
    pub types: Vec<InquiryType>,
    /// How many other tickets the same person has, where that is somebody not in the system.
    pub others: i64,
    /// Who looks at it.
    pub me: Option<Person>,
    /// Whom an escalation of theirs would reach.
    pub lead: Option<Person>,
    /// What was typed and refused.
    pub typed: Changing,
}

/// What stands in the forms.
#[derive(Clone, Debug, Default)]
pub struct Changing {
    /// One of the forms was refused: it stays open.
    pub is_open: bool,
    /// A user name.
    pub assignee: String,
    /// Business days; none where a day is named.
    pub due: Option<i32>,
    /// The day.
    pub day: String,
    /// The hour of that day.
    pub hour: String,
    /// Why it is moved.
    pub because: String,
    /// The type.
    pub type_id: Option<i64>,
    /// What "Other" is.
    pub details: String,
    /// A distributor's number, name or telephone number.
    pub party_number: String,
    /// The other tickets go along.
    pub others: bool,
    /// The right customer is not in the system.
    pub is_prospect: bool,
    /// What that one is called.
    pub name: String,
    /// Where they are called.
    pub phone: String,
    /// Where one writes to them.
    pub email: String,
}

/// `POST /tickets/{number}/assignee`.
pub async fn assign(Named(number): Named<i64>, doing: Doing<Assign>) -> Result<Response, Failure> {
    let done = doing.run("ticket.assign", number, None, assigning::assign).await;
    let typed = |ask: Assign| {
        let change = Changing { assignee: ask.assignee.unwrap_or_default(), ..Changing::open() };
        Typed { change, seen: Some(ask.version), ..Typed::default() }
    };
    settle(doing, number, done, "ticket-assigned", typed).await
}

/// `POST /tickets/{number}/due`.
pub async fn move_due(Named(number): Named<i64>, doing: Doing<MoveDue>) -> Result<Response, Failure> {
    doing.check_plain(MoveDue::contradictions)?;
    let done = doing.run("ticket.move_due", number, None, moving_due::move_due).await;
    let typed = |ask: MoveDue| {
        let (day, because) = (ask.day.unwrap_or_default(), ask.because.unwrap_or_default());
        let hour = ask.hour.unwrap_or_default();
        let change = Changing { due: ask.due, day, hour, because, ..Changing::open() };
        Typed { change, seen: Some(ask.version), ..Typed::default() }
    };
    settle(doing, number, done, "ticket-due-moved", typed).await
}

/// `POST /tickets/{number}/type`.
pub async fn retype(Named(number): Named<i64>, doing: Doing<Retype>) -> Result<Response, Failure> {
    let done = doing.run("ticket.retype", number, None, retyping::retype).await;
    let typed = |ask: Retype| {
        let change = Changing { type_id: ask.type_id, details: ask.details.unwrap_or_default(), ..Changing::open() };
        Typed { change, seen: Some(ask.version), ..Typed::default() }
    };
    settle(doing, number, done, "ticket-retyped", typed).await
}

/// `POST /tickets/{number}/party`.
pub async fn reattach(Named(number): Named<i64>, doing: Doing<Reattach>) -> Result<Response, Failure> {
    doing.check_plain(Reattach::contradictions)?;
    let whom = reattaching::whom(doing.scene.app.db.reads(), Actor::from(&doing.scene.member), &doing.ask).await?;
    let verb = async move |tx: &mut Tx, by: Actor<'_>, number, ask: &Reattach, now| {
        reattaching::reattach(tx, by, number, (ask, &whom), now).await
    };
    let done = doing.run("ticket.reattach", number, None, verb).await;
    let typed = |ask: Reattach| {
        let change = Changing {
            party_number: ask.party_number.unwrap_or_default(),
            others: ask.others,
            is_prospect: ask.prospect,
            name: ask.name.unwrap_or_default(),
            phone: ask.phone.unwrap_or_default(),
            email: ask.email.unwrap_or_default(),
            ..Changing::open()
        };
        Typed { change, seen: Some(ask.version), ..Typed::default() }
    };
    settle(doing, number, done, "ticket-reattached", typed).await
}

/// `POST /tickets/{number}/answer`.
pub async fn send_back(Named(number): Named<i64>, doing: Doing<SendBack>) -> Result<Response, Failure> {
    let done = doing.run("ticket.send_back", number, Some(draft_of(number)), sending_back::send_back).await;
    let typed = |ask: SendBack| Typed { comment: ask.comment, seen: Some(ask.version), ..Typed::default() };
    settle(doing, number, done, "ticket-sent-back", typed).await
}

/// `POST /tickets/{number}/escalation/end`.
pub async fn deescalate(Named(number): Named<i64>, doing: Doing<EndEscalation>) -> Result<Response, Failure> {
    let done = doing.run("ticket.deescalate", number, None, sending_back::deescalate).await;
    let typed = |ask: EndEscalation| Typed { seen: Some(ask.version), ..Typed::default() };
    settle(doing, number, done, "ticket-deescalated", typed).await
}

impl Changing {
    fn open() -> Self {
        Self { is_open: true, ..Self::default() }
    }
}

impl Change {
    /// What can be changed about `ticket`, with what was typed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(
        reads: &impl Reads,
        member: &Member,
        ticket: &Ticket,
        typed: Changing,
        reading: &Reading,
    ) -> Result<Self, Failure> {
        let types = types::offered_and(reads, ticket.type_id).await?;
        let me = Some(Person::from(member));
        let others = match reattaching::prospect_of(reads, member, ticket).await? {
            Some(party) => following::others(reads, member, (party, ticket.id)).await?,
            None => 0,
        };
        if ticket.status == Status::Closed {
            return Ok(Self { types, others, me, typed, ..Self::default() });
        }
        let work = Permission::WorkInquiries;
        let people = colleagues::who_may(reads, work, member.call_centre, MOST_OFFERED).await?;
        let hours = hours_of(reads, ticket).await?;
        let due = hours.map(|hours| offers(&hours.calendar, Some(&typed.hour), reading));
        let lead = match ticket.is_escalated() {
            true => None,
            false => leading::escalates_to(reads, member.id, reading.now).await?,
        };
        Ok(Self { people, due: due.unwrap_or_default(), types, others, me, lead, typed })
    }

    /// How many other tickets can go along to another customer in one step, where there are any.
    #[must_use]
    pub fn going_along(&self) -> Option<Arg> {
        (1..=following::MOST_TOGETHER).contains(&self.others).then(|| self.others.into())
    }

    /// Whether the reader is the one of this id.
    #[must_use]
    pub fn is_me(&self, id: i64) -> bool {
        self.me.as_ref().is_some_and(|me| me.id == id)
    }
}
