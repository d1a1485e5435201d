//! The mark of what would come of a file: what tells it from what would happen after a distributor, a row or a column has
//! changed. It knows no row.

use sha2::{Digest, Sha256};

/// A mark. Whom the desk is in doubt about is no part of it: nothing happens to them.
#[derive(Default)]
pub(super) struct Mark(Sha256);

impl Mark {
    /// It begins with a secret: else whoever sees the mark could try out what distributors say until it fits.
    pub(super) fn of(secret: &str) -> Self {
        let mut mark = Self::default();
        mark.add(&[secret]);
        mark
    }

    /// Words are told apart by their lengths, whatever stands in them.
    pub(super) fn add(&mut self, words: &[&str]) {
        for word in words {
            self.0.update(word.len().to_be_bytes());
            self.0.update(word);
        }
    }

    /// As it is sent.
    pub(super) fn text(&self) -> String {
        self.0.clone().finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }
}
