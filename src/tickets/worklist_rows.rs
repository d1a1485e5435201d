//! The rows of a worklist, as programs read them. Each section is one range of an index, read in its order and
//! continued by a keyset: never a sort of what a filter left over. Words for them stand in `worklist_words.rs`.

use super::due_words::DueView;
use super::filtering::{Creators, Filter, Place, Section};
use super::view::{Names, names};
use super::{Due, Kind, Reason, Status, visible_to};
use crate::clock::Calendar;
use crate::people::{Member, Person, calendars};
use crate::platform::db::keyset::{Cursor, Key, Kind as Column, SortKey};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use utoipa::ToSchema;

/// Rows of a page.
pub const ROWS: usize = 50;
/// One more than a page tells whether there is another.
const LOOK_AHEAD: usize = ROWS + 1;

/// A ticket in a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RowView {
    /// The number that people say.
    pub number: i64,
    /// Where it stands.
    pub status: Status,
    /// Why, where the status wants a reason.
    pub reason: Option<Reason>,
    /// The first line of what happened.
    pub subject: String,
    /// The beginning of the rest.
    pub preview: String,
    /// About whom.
    pub party: Option<RowParty>,
    /// The inquiry type.
    #[serde(rename = "type")]
    pub type_name: Option<String>,
    /// Who opened it; nobody where the desk itself did.
    pub created_by: Option<Person>,
    /// Who works it now.
    pub assignee: Option<Person>,
    /// Whether an escalation is on it.
    pub escalated: bool,
    /// To whom it was escalated last.
    pub escalated_to: Option<Person>,
    /// Its deadline, if it has one.
    pub due: Option<DueView>,
    /// When it was opened.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
    /// Counts changes: send it with a change, and nobody's work is overwritten.
    pub version: i64,
}

/// A party in a list of tickets.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RowParty {
    /// The key.
    pub id: i64,
    /// The number that people say.
    pub number: Option<String>,
    /// Its name.
    pub name: String,
}

/// One page of rows, and where the next begins.
#[derive(Clone, Debug)]
pub struct Rows {
    /// At most [`ROWS`].
    pub rows: Vec<RowView>,
    /// Behind the last of them, if more follow.
    pub next: Option<Place>,
}

/// The page of `filter` that begins at its place.
///
/// # Errors
/// When the database fails.
pub async fn page(
    reads: &impl Reads,
    member: &Member,
    filter: &Filter,
    creators: &Creators,
    now: Timestamp,
) -> Result<Rows, Failure> {
    let place = filter.place();
    let mut raws: Vec<Raw> = Vec::with_capacity(LOOK_AHEAD);
    for section in filter.sections(member, creators) {
        let is_behind = place.as_ref().is_some_and(|place| section.escalated && !place.escalated);
        if is_behind || section.creators.is_nobody() || raws.len() >= LOOK_AHEAD {
            continue;
        }
        let within = place.as_ref().filter(|place| place.escalated == section.escalated);
        let more = range(member, filter.status(), &section, within, LOOK_AHEAD - raws.len());
        raws.extend(reads.all::<Raw>(more).await?);
    }
    let has_more = raws.len() > ROWS;
    raws.truncate(ROWS);
    let seen = place.map_or(0, |place| place.seen as usize) + raws.len();
    let next = raws.last().filter(|_| has_more);
    let next = next.map(|last| Place::behind(last.escalated == 1, seen, last.due_key, last.id));
    Ok(Rows { rows: named(reads, raws, now).await?, next })
}

/// The row of one ticket, as `member` may see it.
///
/// # Errors
/// Not seen, whether it does not exist or is not theirs.
pub async fn row(reads: &impl Reads, member: &Member, number: i64, now: Timestamp) -> Result<RowView, Failure> {
    let sql = columns(Sql::new("FROM tickets")).push(" WHERE tickets.id = ?").bind(number);
    let found: Option<Raw> = reads.one(sql.push(" AND ").append(visible_to(member))).await?;
    let mut rows = named(reads, found.into_iter().collect(), now).await?;
    rows.pop().ok_or_else(|| Refusal::not_seen().into())
}

