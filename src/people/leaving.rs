//! Somebody answers customers no more: disabled, or without the right. What they had goes to others; how, the door says: this
//! room knows nobody above it.

use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;

/// That somebody has left customer service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Who.
    pub user: i64,
    /// When.
    pub at: Timestamp,
}

/// What goes along with it, in the same transaction. Door 4 says what that is.
pub trait GoesAlong {
    /// Lets it go along.
    ///
    /// # Errors
    /// When the database fails.
    fn go_along(self, tx: &mut Tx) -> impl Future<Output = Result<(), Failure>>;
}
