//! The absence of somebody who cannot note it themselves: whoever administers does, on the page of that user. The rules are those
//! for everybody.

use super::Doing;
use super::being_away::{self, Absence};
use super::user_page::{self, find, place};
use super::{Actor, Scene};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::web::Named;
use crate::platform::web::answer::Flash;
use axum::response::Response;

/// `POST /users/{name}/away`.
pub async fn note(Named(name): Named<String>, doing: Doing<Absence>) -> Result<Response, Failure> {
    let user = find(doing.scene.app.db.reads(), &name).await?;
    let of = name.clone();
    let verb = async move |tx: &mut Tx, by: Actor<'_>, _: i64, ask: &Absence, now: Timestamp| {
        being_away::note(tx, by, &of, ask, now).await
    };
    let done = doing.run("user.note_away", user, None, verb).await;
    let flash = Flash::name(if doing.ask.back { "users-back" } else { "users-noted-away" }, &name);
    let draw = async |mut scene: Scene, ask: Option<Absence>| {
        // On this page another form has a field of that name.
        for complaint in scene.frame.complaints.iter_mut().filter(|complaint| complaint.field == Some("cover")) {
            complaint.field = Some("away_cover");
        }
        user_page::with_absence(scene, user, ask).await
    };
    doing.settle(done, &place(&name), flash, draw).await
}
