//! Floor 6: the ticket engine: what a person must settle, from opened to closed. It knows no mail protocol.

pub mod commenting;
pub mod counting;
pub mod dashboard;
mod due_words;
pub mod dueing;
pub mod escalating;
mod happenings;
pub mod editing_row;
pub mod filtering;
mod keeping;
pub mod opening;
pub mod why;
mod others;
pub mod opening_page;
pub mod progressing;
mod routes;
mod seeing;
pub mod sweeping;
mod ticket;
pub mod ticket_page;
mod ticket_words;
mod timeline;
pub mod types;
mod view;
pub mod worklist;
pub mod worklist_rows;
pub mod worklist_tabs;
mod worklist_words;

pub use routes::routes;
pub use seeing::{find, visible_to};
pub use happenings::TicketEvent;
pub use due_words::{DueState, DueView};
pub use ticket::{Kind, Reason, Status, Ticket};
pub use timeline::{Entry, What};
pub use view::{EscalationView, TicketView};
