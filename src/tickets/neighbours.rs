//! The tickets before and behind one in the list that it was opened from, and the way back to it. It finds them by two
//! keysets of one row each, from the ticket's own place, wherever that is by now.

use super::filtering::{Filter, Place};
use super::narrowing::Narrowed;
use super::sorting::{Group, Key, Order, Steps};
use super::walking::{Bounds, Walk};
use super::{Status, Ticket, grouping};
use crate::people::{Member, Reading};
use crate::platform::db::{Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::web::query;

/// Longest query of a list that is looked at, in bytes: a page makes none that is longer.
const LONGEST: usize = 2_000;

/// The way through the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbours {
    /// The address of the list.
    pub list: String,
    /// What stands before.
    pub previous: Beside,
    /// What stands behind.
    pub next: Beside,
}

/// What stands beside a ticket in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// The ticket with this address.
    Ticket(String),
    /// Nothing: the list ends.
    Nothing,
    /// Nobody looked so far.
    Unknown,
}

impl Neighbours {
    /// Those of `ticket` in the list with this query; none where the query is none of a list.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        reads: &impl Reads,
        member: &Member,
        reading: &Reading,
        ticket: &Ticket,
        list: &str,
    ) -> Result<Option<Self>, Failure> {
        let Some(filter) = Some(list).filter(|list| list.len() <= LONGEST).and_then(query::<Filter>) else {
            return Ok(None);
        };
        let narrowed = Narrowed::new(reads, member, reading, &filter).await?;
        let (status, order) = (filter.status(), filter.sorted());
        let place = place(reads, ticket, status, order).await?;
        let mut found = Vec::with_capacity(2);
        for order in [order.backwards(), order] {
            let walk = Walk { member, status, order, narrowed: &narrowed, bounds: Bounds::BESIDE };
            let walked = walk.on(reads, Some(place), 1).await?;
            found.push(match (walked.spots.first(), walked.until) {
                (Some(spot), _) => Beside::Ticket(address(spot.id, &filter)),
                (None, Some(_)) => Beside::Unknown,
                (None, None) => Beside::Nothing,
            });
        }
        let (next, previous) = (found.pop().unwrap_or(Beside::Unknown), found.pop().unwrap_or(Beside::Unknown));
        Ok(Some(Self { list: filter.address(), previous, next }))
    }
}

/// The address of a ticket that is opened from this list.
fn address(number: i64, filter: &Filter) -> String {
    let list: String = url::form_urlencoded::byte_serialize(filter.query().as_bytes()).collect();
    format!("/tickets/{number}?list={list}")
}

/// Where a ticket stands in a list of `status`, or would if it still had that status.
async fn place(reads: &impl Reads, ticket: &Ticket, status: Status, order: Order) -> Result<Place, Failure> {
    let step = match order.steps {
        Steps::None => 0,
        Steps::Escalated => i64::from(ticket.escalated),
        Steps::Grouped(group) => match group {
            Group::Customer => ticket.party_id,
            Group::Type => ticket.type_id,
            Group::Creator => ticket.created_by,
            Group::Assignee => ticket.assignee,
        }
        .unwrap_or(grouping::NOTHING),
    };
    let key = match order.key {
        Key::Number => ticket.id,
        Key::Changed => ticket.changed_at.as_millis(),
        Key::Due if status == Status::Closed => {
            let sql = Sql::new("SELECT closed_at FROM tickets WHERE id = ?").bind(ticket.id);
            reads.value(sql).await?.unwrap_or(i64::MAX)
        }
        Key::Due => ticket.due_at.map_or(i64::MAX, Timestamp::as_millis),
    };
    Ok(Place { seen: 0, step, key, id: ticket.id })
}
