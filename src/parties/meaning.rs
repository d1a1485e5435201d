//! Whom a text means that was typed where one party is wanted: the number itself, else the only one of that name or
//! telephone. A number that only begins so means nobody: a digit may be missing.

use super::searching::{Seek, search};
use super::{Party, by_number, keys};
use crate::people::Actor;
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use crate::platform::text;

/// Characters of what is typed: no name has more, and no number.
const LONGEST: usize = 200;

/// Whom it means.
#[derive(Clone, Debug)]
pub enum Meant {
    /// Nobody that is here.
    Nobody,
    /// This one.
    One(Party),
    /// One of these, or of more.
    Several(Vec<Party>),
}

/// Whom `typed` means to `by`.
///
/// # Errors
/// Not seen, for who may not look parties up.
pub async fn meant(reads: &impl Reads, by: Actor<'_>, typed: &str) -> Result<Meant, Failure> {
    if typed.chars().nth(LONGEST).is_some() {
        return Ok(Meant::Nobody);
    }
    if let Some(party) = by_number(reads, by, typed).await? {
        return Ok(Meant::One(party));
    }
    let words = text::words(typed);
    let phone = keys::phone_key_of_all(typed);
    let mut found = Vec::new();
    if phone.is_some() {
        found = search(reads, by, &Seek { phone: Some(typed.to_owned()), ..Seek::default() }).await?.parties;
    }
    if found.is_empty() && !words.is_empty() {
        found = search(reads, by, &Seek { name: Some(typed.to_owned()), ..Seek::default() }).await?.parties;
        // The search is glad of less: here somebody is named, not looked for.
        found.retain(|party| {
            let names = text::words(&party.name);
            words.iter().all(|word| names.iter().any(|name| name.starts_with(word.as_str())))
        });
    }
    Ok(match found.len() {
        0 => Meant::Nobody,
        1 => found.pop().map_or(Meant::Nobody, Meant::One),
        _ => Meant::Several(found),
    })
}
