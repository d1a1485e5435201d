//! The counts on a worklist's tabs: exact from the writer's counters for everybody and for a call centre, else counted from
//! the rows up to a thousand. It reads no row itself.

use super::narrowing::{Half, Narrowed};
use super::ranging::Piece;
use super::sorting::{Column, Key as By};
use super::{Kind, Status, counting};
use crate::people::Member;
use crate::platform::db::keyset::Key;
use crate::platform::db::{FromRow, Reads, Sql, counters};
use crate::platform::failure::Failure;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A filtered count stops here: what is more is "1,000+".
pub const MOST_COUNTED: i64 = 1_000;
/// Counters that are read by one statement: an installation may have hundreds of call centres.
const NAMES_AT_ONCE: usize = 500;
/// Rows that are looked at for one count, at most, where other filters turn them down.
const LOOKED: i64 = 5_000;

/// A tab with how many tickets stand behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TabView {
    /// Which.
    pub status: Status,
    /// How many tickets of the same scope and filters it has.
    pub tickets: i64,
    /// There are, or may be, more than `tickets`: they were not counted further.
    pub or_more: bool,
}

/// The four tabs of what `narrowed` means.
///
/// # Errors
/// When the database fails.
pub async fn tabs(reads: &impl Reads, member: &Member, narrowed: &Narrowed) -> Result<Vec<TabView>, Failure> {
    let names = |status: &Status| {
        let halves = narrowed.halves.iter().filter(|_| narrowed.due.is_none());
        let names = halves.map(|half| counters_of(*status, half)).collect::<Option<Vec<_>>>()?;
        Some(names.concat())
    };
    match Status::ALL.iter().map(names).collect::<Option<Vec<_>>>() {
        Some(names) if narrowed.due.is_none() => counted(reads, &names).await,
        _ => filtered(reads, member, narrowed).await,
    }
}

/// The counters whose sum a half has on a tab, if there are such.
fn counters_of(status: Status, half: &Half) -> Option<Vec<String>> {
    let kind = Kind::Inquiry;
    match half.facts.as_slice() {
        [] => Some(vec![counting::all(kind, status, half.escalated)]),
        [fact] => fact
            .any_of
            .iter()
            .map(|held| match (fact.column, held) {
                (Column::Prefix, Some(Key::Text(prefix))) => {
                    Some(counting::of_call_centre(kind, status, half.escalated, prefix))
                }
                (Column::Creator, Some(Key::Integer(user))) if !half.escalated => {
                    Some(counting::records_of(kind, status, *user))
                }
                _ => None,
            })
            .collect(),
        _ => None,
    }
}

async fn counted(reads: &impl Reads, names: &[Vec<String>]) -> Result<Vec<TabView>, Failure> {
    let mut values = BTreeMap::new();
    for some in names.concat().chunks(NAMES_AT_ONCE) {
        values.extend(counters::named(reads, some.to_vec()).await?);
    }
    let count = |(status, names): (&Status, &Vec<String>)| TabView {
        status: *status,
        tickets: names.iter().filter_map(|name| values.get(name)).sum(),
        or_more: false,
    };
    Ok(Status::ALL.iter().zip(names).map(count).collect())
}

async fn filtered(reads: &impl Reads, member: &Member, narrowed: &Narrowed) -> Result<Vec<TabView>, Failure> {
    let counted: Vec<Counted> = match counts(member, narrowed) {
        Some(sql) => reads.all(sql).await?,
        None => Vec::new(),
    };
    let count = |status: &Status| {
        let found = || counted.iter().filter(|counted| counted.status == *status);
        let tickets: i64 = found().map(|counted| counted.tickets).sum();
        let gave_up = found().any(|counted| counted.looked > LOOKED && counted.tickets <= MOST_COUNTED);
        TabView { status: *status, tickets: tickets.min(MOST_COUNTED), or_more: tickets > MOST_COUNTED || gave_up }
    };
    Ok(Status::ALL.iter().map(count).collect())
}

/// The query of every range's count on every tab, each of which stops one above [`MOST_COUNTED`], or where too many rows
/// were turned down; none where nobody is meant. Public for the test that has it explained.
#[must_use]
pub fn counts(member: &Member, narrowed: &Narrowed) -> Option<Sql> {
    let mut sql: Option<Sql> = None;
    for status in Status::ALL {
        for counted in narrowed.halves_of(*status).iter().flat_map(|half| of_half(half, narrowed, member, *status)) {
            sql = Some(match sql {
                Some(sql) => sql.push(" UNION ALL ").append(counted),
                None => counted,
            });
        }
    }
    sql
}

/// The counts of a half's ranges. Where nothing turns rows down but that they are of one of several creators, the engine
/// reads all of their ranges for one count: there may be hundreds, and a statement has so many parts at most.
fn of_half(half: &Half, narrowed: &Narrowed, member: &Member, status: Status) -> Vec<Sql> {
    if let [several] = half.facts.as_slice()
        && several.any_of.len() > 1
    {
        let (rest, due) = (vec![several.clone()], narrowed.due.clone());
        let piece = Piece { escalated: half.escalated, lead: None, rest, due, by: By::Due };
        return vec![capped(&piece, member, status, true)];
    }
    let pieces = Piece::of(half, narrowed.due.as_ref(), By::Due);
    pieces.iter().map(|piece| count(piece, member, status)).collect()
}

/// The count of a range, and, if `whole`, of what is not turned down in it, however far that is.
fn capped(piece: &Piece, member: &Member, status: Status, whole: bool) -> Sql {
    let sql = Sql::new("SELECT '").push(status.as_str()).push("' AS status, count(*) AS tickets, ");
    let sql = sql.push("CAST(0 AS bigint) AS looked FROM (SELECT 1 FROM tickets");
    piece.narrowed(sql, member, status, whole).push(" LIMIT ?) AS capped").bind(MOST_COUNTED + 1)
}

fn count(piece: &Piece, member: &Member, status: Status) -> Sql {
    if !piece.turns_down() {
        return capped(piece, member, status, false);
    }
    let sql = Sql::new("SELECT '").push(status.as_str()).push("' AS status, coalesce(sum(fits), 0) AS tickets, ");
    let sql = sql.push("count(*) AS looked FROM (SELECT CASE WHEN 1 = 1");
    let sql = piece.turned_down(sql).push(" THEN 1 ELSE 0 END AS fits FROM tickets");
    piece.narrowed(sql, member, status, false).push(" LIMIT ?) AS looked").bind(LOOKED + 1)
}

#[derive(FromRow)]
struct Counted {
    status: Status,
    tickets: i64,
    looked: i64,
}
