//! Other open inquiries about the same party: what stands beside the form, so that nothing is written down
//! twice.

use super::due_words::{DueState, DueView, DueWords};
use super::seeing::visible_to;
use super::ticket::{Due, Status};
use super::view::due_of;
use crate::people::{Member, Reading};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// How many are shown.
const MOST: i64 = 8;

/// An open inquiry, in brief.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Other {
    /// Its number.
    pub number: i64,
    /// Its subject.
    pub subject: String,
    /// Its type.
    pub type_name: Option<String>,
    /// Who opened it; nobody where the desk itself did.
    pub created_by: Option<String>,
    /// How its deadline stands, if it has one.
    pub due: Option<DueView>,
    /// The deadline as people read it.
    pub due_words: Option<String>,
}

impl Other {
    /// The class of the deadline's word, for the template.
    #[must_use]
    pub fn class(&self) -> &'static str {
        match self.due.as_ref().map(|due| due.state) {
            Some(DueState::Overdue) => "late",
            Some(DueState::Near) => "near",
            Some(DueState::Calm | DueState::Over) | None => "calm",
        }
    }
}

/// The open inquiries about a party that `member` may see, the most urgent first.
///
/// # Errors
/// When the database fails.
pub async fn of_party(
    reads: &impl Reads,
    member: &Member,
    party: i64,
    reading: &Reading,
) -> Result<Vec<Other>, Failure> {
    // The join must not change which index answers: the party's open tickets are few.
    let sql = Sql::new(
        "SELECT tickets.id, tickets.status, tickets.subject, tickets.due_at, tickets.due_days, tickets.created_at,
         tickets.calendar_version_id, tickets.due_moved, y.name AS type_name, u.user_name
         FROM tickets LEFT JOIN inquiry_types y ON y.id = tickets.type_id LEFT JOIN users u ON u.id = tickets.created_by
         WHERE tickets.status <> 'closed' AND tickets.party_id = ?",
    )
    .bind(party)
    .push(" AND ")
    .append(visible_to(member))
    .push(" ORDER BY tickets.due_key, tickets.id LIMIT ?")
    .bind(MOST);
    let rows: Vec<Row> = reads.all(sql).await?;
    let mut others = Vec::with_capacity(rows.len());
    for row in rows {
        let due = Due::of(row.due_at, row.due_days, row.calendar_version_id, row.due_moved);
        let due = due_of(reads, row.status, due, reading.now).await?;
        let words = |due| DueWords::new(row.id, due, row.created_at, reading.now, &reading.texts, &reading.zone).left;
        others.push(Other {
            number: row.id,
            subject: row.subject,
            type_name: row.type_name,
            created_by: row.user_name,
            due_words: due.as_ref().map(words),
            due,
        });
    }
    Ok(others)
}

#[derive(FromRow)]
struct Row {
    id: i64,
    status: Status,
    subject: String,
    due_at: Option<Timestamp>,
    due_days: Option<i32>,
    created_at: Timestamp,
    calendar_version_id: Option<i64>,
    due_moved: i32,
    type_name: Option<String>,
    user_name: Option<String>,
}
