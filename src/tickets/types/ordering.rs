//! The order in which forms offer the types: one step up or down at a time. "Other" stays last. It knows no page.

use super::happenings::TypeEvent;
use super::{OTHER, storing};
use crate::people::{Actor, Permission};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::text_enum;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

text_enum! {
    /// Which way.
    pub enum Way {
        /// To the beginning of the list.
        Up = "up",
        /// To its end.
        Down = "down",
    }
}

/// What is asked: another place for a type.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MoveType {
    /// One step this way.
    pub way: Way,
}

/// The verb: moves a type by one step; answers its id. At the end of the way it stays where it is.
///
/// # Errors
/// Not seen; "Other", which stays last, and a retired type, which stands nowhere.
pub async fn reorder(tx: &mut Tx, by: Actor<'_>, id: i64, ask: &MoveType, now: Timestamp) -> Result<i64, Failure> {
    by.check_may(Permission::EditTypes)?;
    if id == OTHER {
        return Err(Refusal::conflict("types-other-stays").into());
    }
    let stored = storing::find(tx, id).await?;
    if !stored.is_offered() {
        return Err(Refusal::conflict("types-retired-has-no-place").into());
    }
    let mut ids = offered(tx).await?;
    let Some(at) = ids.iter().position(|of| *of == id) else { return Ok(id) };
    let to = match ask.way {
        Way::Up => at.saturating_sub(1),
        Way::Down => (at + 1).min(ids.len() - 1),
    };
    if to != at {
        ids.swap(at, to);
        storing::put_in_order(tx, &ids).await?;
        tx.record(TypeEvent::Moved(to + 1).happened(id, by, now));
    }
    Ok(id)
}

/// Those that can be moved, in their order.
async fn offered(tx: &Tx) -> Result<Vec<i64>, Failure> {
    let types = storing::all(tx).await?;
    Ok(types.into_iter().filter(|of| of.is_offered() && of.of.id != OTHER).map(|of| of.of.id).collect())
}
