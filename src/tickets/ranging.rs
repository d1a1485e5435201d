//! Ranges of indexes: what a worklist reads, piece by piece, in the order of an index. Other facts than the one by which
//! the index begins turn rows down while it is read, and no more than a bounded number of them.

use super::filtering::Place;
use super::narrowing::{Fact, Half};
use super::sorting::{Column, Key as By};
use super::{Kind, Status, visible_to};
use crate::people::Member;
use crate::platform::db::Sql;
use crate::platform::db::keyset::{Cursor, Key, Kind as Holds, SortKey};
use std::ops::Range;

/// One range of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What is escalated, or what is not.
    pub escalated: bool,
    /// By which the index begins, with what it must hold; without, it is everyone's.
    pub lead: Option<(Column, Option<Key>)>,
    /// What else must hold.
    pub rest: Vec<Fact>,
    /// When it is due.
    pub due: Option<Range<i64>>,
    /// In which order it is read.
    pub by: By,
}

/// How a piece is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// Who reads.
    pub member: &'a Member,
    /// Of which tab.
    pub status: Status,
    /// The largest key first.
    pub descending: bool,
    /// Behind this row.
    pub place: Option<Place>,
}

impl Piece {
    /// The ranges of a half in the order of `by`. Where that is the order of every index, one begins with the fact that
    /// leaves the fewest rows.
    #[must_use]
    pub fn of(half: &Half, due: Option<&Range<i64>>, by: By) -> Vec<Self> {
        let fewest = |fact: &&Fact| (fact.any_of.len() > 1, fact.column);
        let lead = half.facts.iter().filter(|_| by == By::Due).min_by_key(fewest);
        let rest = |lead: Column| half.facts.iter().filter(|fact| fact.column != lead).cloned().collect();
        let piece = |lead, rest| Self { escalated: half.escalated, lead, rest, due: due.cloned(), by };
        match lead {
            None => vec![piece(None, half.facts.clone())],
            Some(Fact { column, any_of }) => {
                any_of.iter().map(|held| piece(Some((*column, held.clone())), rest(*column))).collect()
            }
        }
    }

    /// The range of a half in which `column` holds `held`; none where it must hold something else.
    #[must_use]
    pub fn within(half: &Half, due: Option<&Range<i64>>, column: Column, held: Option<Key>) -> Option<Self> {
        let (own, rest): (Vec<_>, Vec<_>) = half.facts.iter().cloned().partition(|fact| fact.column == column);
        let fits = own.iter().all(|fact| fact.any_of.contains(&held));
        let lead = Some((column, held));
        fits.then(|| Self { escalated: half.escalated, lead, rest, due: due.cloned(), by: By::Due })
    }

    /// Whether rows of the range may be turned down.
    #[must_use]
    pub fn turns_down(&self) -> bool {
        !self.rest.is_empty() || (self.due.is_some() && self.by != By::Due)
    }

    /// The keys of at most `limit` of its rows; where rows may be turned down, of the first `looked` at most.
    #[must_use]
    pub fn keys(&self, reading: Reading<'_>, limit: i64, looked: i64) -> Sql {
        let key = self.by.column();
        if !self.turns_down() {
            let sql = Sql::new("SELECT ").push(key).push(" AS key, tickets.id FROM tickets");
            return self.ordered(reading).page(self.bounded(sql, reading), limit);
        }
        // The order of the inner rows is that of the outer: neither engine has a reason to change it, and what comes is
        // put in order once more.
        let sql = Sql::new("SELECT key, id FROM (SELECT ").push(key).push(" AS key, tickets.id, CASE WHEN 1 = 1");
        let sql = self.turned_down(sql).push(" THEN 1 ELSE 0 END AS fits FROM tickets");
        let sql = self.ordered(reading).page(self.bounded(sql, reading), looked);
        sql.push(") AS looked WHERE fits = 1 LIMIT ?").bind(limit)
    }

    /// The key of the last row that [`Self::keys`] looks at, if there are so many.
    #[must_use]
    pub fn last_looked(&self, reading: Reading<'_>, looked: i64) -> Sql {
        let sql = Sql::new("SELECT ").push(self.by.column()).push(" AS key, tickets.id FROM tickets");
        self.ordered(reading).page(self.bounded(sql, reading), 1).push(" OFFSET ?").bind(looked - 1)
    }

    /// What may be looked at: `FROM … WHERE …`.
    #[must_use]
    pub fn behind(&self, reading: Reading<'_>) -> Sql {
        self.bounded(Sql::new("FROM tickets"), reading)
    }

    /// `from`, with the condition that makes this a range, and, if `whole`, with what turns rows down.
    #[must_use]
    pub fn narrowed(&self, from: Sql, member: &Member, status: Status, whole: bool) -> Sql {
        let reading = Reading { member, status, descending: false, place: None };
        let sql = self.bounded(from, reading);
        if whole { self.turned_down(sql) } else { sql }
    }

    /// What must hold of a row beside its being in the range.
    pub fn turned_down(&self, mut sql: Sql) -> Sql {
        for fact in &self.rest {
            sql = fact.holds(sql);
        }
        match &self.due {
            Some(due) if self.by != By::Due => {
                sql.push(" AND tickets.due_key >= ?").bind(due.start).push(" AND tickets.due_key < ?").bind(due.end)
            }
            _ => sql,
        }
    }

