//! The page of one ticket, and the forms on it: comment, status, escalation. Each form posts to its own verb
//! and gets the page back: fresh when it was done, with the typed text kept when it was refused.

use super::adding::Adding;
use super::changing::{Change, Changing};
use super::commenting::{self, NewComment};
use super::due_words::{DueView, DueWords};
use super::escalating::{self, Escalate};
use super::file_words::FileWords;
use super::files::FileView;
use super::neighbours::{Beside, CameFrom, Origin};
use super::progressing::{self, Progress};
use super::reasons::NamedReason;
use super::rewording::{self, Reword};
use super::ticket_words::TicketWords;
use super::types::InquiryType;
use super::view::{TicketView, due_of};
use super::{Reason, Status, Ticket, find, noting};
use crate::people::{Doing, Scene};
use crate::platform::drafts;
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::text::Arg;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named, Opened, Screen, Sought, Wants, query};
use crate::screen;
use askama::Template;
use axum::Json;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::fmt::Display;
use utoipa::IntoParams;

/// The page.
#[derive(Template)]
#[template(path = "tickets/ticket.html", blocks = ["ticket", "trail"])]
pub struct TicketPage {
    frame: Frame,
    view: TicketView,
    words: TicketWords,
    change: Change,
    adding: Adding,
    typed: Typed,
    /// The list that it was opened from: every form and link of the page names it on.
    origin: Option<Origin>,
}

impl Screen for TicketPage {
    type View = TicketView;

    fn view(&self) -> &TicketView {
        &self.view
    }

    fn frame(&mut self) -> &mut Frame {
        &mut self.frame
    }

    /// The ticket; and in a list the way through it, where the ticket may stand elsewhere by now.
    fn fragment(&self) -> askama::Result<String> {
        let ticket = self.as_ticket().render()?;
        Ok(if self.origin.is_some() { ticket + self.as_trail().render()?.as_str() } else { ticket })
    }
}

/// The deadline alone: what a page asks for once a minute.
#[derive(Template)]
#[template(path = "tickets/due.html", blocks = ["due"])]
pub struct DuePage {
    frame: Frame,
    view: DueView,
    words: Option<DueWords>,
    /// What its addresses end in, so that they name the list on.
    tail: String,
}

screen!(DuePage, DueView, as_due);

/// What stands in the forms.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    pub(super) comment: String,
    pub(super) why: String,
    pub(super) reason: Option<Reason>,
    /// What stands behind *Change*.
    pub(super) change: Changing,
    /// A comment's key, and other words for it.
    pub(super) reworded: Option<(i64, String)>,
    /// Files of a refused form that lie here already.
    pub(super) waiting: Vec<FileView>,
    /// The version that a refused form was drawn from: what came after it is marked as new.
    pub(super) seen: Option<i64>,
}

/// Which part of the timeline.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
pub struct Window {
    /// Only what stands before this place.
    pub before: Option<i64>,
    /// The query of the list that it was opened from, for whoever goes through that.
    pub list: Option<String>,
    /// Where the ticket stood in that list when it was opened, as the addresses of its page say.
    pub at: Option<String>,
}

/// `GET /tickets/{number}`.
pub async fn show(
    scene: Scene,
    answer: Answer,
    Opened(is_looked_at): Opened,
    Named(number): Named<i64>,
    Sought(window): Sought<Window>,
) -> Result<Response, Failure> {
    let ticket = find(scene.app.db.reads(), &scene.member, number).await?;
    if is_looked_at {
        noting::note(&scene, &ticket).await?;
    }
    let origin = placed(&scene, &ticket, window.origin()).await?;
    let view = seen(&scene, &ticket, window.before, origin.as_ref()).await?;
    answer.draws(view, async |view| drawn(scene, ticket, view, Typed::default(), origin).await).await
}

