//! Checking: what a lead goes through before it is due. What is overdue, due today and due on the next business day,
//! and who has looked at it since the day began. It knows no page.

use super::briefly::{Brief, briefs};
use super::horizon::{Horizon, Stretch};
use super::seeing::visible_to;
use super::ticket::{Kind, Status};
use crate::people::{Member, Person, Reading};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Tickets shown of a stretch.
pub const MOST_SHOWN: i64 = 50;
/// Tickets counted of a stretch.
pub const MOST_COUNTED: i64 = 1_000;

/// What is due in one stretch.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DueStretch {
    /// Which.
    pub stretch: Stretch,
    /// The earliest due.
    pub tickets: Vec<Check>,
    /// How many there are.
    pub total: i64,
    /// Of those, how many no lead has looked at today.
    pub unchecked: i64,
    /// There are more, which nobody counted.
    pub or_more: bool,
}

/// A ticket to be checked.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Check {
    /// The ticket.
    pub ticket: Brief,
    /// The lead who looked at it today; nobody did where that is absent.
    pub by: Option<Person>,
    /// When.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub at: Option<Timestamp>,
}

/// What a lead checks: the running escalations that users of the call centre `prefix` opened, or everybody.
///
/// # Errors
/// When the database fails.
pub async fn to_check(
    reads: &impl Reads,
    member: &Member,
    prefix: Option<&str>,
    horizon: &Horizon,
    reading: &Reading,
) -> Result<Vec<DueStretch>, Failure> {
    let mut found = Vec::new();
    for stretch in [Stretch::Overdue, Stretch::Today, Stretch::Next] {
        found.push(one(reads, member, prefix, horizon, stretch, reading).await?);
    }
    Ok(found)
}

async fn one(
    reads: &impl Reads,
    member: &Member,
    prefix: Option<&str>,
    horizon: &Horizon,
    stretch: Stretch,
    reading: &Reading,
) -> Result<DueStretch, Failure> {
    let bounds = horizon.bounds(stretch);
    let ids = || due_between(member, prefix, bounds);
    let sql = Sql::new(
        "SELECT count(*) AS total, count(CASE WHEN EXISTS (SELECT 1 FROM ticket_looks l WHERE l.ticket_id = d.id AND
         l.led = 1 AND l.at >= ?) THEN 1 END) AS checked FROM (",
    );
    let sql = sql.bind(horizon.today).append(ids()).push(" LIMIT ?").bind(MOST_COUNTED + 1).push(") d");
    let counted = reads.one::<Counted>(sql).await?.unwrap_or(Counted { total: 0, checked: 0 });
    let or_more = counted.total > MOST_COUNTED;
    let total = counted.total.min(MOST_COUNTED);
    if counted.total == 0 {
        return Ok(DueStretch { stretch, tickets: Vec::new(), total, unchecked: 0, or_more });
    }
    let tail = Sql::new("WHERE tickets.id IN (SELECT d.id FROM (").append(ids());
    let tail = tail.push(" ORDER BY due_key, id LIMIT ?").bind(MOST_SHOWN);
    let tickets = briefs(reads, tail.push(") d) ORDER BY tickets.due_key, tickets.id"), reading).await?;
    let mut looks = looks(reads, tickets.iter().map(|ticket| ticket.number), horizon.today).await?;
    let check = |ticket: Brief| {
        let (by, at) = looks.remove(&ticket.number).unzip();
        Check { ticket, by, at }
    };
    let tickets = tickets.into_iter().map(check).collect();
    Ok(DueStretch { stretch, tickets, total, unchecked: (total - counted.checked).max(0), or_more })
}

/// The running escalations that are due from one moment until before another.
#[must_use]
pub fn due_between(member: &Member, prefix: Option<&str>, (from, until): (Timestamp, Timestamp)) -> Sql {
    let mut sql = Sql::new("SELECT id, due_key FROM (");
    for (index, range) in ranges(prefix).into_iter().enumerate() {
        sql = sql.push(if index == 0 { "SELECT * FROM (" } else { " UNION ALL SELECT * FROM (" }).append(range);
        sql = sql.push(" AND due_key >= ?").bind(from).push(" AND due_key < ?").bind(until);
        sql = sql.push(" AND ").append(visible_to(member));
        sql = sql.push(" ORDER BY due_key, id LIMIT ?").bind(MOST_COUNTED + 1).push(") s");
    }
    sql.push(") due")
}

/// The running escalations that users of the call centre `prefix` opened, or everybody: a range of an index for each status.
pub(super) fn ranges(prefix: Option<&str>) -> Vec<Sql> {
    let range = |status| {
        let sql = Sql::new("SELECT id, due_key FROM tickets WHERE kind = ?").bind(Kind::Inquiry);
        let sql = sql.push(" AND status = ?").bind(status).push(" AND escalated = 1");
        match prefix {
            Some(prefix) => sql.push(" AND creator_prefix = ?").bind(prefix.to_owned()),
            None => sql,
        }
    };
    Status::RUNNING.into_iter().map(range).collect()
}

async fn looks(
    reads: &impl Reads,
    tickets: impl IntoIterator<Item = i64>,
    today: Timestamp,
) -> Result<BTreeMap<i64, (Person, Timestamp)>, Failure> {
    let sql = Sql::new(
        "SELECT l.ticket_id, l.at, u.id, u.user_name, u.display_name FROM ticket_looks l
         JOIN users u ON u.id = l.user_id WHERE l.led = 1 AND l.at >= ? AND l.ticket_id IN ",
    );
    let sql = sql.bind(today).list(tickets).push(" ORDER BY l.at DESC");
    let rows: Vec<LookRow> = reads.all(sql).await?;
    // The first of the day is the last to be put in.
    Ok(rows.into_iter().map(|row| (row.ticket_id, (row.person, row.at))).collect())
}

#[derive(FromRow)]
struct Counted {
    total: i64,
    checked: i64,
}

#[derive(FromRow)]
struct LookRow {
    ticket_id: i64,
    at: Timestamp,
    #[row(nested)]
    person: Person,
}
