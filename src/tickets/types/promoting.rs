//! A type of what "Other" said: made at once, and given by a job to every ticket that said so, a hundred at a time. A job
//! that is cut off goes on where it stopped: what has the type already is not "Other" any more.

use super::editing::add_sound;
use super::happenings::TypeEvent;
use super::judging::TypeAsk;
use super::tallying::since;
use super::{InquiryType, OTHER, find, naming, saying};
use crate::app::App;
use crate::people::{Actor, Member, Permission};
use crate::platform::db::{FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::jobs::{self, Job, Lease};
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::tickets::{retyping, seeing};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: a type of this name for the tickets of "Other" that said this.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Promote {
    /// What they said, in any case and with any accents.
    pub said: String,
    /// The name of the new type.
    pub name: String,
    /// The heading under which forms offer it.
    pub group: Option<String>,
    /// What it covers.
    pub description: Option<String>,
    /// What finds it beside its name.
    pub search_words: Option<String>,
    /// Its usual promise in business days.
    pub due_days: i32,
}

/// Tickets that one write gives the type, and tickets that are looked at between two.
const AT_ONCE: usize = 100;
const LOOKED_AT: i64 = 1_000;

/// How many tickets said so lately.
///
/// # Errors
/// When the database fails.
pub(super) async fn count(reads: &impl Reads, member: &Member, ask: &Promote, now: Timestamp) -> Result<i64, Failure> {
    saying::count(reads, Actor::from(member), &naming::key(&ask.said), since(now, 1)).await
}

/// The verb: makes the type, and queues what gives it to the tickets; answers its id.
///
/// # Errors
/// Not seen by who may see no inquiry or edit no type; nobody said so; what cannot be said of a type, at its field.
pub(super) async fn promote(
    tx: &mut Tx,
    by: Actor<'_>,
    (ask, tickets): (&Promote, i64),
    now: Timestamp,
) -> Result<i64, Failure> {
    by.check_may(Permission::EditTypes)?;
    by.check_may(Permission::WorkInquiries)?;
    if tickets == 0 {
        return Err(Refusal::invalid("said", "types-nobody-said").into());
    }
    let id = add_sound(tx, by, &ask.of_type().judged()?, now).await?;
    tx.record(TypeEvent::Promoted(tickets).happened(id, by, now));
    let job = GiveType { type_id: id, said: naming::key(&ask.said), by: by.id() };
    jobs::enqueue_once(tx, &job, now, format!("{}/{id}", GiveType::KIND))?;
    Ok(id)
}

/// Gives a type to the tickets of "Other" that said this.
#[derive(Debug, Serialize, Deserialize)]
pub struct GiveType {
    type_id: i64,
    said: String,
    by: Option<i64>,
}

impl Job for GiveType {
    type Context = App;
    const KIND: &'static str = "types.give";

    async fn run(self, app: &App, lease: &Lease) -> anyhow::Result<()> {
        self.give(app, lease).await.map_err(Failure::into_anyhow)
    }
}

#[derive(FromRow)]
struct Told {
    id: i64,
    created_at: Timestamp,
    type_details: Option<String>,
}

impl GiveType {
    async fn give(&self, app: &App, lease: &Lease) -> Result<(), Failure> {
        let Some(to) = find(app.db.reads(), self.type_id).await? else { return Ok(()) };
        let mut seen = (Timestamp::from_millis(i64::MIN), 0);
        loop {
            let sql = Sql::new(
                "SELECT id, created_at, type_details FROM tickets WHERE type_id = ? AND (created_at, id) > (?, ?)
                 ORDER BY created_at, id LIMIT ?",
            );
            let told: Vec<Told> = app.db.reads().all(sql.bind(OTHER).bind(seen.0).bind(seen.1).bind(LOOKED_AT)).await?;
            let Some(last) = told.last() else { break };
            seen = (last.created_at, last.id);
            let said: Vec<i64> =
                told.iter().filter(|told| self.is_said(told.type_details.as_deref())).map(|told| told.id).collect();
            for numbers in said.chunks(AT_ONCE) {
                self.give_some(app, numbers.to_vec(), &to).await?;
            }
        }
        let (id, by, now, lease) = (self.type_id, self.by, app.now(), lease.clone());
        let end = async move |tx: &mut Tx| {
            lease.complete_in(tx).await?;
            let member = member(tx, by).await?;
            let tickets = Sql::new("SELECT count(*) FROM tickets WHERE type_id = ?").bind(id);
            let tickets = tx.value::<i64>(tickets).await?.unwrap_or_default();
            let by = member.as_ref().map_or(Actor::System, Actor::Member);
            tx.record(TypeEvent::PromotionDone(tickets).happened(id, by, now));
            Ok(())
        };
        app.db.write(None, end).await
    }

    /// One write. What was changed since it was looked at is looked at again.
    async fn give_some(&self, app: &App, numbers: Vec<i64>, to: &InquiryType) -> Result<(), Failure> {
        let (key, by, to, now) = (self.said.clone(), self.by, to.clone(), app.now());
        let verb = async move |tx: &mut Tx| {
            let member = member(tx, by).await?;
            let by = member.as_ref().map_or(Actor::System, Actor::Member);
            for number in &numbers {
                let before = match seeing::find(tx, by, *number).await {
                    Ok(before) => before,
                    Err(Failure::Refused(_)) => continue,
                    Err(broken) => return Err(broken),
                };
                let details = before.type_details.as_deref().unwrap_or_default();
                if before.type_id == Some(OTHER) && naming::key(details) == key {
                    retyping::give(tx, by, &before, (&to, None), now).await?;
                }
            }
            Ok(())
        };
        app.db.write(None, verb).await
    }

    fn is_said(&self, details: Option<&str>) -> bool {
        details.is_some_and(|details| naming::key(details) == self.said)
    }
}

/// Who asked for it, if they still work inquiries; else it is the desk's own doing.
async fn member(reads: &impl Reads, by: Option<i64>) -> Result<Option<Member>, Failure> {
    let Some(by) = by else { return Ok(None) };
    Ok(Member::load(reads, by).await?.filter(|member| member.may(Permission::WorkInquiries)))
}

impl Promote {
    fn of_type(&self) -> TypeAsk {
        TypeAsk {
            version: None,
            name: self.name.clone(),
            group: self.group.clone(),
            description: self.description.clone(),
            search_words: self.search_words.clone(),
            due_days: self.due_days,
        }
    }
}
