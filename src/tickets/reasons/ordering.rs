//! The order in which forms offer the reasons of one status: one step up or down at a time. The first one is chosen before
//! anybody chooses. It knows no page.

use super::editing::record;
use super::storing::{self, Stored};
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
    let there: Vec<_> = storing::all(tx).await?.into_iter().filter(|of| of.status == moved.status).collect();
    let Some(at) = there.iter().position(|of| of.id == id) else { return Ok(id) };
    let next = match ask.way {
        Way::Up => there[..at].iter().rposition(Stored::is_offered),
        Way::Down => there[at + 1..].iter().position(Stored::is_offered).map(|after| at + 1 + after),
    };
    if let Some(to) = next {
        // A retired one between them stays where it is: brought back, it stands there again.
        let mut ids: Vec<i64> = there.iter().map(|of| of.id).collect();
        ids.swap(at, to);
        storing::put_in_order(tx, &ids).await?;
        record(tx, by, id, "ticket_reason.moved", serde_json::json!({ "place": to + 1 }), now);
    }
    Ok(id)
}
