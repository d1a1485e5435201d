//! Events as they are read: sealed, in one gapless order, chained. What can happen is defined by each room;
//! this folder knows envelopes.

mod reading;
mod verifying;

pub use reading::{Event, after, last_seq, of_subject};
pub use verifying::{Broken, Verified, verify, verify_tail};
