//! Other open inquiries about the same party: what stands beside the form, so that nothing is written down
//! twice.

use super::due_words::{DueState, DueView, DueWords};
use super::seeing::visible_to;
use super::ticket::Status;
use crate::people::Reading;
use crate::people::{Member, calendars};
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
    /// Who opened it.
    pub created_by: String,
    /// How its deadline stands.
    pub due: DueView,
    /// The deadline as people read it.
    pub due_words: String,
}

impl Other {
    /// The class of the deadline's word, for the template.
    #[must_use]
    pub const fn class(&self) -> &'static str {
        match self.due.state {
            DueState::Overdue => "late",
            DueState::Near => "near",
            DueState::Calm | DueState::Over => "calm",
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
         tickets.calendar_version_id, y.name AS type_name, u.user_name
         FROM tickets LEFT JOIN inquiry_types y ON y.id = tickets.type_id JOIN users u ON u.id = tickets.created_by
         WHERE tickets.status <> 'closed' AND tickets.party_id = ?",
    )
    .bind(party)
    .push(" AND ")
    .append(visible_to(member))
    .push(" ORDER BY tickets.due_at, tickets.id LIMIT ?")
    .bind(MOST);
    let rows: Vec<Row> = reads.all(sql).await?;
    let mut others = Vec::with_capacity(rows.len());
    for row in rows {
        let found = calendars::version(reads, row.calendar_version_id).await?;
        let calendar = found.ok_or_else(|| anyhow::anyhow!("a calendar version is gone"))?.calendar;
        let due = DueView::new(row.status, (row.due_at, row.due_days), &calendar, reading.now);
        let words = DueWords::new(row.id, &due, row.created_at, reading.now, &reading.texts, &reading.zone);
        others.push(Other {
            number: row.id,
            subject: row.subject,
            type_name: row.type_name,
            created_by: row.user_name,
            due,
            due_words: words.left,
        });
    }
    Ok(others)
}

#[derive(FromRow)]
struct Row {
    id: i64,
    status: Status,
    subject: String,
    due_at: Timestamp,
    due_days: i32,
    created_at: Timestamp,
    calendar_version_id: i64,
    type_name: Option<String>,
    user_name: String,
}
