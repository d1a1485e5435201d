//! The page of one ticket, and the forms on it: comment, status, escalation. Each form posts to its own verb
//! and gets the page back: fresh when it was done, with the typed text kept when it was refused.

use super::commenting::{self, NewComment};
use super::escalating::{self, Escalate};
use super::progressing::{self, Progress};
use super::reading::Reading;
use super::ticket_words::TicketWords;
use super::view::TicketView;
use super::{Reason, Status, find};
use crate::app::App;
use crate::people::Member;
use crate::platform::db::Once;
use crate::platform::drafts;
use crate::platform::failure::Failure;
use crate::platform::refusal::Kind;
use crate::platform::text::Arg;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Asked, Frame, Named};
use crate::screen;
use askama::Template;
use axum::extract::State;
use axum::response::Response;

/// The page.
#[derive(Template)]
#[template(path = "tickets/ticket.html", blocks = ["ticket"])]
pub struct TicketPage {
    frame: Frame,
    view: TicketView,
    words: TicketWords,
    typed: Typed,
}

screen!(TicketPage, TicketView, as_ticket);

/// What stands in the forms.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    comment: String,
    why: String,
    reason: Option<Reason>,
    /// The version that a refused form was drawn from: what came after it is marked as new.
    seen: Option<i64>,
}

impl Typed {
    fn has(&self, reason: &Reason) -> bool {
        self.reason.as_ref() == Some(reason)
    }
}

/// `GET /tickets/{number}`.
pub async fn show(
    State(app): State<App>,
    member: Member,
    reading: Reading,
    answer: Answer,
    frame: Frame,
    Named(number): Named<i64>,
) -> Result<Response, Failure> {
    let draft = drafts::load(app.db.reads(), member.id, &draft_of(number)).await?;
    let comment = draft.and_then(|draft| Some(draft.body["fields"]["comment"].as_str()?.to_owned()));
    let typed = Typed { comment: comment.unwrap_or_default(), ..Typed::default() };
    answer.shows(&page(&app, &member, &reading, frame, number, typed).await?)
}

/// `POST /tickets/{number}/comments`.
pub async fn comment(
    State(app): State<App>,
    member: Member,
    reading: Reading,
    answer: Answer,
    frame: Frame,
    Named(number): Named<i64>,
    Asked { ask, once }: Asked<NewComment>,
) -> Result<Response, Failure> {
    let typed = Typed { comment: ask.comment.clone(), ..Typed::default() };
    let once = once.map(|key| Once::new(member.id, key, &(number, &ask))).transpose()?;
    let (by, now) = (member.clone(), reading.now);
    let verb = async move |tx: &mut crate::platform::db::Tx| {
        let number = commenting::comment(tx, &by, number, &ask, now).await?;
        drafts::discard(tx, by.id, &draft_of(number)).await?;
        Ok(number)
    };
    let outcome = app.db.write(once, verb).await;
    settle(&app, &member, &reading, answer, frame, number, typed, outcome, "ticket-comment-added").await
}

/// `POST /tickets/{number}/status`.
pub async fn progress(
    State(app): State<App>,
    member: Member,
    reading: Reading,
    answer: Answer,
    frame: Frame,
    Named(number): Named<i64>,
    Asked { ask, once }: Asked<Progress>,
) -> Result<Response, Failure> {
    let typed = Typed {
        comment: ask.comment.clone().unwrap_or_default(),
        reason: ask.reason,
        seen: Some(ask.version),
        ..Typed::default()
    };
    let once = once.map(|key| Once::new(member.id, key, &(number, &ask))).transpose()?;
    let (by, now) = (member.clone(), reading.now);
    let verb = async move |tx: &mut _| progressing::progress(tx, &by, number, &ask, now).await;
    let outcome = app.db.write(once, verb).await;
    settle(&app, &member, &reading, answer, frame, number, typed, outcome, "ticket-moved").await
}

/// `POST /tickets/{number}/escalation`.
pub async fn escalate(
    State(app): State<App>,
    member: Member,
    reading: Reading,
    answer: Answer,
    frame: Frame,
    Named(number): Named<i64>,
    Asked { ask, once }: Asked<Escalate>,
) -> Result<Response, Failure> {
    let typed =
        Typed { why: ask.why.clone().unwrap_or_default(), seen: Some(ask.version), ..Typed::default() };
    let once = once.map(|key| Once::new(member.id, key, &(number, &ask))).transpose()?;
    let (by, now) = (member.clone(), reading.now);
    let verb = async move |tx: &mut _| escalating::escalate(tx, &by, number, &ask, now).await;
    let outcome = app.db.write(once, verb).await;
    settle(&app, &member, &reading, answer, frame, number, typed, outcome, "ticket-escalated").await
}

/// The name under which the unsent comment on a ticket is kept.
#[must_use]
pub fn draft_of(number: i64) -> String {
    format!("ticket-{number}-comment")
}

/// Done: the fresh page. Refused: the page with what was typed, and why not.
#[expect(clippy::too_many_arguments, reason = "the tail of three handlers, with what each of them extracted")]
async fn settle(
    app: &App,
    member: &Member,
    reading: &Reading,
    answer: Answer,
    frame: Frame,
    number: i64,
    typed: Typed,
    outcome: Result<i64, Failure>,
    said: &'static str,
) -> Result<Response, Failure> {
    match outcome {
        Ok(_) => {
            let page = page(app, member, reading, frame, number, Typed::default()).await?;
            answer.did(&format!("/tickets/{number}"), Flash::name(said, number), &page)
        }
        Err(Failure::Refused(refusal)) if refusal.kind != Kind::NotSeen => {
            let page = page(app, member, reading, frame.refused(&refusal), number, typed).await?;
            answer.refuses(refusal, &page)
        }
        Err(failure) => Err(failure),
    }
}

async fn page(
    app: &App,
    member: &Member,
    reading: &Reading,
    frame: Frame,
    number: i64,
    typed: Typed,
) -> Result<TicketPage, Failure> {
    let reads = app.db.reads();
    let ticket = find(reads, member, number).await?;
    let view = TicketView::load(reads, member, ticket, reading.now).await?;
    let words = TicketWords::new(&view, reading, typed.seen);
    let title = [("number", Arg::id(number)), ("subject", Arg::from(view.subject.clone()))];
    Ok(TicketPage { frame: frame.titled_with("ticket-title", &title), view, words, typed })
}

impl TicketPage {
    /// The statuses that this ticket can be moved to by one press, for the template.
    fn steps(&self) -> &'static [Status] {
        match self.view.status {
            Status::Open => &[Status::InProgress],
            Status::InProgress => &[],
            Status::Pending => &[Status::InProgress],
            Status::Closed => &[Status::Open],
        }
    }

    fn pending_reasons(&self) -> &'static [Reason] {
        Reason::fitting(Status::Pending)
    }

    fn closing_reasons(&self) -> &'static [Reason] {
        Reason::fitting(Status::Closed)
    }
}

