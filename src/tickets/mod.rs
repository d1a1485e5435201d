//! Floor 6: the ticket engine: what a person must settle, from opened to closed. It knows no mail protocol.

pub mod commenting;
pub mod counting;
pub mod dueing;
pub mod escalating;
mod keeping;
pub mod opening;
pub mod progressing;
mod seeing;
mod ticket;
pub mod types;

pub use seeing::{find, visible_to};
pub use ticket::{Kind, Reason, Status, Ticket};
