//! Somebody answers customers no more: their open tickets go to their lead, and what was escalated to them to whoever stands in
//! their place; a part at a time, so that nobody else's work waits. It does not know why they left.

use super::escalating;
use super::happenings::TicketEvent;
use super::keeping::replace;
use super::ticket::{Kind, Status, Ticket};
use crate::app::App;
use crate::people::{Actor, Permission, colleagues, leading};
use crate::platform::db::{FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::jobs::{self, Job, Lease};
use crate::platform::moment::Timestamp;
use serde::{Deserialize, Serialize};

/// Tickets of one transaction: longer ones would hold up everybody else's verbs.
const CHUNK: usize = 100;

/// Hands over what this user has. Cut off, it goes on with what is left: what is handed over is theirs no more.
#[derive(Debug, Serialize, Deserialize)]
pub struct HandOver {
    /// Who has left.
    pub user: i64,
}

impl Job for HandOver {
    type Context = App;
    const KIND: &'static str = "tickets.hand_over";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        let (user, mut seen) = (self.user, Some(0));
        while let Some(after) = seen {
            let now = app.now();
            let verb = async move |tx: &mut Tx| readdress(tx, user, after, now).await;
            seen = app.db.write(None, verb).await.map_err(Failure::into_anyhow)?;
        }
        loop {
            let now = app.now();
            let handed = app.db.write(None, async move |tx: &mut Tx| hand_over(tx, user, now).await);
            if handed.await.map_err(Failure::into_anyhow)? == 0 {
                return Ok(());
            }
        }
    }
}

/// The verb: gives the next running escalations to `user`, behind the one seen last, to whoever stands in their place, and
/// the tickets with them. One that nobody can take keeps its addressee, and its ticket is nobody's. Answers the last one
/// seen; nothing at the end, or when the user is back.
///
/// # Errors
/// When the database fails.
pub async fn readdress(tx: &mut Tx, user: i64, after: i64, now: Timestamp) -> Result<Option<i64>, Failure> {
    if is_back(tx, user).await? {
        return Ok(None);
    }
    let some: Vec<Waiting> = tx.all(waiting_for(user, after)).await?;
    let Some(last) = some.last().map(|waiting| waiting.id) else { return Ok(None) };
    for waiting in some {
        let to = match leading::stands_for(tx, user, waiting.raised_by, now).await? {
            Some(cover) => Some(cover.id),
            None => leading::escalates_to(tx, user, now).await?.map(|lead| lead.id),
        };
        let to = to.filter(|to| Some(*to) != waiting.raised_by);
        let sql = Sql::new("SELECT ").push(Ticket::COLUMNS).push(" FROM tickets WHERE id = ?").bind(waiting.ticket_id);
        let Some(before) = tx.one::<Ticket>(sql).await? else { continue };
        let mut what = Vec::new();
        let is_theirs = before.assignee == Some(user);
        let after = Ticket { assignee: if is_theirs { to } else { before.assignee }, ..before.stopped(user, now) };
        if let Some(to) = to {
            escalating::end(tx, before.id, Actor::System, now).await?;
            let escalation = raise_again(tx, &waiting, to).await?;
            what.push(TicketEvent::Escalated { escalation, to });
        } else if is_theirs {
            what.push(TicketEvent::Assigned { from: Some(user), to: None });
        } else {
            continue;
        }
        put(tx, &before, &after, what, now).await?;
    }
    Ok(Some(last))
}

/// The verb: gives the next of the open tickets that `user` has to their lead or the lead's cover, or to nobody where there is
/// none; answers how many, and none when the user is back.
///
/// # Errors
/// When the database fails.
pub async fn hand_over(tx: &mut Tx, user: i64, now: Timestamp) -> Result<usize, Failure> {
    if is_back(tx, user).await? {
        return Ok(0);
    }
    let to = leading::escalates_to(tx, user, now).await?.map(|lead| lead.id);
    let mut handed = 0;
    for (status, escalated) in Status::RUNNING.into_iter().flat_map(|status| [(status, 0), (status, 1)]) {
        let most = CHUNK - handed;
        for before in tx.all::<Ticket>(held_by(user, (status, escalated), most)).await? {
            let after = Ticket { assignee: to, ..before.stopped(user, now) };
            put(tx, &before, &after, vec![TicketEvent::Assigned { from: Some(user), to }], now).await?;
            handed += 1;
        }
        if handed == CHUNK {
            break;
        }
    }
    Ok(handed)
}

