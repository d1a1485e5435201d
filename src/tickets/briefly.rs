//! Tickets in brief: the short lists that stand beside something else, such as what is open about the same party.
//! Which tickets, and in what order, the caller says.

use super::due_words::{DueState, DueView, DueWords, short};
use super::seeing::visible_to;
use super::ticket::{Due, Status};
use super::view::due_of;
use super::worklist_tabs::MOST_COUNTED;
use crate::people::{Member, Reading};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// How many open ones about a party are shown.
const MOST_OPEN: i64 = 8;
/// How many earlier ones.
const MOST_EARLIER: i64 = 5;

/// A ticket in brief.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Brief {
    /// Its number.
    pub number: i64,
    /// Its version.
    pub version: i64,
    /// Where it stands.
    pub status: Status,
    /// Its subject.
    pub subject: String,
    /// Its type.
    pub type_name: Option<String>,
    /// The name of the party that it is about.
    pub party: Option<String>,
    /// Who opened it, by user name; nobody where the desk itself did.
    pub created_by: Option<String>,
    /// Who has it, by name.
    pub assignee: Option<String>,
    /// How its deadline stands, if it has one.
    pub due: Option<DueView>,
    /// The deadline as people read it.
    pub due_words: Option<String>,
    /// The moment of the deadline as people read it.
    pub due_moment: Option<String>,
    /// When anything about it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
    /// That moment as people read it.
    pub changed_words: String,
}

impl Brief {
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
pub async fn open_of_party(
    reads: &impl Reads,
    member: &Member,
    party: i64,
    reading: &Reading,
) -> Result<Vec<Brief>, Failure> {
    let tail = Sql::new("WHERE tickets.status <> 'closed' AND tickets.party_id = ?").bind(party).push(" AND ");
    let tail = tail.append(visible_to(member)).push(" ORDER BY tickets.due_key, tickets.id LIMIT ?").bind(MOST_OPEN);
    briefs(reads, tail, reading).await
}

/// How many inquiries about a party run that `member` may see; one more than [`MOST_COUNTED`] where there are more.
///
/// # Errors
/// When the database fails.
pub async fn count_of_party(reads: &impl Reads, member: &Member, party: i64) -> Result<i64, Failure> {
    Ok(reads.count_up_to(MOST_COUNTED + 1, running_of(member, party)).await?)
}

/// What [`count_of_party`] counts: `FROM … WHERE …`. Public for the test that has it explained.
#[must_use]
pub fn running_of(member: &Member, party: i64) -> Sql {
    let sql = Sql::new("FROM tickets WHERE status <> 'closed' AND party_id = ?").bind(party);
    sql.push(" AND ").append(visible_to(member))
}

/// What a party asked before the ticket `than` that one looks at, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn earlier_of_party(
    reads: &impl Reads,
    member: &Member,
    (party, than): (i64, i64),
    reading: &Reading,
) -> Result<Vec<Brief>, Failure> {
    let tail = Sql::new("WHERE tickets.party_id = ?").bind(party).push(" AND tickets.id < ?").bind(than).push(" AND ");
    let tail = tail.append(visible_to(member)).push(" ORDER BY tickets.id DESC LIMIT ?").bind(MOST_EARLIER);
    briefs(reads, tail, reading).await
}

/// The tickets that `tail`, behind `FROM tickets`, chooses and orders.
///
/// # Errors
/// When the database fails.
pub async fn briefs(reads: &impl Reads, tail: Sql, reading: &Reading) -> Result<Vec<Brief>, Failure> {
    // The joins must not change which index answers: they name what few tickets are found.
    let sql = Sql::new("SELECT ").push(COLUMNS).push(
        " FROM tickets LEFT JOIN inquiry_types y ON y.id = tickets.type_id LEFT JOIN users u ON u.id = tickets.created_by
         LEFT JOIN users a ON a.id = tickets.assignee
         LEFT JOIN parties p ON p.id = tickets.party_id ",
    );
    let rows: Vec<Row> = reads.all(sql.append(tail)).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        found.push(row.brief(reads, reading).await?);
    }
    Ok(found)
}

const COLUMNS: &str = "tickets.id, tickets.version, tickets.status, tickets.subject, tickets.due_at, tickets.due_days, \
    tickets.created_at, tickets.changed_at, tickets.calendar_version_id, tickets.due_moved, y.name AS type_name, \
    u.user_name, a.display_name AS assignee, p.name AS party";

#[derive(FromRow)]
struct Row {
    id: i64,
    version: i64,
    status: Status,
    subject: String,
    due_at: Option<Timestamp>,
    due_days: Option<i32>,
    created_at: Timestamp,
    changed_at: Timestamp,
    calendar_version_id: Option<i64>,
    due_moved: i32,
    type_name: Option<String>,
    user_name: Option<String>,
    assignee: Option<String>,
    party: Option<String>,
}

impl Row {
    async fn brief(self, reads: &impl Reads, reading: &Reading) -> Result<Brief, Failure> {
        let Reading { texts, zone, now } = reading;
        let due = Due::of(self.due_at, self.due_days, self.calendar_version_id, self.due_moved);
        let due = due_of(reads, self.status, due, *now).await?;
        let words = due.as_ref().map(|due| DueWords::new(self.id, due, self.created_at, *now, texts, zone));
        let (due_words, due_moment) = words.map(|words| (words.left, words.moment)).unzip();
        Ok(Brief {
            number: self.id,
            version: self.version,
            status: self.status,
            subject: self.subject,
            type_name: self.type_name,
            party: self.party,
            created_by: self.user_name,
            assignee: self.assignee,
            due,
            due_words,
            due_moment,
            changed_words: short(self.changed_at, *now, texts, zone),
            changed_at: self.changed_at,
        })
    }
}
