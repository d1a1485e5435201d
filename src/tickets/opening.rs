//! Opening an inquiry: what a customer asked becomes a ticket, with a promise, and an escalation where the CSR
//! wants one. The form is drawn by `opening_page.rs`.

use super::attaching;
use super::dueing::{day_end, promised_by};
use super::escalating::{self, clean_why};
use super::happenings::TicketEvent;
use super::incoming::{Channel, Incoming};
use super::keeping::insert;
use super::ticket::{Kind, Status, Ticket};
use super::types::{self, InquiryType};
use crate::clock::Deadline;
use crate::parties::prospecting::{self, NewProspect, Prospect};
use crate::parties::{self, Party};
use crate::people::calendars::{self, StoredCalendar};
use crate::people::{Actor, Member, Permission, Person};
use crate::platform::db::{Reads, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaints, Refusal};
use crate::platform::text::clean;
use crate::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Longest account of what happened, in characters.
pub const MOST_WHAT: usize = 20_000;
/// Longest subject, in characters: one line of a list.
pub const MOST_SUBJECT: usize = 160;

text_enum! {
    /// The answer to "Escalation needed?".
    pub enum Escalated {
        /// To the lead.
        Yes = "yes",
        /// The ticket is only the CSR's own record.
        No = "no",
    }
}

/// What is asked: a new inquiry. What a form leaves out arrives as `None`, and is refused at its field.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct NewInquiry {
    /// The distributor's id; left out for a prospect.
    pub party: Option<i64>,
    /// The inquiry type's id.
    #[serde(rename = "type")]
    pub type_id: Option<i64>,
    /// What "Other" is.
    pub details: Option<String>,
    /// What happened; the first line becomes the subject.
    pub what: Option<String>,
    /// Business days: 0 is today, 3 the most.
    pub due: Option<i32>,
    /// The hour of that day, such as `15:30`; when it closes if left out.
    #[serde(default)]
    pub hour: Option<String>,
    /// Whether the lead is needed.
    pub escalate: Option<Escalated>,
    /// Why.
    pub why: Option<String>,
    /// Who called, where it is not the contact on file.
    pub caller: Option<String>,
    /// Where to call back.
    pub call_back: Option<String>,
    /// By which way it came; by telephone if left out.
    pub channel: Option<Channel>,
    /// The number of the order it is about.
    pub order_number: Option<String>,
    /// Whether it comes from somebody who is not in the system, whose name is needed instead of `party`.
    #[serde(default)]
    pub prospect: bool,
    /// The prospect's name.
    pub name: Option<String>,
    /// Where the prospect is called.
    pub phone: Option<String>,
    /// Where one writes to the prospect.
    pub email: Option<String>,
    /// The name of the form that it was typed in: its draft, and the files that wait in it, are dropped with it.
    #[serde(default)]
    pub form: Option<String>,
    /// Forms only: when the draft was kept that the form went on from. What another page kept in it later is left alone.
    #[serde(default)]
    #[schema(ignore)]
    pub resumed: Option<Timestamp>,
    /// The ids of files that were uploaded for it.
    #[serde(default)]
    pub files: Vec<i64>,
    /// Forms only: waiting files that it had shown. Those of them that are not among `files` are dropped.
    #[serde(default)]
    #[schema(ignore)]
    pub shown: Vec<i64>,
}

/// What the verb looked up for the rule.
#[derive(Clone, Debug)]
pub struct Ground {
    /// About whom; nobody yet where it comes from a prospect.
    pub party: Option<Party>,
    /// The type chosen, if one was.
    pub inquiry_type: Option<InquiryType>,
    /// The call centre's calendar.
    pub calendar: StoredCalendar,
    /// Whom the member escalates to, if anybody.
    pub lead: Option<Person>,
}

