//! `GET /parties/imports`: where a file is chosen, and what came of the last ones.

use super::import_page::{COLUMNS, ImportView, Row, State};
use crate::parties::failing::{self, FailedWhy};
use crate::people::Scene;
use crate::platform::db::{Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::sheets::Limits;
use crate::platform::web::{Answer, Frame};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// Imports listed.
const MOST: i64 = 50;

/// The last imports.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportsView {
    /// The newest first, at most 50.
    pub imports: Vec<ImportView>,
}

/// The page.
#[derive(Template)]
#[template(path = "parties/imports/imports.html", blocks = ["imports"])]
pub struct ImportsPage {
    frame: Frame,
    view: ImportsView,
    /// The largest file, in binary megabytes.
    megabytes: String,
    /// When each began, in words.
    began: Vec<String>,
}

screen!(ImportsPage, ImportsView, as_imports);

/// `GET /parties/imports`.
pub async fn show(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    answer.shows(&ImportsPage::load(scene, None).await?)
}

impl ImportsPage {
    /// The page, with what was wrong with a file.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn load(scene: Scene, refusal: Option<&Refusal>) -> Result<Self, Failure> {
        let sql = Sql::new("SELECT ").push(COLUMNS).push(" ORDER BY i.id DESC LIMIT ?").bind(MOST);
        let rows: Vec<Row> = scene.app.db.reads().all(sql).await?;
        let mut view = ImportsView { imports: rows.into_iter().map(ImportView::from).collect() };
        for one in view.imports.iter_mut().filter(|one| one.state == State::Staging) {
            if failing::is_left(scene.app.db.reads(), one.id).await? {
                one.give_up(FailedWhy::Broken);
            }
        }
        let Scene { frame, reading, .. } = scene;
        let frame = frame.under("/parties/imports").titled("imports-title");
        let frame = refusal.map_or_else(|| frame.clone(), |refusal| frame.clone().refused(refusal));
        let began = |one: &ImportView| reading.texts.moment(one.started_at, &reading.zone);
        let began = view.imports.iter().map(began).collect();
        let megabytes = reading.texts.number(i64::try_from(Limits::default().file_bytes >> 20).unwrap_or(i64::MAX));
        Ok(Self { frame, view, megabytes, began })
    }

    /// What stands in the row of an import, for the template.
    fn words(&self, one: &ImportView) -> String {
        one.sentence(&self.frame.texts)
    }
}
