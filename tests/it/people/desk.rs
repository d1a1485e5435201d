//! The shared desk under the name by which this room's tests know it.

pub use crate::support::asking::{Ask, Said, sign_in};
pub use crate::support::desk::{Cast, Desk, PASSWORD, hashed, new_user, refused};
