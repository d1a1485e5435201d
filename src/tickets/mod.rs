//! Floor 6: the ticket engine: what a person must settle, from opened to closed. It knows no mail protocol.

pub mod commenting;
pub mod counting;
pub mod dashboard;
mod due_words;
pub mod dueing;
pub mod editing_row;
pub mod escalating;
pub mod filtering;
mod happenings;
pub mod incoming;
mod keeping;
pub mod opening;
pub mod opening_page;
mod others;
pub mod progressing;
mod seeing;
pub mod sweeping;
mod ticket;
pub mod ticket_page;
mod ticket_words;
mod timeline;
pub mod types;
mod view;
pub mod why;
pub mod worklist;
pub mod worklist_rows;
pub mod worklist_tabs;
mod worklist_words;

pub use due_words::{DueState, DueView};
pub use happenings::TicketEvent;
pub use incoming::Channel;
pub use seeing::{find, visible_to};
pub use ticket::{Due, Kind, Reason, Status, Ticket};
pub use timeline::{Entry, What};
pub use view::{EscalationView, TicketView};
