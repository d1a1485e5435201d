//! The page of one user: what is known of them, and what whoever administers can do about it. It judges nothing.

use super::Gap;
use super::being_away::Absence;
use super::changing_user::{ChangeUser, change_and_make};
use super::codes::Code;
use super::departments::said;
use super::letting_in::{GOOD_FOR, Made, give_code};
use super::user_form::{Offers, UserForm};
use super::user_view::{UserView, Warning};
use super::{Actor, Doing, Member, Permission, Person, Reading, Role, Scene, accounts, users};
use crate::platform::db::{Reads, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::text::Arg;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named, Wants};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: that something be done about an account. The address says what.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Account {}

/// `GET /users/{name}`.
pub async fn show(Named(name): Named<String>, scene: Scene, answer: Answer) -> Result<Response, Failure> {
    let user = find(scene.app.db.reads(), &name).await?;
    let view = UserView::load(scene.app.db.reads(), user, scene.reading.now).await?;
    answer.draws(view, async |view| UserPage::new(scene, view, None).await).await
}

/// `POST /users/{name}`.
pub async fn save(Named(name): Named<String>, doing: Doing<ChangeUser>) -> Result<Response, Failure> {
    let user = find(doing.scene.app.db.reads(), &name).await?;
    let texts = doing.scene.reading.texts.clone();
    let verb = async move |tx: &mut Tx, by: Actor<'_>, user: i64, ask: &ChangeUser, now: Timestamp| {
        change_and_make(tx, by, user, (ask, &texts), now).await
    };
    let done = doing.run("user.change", user, None, verb).await;
    let now_called = done.as_ref().map_or(name.as_str(), String::as_str);
    let is_renamed = users::key(now_called) != users::key(&name);
    let flash = Flash::name(if is_renamed { "users-renamed" } else { "users-saved" }, now_called);
    let place = place(now_called);
    if done.is_ok() && !still_administers(&doing.scene).await? {
        // They took it from themselves: this page is there for others only.
        return Ok(doing.answer.sends_to("/", Flash::say("users-no-admin")));
    }
    if is_renamed && doing.wants == Wants::Fragment {
        // The page stands at an address that leads nowhere any more.
        return Ok(doing.answer.sends_to(&place, flash));
    }
    doing.settle(done, &place, flash, async |scene, ask| drawn(scene, user, ask).await).await
}

async fn still_administers(scene: &Scene) -> Result<bool, Failure> {
    let member = Member::load(scene.app.db.reads(), scene.member.id).await?;
    Ok(member.is_some_and(|member| member.may(Permission::AdministerPeople)))
}

/// `POST /users/{name}/disabling`.
pub async fn disable(Named(name): Named<String>, doing: Doing<Account>) -> Result<Response, Failure> {
    let verb = async move |tx: &mut Tx, by: Actor<'_>, user: i64, _: &Account, now: Timestamp| {
        accounts::disable(tx, by, user, now).await
    };
    settled(doing, &name, ("user.disable", "users-disabled"), verb).await
}

/// `POST /users/{name}/enabling`.
pub async fn enable(Named(name): Named<String>, doing: Doing<Account>) -> Result<Response, Failure> {
    let verb = async move |tx: &mut Tx, by: Actor<'_>, user: i64, _: &Account, now: Timestamp| {
        accounts::enable(tx, by, user, now).await
    };
    settled(doing, &name, ("user.enable", "users-enabled"), verb).await
}

/// `POST /users/{name}/code`.
pub async fn make_code(Named(name): Named<String>, doing: Doing<Account>) -> Result<Response, Failure> {
    let user = find(doing.scene.app.db.reads(), &name).await?;
    let code = Code::random();
    let hash = code.hash();
    let verb = async move |tx: &mut Tx, by: Actor<'_>, user: i64, _: &Account, now: Timestamp| {
        give_code(tx, by, user, &hash, now).await
    };
    match doing.run("user.code", user, None, verb).await {
        Ok(made) => shows_code(doing, user, (code, &made), false).await,
        Err(failure) => {
            let draw = async |scene, _| drawn(scene, user, None).await;
            doing.settle(Err::<(), _>(failure), &place(&name), Flash::none(), draw).await
        }
    }
}

/// The page of a user with the code that was just made, which no other answer will hold. Asked again with its key, this is
/// another code than the one that counts, and so is not shown.
pub(super) async fn shows_code<A>(
    doing: Doing<A>,
    user: i64,
    (code, made): (Code, &Made),
    is_new: bool,
) -> Result<Response, Failure> {
    let Doing { scene, answer, wants, .. } = doing;
    let mut view = UserView::load(scene.app.db.reads(), user, scene.reading.now).await?;
    view.code = (made.hash == code.hash()).then(|| code.reveal().to_owned());
    if is_new && wants == Wants::Json {
        return Ok(answer.made(&place(&view.user_name), Flash::none(), &view));
    }
    let is_repeated = view.code.is_none();
    answer.shows(&UserPage { is_repeated, ..UserPage::new(scene, view, None).await? })
}

