//! Putting the first steps away, for oneself: they leave one's first page, and come back when asked. It knows no point.

use super::first_steps::{StepsPage, all};
use crate::people::{Actor, Doing, Permission, Scene};
use crate::platform::db::{DbErr, Happening, Reads, Sql, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::web::answer::Flash;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: that the list leave the first page of whoever asks, or come back.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct PutAway {
    /// Whether it leaves.
    #[serde(default)]
    pub away: bool,
}

/// `POST /first-steps`.
pub async fn put_away(doing: Doing<PutAway>) -> Result<Response, Failure> {
    let verb = async move |tx: &mut Tx, by: Actor<'_>, member: i64, ask: &PutAway, now: Timestamp| {
        by.check_may(Permission::AdministerPeople)?;
        if is_put_away(tx, member).await? == ask.away {
            return Ok(());
        }
        let kind = if ask.away { AWAY } else { BACK };
        // Kept as what happened: each has their own, few ever do it, and a column would be for this alone.
        tx.record(Happening { at: now, actor: by.id(), subject: of(member), kind, body: serde_json::json!({}) });
        Ok(())
    };
    let done = doing.run("first_steps.put_away", doing.scene.member.id, None, verb).await;
    let said = if doing.ask.away { "steps-away-done" } else { "steps-back-done" };
    let draw = async |scene: Scene, _| {
        let view = all(&scene).await?;
        Ok(StepsPage::new(scene, view))
    };
    doing.settle(done, "/", Flash::say(said), draw).await
}

/// What a member did with their list.
const fn of(member: i64) -> Subject {
    Subject::new("first_steps", member)
}

const AWAY: &str = "first_steps.put_away";
const BACK: &str = "first_steps.taken_out";

/// Whether they stand put away.
///
/// # Errors
/// When the database fails.
pub(super) async fn is_put_away(reads: &impl Reads, member: i64) -> Result<bool, DbErr> {
    let sql = Sql::new("SELECT kind FROM events WHERE subject_kind = ? AND subject_id = ? ORDER BY seq DESC LIMIT 1");
    let last: Option<String> = reads.value(sql.bind(of(member).kind).bind(member)).await?;
    Ok(last.as_deref() == Some(AWAY))
}
