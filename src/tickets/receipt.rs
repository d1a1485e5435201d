//! The receipt after an inquiry was opened: the number big enough to read aloud, for who made it.

use super::find;
use super::opening::NewInquiry;
use super::opening_page::DASHBOARD;
use super::ticket::Ticket;
use super::ticket_words::TicketWords;
use super::view::TicketView;
use crate::people::{Doing, Scene};
use crate::platform::failure::Failure;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named, Wants};
use crate::screen;
use askama::Template;
use axum::response::Response;

/// The receipt.
#[derive(Template)]
#[template(path = "tickets/receipt.html", blocks = ["receipt"])]
pub struct ReceiptPage {
    frame: Frame,
    view: TicketView,
    words: TicketWords,
}

screen!(ReceiptPage, TicketView, as_receipt);

/// `GET /tickets/{number}/receipt`, which is for who made the ticket; others are led to the ticket.
pub async fn show(scene: Scene, answer: Answer, wants: Wants, Named(number): Named<i64>) -> Result<Response, Failure> {
    let ticket = find(scene.app.db.reads(), &scene.member, number).await?;
    let is_own = ticket.created_by == Some(scene.member.id);
    if !is_own && wants != Wants::Json {
        return Ok(answer.sends_to(&format!("/tickets/{number}"), Flash::none()));
    }
    let view = view(&scene, ticket, wants).await?;
    let words = TicketWords::new(&view, &scene.reading, scene.member.id, None);
    answer.shows(&ReceiptPage { frame: scene.frame.under(DASHBOARD).titled("receipt-title"), view, words })
}

/// The answer to who opened this ticket: programs get it, people are led to its receipt. Where it is older than what was
/// asked just now, that was asked before, and they are told so.
pub(super) async fn after(doing: Doing<NewInquiry>, number: i64) -> Result<Response, Failure> {
    let Doing { scene, answer, wants, .. } = doing;
    let ticket = find(scene.app.db.reads(), &scene.member, number).await?;
    if wants == Wants::Json {
        let view = view(&scene, ticket, wants).await?;
        return Ok(answer.made(&format!("/tickets/{number}"), Flash::none(), &view));
    }
    let is_again = ticket.created_at < scene.reading.now;
    let flash = if is_again { Flash::name("receipt-again", number) } else { Flash::none() };
    Ok(answer.sends_to(&format!("/tickets/{number}/receipt"), flash))
}

async fn view(scene: &Scene, ticket: Ticket, wants: Wants) -> Result<TicketView, Failure> {
    let (reads, now) = (scene.app.db.reads(), scene.reading.now);
    if wants != Wants::Json {
        // The page has no room for what stands beside it.
        return TicketView::load(reads, &scene.member, ticket, None, now).await;
    }
    let view = TicketView::load(reads, &scene.member, ticket.clone(), None, now).await?;
    view.with_those_beside(reads, &scene.member, &ticket, &scene.reading, None).await
}
