//! The time that reading one file may take. It knows nothing of what is read.

use std::time::{Duration, Instant};

use super::fault::SheetFault;

pub(super) struct Budget {
    until: Option<Instant>,
    given: Duration,
}

impl Budget {
    pub(super) fn start(given: Duration) -> Self {
        Self { until: Instant::now().checked_add(given), given }
    }

    /// Fails once the time is over. Cheap, yet not free: ask every few hundred steps.
    pub(super) fn check(&self) -> Result<(), SheetFault> {
        match self.until {
            Some(until) if Instant::now() > until => Err(SheetFault::TooSlow { seconds: self.given.as_secs() }),
            _ => Ok(()),
        }
    }
}
