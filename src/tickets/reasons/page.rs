//! The page of one reason: its name, and the way out of use. What may be said of it, `judging.rs` decides.

use super::editing::{self, ReasonAsk};
use super::judging::MOST_NAME;
use super::listing::{PLACE, ReasonLine, UNDER, languages};
use super::retiring::{self, RetireReason};
use super::{storing, words};
use crate::people::{Actor, Doing, Scene};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named};
use crate::screen;
use askama::Template;
use axum::response::Response;

/// `GET /reasons/{reason}`.
pub async fn show(scene: Scene, answer: Answer, Named(id): Named<i64>) -> Result<Response, Failure> {
    answer.shows(&drawn(scene, id, None).await?)
}

/// `POST /reasons/{reason}`.
pub async fn rename(Named(id): Named<i64>, doing: Doing<ReasonAsk>) -> Result<Response, Failure> {
    let languages = languages(&doing.scene);
    let verb = async move |tx: &mut Tx, by: Actor<'_>, id, ask: &ReasonAsk, now: Timestamp| {
        editing::rename(tx, by, (id, ask), &languages, now).await
    };
    let done = doing.run("reason.rename", id, None, verb).await;
    settle(doing, done, id, "reasons-renamed", Some).await
}

/// `POST /reasons/{reason}/retirement`.
pub async fn retire(Named(id): Named<i64>, doing: Doing<RetireReason>) -> Result<Response, Failure> {
    let done = doing.run("reason.retire", id, None, retiring::retire).await;
    let said = if doing.ask.back { "reasons-restored" } else { "reasons-retired" };
    settle(doing, done, id, said, |_| None).await
}

async fn settle<A>(
    doing: Doing<A>,
    done: Result<i64, Failure>,
    id: i64,
    said: &'static str,
    typed: impl FnOnce(A) -> Option<ReasonAsk>,
) -> Result<Response, Failure>
where
    A: serde::Serialize + Clone + Send + Sync + 'static,
{
    let flash = match &done {
        Ok(_) => Flash::name(said, line(&doing.scene, id).await?.name),
        Err(_) => Flash::none(),
    };
    let draw = async |scene: Scene, ask: Option<A>| drawn(scene, id, ask.and_then(typed)).await;
    doing.settle(done, &format!("{PLACE}/{id}"), flash, draw).await
}

/// What is known of it.
///
/// # Errors
/// Not seen, where there is none.
pub(super) async fn line(scene: &Scene, id: i64) -> Result<ReasonLine, Failure> {
    Ok(ReasonLine::of(storing::find(scene.app.db.reads(), id).await?, &scene.reading.texts))
}

async fn drawn(scene: Scene, id: i64, typed: Option<ReasonAsk>) -> Result<ReasonPage, Failure> {
    let view = line(&scene, id).await?;
    let own = if view.is_named { view.name.clone() } else { String::new() };
    Ok(ReasonPage {
        frame: scene.frame.titled_with("reasons-one-title", &[("name", view.name.as_str().into())]).under(UNDER),
        typed: typed.map_or(own, |typed| typed.name),
        shipped: view.reason.key().map(|_| words(view.reason, &scene.reading.texts)),
        view,
    })
}

/// The page.
#[derive(Template)]
#[template(path = "tickets/reasons/reason.html", blocks = ["reason"])]
struct ReasonPage {
    frame: Frame,
    view: ReasonLine,
    /// The name as it stands in the form.
    typed: String,
    /// The words that come with it, where it comes with the desk.
    shipped: Option<String>,
}

screen!(ReasonPage, ReasonLine, as_reason);
