//! Walks a worklist in its order from a place on, by the keys of indexes alone. Whatever is filtered and sorted by, it
//! looks at a bounded number of rows: few of them it puts in order itself, of many it says how far it looked.

use super::Status;
use super::filtering::Place;
use super::grouping::{self, Among, NOTHING, Named};
use super::narrowing::{Half, Narrowed};
use super::ranging::{Piece, Reading};
use super::sorting::{Group, Key, Order, Steps};
use crate::people::Member;
use crate::platform::db::keyset::Key as Held;
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use std::cmp::Ordering;

/// Ranges that are read by one statement: SQLite takes no more than 500, and planning them takes its time.
const MOST_AT_ONCE: usize = 100;

/// How far a walk goes for one page.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// So many rows of a filter's own index are read and put in order here, where no index has both.
    pub few: i64,
    /// Rows that are looked at, at most, while the other filters turn them down; and names, while they have no ticket.
    pub looked: i64,
    /// Groups that are looked through where the other filters may turn down all of their rows.
    pub groups: usize,
}

impl Bounds {
    /// Of a page that people wait for: some ten milliseconds at the worst.
    pub const PAGE: Self = Self { few: 5_000, looked: 20_000, groups: 100 };
    /// Of one row beside a ticket, twice for each page of a ticket: what is farther is not worth the waiting.
    pub const BESIDE: Self = Self { few: 500, looked: 2_000, groups: 20 };
}

/// A list to be walked.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'a> {
    /// Who walks.
    pub member: &'a Member,
    /// Which tab.
    pub status: Status,
    /// In which order.
    pub order: Order,
    /// What stands in it.
    pub narrowed: &'a Narrowed,
    /// How far it goes.
    pub bounds: Bounds,
}

/// A row that was found, by what it is sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// Its step.
    pub step: i64,
    /// Its key within the step.
    pub key: i64,
    /// Its number.
    pub id: i64,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Walked {
    /// In the order of the list.
    pub spots: Vec<Spot>,
    /// Nobody looked behind this place yet: there may be more.
    pub until: Option<Spot>,
    /// So many rows were looked at that may have been turned down.
    looked: i64,
}

