//! How long a failed job waits before its next attempt: pure arithmetic, told its luck.

use std::time::Duration;

/// Growing pauses between attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// The pause after the first failure, before jitter.
    pub first: Duration,
    /// No pause is longer.
    pub most: Duration,
}

impl Backoff {
    /// The pause after attempt number `attempt` (from 1) failed: doubled with each attempt, held at `most`, and then
    /// between half and all of that by `luck` (0 to 1), so that jobs which failed together do not come back together.
    ///
    /// This is "equal jitter" of M. Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog (2015).
    #[must_use]
    pub fn pause(self, attempt: u32, luck: f64) -> Duration {
        let doublings = attempt.saturating_sub(1).min(31);
        let whole = self.first.saturating_mul(1 << doublings).min(self.most);
        whole / 2 + (whole / 2).mul_f64(luck.clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEN: Backoff = Backoff { first: Duration::from_secs(10), most: Duration::from_secs(3600) };

    #[test]
    fn it_doubles_up_to_the_most() {
        let pauses: Vec<u64> = (1..=11).map(|attempt| TEN.pause(attempt, 1.0).as_secs()).collect();
        assert_eq!(pauses, [10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
        assert_eq!(TEN.pause(3, 0.0), Duration::from_secs(20));
        assert_eq!(TEN.pause(3, 0.5), Duration::from_secs(30));
    }

    proptest! {
        #[test]
        fn it_stays_between_half_and_the_most(attempt: u32, luck in -1.0..2.0_f64) {
            let pause = TEN.pause(attempt, luck);
            prop_assert!(pause >= TEN.first / 2 && pause <= TEN.most);
        }

        #[test]
        fn later_attempts_never_wait_less(attempt in 1..u32::MAX, luck in 0.0..1.0_f64) {
            prop_assert!(TEN.pause(attempt + 1, luck) >= TEN.pause(attempt, luck));
        }
    }
}
