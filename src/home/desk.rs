//! The desk of whoever works inquiries: a CSR's has what is theirs and what was answered, a lead's what waits for them
//! and what must be checked before it is due. Both may look at either. What stands on it, `tickets` knows.

use super::desk_words::{sentence, whole_of, whole_of_own};
use super::first_steps::{self, StepsView};
use crate::people::{Actor, Doing, Member, Reading, Scene};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text::Arg;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named, Sought};
use crate::tickets::briefly::Brief;
use crate::tickets::checking::{self, Check, DueStretch};
use crate::tickets::desk_list::{DeskList, DeskPart};
use crate::tickets::horizon::{Horizon, Stretch};
use crate::tickets::neighbours::Origin;
use crate::tickets::{looking, minding};
use crate::{screen, text_enum};
use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

text_enum! {
    /// Whose work a desk is laid out for.
    pub enum Layout {
        /// Who answers customers.
        Csr = "csr",
        /// Who supervises them.
        Lead = "lead",
    }
}

/// Which desk.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Whose; one's own where nobody says.
    pub desk: Option<Layout>,
    /// What is checked: of every call centre, and not only of one's own.
    #[serde(default)]
    pub all: bool,
}

/// A desk: the public contract of `GET /` for those who work inquiries.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct DeskView {
    /// Whose.
    pub desk: Layout,
    /// What others did to tickets that the reader opened, since they looked; at most 50, the newest first.
    pub news: Vec<Brief>,
    /// What the reader has, or gave to their lead; at most 50, the earliest due first.
    pub mine: Vec<Brief>,
    /// Escalations that reached the reader and are not answered yet, whoever works on them, and those in their hands; at most 50,
    /// the earliest due first.
    pub waiting: Vec<Brief>,
    /// What a lead checks, by stretch.
    pub checks: Vec<DueStretch>,
    /// The call centre whose tickets are to be checked; every one's where it is absent.
    pub call_centre: Option<String>,
    /// Lists that are longer than they are shown.
    pub cut: Vec<&'static str>,
    /// What the desk needs first, for who administers it; nothing when all of it is done, or put away.
    pub first_steps: Option<StepsView>,
}

/// What is asked: that a lead's look be noted.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Checked {
    /// The version that was looked at; the ticket as it is, where nobody says.
    pub version: Option<i64>,
}

/// The page.
#[derive(Template)]
#[template(path = "home/desk.html", blocks = ["desk"])]
pub struct DeskPage {
    frame: Frame,
    view: DeskView,
    which: Which,
    horizon: Horizon,
    reading: Reading,
    /// That of the reader.
    own: Layout,
    /// Whose name need not be said.
    reader: String,
    may_check: bool,
}

screen!(DeskPage, DeskView, as_desk);

/// `GET /` of those who work inquiries.
pub async fn show(scene: Scene, answer: Answer, which: Which) -> Result<Response, Failure> {
    let (horizon, view) = seen(&scene, &which).await?;
    answer.draws(view, async |view| Ok(DeskPage::new(scene, view, which, horizon))).await
}

/// `POST /tickets/{number}/check`.
pub async fn check(
    Named(number): Named<i64>,
    Sought(which): Sought<Which>,
    doing: Doing<Checked>,
) -> Result<Response, Failure> {
    let (today, _) = doing.scene.reading.day();
    let verb = async move |tx: &mut Tx, by: Actor<'_>, number: i64, ask: &Checked, now: Timestamp| {
        looking::look(tx, by, number, (ask.version, today), now).await
    };
    let done = doing.run("ticket.check", number, None, verb).await;
    let place = which.address();
    let said = if doing.scene.member.leads() { "desk-checked" } else { "desk-looked" };
    let draw = async |scene: Scene, _| {
        let (horizon, view) = seen(&scene, &which).await?;
        Ok(DeskPage::new(scene, view, which, horizon))
    };
    doing.settle(done, &place, Flash::name(said, number), draw).await
}

async fn seen(scene: &Scene, which: &Which) -> Result<(Horizon, DeskView), Failure> {
    let Scene { app, member, reading, .. } = scene;
    let reads = app.db.reads();
    let horizon = Horizon::of(reads, member, reading).await?;
    let desk = which.layout(member);
    let call_centre = Some(member.prefix()).filter(|_| member.call_centre.is_some() && !which.all);
    let mut view = DeskView {
        desk,
        news: Vec::new(),
        mine: Vec::new(),
        waiting: Vec::new(),
        checks: Vec::new(),
        call_centre: call_centre.map(str::to_owned),
        cut: Vec::new(),
        first_steps: first_steps::left(scene).await?,
    };
    match desk {
        Layout::Csr => {
            view.news = minding::news_for(reads, member, reading).await?;
            view.mine = minding::open_of(reads, member, reading).await?;
        }
        Layout::Lead => {
            view.waiting = minding::waiting_for(reads, member, reading).await?;
            view.checks = checking::to_check(reads, member, call_centre, &horizon, reading).await?;
        }
    }
    let most = usize::try_from(minding::MOST).unwrap_or(usize::MAX);
    for (name, list) in [("news", &mut view.news), ("mine", &mut view.mine), ("waiting", &mut view.waiting)] {
        if list.len() > most {
            list.truncate(most);
            view.cut.push(name);
        }
    }
    Ok((horizon, view))
}

