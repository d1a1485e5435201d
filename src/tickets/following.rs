//! Tickets that go along: when a prospect turns out to be somebody else, all that is theirs stands with that one in one
//! step, each with its place in the history. Who is who, `parties` knows.

use super::happenings::TicketEvent;
use super::keeping::replace;
use super::seeing::visible_to;
use super::ticket::Ticket;
use crate::people::Actor;
use crate::platform::db::{Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;

/// Tickets that a person moves in one step.
pub const MOST_TOGETHER: i64 = 200;
/// Tickets that are read at a time.
const SOME: i64 = 200;

/// Puts every ticket of the party `from` to `into`: those that `by` may not see too, since nobody may be left with a
/// party that is nobody any more. The history names `by`, who found it out.
///
/// # Errors
/// When the database fails.
pub async fn follow(tx: &mut Tx, by: Actor<'_>, from: i64, into: i64, now: Timestamp) -> Result<(), Failure> {
    loop {
        let some = of_party(tx, Actor::System, (from, 0), SOME).await?;
        if some.is_empty() {
            return Ok(());
        }
        for before in some {
            put(tx, by, &before, into, now).await?;
        }
    }
}

/// Puts the tickets of the party `from` that `by` may see, except one, to `into`: all of them or none.
///
/// # Errors
/// More than are moved in one step, at the field `others`.
pub(super) async fn bring(
    tx: &mut Tx,
    by: Actor<'_>,
    (from, except): (i64, i64),
    into: i64,
    now: Timestamp,
) -> Result<(), Failure> {
    let others = of_party(tx, by, (from, except), MOST_TOGETHER + 1).await?;
    if i64::try_from(others.len()).unwrap_or(i64::MAX) > MOST_TOGETHER {
        return Err(Refusal::invalid("others", "ticket-others-too-many").with("most", MOST_TOGETHER).into());
    }
    for before in others {
        put(tx, by, &before, into, now).await?;
    }
    Ok(())
}

/// How many tickets of a party `by` may see beside one, counted no further than can be moved.
pub(super) async fn others(
    reads: &impl Reads,
    by: impl Into<Actor<'_>>,
    (party, except): (i64, i64),
) -> Result<i64, Failure> {
    let sql = Sql::new("FROM tickets WHERE party_id = ?").bind(party).push(" AND id <> ?").bind(except);
    Ok(reads.count_up_to(MOST_TOGETHER + 1, sql.push(" AND ").append(visible_to(by))).await?)
}

async fn of_party(tx: &Tx, by: Actor<'_>, (party, except): (i64, i64), most: i64) -> Result<Vec<Ticket>, Failure> {
    let sql = Sql::new("SELECT ").push(Ticket::COLUMNS).push(" FROM tickets WHERE party_id = ?").bind(party);
    let sql = sql.push(" AND id <> ?").bind(except).push(" AND ").append(visible_to(by));
    Ok(tx.all(sql.push(" ORDER BY id LIMIT ?").bind(most)).await?)
}

async fn put(tx: &mut Tx, by: Actor<'_>, before: &Ticket, into: i64, now: Timestamp) -> Result<(), Failure> {
    let after = before.reattached(by, into, now)?;
    let event = TicketEvent::Reattached { from: before.party_id, to: into };
    replace(tx, before, &after, vec![event.happened(&after, by, now)]).await
}
