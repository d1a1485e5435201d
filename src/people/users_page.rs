//! The page of users: who works here, and the form for somebody new. It judges nothing.

use super::adding_user::{AddUser, add_with_code};
use super::codes::Code;
use super::departments::said;
use super::list_view::{Seek, UserRow, UsersView};
use super::listing::list;
use super::user_form::{Offers, UserForm};
use super::user_page;
use super::{Actor, Doing, Reading, Role, Scene};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Sought};
use crate::screen;
use askama::Template;
use axum::response::Response;

/// `GET /users`.
pub async fn show(scene: Scene, answer: Answer, Sought(seek): Sought<Seek>) -> Result<Response, Failure> {
    let view = list(scene.app.db.reads(), &seek, scene.reading.now).await?;
    answer.draws(view, async |view| UsersPage::new(scene, view, seek, None).await).await
}

/// `POST /users`. What is sent back holds a code, so it is no redirect: an address would keep what may be read once.
pub async fn create(doing: Doing<AddUser>) -> Result<Response, Failure> {
    let code = Code::random();
    let (hash, texts) = (code.hash(), doing.scene.reading.texts.clone());
    let verb = async move |tx: &mut Tx, by: Actor<'_>, _: i64, ask: &AddUser, now: Timestamp| {
        add_with_code(tx, by, (ask, &texts), &hash, now).await
    };
    match doing.run("user.add", 0, None, verb).await {
        Ok((user, made)) => user_page::shows_code(doing, user, (code, &made), true).await,
        Err(failure) => {
            let draw = async |scene: Scene, ask: Option<AddUser>| {
                let view = list(scene.app.db.reads(), &Seek::default(), scene.reading.now).await?;
                UsersPage::new(scene, view, Seek::default(), ask).await
            };
            doing.settle(Err::<(), _>(failure), "/users", Flash::none(), draw).await
        }
    }
}

/// The page.
#[derive(Template)]
#[template(path = "people/users.html", blocks = ["users"])]
struct UsersPage {
    frame: Frame,
    view: UsersView,
    asked: String,
    reading: Reading,
    form: UserForm,
    offers: Offers,
    /// The form was refused.
    is_open: bool,
    is_new: bool,
}

screen!(UsersPage, UsersView, as_users);

impl UsersPage {
    async fn new(scene: Scene, view: UsersView, seek: Seek, typed: Option<AddUser>) -> Result<Self, Failure> {
        let offers = Offers::load(scene.app.db.reads(), &scene.reading.texts).await?;
        let is_open = typed.is_some();
        let form = typed.map_or_else(|| UserForm::blank(&scene.reading.texts), UserForm::from);
        Ok(Self {
            frame: scene.frame.titled("users-title"),
            view,
            asked: seek.q.unwrap_or_default(),
            reading: scene.reading,
            form,
            offers,
            is_open,
            is_new: true,
        })
    }

    fn roles(&self, row: &UserRow) -> String {
        let names: Vec<String> = row.roles.iter().map(|role| self.frame.say(role.name_key())).collect();
        names.join(", ")
    }

    fn departments(&self, row: &UserRow) -> String {
        said(&row.departments, &self.frame.texts)
    }

    /// The last day away, in words.
    fn away(&self, row: &UserRow) -> Option<String> {
        let day = row.away_last_day.as_deref()?.parse().ok()?;
        Some(self.frame.with_one("users-away", "day", self.reading.texts.date(day)))
    }

    fn next(&self) -> Option<String> {
        let after = self.view.next.as_ref()?;
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.asked.is_empty() {
            query.append_pair("q", &self.asked);
        }
        Some(format!("/users?{}", query.append_pair("after", after).finish()))
    }

    /// The address of all of it as a file, behind which stands the kind of file.
    fn export(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !self.asked.is_empty() {
            query.append_pair("q", &self.asked);
        }
        format!("/users/files/export?{}", query.append_pair("format", "").finish())
    }

    /// What the list is, for those who hear it.
    fn note(&self) -> String {
        match self.view.users.len() {
            0 => self.frame.say("users-none"),
            count => self.frame.with_one("users-count", "count", count),
        }
    }
}
