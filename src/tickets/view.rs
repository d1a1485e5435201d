//! A ticket as it is shown: the public contract of `GET /tickets/{number}`. The page adds words; this adds
//! names to ids and nothing else.

use super::briefly::{Brief, earlier_of_party};
use super::due_words::DueView;
use super::escalating::{self, Escalation};
use super::files::FileView;
use super::incoming::Channel;
use super::neighbours::{Neighbours, Origin};
use super::reason::Reason;
use super::reasons::Reasons;
use super::sending_back;
use super::ticket::{Due, Status, Ticket};
use super::timeline::{Entry, window};
use super::types;
use super::waiting::WaitingFor;
use crate::parties::{self, PartyCard};
use crate::people::{Actor, Member, Person, Reading, calendars, leading, users};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Kind;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A ticket with the names of everything that it refers to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TicketView {
    /// The number that people say.
    pub number: i64,
    /// Which face.
    pub kind: super::Kind,
    /// Where it stands.
    pub status: Status,
    /// Why, where the status wants a reason.
    pub reason: Option<Reason>,
    /// The first line of what happened.
    pub subject: String,
    /// The rest of it.
    pub body: String,
    /// The inquiry type.
    #[serde(rename = "type")]
    pub type_name: Option<String>,
    /// What "Other" is, in words.
    pub details: Option<String>,
    /// About whom.
    pub party: Option<PartyCard>,
    /// Who opened it; nobody where the desk itself did.
    pub created_by: Option<Person>,
    /// Who works it now.
    pub assignee: Option<Person>,
    /// Who must act next: where it is a lead or a CSR, whoever has it; nobody on a closed ticket.
    pub waiting_for: Option<WaitingFor>,
    /// The newest escalation.
    pub escalation: Option<EscalationView>,
    /// Its deadline, if it has one.
    pub due: Option<DueView>,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// When anything about it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
    /// Counts changes: send it with a change, and nobody's work is overwritten.
    pub version: i64,
    /// Comments and what happened, oldest first: the newest of it, or what came before `before`.
    pub timeline: Vec<Entry>,
    /// The files on it, oldest first.
    pub files: Vec<FileView>,
    /// Ask again with it as `before` for what is older; absent where nothing is.
    pub older: Option<i64>,
    /// Who called, where it is not the contact on file.
    pub caller: Option<String>,
    /// Where to call back, as written.
    pub call_back: Option<String>,
    /// By which way it came; absent where the desk itself opened it.
    pub channel: Option<Channel>,
    /// The number of the order it is about, as written.
    pub order_number: Option<String>,
    /// What the same customer asked before, the newest first, a few of them.
    pub earlier: Vec<Brief>,
    /// Where the list goes on that the query named as `list`, if it did.
    pub neighbours: Option<Neighbours>,
    /// What the desk calls reasons.
    #[serde(skip)]
    pub reasons: Reasons,
}

/// An escalation with names.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EscalationView {
    /// Who raised it; nobody where the desk itself did.
    pub raised_by: Option<Person>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub raised_at: Timestamp,
    /// To whom.
    pub raised_to: Option<Person>,
    /// Why, if they said.
    pub why: Option<String>,
    /// Who gets the ticket back with an answer, as long as it runs: everybody else may answer it.
    pub returns_to: Option<Person>,
    /// When it ended, if it did.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub ended_at: Option<Timestamp>,
}

/// Names by user id.
pub(super) type Names = BTreeMap<i64, Person>;

