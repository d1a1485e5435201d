//! What a filter means in rows: names become ids, days become moments, and each half of the list a set of facts that
//! must hold. It reads no ticket.

use super::filtering::{DueWithin, Filter, MOST_CREATORS, MOST_TYPED, Scope};
use super::incoming::MOST_ORDER_NUMBER;
use super::sorting::Column;
use super::{Status, due_words};
use crate::parties;
use crate::people::{Member, Reading, calendars, call_centres, finding, users};
use crate::platform::db::Reads;
use crate::platform::db::keyset::Key;
use crate::platform::failure::Failure;
use crate::platform::text::clean;
use std::ops::Range;

/// That a column holds one of these; `None` is nothing at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Which column.
    pub column: Column,
    /// What it may hold.
    pub any_of: Vec<Option<Key>>,
}

/// One half of a list: what is escalated, or what is not, as far as these facts hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Half {
    /// Which half.
    pub escalated: bool,
    /// All of them hold.
    pub facts: Vec<Fact>,
}

/// What a filter means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrowed {
    /// Those halves that can hold anything.
    pub halves: Vec<Half>,
    /// When they are due, in milliseconds.
    pub due: Option<Range<i64>>,
    /// More users were meant than are looked at.
    pub creators_cut: bool,
}

impl Narrowed {
    /// What `filter` means to `member`.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn new(reads: &impl Reads, member: &Member, reading: &Reading, filter: &Filter) -> Result<Self, Failure> {
        let (creators, creators_cut) = creators(reads, &filter.typed()).await?;
        let mut facts: Vec<Fact> = creators.into_iter().collect();
        if let Some(id) = filter.type_id {
            facts.push(Fact::one(Column::Type, Key::Integer(id)));
        }
        if let Some(name) = filter.assignee() {
            facts.push(assignee(reads, member, &name).await?);
        }
        if let Some(number) = filter.party() {
            let found = parties::by_number(reads, member, &number).await?.map(|party| party.id);
            facts.push(Fact {
                column: Column::Party,
                any_of: found.map(|id| Some(Key::Integer(id))).into_iter().collect(),
            });
        }
        if let Some(number) = filter.order() {
            // As the stored key is made: letters large, no spaces. What cannot be stored is no number.
            let stored = clean::line(&number, MOST_ORDER_NUMBER).ok();
            let key = stored.map(|number| number.replace(' ', "").to_ascii_uppercase());
            facts.push(Fact {
                column: Column::Order,
                any_of: key.map(|key| Some(Key::Text(key))).into_iter().collect(),
            });
        }
        let due = match filter.due {
            Some(due) => Some(window(reads, member, reading, due).await?),
            None => None,
        };
        Ok(Self { halves: halves(filter, member, &facts), due, creators_cut })
    }

    /// The halves of the tab `status`: nobody waits for a closed ticket.
    #[must_use]
    pub fn halves_of(&self, status: Status) -> &[Half] {
        if self.due.is_some() && status == Status::Closed { &[] } else { &self.halves }
    }

    /// Whether anything but the scope narrows the list.
    #[must_use]
    pub fn is_narrow(&self) -> bool {
        self.due.is_some() || self.halves.iter().any(|half| !half.facts.is_empty())
    }
}

impl Fact {
    fn one(column: Column, key: Key) -> Self {
        Self { column, any_of: vec![Some(key)] }
    }
}

fn halves(filter: &Filter, member: &Member, facts: &[Fact]) -> Vec<Half> {
    let mut halves = Vec::with_capacity(2);
    if filter.escalated != Some(false) {
        halves.push(Half { escalated: true, facts: facts.to_vec() });
    }
    if filter.escalated != Some(true) && filter.scope() != Scope::Escalated {
        let mut facts = facts.to_vec();
        if filter.scope() == Scope::Mine {
            let mine = Fact::one(Column::Creator, Key::Integer(member.id));
            match facts.iter_mut().find(|fact| matches!(fact.column, Column::Creator | Column::Prefix)) {
                Some(creators) if creators.means(member) => *creators = mine,
                Some(creators) => creators.any_of.clear(),
                None => facts.push(mine),
            }
        }
        halves.push(Half { escalated: false, facts });
    }
    halves.retain(|half| half.facts.iter().all(|fact| !fact.any_of.is_empty()));
    halves
}

