//! Floor 3: who works here, where, with which rights and hours.

pub mod calendars;
pub mod leading;
mod members;
mod permissions;

pub use leading::Person;
pub use members::{Member, prefix};
pub use permissions::{Permission, Role};
