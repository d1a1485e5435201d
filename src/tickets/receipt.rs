//! The receipt after an inquiry was opened: the number big enough to read aloud, for who made it.

use super::find;
use super::opening_page::DASHBOARD;
use super::ticket_words::TicketWords;
use super::view::TicketView;
use crate::people::Scene;
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
    let view = view(&scene, number).await?;
    let is_own = view.created_by.as_ref().is_some_and(|creator| creator.id == scene.member.id);
    if !is_own && wants != Wants::Json {
        return Ok(answer.sends_to(&format!("/tickets/{number}"), Flash::none()));
    }
    let words = TicketWords::new(&view, &scene.reading, scene.member.id, None);
    answer.shows(&ReceiptPage { frame: scene.frame.under(DASHBOARD).titled("receipt-title"), view, words })
}

/// The ticket that was opened, as programs see it. Where it is older than what was asked just now, that was asked
/// before: the sentence to go with it says so.
pub(super) async fn of(scene: &Scene, number: i64) -> Result<(TicketView, Flash), Failure> {
    let view = view(scene, number).await?;
    let is_again = view.created_at < scene.reading.now;
    let flash = if is_again { Flash::name("receipt-again", number) } else { Flash::none() };
    Ok((view, flash))
}

async fn view(scene: &Scene, number: i64) -> Result<TicketView, Failure> {
    let reads = scene.app.db.reads();
    let ticket = find(reads, &scene.member, number).await?;
    let view = TicketView::load(reads, &scene.member, ticket.clone(), None, scene.reading.now).await?;
    view.with_those_beside(reads, &scene.member, &ticket, &scene.reading, None).await
}
