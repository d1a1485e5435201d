//! What may be said of a reason: a name that no other of its status has, in any language, and a list that forms can show.
//! It writes nothing.

use super::editing::ReasonAsk;
use super::storing::Stored;
use super::words;
use crate::platform::refusal::{Complaint, Complaints, Kind, Refusal};
use crate::platform::text::{Texts, clean, name_key};
use crate::tickets::Status;

/// The longest name, in characters.
pub(super) const MOST_NAME: usize = 60;
/// Reasons that are offered for one status at most: they stand in a list that unfolds.
pub(super) const MOST: usize = 30;

/// The name as it is kept; none where a reason that comes with the desk is to have its own words, in every language.
pub(super) fn name(
    ask: &ReasonAsk,
    (status, own): (Status, Option<&Stored>),
    there: &[Stored],
    languages: &[Texts],
) -> Result<Option<String>, Refusal> {
    let shipped = own.filter(|own| own.reason.key().is_some() && ask.name.trim().is_empty());
    let (name, wanted) = match shipped {
        Some(own) => (None, languages.iter().map(|texts| words(own.reason, texts)).collect()),
        None => {
            let mut complaints = Complaints::default();
            let name = complaints.keep("name", clean::line(&ask.name, MOST_NAME));
            complaints.into_result()?;
            (Some(name.clone()), vec![name])
        }
    };
    let wanted: Vec<String> = wanted.iter().map(|name| name_key(name)).collect();
    let called = |of: &Stored| match &of.name {
        Some(name) => vec![name.clone()],
        None => languages.iter().map(|texts| words(of.reason, texts)).collect(),
    };
    let others = || there.iter().filter(|of| of.status == status && own.is_none_or(|own| own.id != of.id));
    let clash = |of: &Stored| called(of).into_iter().find(|name| wanted.contains(&name_key(name)));
    match others().find_map(|of| clash(of).map(|name| (of, name))) {
        None => Ok(name),
        Some((taken, called)) => {
            let says = if taken.is_offered() { "reasons-taken" } else { "reasons-taken-retired" };
            Err(Refusal::new(Kind::Invalid, Complaint::at("name", says).with("name", &called)))
        }
    }
}

/// Refuses another reason where the list is long already.
pub(super) fn check_few(there: &[Stored], status: Status) -> Result<(), Refusal> {
    let offered = there.iter().filter(|of| of.status == status && of.is_offered()).count();
    if offered < MOST { Ok(()) } else { Err(Refusal::conflict("reasons-too-many").with("most", MOST)) }
}
