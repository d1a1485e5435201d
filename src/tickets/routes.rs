//! Every address of this room.

use super::commenting::NewComment;
use super::due_words::DueView;
use super::editing_row::{EditRow, EditorView};
use super::escalating::Escalate;
use super::filtering::Filter;
use super::opening::NewInquiry;
use super::opening_page::{About, NewInquiryView};
use super::progressing::Progress;
use super::ticket_page::Window;
use super::view::TicketView;
use super::why::DeadlineView;
use super::worklist::WorklistView;
use super::{dashboard, editing_row, opening_page, ticket_page, why, worklist};
use crate::app::App;
use crate::people::Permission;
use crate::platform::web::{Route, get, post};

const WORK: &str = Permission::WorkInquiries.as_str();

/// The routes of this room.
#[must_use]
pub fn routes() -> Vec<Route<App>> {
    // The dashboard is where work begins, so it stands first in the navigation.
    let mut routes = dashboard::routes();
    routes.extend([
        get("/tickets", worklist::show)
            .needs(WORK)
            .says(
                "A page of the worklist: one status, escalated first, then earliest due, with the count of every tab.",
            )
            .query::<Filter>()
            .answers::<WorklistView>()
            .in_nav("worklist-title")
            .into(),
        get("/tickets/{number}/editor", editing_row::show)
            .needs(WORK)
            .says("The fields of the pencil on a row of the worklist.")
            .query::<Filter>()
            .answers::<EditorView>()
            .into(),
        post("/tickets/{number}/editor", editing_row::save)
            .needs(WORK)
            .says("Comments on a ticket and moves it on, without leaving the worklist that the query describes.")
            .query::<Filter>()
            .asks::<EditRow>()
            .answers::<EditorView>()
            .into(),
        get("/tickets/new", opening_page::show)
            .needs(WORK)
            .says("What a new inquiry about a party offers: types, promises, the lead, and what is open already.")
            .query::<About>()
            .answers::<NewInquiryView>()
            .into(),
        post("/tickets", opening_page::create)
            .needs(WORK)
            .says("Opens an inquiry, escalated to the lead or as a record of one's own.")
            .asks::<NewInquiry>()
            .answers::<TicketView>()
            .into(),
        get("/tickets/{number}", ticket_page::show)
            .needs(WORK)
            .says("A ticket with its timeline.")
            .query::<Window>()
            .answers::<TicketView>()
            .into(),
        get("/tickets/{number}/receipt", opening_page::receipt)
            .needs(WORK)
            .says("A ticket just opened: its number to read aloud, its due hour, and who has it.")
            .answers::<TicketView>()
            .into(),
        get("/tickets/{number}/due", ticket_page::due)
            .needs(WORK)
            .says("How the deadline of a ticket stands at this moment.")
            .answers::<DueView>()
            .into(),
        get("/tickets/{number}/deadline", why::show)
            .needs(WORK)
            .says("Why a ticket is due when it is: the working-out of its promise.")
            .answers::<DeadlineView>()
            .into(),
        post("/tickets/{number}/comments", ticket_page::comment)
            .needs(WORK)
            .says("Adds a comment, which never reaches the customer.")
            .asks::<NewComment>()
            .answers::<TicketView>()
            .into(),
        post("/tickets/{number}/status", ticket_page::progress)
            .needs(WORK)
            .says("Moves a ticket on: open, in progress, pending or closed, with a reason and perhaps a comment.")
            .asks::<Progress>()
            .answers::<TicketView>()
            .into(),
        post("/tickets/{number}/escalation", ticket_page::escalate)
            .needs(WORK)
            .says("Escalates a ticket to one's lead, or to the lead's cover.")
            .asks::<Escalate>()
            .answers::<TicketView>()
            .into(),
    ]);
    routes
}