impl Walk<'_> {
    /// At most `limit` rows behind `place`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn on(&self, reads: &impl Reads, place: Option<Place>, limit: usize) -> Result<Walked, Failure> {
        let halves = self.narrowed.halves_of(self.status);
        if halves.is_empty() {
            return Ok(Walked::default());
        }
        if self.asks_for_few() && self.is_few(reads, halves).await? {
            return self.few(reads, halves, place, limit).await;
        }
        match self.order.steps {
            Steps::None => {
                let pieces = halves.iter().flat_map(|half| self.pieces(half)).collect();
                self.step(reads, 0, pieces, place, limit, self.bounds.looked).await
            }
            Steps::Escalated => self.escalated_first(reads, halves, place, limit).await,
            Steps::Grouped(group) => self.by_groups(reads, halves, group, place, limit).await,
        }
    }

    /// Every statement that may be sent for a page behind `place`, in the group with this id: for those who read the
    /// engines' plans.
    #[must_use]
    pub fn statements(&self, place: Option<Place>, limit: i64, group_id: i64) -> Vec<Sql> {
        let halves = self.narrowed.halves_of(self.status);
        let reading = self.reading(place);
        if let Steps::Grouped(group) = self.order.steps {
            let held = Some(Held::Integer(group_id));
            let pieces = halves.iter().filter_map(|half| self.within(half, group, held.clone()));
            let groups = self.among(halves, group).statement(None, limit, self.bounds.looked);
            return pieces.map(|piece| piece.keys(reading, limit, self.bounds.looked)).chain([groups]).collect();
        }
        let pieces = halves.iter().flat_map(|half| self.pieces(half));
        pieces.map(|piece| piece.keys(reading, limit, self.bounds.looked)).collect()
    }

    fn pieces(&self, half: &Half) -> Vec<Piece> {
        Piece::of(half, self.narrowed.due.as_ref(), self.order.key)
    }

    fn within(&self, half: &Half, group: Group, held: Option<Held>) -> Option<Piece> {
        Piece::within(half, self.narrowed.due.as_ref(), group.column(), held)
    }

    fn reading(&self, place: Option<Place>) -> Reading<'_> {
        Reading { member: self.member, status: self.status, descending: self.order.descending, place }
    }

    async fn escalated_first(
        &self,
        reads: &impl Reads,
        halves: &[Half],
        place: Option<Place>,
        limit: usize,
    ) -> Result<Walked, Failure> {
        let mut walked = Walked::default();
        let steps = if self.order.steps_descending { [1, 0] } else { [0, 1] };
        let from = place.and_then(|place| steps.iter().position(|step| *step == place.step)).unwrap_or(0);
        for step in &steps[from..] {
            let Some(half) = halves.iter().find(|half| i64::from(half.escalated) == *step) else { continue };
            let within = place.filter(|place| place.step == *step);
            let more = self
                .step(reads, *step, self.pieces(half), within, limit - walked.spots.len(), self.bounds.looked)
                .await?;
            if walked.goes_on(more, limit) {
                break;
            }
        }
        Ok(walked)
    }

    async fn by_groups(
        &self,
        reads: &impl Reads,
        halves: &[Half],
        group: Group,
        place: Option<Place>,
        limit: usize,
    ) -> Result<Walked, Failure> {
        let turns_down = self.narrowed.is_narrow();
        let most = if turns_down { self.bounds.groups } else { limit + 1 };
        let from = place.map(|place| place.step);
        let groups = self.among(halves, group).from(reads, from, most, self.bounds.looked).await?;
        let mut walked = Walked::default();
        for step in &groups.ids {
            let held = (*step != NOTHING).then_some(Held::Integer(*step));
            let pieces = halves.iter().filter_map(|half| self.within(half, group, held.clone())).collect();
            let within = place.filter(|place| place.step == *step);
            let looked = self.bounds.looked - walked.looked;
            let more = self.step(reads, *step, pieces, within, limit - walked.spots.len(), looked).await?;
            if walked.goes_on(more, limit) {
                return Ok(walked);
            }
            if walked.looked >= self.bounds.looked {
                walked.until = Some(self.end_of(*step));
                return Ok(walked);
            }
        }
        walked.until = groups.until.map(|step| self.end_of(step));
        Ok(walked)
    }

    const fn among<'a>(&'a self, halves: &'a [Half], group: Group) -> Among<'a> {
        let descending = self.order.steps_descending;
        Among { group, member: self.member, status: self.status, halves, descending }
    }

    const fn end_of(&self, step: i64) -> Spot {
        let end = if self.order.descending { i64::MIN } else { i64::MAX };
        Spot { step, key: end, id: end }
    }

    /// The rows of one step, from all of its pieces, each of which is in order.
    async fn step(
        &self,
        reads: &impl Reads,
        step: i64,
        pieces: Vec<Piece>,
        place: Option<Place>,
        limit: usize,
        looked: i64,
    ) -> Result<Walked, Failure> {
        let reading = self.reading(place);
        let most = i64::try_from(limit).unwrap_or(i64::MAX);
        let looked = (looked / i64::try_from(pieces.len()).unwrap_or(1).max(1)).max(most);
        let mut found: Vec<Found> = Vec::new();
        for (turn, some) in pieces.chunks(MOST_AT_ONCE).enumerate() {
            let mut union: Option<Sql> = None;
            for (number, piece) in some.iter().enumerate() {
                let number = i64::try_from(turn * MOST_AT_ONCE + number).unwrap_or(i64::MAX);
                let sql = Sql::new("SELECT ? AS piece, key, id FROM (").bind(number);
                let sql = sql.append(piece.keys(reading, most, looked)).push(") AS piece");
                union = Some(match union {
                    Some(others) => others.push(" UNION ALL ").append(sql),
                    None => sql,
                });
            }
            if let Some(union) = union {
                found.extend(reads.all::<Found>(union).await?);
            }
        }
        let (mut until, mut all_looked): (Option<(i64, i64)>, i64) = (None, 0);
        for (number, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.turns_down()) {
            let own = found.iter().filter(|row| usize::try_from(row.piece) == Ok(number)).count();
            if own >= limit {
                continue;
            }
            let count = reads.count_up_to(looked, piece.behind(reading)).await?;
            all_looked += count;
            if count >= looked
                && let Some(Last { key, id }) = reads.one(piece.last_looked(reading, looked)).await?
            {
                let earliest = until.is_none_or(|until| self.compare((key, id), until).is_lt());
                until = if earliest { Some((key, id)) } else { until };
            }
        }
        found.sort_by(|one, other| self.compare((one.key, one.id), (other.key, other.id)));
        // What stands behind where one piece was left cannot be told from what that piece still has.
        found.retain(|row| until.is_none_or(|until| self.compare((row.key, row.id), until).is_le()));
        let is_full = found.len() >= limit;
        found.truncate(limit);
        let spots = found.iter().map(|row| Spot { step, key: row.key, id: row.id }).collect();
        let until = until.filter(|_| !is_full).map(|(key, id)| Spot { step, key, id });
        Ok(Walked { spots, until, looked: all_looked })
    }

    fn compare(&self, one: (i64, i64), other: (i64, i64)) -> Ordering {
        if self.order.descending { other.cmp(&one) } else { one.cmp(&other) }
    }

    /// Whether no index has this order and these filters: then few rows are best read by a filter's own index. All
    /// distributors are so many that those of a short list are looked up from its end too.
    fn asks_for_few(&self) -> bool {
        match self.order.steps {
            Steps::Escalated => false,
            Steps::None => self.order.key != Key::Due && self.narrowed.is_narrow(),
            Steps::Grouped(group) => group == Group::Customer || self.narrowed.is_narrow(),
        }
    }

    fn by_their_filter(&self, halves: &[Half]) -> Vec<Piece> {
        halves.iter().flat_map(|half| Piece::of(half, self.narrowed.due.as_ref(), Key::Due)).collect()
    }

    async fn is_few(&self, reads: &impl Reads, halves: &[Half]) -> Result<bool, Failure> {
        let mut left = self.bounds.few;
        for piece in self.by_their_filter(halves) {
            let range = piece.narrowed(Sql::new("FROM tickets"), self.member, self.status, false);
            left -= reads.count_up_to(left + 1, range).await?;
            if left < 0 {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn few(
        &self,
        reads: &impl Reads,
        halves: &[Half],
        place: Option<Place>,
        limit: usize,
    ) -> Result<Walked, Failure> {
        let group = if let Steps::Grouped(group) = self.order.steps { Some(group) } else { None };
        let mut rows: Vec<Few> = Vec::new();
        for piece in self.by_their_filter(halves) {
            let sql = Sql::new("SELECT tickets.id, ").push(self.order.key.column()).push(" AS key, ");
            let from = grouping::labelled(sql, group);
            rows.extend(reads.all::<Few>(piece.narrowed(from, self.member, self.status, true)).await?);
        }
        let place = match place {
            None => None,
            Some(place) => Some(Few {
                named: grouping::name(reads, group, place.step).await?,
                step: place.step,
                key: place.key,
                id: place.id,
            }),
        };
        rows.retain(|row| place.as_ref().is_none_or(|place| self.compare_few(row, place).is_gt()));
        rows.sort_by(|one, other| self.compare_few(one, other));
        rows.truncate(limit);
        let spots = rows.iter().map(|row| Spot { step: row.step, key: row.key, id: row.id }).collect();
        Ok(Walked { spots, ..Walked::default() })
    }

    fn compare_few(&self, one: &Few, other: &Few) -> Ordering {
        let steps = one.named.cmp(&other.named).then(one.step.cmp(&other.step));
        let steps = if self.order.steps_descending { steps.reverse() } else { steps };
        steps.then_with(|| self.compare((one.key, one.id), (other.key, other.id)))
    }
}

impl Walked {
    /// Takes what a step has; answers whether the walk ends with it.
    fn goes_on(&mut self, more: Self, limit: usize) -> bool {
        self.spots.extend(more.spots);
        self.until = more.until;
        self.looked += more.looked;
        self.spots.len() >= limit || self.until.is_some()
    }
}

impl Spot {
    /// The place behind it, before which `seen` rows stand.
    #[must_use]
    pub const fn place(self, seen: i64) -> Place {
        Place { seen, step: self.step, key: self.key, id: self.id }
    }
}

#[derive(Clone, Copy, FromRow)]
struct Found {
    piece: i64,
    key: i64,
    id: i64,
}

#[derive(FromRow)]
struct Last {
    key: i64,
    id: i64,
}

/// A row with the name of its group.
#[derive(FromRow)]
struct Few {
    #[row(nested)]
    named: Named,
    step: i64,
    key: i64,
    id: i64,
}
