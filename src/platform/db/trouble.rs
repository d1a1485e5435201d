//! Whether the database refused a statement of the running verb. One engine then refuses every later statement and
//! "commits" nothing, the other carries on; so such a verb is undone on both, whatever it answers.

use super::DbErr;
use std::sync::{Mutex, PoisonError};

/// The first failed statement of a verb.
#[derive(Debug, Default)]
pub(super) struct Trouble(Mutex<Option<Met>>);

/// What a verb met.
#[derive(Clone, Debug)]
pub(super) struct Met {
    pub(super) why: String,
    /// The engine asks to try again.
    pub(super) may_retry: bool,
}

impl Trouble {
    pub(super) fn note(&self, error: &DbErr) {
        let mut met = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if met.is_none() {
            *met = Some(Met { why: error.to_string(), may_retry: error.may_retry() });
        }
    }

    /// What was met since the last call.
    pub(super) fn take(&self) -> Option<Met> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
