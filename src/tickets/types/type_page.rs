//! The form of one type, new or there already. What may be said in it, `editing.rs` decides.

use super::editing::{self, TypeAsk};
use super::judging::{DUE_DAYS, MOST_DESCRIPTION, MOST_GROUP, MOST_NAME, MOST_SEARCH_WORDS};
use super::listing::TypeLine;
use super::{OTHER, listing, storing, tallying};
use crate::people::{Doing, Scene};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named, Wants};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

/// What the form offers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TypeView {
    /// The type; none where the form is for a new one.
    #[serde(rename = "type")]
    pub line: Option<TypeLine>,
    /// Headings that other types have.
    pub groups: BTreeSet<String>,
}

/// The form.
#[derive(Template)]
#[template(path = "tickets/types/type.html", blocks = ["form"])]
pub struct TypePage {
    frame: Frame,
    view: TypeView,
    typed: TypeAsk,
    /// Where it is sent.
    place: String,
}

screen!(TypePage, TypeView, as_form);

/// `GET /types/new`.
pub async fn new(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    answer.shows(&page(scene, None, Some(TypeAsk { due_days: 1, ..TypeAsk::default() })).await?)
}

/// `GET /types/{type}`.
pub async fn show(scene: Scene, answer: Answer, Named(id): Named<i64>) -> Result<Response, Failure> {
    answer.shows(&page(scene, Some(id), None).await?)
}

/// `POST /types`.
pub async fn create(doing: Doing<TypeAsk>) -> Result<Response, Failure> {
    let done = doing.run("type.add", (), None, editing::add).await;
    if let (Ok(id), Wants::Json) = (&done, doing.wants) {
        let view = page(doing.scene, Some(*id), None).await?.view;
        return Ok(doing.answer.made(&format!("/types/{id}"), Flash::none(), &view));
    }
    settle(doing, done, None, "types-added").await
}

/// `POST /types/{type}`.
pub async fn change(Named(id): Named<i64>, doing: Doing<TypeAsk>) -> Result<Response, Failure> {
    let done = doing.run("type.change", id, None, editing::change).await;
    settle(doing, done, Some(id), "types-changed").await
}

/// A person goes back to the list, a program gets the type; a refused form stands as it was typed.
async fn settle(
    doing: Doing<TypeAsk>,
    done: Result<i64, Failure>,
    id: Option<i64>,
    said: &str,
) -> Result<Response, Failure> {
    match done {
        Ok(id) if doing.wants != Wants::Json => {
            let name = storing::find(doing.scene.app.db.reads(), id).await?.of.said(&doing.scene.reading.texts);
            Ok(doing.answer.sends_to("/types", Flash::name(said, name)))
        }
        done => doing.settle(done, "/types", Flash::none(), async |scene, ask| page(scene, id, ask).await).await,
    }
}

async fn page(scene: Scene, id: Option<i64>, typed: Option<TypeAsk>) -> Result<TypePage, Failure> {
    let reads = scene.app.db.reads();
    let types = storing::all(reads).await?;
    let groups = types.iter().map(|of| of.of.group_name.clone()).filter(|group| !group.is_empty()).collect();
    let line = match id {
        Some(id) => {
            let days = (tallying::since(scene.reading.now, 1), Timestamp::MAX);
            Some(TypeLine::of(storing::find(reads, id).await?, &tallying::between(reads, [id], days).await?))
        }
        None => None,
    };
    let frame = match &line {
        Some(line) => {
            scene.frame.titled_with("types-one-title", &[("name", line.of.said(&scene.reading.texts).into())])
        }
        None => scene.frame.titled("types-new"),
    };
    let stored = || line.as_ref().map(TypeAsk::from).unwrap_or_default();
    Ok(TypePage {
        frame: frame.under(listing::PLACE),
        typed: typed.unwrap_or_else(stored),
        place: id.map_or_else(|| "/types".to_owned(), |id| format!("/types/{id}")),
        view: TypeView { line, groups },
    })
}

impl From<&TypeLine> for TypeAsk {
    fn from(line: &TypeLine) -> Self {
        let of = line.of.clone();
        Self {
            version: Some(line.version),
            name: of.name,
            group: Some(of.group_name),
            description: Some(of.description),
            search_words: Some(of.search_words),
            due_days: of.due_days,
        }
    }
}

impl TypePage {
    fn invalid(&self, field: &str) -> bool {
        self.frame.complaint(field).is_some()
    }

    fn due_days(&self) -> impl Iterator<Item = (i32, bool)> {
        DUE_DAYS.map(|days| (days, days == self.typed.due_days))
    }

    /// The version that is sent: the one that is there now, also after a stale form was told so.
    fn version(&self) -> Option<i64> {
        self.view.line.as_ref().map(|line| line.version)
    }

    /// How the reader says its name, where that is not as it is written in the form.
    fn spoken(&self) -> Option<String> {
        let of = &self.view.line.as_ref()?.of;
        Some(of.said(&self.frame.texts)).filter(|said| *said != of.name)
    }

    /// Every desk has it: it is not retired.
    fn is_other(line: &TypeLine) -> bool {
        line.of.id == OTHER
    }
}
