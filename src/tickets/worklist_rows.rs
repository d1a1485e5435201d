//! The rows of a worklist, as programs read them: which ones, the walk says. Words for them stand in `worklist_words.rs`.

use super::due_words::DueView;
use super::filtering::{Filter, Place};
use super::looks::{State, is_new};
use super::narrowing::Narrowed;
use super::view::{Names, names};
use super::walking::{Bounds, Walk, Walked};
use super::{Due, Reason, Status, visible_to};
use crate::clock::Calendar;
use crate::people::{Member, Person, calendars};
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
    /// When anything about it last changed.
    #[schema(value_type = String, format = DateTime)]
    pub changed_at: Timestamp,
    /// When it was closed, if it is.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub closed_at: Option<Timestamp>,
    /// Counts changes: send it with a change, and nobody's work is overwritten.
    pub version: i64,
    /// Another changed it lately, and the reader has not opened it since.
    pub unread: bool,
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
#[derive(Clone, Debug, Default)]
pub struct Rows {
    /// At most [`ROWS`].
    pub rows: Vec<RowView>,
    /// On all pages but the first, what the page before is asked for with: empty where that is the first.
    pub previous: Option<String>,
    /// Behind the last of them, if more follow or may.
    pub next: Option<Place>,
    /// So many rows were turned down that the others were not looked at yet.
    pub gave_up: bool,
}

/// The page of `filter`, which means `narrowed`, that begins at its place.
///
/// # Errors
/// When the database fails.
pub async fn page(
    reads: &impl Reads,
    member: &Member,
    filter: &Filter,
    narrowed: &Narrowed,
    now: Timestamp,
) -> Result<Rows, Failure> {
    let walk = Walk { member, status: filter.status(), order: filter.sorted(), narrowed, bounds: Bounds::PAGE };
    let place = filter.place();
    let previous = match place {
        Some(place) => Some(before(reads, walk, filter, place).await?),
        None => None,
    };
    let Walked { mut spots, until, .. } = walk.on(reads, place, LOOK_AHEAD).await?;
    let has_more = spots.len() > ROWS;
    spots.truncate(ROWS);
    let seen = place.map_or(0, |place| place.seen).saturating_add(i64::try_from(spots.len()).unwrap_or(0));
    let last = if has_more { spots.last().copied() } else { until };
    let next = last.map(|spot| spot.place(seen));
    let sql = columns(member).push(" WHERE tickets.id IN ").list(spots.iter().map(|spot| spot.id));
    let mut raws: Vec<Raw> = match spots.is_empty() {
        true => Vec::new(),
        false => reads.all(sql.push(" AND ").append(visible_to(member))).await?,
    };
    let at: BTreeMap<i64, usize> = spots.iter().enumerate().map(|(at, spot)| (spot.id, at)).collect();
    raws.sort_by_key(|raw| at.get(&raw.id).copied());
    let rows = named(reads, member, raws, now).await?;
    Ok(Rows { rows, previous, next, gave_up: !has_more && until.is_some() })
}

/// Where the page begins that ends with the row of `place`.
async fn before(reads: &impl Reads, walk: Walk<'_>, filter: &Filter, place: Place) -> Result<String, Failure> {
    let back = Walk { order: walk.order.backwards(), ..walk };
    let Walked { spots, until, .. } = back.on(reads, Some(place), ROWS).await?;
    let seen = place.seen.saturating_sub(i64::try_from(ROWS).unwrap_or(0)).max(0);
    let first = spots.get(ROWS - 1).copied().or(until);
    Ok(first.map(|spot| filter.cursor(spot.place(seen))).unwrap_or_default())
}

/// The row of one ticket, as `member` may see it.
///
/// # Errors
/// Not seen, whether it does not exist or is not theirs.
pub async fn row(reads: &impl Reads, member: &Member, number: i64, now: Timestamp) -> Result<RowView, Failure> {
    let sql = columns(member).push(" WHERE tickets.id = ?").bind(number);
    let found: Option<Raw> = reads.one(sql.push(" AND ").append(visible_to(member))).await?;
    let mut rows = named(reads, member, found.into_iter().collect(), now).await?;
    rows.pop().ok_or_else(|| Refusal::not_seen().into())
}

/// What a row needs, and of the tickets no more; with the version that `member` saw last. Its conditions follow. Public
/// for the test that has it explained.
#[must_use]
pub fn columns(member: &Member) -> Sql {
    Sql::new(
        "SELECT tickets.id, tickets.status, tickets.reason, tickets.subject, substr(tickets.body, 1, 200) AS preview,
         tickets.created_by, tickets.assignee, tickets.escalated, tickets.due_at, tickets.due_days,
         tickets.calendar_version_id, tickets.created_at, tickets.changed_at, tickets.changed_by, tickets.closed_at, tickets.version, tickets.party_id, tickets.due_moved,
         parties.number AS party_number, parties.name AS party_name, inquiry_types.name AS type_name,
         CASE WHEN tickets.escalated = 1 THEN (SELECT raised_to FROM escalations
           WHERE escalations.ticket_id = tickets.id ORDER BY escalations.id DESC LIMIT 1) END AS raised_to,
         looks.version AS seen
         FROM tickets LEFT JOIN parties ON parties.id = tickets.party_id
         LEFT JOIN inquiry_types ON inquiry_types.id = tickets.type_id
         LEFT JOIN ticket_looks looks ON looks.ticket_id = tickets.id AND looks.user_id = ?",
    )
    .bind(member.id)
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
    due_at: Option<Timestamp>,
    due_days: Option<i32>,
    calendar_version_id: Option<i64>,
    created_at: Timestamp,
    changed_at: Timestamp,
    changed_by: Option<i64>,
    closed_at: Option<Timestamp>,
    version: i64,
    seen: Option<i64>,
    party_id: Option<i64>,
    due_moved: i32,
    party_number: Option<String>,
    party_name: Option<String>,
    type_name: Option<String>,
    raised_to: Option<i64>,
}

/// Puts names and the state of the deadline to rows: one query for the names, one for the calendars.
async fn named(reads: &impl Reads, member: &Member, raws: Vec<Raw>, now: Timestamp) -> Result<Vec<RowView>, Failure> {
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
        let unread = is_new(&raw.state(), member.id, raw.seen, now);
        rows.push(raw.named(due, unread, &names));
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

    fn state(&self) -> State {
        let Self { changed_by, changed_at, version, .. } = *self;
        State { is_running: self.status != Status::Closed, changed_by, changed_at, version }
    }

    fn named(self, due: Option<DueView>, unread: bool, names: &Names) -> RowView {
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
            changed_at: self.changed_at,
            closed_at: self.closed_at,
            version: self.version,
            unread,
        }
    }
}