    fn bounded(&self, from: Sql, reading: Reading<'_>) -> Sql {
        let Reading { member, status, descending, place } = reading;
        let sql = from.push(" WHERE ").append(of_half(member, status, self.escalated));
        let due = self.due.as_ref().filter(|_| self.by == By::Due);
        let at_most = |sql: Sql| match due {
            Some(due) => sql.push(" AND tickets.due_key < ?").bind(due.end),
            None => sql,
        };
        let at_least = |sql: Sql| match due {
            Some(due) => sql.push(" AND tickets.due_key >= ?").bind(due.start),
            None => sql,
        };
        let lead = self.lead.as_ref().map(|(column, held)| (column.name(), held));
        let Some(place) = place.map(|place| self.in_due(place, descending)) else {
            let sql = match lead {
                None => sql,
                Some((name, None)) => sql.push(" AND ").push(name).push(" IS NULL"),
                Some((name, Some(held))) => sql.push(" AND ").push(name).push(" = ?").bind(held.clone()),
            };
            return at_most(at_least(sql));
        };
        let row = [Key::Integer(place.key), Key::Integer(place.id)];
        let after = |sql, keys: Vec<Key>| self.ordered(reading).after(sql, Some(Cursor::new(keys)));
        // Of the number alone there is one key.
        let row = if self.by == By::Number { row[1..].to_vec() } else { row.to_vec() };
        match lead {
            None if descending => at_least(after(sql, row)),
            None => at_most(after(sql, row)),
            Some((name, None)) => {
                let sql = after(sql.push(" AND ").push(name).push(" IS NULL"), row);
                if descending { at_least(sql) } else { at_most(sql) }
            }
            // Behind a row the lead is the first sort key, bounded on its far side: were it an equality, the planner
            // could as well take the index of everyone's tickets and drop what is not theirs.
            Some((name, Some(held))) => {
                let sql = after(sql, std::iter::once(held.clone()).chain(row).collect());
                match (descending, due) {
                    (true, None) => sql.push(" AND ").push(name).push(" >= ?").bind(held.clone()),
                    (false, None) => sql.push(" AND ").push(name).push(" <= ?").bind(held.clone()),
                    (true, Some(due)) => sql
                        .push(" AND (")
                        .push(name)
                        .push(", tickets.due_key) >= (?, ?)")
                        .bind(held.clone())
                        .bind(due.start),
                    (false, Some(due)) => sql
                        .push(" AND (")
                        .push(name)
                        .push(", tickets.due_key) < (?, ?)")
                        .bind(held.clone())
                        .bind(due.end),
                }
            }
        }
    }

    /// The place, no farther before the window of due times than its edge: a condition for that edge as well would leave it
    /// to the planner which of the two the index begins with.
    fn in_due(&self, place: Place, descending: bool) -> Place {
        match self.due.as_ref().filter(|_| self.by == By::Due) {
            Some(due) if descending && place.key >= due.end => Place { key: due.end, id: i64::MIN, ..place },
            Some(due) if !descending && place.key < due.start => Place { key: due.start, id: i64::MIN, ..place },
            _ => place,
        }
    }

    /// The order of the index.
    fn ordered(&self, reading: Reading<'_>) -> SortKey {
        const DUE: (&str, Holds) = ("tickets.due_key", Holds::Integer);
        const CHANGED: (&str, Holds) = ("tickets.changed_at", Holds::Integer);
        const ID: (&str, Holds) = ("tickets.id", Holds::Integer);
        // What is nothing at all compares with nothing, so it is no sort key.
        let lead = self.lead.as_ref().filter(|(_, held)| held.is_some()).map(|(column, _)| *column);
        let columns: &'static [(&'static str, Holds)] = match (self.by, lead) {
            (By::Number, _) => &[ID],
            (By::Changed, _) => &[CHANGED, ID],
            (By::Due, None) => &[DUE, ID],
            (By::Due, Some(Column::Order)) => &[("tickets.order_key", Holds::Text), DUE, ID],
            (By::Due, Some(Column::Party)) => &[("tickets.party_id", Holds::Integer), DUE, ID],
            (By::Due, Some(Column::Creator)) => &[("tickets.created_by", Holds::Integer), DUE, ID],
            (By::Due, Some(Column::Assignee)) => &[("tickets.assignee", Holds::Integer), DUE, ID],
            (By::Due, Some(Column::Type)) => &[("tickets.type_id", Holds::Integer), DUE, ID],
            (By::Due, Some(Column::Prefix)) => &[("tickets.creator_prefix", Holds::Text), DUE, ID],
        };
        SortKey { columns, descending: reading.descending }
    }
}

impl Fact {
    /// Appends that it holds.
    fn holds(&self, sql: Sql) -> Sql {
        let sql = sql.push(" AND ").push(self.column.name());
        match self.any_of.as_slice() {
            [None] => sql.push(" IS NULL"),
            [Some(held)] => sql.push(" = ?").bind(held.clone()),
            several => sql.push(" IN ").list(several.iter().flatten().cloned()),
        }
    }
}

impl Column {
    /// Its name in the table.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Order => "tickets.order_key",
            Self::Party => "tickets.party_id",
            Self::Creator => "tickets.created_by",
            Self::Assignee => "tickets.assignee",
            Self::Type => "tickets.type_id",
            Self::Prefix => "tickets.creator_prefix",
        }
    }
}

impl By {
    /// Its name in the table.
    #[must_use]
    pub const fn column(self) -> &'static str {
        match self {
            Self::Due => "tickets.due_key",
            Self::Number => "tickets.id",
            Self::Changed => "tickets.changed_at",
        }
    }
}

/// The condition that makes a half a range of an index, before its facts.
pub(super) fn of_half(member: &Member, status: Status, escalated: bool) -> Sql {
    Sql::new("tickets.kind = ? AND tickets.status = ? AND tickets.escalated = ? AND ")
        .bind(Kind::Inquiry)
        .bind(status)
        .bind(i32::from(escalated))
        .append(visible_to(member))
}