/// `GET /tickets/{number}/due`.
pub async fn due(
    scene: Scene,
    answer: Answer,
    Named(number): Named<i64>,
    Sought(from): Sought<CameFrom>,
) -> Result<Response, Failure> {
    let Scene { app, member, reading, frame } = scene;
    let ticket = find(app.db.reads(), &member, number).await?;
    let due = due_of(app.db.reads(), ticket.status, ticket.due(), reading.now).await?;
    let view = due.ok_or_else(Refusal::not_seen)?;
    let words = DueWords::new(number, &view, ticket.created_at, reading.now, &reading.texts, &reading.zone);
    let tail = tail(from.origin().as_ref());
    answer.shows(&DuePage { frame: frame.titled("ticket-due"), view, words: Some(words), tail })
}

/// `POST /tickets/{number}/comments`.
pub async fn comment(Named(number): Named<i64>, doing: Doing<NewComment>) -> Result<Response, Failure> {
    let done = doing.run("ticket.comment", number, Some(draft_of(number)), commenting::comment).await;
    let typed = |ask: NewComment| Typed { comment: ask.comment, ..Typed::default() };
    settle(doing, number, done, "ticket-comment-added", typed).await
}

/// `POST /tickets/{number}/comments/{comment}`.
pub async fn reword(Named((number, comment)): Named<(i64, i64)>, doing: Doing<Reword>) -> Result<Response, Failure> {
    let done = doing.run("ticket.reword", (number, comment), None, rewording::reword).await;
    let typed = |ask: Reword| Typed { reworded: Some((comment, ask.words)), ..Typed::default() };
    settle(doing, number, done, "ticket-comment-reworded", typed).await
}

/// `POST /tickets/{number}/status`.
pub async fn progress(Named(number): Named<i64>, doing: Doing<Progress>) -> Result<Response, Failure> {
    // The comment may have been said here: its draft goes with it.
    let said = doing.ask.comment.as_ref().filter(|comment| !comment.trim().is_empty());
    let draft = said.map(|_| draft_of(number));
    let done = doing.run("ticket.progress", number, draft, progressing::progress).await;
    let said = match doing.ask.status {
        Status::Open => "ticket-moved-open",
        Status::InProgress => "ticket-moved-in-progress",
        Status::Pending => "ticket-moved-pending",
        Status::Closed => "ticket-moved-closed",
    };
    let typed = |ask: Progress| Typed {
        reason: ask.why(),
        comment: ask.comment.unwrap_or_default(),
        seen: Some(ask.version),
        ..Typed::default()
    };
    settle(doing, number, done, said, typed).await
}

/// `POST /tickets/{number}/escalation`.
pub async fn escalate(Named(number): Named<i64>, doing: Doing<Escalate>) -> Result<Response, Failure> {
    let done = doing.run("ticket.escalate", number, None, escalating::escalate).await;
    let typed = |ask: Escalate| Typed { why: ask.why.unwrap_or_default(), seen: Some(ask.version), ..Typed::default() };
    settle(doing, number, done, "ticket-escalated", typed).await
}

/// The name under which the unsent comment on a ticket is kept.
#[must_use]
pub fn draft_of(number: i64) -> String {
    format!("ticket-{number}-comment")
}

/// The unsent comment on a ticket, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn draft(scene: &Scene, number: i64) -> Result<Option<String>, Failure> {
    let draft = drafts::load(scene.app.db.reads(), scene.member.id, &draft_of(number)).await?;
    Ok(draft.and_then(|draft| Some(draft.body["fields"]["comment"].as_str()?.to_owned())))
}

