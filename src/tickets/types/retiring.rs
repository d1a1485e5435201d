//! Retiring a type, and bringing it back. A retired type stays on the tickets that have it, and no new inquiry is offered
//! it. It knows no page.

use super::happenings::TypeEvent;
use super::judging::MOST_TYPES;
use super::{OTHER, storing};
use crate::people::{Actor, Permission};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked of a type as it was seen.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct RetireType {
    /// The version that the form was drawn from.
    pub version: i64,
    /// Bring it back instead.
    #[serde(default)]
    pub back: bool,
}

/// The verb: retires a type or brings it back behind the others; answers its id. What is so already stays so.
///
/// # Errors
/// Not seen; stale; "Other", which every desk has; too many types.
pub async fn retire(tx: &mut Tx, by: Actor<'_>, id: i64, ask: &RetireType, now: Timestamp) -> Result<i64, Failure> {
    by.check_may(Permission::EditTypes)?;
    if id == OTHER {
        return Err(Refusal::conflict("types-other-stays").into());
    }
    let before = storing::find_fresh(tx, id, Some(ask.version)).await?;
    if before.is_offered() == ask.back {
        return Ok(id);
    }
    if !ask.back {
        storing::set_retired(tx, &before, Some(now)).await?;
        tx.record(TypeEvent::Retired.happened(id, by, now));
        return Ok(id);
    }
    let types = storing::all(tx).await?;
    if types.iter().filter(|of| of.is_offered()).count() >= MOST_TYPES {
        return Err(Refusal::conflict("types-too-many").with("most", MOST_TYPES).into());
    }
    storing::set_retired(tx, &before, None).await?;
    let offered = types.iter().filter(|of| of.is_offered() && of.of.id != OTHER).map(|of| of.of.id);
    storing::put_in_order(tx, &offered.chain([id]).collect::<Vec<_>>()).await?;
    tx.record(TypeEvent::Restored.happened(id, by, now));
    Ok(id)
}
