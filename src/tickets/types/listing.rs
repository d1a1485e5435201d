//! The page of all types: in their order, with how much each is used and what can be done about it. The verbs stand
//! elsewhere.

use super::ordering::{self, MoveType};
use super::retiring::{self, RetireType};
use super::storing::{self, Stored};
use super::tallying::{self, Tally};
use super::{InquiryType, OTHER};
use crate::people::{Doing, Permission, Scene};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text::Arg;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// The list of types: the public contract of `GET /types`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TypesView {
    /// The version of the list: it goes up with every change of any type.
    pub list: i64,
    /// Those that new inquiries may have, in their order, "Other" last.
    pub types: Vec<TypeLine>,
    /// Those that only older tickets have.
    pub retired: Vec<TypeLine>,
    /// When the list was last reviewed, if ever.
    pub reviewed: Option<Reviewed>,
}

/// One type, with how much it is used.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TypeLine {
    /// What it says of itself.
    #[serde(flatten)]
    pub of: InquiryType,
    /// Its version: name it where you change it.
    pub version: i64,
    /// Tickets of it that were opened in the last 90 days.
    pub tickets: i64,
    /// Since when it is retired, if it is.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub retired_at: Option<Timestamp>,
}

/// A review of the list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Reviewed {
    /// When.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// By whom; nobody where it was the desk itself.
    pub by: Option<String>,
}

/// The page.
#[derive(Template)]
#[template(path = "tickets/types/list.html", blocks = ["types"])]
pub struct TypesPage {
    frame: Frame,
    view: TypesView,
    reviewed: String,
    /// The reader may look at the tickets that are counted.
    sees_tickets: bool,
}

screen!(TypesPage, TypesView, as_types);

/// Where the list stands, and the pages about one of its types belong.
pub(super) const PLACE: &str = "/types";

/// `GET /types`.
pub async fn show(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    answer.shows(&page(scene).await?)
}

/// `POST /types/{type}/place`.
pub async fn reorder(Named(id): Named<i64>, doing: Doing<MoveType>) -> Result<Response, Failure> {
    let done = doing.run("type.reorder", id, None, ordering::reorder).await;
    settle(doing, done, "types-moved").await
}

/// `POST /types/{type}/retirement`.
pub async fn retire(Named(id): Named<i64>, doing: Doing<RetireType>) -> Result<Response, Failure> {
    let done = doing.run("type.retire", id, None, retiring::retire).await;
    let said = if doing.ask.back { "types-restored" } else { "types-retired" };
    settle(doing, done, said).await
}

/// Answers a deed about a type on this page.
pub(super) async fn settle<A>(doing: Doing<A>, done: Result<i64, Failure>, said: &str) -> Result<Response, Failure>
where
    A: Serialize + Clone + Send + Sync + 'static,
{
    let flash = match &done {
        Ok(id) => {
            Flash::name(said, storing::find(doing.scene.app.db.reads(), *id).await?.of.said(&doing.scene.reading.texts))
        }
        Err(_) => Flash::none(),
    };
    doing.settle(done, "/types", flash, async |scene, _| page(scene).await).await
}

/// The page as it is now.
pub(super) async fn page(scene: Scene) -> Result<TypesPage, Failure> {
    let reads = scene.app.db.reads();
    let types = storing::all(reads).await?;
    let list = storing::list(reads).await?;
    let now = scene.reading.now;
    let tally = tallying::between(reads, types.iter().map(|of| of.of.id), (tallying::since(now, 1), Timestamp::MAX));
    let tally = tally.await?;
    let (offered, retired): (Vec<_>, Vec<_>) = types.into_iter().partition(Stored::is_offered);
    let lines = |types: Vec<Stored>| types.into_iter().map(|of| TypeLine::of(of, &tally)).collect();
    let reviewed = list.reviewed_at.map(|at| Reviewed { at, by: list.reviewed_by });
    let said = said(&scene, reviewed.as_ref());
    Ok(TypesPage {
        sees_tickets: scene.member.may(Permission::WorkInquiries),
        frame: scene.frame.titled("types-title"),
        view: TypesView { list: list.version, types: lines(offered), retired: lines(retired), reviewed },
        reviewed: said,
    })
}

/// When the list was last reviewed, in words.
pub(super) fn said(scene: &Scene, reviewed: Option<&Reviewed>) -> String {
    let texts = &scene.reading.texts;
    let Some(Reviewed { at, by }) = reviewed else { return texts.say("types-never-reviewed") };
    let by = by.clone().unwrap_or_else(|| texts.say("people-the-desk"));
    let args = [("date", Arg::from(texts.day(*at, &scene.reading.zone))), ("name", by.into())];
    texts.with("types-reviewed", &args)
}

impl TypeLine {
    pub(super) fn of(stored: Stored, tally: &Tally) -> Self {
        let tickets = tally.get(&stored.of.id).copied().unwrap_or_default();
        Self { tickets, version: stored.version, retired_at: stored.retired_at, of: stored.of }
    }

    /// Whether it can be moved: "Other" cannot.
    fn is_movable(&self) -> bool {
        self.of.id != OTHER
    }
}

impl TypesPage {
    /// Whether a type stands at the end of this way already.
    fn is_at_end(&self, line: &TypeLine, way: &str) -> bool {
        let mut movable = self.view.types.iter().filter(|of| of.is_movable());
        let end = if way == "up" { movable.next() } else { movable.next_back() };
        end.is_some_and(|end| end.of.id == line.of.id)
    }
}