impl TicketView {
    /// Puts names to a ticket that `by` may see.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(
        reads: &impl Reads,
        by: impl Into<Actor<'_>>,
        ticket: Ticket,
        before: Option<i64>,
        now: Timestamp,
    ) -> Result<Self, Failure> {
        let due = due_of(reads, ticket.status, ticket.due(), now).await?;
        let window = window(reads, ticket.id, before).await?;
        let escalation = match ticket.is_escalated() {
            true => escalating::newest(reads, ticket.id).await?,
            false => None,
        };
        let raised = escalation.as_ref().map(|found| [found.raised_by, Some(found.raised_to)]);
        let raised = raised.into_iter().flatten().flatten();
        let returns_to = match escalation.as_ref().filter(|_| ticket.is_running()) {
            Some(found) => sending_back::returns_to(reads, &ticket, found).await?,
            None => None,
        };
        let with_lead = match ticket.assignee.filter(|_| ticket.is_running()) {
            Some(id) => {
                escalation.as_ref().is_some_and(|found| found.raised_to == id) || users::leads(reads, id).await?
            }
            None => false,
        };
        let people = window.people().chain(ticket.created_by).chain(ticket.assignee).chain(raised);
        let names = names(reads, people).await?;
        let party = match ticket.party_id {
            Some(id) => seen(parties::find(reads, by, id).await)?,
            None => None,
        };
        let older = window.older;
        let reasons = Reasons::load(reads).await?;
        let type_name = match ticket.type_id {
            Some(id) => types::find(reads, id).await?.map(|found| found.name),
            None => None,
        };
        Ok(Self {
            number: ticket.id,
            waiting_for: ticket.waiting_for(with_lead),
            kind: ticket.kind,
            status: ticket.status,
            reason: ticket.reason,
            due,
            subject: ticket.subject,
            body: ticket.body,
            type_name,
            details: ticket.type_details,
            party,
            created_by: ticket.created_by.and_then(|id| names.get(&id).cloned()),
            assignee: ticket.assignee.and_then(|id| names.get(&id).cloned()),
            escalation: escalation.map(|found| with_names(found, returns_to, &names)),
            created_at: ticket.created_at,
            changed_at: ticket.changed_at,
            version: ticket.version,
            older,
            files: window
                .files
                .iter()
                .filter(|file| file.removed_at.is_none())
                .map(|file| file.named(&names))
                .collect(),
            timeline: window.named(&names),
            caller: ticket.caller,
            call_back: ticket.call_back,
            channel: ticket.channel,
            order_number: ticket.order_number,
            earlier: Vec::new(),
            neighbours: None,
            reasons,
        })
    }

    /// The same with the tickets that stand beside `ticket`, which it shows: those that its customer asked before, and
    /// those next to it in the list that it was opened from.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn with_those_beside(
        self,
        reads: &impl Reads,
        member: &Member,
        ticket: &Ticket,
        reading: &Reading,
        list: Option<&Origin>,
    ) -> Result<Self, Failure> {
        let earlier = match ticket.party_id {
            Some(party) => earlier_of_party(reads, member, (party, ticket.id), reading).await?,
            None => Vec::new(),
        };
        let neighbours = match list {
            Some(list) => Some(Neighbours::find(reads, member, reading, ticket, list).await?),
            None => None,
        };
        Ok(Self { earlier, neighbours, ..self })
    }
}

/// Who may see a ticket need not see its party: the ticket is shown all the same.
fn seen(party: Result<parties::Party, Failure>) -> Result<Option<PartyCard>, Failure> {
    match party {
        Ok(party) => Ok(Some(party.into())),
        Err(Failure::Refused(refusal)) if refusal.kind == Kind::NotSeen => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// How the deadline of a ticket stands, by the calendar that it was worked out with.
///
/// # Errors
/// When the database fails, or the version is gone, which the schema forbids.
pub(super) async fn due_of(
    reads: &impl Reads,
    status: Status,
    due: Option<Due>,
    now: Timestamp,
) -> Result<Option<DueView>, Failure> {
    let Some(due) = due else { return Ok(None) };
    let version = due.calendar_version;
    let found = calendars::version(reads, version).await?;
    let stored = found.ok_or_else(|| anyhow::anyhow!("calendar version {version} is gone"))?;
    Ok(Some(DueView::new(status, due, &stored.calendar, now)))
}

/// The names of these users.
///
/// # Errors
/// When the database fails.
pub(super) async fn names(reads: &impl Reads, ids: impl IntoIterator<Item = i64>) -> Result<Names, Failure> {
    let ids: std::collections::BTreeSet<i64> = ids.into_iter().collect();
    let people = leading::named(reads, ids).await?;
    Ok(people.into_iter().map(|person| (person.id, person)).collect())
}

fn with_names(found: Escalation, returns_to: Option<Person>, names: &Names) -> EscalationView {
    EscalationView {
        raised_by: found.raised_by.and_then(|id| names.get(&id).cloned()),
        raised_at: found.raised_at,
        raised_to: names.get(&found.raised_to).cloned(),
        why: found.why,
        returns_to,
        ended_at: found.ended_at,
    }
}