/// A ticket that runs again may have been with somebody who left while it was closed: what is theirs is handed over anew.
///
/// # Errors
/// When the database fails.
pub(super) async fn take_up(tx: &mut Tx, ticket: &Ticket, now: Timestamp) -> Result<(), Failure> {
    let escalation = match ticket.is_escalated() {
        true => escalating::newest(tx, ticket.id).await?,
        false => None,
    };
    let mut theirs: Vec<i64> =
        ticket.assignee.into_iter().chain(escalation.map(|escalation| escalation.raised_to)).collect();
    theirs.dedup();
    for user in theirs {
        if !is_back(tx, user).await? {
            jobs::enqueue(tx, &HandOver { user }, now)?;
        }
    }
    Ok(())
}

/// The query of what waits for somebody.
#[must_use]
pub fn waiting_for(user: i64, after: i64) -> Sql {
    let sql =
        Sql::new("SELECT id, ticket_id, raised_by, raised_at, why FROM escalations WHERE raised_to = ?").bind(user);
    let sql = sql.push(" AND ended_at IS NULL AND id > ?").bind(after);
    sql.push(" ORDER BY id LIMIT ?").bind(i64::try_from(CHUNK).unwrap_or(i64::MAX))
}

/// The query of what somebody has, at one status.
#[must_use]
pub fn held_by(user: i64, (status, escalated): (Status, i32), most: usize) -> Sql {
    let sql = Sql::new("SELECT ").push(Ticket::COLUMNS).push(" FROM tickets WHERE kind = ?").bind(Kind::Inquiry);
    let sql = sql.push(" AND status = ?").bind(status).push(" AND escalated = ?").bind(escalated);
    let sql = sql.push(" AND assignee = ?").bind(user);
    sql.push(" ORDER BY due_key, id LIMIT ?").bind(i64::try_from(most).unwrap_or(i64::MAX))
}

impl Ticket {
    /// The rule: what `user` works on is worked on no more, whoever gets it.
    fn stopped(&self, user: i64, now: Timestamp) -> Self {
        let stops = self.status == Status::InProgress && self.assignee == Some(user);
        let status = if stops { Status::Open } else { self.status };
        Self { status, ..self.changed(Actor::System, now) }
    }
}

async fn is_back(reads: &impl Reads, user: i64) -> Result<bool, Failure> {
    Ok(colleagues::able(reads, user, Permission::WorkInquiries).await?.is_some())
}

/// The same escalation to somebody else: who raised it, when and why stays.
async fn raise_again(tx: &mut Tx, waiting: &Waiting, to: i64) -> Result<i64, Failure> {
    let id = tx.next_id("escalations").await?;
    let sql = Sql::new(
        "INSERT INTO escalations (id, ticket_id, raised_by, raised_at, raised_to, why) VALUES (?, ?, ?, ?, ?, ?)",
    );
    let sql = sql.bind(id).bind(waiting.ticket_id).bind(waiting.raised_by).bind(waiting.raised_at).bind(to);
    tx.execute(sql.bind(waiting.why.clone())).await?;
    Ok(id)
}

async fn put(
    tx: &mut Tx,
    before: &Ticket,
    after: &Ticket,
    mut what: Vec<TicketEvent>,
    now: Timestamp,
) -> Result<(), Failure> {
    if after.status != before.status {
        what.push(TicketEvent::StatusChanged { from: before.status, to: after.status, reason: after.reason });
    }
    let what = what.iter().map(|event| event.happened(after, Actor::System, now)).collect();
    replace(tx, before, after, what).await
}

#[derive(FromRow)]
struct Waiting {
    id: i64,
    ticket_id: i64,
    raised_by: Option<i64>,
    raised_at: Timestamp,
    why: Option<String>,
}
