//! How many tickets each type was given: in the last 90 days, or in the 90 before. Counts only, so that whoever looks after
//! the list may see them without seeing a ticket.

use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use std::collections::BTreeMap;

/// How far back counts look, in days.
pub(super) const DAYS: i64 = 90;

/// Counts by the id of a type.
pub(super) type Tally = BTreeMap<i64, i64>;

/// When the days began that are counted at `now`; of those before them, when they did.
pub(super) fn since(now: Timestamp, times: i64) -> Timestamp {
    now.plus_millis(-times * DAYS * 24 * 60 * 60 * 1000)
}

/// The tickets that were opened between these moments, by type.
pub(super) async fn between(
    reads: &impl Reads,
    ids: impl IntoIterator<Item = i64>,
    (from, until): (Timestamp, Timestamp),
) -> Result<Tally, Failure> {
    let counts: Vec<Count> = reads.all(counted(ids, (from, until))).await?;
    Ok(counts.into_iter().map(|count| (count.type_id, count.tickets)).collect())
}

/// The query of [`between`].
#[must_use]
pub fn counted(ids: impl IntoIterator<Item = i64>, (from, until): (Timestamp, Timestamp)) -> Sql {
    let sql = Sql::new("SELECT type_id, count(*) AS tickets FROM tickets WHERE type_id IN ").list(ids);
    sql.push(" AND created_at >= ? AND created_at < ? GROUP BY type_id").bind(from).bind(until)
}

#[derive(FromRow)]
struct Count {
    type_id: i64,
    tickets: i64,
}
