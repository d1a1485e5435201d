//! Floor 6: the ticket engine: what a person must settle, from opened to closed. It knows no mail protocol.

pub mod counting;
mod keeping;
mod seeing;
mod ticket;

pub use seeing::{find, visible_to};
pub use ticket::{Kind, Reason, Status, Ticket};
