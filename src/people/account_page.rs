//! One's own account: who one is, from where one is signed in, and what one sets oneself. It judges nothing.

use super::Gap;
use super::account_view::{AccountView, AwayView};
use super::departments::said;
use super::leading::Person;
use super::sessions::Session;
use super::user_form::languages;
use super::{Doing, Permission, Reading, Scene, colleagues, passwords};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::Serialize;

/// How many colleagues are offered to stand in; whoever is not among them is written by user name.
const MOST_OFFERED: i64 = 200;

/// What was typed and refused.
#[derive(Default)]
pub(super) struct Typing {
    pub(super) until: String,
    pub(super) cover: String,
    pub(super) language: String,
}

/// `GET /me`.
pub async fn show(scene: Scene, session: Session, answer: Answer) -> Result<Response, Failure> {
    let view = AccountView::load(&scene, &session).await?;
    answer.draws(view, async |view| AccountPage::new(scene, view, None).await).await
}

/// Answers a deed on this page.
pub(super) async fn settle<A, T>(
    session: Session,
    doing: Doing<A>,
    done: Result<T, Failure>,
    said: &str,
    typed: impl FnOnce(A) -> Typing,
) -> Result<Response, Failure>
where
    A: Serialize + Clone + Send + Sync + 'static,
{
    let draw = async |scene: Scene, ask: Option<A>| drawn(scene, &session, ask.map(typed)).await;
    doing.settle(done, "/me", Flash::say(said), draw).await
}

pub(super) async fn drawn(scene: Scene, session: &Session, typed: Option<Typing>) -> Result<AccountPage, Failure> {
    let view = AccountView::load(&scene, session).await?;
    AccountPage::new(scene, view, typed).await
}

/// The page.
#[derive(Template)]
#[template(path = "people/me.html", blocks = ["me"])]
pub(super) struct AccountPage {
    frame: Frame,
    view: AccountView,
    reading: Reading,
    typed: Typing,
    people: Vec<Person>,
    languages: Vec<(String, String)>,
}

screen!(AccountPage, AccountView, as_me);

impl AccountPage {
    async fn new(scene: Scene, view: AccountView, typed: Option<Typing>) -> Result<Self, Failure> {
        let Scene { app, member, reading, frame } = scene;
        let people = match member.may(Permission::WorkInquiries) {
            true => {
                colleagues::who_may(app.db.reads(), Permission::WorkInquiries, member.call_centre, MOST_OFFERED).await?
            }
            false => Vec::new(),
        };
        let people = people.into_iter().filter(|person| person.id != member.id).collect();
        let is_typed = typed.is_some();
        let mut typed = typed.unwrap_or_default();
        if !is_typed {
            typed.cover = view.cover.as_ref().map(|cover| cover.user_name.clone()).unwrap_or_default();
            typed.until = view.away.as_ref().map(|away| away.last_day.clone()).unwrap_or_default();
        }
        if typed.language.is_empty() {
            typed.language.clone_from(&view.member.language);
        }
        let languages = languages(&reading.texts);
        Ok(Self { frame: frame.titled("people-me-title"), view, reading, typed, people, languages })
    }

    fn departments(&self) -> String {
        said(&self.view.departments, &self.frame.texts)
    }

    fn administers(&self) -> bool {
        self.view.member.permissions.contains(&Permission::AdministerPeople)
    }

    /// Whether anything can be escalated or handed to them, so that their absence matters to others.
    fn works(&self) -> bool {
        self.view.member.permissions.contains(&Permission::WorkInquiries)
    }

    fn moment(&self, at: &Timestamp) -> String {
        self.reading.texts.moment(*at, &self.reading.zone)
    }

    fn gap(&self, gap: &Gap) -> String {
        gap.said(&self.reading.texts, None)
    }

    fn last_day(&self, away: &AwayView) -> String {
        let day = away.last_day.parse().map(|day| self.reading.texts.date(day));
        self.frame.with_one("account-away-until", "day", day.unwrap_or_default())
    }
}
