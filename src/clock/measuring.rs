//! How much business time lies between two moments, and what is left until a deadline.
//! It must not know promises.

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::dates::DAY_MILLIS;
use super::faults::DueFault;
use crate::platform::moment::Timestamp;

/// Business time until a deadline, or since it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Remaining {
    /// Not overdue: this many milliseconds of business time are left. 0 also while the desk is closed up to
    /// the deadline.
    Left(i64),
    /// The deadline has passed, this many milliseconds of business time ago. 0 until the next opening.
    Overdue(i64),
}

/// The longest span that is measured.
const LONGEST_YEARS: i64 = 100;

impl Calendar {
    /// Business time from `from` to `until` in milliseconds, exact; 0 when `until` is not later.
    ///
    /// # Errors
    /// [`DueFault::BeyondHorizon`] when they are more than 100 years apart.
    pub fn business_millis_between(&self, from: Timestamp, until: Timestamp) -> Result<i64, DueFault> {
        let (from, until) = (from.as_millis(), until.as_millis());
        if until - from > LONGEST_YEARS * 366 * DAY_MILLIS {
            return Err(DueFault::BeyondHorizon { years: LONGEST_YEARS });
        }
        Ok(self.stretches(from, until).map(|stretch| stretch.until - stretch.from).sum())
    }

    /// [`business_millis_between`](Self::business_millis_between) in whole minutes, rounded down.
    ///
    /// # Errors
    /// The same.
    pub fn business_minutes_between(&self, from: Timestamp, until: Timestamp) -> Result<i64, DueFault> {
        Ok(self.business_millis_between(from, until)? / 60_000)
    }

    /// Business time left until `due`, or since it. At `due` itself nothing is overdue.
    ///
    /// # Errors
    /// [`DueFault::BeyondHorizon`] when they are more than 100 years apart.
    pub fn remaining(&self, now: Timestamp, due: Timestamp) -> Result<Remaining, DueFault> {
        if now <= due {
            self.business_millis_between(now, due).map(Remaining::Left)
        } else {
            self.business_millis_between(due, now).map(Remaining::Overdue)
        }
    }
}
