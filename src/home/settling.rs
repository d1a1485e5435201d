//! Saying of a first step that it is right as it is, or that this desk goes without, and taking that back. It does none of them.

use super::first_steps::{StepsPage, all};
use super::points::{Point, Word};
use crate::people::{Actor, Doing, Permission, Scene};
use crate::platform::db::{Happening, Reads, Sql, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::web::Named;
use crate::platform::web::answer::Flash;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// What is asked of a point.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct SettlePoint {
    /// What is said of it; left out, it is to be done again.
    pub say: Option<Word>,
}

/// Where it was asked.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct From {
    /// On the page of all steps, to which a browser goes back.
    #[serde(default)]
    pub whole: bool,
}

/// `POST /first-steps/{point}`.
pub async fn settle(Named(point): Named<String>, doing: Doing<SettlePoint>) -> Result<Response, Failure> {
    let point: Point = point.parse().map_err(|_| Refusal::not_seen())?;
    let done = doing.run("first_steps.settle", point, None, say).await;
    let said = match doing.ask.say {
        Some(Word::Right) => "steps-said-right",
        Some(Word::Skipped) => "steps-said-skipped",
        None => "steps-said-back",
    };
    let place = if doing.query.contains("whole") { "/first-steps" } else { "/" };
    let draw = async |scene: Scene, _| {
        let view = all(&scene).await?;
        Ok(StepsPage::new(scene, view))
    };
    doing.settle(done, place, Flash::say(said), draw).await
}

/// The verb: notes what is said. What was said already is said once.
///
/// # Errors
/// Not seen by those who may not administer people; a point that only something done can tick off.
async fn say(tx: &mut Tx, by: Actor<'_>, point: Point, ask: &SettlePoint, now: Timestamp) -> Result<(), Failure> {
    by.check_may(Permission::AdministerPeople)?;
    if ask.say == Some(Word::Right) && !point.can_be_right() {
        return Err(Refusal::invalid("say", "steps-only-done").into());
    }
    let sql = Sql::new("SELECT said FROM first_steps WHERE point = ?").bind(point);
    let before: Option<String> = tx.value(sql).await?;
    if before.as_deref() == ask.say.map(Word::as_str) {
        return Ok(());
    }
    tx.execute(Sql::new("DELETE FROM first_steps WHERE point = ?").bind(point)).await?;
    if let Some(said) = ask.say {
        let sql = Sql::new("INSERT INTO first_steps (point, said, said_at, said_by) VALUES (?, ?, ?, ?)");
        tx.execute(sql.bind(point).bind(said).bind(now).bind(by.id())).await?;
    }
    let number = Point::ALL.iter().position(|other| *other == point).and_then(|place| i64::try_from(place + 1).ok());
    tx.record(Happening {
        at: now,
        actor: by.id(),
        subject: Subject::new("first_step", number.unwrap_or_default()),
        kind: "first_steps.settled",
        body: serde_json::json!({ "point": point, "said": ask.say }),
    });
    Ok(())
}
