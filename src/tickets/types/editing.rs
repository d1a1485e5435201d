//! Adding a type and changing what one says of itself. A name means one type only, whatever its case and accents. It
//! knows no page.

use super::happenings::TypeEvent;
use super::judging::{MOST_TYPES, Sound};
use super::storing::{self, Stored};
use crate::people::{Actor, Permission};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};

pub use super::judging::TypeAsk;

/// The verb: adds a type behind the others; answers its id.
///
/// # Errors
/// Not seen by who may not; what cannot be said, at its field; a name that is taken; too many types.
pub async fn add(tx: &mut Tx, by: Actor<'_>, _: (), ask: &TypeAsk, now: Timestamp) -> Result<i64, Failure> {
    by.check_may(Permission::EditTypes)?;
    add_sound(tx, by, &ask.judged()?, now).await
}

/// As [`add`], of what was judged already.
pub(super) async fn add_sound(tx: &mut Tx, by: Actor<'_>, sound: &Sound, now: Timestamp) -> Result<i64, Failure> {
    let types = storing::all(tx).await?;
    check_free(&types, sound, None)?;
    if types.iter().filter(|of| of.is_offered()).count() >= MOST_TYPES {
        return Err(Refusal::invalid("name", "types-too-many").with("most", MOST_TYPES).into());
    }
    let id = storing::insert(tx, sound).await?;
    tx.record(TypeEvent::Added.happened(id, by, now));
    Ok(id)
}

/// The verb: changes what a type says of itself; answers its id. Who changes nothing makes no event.
///
/// # Errors
/// Not seen; stale; what cannot be said, at its field; a name that is taken.
pub async fn change(tx: &mut Tx, by: Actor<'_>, id: i64, ask: &TypeAsk, now: Timestamp) -> Result<i64, Failure> {
    by.check_may(Permission::EditTypes)?;
    let before = storing::find_fresh(tx, id, ask.version).await?;
    let sound = ask.judged()?;
    check_free(&storing::all(tx).await?, &sound, Some(id))?;
    change_sound(tx, by, &before, &sound, now).await?;
    Ok(id)
}

/// As [`change`], of what was judged already and is no other's name; answers whether anything changed.
pub(super) async fn change_sound(
    tx: &mut Tx,
    by: Actor<'_>,
    before: &Stored,
    sound: &Sound,
    now: Timestamp,
) -> Result<bool, Failure> {
    let fields = before.differences(sound);
    if fields.is_empty() {
        return Ok(false);
    }
    storing::update(tx, before, sound).await?;
    tx.record(TypeEvent::Changed(fields).happened(before.of.id, by, now));
    Ok(true)
}

/// Refuses a name that another type has.
fn check_free(types: &[Stored], sound: &Sound, own: Option<i64>) -> Result<(), Refusal> {
    let key = sound.key();
    let Some(taken) = types.iter().find(|of| of.name_key == key && Some(of.of.id) != own) else { return Ok(()) };
    let says = if taken.is_offered() { "types-name-taken" } else { "types-name-retired" };
    Err(Refusal::new(Kind::Invalid, Complaint::at("name", says).with("name", &taken.of.name)))
}
