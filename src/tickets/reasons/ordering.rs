//! The order in which forms offer the reasons of one status: one step up or down at a time. The first one is chosen before
//! anybody chooses. It knows no page.

use super::editing::record;
use super::storing;
use crate::people::{Actor, Permission};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::tickets::types::ordering::Way;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: another place for a reason.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct MoveReason {
    /// One step this way.
    pub way: Way,
}

/// The verb: moves a reason by one step; answers its id. At the end of the way it stays where it is.
///
/// # Errors
/// Not seen; a retired reason, which stands nowhere.
pub async fn reorder(tx: &mut Tx, by: Actor<'_>, id: i64, ask: &MoveReason, now: Timestamp) -> Result<i64, Failure> {
    by.check_may(Permission::EditTypes)?;
    let moved = storing::find(tx, id).await?;
    if !moved.is_offered() {
        return Err(Refusal::conflict("reasons-retired-has-no-place").into());
    }
    let (offered, retired): (Vec<_>, Vec<_>) = storing::all(tx)
        .await?
        .into_iter()
        .filter(|of| of.status == moved.status)
        .map(|of| (of.id, of.is_offered()))
        .partition(|(_, is_offered)| *is_offered);
    let mut ids: Vec<i64> = offered.into_iter().map(|(id, _)| id).collect();
    let Some(at) = ids.iter().position(|of| *of == id) else { return Ok(id) };
    let to = match ask.way {
        Way::Up => at.saturating_sub(1),
        Way::Down => (at + 1).min(ids.len() - 1),
    };
    if to != at {
        ids.swap(at, to);
        ids.extend(retired.into_iter().map(|(id, _)| id));
        storing::put_in_order(tx, &ids).await?;
        record(tx, by, id, "ticket_reason.moved", serde_json::json!({ "place": to + 1 }), now);
    }
    Ok(id)
}
