//! What a worklist shows and in which order, read from the query and written back into every address of the page. What
//! that means in rows stands in `narrowing.rs`; it knows neither rows nor counts.

use super::Status;
use super::incoming::MOST_ORDER_NUMBER;
use super::sorting::{Direction, Order, Sort};
use crate::platform::db::keyset::{Cursor, Key, Kind, SortKey};
use crate::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Users that one creator filter stands for at most.
pub const MOST_CREATORS: usize = 50;
/// Characters of a person's name or a distributor's number that are looked at: none has more.
pub const MOST_TYPED: usize = 40;

text_enum! {
    /// Whose tickets.
    pub enum Scope {
        /// Those under escalation.
        Escalated = "escalated",
        /// Those, and the member's own records.
        Mine = "mine",
        /// Those, and everybody's records.
        All = "all",
    }
}

text_enum! {
    /// When a ticket is due, by the hours of the reader's call centre.
    pub enum DueWithin {
        /// It was.
        Overdue = "overdue",
        /// At this date.
        Today = "today",
        /// Within two business hours.
        Near = "near",
    }
}

/// The query of a worklist. A word that is none of its enums is refused. A cursor that is not one, or is one of another order,
/// is the beginning, and said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema, IntoParams)]
pub struct Filter {
    /// Which tab; open if left out.
    pub status: Option<Status>,
    /// Whose tickets; the escalated if left out.
    pub scope: Option<Scope>,
    /// Who created them: `CA-` is everybody of a call centre, `CA-m` whose user names begin so, a whole user name that user
    /// alone; else a person's name, or as much of one as means nobody else who answers customers.
    pub creator: Option<String>,
    /// The id of their type.
    #[serde(rename = "type")]
    pub type_id: Option<i64>,
    /// Who has them: `me`, `nobody`, a user name, a person's name, or as much of one as means nobody else.
    pub assignee: Option<String>,
    /// Only what is escalated, or only what is not.
    pub escalated: Option<bool>,
    /// When they are due.
    pub due: Option<DueWithin>,
    /// The number of their distributor.
    pub party: Option<String>,
    /// The number of the order that they are about.
    pub order: Option<String>,
    /// What they are sorted by; if left out, escalated first, then earliest due, and of closed ones the newest closed first.
    pub sort: Option<Sort>,
    /// Which end comes first; if left out, the earliest, and of changes and closings the latest.
    pub direction: Option<Direction>,
    /// Where the page before ended: the `next` of its answer.
    pub after: Option<String>,
}

/// Where a page begins: behind a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// How many rows stood before, as far as the pages counted: said to people, and nothing else.
    pub seen: i64,
    /// In which step of the order: 1 and 0 for what is escalated and what is not, or the id of what a group shares.
    pub step: i64,
    /// By what its step is sorted.
    pub key: i64,
    /// Its number.
    pub id: i64,
}

