//! The words of a worklist: deadlines, flags, counts and what an empty list says. It decides nothing.

use super::Status;
use super::due_words::{DueState, DueWords, short};
use super::filtering::{Filter, Scope};
use super::reasons::Reasons;
use super::sorting::Sort;
use super::worklist_rows::RowView;
use super::worklist_tabs::TabView;
use crate::people::Reading;
use crate::platform::moment::Timestamp;
use crate::platform::text::{Arg, Texts};
use std::collections::BTreeMap;

/// The words of one row.
pub struct RowWords {
    /// The deadline, if it has one.
    pub due: Option<DueWords>,
    /// To whom it is escalated, if it is.
    pub flag: Option<String>,
    /// What the pencil does, with the number.
    pub edit: String,
    /// Its status, where it is not that of the tab on which it stands.
    pub moved: Option<String>,
    /// When it was closed and how, if it is.
    pub closed: Option<ClosedWords>,
    /// When it last changed, where the list is sorted by that.
    pub changed: Option<String>,
}

/// The end of a ticket as people read it.
pub struct ClosedWords {
    /// The moment, short.
    pub moment: String,
    /// The moment in full.
    pub exact: String,
    /// Such as "resolved".
    pub how: String,
}

/// A tab as people read it.
pub struct TabWords {
    /// Which.
    pub status: Status,
    /// Its word.
    pub word: String,
    /// Its count; empty where nothing was counted.
    pub count: String,
    /// Where it leads.
    pub href: String,
}

/// What stands where there are no rows.
pub struct EmptyWords {
    /// What is so.
    pub title: String,
    /// What that means and what to do.
    pub about: String,
    /// The next step, with where it leads.
    pub next: (String, String),
    /// Another step, if there is one.
    pub other: Option<(String, String)>,
    /// Good news, or nothing found.
    pub icon: &'static str,
}

/// The words of `rows`, in their order, in the list of `filter`. Many rows share a lead and a moment: what is the same
/// is said once.
#[must_use]
pub fn rows(rows: &[RowView], filter: &Filter, reasons: &Reasons, reading: &Reading) -> Vec<RowWords> {
    let Reading { texts, zone, now } = reading;
    let status = filter.status();
    let mut flags: BTreeMap<(i64, &str), String> = BTreeMap::new();
    let mut dues: BTreeMap<(Timestamp, DueState, i64, i32), DueWords> = BTreeMap::new();
    let mut words = Vec::with_capacity(rows.len());
    for row in rows {
        let due = row.due.as_ref().map(|due| {
            let words = dues
                .entry((due.at, due.state, due.business_minutes_left, due.moved))
                .or_insert_with(|| DueWords::new(row.number, due, row.created_at, *now, texts, zone));
            words.same_for(row.number, due, row.created_at, *now)
        });
        let flag = row.escalated.then(|| match &row.escalated_to {
            Some(lead) => {
                let key = row.status.escalated_key();
                let says = || texts.with(key, &[("name", Arg::from(&lead.display_name))]);
                flags.entry((lead.id, key)).or_insert_with(says).clone()
            }
            None => texts.say("worklist-escalated"),
        });
        let edit = texts.with("worklist-edit", &[("number", Arg::id(row.number))]);
        let moved = (row.status != status).then(|| super::ticket_words::status(texts, row.status, row.reason, reasons));
        let closed = row.closed_at.map(|at| ClosedWords {
            moment: short(at, *now, texts, zone),
            exact: texts.moment_long(at, zone),
            how: row.reason.map(|reason| reasons.said(reason, texts)).unwrap_or_default(),
        });
        let changed = (filter.sort == Some(Sort::Changed))
            .then(|| texts.with("worklist-changed-at", &[("moment", short(row.changed_at, *now, texts, zone).into())]));
        words.push(RowWords { due, flag, edit, moved, closed, changed });
    }
    words
}

/// The words of the tabs.
#[must_use]
pub fn tabs(tabs: &[TabView], filter: &Filter, texts: &Texts) -> Vec<TabWords> {
    tabs.iter().map(|tab| tab_words(tab.status, count(tab, texts), filter, texts)).collect()
}

/// The words of the tabs where nothing was counted.
#[must_use]
pub fn uncounted(filter: &Filter, texts: &Texts) -> Vec<TabWords> {
    Status::ALL.iter().map(|status| tab_words(*status, String::new(), filter, texts)).collect()
}

fn tab_words(status: Status, count: String, filter: &Filter, texts: &Texts) -> TabWords {
    TabWords { status, word: texts.say(status.key()), count, href: filter.on(status).address() }
}

/// A count, such as `138` or `1,000+`.
#[must_use]
pub fn count(tab: &TabView, texts: &Texts) -> String {
    match tab.or_more {
        true => texts.with("worklist-or-more", &[("count", tab.tickets.into())]),
        false => texts.number(tab.tickets),
    }
}

