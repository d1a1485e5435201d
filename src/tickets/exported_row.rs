//! What a ticket says of itself in a file: one row of cells, in the reader's words and by their clock. It knows no list.

use super::incoming::Channel;
use super::reasons::Reasons;
use super::{Reason, Status, visible_to};
use crate::people::sending_out::clock;
use crate::people::{Member, Reading};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::sheets::{Cell, Column};
use crate::platform::text::Texts;
use jiff::tz::TimeZone;
use std::collections::HashMap;

/// Catalogue keys of the columns, in their order, with how wide a workbook shows them.
const COLUMNS: [(&str, u8); 18] = [
    ("worklist-number", 10),
    ("ticket-status", 12),
    ("export-reason", 18),
    ("receipt-subject", 48),
    ("export-party-number", 14),
    ("export-party-name", 30),
    ("new-ticket-type", 22),
    ("export-type-details", 22),
    ("ticket-channel", 10),
    ("ticket-order-number", 16),
    ("export-created-by", 16),
    ("worklist-assignee", 16),
    ("worklist-escalated", 11),
    ("export-escalated-to", 16),
    ("ticket-due", 17),
    ("export-created-at", 17),
    ("export-changed-at", 17),
    ("export-closed-at", 17),
];

/// The words and the clock of whoever reads the file.
pub struct Words {
    texts: Texts,
    reasons: Reasons,
    zone: TimeZone,
}

impl Words {
    /// Those of a reader.
    pub(super) fn new(reading: &Reading, reasons: Reasons) -> Self {
        Self { texts: reading.texts.clone(), reasons, zone: reading.zone.clone() }
    }

    /// What stands above the rows.
    pub(super) fn columns(&self) -> Vec<Column> {
        COLUMNS.iter().map(|(key, width)| Column::new(self.texts.say(key), *width)).collect()
    }

    fn yes(&self, is_so: bool) -> Cell {
        self.texts.say(if is_so { "export-yes" } else { "export-no" }).into()
    }

    fn at(&self, at: Option<Timestamp>) -> Cell {
        at.map(|at| clock(at, &self.zone)).into()
    }
}

/// The rows of these tickets, in this order, as far as `member` may see them.
///
/// # Errors
/// When the database fails.
pub(super) async fn rows(
    reads: &impl Reads,
    member: &Member,
    ids: &[i64],
    words: &Words,
) -> Result<Vec<Vec<Cell>>, Failure> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql =
        columns().push(" WHERE tickets.id IN ").list(ids.iter().copied()).push(" AND ").append(visible_to(member));
    let mut found: HashMap<i64, Raw> = reads.all::<Raw>(sql).await?.into_iter().map(|raw| (raw.id, raw)).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).map(|raw| raw.cells(words)).collect())
}

/// What a row needs; its conditions follow. Public for the test that has it explained.
#[must_use]
pub fn columns() -> Sql {
    Sql::new(
        "SELECT tickets.id, tickets.status, tickets.reason, tickets.subject, tickets.type_details, tickets.channel,
         tickets.order_number, tickets.escalated, tickets.due_at, tickets.created_at, tickets.changed_at,
         tickets.closed_at, parties.number AS party_number, parties.name AS party_name,
         inquiry_types.name AS type_name, creators.user_name AS creator, assignees.user_name AS assigned,
         CASE WHEN tickets.escalated = 1 THEN (SELECT leads.user_name FROM escalations
           JOIN users leads ON leads.id = escalations.raised_to
           WHERE escalations.ticket_id = tickets.id ORDER BY escalations.id DESC LIMIT 1) END AS raised_to
         FROM tickets LEFT JOIN parties ON parties.id = tickets.party_id
         LEFT JOIN inquiry_types ON inquiry_types.id = tickets.type_id
         LEFT JOIN users creators ON creators.id = tickets.created_by
         LEFT JOIN users assignees ON assignees.id = tickets.assignee",
    )
}

#[derive(FromRow)]
struct Raw {
    id: i64,
    status: Status,
    reason: Option<Reason>,
    subject: String,
    type_details: Option<String>,
    channel: Option<Channel>,
    order_number: Option<String>,
    escalated: i32,
    due_at: Option<Timestamp>,
    created_at: Timestamp,
    changed_at: Timestamp,
    closed_at: Option<Timestamp>,
    party_number: Option<String>,
    party_name: Option<String>,
    type_name: Option<String>,
    creator: Option<String>,
    assigned: Option<String>,
    raised_to: Option<String>,
}

impl Raw {
    fn cells(self, words: &Words) -> Vec<Cell> {
        let texts = &words.texts;
        vec![
            self.id.into(),
            texts.say(self.status.key()).into(),
            self.reason.map(|reason| words.reasons.said(reason, texts)).into(),
            self.subject.into(),
            self.party_number.into(),
            self.party_name.into(),
            self.type_name.map(|name| texts.known("type-", &name)).into(),
            self.type_details.into(),
            self.channel.map(|channel| texts.say(channel.key())).into(),
            self.order_number.into(),
            self.creator.unwrap_or_else(|| texts.say("people-the-desk")).into(),
            self.assigned.into(),
            words.yes(self.escalated == 1),
            self.raised_to.into(),
            words.at(self.due_at),
            words.at(Some(self.created_at)),
            words.at(Some(self.changed_at)),
            words.at(self.closed_at),
        ]
    }
}
