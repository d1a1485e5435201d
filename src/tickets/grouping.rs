//! The steps of a list that is sorted by a name: which distributors, types or people have any tickets in it, in the order of
//! their own table. Nothing of a name is copied to tickets, so none can be out of date.

use super::Status;
use super::narrowing::Half;
use super::ranging::Piece;
use super::sorting::{Column, Group, Key as By};
use crate::people::Member;
use crate::platform::db::keyset::{Cursor, Key, Kind, SortKey};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;

/// The step of what names nothing: nobody has it, no distributor is known. It comes after every name.
pub const NOTHING: i64 = 0;

/// A name as groups are compared by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, FromRow)]
pub struct Named {
    nameless: i64,
    label: String,
    rank: i64,
}

/// The ids of at most `most` groups that have tickets in these halves, from the group `from` on; [`NOTHING`] is the last.
///
/// # Errors
/// When the database fails.
#[expect(clippy::too_many_arguments, reason = "what is asked of one query, which has one caller")]
pub async fn from(
    reads: &impl Reads,
    group: Group,
    member: &Member,
    status: Status,
    halves: &[Half],
    from: Option<i64>,
    descending: bool,
    most: usize,
) -> Result<Vec<i64>, Failure> {
    let mut ids: Vec<i64> = from.into_iter().collect();
    if from.is_none() && descending {
        ids.push(NOTHING);
    }
    if from == Some(NOTHING) && !descending {
        return Ok(ids);
    }
    let behind = match from.filter(|id| *id != NOTHING) {
        Some(id) => name(reads, Some(group), id).await?.cursor(group, id),
        None => None,
    };
    let sql = statement(group, member, status, halves, behind, descending);
    let sql = group.order(descending).page(sql, i64::try_from(most.saturating_sub(ids.len())).unwrap_or(i64::MAX));
    ids.extend(reads.all::<Found>(sql).await?.into_iter().map(|found| found.id));
    if !descending && ids.len() < most {
        ids.push(NOTHING);
    }
    Ok(ids)
}

/// The query of the groups behind `behind`, before its order: each is asked for a first ticket.
#[must_use]
pub fn statement(
    group: Group,
    member: &Member,
    status: Status,
    halves: &[Half],
    behind: Option<Cursor>,
    descending: bool,
) -> Sql {
    let mut sql = Sql::new("SELECT g.id FROM ").push(group.table()).push(" AS g WHERE COALESCE(");
    for half in halves {
        // What else must hold does not count here: it would have to be looked for in all tickets of a group.
        let own = half.facts.iter().filter(|fact| fact.column == group.column()).cloned().collect();
        let piece = Piece { escalated: half.escalated, lead: None, rest: own, due: None, by: By::Due };
        // No planner makes a join of a subquery that has a limit, which would read every ticket; and in the order of the
        // index none looks for a first ticket elsewhere, which is long where there is none.
        sql = piece.narrowed(sql.push("(SELECT 1 FROM tickets"), member, status, true);
        sql = sql.push(" AND ").push(group.column().name()).push(" = g.id ORDER BY tickets.due_key LIMIT 1), ");
    }
    group.order(descending).after(sql.push("0) = 1"), behind)
}

/// Appends what tells a ticket's group, and the table of groups; without a group, nothing tells them apart.
#[must_use]
pub fn labelled(sql: Sql, group: Option<Group>) -> Sql {
    let Some(group) = group else {
        return sql.push("CAST(0 AS bigint) AS step, CAST(0 AS bigint) AS nameless, '' AS label, CAST(0 AS bigint) AS rank FROM tickets");
    };
    let sql = sql.push("COALESCE(").push(group.column().name()).push(", 0) AS step, ").push(group.named());
    let sql = sql.push(" FROM tickets LEFT JOIN ").push(group.table()).push(" AS g ON g.id = ");
    sql.push(group.column().name())
}

/// The name of the group with this id.
///
/// # Errors
/// When the database fails.
pub async fn name(reads: &impl Reads, group: Option<Group>, id: i64) -> Result<Named, Failure> {
    let Some(group) = group else { return Ok(Named::default()) };
    let sql = Sql::new("SELECT ").push(group.named()).push(" FROM ").push(group.table()).push(" AS g WHERE g.id = ?");
    let nothing = Named { nameless: 1, ..Named::default() };
    Ok(reads.one(sql.bind(id)).await?.unwrap_or(nothing))
}

impl Named {
    /// The place behind the group of this name.
    fn cursor(self, group: Group, id: i64) -> Option<Cursor> {
        let key = if group == Group::Type { Key::Integer(self.rank) } else { Key::Text(self.label) };
        (self.nameless == 0).then(|| Cursor::new(vec![key, Key::Integer(id)]))
    }
}

impl Group {
    /// The column of a ticket that names it.
    #[must_use]
    pub const fn column(self) -> Column {
        match self {
            Self::Customer => Column::Party,
            Self::Type => Column::Type,
            Self::Creator => Column::Creator,
            Self::Assignee => Column::Assignee,
        }
    }

    const fn table(self) -> &'static str {
        match self {
            Self::Customer => "parties",
            Self::Type => "inquiry_types",
            Self::Creator | Self::Assignee => "users",
        }
    }

    /// Its name, and whether there is one.
    const fn named(self) -> &'static str {
        match self {
            Self::Customer => {
                "CAST(CASE WHEN g.id IS NULL THEN 1 ELSE 0 END AS bigint) AS nameless,
                 COALESCE(g.name_sort, '') AS label, CAST(0 AS bigint) AS rank"
            }
            Self::Type => {
                "CAST(CASE WHEN g.id IS NULL THEN 1 ELSE 0 END AS bigint) AS nameless,
                 '' AS label, CAST(COALESCE(g.position, 0) AS bigint) AS rank"
            }
            Self::Creator | Self::Assignee => {
                "CAST(CASE WHEN g.id IS NULL THEN 1 ELSE 0 END AS bigint) AS nameless,
                 COALESCE(g.user_name_key, '') AS label, CAST(0 AS bigint) AS rank"
            }
        }
    }

    /// The order of its table.
    const fn order(self, descending: bool) -> SortKey {
        const ID: (&str, Kind) = ("g.id", Kind::Integer);
        let columns: &'static [(&'static str, Kind)] = match self {
            Self::Customer => &[("g.name_sort", Kind::Text), ID],
            Self::Type => &[("g.position", Kind::Integer), ID],
            Self::Creator | Self::Assignee => &[("g.user_name_key", Kind::Text), ID],
        };
        SortKey { columns, descending }
    }
}

#[derive(FromRow)]
struct Found {
    id: i64,
}
