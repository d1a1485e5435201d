//! What a file would do to the list: which row is which type, which type has a new name, which is missing. Pure: it reads
//! and writes nothing.

use super::OTHER;
use super::judging::MOST_TYPES;
use super::rows::TypeRow;
use super::storing::Stored;
use crate::platform::refusal::Refusal;
use std::collections::{BTreeMap, BTreeSet};

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is this type, which may say something else now.
    Known(i64),
    /// It is this retired type, which comes back.
    Restored(i64),
    /// It is this type under a new name.
    Renamed(i64),
    /// Nobody has it yet.
    Added,
}

/// Who says which row is the new name of which type.
#[derive(Clone, Copy, Debug)]
pub(super) enum Renames<'a> {
    /// Nobody yet: what looks like it is taken for one.
    Guessed,
    /// Whoever read the preview: the type by the line of its row.
    Said(&'a BTreeMap<u32, i64>),
}

/// What a file does to the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    /// For each row, in its order.
    pub(super) fates: Vec<Fate>,
    /// Types that no row has, nor a new name for.
    pub(super) missing: Vec<i64>,
    /// Types that a row could be a new name of.
    pub(super) nameless: Vec<i64>,
    /// The types that stay come in another order.
    pub(super) is_reordered: bool,
}

/// Works it out.
///
/// # Errors
/// A new name for what has none to give; more types than a list has.
pub(super) fn plan(types: &[Stored], rows: &[TypeRow], renames: Renames<'_>) -> Result<Plan, Refusal> {
    let keys: BTreeSet<String> = rows.iter().map(TypeRow::key).collect();
    let is_missing = |of: &&Stored| of.is_offered() && of.of.id != OTHER && !keys.contains(&of.name_key);
    let nameless: Vec<&Stored> = types.iter().filter(is_missing).collect();
    let mut fates: Vec<Fate> = rows.iter().map(|row| fate(types, row)).collect();
    // Before names are compared with each other, of which there would be too many.
    let has_other = fates.contains(&Fate::Known(OTHER));
    if rows.len() + usize::from(!has_other) > MOST_TYPES {
        return Err(Refusal::invalid("file", "types-import-too-many").with("most", MOST_TYPES));
    }
    let new: Vec<usize> = (0..rows.len()).filter(|at| fates[*at] == Fate::Added).collect();
    let renamed = match renames {
        Renames::Guessed => guessed(types, rows, &nameless, &new),
        Renames::Said(said) => as_said(rows, &nameless, &new, said)?,
    };
    for (at, id) in &renamed {
        fates[*at] = Fate::Renamed(*id);
    }
    let missing = nameless.iter().map(|of| of.of.id).filter(|id| !renamed.values().any(|taken| taken == id)).collect();
    Ok(Plan { is_reordered: is_reordered(types, &fates), fates, missing, nameless: ids(&nameless) })
}

fn fate(types: &[Stored], row: &TypeRow) -> Fate {
    let key = row.key();
    match types.iter().find(|of| of.name_key == key) {
        Some(of) if of.is_offered() => Fate::Known(of.of.id),
        Some(of) => Fate::Restored(of.of.id),
        None => Fate::Added,
    }
}

/// Whether a row looks like the new name of a type.
type Looks<'a> = &'a dyn Fn(usize, &Stored) -> bool;

/// New names by row: of a type that says the same of itself, or else of one that stood between the same neighbours.
fn guessed(types: &[Stored], rows: &[TypeRow], nameless: &[&Stored], new: &[usize]) -> BTreeMap<usize, i64> {
    let mut found: BTreeMap<usize, i64> = BTreeMap::new();
    let is_same = |row: Option<&String>, of: &str| row.is_some_and(|said| !said.is_empty() && said == of);
    let looks: [Looks<'_>; 2] = [
        &|at, of| {
            is_same(rows[at].description.as_ref(), &of.of.description)
                || is_same(rows[at].search_words.as_ref(), &of.of.search_words)
        },
        &|at, of| has_same_neighbours(types, rows, at, of),
    ];
    for looks_like in looks {
        for at in new {
            let free = |of: &&&Stored| !found.values().any(|taken| *taken == of.of.id);
            let like = nameless.iter().filter(free).find(|of| looks_like(*at, of)).map(|of| of.of.id);
            if let (false, Some(id)) = (found.contains_key(at), like) {
                found.insert(*at, id);
            }
        }
    }
    found
}

fn has_same_neighbours(types: &[Stored], rows: &[TypeRow], at: usize, of: &Stored) -> bool {
    let offered: Vec<&str> = types.iter().filter(|of| of.is_offered()).map(|of| of.name_key.as_str()).collect();
    let Some(place) = offered.iter().position(|key| *key == of.name_key) else { return false };
    let key = |at: usize| rows.get(at).map(TypeRow::key);
    let own = |place: usize| offered.get(place).map(|key| (*key).to_owned());
    let before = at.checked_sub(1).and_then(key) == place.checked_sub(1).and_then(own);
    before && key(at + 1) == own(place + 1)
}

fn as_said(
    rows: &[TypeRow],
    nameless: &[&Stored],
    new: &[usize],
    said: &BTreeMap<u32, i64>,
) -> Result<BTreeMap<usize, i64>, Refusal> {
    let mut found = BTreeMap::new();
    for (line, id) in said {
        let at = new.iter().find(|at| rows[**at].line == *line);
        let is_free = nameless.iter().any(|of| of.of.id == *id) && !found.values().any(|taken| taken == id);
        match at.filter(|_| is_free) {
            Some(at) => found.insert(*at, *id),
            None => return Err(Refusal::invalid("renames", "types-import-rename").with("line", *line)),
        };
    }
    Ok(found)
}

/// Whether the types that were there stand in another order among themselves.
fn is_reordered(types: &[Stored], fates: &[Fate]) -> bool {
    let stays = |fate: &Fate| match fate {
        Fate::Known(id) | Fate::Renamed(id) => Some(*id).filter(|id| *id != OTHER),
        Fate::Restored(_) | Fate::Added => None,
    };
    let after: Vec<i64> = fates.iter().filter_map(stays).collect();
    let before = types.iter().filter(|of| of.is_offered()).map(|of| of.of.id).filter(|id| after.contains(id));
    before.ne(after.iter().copied())
}

fn ids(types: &[&Stored]) -> Vec<i64> {
    types.iter().map(|of| of.of.id).collect()
}

#[cfg(test)]
#[path = "planning_tests.rs"]
mod planning_tests;
