//! `GET /parties/imports/{import}`: how far an import is, and what came of it.

use crate::parties::Doubt;
use crate::parties::doubting;
use crate::parties::failing::{self, FailedWhy};
use crate::people::{Member, Permission, Scene};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::text::{Arg, Texts};
use crate::platform::web::{Answer, Frame, Named};
use crate::{screen, text_enum};
use askama::Template;
use axum::http::HeaderValue;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

text_enum! {
    /// How far an import is.
    pub enum State {
        /// It is being written down; no distributor has changed yet.
        Staging = "staging",
        /// Distributors change.
        Applying = "applying",
        /// It is done.
        Done = "done",
        /// It was given up, and no distributor has changed.
        Failed = "failed",
    }
}

/// An import: the public contract.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportView {
    /// Its id.
    pub id: i64,
    /// The name of its file.
    pub file: String,
    /// How far it is.
    pub state: State,
    /// Why it was given up, if it was.
    pub failed: Option<FailedWhy>,
    /// Who began it, by user name; nobody where it was the command line.
    pub by: Option<String>,
    /// Rows of the file.
    pub rows: i64,
    /// Rows that are done.
    pub done: i64,
    /// Distributors that are new.
    pub added: i64,
    /// Distributors that said something else before.
    pub changed: i64,
    /// Distributors that said the same.
    pub unchanged: i64,
    /// Of those added: known before as not in the system, whose tickets came along.
    pub attached: i64,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub started_at: Timestamp,
    /// When it was done.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub finished_at: Option<Timestamp>,
    /// Who could be meant by rows of new numbers, and was left alone; the first of them, for a day. Who may not look
    /// distributors up is told the lines and the numbers, and no names.
    pub doubts: Vec<Doubt>,
    /// How many more there were.
    pub doubts_more: i64,
}

/// The page.
#[derive(Template)]
#[template(path = "parties/imports/import.html", blocks = ["import"])]
pub struct ImportPage {
    frame: Frame,
    view: ImportView,
}

screen!(ImportPage, ImportView, as_import);

/// `GET /parties/imports/{import}`. Until it is done, the page asks for itself again.
pub async fn show(scene: Scene, answer: Answer, Named(import): Named<i64>) -> Result<Response, Failure> {
    let view = load(scene.app.db.reads(), &scene.member, import).await?;
    let is_done = view.is_over();
    let frame =
        scene.frame.under("/parties/imports").titled_with("imports-one-title", &[("file", Arg::from(&view.file))]);
    let mut response = answer.shows(&ImportPage { frame, view })?;
    if !is_done {
        response.headers_mut().insert("refresh", HeaderValue::from_static("2"));
    }
    Ok(response)
}

/// An import with its doubts.
///
/// # Errors
/// Not seen, where there is none.
pub(super) async fn load(reads: &impl Reads, member: &Member, import: i64) -> Result<ImportView, Failure> {
    let is_left = failing::is_left(reads, import).await?;
    let sql = Sql::new("SELECT ").push(COLUMNS).push(" WHERE i.id = ?").bind(import);
    let row: Row = reads.one(sql).await?.ok_or_else(Refusal::not_seen)?;
    let mut view = ImportView::from(row);
    if is_left {
        view.give_up(FailedWhy::Broken);
    }
    (view.doubts, view.doubts_more) = doubting::of_import(reads, import).await?;
    if !member.may(Permission::ReadParties) {
        view.doubts.iter_mut().for_each(Doubt::hide_names);
    }
    Ok(view)
}

/// The columns of [`Row`], and where they come from.
pub(super) const COLUMNS: &str =
    "i.id, i.file_name, i.state, u.user_name, i.rows_total, i.rows_applied, i.added, i.changed, i.unchanged,
     i.attached, i.started_at, i.finished_at, i.failed_why FROM party_imports i LEFT JOIN users u ON u.id = i.by_user";

#[derive(FromRow)]
pub(super) struct Row {
    id: i64,
    file_name: String,
    state: State,
    user_name: Option<String>,
    rows_total: i64,
    rows_applied: i64,
    added: i64,
    changed: i64,
    unchanged: i64,
    attached: i64,
    started_at: Timestamp,
    finished_at: Option<Timestamp>,
    failed_why: Option<FailedWhy>,
}

impl From<Row> for ImportView {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            file: row.file_name,
            state: if row.failed_why.is_some() { State::Failed } else { row.state },
            failed: row.failed_why,
            by: row.user_name,
            rows: row.rows_total,
            done: row.rows_applied,
            added: row.added,
            changed: row.changed,
            unchanged: row.unchanged,
            attached: row.attached,
            started_at: row.started_at,
            finished_at: row.finished_at,
            doubts: Vec::new(),
            doubts_more: 0,
        }
    }
}

impl ImportView {
    /// Whether nothing will happen to it any more.
    #[must_use]
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Done | State::Failed)
    }

    /// Nobody goes on with it.
    pub(super) fn give_up(&mut self, why: FailedWhy) {
        (self.state, self.failed) = (State::Failed, Some(why));
    }

    /// In a sentence, how far it is or what came of it.
    #[must_use]
    pub fn sentence(&self, texts: &Texts) -> String {
        let key = match self.state {
            State::Staging => "imports-reading",
            State::Applying => "imports-applying",
            State::Done => "imports-done",
            State::Failed => self.failed.unwrap_or(FailedWhy::Broken).key(),
        };
        let counts: [(&str, Arg); 5] = [
            ("rows", self.rows.into()),
            ("done", self.done.into()),
            ("added", self.added.into()),
            ("changed", self.changed.into()),
            ("unchanged", self.unchanged.into()),
        ];
        texts.with(key, &counts)
    }
}

impl ImportPage {
    fn doubt(&self, doubt: &Doubt) -> String {
        doubt.said(&self.frame.texts)
    }
}
