//! The page of all departments: how many people are in each, and the form for another one. The verbs stand elsewhere.

use super::editing::{self, DepartmentAsk, MOST_NAME};
use super::storing::{self, Stored};
use super::{Department, page};
use crate::people::{Doing, Scene};
use crate::platform::failure::Failure;
use crate::platform::text::sort_key;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Wants};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// Where the list stands, and the page that it belongs to.
pub(super) const PLACE: &str = "/departments";
pub(super) const UNDER: &str = "/users";

/// The departments: the public contract of `GET /departments`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DepartmentsView {
    /// Those that somebody can be put into, by name as the reader says it.
    pub departments: Vec<DepartmentLine>,
    /// Those that only who is in them already has.
    pub retired: Vec<DepartmentLine>,
}

/// One of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DepartmentLine {
    /// What it is called.
    #[serde(flatten)]
    pub of: Department,
    /// Its version: name it where you change it.
    pub version: i64,
    /// How many are in it and can sign in.
    pub users: i64,
}

/// `GET /departments`.
pub async fn show(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    answer.shows(&drawn(scene, None).await?)
}

/// `POST /departments`.
pub async fn create(doing: Doing<DepartmentAsk>) -> Result<Response, Failure> {
    let done = doing.run("department.add", (), None, editing::add).await;
    let flash = match &done {
        Ok(id) if doing.wants == Wants::Json => {
            let view = page::view(&doing.scene, *id).await?;
            return Ok(doing.answer.made(&format!("{PLACE}/{id}"), Flash::none(), &view));
        }
        Ok(_) => Flash::name("departments-added", doing.ask.name.trim()),
        Err(_) => Flash::none(),
    };
    doing.settle(done, PLACE, flash, async |scene, ask| drawn(scene, ask).await).await
}

/// The page as it is now.
pub(super) async fn drawn(scene: Scene, typed: Option<DepartmentAsk>) -> Result<DepartmentsPage, Failure> {
    let reads = scene.app.db.reads();
    let members = storing::members(reads).await?;
    let line = |of: Stored| {
        let users = members.iter().find(|members| members.department_id == of.of.id).map_or(0, |members| members.users);
        DepartmentLine { users, version: of.version, of: of.of }
    };
    let mut lines: Vec<_> = storing::all(reads).await?.into_iter().map(line).collect();
    lines.sort_by_cached_key(|line| sort_key(&line.of.said(&scene.reading.texts)));
    let (offered, retired) = lines.into_iter().partition(|line| line.of.retired_at.is_none());
    Ok(DepartmentsPage {
        view: DepartmentsView { departments: offered, retired },
        frame: scene.frame.titled("departments-title").under(UNDER),
        typed: typed.unwrap_or_default(),
    })
}

/// The page.
#[derive(Template)]
#[template(path = "people/departments/list.html", blocks = ["departments"])]
pub(super) struct DepartmentsPage {
    frame: Frame,
    view: DepartmentsView,
    typed: DepartmentAsk,
}

screen!(DepartmentsPage, DepartmentsView, as_departments);

impl DepartmentLine {
    /// Its name as the reader says it.
    fn said(&self, frame: &Frame) -> String {
        self.of.said(&frame.texts)
    }
}