/// What is said aloud when the list arrives, such as `138 tickets`.
#[must_use]
pub fn announced(tab: &TabView, texts: &Texts) -> String {
    let key = if tab.or_more { "worklist-announce-more" } else { "worklist-announce" };
    texts.with(key, &[("count", tab.tickets.into())])
}

/// Which rows of how many, such as `51–100 of 138`.
#[must_use]
pub fn shown(before: usize, rows: usize, tab: &TabView, texts: &Texts) -> String {
    let (first, last) = (before.saturating_add(1), before.saturating_add(rows));
    // What was counted may have moved on since the first page.
    let all = TabView { tickets: tab.tickets.max(i64::try_from(last).unwrap_or(i64::MAX)), ..tab.clone() };
    let all = if tab.or_more { count(tab, texts) } else { count(&all, texts) };
    texts.with("worklist-shown", &[("first", first.into()), ("last", last.into()), ("all", all.into())])
}

/// What a list says in which nothing was found so far: it goes on behind `next`.
#[must_use]
pub fn nothing_yet(filter: &Filter, next: String, texts: &Texts) -> EmptyWords {
    EmptyWords {
        title: texts.say("worklist-none-yet"),
        about: texts.say("worklist-gave-up"),
        next: (texts.say("worklist-go-on"), filter.from(Some(next)).address()),
        other: Some((texts.say("worklist-clear"), filter.bare().address())),
        icon: "search",
    }
}

/// What a list says that cannot tell by this field which tickets it is asked for: why, stands at the filter.
#[must_use]
pub fn unclear(field: Option<&str>, filter: &Filter, texts: &Texts) -> EmptyWords {
    let (title, about) = match field {
        Some("assignee") => ("worklist-whose", "worklist-about-whose"),
        Some("creator") => ("worklist-whose-created", "worklist-about-which"),
        Some("type") => ("worklist-which-type", "worklist-about-which"),
        Some("party") => ("worklist-which-party", "worklist-about-which"),
        _ => ("worklist-which", "worklist-about-which"),
    };
    EmptyWords {
        title: texts.say(title),
        about: texts.say(about),
        next: (texts.say("worklist-clear"), filter.bare().address()),
        other: None,
        icon: "search",
    }
}

/// What an empty list says, and where to go from it.
#[must_use]
pub fn empty(filter: &Filter, texts: &Texts) -> EmptyWords {
    let step = |key: &str, filter: Filter| (texts.say(key), filter.address());
    let (status, typed) = (filter.status(), filter.typed());
    let title = match status {
        Status::Open => "worklist-none-open",
        Status::InProgress => "worklist-none-in-progress",
        Status::Pending => "worklist-none-pending",
        Status::Closed => "worklist-none-closed",
    };
    let find = || (texts.say("worklist-find"), "/parties".to_owned());
    let open = (status != Status::Open).then(|| step("worklist-see-open", filter.on(Status::Open)));
    let clear = || step("worklist-clear", filter.bare());
    let only_by = Filter { creator: None, ..filter.clone() }.is_bare();
    let (title, about, next, other) = if filter.place().is_some() {
        let (title, about) = (texts.say("worklist-none-further"), texts.say("worklist-about-further"));
        (title, about, step("worklist-first", filter.from(None)), None)
    } else if filter.is_bare() {
        let (about, next) = match filter.scope() {
            Scope::Escalated => ("worklist-about-escalated", step("worklist-see-mine", filter.among(Scope::Mine))),
            Scope::Mine => ("worklist-about-mine", step("worklist-see-all", filter.among(Scope::All))),
            Scope::All => ("worklist-about-all", find()),
        };
        (texts.say(title), texts.say(about), next, open)
    } else if only_by {
        let title = texts.with("worklist-none-by", &[("creator", typed.into())]);
        (title, texts.say("worklist-about-by"), step("worklist-see-anybody", filter.bare()), open)
    } else {
        let about = match (status, filter.due, filter.scope()) {
            (Status::Closed, Some(_), _) => "worklist-about-closed-due",
            (_, _, Scope::All) => "worklist-about-filtered",
            _ => "worklist-about-filtered-scope",
        };
        // What is closed is not due: more records would not help.
        let more_help = filter.scope() != Scope::All && !(status == Status::Closed && filter.due.is_some());
        let all = more_help.then(|| step("worklist-see-all", filter.among(Scope::All)));
        (texts.say("worklist-none-filtered"), texts.say(about), clear(), all.or(open))
    };
    let icon = if filter.is_bare() && filter.place().is_none() { "check" } else { "search" };
    EmptyWords { title, about, next, other, icon }
}

impl Scope {
    /// The catalogue key of its word.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Escalated => "worklist-scope-escalated",
            Self::Mine => "worklist-scope-mine",
            Self::All => "worklist-scope-all",
        }
    }
}
