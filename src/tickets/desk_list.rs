//! A desk as a list that one goes through: what waits for a lead, what a lead checks, what a CSR has and what is news to
//! them. It knows their order, where a ticket stands in it, and at which address; nothing else of a page.

use super::filtering::Place;
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
        /// What others did to tickets that the reader opened, since they looked.
        News = "news",
    }
}

const BY_DUE: &[(&str, Kind)] = &[("due_key", Kind::Integer), ("id", Kind::Integer)];
const BY_CHANGE: &[(&str, Kind)] = &[("changed_at", Kind::Integer), ("id", Kind::Integer)];

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
    /// The mark of a place in such a list; those of a worklist have others.
    pub(super) const MARK: i64 = -1;

    /// What the address of a ticket names it by.
    #[must_use]
    pub fn query(self) -> String {
        format!("part={}{}", self.part, if self.all { "&all=true" } else { "" })
    }

    /// The address of the desk that it stands on.
    #[must_use]
    pub fn address(self) -> String {
        let desk = match self.part {
            DeskPart::Mine | DeskPart::News => "csr",
            DeskPart::Waiting | DeskPart::Checks => "lead",
        };
        format!("/?desk={desk}{}", if self.all { "&all=true" } else { "" })
    }

    /// Where a ticket stands in the list, or would.
    #[must_use]
    pub fn place(self, ticket: &Ticket) -> Place {
        let key = match self.part {
            DeskPart::News => ticket.changed_at.as_millis(),
            DeskPart::Waiting | DeskPart::Checks | DeskPart::Mine => {
                ticket.due_at.map_or(i64::MAX, Timestamp::as_millis)
            }
        };
        Place { seen: 0, step: 0, key, id: ticket.id }
    }

    /// Before when what stands in the list is due, where that bounds it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn until(
        self,
        reads: &impl Reads,
        member: &Member,
        reading: &Reading,
    ) -> Result<Option<Timestamp>, Failure> {
        Ok(match self.part {
            DeskPart::Checks => Some(Horizon::of(reads, member, reading).await?.bounds(Stretch::Next).1),
            DeskPart::Waiting | DeskPart::Mine | DeskPart::News => None,
        })
    }

    /// The number of the ticket behind a place, or before it: the first row after it in each range, and the first of those.
    #[must_use]
    pub fn step(self, member: &Member, now: Timestamp, until: Option<Timestamp>, at: Place, backwards: bool) -> Sql {
        let is_news = self.part == DeskPart::News;
        let columns = if is_news { BY_CHANGE } else { BY_DUE };
        // News come the newest first.
        let order = SortKey { columns, descending: backwards != is_news };
        let mut found = Sql::new("SELECT id FROM (");
        for (index, range) in self.ranges(member, now).into_iter().enumerate() {
            found = found.push(if index == 0 { "SELECT * FROM (" } else { " UNION ALL SELECT * FROM (" });
            let mut range = range.push(" AND ").append(visible_to(member));
            if let Some(until) = until {
                range = range.push(" AND due_key < ?").bind(until);
            }
            let range = order.after(range, Some(Cursor::new(vec![Key::Integer(at.key), Key::Integer(at.id)])));
            found = found.append(order.page(range, 1)).push(") s");
        }
        order.page(found.push(") d"), 1)
    }

    fn ranges(self, member: &Member, now: Timestamp) -> Vec<Sql> {
        let prefix = Some(member.prefix()).filter(|_| member.call_centre.is_some() && !self.all);
        match self.part {
            DeskPart::Waiting => minding::waiting_ranges(member),
            DeskPart::Mine => minding::open_ranges(member),
            DeskPart::Checks => checking::ranges(prefix),
            DeskPart::News => vec![minding::news_range(member, now)],
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
            (DeskPart::News, false, "/?desk=csr"),
        ] {
            let list = DeskList { part, all };
            assert_eq!((query(&list.query()), list.address().as_str()), (Some(list), desk));
        }
        assert_eq!(query::<DeskList>("status=open"), None);
    }
}
