//! Adding business days to a moment: today, tomorrow, the third open day; until closing or an hour one picks.
//! It must not know why they are added.

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::dates::{DAY_MILLIS, date_of};
use super::faults::DueFault;
use super::hours::TimeOfDay;
use super::opening::{HORIZON_MILLIS, beyond_horizon};
use super::special_days::SpecialDays;
use crate::platform::moment::Timestamp;

/// When on its last day a deadline ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayEnd {
    /// At the day's last closing.
    #[default]
    Closing,
    /// At this hour. An hour the clock shows twice that day is the first one; a skipped one moves on with the clock.
    Hour(TimeOfDay),
}

impl Calendar {
    /// The end of the `days`-th open day after the local date of `at`; 0 is today.
    ///
    /// # Errors
    /// For today: [`DueFault::ClosedToday`], [`DueFault::AfterClosing`], [`DueFault::HourPassed`]. For any day:
    /// [`DueFault::HourOutside`], and [`DueFault::BeyondHorizon`] when that day is not within
    /// [`HORIZON_YEARS`](super::HORIZON_YEARS).
    pub fn add_business_days(&self, at: Timestamp, days: u32, end: DayEnd) -> Result<Timestamp, DueFault> {
        if days == 0 {
            return self.end_of_today(at, end);
        }
        let day = self.open_day_after(at, days).ok_or_else(beyond_horizon)?;
        let (opens, closes) = self.bounds(day).ok_or_else(beyond_horizon)?;
        match end {
            DayEnd::Closing => Ok(Timestamp::from_millis(closes)),
            DayEnd::Hour(hour) => {
                let picked = self.moment_of(day, hour);
                if picked <= opens || picked > closes {
                    return Err(self.hour_outside(day, hour, (opens, closes)));
                }
                Ok(Timestamp::from_millis(picked))
            }
        }
    }

    fn end_of_today(&self, at: Timestamp, end: DayEnd) -> Result<Timestamp, DueFault> {
        let (day, now) = (self.day_at(at.as_millis()), at.as_millis());
        let Some((opens, closes)) = self.bounds(day) else {
            let why = self.closure(day, SpecialDays::new(self).plan(day));
            return Err(DueFault::ClosedToday { date: date_of(day), why });
        };
        if closes <= now {
            return Err(DueFault::AfterClosing { date: date_of(day), closed: self.reading_at_end(closes) });
        }
        match end {
            DayEnd::Closing => Ok(Timestamp::from_millis(closes)),
            DayEnd::Hour(hour) => {
                let picked = self.moment_of(day, hour);
                if picked <= opens || picked > closes {
                    return Err(self.hour_outside(day, hour, (opens, closes)));
                }
                if picked <= now {
                    return Err(DueFault::HourPassed { hour });
                }
                Ok(Timestamp::from_millis(picked))
            }
        }
    }

    /// The `days`-th date after that of `at` that has open time.
    fn open_day_after(&self, at: Timestamp, days: u32) -> Option<i64> {
        let from = at.as_millis();
        let mut latest = self.day_at(from);
        let mut left = days;
        for stretch in self.stretches(from, from.saturating_add(HORIZON_MILLIS)) {
            // Later than any before: where clocks go back just after midnight a date can come twice.
            if stretch.day > latest {
                latest = stretch.day;
                left -= 1;
                if left == 0 {
                    return Some(latest);
                }
            }
        }
        None
    }

    fn moment_of(&self, day: i64, hour: TimeOfDay) -> i64 {
        let (date, minutes) =
            if hour == TimeOfDay::END { (date_of(day + 1), 0) } else { (date_of(day), hour.minutes()) };
        let part = |number: u16| i8::try_from(number).unwrap_or(0);
        let shown = date.at(part(minutes / 60), part(minutes % 60), 0, 0);
        let found = self.zone.to_ambiguous_timestamp(shown).compatible();
        found.map_or(day * DAY_MILLIS, jiff::Timestamp::as_millisecond)
    }

    fn hour_outside(&self, day: i64, hour: TimeOfDay, (opens, closes): (i64, i64)) -> DueFault {
        let (opens, closes) = (self.reading(opens), self.reading_at_end(closes));
        DueFault::HourOutside { date: date_of(day), hour, opens, closes }
    }
}
