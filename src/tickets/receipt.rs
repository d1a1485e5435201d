//! The receipt after an inquiry was opened: the number big enough to read aloud, for who made it.

use super::find;
use super::opening::NewInquiry;
use super::opening_page::DASHBOARD;
use super::ticket_page::seen;
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

/// How long a receipt is one, in milliseconds: a day later its address leads to the ticket as it stands.
const LASTS: i64 = 24 * 60 * 60 * 1000;

/// `GET /tickets/{number}/receipt`, which is for who made the ticket; others are led to the ticket.
pub async fn show(scene: Scene, answer: Answer, wants: Wants, Named(number): Named<i64>) -> Result<Response, Failure> {
    let ticket = find(scene.app.db.reads(), &scene.member, number).await?;
    let is_own = ticket.created_by == Some(scene.member.id);
    let is_over = ticket.created_at.plus_millis(LASTS) < scene.reading.now;
    if (!is_own || is_over) && wants != Wants::Json {
        return Ok(answer.sends_to(&format!("/tickets/{number}"), Flash::none()));
    }
    let view = match wants {
        Wants::Json => seen(&scene, &ticket, None, None).await?,
        // The page has no room for what stands beside it.
        Wants::Page | Wants::Fragment => {
            TicketView::load(scene.app.db.reads(), &scene.member, ticket, None, scene.reading.now).await?
        }
    };
    let words = TicketWords::new(&view, &scene.reading, scene.member.id, None);
    answer.shows(&ReceiptPage { frame: scene.frame.under(DASHBOARD).titled("receipt-title"), view, words })
}

/// The answer to who opened this ticket: programs get it, people are led to its receipt. Where it is older than what was
/// asked just now, that was asked before, and they are told so.
pub(super) async fn after(doing: Doing<NewInquiry>, number: i64) -> Result<Response, Failure> {
    let Doing { scene, answer, wants, .. } = doing;
    let ticket = find(scene.app.db.reads(), &scene.member, number).await?;
    if wants == Wants::Json {
        let view = seen(&scene, &ticket, None, None).await?;
        return Ok(answer.made(&format!("/tickets/{number}"), Flash::none(), &view));
    }
    let is_again = ticket.created_at < scene.reading.now;
    let flash = if is_again { Flash::name("receipt-again", number) } else { Flash::none() };
    Ok(answer.sends_to(&format!("/tickets/{number}/receipt"), flash))
}