/// The query of at most `limit` rows of a section behind `place`. Public for the test that has it explained.
#[must_use]
pub fn range(member: &Member, status: Status, section: &Section, place: Option<&Place>, limit: usize) -> Sql {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let descending = status == Status::Closed;
    let mut pieces = pieces(&section.creators, descending);
    let within = || Sql::new(" WHERE ").append(of_section(member, status, section.escalated));
    if pieces.len() == 1 {
        let piece = pieces.remove(0);
        return piece.page(columns(Sql::new("FROM tickets")).append(within()), place, limit);
    }
    // Several creators: the first rows of each range, merged by their keys, and only what is left is looked up.
    let mut merged = Sql::new("FROM (SELECT * FROM (");
    for (index, piece) in pieces.into_iter().enumerate() {
        let keys = Sql::new("SELECT tickets.due_key, tickets.id AS ticket_id FROM tickets").append(within());
        merged = merged.push(if index == 0 { "" } else { " UNION ALL " });
        merged = merged.push("SELECT * FROM (").append(piece.page(keys, place, limit)).push(") AS piece");
    }
    let (first, last) = match descending {
        true => (" ORDER BY due_key DESC, ticket_id DESC", " ORDER BY tickets.due_key DESC, tickets.id DESC"),
        false => (" ORDER BY due_key, ticket_id", " ORDER BY tickets.due_key, tickets.id"),
    };
    let merged = merged.push(") AS pieces").push(first).push(" LIMIT ?").bind(limit);
    columns(merged.push(") AS found JOIN tickets ON tickets.id = found.ticket_id")).push(last)
}

/// One range of an index: everyone's, or those of one creator or call centre, which the index then begins with.
struct Piece {
    order: SortKey,
    /// The condition on the creator, for the first page and for those behind a row.
    first: &'static str,
    behind: &'static str,
    creator: Option<Key>,
}

/// The ranges that the creators need.
fn pieces(creators: &Creators, descending: bool) -> Vec<Piece> {
    const DUE: (&str, Column) = ("tickets.due_key", Column::Integer);
    const ID: (&str, Column) = ("tickets.id", Column::Integer);
    let piece = |columns, [first, up, down]: [&'static str; 3], creator| Piece {
        order: SortKey { columns, descending },
        first,
        behind: if descending { down } else { up },
        creator,
    };
    // Behind a row the creator is the first sort key, bounded on its far side: were it an equality, the planner could
    // as well take the index of everyone's tickets and drop what is not theirs.
    let prefix = |prefix: &String| {
        let bounds =
            [" AND tickets.creator_prefix = ?", " AND tickets.creator_prefix <= ?", " AND tickets.creator_prefix >= ?"];
        piece(&[("tickets.creator_prefix", Column::Text), DUE, ID], bounds, Some(Key::Text(prefix.clone())))
    };
    let user = |user: &i64| {
        let bounds = [" AND tickets.created_by = ?", " AND tickets.created_by <= ?", " AND tickets.created_by >= ?"];
        piece(&[("tickets.created_by", Column::Integer), DUE, ID], bounds, Some(Key::Integer(*user)))
    };
    match creators {
        Creators::Everyone => vec![piece(&[DUE, ID], [""; 3], None)],
        Creators::Prefixes(prefixes) => prefixes.iter().map(prefix).collect(),
        Creators::Users(users) => users.iter().map(user).collect(),
    }
}

impl Piece {
    fn page(self, sql: Sql, place: Option<&Place>, limit: i64) -> Sql {
        let sql = sql.push(if place.is_some() { self.behind } else { self.first });
        let sql = match self.creator.clone() {
            Some(Key::Text(prefix)) => sql.bind(prefix),
            Some(Key::Integer(user)) => sql.bind(user),
            None => sql,
        };
        let cursor = place.map(|place| {
            let row = [Key::Integer(place.due_key), Key::Integer(place.id)];
            Cursor::new(self.creator.into_iter().chain(row).collect())
        });
        self.order.page(self.order.after(sql, cursor), limit)
    }
}

/// The condition that makes a section a range of an index, before its creators.
pub(super) fn of_section(member: &Member, status: Status, escalated: bool) -> Sql {
    Sql::new("tickets.kind = ? AND tickets.status = ? AND tickets.escalated = ? AND ")
        .bind(Kind::Inquiry)
        .bind(status)
        .bind(i32::from(escalated))
        .append(visible_to(member))
}

