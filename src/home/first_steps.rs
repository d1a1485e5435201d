//! What a new desk needs before anybody can work: a few points for whoever administers it, each with the commands that do
//! it. Whether one is done it asks, and it does none of them.

use super::pasting::Commands;
use super::points::{Point, Standing, Word, points};
use super::putting_away::is_put_away;
use crate::people::{Permission, Scene};
use crate::platform::failure::Failure;
use crate::platform::web::{Answer, Frame};
use crate::screen;
use askama::Template;
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

/// One point.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Step {
    /// Which.
    pub point: Point,
    /// Whether it is done, or right as it is.
    pub done: bool,
    /// What whoever administers said of it, if nothing shows that it is done.
    pub said: Option<Word>,
    /// What does it on the command line where the desk is installed; names in it are made up.
    pub commands: Vec<String>,
}

/// The first steps of a desk, as one person sees them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct StepsView {
    /// In the order in which they are done best.
    pub steps: Vec<Step>,
    /// The commands need `WATCHDESK_DATABASE_URL`, as it is set for the desk.
    pub elsewhere: bool,
    /// The reader does not want to see them on their first page.
    pub put_away: bool,
}

/// `GET /first-steps`.
pub async fn show(scene: Scene, answer: Answer) -> Result<Response, Failure> {
    let view = all(&scene).await?;
    answer.shows(&StepsPage::new(scene, view))
}

/// What the first page of a member has to say of them: nothing to who may do nothing about it, when all is done, or once
/// they were put away.
///
/// # Errors
/// When the database fails.
pub(super) async fn left(scene: &Scene) -> Result<Option<StepsView>, Failure> {
    let Scene { app, member, .. } = scene;
    if !member.may(Permission::AdministerPeople) || is_put_away(app.db.reads(), member.id).await? {
        return Ok(None);
    }
    let points = points(app.db.reads(), member).await?;
    if points.iter().all(|point| point.is_settled()) {
        return Ok(None);
    }
    with_commands(scene, points, false).await.map(Some)
}

/// All of them, whether done or put away.
pub(super) async fn all(scene: &Scene) -> Result<StepsView, Failure> {
    let reads = scene.app.db.reads();
    let points = points(reads, &scene.member).await?;
    with_commands(scene, points, is_put_away(reads, scene.member.id).await?).await
}

async fn with_commands(scene: &Scene, points: Vec<Standing>, put_away: bool) -> Result<StepsView, Failure> {
    let Commands { people, parties, is_elsewhere } = Commands::of(scene.app.db.reads(), &scene.app.config).await?;
    let step = |standing: Standing| {
        let commands = match standing.point {
            Point::People => people.clone(),
            Point::Parties => vec![parties.clone()],
            Point::CallCentre | Point::Types | Point::Departments | Point::Ticket => Vec::new(),
        };
        let said = standing.said.filter(|_| !standing.is_fact);
        Step { point: standing.point, done: standing.is_done(), said, commands }
    };
    Ok(StepsView { steps: points.into_iter().map(step).collect(), elsewhere: is_elsewhere, put_away })
}

impl Step {
    /// The catalogue key of why and how; or, once it is done, of what can be done beyond.
    pub(super) const fn how_key(&self) -> &'static str {
        match (self.point, self.done) {
            (Point::CallCentre, false) => "steps-centre-how",
            (Point::CallCentre, true) => "steps-centre-more",
            (Point::Types, false) => "steps-types-how",
            (Point::Types, true) => "steps-types-more",
            (Point::Departments, false) => "steps-departments-how",
            (Point::Departments, true) => "steps-departments-more",
            (Point::People, false) => "steps-people-how",
            (Point::People, true) => "steps-people-more",
            (Point::Parties, false) => "steps-parties-how",
            (Point::Parties, true) => "steps-parties-more",
            (Point::Ticket, false) => "steps-ticket-how",
            (Point::Ticket, true) => "steps-ticket-more",
        }
    }

    /// Whether it is left out.
    pub(super) fn is_skipped(&self) -> bool {
        self.said == Some(Word::Skipped)
    }

    /// Whether it is still to be done.
    pub(super) fn is_open(&self) -> bool {
        !self.done && !self.is_skipped()
    }
}

impl StepsView {
    pub(super) fn done(&self) -> usize {
        self.steps.iter().filter(|step| step.done).count()
    }
}

/// The page of them, where those begin who administer and do nothing else.
#[derive(Template)]
#[template(path = "home/first_steps.html", blocks = ["steps"])]
pub(super) struct StepsPage {
    frame: Frame,
    view: StepsView,
    /// They have a first page to put the list on.
    has_desk: bool,
}

impl StepsPage {
    pub(super) fn new(scene: Scene, view: StepsView) -> Self {
        let has_desk = scene.member.may(Permission::WorkInquiries);
        let title = if has_desk { "steps-title" } else { "home-first-title" };
        Self { frame: scene.frame.under("/").titled(title), view, has_desk }
    }
}

screen!(StepsPage, StepsView, as_steps);
