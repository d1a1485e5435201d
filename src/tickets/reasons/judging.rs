//! What may be said of a reason: a name that no other of its status has, in any language, and a list that forms can show.
//! It writes nothing.

use super::editing::ReasonAsk;
use super::storing::{Stored, key};
use super::words;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::text::{Texts, clean};
use crate::tickets::Status;

/// The longest name, in characters.
pub(super) const MOST_NAME: usize = 60;
/// Reasons that are offered for one status at most: they stand in a list that unfolds.
pub(super) const MOST: usize = 30;

/// The name as it is kept; none where a reason that comes with the desk is to have its own words.
pub(super) fn name(
    ask: &ReasonAsk,
    (status, own): (Status, Option<&Stored>),
    there: &[Stored],
    languages: &[Texts],
) -> Result<Option<String>, Refusal> {
    let is_shipped = own.is_some_and(|own| own.reason.key().is_some());
    if is_shipped && ask.name.trim().is_empty() {
        return Ok(None);
    }
    let name = clean::line(&ask.name, MOST_NAME).map_err(|trouble| Refusal::invalid("name", trouble.key()))?;
    let wanted = key(&name);
    let is_called = |of: &Stored| match &of.name {
        Some(name) => key(name) == wanted,
        None => languages.iter().any(|texts| key(&words(of.reason, texts)) == wanted),
    };
    let others = there.iter().filter(|of| of.status == status && own.is_none_or(|own| own.id != of.id));
    match others.into_iter().find(|of| is_called(of)) {
        None => Ok(Some(name)),
        Some(taken) => {
            let says = if taken.is_offered() { "reasons-taken" } else { "reasons-taken-retired" };
            Err(Refusal::new(Kind::Invalid, Complaint::at("name", says).with("name", &name)))
        }
    }
}

/// Refuses another reason where the list is long already.
pub(super) fn check_few(there: &[Stored], status: Status) -> Result<(), Refusal> {
    let offered = there.iter().filter(|of| of.status == status && of.is_offered()).count();
    if offered < MOST { Ok(()) } else { Err(Refusal::conflict("reasons-too-many").with("most", MOST)) }
}
