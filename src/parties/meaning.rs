//! Whom a text means that was typed where one party is wanted: the number itself, with or without its letters and hyphens,
//! else the only one of that name or telephone. A number that only begins so means nobody: a digit may be missing.

use super::searching::{Found, Seek, named, search};
use super::{Party, by_number, keys};
use crate::people::Actor;
use crate::platform::db::{Reads, Sql};
use crate::platform::failure::Failure;

/// Parties in whose number such digits stand anywhere, of which each is looked at; one more is read.
const MOST_SAID: usize = 1_000;
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
    /// Its words are so common that not all who have them were looked at.
    Unclear,
}

/// Whom `typed` means to `by`.
///
/// # Errors
/// Not seen, for who may not look parties up.
pub async fn meant(reads: &impl Reads, by: Actor<'_>, typed: &str) -> Result<Meant, Failure> {
    if typed.chars().nth(LONGEST).is_some() {
        return Ok(Meant::Nobody);
    }
    match numbered(reads, by, typed).await? {
        // Digits that stand in too many numbers may be a telephone number all the same.
        Meant::Nobody | Meant::Unclear => {}
        meant => return Ok(meant),
    }
    let mut found = Found::default();
    if keys::phone_key_of_all(typed).is_some() {
        found = search(reads, by, &Seek { phone: Some(typed.to_owned()), ..Seek::default() }).await?;
    }
    if found.parties.is_empty() {
        // The search is glad of numbers that begin so: here somebody is named, not looked for.
        found = named(reads, by, typed).await?;
    }
    Ok(Meant::of(found))
}

/// Whose number `typed` is to `by`: exactly, or as people say it.
///
/// # Errors
/// Not seen, for who may not look parties up.
pub async fn numbered(reads: &impl Reads, by: impl Into<Actor<'_>>, typed: &str) -> Result<Meant, Failure> {
    let by = by.into();
    if let Some(party) = by_number(reads, by, typed).await? {
        return Ok(Meant::One(party));
    }
    let Some(said) = keys::loose_key(typed) else { return Ok(Meant::Nobody) };
    let mut parties: Vec<Party> = reads.all(said_so(&said)).await?;
    let more = parties.len() > MOST_SAID;
    parties.retain(|party| party.number.as_deref().is_some_and(|number| keys::is_said(number, &said)));
    parties.extend(by_number(reads, by, &said).await?);
    Ok(Meant::of(Found { parties, more }))
}

/// The parties whose number people may say so. Public for the test that has it explained.
#[must_use]
pub fn said_so(said: &str) -> Sql {
    let keyed = " FROM parties WHERE id IN (SELECT party_id FROM party_keys WHERE kind = 'number' AND key = ?";
    let sql = Sql::new("SELECT ").push(Party::COLUMNS).push(keyed).bind(said.to_owned());
    sql.push(" ORDER BY party_id LIMIT 1001) ORDER BY id")
}

impl Meant {
    /// Of two or more it does not matter whom the search left out.
    fn of(Found { mut parties, more }: Found) -> Self {
        match parties.len() {
            0 | 1 if more => Self::Unclear,
            0 => Self::Nobody,
            1 => parties.pop().map_or(Self::Nobody, Self::One),
            _ => Self::Several(parties),
        }
    }
}