impl Fact {
    /// Whether `member` is among the creators that this means.
    fn means(&self, member: &Member) -> bool {
        self.any_of.iter().flatten().any(|key| match key {
            Key::Integer(id) => *id == member.id,
            Key::Text(prefix) => prefix == member.prefix(),
        })
    }
}

/// Who is meant by the beginning of a user name, and whether more were meant than can be listed at once.
async fn creators(reads: &impl Reads, typed: &str) -> Result<(Option<Fact>, bool), Failure> {
    if typed.is_empty() {
        return Ok((None, false));
    }
    let named = |ids: Vec<i64>| Fact {
        column: Column::Creator,
        any_of: ids.into_iter().map(|id| Some(Key::Integer(id))).collect(),
    };
    let prefixes = |codes: Vec<String>| Fact {
        column: Column::Prefix,
        any_of: codes.into_iter().map(|code| Some(Key::Text(code))).collect(),
    };
    if !is_name(typed) {
        return Ok((Some(named(Vec::new())), false));
    }
    match typed.split_once('-') {
        Some((prefix, "")) if !prefix.is_empty() => Ok((Some(prefixes(vec![prefix.to_ascii_uppercase()])), false)),
        Some(_) => {
            // A whole user name is one person, also where another begins so.
            if let Some(id) = users::by_name(reads, typed).await? {
                return Ok((Some(named(vec![id])), false));
            }
            let mut found = finding::by_beginning(reads, typed, MOST_CREATORS + 1).await?;
            let is_cut = found.len() > MOST_CREATORS;
            found.truncate(MOST_CREATORS);
            Ok((Some(named(found)), is_cut))
        }
        None => {
            let begins = typed.to_ascii_uppercase();
            let codes = call_centres::all(reads).await?.into_iter().map(|centre| centre.code);
            Ok((Some(prefixes(codes.filter(|code| code.starts_with(&begins)).collect())), false))
        }
    }
}

/// Whether the creator filter can mean nobody: no call centre, and nobody whose user name begins so.
///
/// # Errors
/// When the database fails.
pub async fn means_no_creator(reads: &impl Reads, filter: &Filter) -> Result<bool, Failure> {
    let (meant, _) = creators(reads, &filter.typed()).await?;
    let Some(Fact { column, any_of }) = meant else { return Ok(false) };
    if column != Column::Prefix || any_of.is_empty() {
        return Ok(any_of.is_empty());
    }
    let centres = call_centres::all(reads).await?;
    let is_one = |key: &Key| centres.iter().any(|centre| Key::Text(centre.code.clone()) == *key);
    Ok(!any_of.iter().flatten().any(is_one))
}

/// Whose hands: the reader's, nobody's, or those of a user.
async fn assignee(reads: &impl Reads, member: &Member, typed: &str) -> Result<Fact, Failure> {
    let any_of = match typed {
        "me" => vec![Some(Key::Integer(member.id))],
        "nobody" => vec![None],
        name if is_name(name) => {
            users::by_name(reads, name).await?.map(|id| Some(Key::Integer(id))).into_iter().collect()
        }
        _ => Vec::new(),
    };
    Ok(Fact { column: Column::Assignee, any_of })
}

/// What no user name can hold names nobody; neither engine is asked about it.
fn is_name(typed: &str) -> bool {
    typed.len() <= MOST_TYPED && typed.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
}

/// From when to when a deadline lies, by the clock and the hours of the reader's call centre; by the clock alone
/// where they work in none.
async fn window(reads: &impl Reads, member: &Member, reading: &Reading, due: DueWithin) -> Result<Range<i64>, Failure> {
    let now = reading.now.as_millis();
    Ok(match due {
        DueWithin::Overdue => i64::MIN..now,
        DueWithin::Today => {
            let (began, over) = reading.day();
            began.as_millis()..over.as_millis()
        }
        DueWithin::Near => {
            let hours = match member.call_centre {
                Some(centre) => calendars::of_call_centre(reads, centre).await?,
                None => None,
            };
            // The first moment to which more is left: what stands before it is near, as its row says.
            let more = due_words::NEAR_MILLIS + 1;
            let end = hours.and_then(|hours| hours.calendar.add_business_millis(reading.now, more.unsigned_abs()).ok());
            now..end.unwrap_or(reading.now.plus_millis(more)).as_millis()
        }
    })
}
