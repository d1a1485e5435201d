//! Calendars as they are stored: append-only versions, so that a deadline can always be worked out with the
//! calendar that counted when it was promised. The arithmetic is the clock's.

use super::{Actor, Permission};
use crate::clock::{Calendar, CalendarDraft};
use crate::platform::db::{FromRow, Happening, Reads, Sql, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One version of a calendar.
#[derive(Clone, Debug)]
pub struct StoredCalendar {
    /// The version's id: what a ticket remembers.
    pub version_id: i64,
    /// The hours themselves.
    pub calendar: Arc<Calendar>,
}

/// What versions are remembered as: they never change.
const MEMO: &str = "calendar_version";

/// The newest calendar of a call centre.
///
/// # Errors
/// When the database fails or the stored calendar does not read.
pub async fn of_call_centre(reads: &impl Reads, call_centre: i64) -> Result<Option<StoredCalendar>, Failure> {
    let sql = Sql::new(
        "SELECT v.id FROM call_centres c JOIN calendar_versions v ON v.calendar_id = c.calendar_id
         WHERE c.id = ? ORDER BY v.id DESC LIMIT 1",
    );
    found(reads, sql.bind(call_centre)).await
}

/// The newest version of the calendar that this version belongs to.
///
/// # Errors
/// When the database fails or the stored calendar does not read.
pub async fn newest_like(reads: &impl Reads, id: i64) -> Result<Option<StoredCalendar>, Failure> {
    let sql = Sql::new(
        "SELECT n.id FROM calendar_versions v JOIN calendar_versions n ON n.calendar_id = v.calendar_id
         WHERE v.id = ? ORDER BY n.id DESC LIMIT 1",
    );
    found(reads, sql.bind(id)).await
}

/// The version whose id is asked for.
async fn found(reads: &impl Reads, sql: Sql) -> Result<Option<StoredCalendar>, Failure> {
    match reads.value::<i64>(sql).await? {
        Some(id) => version(reads, id).await,
        None => Ok(None),
    }
}

/// The version that counted.
///
/// # Errors
/// When the database fails or the stored calendar does not read.
pub async fn version(reads: &impl Reads, id: i64) -> Result<Option<StoredCalendar>, Failure> {
    let found = versions(reads, [id]).await?.remove(&id);
    Ok(found.map(|calendar| StoredCalendar { version_id: id, calendar }))
}

/// The versions with these ids. Each is read from the database and parsed once, since it never changes.
///
/// # Errors
/// When the database fails or a stored calendar does not read.
pub async fn versions(
    reads: &impl Reads,
    ids: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, Arc<Calendar>>, Failure> {
    let mut found = BTreeMap::new();
    let mut missing = Vec::new();
    for id in ids {
        match reads.memo().get(MEMO, id) {
            Some(calendar) => drop(found.insert(id, calendar)),
            None => missing.push(id),
        }
    }
    if !missing.is_empty() {
        let sql = Sql::new("SELECT id, body FROM calendar_versions WHERE id IN ").list(missing);
        for row in reads.all::<Row>(sql).await? {
            let calendar: Arc<Calendar> = Arc::new(serde_json::from_str(&row.body)?);
            reads.memo().put(MEMO, row.id, Arc::clone(&calendar));
            found.insert(row.id, calendar);
        }
    }
    Ok(found)
}

/// Makes a calendar under a new name, or a new version of the one with that name; answers the calendar's id.
///
/// # Errors
/// Not seen by those who may not.
pub async fn publish(
    tx: &mut Tx,
    by: Actor<'_>,
    name: &str,
    calendar: &CalendarDraft,
    now: Timestamp,
) -> Result<i64, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let found = tx.value::<i64>(Sql::new("SELECT id FROM calendars WHERE name = ?").bind(name)).await?;
    let id = match found {
        Some(id) => id,
        None => {
            let id = tx.next_id("calendars").await?;
            let sql = Sql::new("INSERT INTO calendars (id, name) VALUES (?, ?)");
            tx.execute(sql.bind(id).bind(name)).await?;
            id
        }
    };
    append(tx, by, (id, name), calendar, now).await?;
    Ok(id)
}

/// Makes a new version of a calendar that is there; answers the version.
///
/// # Errors
/// Not seen by those who may not.
pub(super) async fn renew(
    tx: &mut Tx,
    by: Actor<'_>,
    id: i64,
    calendar: &CalendarDraft,
    now: Timestamp,
) -> Result<i64, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let name: Option<String> = tx.value(Sql::new("SELECT name FROM calendars WHERE id = ?").bind(id)).await?;
    append(tx, by, (id, &name.unwrap_or_default()), calendar, now).await
}

/// A name that no calendar has: two call centres must never share one because they are called alike.
pub(super) async fn free_name(tx: &Tx, name: &str, code: &str) -> Result<String, Failure> {
    let mut free = name.to_owned();
    for number in 1.. {
        let sql = Sql::new("SELECT id FROM calendars WHERE name = ?").bind(free.clone());
        if tx.value::<i64>(sql).await?.is_none() {
            break;
        }
        free = format!("{name} ({code} {number})");
    }
    Ok(free)
}

async fn append(
    tx: &mut Tx,
    by: Actor<'_>,
    (id, name): (i64, &str),
    calendar: &CalendarDraft,
    now: Timestamp,
) -> Result<i64, Failure> {
    let version = tx.next_id("calendar_versions").await?;
    let sql =
        Sql::new("INSERT INTO calendar_versions (id, calendar_id, body, made_at, made_by) VALUES (?, ?, ?, ?, ?)")
            .bind(version)
            .bind(id)
            .bind(serde_json::to_string(calendar)?)
            .bind(now)
            .bind(by.id());
    tx.execute(sql).await?;
    tx.record(Happening {
        at: now,
        actor: by.id(),
        subject: Subject::new("calendar", id),
        kind: "calendar.published",
        body: serde_json::json!({ "name": name, "version": version }),
    });
    Ok(version)
}

#[derive(FromRow)]
struct Row {
    id: i64,
    body: String,
}
