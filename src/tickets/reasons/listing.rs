//! The page of all reasons: those of each status in their order, and the form for another one. The verbs stand elsewhere.

use super::editing::{self, NewReason};
use super::judging::MOST_NAME;
use super::ordering::{self, MoveReason};
use super::storing::{self, Stored};
use super::{page, words};
use crate::people::{Actor, Doing, Scene};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text::Texts;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named, Wants};
use crate::screen;
use crate::tickets::{Reason, Status};
use askama::Template;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// Where the list stands, and the page that it belongs to.
pub(super) const PLACE: &str = "/reasons";
pub(super) const UNDER: &str = "/types";

/// The reasons: the public contract of `GET /reasons`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReasonsView {
    /// Why a ticket may be pending, in the order of the form.
    pub pending: Vec<ReasonLine>,
    /// Why one may be closed.
    pub closed: Vec<ReasonLine>,
    /// Those of either that only the tickets have that had them.
    pub retired: Vec<ReasonLine>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ReasonLine {
    /// The key.
    pub id: i64,
    /// What stands on tickets.
    pub reason: Reason,
    /// Of which status it is one.
    pub status: Status,
    /// What it is called: by the desk, else in the reader's language.
    pub name: String,
    /// Whether the desk gave it a name; one that comes with the desk is read in every language until then.
    pub is_named: bool,
    /// Its version: name it where you change it.
    pub version: i64,
    /// Since when it is retired, if it is.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub retired_at: Option<Timestamp>,
}

impl ReasonLine {
    pub(super) fn of(stored: Stored, texts: &Texts) -> Self {
        let Stored { id, reason, status, name, retired_at, version } = stored;
        let is_named = name.is_some();
        Self { id, reason, status, name: name.unwrap_or_else(|| words(reason, texts)), is_named, version, retired_at }
    }
}

/// `GET /reasons`.
pub async fn show(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    answer.shows(&drawn(scene, None).await?)
}

/// `POST /reasons`.
pub async fn create(doing: Doing<NewReason>) -> Result<Response, Failure> {
    let languages = languages(&doing.scene);
    let verb = async move |tx: &mut Tx, by: Actor<'_>, (), ask: &NewReason, now: Timestamp| {
        editing::add(tx, by, ask, &languages, now).await
    };
    let done = doing.run("reason.add", (), None, verb).await;
    let flash = match &done {
        Ok(id) if doing.wants == Wants::Json => {
            let line = page::line(&doing.scene, *id).await?;
            return Ok(doing.answer.made(&format!("{PLACE}/{id}"), Flash::none(), &line));
        }
        Ok(_) => Flash::name("reasons-added", doing.ask.name.trim()),
        Err(_) => Flash::none(),
    };
    doing.settle(done, PLACE, flash, async |scene, ask| drawn(scene, ask).await).await
}

/// `POST /reasons/{reason}/place`.
pub async fn reorder(Named(id): Named<i64>, doing: Doing<MoveReason>) -> Result<Response, Failure> {
    let done = doing.run("reason.reorder", id, None, ordering::reorder).await;
    let flash = match &done {
        Ok(_) => Flash::name("reasons-moved", page::line(&doing.scene, id).await?.name),
        Err(_) => Flash::none(),
    };
    doing.settle(done, PLACE, flash, async |scene, _| drawn(scene, None).await).await
}

/// The words of every language: a name is taken where anybody reads it so.
pub(super) fn languages(scene: &Scene) -> Vec<Texts> {
    scene.app.catalogue.languages().map(|tag| scene.app.texts(tag)).collect()
}

async fn drawn(scene: Scene, typed: Option<NewReason>) -> Result<ReasonsPage, Failure> {
    let texts = &scene.reading.texts;
    let all = storing::all(scene.app.db.reads()).await?;
    let lines = all.into_iter().map(|stored| ReasonLine::of(stored, texts));
    let (offered, retired): (Vec<_>, Vec<_>) = lines.partition(|line| line.retired_at.is_none());
    let (pending, closed) = offered.into_iter().partition(|line| line.status == Status::Pending);
    Ok(ReasonsPage {
        view: ReasonsView { pending, closed, retired },
        frame: scene.frame.titled("reasons-title").under(UNDER),
        typed: typed.unwrap_or(NewReason { status: Status::Pending, name: String::new() }),
    })
}

/// The page.
#[derive(Template)]
#[template(path = "tickets/reasons/list.html", blocks = ["reasons"])]
struct ReasonsPage {
    frame: Frame,
    view: ReasonsView,
    typed: NewReason,
}

screen!(ReasonsPage, ReasonsView, as_reasons);

impl ReasonsPage {
    /// Each status with its reasons and the key of what that comes to.
    fn parts(&self) -> [(Status, &'static str, &[ReasonLine]); 2] {
        let ReasonsView { pending, closed, .. } = &self.view;
        [(Status::Pending, "reasons-pending", pending), (Status::Closed, "reasons-closed", closed)]
    }

    /// Whether a reason stands at the end of this way already.
    fn is_at_end(&self, line: &ReasonLine, way: &str) -> bool {
        let [pending, closed] = self.parts().map(|(_, _, lines)| lines);
        let lines = if line.status == Status::Pending { pending } else { closed };
        let end = if way == "up" { lines.first() } else { lines.last() };
        end.is_some_and(|end| end.id == line.id)
    }

    fn is_chosen(&self, status: &Status) -> bool {
        self.typed.status == *status
    }
}
