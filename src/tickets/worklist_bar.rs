//! The bar above a worklist and the headings of its columns: what is filtered, as chips that can be taken away, and what it
//! can be sorted by. It decides nothing.

use super::filtering::{DueWithin, Filter};
use super::sorting::{Direction, Sort};
use super::types::InquiryType;
use super::{Status, filtering::Scope};
use crate::platform::text::{Arg, Texts};

/// The classes of the columns, in their order.
pub const COLUMNS: [&str; 9] =
    ["c-flag", "c-number", "c-subject", "c-customer", "c-type", "c-by", "c-who", "c-due", "c-act"];

/// A filter that is on.
pub struct Chip {
    /// What it says.
    pub word: String,
    /// What taking it away is called.
    pub remove: String,
    /// The list without it.
    pub href: String,
}

/// The heading of a column by which the list can be sorted.
pub struct Heading {
    /// The class of the column.
    pub class: &'static str,
    /// Its word.
    pub word: String,
    /// The list sorted by it; if it is, the other way round.
    pub href: String,
    /// How it is sorted, in the word of `aria-sort`.
    pub sorted: Option<Direction>,
}

impl Heading {
    /// Whether it stands with the subject too, for where the page is too narrow for a column of its own.
    #[must_use]
    pub fn is_also(&self) -> bool {
        ["c-type", "c-by"].contains(&self.class)
    }
}

/// The filters that are on.
#[must_use]
pub fn chips(filter: &Filter, types: &[InquiryType], texts: &Texts) -> Vec<Chip> {
    let chip = |word: String, without: Filter| Chip {
        remove: texts.with("worklist-without", &[("filter", Arg::from(&word))]),
        word,
        href: without.from(None).address(),
    };
    let named = |key: &str, name: String| texts.with(key, &[("name", name.into())]);
    let all = filter.clone();
    let mut chips = Vec::new();
    if !filter.typed().is_empty() {
        chips.push(chip(named("worklist-chip-creator", filter.typed()), Filter { creator: None, ..all.clone() }));
    }
    if let Some(id) = filter.type_id {
        let word = match types.iter().find(|of| of.id == id) {
            Some(of) => named("worklist-chip-type", texts.known("type-", &of.name)),
            None => texts.say("worklist-chip-no-type"),
        };
        chips.push(chip(word, Filter { type_id: None, ..all.clone() }));
    }
    if let Some(name) = filter.assignee() {
        let word = match name.as_str() {
            "me" => texts.say("worklist-chip-mine"),
            "nobody" => texts.say("worklist-chip-nobody"),
            _ => named("worklist-chip-assignee", name),
        };
        chips.push(chip(word, Filter { assignee: None, ..all.clone() }));
    }
    if let Some(escalated) = filter.escalated {
        let key = if escalated { "worklist-only-escalated" } else { "worklist-only-records" };
        chips.push(chip(texts.say(key), Filter { escalated: None, ..all.clone() }));
    }
    if let Some(due) = filter.due {
        chips.push(chip(texts.say(due.key()), Filter { due: None, ..all.clone() }));
    }
    if let Some(number) = filter.party() {
        chips.push(chip(named("worklist-chip-party", number), Filter { party: None, ..all.clone() }));
    }
    if let Some(number) = filter.order() {
        chips.push(chip(named("worklist-chip-order", number), Filter { order: None, ..all.clone() }));
    }
    chips
}

/// The headings of the columns behind the subject, and before them that of the number.
#[must_use]
pub fn headings(filter: &Filter, texts: &Texts) -> Vec<Heading> {
    let last = if filter.status() == Status::Closed { "worklist-closed" } else { "ticket-due" };
    [
        (Sort::Number, "c-number", "worklist-number"),
        (Sort::Customer, "c-customer", "ticket-customer"),
        (Sort::Type, "c-type", "new-ticket-type"),
        (Sort::CreatedBy, "c-by", "worklist-creator"),
        (Sort::Assignee, "c-who", "worklist-assignee"),
        (Sort::Due, "c-due", last),
    ]
    .into_iter()
    .map(|(sort, class, key)| {
        let sorted = sorted_by(filter, sort);
        let direction = sorted.map(|direction| match direction {
            Direction::Ascending => Direction::Descending,
            Direction::Descending => Direction::Ascending,
        });
        Heading { class, word: texts.say(key), href: filter.by(Some(sort), direction).address(), sorted }
    })
    .collect()
}

/// Which way the list goes by `sort`, if it does.
fn sorted_by(filter: &Filter, sort: Sort) -> Option<Direction> {
    let usual = || sort.usual(filter.status());
    match filter.sort {
        Some(own) => (own == sort).then(|| filter.direction.unwrap_or_else(usual)),
        // The usual order goes by the last column, where there is but one half.
        None => {
            let one = filter.scope() == Scope::Escalated || filter.status() == Status::Closed;
            (sort == Sort::Due && one).then(usual)
        }
    }
}

/// The key of the order in words.
#[must_use]
pub fn order_key(filter: &Filter) -> &'static str {
    let status = filter.status();
    let Some(sort) = filter.sort else {
        return if status == Status::Closed { "worklist-order-closed" } else { "worklist-order" };
    };
    let is_up = filter.direction.unwrap_or(sort.usual(status)) == Direction::Ascending;
    match (sort, is_up) {
        (Sort::Number, true) => "worklist-order-number-up",
        (Sort::Number, false) => "worklist-order-number-down",
        (Sort::Customer, true) => "worklist-order-customer-up",
        (Sort::Customer, false) => "worklist-order-customer-down",
        (Sort::Type, true) => "worklist-order-type-up",
        (Sort::Type, false) => "worklist-order-type-down",
        (Sort::CreatedBy, true) => "worklist-order-creator-up",
        (Sort::CreatedBy, false) => "worklist-order-creator-down",
        (Sort::Assignee, true) => "worklist-order-assignee-up",
        (Sort::Assignee, false) => "worklist-order-assignee-down",
        (Sort::Due, true) if status == Status::Closed => "worklist-order-closed-up",
        (Sort::Due, false) if status == Status::Closed => "worklist-order-closed",
        (Sort::Due, true) => "worklist-order-due-up",
        (Sort::Due, false) => "worklist-order-due-down",
        (Sort::Changed, true) => "worklist-order-changed-up",
        (Sort::Changed, false) => "worklist-order-changed-down",
    }
}

impl DueWithin {
    /// The catalogue key of its words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Overdue => "worklist-due-overdue",
            Self::Today => "worklist-due-today",
            Self::Near => "worklist-due-near",
        }
    }
}

impl Sort {
    /// The catalogue key of its words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Number => "worklist-number",
            Self::Customer => "ticket-customer",
            Self::Type => "new-ticket-type",
            Self::CreatedBy => "worklist-creator",
            Self::Assignee => "worklist-assignee",
            Self::Due => "worklist-sort-due",
            Self::Changed => "worklist-sort-changed",
        }
    }
}

impl Direction {
    /// The catalogue key of its words.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Ascending => "worklist-direction-ascending",
            Self::Descending => "worklist-direction-descending",
        }
    }
}
