//! The list that a ticket was opened from: the tickets before and behind it, the way back, and how every address of its
//! page goes on naming it. Neighbours are found by two keysets of one row each, from the ticket's own place by now.

use super::desk_list::DeskList;
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
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Longest query of a list that is looked at, in bytes: a page makes none that is longer.
const LONGEST: usize = 2_000;

/// The list that a ticket was opened from, as the addresses of its page carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The worklist.
    Worklist(Filter),
    /// A list of a desk.
    Desk(DeskList),
}

/// The list that a page was opened from, as its query names it.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
pub struct CameFrom {
    /// The query of the list that it was opened from, for whoever goes through that: of the worklist, or `part=waiting`,
    /// `part=checks` or `part=mine` of a desk.
    pub list: Option<String>,
}

/// The way through the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Neighbours {
    /// The address of the list.
    pub list: String,
    /// What stands before.
    pub previous: Beside,
    /// What stands behind.
    pub next: Beside,
}

/// What stands beside a ticket in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Beside {
    /// A ticket.
    Ticket {
        /// Its number.
        number: i64,
        /// Its address, which names the list on.
        address: String,
    },
    /// Nothing: the list ends.
    Nothing,
    /// Nobody looked so far.
    Unknown,
}

impl Origin {
    /// The list with this query; none where it is none of a list.
    #[must_use]
    pub fn read(list: &str) -> Option<Self> {
        let list = Some(list).filter(|list| list.len() <= LONGEST)?;
        query(list).map(Self::Desk).or_else(|| query(list).map(Self::Worklist))
    }

    /// Where the list stands.
    fn address(&self) -> String {
        match self {
            Self::Worklist(filter) => filter.address(),
            Self::Desk(list) => list.address(),
        }
    }

    fn leads_to(&self, number: i64) -> Beside {
        Beside::Ticket { number, address: self.carried_by(&format!("/tickets/{number}")) }
    }

    /// An address of this desk that goes on naming the list.
    #[must_use]
    pub fn carried_by(&self, place: &str) -> String {
        let list = match self {
            Self::Worklist(filter) => filter.as_list(),
            Self::Desk(list) => url::form_urlencoded::byte_serialize(list.query().as_bytes()).collect(),
        };
        let mark = if place.contains('?') { '&' } else { '?' };
        format!("{place}{mark}list={list}")
    }
}

impl CameFrom {
    /// The list, where it is one.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        self.list.as_deref().and_then(Origin::read)
    }
}

impl Neighbours {
    /// Those of `ticket` in this list.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(
        reads: &impl Reads,
        member: &Member,
        reading: &Reading,
        ticket: &Ticket,
        list: &Origin,
    ) -> Result<Self, Failure> {
        let filter = match list {
            Origin::Worklist(filter) => filter,
            Origin::Desk(desk) => return Self::on_desk(reads, (member, reading), ticket, list, *desk).await,
        };
        let narrowed = Narrowed::new(reads, member, reading, filter).await?;
        let (status, order) = (filter.status(), filter.sorted());
        let place = place(reads, ticket, status, order).await?;
        let mut found = Vec::with_capacity(2);
        for order in [order.backwards(), order] {
            let walk = Walk { member, status, order, narrowed: &narrowed, bounds: Bounds::BESIDE };
            let walked = walk.on(reads, Some(place), 1).await?;
            found.push(match (walked.spots.first(), walked.until) {
                (Some(spot), _) => list.leads_to(spot.id),
                (None, Some(_)) => Beside::Unknown,
                (None, None) => Beside::Nothing,
            });
        }
        let (next, previous) = (found.pop().unwrap_or(Beside::Unknown), found.pop().unwrap_or(Beside::Unknown));
        Ok(Self { list: list.address(), previous, next })
    }

    async fn on_desk(
        reads: &impl Reads,
        (member, reading): (&Member, &Reading),
        ticket: &Ticket,
        list: &Origin,
        desk: DeskList,
    ) -> Result<Self, Failure> {
        let previous = desk.beside(reads, member, reading, ticket, true).await?;
        let next = desk.beside(reads, member, reading, ticket, false).await?;
        let beside = |number: Option<i64>| number.map_or(Beside::Nothing, |number| list.leads_to(number));
        Ok(Self { list: list.address(), previous: beside(previous), next: beside(next) })
    }

    /// The catalogue key of the way back.
    #[must_use]
    pub fn back_key(&self) -> &'static str {
        if self.list.starts_with("/tickets") { "neighbours-back" } else { "neighbours-back-to-desk" }
    }
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