/// Answers a deed on the page of a ticket: done, `said`; refused, the page with what was `typed`.
///
/// # Errors
/// What cannot be drawn: not seen, a refusal for a program, a breakage.
pub(super) async fn settle<A>(
    doing: Doing<A>,
    number: i64,
    done: Result<i64, Failure>,
    said: &'static str,
    typed: impl FnOnce(A) -> Typed,
) -> Result<Response, Failure>
where
    A: serde::Serialize + Clone + Send + Sync + 'static,
{
    let origin = query::<Window>(&doing.query).and_then(|window| window.origin());
    if doing.wants == Wants::Json {
        // Nobody reads the words of a page that is not sent.
        let (number, scene) = (done?, doing.scene);
        let ticket = find(scene.app.db.reads(), &scene.member, number).await?;
        return Ok(Json(seen(&scene, &ticket, None, origin.as_ref()).await?).into_response());
    }
    let (place, flash) = (place(number, origin.as_ref(), ""), Flash::name(said, number));
    let draw = async |scene: Scene, ask: Option<A>| {
        let ticket = find(scene.app.db.reads(), &scene.member, number).await?;
        let origin = placed(&scene, &ticket, origin).await?;
        let view = seen(&scene, &ticket, None, origin.as_ref()).await?;
        drawn(scene, ticket, view, ask.map(typed).unwrap_or_default(), origin).await
    };
    doing.settle(done, &place, flash, draw).await
}

async fn placed(scene: &Scene, ticket: &Ticket, origin: Option<Origin>) -> Result<Option<Origin>, Failure> {
    let Some(origin) = origin else { return Ok(None) };
    Ok(Some(origin.placed(scene.app.db.reads(), ticket).await?))
}

/// The ticket as programs see it, with what stands beside it.
pub(super) async fn seen(
    scene: &Scene,
    ticket: &Ticket,
    before: Option<i64>,
    list: Option<&Origin>,
) -> Result<TicketView, Failure> {
    let Scene { app, member, reading, .. } = scene;
    let view = TicketView::load(app.db.reads(), member, ticket.clone(), before, reading.now).await?;
    view.with_those_beside(app.db.reads(), member, ticket, reading, list).await
}

async fn drawn(
    scene: Scene,
    ticket: Ticket,
    view: TicketView,
    typed: Typed,
    origin: Option<Origin>,
) -> Result<TicketPage, Failure> {
    let draft = draft(&scene, ticket.id).await?;
    let Scene { app, member, reading, frame } = scene;
    let change = Change::load(app.db.reads(), &member, &ticket, typed.change.clone(), &reading).await?;
    let words = TicketWords::new(&view, &reading, member.id, typed.seen);
    let typed = typed.with_draft(draft).with_homeless_words(&words);
    let files = place(ticket.id, origin.as_ref(), "/files");
    let adding = Adding::to_ticket(files, &typed.waiting, &app.config, &reading);
    let title = [("number", Arg::id(ticket.id)), ("subject", Arg::from(view.subject.clone()))];
    Ok(TicketPage { frame: frame.titled_with("ticket-title", &title), view, words, change, adding, typed, origin })
}

/// The address of a part of this ticket, which names the list that it was opened from.
pub(super) fn place(number: i64, origin: Option<&Origin>, part: impl Display) -> String {
    let place = format!("/tickets/{number}{part}");
    origin.map_or(place.clone(), |list| list.carried_by(&place))
}

/// What an address ends in that names the list.
fn tail(origin: Option<&Origin>) -> String {
    origin.map_or_else(String::new, |list| list.carried_by(""))
}

impl Window {
    fn origin(&self) -> Option<Origin> {
        CameFrom { list: self.list.clone(), at: self.at.clone() }.origin()
    }
}

impl Typed {
    fn has(&self, reason: &Reason) -> bool {
        self.reason.as_ref() == Some(reason)
    }

    /// What was typed stands before what was kept of it.
    fn with_draft(self, draft: Option<String>) -> Self {
        let comment = if self.comment.is_empty() { draft.unwrap_or_default() } else { self.comment };
        Self { comment, ..self }
    }

