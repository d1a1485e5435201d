//! Adding business time to a moment.
//! It must not know why it is added.

use super::calendar::Calendar;
use super::faults::DueFault;
use super::opening::{HORIZON_MILLIS, beyond_horizon};
use crate::platform::moment::Timestamp;

impl Calendar {
    /// The earliest moment at which `minutes` of business time have passed since `at`.
    ///
    /// The earliest: two hours from 15:00 with closing at 17:00 end at 17:00, not at the next opening; and
    /// nothing added is `at` itself, open or not.
    ///
    /// # Errors
    /// [`DueFault::BeyondHorizon`] when that is not within [`HORIZON_YEARS`](super::HORIZON_YEARS).
    pub fn add_business_minutes(&self, at: Timestamp, minutes: u64) -> Result<Timestamp, DueFault> {
        self.add_business_millis(at, minutes.saturating_mul(60_000))
    }

    /// [`add_business_minutes`](Self::add_business_minutes), finer.
    ///
    /// # Errors
    /// The same.
    pub fn add_business_millis(&self, at: Timestamp, millis: u64) -> Result<Timestamp, DueFault> {
        let mut left = i64::try_from(millis).ok().filter(|left| *left <= HORIZON_MILLIS).ok_or_else(beyond_horizon)?;
        if left == 0 {
            return Ok(at);
        }
        let from = at.as_millis();
        for stretch in self.stretches(from, from.saturating_add(HORIZON_MILLIS)) {
            let length = stretch.until - stretch.from;
            if left <= length {
                return Ok(Timestamp::from_millis(stretch.from + left));
            }
            left -= length;
        }
        Err(beyond_horizon())
    }

    /// A deadline after its clock stood still from `paused` to `resumed`: moved by the business time in between.
    /// A pause that began at or after `due` moves nothing, because a promise once missed stays missed.
    ///
    /// # Errors
    /// [`DueFault::BeyondHorizon`] when the new deadline, or the pause, is beyond it.
    pub fn after_pause(&self, due: Timestamp, paused: Timestamp, resumed: Timestamp) -> Result<Timestamp, DueFault> {
        if paused >= due {
            return Ok(due);
        }
        let stood_still = self.business_millis_between(paused, resumed)?;
        self.add_business_millis(due, stood_still.unsigned_abs())
    }
}