impl Which {
    fn layout(&self, member: &Member) -> Layout {
        self.desk.unwrap_or(Layout::own(member))
    }

    /// The address of this desk.
    #[must_use]
    pub fn address(&self) -> String {
        match (self.desk, self.all) {
            (None, false) => "/".to_owned(),
            (None, true) => "/?all=true".to_owned(),
            (Some(desk), false) => format!("/?desk={desk}"),
            (Some(desk), true) => format!("/?desk={desk}&all=true"),
        }
    }

    fn query(&self) -> String {
        self.address().trim_start_matches(['/', '?']).to_owned()
    }
}

impl Layout {
    /// The one that is laid out for what `member` does.
    fn own(member: &Member) -> Self {
        if member.leads() { Self::Lead } else { Self::Csr }
    }

    /// The catalogue key of its name, for whom `own` is laid out.
    fn key(self, own: Self) -> &'static str {
        match self {
            _ if self == own => "desk-own",
            Self::Csr => "desk-of-csr",
            Self::Lead => "desk-of-lead",
        }
    }
}

impl DeskPage {
    fn new(scene: Scene, view: DeskView, which: Which, horizon: Horizon) -> Self {
        let Scene { member, reading, frame, .. } = scene;
        let own = Layout::own(&member);
        let frame = frame.titled(view.desk.key(own));
        let may_check = member.leads();
        Self { frame, view, which, horizon, reading, own, reader: member.display_name, may_check }
    }

    /// The address of a ticket, which names the list that it was opened from.
    fn opened(&self, ticket: &Brief, part: DeskPart) -> String {
        let all = self.which.all && part == DeskPart::Checks;
        Origin::desk(DeskList { part, all }).carried_by(&format!("/tickets/{}", ticket.number))
    }

    /// The desk as the others see theirs, or one's own again.
    fn other(&self) -> (String, &'static str) {
        let other = match self.view.desk {
            Layout::Csr => Layout::Lead,
            Layout::Lead => Layout::Csr,
        };
        let desk = Some(other).filter(|desk| *desk != self.own);
        (Which { desk, all: false }.address(), other.key(self.own))
    }

    /// The same checks of every call centre, or of one's own again.
    fn wider(&self) -> String {
        Which { all: !self.which.all, ..self.which.clone() }.address()
    }

    fn is_cut(&self, list: &str) -> bool {
        self.view.cut.contains(&list)
    }

    /// Where the rest of what the reader has stands, if the desk has not all of it.
    fn rest(&self, list: &str) -> Option<String> {
        self.is_cut(list).then(|| whole_of_own((list == "waiting").then_some(true)))
    }

    /// The same of a stretch that is to be checked.
    fn rest_of(&self, of: &DueStretch) -> Option<String> {
        whole_of(of, self.view.call_centre.as_deref())
    }

    /// Whether a new heading stands before the ticket at `index` of one's own.
    fn heading(&self, index: &usize) -> Option<String> {
        let stretch = |ticket: &Brief| ticket.due.as_ref().map_or(Stretch::Later, |due| self.horizon.stretch(due.at));
        let own = stretch(self.view.mine.get(*index)?);
        let before = index.checked_sub(1).and_then(|before| self.view.mine.get(before)).map(stretch);
        (before != Some(own)).then(|| self.frame.say(own.key()))
    }

    /// How far the lead is with one stretch, in a sentence.
    fn sentence(&self, of: &DueStretch) -> String {
        sentence(of, &self.reading.texts)
    }

    fn checked(&self, check: &Check) -> Option<String> {
        let (by, at) = check.by.as_ref().zip(check.at)?;
        let time = jiff::Timestamp::from(at).to_zoned(self.reading.zone.clone()).time();
        let args =
            [("name", Arg::from(by.display_name.clone())), ("time", self.reading.texts.time_of_day(time).into())];
        Some(self.reading.texts.with("desk-checked-by", &args))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_desk_is_told_by_its_address() {
        assert_eq!(Which::default().address(), "/");
        let which = Which { desk: Some(Layout::Lead), all: true };
        assert_eq!((which.address(), which.query()), ("/?desk=lead&all=true".into(), "desk=lead&all=true".into()));
    }
}