/// What a row needs, and of the tickets no more; `from` begins with `FROM`.
fn columns(from: Sql) -> Sql {
    Sql::new(
        "SELECT tickets.id, tickets.status, tickets.reason, tickets.subject, substr(tickets.body, 1, 200) AS preview,
         tickets.created_by, tickets.assignee, tickets.escalated, tickets.due_key, tickets.due_at, tickets.due_days,
         tickets.calendar_version_id, tickets.created_at, tickets.version, tickets.party_id, tickets.due_moved,
         parties.number AS party_number, parties.name AS party_name, inquiry_types.name AS type_name,
         CASE WHEN tickets.escalated = 1 THEN (SELECT raised_to FROM escalations
           WHERE escalations.ticket_id = tickets.id ORDER BY escalations.id DESC LIMIT 1) END AS raised_to ",
    )
    .append(from)
    .push(
        " LEFT JOIN parties ON parties.id = tickets.party_id
         LEFT JOIN inquiry_types ON inquiry_types.id = tickets.type_id",
    )
}

type Calendars = BTreeMap<i64, Arc<Calendar>>;
/// What was found out of a moment by a calendar. Promises end at closing time: many rows of a page share one.
type Known = BTreeMap<(i64, Timestamp), DueView>;

#[derive(FromRow)]
struct Raw {
    id: i64,
    status: Status,
    reason: Option<Reason>,
    subject: String,
    preview: String,
    created_by: Option<i64>,
    assignee: Option<i64>,
    escalated: i32,
    due_key: i64,
    due_at: Option<Timestamp>,
    due_days: Option<i32>,
    calendar_version_id: Option<i64>,
    created_at: Timestamp,
    version: i64,
    party_id: Option<i64>,
    due_moved: i32,
    party_number: Option<String>,
    party_name: Option<String>,
    type_name: Option<String>,
    raised_to: Option<i64>,
}

/// Puts names and the state of the deadline to rows: one query for the names, one for the calendars.
async fn named(reads: &impl Reads, raws: Vec<Raw>, now: Timestamp) -> Result<Vec<RowView>, Failure> {
    if raws.is_empty() {
        return Ok(Vec::new());
    }
    let people = raws.iter().flat_map(|raw| [raw.created_by, raw.assignee, raw.raised_to]).flatten();
    let names = names(reads, people.collect::<BTreeSet<_>>()).await?;
    let running = raws.iter().filter(|raw| raw.status != Status::Closed);
    let versions: BTreeSet<i64> = running.filter_map(|raw| raw.calendar_version_id).collect();
    let calendars = calendars::versions(reads, versions).await?;
    let mut known = Known::new();
    let mut rows = Vec::with_capacity(raws.len());
    for raw in raws {
        let due = raw.due(&calendars, &mut known, now)?;
        rows.push(raw.named(due, &names));
    }
    Ok(rows)
}

impl Raw {
    fn due(&self, calendars: &Calendars, known: &mut Known, now: Timestamp) -> Result<Option<DueView>, Failure> {
        let due = Due::of(self.due_at, self.due_days, self.calendar_version_id, self.due_moved);
        let Some(due) = due else { return Ok(None) };
        if self.status == Status::Closed {
            return Ok(Some(DueView::over(due)));
        }
        let key = (due.calendar_version, due.at);
        if let Some(known) = known.get(&key) {
            return Ok(Some(DueView { days: due.days, moved: due.moved, ..known.clone() }));
        }
        let calendar = calendars.get(&due.calendar_version);
        let calendar = calendar.ok_or_else(|| anyhow::anyhow!("calendar version {} is gone", due.calendar_version))?;
        let view = DueView::new(self.status, due, calendar, now);
        known.insert(key, view.clone());
        Ok(Some(view))
    }

    fn named(self, due: Option<DueView>, names: &Names) -> RowView {
        let person = |id: Option<i64>| id.and_then(|id| names.get(&id).cloned());
        let (number, name) = (self.party_number, self.party_name.unwrap_or_default());
        RowView {
            number: self.id,
            status: self.status,
            reason: self.reason,
            subject: self.subject,
            preview: self.preview.split_whitespace().collect::<Vec<_>>().join(" "),
            party: self.party_id.map(|id| RowParty { id, number, name }),
            type_name: self.type_name,
            created_by: person(self.created_by),
            assignee: person(self.assignee),
            escalated: self.escalated == 1,
            escalated_to: person(self.raised_to),
            due,
            created_at: self.created_at,
            version: self.version,
        }
    }
}