impl Filter {
    /// Which tab.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status.unwrap_or(Status::Open)
    }

    /// Whose tickets.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope.unwrap_or(Scope::Escalated)
    }

    /// In which order.
    #[must_use]
    pub fn sorted(&self) -> Order {
        Order::new(self.status(), self.sort, self.direction)
    }

    /// The creator filter as it is shown again: never longer than a user name.
    #[must_use]
    pub fn typed(&self) -> String {
        cut(self.creator.as_deref(), MOST_TYPED).unwrap_or_default()
    }

    /// The assignee that was typed, if any.
    #[must_use]
    pub fn assignee(&self) -> Option<String> {
        cut(self.assignee.as_deref(), MOST_TYPED)
    }

    /// The distributor's number that was typed, if any.
    #[must_use]
    pub fn party(&self) -> Option<String> {
        cut(self.party.as_deref(), MOST_TYPED)
    }

    /// The order number that was typed, if any.
    #[must_use]
    pub fn order(&self) -> Option<String> {
        cut(self.order.as_deref(), MOST_ORDER_NUMBER)
    }

    /// Where the page begins, if not at the top: a place in another order is none.
    #[must_use]
    pub fn place(&self) -> Option<Place> {
        let (mark, place) = Place::decode(self.after.as_deref()?)?;
        (mark == self.mark()).then_some(place)
    }

    /// Whether it names a place and there is none.
    #[must_use]
    pub fn is_lost(&self) -> bool {
        self.after.as_deref().is_some_and(|after| !after.trim().is_empty()) && self.place().is_none()
    }

    /// The cursor of a place in this list.
    #[must_use]
    pub fn cursor(&self, place: Place) -> String {
        place.encode(self.mark())
    }

    /// What tells the order of this list from others. Of what is closed, other moments count.
    pub(super) fn mark(&self) -> i64 {
        self.sorted().mark() * 2 + i64::from(self.status() == Status::Closed)
    }

    /// The same filter on another tab, from its top.
    #[must_use]
    pub fn on(&self, status: Status) -> Self {
        Self { status: Some(status), after: None, ..self.clone() }
    }

    /// The same tab with another scope, from its top.
    #[must_use]
    pub fn among(&self, scope: Scope) -> Self {
        Self { scope: Some(scope), after: None, ..self.clone() }
    }

    /// The same in another order, from its top.
    #[must_use]
    pub fn by(&self, sort: Option<Sort>, direction: Option<Direction>) -> Self {
        Self { sort, direction, after: None, ..self.clone() }
    }

    /// The tab and the scope in their order, with nothing else, from its top.
    #[must_use]
    pub fn bare(&self) -> Self {
        let Self { status, scope, sort, direction, .. } = self.clone();
        Self { status, scope, sort, direction, ..Self::default() }
    }

    /// Whether anything but the tab and the scope narrows it.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        Self { after: None, ..self.clone() }.address() == self.bare().address()
    }

    /// From its top, or behind `after`.
    #[must_use]
    pub fn from(&self, after: Option<String>) -> Self {
        Self { after, ..self.clone() }
    }

    /// The address of the list.
    #[must_use]
    pub fn address(&self) -> String {
        format!("/tickets?{}", self.query())
    }

    /// The address of all of it as a file, behind which stands the kind of file.
    #[must_use]
    pub fn export_address(&self) -> String {
        format!("/tickets/export?{}&format=", self.from(None).query())
    }

    /// The query that means this filter.
    #[must_use]
    pub fn query(&self) -> String {
        let typed = Some(self.typed()).filter(|typed| !typed.is_empty());
        let after = self.after.clone().filter(|_| self.place().is_some());
        let word = |word: &'static str| Some(word.to_owned());
        let fields = [
            ("status", word(self.status().as_str())),
            ("scope", self.scope.filter(|scope| *scope != Scope::Escalated).and_then(|scope| word(scope.as_str()))),
            ("creator", typed),
            ("type", self.type_id.map(|id| id.to_string())),
            ("assignee", self.assignee()),
            ("escalated", self.escalated.and_then(|yes| word(if yes { "yes" } else { "no" }))),
            ("due", self.due.and_then(|due| word(due.as_str()))),
            ("party", self.party()),
            ("order", self.order()),
            ("sort", self.sort.and_then(|sort| word(sort.as_str()))),
            ("direction", self.direction.and_then(|direction| word(direction.as_str()))),
            ("after", after),
        ];
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(fields.into_iter().filter_map(|(name, value)| Some((name, value?))));
        query.finish()
    }

    /// The same as one value of an address: what a ticket's page is told of the list that one came from.
    #[must_use]
    pub fn as_list(&self) -> String {
        url::form_urlencoded::byte_serialize(self.query().as_bytes()).collect()
    }
}

/// What was typed, without the spaces around it; nothing where nothing was. Longer than any can be, it still is.
fn cut(typed: Option<&str>, most: usize) -> Option<String> {
    let typed = typed.unwrap_or_default().trim();
    (!typed.is_empty()).then(|| typed.chars().take(most + 1).collect())
}

