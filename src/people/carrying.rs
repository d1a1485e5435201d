//! Whether something carries the code of a call centre for good, whatever people are called by now. What that is, the door says:
//! this room knows nobody above it.

use crate::platform::db::{DbErr, Reads};

/// The code of a call centre, without the hyphen.
#[derive(Clone, Copy, Debug)]
pub struct Prefix<'a>(pub &'a str);

/// Who carries it. Door 4 says what that is.
pub trait IsCarried {
    /// Whether anything does.
    ///
    /// # Errors
    /// When the database fails.
    fn is_carried(&self, reads: &impl Reads) -> impl Future<Output = Result<bool, DbErr>>;
}