/// What the rule made of it.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The ticket, ready to be written.
    pub ticket: Ticket,
    /// Its promise, worked out.
    pub deadline: Deadline,
    /// Whom it is escalated to, and why.
    pub escalation: Option<(Person, Option<String>)>,
    /// Who is to be written down first: the ticket is theirs.
    pub prospect: Option<Prospect>,
}

impl NewInquiry {
    /// The rule: the ticket that this ask opens under `number`.
    ///
    /// # Errors
    /// Everything that is wrong with it, each at its field.
    pub fn opened(&self, ground: &Ground, by: &Member, number: i64, now: Timestamp) -> Result<Opened, Refusal> {
        let mut complaints = Complaints::default();
        let prospect = ground.party.is_none().then(|| self.prospect().judged(&mut complaints));
        if ground.inquiry_type.is_none() {
            complaints.add("type", "ticket-type-choose");
        }
        let details = self.details.as_deref();
        let type_details = ground.inquiry_type.as_ref().and_then(|of| of.details(details, &mut complaints));
        let what = complaints.keep("what", clean::text(self.what.as_deref().unwrap_or_default(), MOST_WHAT));
        let deadline = day_end(self.hour.as_deref())
            .and_then(|by| promised_by(&ground.calendar.calendar, self.due.unwrap_or(-1), by, now));
        let incoming = Incoming::of(self, &mut complaints);
        let escalation = self.escalation(ground, &mut complaints);
        let deadline = complaints.unless_wrong(deadline)?;
        let (subject, body) = split(&what);
        let ticket = Ticket {
            id: number,
            kind: Kind::Inquiry,
            status: Status::Open,
            reason: None,
            subject,
            body,
            type_id: ground.inquiry_type.as_ref().map(|found| found.id),
            type_details,
            party_id: ground.party.as_ref().map(|party| party.id),
            created_by: Some(by.id),
            creator_prefix: by.prefix().to_owned(),
            assignee: Some(escalation.as_ref().map_or(by.id, |(lead, _)| lead.id)),
            escalated: i32::from(escalation.is_some()),
            due_at: Some(deadline.due),
            due_days: self.due,
            calendar_version_id: Some(ground.calendar.version_id),
            created_at: now,
            changed_at: now,
            changed_by: Some(by.id),
            version: 1,
            caller: incoming.caller,
            call_back: incoming.call_back,
            channel: Some(incoming.channel),
            order_number: incoming.order_number,
            due_moved: 0,
        };
        Ok(Opened { ticket, deadline, escalation, prospect })
    }

    /// What it says that means nothing beside the rest of it.
    pub(super) fn contradictions(&self) -> Complaints {
        let mut complaints = Complaints::default();
        if self.escalate == Some(Escalated::No) {
            complaints.add_where_said("ticket-why-of-escalation", &[("why", self.why.as_deref())]);
        }
        if !self.prospect {
            self.prospect().said_of_nobody(&mut complaints);
        }
        complaints
    }

    fn prospect(&self) -> NewProspect<'_> {
        NewProspect { name: self.name.as_deref(), phone: self.phone.as_deref(), email: self.email.as_deref() }
    }

    fn escalation(&self, ground: &Ground, complaints: &mut Complaints) -> Option<(Person, Option<String>)> {
        let Some(wanted) = self.escalate else {
            complaints.add("escalate", "ticket-escalate-choose");
            return None;
        };
        if wanted == Escalated::No {
            return None;
        }
        let why = clean_why(self.why.as_deref()).unwrap_or_else(|refusal| {
            refusal.complaints.into_iter().for_each(|complaint| complaints.push(complaint));
            None
        });
        if ground.lead.is_none() {
            complaints.add("escalate", "ticket-no-lead");
        }
        ground.lead.clone().map(|lead| (lead, why))
    }
}