    /// Words for a comment that cannot be changed any more are kept as a comment that is not sent yet, behind any other.
    fn with_homeless_words(mut self, words: &TicketWords) -> Self {
        let has_place = |comment: i64| words.lines.iter().any(|line| line.rewords(comment));
        match self.reworded.take() {
            Some((comment, words)) if !has_place(comment) => {
                let comment = [self.comment.as_str(), &words].join("\n\n").trim_start().to_owned();
                Self { comment, ..self }
            }
            reworded => Self { reworded, ..self },
        }
    }

    /// The refused words for this comment.
    fn reworded(&self, comment: &i64) -> Option<&str> {
        self.reworded.as_ref().filter(|(of, _)| of == comment).map(|(_, words)| words.as_str())
    }
}

impl TicketPage {
    /// The statuses that this ticket can be moved to by one press, for the template.
    fn steps(&self) -> &'static [Status] {
        match self.view.status {
            Status::Open | Status::Pending => &[Status::InProgress],
            Status::InProgress => &[],
            Status::Closed => &[Status::Open],
        }
    }

    /// What the button of a step says: who starts the work takes it from whoever has it.
    fn step_key(&self, step: &Status) -> &'static str {
        match step {
            Status::InProgress if self.view.assignee.is_some() && !self.is_mine() => "ticket-step-take-over",
            step => step.step_key(),
        }
    }

    /// Why it may be given this status.
    fn reasons(&self, status: Status) -> Vec<NamedReason> {
        self.view.reasons.offered(status, None, &self.frame.texts)
    }

    /// Whether an escalation runs.
    fn is_escalated(&self) -> bool {
        self.view.status != Status::Closed && self.view.escalation.is_some()
    }

    /// Whether the reader may answer the escalation: not the one whom the ticket would go back to.
    fn may_answer(&self) -> bool {
        let returns_to = self.view.escalation.as_ref().and_then(|found| found.returns_to.as_ref());
        self.is_escalated() && returns_to.is_some_and(|to| !self.change.is_me(to.id))
    }

    /// Where a part of this page is asked, and where its forms are sent.
    fn at(&self, part: impl Display) -> String {
        place(self.view.number, self.origin.as_ref(), part)
    }

    /// What an address ends in that names the list on.
    fn tail(&self) -> String {
        tail(self.origin.as_ref())
    }

    /// Where the reader takes this file away, if they may: who added it may, and who has the ticket.
    fn removal(&self, file: &FileWords) -> Option<String> {
        let may = self.is_mine() || file.by.is_some_and(|by| self.change.is_me(by));
        may.then(|| self.at(format_args!("/files/{}/removal", file.id)))
    }

    /// Whether the reader has the ticket.
    fn is_mine(&self) -> bool {
        self.view.assignee.as_ref().is_some_and(|assignee| self.change.is_me(assignee.id))
    }

    fn day_words(&self, days: &i32) -> String {
        match days {
            0 => self.frame.say("new-ticket-today"),
            days => self.frame.with_one("new-ticket-days", "count", *days),
        }
    }

    fn is_due(&self, days: &i32) -> bool {
        self.typed.change.due == Some(*days)
    }

    /// A day was named and no button.
    fn is_later(&self) -> bool {
        let typed = &self.typed.change;
        typed.due.is_none() && !typed.day.is_empty() || self.invalid("day")
    }

    /// The type chosen in the form: the typed one, else the present one.
    fn is_type(&self, of: &InquiryType) -> bool {
        match self.typed.change.type_id {
            Some(id) => id == of.id,
            None => self.view.type_name.as_ref() == Some(&of.name),
        }
    }

    /// Who changed it last, for those who type on an older page.
    fn news(&self) -> String {
        match self.view.timeline.last().and_then(|entry| entry.by.as_ref()) {
            Some(person) => self.frame.with_one("ticket-news", "name", person.display_name.clone()),
            None => self.frame.say("ticket-news-by-the-desk"),
        }
    }

    fn invalid(&self, field: &str) -> bool {
        self.frame.complaint(field).is_some()
    }
}
