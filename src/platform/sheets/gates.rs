//! How many lists go out and how many files are read at once, in one process: each may take the memory that a desk has to
//! spare. It knows neither list nor file.

use crate::platform::refusal::{Complaint, Kind, Refusal};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Lists that go out at once.
pub const SENT_AT_ONCE: usize = 3;
/// Files that are read at once.
const READ_AT_ONCE: usize = 1;
/// Files that are read or wait for it: so many that the last of them is read before its sender gives up.
pub const AWAITED_AT_ONCE: usize = 4;

/// The gates of a desk.
#[derive(Clone, Debug)]
pub struct Gates {
    sending: Arc<Semaphore>,
    reading: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// Leave to go through, until it is dropped.
#[derive(Debug)]
pub struct Turn {
    _passes: Vec<OwnedSemaphorePermit>,
}

impl Default for Gates {
    fn default() -> Self {
        Self {
            sending: Arc::new(Semaphore::new(SENT_AT_ONCE)),
            reading: Arc::new(Semaphore::new(READ_AT_ONCE)),
            waiting: Arc::new(Semaphore::new(AWAITED_AT_ONCE)),
        }
    }
}

impl Gates {
    /// Leave to send a list out.
    ///
    /// # Errors
    /// So many go out already that another would slow all of them down.
    pub fn sending(&self) -> Result<Turn, Refusal> {
        let pass = Arc::clone(&self.sending).try_acquire_owned();
        let busy = || Refusal::new(Kind::TooMany, Complaint::whole("sheet-sending-busy").with("most", SENT_AT_ONCE));
        Ok(Turn { _passes: vec![pass.map_err(|_| busy())?] })
    }

    /// Leave to read a file for somebody who waits for it.
    ///
    /// # Errors
    /// So many wait already that it would take too long.
    pub async fn reading(&self) -> Result<Turn, Refusal> {
        let busy = || Refusal::new(Kind::TooMany, Complaint::at("file", "sheet-reading-busy"));
        let place = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| busy())?;
        let pass = Arc::clone(&self.reading).acquire_owned().await.map_err(|_| busy())?;
        Ok(Turn { _passes: vec![pass, place] })
    }

    /// How many read, or wait for it.
    #[must_use]
    pub fn awaited(&self) -> usize {
        AWAITED_AT_ONCE - self.waiting.available_permits()
    }

    /// Leave to read a file for a job, which has time.
    pub async fn reading_in_time(&self) -> Turn {
        // Nobody ever closes the gate.
        let pass = Arc::clone(&self.reading).acquire_owned().await;
        Turn { _passes: pass.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn no_more_go_out_than_may() {
        let gates = Gates::default();
        let turns: Vec<Turn> = (0..SENT_AT_ONCE).map(|_| gates.sending().unwrap()).collect();
        assert_eq!(gates.sending().unwrap_err().kind, Kind::TooMany);
        drop(turns);
        assert!(gates.sending().is_ok());
    }

    #[tokio::test]
    async fn one_is_read_and_a_few_wait_and_the_next_is_told() {
        let gates = Gates::default();
        let first = gates.reading().await.unwrap();
        let mut waiting: Vec<_> = (1..AWAITED_AT_ONCE).map(|_| Box::pin(gates.reading())).collect();
        assert!(waiting.iter_mut().all(|turn| turn.now_or_never().is_none()));
        assert_eq!(gates.reading().await.unwrap_err().kind, Kind::TooMany);
        assert!(gates.reading_in_time().now_or_never().is_none(), "a job waits behind them");
        drop(waiting);
        drop(first);
        assert!(gates.reading().now_or_never().is_some_and(|turn| turn.is_ok()));
    }
}
