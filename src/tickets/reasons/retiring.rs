//! Retiring a reason, and bringing it back. A retired one stays on the tickets that have it. It knows no page.

use super::editing::record;
use super::{judging, storing};
use crate::people::{Actor, Permission};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked of a reason as it was seen.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct RetireReason {
    /// The version that the form was drawn from.
    pub version: i64,
    /// Bring it back instead.
    #[serde(default)]
    pub back: bool,
}

/// The verb: retires a reason or brings it back; answers its id. What is so already stays so.
///
/// # Errors
/// Not seen; stale; the last one of its status, since a ticket at it must say why; too many.
pub async fn retire(tx: &mut Tx, by: Actor<'_>, id: i64, ask: &RetireReason, now: Timestamp) -> Result<i64, Failure> {
    by.check_may(Permission::EditTypes)?;
    let before = storing::find_fresh(tx, id, Some(ask.version)).await?;
    if before.is_offered() == ask.back {
        return Ok(id);
    }
    let there = storing::all(tx).await?;
    if ask.back {
        judging::check_few(&there, before.status)?;
    } else if !there.iter().any(|of| of.status == before.status && of.is_offered() && of.id != id) {
        return Err(Refusal::conflict("reasons-last").into());
    }
    storing::set_retired(tx, id, (!ask.back).then_some(now)).await?;
    let kind = if ask.back { "ticket_reason.restored" } else { "ticket_reason.retired" };
    record(tx, by, id, kind, serde_json::json!({}), now);
    Ok(id)
}
