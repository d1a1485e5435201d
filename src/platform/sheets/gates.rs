//! How many lists go out and how many files are read at once, in one process: each may take the memory that a desk has to
//! spare. It knows neither list nor file.

use crate::platform::refusal::{Complaint, Kind, Refusal};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Lists that go out at once.
pub const SENT_AT_ONCE: usize = 6;
/// Of those, to one member: whoever takes theirs slowly leaves room for others.
pub const SENT_TO_ONE: usize = 2;
/// Files that are read at once.
const READ_AT_ONCE: usize = 1;
/// Files that are read or wait for it: so many that the last of them is read before its sender gives up.
pub const AWAITED_AT_ONCE: usize = 4;

/// The gates of a desk.
#[derive(Clone, Debug)]
pub struct Gates {
    sending: Arc<Semaphore>,
    takers: Arc<Mutex<HashMap<i64, usize>>>,
    reading: Arc<Semaphore>,
    waiting: Arc<Semaphore>,
}

/// Leave to go through, until it is dropped.
#[derive(Debug)]
pub struct Turn {
    _passes: Vec<OwnedSemaphorePermit>,
    _taker: Option<Taker>,
}

/// That a member takes a list.
#[derive(Debug)]
struct Taker {
    member: i64,
    takers: Arc<Mutex<HashMap<i64, usize>>>,
}

impl Default for Gates {
    fn default() -> Self {
        Self {
            sending: Arc::new(Semaphore::new(SENT_AT_ONCE)),
            takers: Arc::default(),
            reading: Arc::new(Semaphore::new(READ_AT_ONCE)),
            waiting: Arc::new(Semaphore::new(AWAITED_AT_ONCE)),
        }
    }
}

impl Gates {
    /// Leave to send a list out to a member.
    ///
    /// # Errors
    /// They are taking some already; so many go out that another would slow all of them down.
    pub fn sending(&self, member: i64) -> Result<Turn, Refusal> {
        let taker = Taker::of(member, &self.takers)?;
        let pass = Arc::clone(&self.sending).try_acquire_owned();
        let busy = || Refusal::new(Kind::TooMany, Complaint::whole("sheet-sending-busy").with("most", SENT_AT_ONCE));
        Ok(Turn { _passes: vec![pass.map_err(|_| busy())?], _taker: Some(taker) })
    }

    /// Leave to read a file for somebody who waits for it.
    ///
    /// # Errors
    /// So many wait already that it would take too long.
    pub async fn reading(&self) -> Result<Turn, Refusal> {
        let busy = || Refusal::new(Kind::TooMany, Complaint::at("file", "sheet-reading-busy"));
        let place = Arc::clone(&self.waiting).try_acquire_owned().map_err(|_| busy())?;
        let pass = Arc::clone(&self.reading).acquire_owned().await.map_err(|_| busy())?;
        Ok(Turn { _passes: vec![pass, place], _taker: None })
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
        Turn { _passes: pass.into_iter().collect(), _taker: None }
    }
}

impl Taker {
    fn of(member: i64, takers: &Arc<Mutex<HashMap<i64, usize>>>) -> Result<Self, Refusal> {
        let mut counts = takers.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(member).or_default();
        if *count >= SENT_TO_ONE {
            return Err(Refusal::too_many("sheet-sending-own").with("most", SENT_TO_ONE));
        }
        *count += 1;
        Ok(Self { member, takers: Arc::clone(takers) })
    }
}

impl Drop for Taker {
    fn drop(&mut self) {
        let mut counts = self.takers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.member) {
            *count -= 1;
            if *count == 0 {
                counts.remove(&self.member);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::FutureExt;

    #[tokio::test]
    async fn no_more_go_out_than_may() {
        let gates = Gates::default();
        let turns: Vec<Turn> = (0..6).map(|member| gates.sending(member).unwrap()).collect();
        assert_eq!(gates.sending(7).unwrap_err().complaints[0].key, "sheet-sending-busy");
        assert!(gates.takers.lock().unwrap().get(&7).is_none(), "who is turned away takes nothing");
        drop(turns);
        assert!(gates.sending(7).is_ok());
    }

    #[tokio::test]
    async fn nobody_takes_what_is_for_all() {
        let gates = Gates::default();
        let turns = [gates.sending(1).unwrap(), gates.sending(1).unwrap()];
        assert_eq!(gates.sending(1).unwrap_err().complaints[0].key, "sheet-sending-own");
        assert!(gates.sending(2).is_ok());
        drop(turns);
        assert!(gates.sending(1).is_ok() && gates.takers.lock().unwrap().is_empty());
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
