//! A desk as a list that one goes through: what waits for a lead, what a lead checks, what a CSR has. It knows their order
//! and where a ticket stands in it, and no page.

use super::horizon::{Horizon, Stretch};
use super::seeing::visible_to;
use super::ticket::Ticket;
use super::{checking, minding};
use crate::people::{Member, Reading};
use crate::platform::db::keyset::{Cursor, Key, Kind, SortKey};
use crate::platform::db::{Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::text_enum;
use serde::Deserialize;

text_enum! {
    /// A list of a desk.
    pub enum DeskPart {
        /// The escalations that wait for the reader.
        Waiting = "waiting",
        /// What a lead checks: overdue, due today and on the next business day.
        Checks = "checks",
        /// What the reader has, or gave to their lead.
        Mine = "mine",
    }
}

/// A list of a desk, as addresses name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub struct DeskList {
    /// Which.
    pub part: DeskPart,
    /// What is checked: of every call centre, and not only of one's own.
    #[serde(default)]
    pub all: bool,
}

impl DeskList {
    /// What the address of a ticket names it by.
    #[must_use]
    pub fn query(self) -> String {
        format!("part={}{}", self.part, if self.all { "&all=true" } else { "" })
    }

    /// The address of the desk that it stands on.
    #[must_use]
    pub fn address(self) -> String {
        let desk = if self.part == DeskPart::Mine { "csr" } else { "lead" };
        format!("/?desk={desk}{}", if self.all { "&all=true" } else { "" })
    }

    /// The number of the ticket that stands behind `ticket`, or before it; by where it would stand, if it has left the list.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn beside(
        self,
        reads: &impl Reads,
        member: &Member,
        reading: &Reading,
        ticket: &Ticket,
        backwards: bool,
    ) -> Result<Option<i64>, Failure> {
        let until = match self.part {
            DeskPart::Checks => Some(Horizon::of(reads, member, reading).await?.bounds(Stretch::Next).1),
            DeskPart::Waiting | DeskPart::Mine => None,
        };
        let due = ticket.due_at.map_or(i64::MAX, Timestamp::as_millis);
        Ok(reads.value(self.step(member, until, (due, ticket.id), backwards)).await?)
    }

    /// The query behind [`DeskList::beside`]: the first row after a place in each range, and the first of those.
    #[must_use]
    pub fn step(self, member: &Member, until: Option<Timestamp>, (due, id): (i64, i64), backwards: bool) -> Sql {
        let order = SortKey { columns: &[("due_key", Kind::Integer), ("id", Kind::Integer)], descending: backwards };
        let mut found = Sql::new("SELECT id FROM (");
        for (index, range) in self.ranges(member).into_iter().enumerate() {
            found = found.push(if index == 0 { "SELECT * FROM (" } else { " UNION ALL SELECT * FROM (" });
            let mut range = range.push(" AND ").append(visible_to(member));
            if let Some(until) = until {
                range = range.push(" AND due_key < ?").bind(until);
            }
            let range = order.after(range, Some(Cursor::new(vec![Key::Integer(due), Key::Integer(id)])));
            found = found.append(order.page(range, 1)).push(") s");
        }
        order.page(found.push(") d"), 1)
    }

    fn ranges(self, member: &Member) -> Vec<Sql> {
        let prefix = Some(member.prefix()).filter(|_| member.call_centre.is_some() && !self.all);
        match self.part {
            DeskPart::Waiting => minding::waiting_ranges(member),
            DeskPart::Mine => minding::open_ranges(member),
            DeskPart::Checks => checking::ranges(prefix),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::web::query;

    #[test]
    fn an_address_names_it_and_leads_back() {
        for (part, all, desk) in [
            (DeskPart::Waiting, false, "/?desk=lead"),
            (DeskPart::Checks, true, "/?desk=lead&all=true"),
            (DeskPart::Mine, false, "/?desk=csr"),
        ] {
            let list = DeskList { part, all };
            assert_eq!((query(&list.query()), list.address().as_str()), (Some(list), desk));
        }
        assert_eq!(query::<DeskList>("status=open"), None);
    }
}
