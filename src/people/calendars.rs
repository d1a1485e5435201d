//! Calendars as they are stored: append-only versions, so that a deadline can always be worked out with the
//! calendar that counted when it was promised. The arithmetic is the clock's.

use crate::clock::{Calendar, CalendarDraft};
use crate::platform::db::{FromQueryResult, Happening, Reads, Sql, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use std::collections::BTreeMap;

/// One version of a calendar.
#[derive(Clone, Debug)]
pub struct StoredCalendar {
    /// The version's id: what a ticket remembers.
    pub version_id: i64,
    /// The hours themselves.
    pub calendar: Calendar,
}

/// The newest calendar of a call centre.
///
/// # Errors
/// When the database fails or the stored calendar does not read.
pub async fn of_call_centre(reads: &impl Reads, call_centre: i64) -> Result<Option<StoredCalendar>, Failure> {
    let sql = Sql::new(
        "SELECT v.id, v.body FROM call_centres c JOIN calendar_versions v ON v.calendar_id = c.calendar_id
         WHERE c.id = ? ORDER BY v.id DESC LIMIT 1",
    );
    read(reads.one(sql.bind(call_centre)).await?)
}

/// The version that counted.
///
/// # Errors
/// When the database fails or the stored calendar does not read.
pub async fn version(reads: &impl Reads, id: i64) -> Result<Option<StoredCalendar>, Failure> {
    let sql = Sql::new("SELECT id, body FROM calendar_versions WHERE id = ?");
    read(reads.one(sql.bind(id)).await?)
}

/// The versions with these ids, each read once: a list shows many tickets that were promised by few calendars.
///
/// # Errors
/// When the database fails or a stored calendar does not read.
pub async fn versions(
    reads: &impl Reads,
    ids: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, Calendar>, Failure> {
    let ids: Vec<i64> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<Row> = reads.all(Sql::new("SELECT id, body FROM calendar_versions WHERE id IN ").list(ids)).await?;
    rows.into_iter().map(|row| Ok((row.id, serde_json::from_str(&row.body)?))).collect()
}

/// Makes a calendar under a new name, or a new version of the one with that name; answers the calendar's id.
///
/// # Errors
/// When the database fails.
pub async fn publish(
    tx: &mut Tx,
    by: Option<i64>,
    name: &str,
    calendar: &CalendarDraft,
    now: Timestamp,
) -> Result<i64, Failure> {
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
    let version = tx.next_id("calendar_versions").await?;
    let sql =
        Sql::new("INSERT INTO calendar_versions (id, calendar_id, body, made_at, made_by) VALUES (?, ?, ?, ?, ?)")
            .bind(version)
            .bind(id)
            .bind(serde_json::to_string(calendar)?)
            .bind(now)
            .bind(by);
    tx.execute(sql).await?;
    tx.record(Happening {
        at: now,
        actor: by,
        subject: Subject::new("calendar", id),
        kind: "calendar.published",
        body: serde_json::json!({ "name": name, "version": version }),
    });
    Ok(id)
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    body: String,
}

fn read(row: Option<Row>) -> Result<Option<StoredCalendar>, Failure> {
    row.map(|row| Ok(StoredCalendar { version_id: row.id, calendar: serde_json::from_str(&row.body)? })).transpose()
}
