//! Floor 3: who works here, where, with which rights and hours.

pub mod accounts;
mod actor;
pub mod admitting;
pub mod being_away;
pub mod calendars;
pub mod call_centres;
pub mod choosing;
pub mod colleagues;
mod doing;
pub mod finding;
mod guard;
pub mod leading;
mod members;
pub mod passwords;
mod permissions;
pub mod purging;
mod reading;
mod returning;
pub mod sessions;
pub mod setting_up;
pub mod sign_in_page;
pub mod signing_in;
pub mod standing_in;
pub mod users;
pub mod view;

pub use actor::{Actor, author};
pub use call_centres::CallCentre;
pub use doing::{Doing, Scene};
pub use guard::{guard, may, token_of};
pub use leading::Person;
pub use members::{Member, prefix};
pub use permissions::{Permission, Role};
pub use reading::Reading;
pub use view::MemberView;
