//! Checking: what a lead goes through before it is due. What is overdue, due today and due on the next business day,
//! and who has looked at it since the day began. It knows no page.

use super::briefly::{Brief, briefs};
use super::seeing::visible_to;
use super::ticket::{Kind, Status};
use crate::clock::DayEnd;
use crate::people::{Member, Person, Reading, calendars};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::text_enum;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// Tickets shown of a stretch.
pub const MOST_SHOWN: i64 = 50;
/// Tickets counted of a stretch.
pub const MOST_COUNTED: i64 = 1_000;

text_enum! {
    /// How far away a deadline is, in the days that people speak of.
    pub enum Stretch {
        /// It has passed.
        Overdue = "overdue",
        /// It comes before the day is over.
        Today = "today",
        /// It comes on the next business day, or before it.
        Next = "next",
        /// It comes later.
        Later = "later",
    }
}

/// Where one stretch ends and the next begins, for one reader at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// The present moment.
    pub now: Timestamp,
    /// When the reader's day began.
    pub today: Timestamp,
    /// When it will be over.
    pub tomorrow: Timestamp,
    /// The closing of the next business day.
    pub next: Timestamp,
}

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

impl Horizon {
    /// The horizon of `reading` by the hours of the member's call centre, or by the calendar's days where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(reads: &impl Reads, member: &Member, reading: &Reading) -> Result<Self, Failure> {
        let (today, tomorrow) = reading.day();
        let hours = match member.call_centre {
            Some(centre) => calendars::of_call_centre(reads, centre).await?,
            None => None,
        };
        let next = hours.and_then(|hours| hours.calendar.add_business_days(reading.now, 1, DayEnd::Closing).ok());
        let next = next.unwrap_or_else(|| tomorrow.plus_millis(24 * 60 * 60 * 1000));
        Ok(Self { now: reading.now, today, tomorrow, next: next.max(tomorrow) })
    }

    /// The stretch in which `due` lies.
    #[must_use]
    pub fn stretch(&self, due: Timestamp) -> Stretch {
        match due {
            due if due < self.now => Stretch::Overdue,
            due if due < self.tomorrow => Stretch::Today,
            due if due <= self.next => Stretch::Next,
            _ => Stretch::Later,
        }
    }

    /// From when, and until before when, deadlines lie in a stretch.
    fn bounds(&self, stretch: Stretch) -> (Timestamp, Timestamp) {
        match stretch {
            Stretch::Overdue => (Timestamp::MIN, self.now),
            Stretch::Today => (self.now, self.tomorrow),
            Stretch::Next => (self.tomorrow, self.next.plus_millis(1)),
            Stretch::Later => (self.next.plus_millis(1), Timestamp::MAX),
        }
    }
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

/// The running escalations that are due from one moment until before another: a range of an index for each status.
#[must_use]
pub fn due_between(member: &Member, prefix: Option<&str>, (from, until): (Timestamp, Timestamp)) -> Sql {
    let mut sql = Sql::new("SELECT id, due_key FROM (");
    for (index, status) in [Status::Open, Status::InProgress, Status::Pending].into_iter().enumerate() {
        sql = sql.push(if index == 0 { "SELECT * FROM (" } else { " UNION ALL SELECT * FROM (" });
        sql = sql.push("SELECT id, due_key FROM tickets WHERE kind = ?").bind(Kind::Inquiry);
        sql = sql.push(" AND status = ?").bind(status).push(" AND escalated = 1");
        if let Some(prefix) = prefix {
            sql = sql.push(" AND creator_prefix = ?").bind(prefix.to_owned());
        }
        sql = sql.push(" AND due_key >= ?").bind(from).push(" AND due_key < ?").bind(until);
        sql = sql.push(" AND ").append(visible_to(member));
        sql = sql.push(" ORDER BY due_key, id LIMIT ?").bind(MOST_COUNTED + 1).push(") s");
    }
    sql.push(") due")
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
