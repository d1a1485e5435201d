//! Minding: what one person has to keep an eye on. What they have or gave to their lead, what waits for them as a lead,
//! and what happened to theirs since they looked. It knows no page.

use super::briefly::{Brief, briefs};
use super::looks::NEWS;
use super::seeing::visible_to;
use super::ticket::{Kind, Status};
use crate::people::{Member, Reading};
use crate::platform::db::{Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;

/// Tickets of one list at most.
pub const MOST: i64 = 50;
/// Among how many of the latest changes one looks for news, and of the latest escalations for those in others' hands.
const LATEST: i64 = 200;

/// The escalations in the hands of `member`, and those that reached them and that somebody else works on: they are
/// asked until there is an answer. The earliest due first; one more than [`MOST`] where there are more.
///
/// # Errors
/// When the database fails.
pub async fn waiting_for(reads: &impl Reads, member: &Member, reading: &Reading) -> Result<Vec<Brief>, Failure> {
    by_due(reads, member, waiting_ids(member), reading).await
}

/// What `member` has, and what they escalated, as long as it runs; the earliest due first, and one more than [`MOST`]
/// where there are more.
///
/// # Errors
/// When the database fails.
pub async fn open_of(reads: &impl Reads, member: &Member, reading: &Reading) -> Result<Vec<Brief>, Failure> {
    by_due(reads, member, open_ids(member), reading).await
}

/// What others did lately to tickets that `member` opened, since they last looked at them; the newest first, and one more
/// than [`MOST`] where there are more.
///
/// # Errors
/// When the database fails.
pub async fn news_for(reads: &impl Reads, member: &Member, reading: &Reading) -> Result<Vec<Brief>, Failure> {
    let ids = news_ids(member, reading.now.plus_millis(-NEWS));
    let tail = Sql::new("WHERE tickets.id IN (").append(ids).push(") AND ").append(visible_to(member));
    let tail = tail.push(" ORDER BY tickets.changed_at DESC, tickets.id DESC LIMIT ?").bind(MOST + 1);
    briefs(reads, tail, reading).await
}

/// The query behind [`waiting_for`].
#[must_use]
pub fn waiting_ids(member: &Member) -> Sql {
    earliest(waiting_ranges(member))
}

/// The query behind [`open_of`].
#[must_use]
pub fn open_ids(member: &Member) -> Sql {
    earliest(open_ranges(member))
}

/// The query behind [`news_for`].
#[must_use]
pub fn news_ids(member: &Member, since: Timestamp) -> Sql {
    unseen(Sql::new("SELECT r.id"), member, since)
}

/// These columns of the tickets `r` of `member` that others changed since they looked.
fn unseen(columns: Sql, member: &Member, since: Timestamp) -> Sql {
    let latest = Sql::new("SELECT id, kind, changed_at, changed_by, version FROM tickets WHERE kind = ?");
    let latest = latest.bind(Kind::Inquiry).push(" AND created_by = ?").bind(member.id);
    let latest = latest.push(" AND changed_at >= ?").bind(since);
    let latest = latest.push(" ORDER BY changed_at DESC, id DESC LIMIT ?").bind(LATEST);
    let sql = columns.push(" FROM (").append(latest);
    let sql = sql.push(") r LEFT JOIN ticket_looks l ON l.ticket_id = r.id AND l.user_id = ?").bind(member.id);
    // Their own changes take their look along; without one, nothing but what they did themselves is no news.
    let sql = sql.push(" WHERE CASE WHEN l.version IS NULL THEN r.changed_by IS NULL OR r.changed_by <> ?");
    sql.bind(member.id).push(" ELSE l.version < r.version END")
}

/// What [`waiting_for`] names, as ranges of an index.
pub(super) fn waiting_ranges(member: &Member) -> Vec<Sql> {
    running(|status| in_hands_of(member, status, 1)).chain([raised_to(member)]).collect()
}

/// What [`open_of`] names, as ranges of an index.
pub(super) fn open_ranges(member: &Member) -> Vec<Sql> {
    let has = [0, 1].into_iter().flat_map(|escalated| running(move |status| in_hands_of(member, status, escalated)));
    let gave = running(|status| one(status, 1).push(" AND created_by = ?").bind(member.id));
    has.chain(gave).collect()
}

/// What [`news_for`] names, of which few are looked at.
pub(super) fn news_range(member: &Member, now: Timestamp) -> Sql {
    let unseen = unseen(Sql::new("SELECT r.id, r.kind, r.changed_at"), member, now.plus_millis(-NEWS));
    Sql::new("SELECT id, changed_at FROM (").append(unseen).push(") tickets WHERE id IS NOT NULL")
}

/// One range of an index for every status of what runs.
fn running(range: impl Fn(Status) -> Sql) -> impl Iterator<Item = Sql> {
    Status::RUNNING.into_iter().map(range)
}

fn in_hands_of(member: &Member, status: Status, escalated: i32) -> Sql {
    one(status, escalated).push(" AND assignee = ?").bind(member.id)
}

fn raised_to(member: &Member) -> Sql {
    let latest = Sql::new("SELECT ticket_id FROM escalations WHERE raised_to = ?").bind(member.id);
    let latest = latest.push(" AND ended_at IS NULL ORDER BY id DESC LIMIT ?").bind(LATEST);
    let sql = Sql::new("SELECT id, due_key FROM (").append(latest);
    sql.push(") e JOIN tickets ON tickets.id = e.ticket_id WHERE kind = ?").bind(Kind::Inquiry)
}

fn one(status: Status, escalated: i32) -> Sql {
    let sql = Sql::new("SELECT id, due_key FROM tickets WHERE kind = ?").bind(Kind::Inquiry);
    sql.push(" AND status = ?").bind(status).push(" AND escalated = ?").bind(escalated)
}

/// The earliest due of all that `ranges` name, each once.
fn earliest(ranges: impl IntoIterator<Item = Sql>) -> Sql {
    let mut ids = Sql::new("SELECT d.id FROM (");
    for (index, range) in ranges.into_iter().enumerate() {
        ids = ids.push(if index == 0 { "SELECT * FROM (" } else { " UNION SELECT * FROM (" });
        ids = ids.append(range).push(" ORDER BY due_key, id LIMIT ?").bind(MOST + 1).push(") s");
    }
    ids.push(" ORDER BY due_key, id LIMIT ?").bind(MOST + 1).push(") d")
}

async fn by_due(reads: &impl Reads, member: &Member, ids: Sql, reading: &Reading) -> Result<Vec<Brief>, Failure> {
    let tail = Sql::new("WHERE tickets.id IN (").append(ids).push(") AND ").append(visible_to(member));
    briefs(reads, tail.push(" ORDER BY tickets.due_key, tickets.id"), reading).await
}
