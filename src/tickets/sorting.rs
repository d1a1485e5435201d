//! In which order a worklist stands: what it can be sorted by, and the steps that each order goes in. It knows no row
//! and writes no page.

use super::Status;
use crate::text_enum;

text_enum! {
    /// What a list can be sorted by. Without any, what is escalated stands first, then what is due earliest; of closed
    /// tickets the one closed last.
    pub enum Sort {
        /// The ticket's number.
        Number = "number",
        /// The name of the distributor or customer.
        Customer = "customer",
        /// The type, in the order in which the form offers them.
        Type = "type",
        /// The user name of who opened it.
        CreatedBy = "created_by",
        /// The user name of who has it.
        Assignee = "assignee",
        /// When it is due; of closed tickets, when they were closed.
        Due = "due",
        /// When anything about it last changed.
        Changed = "changed",
    }
}

text_enum! {
    /// Which end comes first.
    pub enum Direction {
        /// The first letter, the smallest number, the earliest moment.
        Ascending = "ascending",
        /// The other way round.
        Descending = "descending",
    }
}

text_enum! {
    /// The columns of a ticket by which indexes begin. Where several are asked for, the first of them does: it leaves the
    /// fewest rows, or its index holds the others too.
    pub enum Column {
        /// The order that it is about.
        Order = "order",
        /// The distributor or customer.
        Party = "party",
        /// Who opened it.
        Creator = "creator",
        /// Who has it.
        Assignee = "assignee",
        /// The call centre of who opened it.
        Prefix = "prefix",
        /// Its type.
        Type = "type",
    }
}

/// An order: steps one after the other, and within each the tickets by one key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// What makes the steps.
    pub steps: Steps,
    /// The steps from their last to their first.
    pub steps_descending: bool,
    /// What tickets go by within a step.
    pub key: Key,
    /// The largest key first.
    pub descending: bool,
}

/// What the steps of an order are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Steps {
    /// There is one.
    None,
    /// What is escalated, then what is not.
    Escalated,
    /// Those that have something in common, by its name.
    Grouped(Group),
}

/// What the tickets of a step have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The distributor or customer.
    Customer,
    /// The type.
    Type,
    /// Who opened them.
    Creator,
    /// Who has them.
    Assignee,
}

/// What tickets go by within a step; their numbers tell apart those of the same moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// When it is due, or was closed.
    Due,
    /// Its number.
    Number,
    /// When it last changed.
    Changed,
}

impl Sort {
    /// Which end comes first where nobody said.
    #[must_use]
    pub const fn usual(self, status: Status) -> Direction {
        match (self, status) {
            (Self::Changed, _) | (Self::Due, Status::Closed) => Direction::Descending,
            _ => Direction::Ascending,
        }
    }
}

impl Order {
    /// The order of a list of this status.
    #[must_use]
    pub fn new(status: Status, sort: Option<Sort>, direction: Option<Direction>) -> Self {
        let latest_first = status == Status::Closed;
        let Some(sort) = sort else {
            let steps = if latest_first { Steps::None } else { Steps::Escalated };
            return Self { steps, steps_descending: true, key: Key::Due, descending: latest_first };
        };
        let descending = direction.unwrap_or(sort.usual(status)) == Direction::Descending;
        let plain = |key| Self { steps: Steps::None, steps_descending: false, key, descending };
        // Whatever end of the names comes first: of one name, the most urgent does.
        let by = |group| Self {
            steps: Steps::Grouped(group),
            steps_descending: descending,
            key: Key::Due,
            descending: latest_first,
        };
        match sort {
            Sort::Number => plain(Key::Number),
            Sort::Due => plain(Key::Due),
            Sort::Changed => plain(Key::Changed),
            Sort::Customer => by(Group::Customer),
            Sort::Type => by(Group::Type),
            Sort::CreatedBy => by(Group::Creator),
            Sort::Assignee => by(Group::Assignee),
        }
    }

    /// A number that no other order has.
    #[must_use]
    pub const fn mark(self) -> i64 {
        let steps = match self.steps {
            Steps::None => 0,
            Steps::Escalated => 1,
            Steps::Grouped(Group::Customer) => 2,
            Steps::Grouped(Group::Type) => 3,
            Steps::Grouped(Group::Creator) => 4,
            Steps::Grouped(Group::Assignee) => 5,
        };
        let key = match self.key {
            Key::Due => 0,
            Key::Number => 1,
            Key::Changed => 2,
        };
        // One step has no order.
        let steps_descending = self.steps_descending && !matches!(self.steps, Steps::None);
        ((steps * 3 + key) * 2 + steps_descending as i64) * 2 + self.descending as i64
    }

    /// The same order from its end.
    #[must_use]
    pub const fn backwards(self) -> Self {
        Self { steps_descending: !self.steps_descending, descending: !self.descending, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_name_the_most_urgent_comes_first_whichever_way_the_names_go() {
        for direction in Direction::ALL {
            let order = Order::new(Status::Open, Some(Sort::Customer), Some(*direction));
            assert_eq!((order.key, order.descending), (Key::Due, false));
            assert_eq!(order.steps_descending, *direction == Direction::Descending);
            assert_eq!(order.backwards().backwards(), order);
        }
    }

    #[test]
    fn what_was_closed_or_changed_last_comes_first_where_nobody_said() {
        assert!(Order::new(Status::Closed, None, None).descending);
        assert!(Order::new(Status::Closed, Some(Sort::Due), None).descending);
        assert!(Order::new(Status::Open, Some(Sort::Changed), None).descending);
        assert!(!Order::new(Status::Open, Some(Sort::Due), None).descending);
    }
}
