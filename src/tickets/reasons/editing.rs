//! Adding a reason, and giving one another name. It knows no page.

use super::{judging, storing};
use crate::people::{Actor, Permission};
use crate::platform::db::{Happening, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::text::Texts;
use crate::tickets::Status;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

/// What is asked of a new reason.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct NewReason {
    /// Pending or closed.
    pub status: Status,
    /// What it is called.
    #[serde(default)]
    pub name: String,
}

/// What is asked of one that is there.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct ReasonAsk {
    /// The version that the form was drawn from.
    pub version: Option<i64>,
    /// What it is called; empty gives a reason that comes with the desk its own words again, in every language.
    #[serde(default)]
    pub name: String,
}

/// The verb: adds a reason behind the others; answers its id. `languages`: in which no other may be called so.
///
/// # Errors
/// Not seen by those who may not edit reasons; a status that wants none; a name that cannot be or is taken; too many.
pub async fn add(
    tx: &mut Tx,
    by: Actor<'_>,
    ask: &NewReason,
    languages: &[Texts],
    now: Timestamp,
) -> Result<i64, Failure> {
    by.check_may(Permission::EditTypes)?;
    if !ask.status.wants_reason() {
        return Err(Refusal::invalid("status", "reasons-status-wrong").into());
    }
    let there = storing::all(tx).await?;
    let named = ReasonAsk { version: None, name: ask.name.clone() };
    let name = judging::name(&named, (ask.status, None), &there, languages)?.unwrap_or_default();
    judging::check_few(&there, ask.status)?;
    let id = storing::insert(tx, ask.status, &name).await?;
    record(tx, by, id, "ticket_reason.added", json!({ "status": ask.status, "name": name }), now);
    Ok(id)
}

/// The verb: gives a reason another name; answers its id. Who changes nothing makes no event.
///
/// # Errors
/// Not seen; stale; a name that cannot be or is taken.
pub async fn rename(
    tx: &mut Tx,
    by: Actor<'_>,
    (id, ask): (i64, &ReasonAsk),
    languages: &[Texts],
    now: Timestamp,
) -> Result<i64, Failure> {
    by.check_may(Permission::EditTypes)?;
    let before = storing::find_fresh(tx, id, ask.version).await?;
    let name = judging::name(ask, (before.status, Some(&before)), &storing::all(tx).await?, languages)?;
    if name != before.name {
        storing::rename(tx, id, name.as_deref()).await?;
        let body = json!({ "from": before.name, "to": name });
        record(tx, by, id, "ticket_reason.renamed", body, now);
    }
    Ok(id)
}

/// Keeps for ever what happened to a reason: with its name, since every ticket that has it reads by that.
pub(super) fn record(tx: &mut Tx, by: Actor<'_>, id: i64, kind: &'static str, body: Value, at: Timestamp) {
    tx.record(Happening { at, actor: by.id(), subject: Subject::new("ticket_reason", id), kind, body });
}