impl Place {
    /// Its form in a URL, with the mark of the order in which it is one.
    pub(super) fn encode(self, mark: i64) -> String {
        Cursor::new([mark, self.seen, self.step, self.key, self.id].map(Key::Integer).to_vec()).encode()
    }

    /// The place, with the mark of the order in which it is one.
    pub(super) fn decode(text: &str) -> Option<(i64, Self)> {
        const COLUMNS: &[(&str, Kind)] = &[
            ("mark", Kind::Integer),
            ("seen", Kind::Integer),
            ("step", Kind::Integer),
            ("key", Kind::Integer),
            ("id", Kind::Integer),
        ];
        const PLACE: SortKey = SortKey { columns: COLUMNS, descending: false };
        let cursor = Cursor::decode(text, PLACE)?;
        let number = |key: &Key| if let Key::Integer(number) = key { Some(*number) } else { None };
        let numbers: Vec<i64> = cursor.keys().iter().filter_map(number).collect();
        let [mark, seen, step, key, id] = numbers.try_into().ok()?;
        (seen >= 0).then_some((mark, Self { seen, step, key, id }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_carries_the_filter_and_nothing_hostile() {
        let filter = Filter {
            status: Some(Status::Pending),
            scope: Some(Scope::Mine),
            creator: Some(" CA-m&x=\"><b>\0 ".into()),
            after: Some("e7.%%%".into()),
            ..Filter::default()
        };
        assert_eq!(filter.address(), "/tickets?status=pending&scope=mine&creator=CA-m%26x%3D%22%3E%3Cb%3E%00");
        assert_eq!(Filter::default().address(), "/tickets?status=open");
        let long = Filter { creator: Some("x".repeat(10_000)), ..Filter::default() };
        assert!(long.address().len() < 100);
        let order = Filter { order: Some("7".repeat(MOST_ORDER_NUMBER)), ..Filter::default() };
        assert_eq!(order.order(), order.order, "as long as the form takes it");
    }

    #[test]
    fn the_address_carries_everything_that_narrows_and_sorts() {
        let filter = Filter {
            type_id: Some(3),
            assignee: Some("me".into()),
            escalated: Some(false),
            due: Some(DueWithin::Near),
            party: Some("200127".into()),
            order: Some("SO 1".into()),
            sort: Some(Sort::Customer),
            direction: Some(Direction::Descending),
            ..Filter::default()
        };
        assert_eq!(
            filter.address(),
            "/tickets?status=open&type=3&assignee=me&escalated=no&due=near&party=200127&order=SO+1&sort=customer&direction=descending"
        );
        assert!(!filter.is_bare());
        assert_eq!(filter.bare().address(), "/tickets?status=open&sort=customer&direction=descending");
        assert!(filter.bare().from(Some("x".into())).is_bare());
    }

    #[test]
    fn a_place_survives_the_url() {
        let place = Place { seen: 50, step: 0, key: i64::MAX, id: 10_482 };
        let list = Filter::default();
        let behind = |filter: &Filter| filter.from(Some(list.cursor(place)));
        assert_eq!(behind(&list).place(), Some(place));
        assert_eq!(behind(&list.on(Status::Pending)).place(), Some(place), "the order is the same");
        let customer = |direction| list.by(Some(Sort::Customer), direction);
        for other in [
            list.on(Status::Closed),
            list.by(Some(Sort::Due), None),
            customer(None),
            customer(Some(Direction::Descending)),
        ] {
            assert!(behind(&other).place().is_none() && behind(&other).is_lost(), "{}", other.address());
        }
        assert!(!list.is_lost() && !list.from(Some(" ".into())).is_lost());
        let behind_nobody = list.cursor(Place { seen: -1, ..place });
        for made_up in ["", "e", "e1", "W10", "x1.2.3", "é.é", &behind_nobody, "WzEsMiwzLCJ4Il0"] {
            assert_eq!(Filter::default().from(Some(made_up.into())).place(), None, "{made_up}");
        }
    }
}
