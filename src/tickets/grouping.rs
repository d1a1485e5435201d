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
use std::collections::BTreeSet;

/// The step of what names nothing: nobody has it, no distributor is known. It comes after every name.
pub const NOTHING: i64 = 0;

/// A name as groups are compared by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, FromRow)]
pub struct Named {
    nameless: i64,
    label: String,
    rank: i64,
}

/// Groups that a walk goes through, one after the other; [`NOTHING`] is the last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Groups {
    /// Which.
    pub ids: Vec<i64>,
    /// Nobody looked behind this group yet: there may be more.
    pub until: Option<i64>,
}

/// Which groups a list has.
#[derive(Clone, Copy, Debug)]
pub struct Among<'a> {
    /// What they have in common.
    pub group: Group,
    /// Who looks.
    pub member: &'a Member,
    /// Which tab.
    pub status: Status,
    /// What stands in it.
    pub halves: &'a [Half],
    /// From the last name to the first.
    pub descending: bool,
}

impl Among<'_> {
    /// At most `most` groups that may have tickets, from the group `from` on; of all names no more than `looked` are asked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn from(
        self,
        reads: &impl Reads,
        from: Option<i64>,
        most: usize,
        looked: i64,
    ) -> Result<Groups, Failure> {
        if let Some(fixed) = self.fixed() {
            return self.of_filter(reads, fixed, from, most).await;
        }
        let mut ids: Vec<i64> = from.into_iter().collect();
        if from.is_none() && self.descending {
            ids.push(NOTHING);
        }
        if from == Some(NOTHING) && !self.descending {
            return Ok(Groups { ids, until: None });
        }
        let behind = match from.filter(|id| *id != NOTHING) {
            Some(id) => name(reads, Some(self.group), id).await?.cursor(self.group, id),
            None => None,
        };
        let missing = i64::try_from(most.saturating_sub(ids.len())).unwrap_or(i64::MAX);
        let found: Vec<Found> = reads.all(self.statement(behind.clone(), missing, looked)).await?;
        ids.extend(found.iter().map(|found| found.id));
        if ids.len() >= most {
            return Ok(Groups { until: ids.last().copied(), ids });
        }
        let last = self.names(Sql::new("SELECT g.id"), behind, 1).push(" OFFSET ?").bind(looked - 1);
        let until = reads.one::<Found>(last).await?.map(|last| last.id);
        if !self.descending && until.is_none() {
            ids.push(NOTHING);
        }
        Ok(Groups { ids, until })
    }

    /// The query of the groups behind `behind` that have a first ticket.
    #[must_use]
    pub fn statement(self, behind: Option<Cursor>, most: i64, looked: i64) -> Sql {
        // The names come in the order of their index, and neither engine has a reason to change it.
        let names = self.names(Sql::new("SELECT g.id"), behind, looked);
        let mut sql = Sql::new("SELECT g.id FROM (").append(names).push(") AS g WHERE COALESCE(");
        let column = self.group.column();
        for half in self.halves {
            // What else must hold does not count here: it would have to be looked for in all tickets of a group.
            let own = half.facts.iter().filter(|fact| fact.column == column).cloned().collect();
            let piece = Piece { escalated: half.escalated, lead: None, rest: own, due: None, by: By::Due };
            // No planner makes a join of a subquery that has a limit, which would read every ticket; and in the order of the
            // index none looks for a first ticket elsewhere, which is long where there is none.
            sql = piece.narrowed(sql.push("(SELECT 1 FROM tickets"), self.member, self.status, true);
            sql = sql.push(" AND ").push(column.name()).push(" = g.id ORDER BY tickets.due_key LIMIT 1), ");
        }
        sql.push("0) = 1 LIMIT ?").bind(most)
    }

    fn names(self, select: Sql, behind: Option<Cursor>, limit: i64) -> Sql {
        let order = self.group.order(self.descending);
        let sql = select.push(" FROM ").push(self.group.table()).push(" AS g WHERE 1 = 1");
        order.page(order.after(sql, behind), limit)
    }

    /// The groups that the filter itself names, where it does so in all halves: no name has to be looked for.
    fn fixed(self) -> Option<BTreeSet<i64>> {
        let mut fixed = BTreeSet::new();
        for half in self.halves {
            let fact = half.facts.iter().find(|fact| fact.column == self.group.column())?;
            fixed.extend(fact.any_of.iter().map(|held| match held {
                Some(Key::Integer(id)) => *id,
                _ => NOTHING,
            }));
        }
        Some(fixed)
    }

    async fn of_filter(
        self,
        reads: &impl Reads,
        fixed: BTreeSet<i64>,
        from: Option<i64>,
        most: usize,
    ) -> Result<Groups, Failure> {
        let sql = Sql::new("SELECT g.id, ").push(self.group.named()).push(" FROM ").push(self.group.table());
        let sql = sql.push(" AS g WHERE g.id IN ").list(fixed.iter().chain(&from).copied());
        let mut groups: Vec<(Named, i64)> =
            reads.all::<Labelled>(sql).await?.into_iter().map(|found| (found.named, found.id)).collect();
        if fixed.contains(&NOTHING) || from == Some(NOTHING) {
            groups.push((Named::nothing(), NOTHING));
        }
        groups.sort();
        if self.descending {
            groups.reverse();
        }
        let before = groups.iter().position(|(_, id)| Some(*id) == from).unwrap_or(0);
        let mut ids: Vec<i64> = groups[before..].iter().map(|(_, id)| *id).collect();
        let until = ids.get(most.wrapping_sub(1)).copied().filter(|_| ids.len() > most);
        ids.truncate(most);
        Ok(Groups { ids, until })
    }
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
    Ok(reads.one(sql.bind(id)).await?.unwrap_or_else(Named::nothing))
}

impl Named {
    fn nothing() -> Self {
        Self { nameless: 1, ..Self::default() }
    }

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

#[derive(FromRow)]
struct Labelled {
    id: i64,
    #[row(nested)]
    named: Named,
}