/// The verb: opens the inquiry; answers its number.
///
/// # Errors
/// Not seen, for who does not work inquiries; the desk itself, which has no hours to promise by; everything that is
/// wrong with the ask.
pub async fn open(tx: &mut Tx, by: Actor<'_>, ask: &NewInquiry, now: Timestamp) -> Result<i64, Failure> {
    let Actor::Member(member) = by else { return Err(Refusal::conflict("ticket-opened-by-people").into()) };
    let ground = survey(tx, member, ask, now).await?;
    // A refused ask must not use up a number: the rule runs before one is drawn.
    let mut opened = ask.opened(&ground, member, 0, now)?;
    opened.ticket.id = tx.next_id("tickets").await?;
    if let Some(prospect) = &opened.prospect {
        opened.ticket.party_id = Some(prospecting::note(tx, by, prospect, now).await?);
    }
    let ticket = &opened.ticket;
    insert(tx, ticket, &opened.deadline.explanation).await?;
    tx.record(TicketEvent::Opened { due: opened.deadline.due }.happened(ticket, by, now));
    attaching::claim(tx, ticket, by, &ask.files, now).await?.into_iter().for_each(|happening| tx.record(happening));
    if let Some((lead, why)) = &opened.escalation {
        let happening = escalating::raise(tx, ticket, lead, why.clone(), by, now).await?;
        tx.record(happening);
    }
    Ok(ticket.id)
}

/// What the form and the rule stand on: the distributor, the type, the hours and the lead.
///
/// # Errors
/// Not seen; a distributor that is not there, at `party`; a member who works in no call centre.
pub async fn survey(reads: &impl Reads, by: &Member, ask: &NewInquiry, now: Timestamp) -> Result<Ground, Failure> {
    if !by.may(Permission::WorkInquiries) {
        return Err(Refusal::not_seen().into());
    }
    let party = about(reads, by, ask).await?;
    let inquiry_type = match ask.type_id {
        Some(id) => types::find_offered(reads, id).await?,
        None => None,
    };
    Ok(Ground {
        party,
        inquiry_type,
        calendar: calendar_of(reads, by).await?,
        lead: crate::people::leading::escalates_to(reads, by.id, now).await?,
    })
}

/// The party that the ask names; nobody where it says that they are not in the system.
async fn about(reads: &impl Reads, by: &Member, ask: &NewInquiry) -> Result<Option<Party>, Failure> {
    match (ask.party, ask.prospect) {
        (Some(id), false) => match parties::find(reads, by, id).await {
            Err(Failure::Refused(_)) => Err(Refusal::invalid("party", "ticket-party-gone").into()),
            found => found.map(Some),
        },
        (None, true) => Ok(None),
        (None, false) => Err(Refusal::invalid("party", "ticket-party-choose").into()),
        (Some(_), true) => Err(Refusal::invalid("party", "ticket-party-or-prospect").into()),
    }
}

/// The hours by which `by` promises.
///
/// # Errors
/// Conflict, where they work in no call centre.
pub(super) async fn calendar_of(reads: &impl Reads, by: &Member) -> Result<StoredCalendar, Failure> {
    let calendar = match by.call_centre {
        Some(call_centre) => calendars::of_call_centre(reads, call_centre).await?,
        None => None,
    };
    calendar.ok_or_else(|| Refusal::conflict("ticket-no-call-centre").into())
}

/// The first line is the subject, the rest the body. A first line too long for a list is cut at a word, and
/// the body then holds the whole text.
fn split(what: &str) -> (String, String) {
    let (first, rest) = what.split_once('\n').unwrap_or((what, ""));
    let first = first.trim();
    if first.chars().count() <= MOST_SUBJECT {
        return (first.to_owned(), rest.trim().to_owned());
    }
    let cut: String = first.chars().take(MOST_SUBJECT - 1).collect();
    let words = cut.rsplit_once(char::is_whitespace).map_or(cut.as_str(), |(words, _)| words);
    (format!("{}…", words.trim_end()), what.to_owned())
}

#[cfg(test)]
#[path = "opening_tests.rs"]
mod tests;
