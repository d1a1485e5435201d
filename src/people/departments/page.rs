//! The page of one department: its name, who is in it, and the way out of use. What may be said of it, `editing.rs` decides.

use super::Department;
use super::editing::{self, DepartmentAsk, MOST_NAME, RetireDepartment};
use super::listing::{PLACE, UNDER};
use super::storing;
use crate::people::{Doing, Person, Scene};
use crate::platform::db::{Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// One department: the public contract of `GET /departments/{department}`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DepartmentView {
    /// What it is called.
    #[serde(flatten)]
    pub of: Department,
    /// Its version: name it where you change it.
    pub version: i64,
    /// Who is in it and can sign in, by user name; at most 200.
    pub users: Vec<Person>,
}

/// `GET /departments/{department}`.
pub async fn show(scene: Scene, answer: Answer, Named(id): Named<i64>) -> Result<Response, Failure> {
    answer.shows(&drawn(scene, id, None).await?)
}

/// `POST /departments/{department}`.
pub async fn rename(Named(id): Named<i64>, doing: Doing<DepartmentAsk>) -> Result<Response, Failure> {
    let done = doing.run("department.rename", id, None, editing::rename).await;
    let flash = Flash::name("departments-renamed", doing.ask.name.trim());
    doing.settle(done, &place(id), flash, async |scene, ask| drawn(scene, id, ask).await).await
}

/// `POST /departments/{department}/retirement`.
pub async fn retire(Named(id): Named<i64>, doing: Doing<RetireDepartment>) -> Result<Response, Failure> {
    let done = doing.run("department.retire", id, None, editing::retire).await;
    let of = storing::find(doing.scene.app.db.reads(), id).await?.of;
    let said = if doing.ask.back { "departments-restored" } else { "departments-retired" };
    let flash = Flash::name(said, of.said(&doing.scene.reading.texts));
    doing.settle(done, &place(id), flash, async |scene, _| drawn(scene, id, None).await).await
}

/// What is known of it.
///
/// # Errors
/// Not seen, where there is none.
pub(super) async fn view(scene: &Scene, id: i64) -> Result<DepartmentView, Failure> {
    let reads = scene.app.db.reads();
    let stored = storing::find(reads, id).await?;
    Ok(DepartmentView { of: stored.of, version: stored.version, users: reads.all(users(id)).await? })
}

/// The query of who is in it.
#[must_use]
pub fn users(department: i64) -> Sql {
    let sql = Sql::new(
        "SELECT u.id, u.user_name, u.display_name FROM user_departments m JOIN users u ON u.id = m.user_id
         WHERE u.disabled_at IS NULL AND m.department_id = ? ORDER BY u.user_name_key LIMIT 200",
    );
    sql.bind(department)
}

async fn drawn(scene: Scene, id: i64, typed: Option<DepartmentAsk>) -> Result<DepartmentPage, Failure> {
    let view = view(&scene, id).await?;
    let said = view.of.said(&scene.reading.texts);
    let frame = scene.frame.titled_with("departments-one-title", &[("name", said.as_str().into())]).under(UNDER);
    let name = typed.map_or_else(|| view.of.name.clone(), |typed| typed.name);
    Ok(DepartmentPage { frame, said, name, view })
}

fn place(id: i64) -> String {
    format!("{PLACE}/{id}")
}

/// The page.
#[derive(Template)]
#[template(path = "people/departments/department.html", blocks = ["department"])]
struct DepartmentPage {
    frame: Frame,
    view: DepartmentView,
    /// Its name as the reader says it.
    said: String,
    /// As it stands in the form.
    name: String,
}

screen!(DepartmentPage, DepartmentView, as_department);

impl DepartmentPage {
    /// It comes with the desk, and others read it in their own language.
    fn is_spoken(&self) -> bool {
        self.said != self.view.of.name
    }
}