async fn settled<V>(
    doing: Doing<Account>,
    name: &str,
    (deed, said): (&'static str, &str),
    verb: V,
) -> Result<Response, Failure>
where
    V: AsyncFn(&mut Tx, Actor<'_>, i64, &Account, Timestamp) -> Result<(), Failure> + Send + 'static,
{
    let user = find(doing.scene.app.db.reads(), name).await?;
    let done = doing.run(deed, user, None, verb).await;
    let draw = async |scene, _| drawn(scene, user, None).await;
    doing.settle(done, &place(name), Flash::name(said, name), draw).await
}

/// The page with an absence that was refused, as it was typed.
pub(super) async fn with_absence(scene: Scene, user: i64, typed: Option<Absence>) -> Result<UserPage, Failure> {
    let page = drawn(scene, user, None).await?;
    Ok(match typed {
        Some(Absence { until, cover, .. }) => {
            UserPage { away_until: until.unwrap_or_default(), away_cover: cover.unwrap_or_default(), ..page }
        }
        None => page,
    })
}

pub(super) async fn find(reads: &impl Reads, name: &str) -> Result<i64, Failure> {
    users::by_name(reads, name).await?.ok_or_else(|| Refusal::not_seen().into())
}

async fn drawn(scene: Scene, user: i64, typed: Option<ChangeUser>) -> Result<UserPage, Failure> {
    let view = UserView::load(scene.app.db.reads(), user, scene.reading.now).await?;
    UserPage::new(scene, view, typed).await
}

pub(super) fn place(name: &str) -> String {
    format!("/users/{name}")
}

/// The page.
#[derive(Template)]
#[template(path = "people/user.html", blocks = ["user"])]
pub(super) struct UserPage {
    frame: Frame,
    view: UserView,
    reading: Reading,
    form: UserForm,
    offers: Offers,
    /// The code was asked for with a key that had its answer.
    is_repeated: bool,
    is_new: bool,
    /// What stands in the form of their absence.
    away_until: String,
    away_cover: String,
    /// Where a code is typed in.
    redeemed_at: String,
}

screen!(UserPage, UserView, as_user);

impl UserPage {
    async fn new(scene: Scene, view: UserView, typed: Option<ChangeUser>) -> Result<Self, Failure> {
        let Scene { app, reading, frame, .. } = scene;
        let mut offers = Offers::load(app.db.reads(), &reading.texts).await?;
        // Whoever leads them stays on the list, though they may have left.
        if let Some(lead) = view.lead.as_ref().filter(|lead| !offers.leads.contains(lead)) {
            offers.leads.push(lead.clone());
        }
        // A department they are in stays theirs, though it may be retired.
        let (here, held) = (offers.departments.clone(), view.departments.iter());
        offers.departments.extend(held.filter(|department| !here.contains(department)).cloned());
        offers.leads.retain(|lead| lead.id != view.id);
        offers.people.retain(|person| person.id != view.id);
        let form = typed.map_or_else(|| UserForm::from(&view), UserForm::from);
        let redeemed_at = format!("{}/sign-in/code", app.config.address());
        let frame = frame.titled_with("users-title-of", &[("name", Arg::from(&view.display_name))]);
        let away_until = view.away_last_day.clone().unwrap_or_default();
        let away_cover = view.cover.as_ref().map(|cover| cover.user_name.clone()).unwrap_or_default();
        let (is_repeated, is_new) = (false, false);
        Ok(Self { frame, view, reading, form, offers, is_repeated, is_new, away_until, away_cover, redeemed_at })
    }

    fn moment(&self, at: &Timestamp) -> String {
        self.reading.texts.moment(*at, &self.reading.zone)
    }

    fn warning(&self, warning: &Warning) -> String {
        let led = if *warning == Warning::LeavesAlone { &self.view.alone_without } else { &self.view.led };
        self.frame.with(warning.key(), &self.of(led))
    }

    /// Before they are disabled, or have no role to be reached in: who would escalate to nobody then. A warning says it after.
    fn would_leave(&self) -> Option<String> {
        let alone = Some(&self.view.alone_without).filter(|alone| !alone.is_empty() && self.works());
        Some(self.frame.with("users-would-leave", &self.of(alone?)))
    }

    fn of(&self, led: &[Person]) -> [(&'static str, Arg); 2] {
        let names: Vec<_> = led.iter().map(|person| person.user_name.as_str()).collect();
        [("name", Arg::from(&self.view.display_name)), ("names", Arg::from(names.join(", ")))]
    }

    fn gap(&self, gap: &Gap) -> String {
        gap.said(&self.reading.texts, Some(&self.view.display_name))
    }

    fn departments(&self) -> String {
        said(&self.view.departments, &self.frame.texts)
    }

    /// The last day away, in words.
    fn away(&self) -> Option<String> {
        let day = self.view.away_last_day.as_deref()?.parse().ok()?;
        Some(self.frame.with_one("users-away", "day", self.reading.texts.date(day)))
    }

    /// Whether anything can be escalated or handed to them, so that their absence matters to others.
    fn works(&self) -> bool {
        self.view.roles.iter().any(|role| *role != Role::Admin) && self.view.disabled_at.is_none()
    }

    fn hours(&self) -> i64 {
        GOOD_FOR / 3_600_000
    }
}
