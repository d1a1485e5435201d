//! The list that a ticket was opened from: the tickets before and behind it, the way back, and how every address of its
//! page goes on naming it. Neighbours are found by two keysets of one row each, from where the ticket stood when it was opened.

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
pub struct Origin {
    list: List,
    /// Where the ticket stood in it when it was opened: the way goes on from there, whatever is done to it meanwhile.
    at: Option<Place>,
}

/// A list that one goes through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum List {
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
    /// Where the ticket stood in that list when it was opened, as the addresses of its page say.
    pub at: Option<String>,
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
        let list = query(list).map(List::Desk).or_else(|| query(list).map(List::Worklist))?;
        Some(Self { list, at: None })
    }

    /// A list of a desk.
    #[must_use]
    pub const fn desk(list: DeskList) -> Self {
        Self { list: List::Desk(list), at: None }
    }

    /// The same list, with the place of `ticket` in it, unless it is known from before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn placed(self, reads: &impl Reads, ticket: &Ticket) -> Result<Self, Failure> {
        let at = match (self.at, &self.list) {
            (Some(at), _) if at.id == ticket.id => at,
            (_, List::Worklist(filter)) => place(reads, ticket, filter.status(), filter.sorted()).await?,
            (_, List::Desk(desk)) => desk.place(ticket),
        };
        Ok(Self { at: Some(at), ..self })
    }

    /// Where the list stands.
    fn address(&self) -> String {
        match &self.list {
            List::Worklist(filter) => filter.address(),
            List::Desk(list) => list.address(),
        }
    }

    /// The way to another ticket of the list, whose place nobody knows yet.
    fn leads_to(&self, number: i64) -> Beside {
        let other = Self { at: None, ..self.clone() };
        Beside::Ticket { number, address: other.carried_by(&format!("/tickets/{number}")) }
    }

    /// An address of this desk that goes on naming the list.
    #[must_use]
    pub fn carried_by(&self, place: &str) -> String {
        let (list, at) = match &self.list {
            List::Worklist(filter) => (filter.as_list(), self.at.map(|at| filter.cursor(at))),
            List::Desk(list) => {
                let query = url::form_urlencoded::byte_serialize(list.query().as_bytes()).collect();
                (query, self.at.map(|at| at.encode(DeskList::MARK)))
            }
        };
        let mark = if place.contains('?') { '&' } else { '?' };
        let at = at.map_or_else(String::new, |at| format!("&at={at}"));
        format!("{place}{mark}list={list}{at}")
    }
}

impl CameFrom {
    /// The list, where it is one.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        let origin = self.list.as_deref().and_then(Origin::read)?;
        let (mark, at) = match self.at.as_deref().and_then(Place::decode) {
            Some((mark, at)) => (Some(mark), Some(at)),
            None => (None, None),
        };
        let own = match &origin.list {
            List::Worklist(filter) => filter.mark(),
            List::Desk(_) => DeskList::MARK,
        };
        Some(Origin { at: at.filter(|_| mark == Some(own)), ..origin })
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
        let list = &list.clone().placed(reads, ticket).await?;
        let filter = match &list.list {
            List::Worklist(filter) => filter,
            List::Desk(desk) => return Self::on_desk(reads, (member, reading), list, *desk).await,
        };
        let narrowed = Narrowed::new(reads, member, reading, filter).await?;
        let (status, order) = (filter.status(), filter.sorted());
        let mut found = Vec::with_capacity(2);
        for order in [order.backwards(), order] {
            let walk = Walk { member, status, order, narrowed: &narrowed, bounds: Bounds::BESIDE };
            let walked = walk.on(reads, list.at, 1).await?;
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
        list: &Origin,
        desk: DeskList,
    ) -> Result<Self, Failure> {
        let (mut previous, mut next) = (None, None);
        if let Some(at) = list.at {
            let until = desk.until(reads, member, reading).await?;
            previous = reads.value(desk.step(member, reading.now, until, at, true)).await?;
            next = reads.value(desk.step(member, reading.now, until, at, false)).await?;
        }
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
