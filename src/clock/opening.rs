//! The open stretches of a calendar in real time, in order; and whether, and when next, it is open.
//! It must not know deadlines or promises.

use jiff::tz::TimeZone;

use super::calendar::Calendar;
use super::dates::DAY_MILLIS;
use super::faults::DueFault;
use super::hours::{Interval, TimeOfDay};
use super::special_days::SpecialDays;
use crate::platform::moment::Timestamp;

/// How far a search goes before it gives up with [`DueFault::BeyondHorizon`].
pub const HORIZON_YEARS: i64 = 10;

/// The horizon in milliseconds, leap days included.
pub(super) const HORIZON_MILLIS: i64 = (HORIZON_YEARS * 1461 + 3) / 4 * DAY_MILLIS;

/// Unbroken open time on one local date: holds `from`, does not hold `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub from: i64,
    pub until: i64,
    /// Days from 1970-01-01 to the local date.
    pub day: i64,
}

impl Calendar {
    /// Whether the wall clock at `at` is inside opening hours.
    pub fn is_open(&self, at: Timestamp) -> bool {
        let local = at.as_millis() + offset_millis(&self.zone, at.as_millis());
        let (day, clock) = (local.div_euclid(DAY_MILLIS), local.rem_euclid(DAY_MILLIS));
        let hours = SpecialDays::new(self).plan(day).hours();
        hours.iter().any(|interval| (interval.from.millis()..interval.until.millis()).contains(&clock))
    }

    /// The first open moment at or after `at`: `at` itself when it is open.
    ///
    /// # Errors
    /// [`DueFault::BeyondHorizon`] when there is none within [`HORIZON_YEARS`].
    pub fn next_opening(&self, at: Timestamp) -> Result<Timestamp, DueFault> {
        let from = at.as_millis();
        let first = self.stretches(from, from.saturating_add(HORIZON_MILLIS)).next();
        first.map(|stretch| Timestamp::from_millis(stretch.from)).ok_or_else(beyond_horizon)
    }

    /// The open time in `[from, until)`, in order and without overlap. Stretches may touch: at midnight, at a
    /// clock change, and where one interval follows another.
    pub(super) fn stretches(&self, from: i64, until: i64) -> Stretches<'_> {
        let from = Timestamp::from_millis(from).as_millis();
        let until = until.min(Timestamp::MAX.as_millis());
        Stretches::new(self, from, until)
    }

    /// First opening and last closing of a local date in real time; `None` when no moment of it is open.
    pub(super) fn bounds(&self, day: i64) -> Option<(i64, i64)> {
        // No zone is further than 26 hours from UTC, so the whole date lies in this window.
        let (from, until) = (day * DAY_MILLIS - 26 * 3_600_000, (day + 1) * DAY_MILLIS + 26 * 3_600_000);
        let own = self.stretches(from, until).filter(|stretch| stretch.day == day);
        own.fold(None, |bounds, stretch| match bounds {
            None => Some((stretch.from, stretch.until)),
            Some((opens, _)) => Some((opens, stretch.until)),
        })
    }

    /// The local date at a moment, in days from 1970-01-01.
    pub(super) fn day_at(&self, at: i64) -> i64 {
        (at + offset_millis(&self.zone, at)).div_euclid(DAY_MILLIS)
    }

    /// What the wall clock shows at a moment.
    pub(super) fn reading(&self, at: i64) -> TimeOfDay {
        TimeOfDay::from_millis((at + offset_millis(&self.zone, at)).rem_euclid(DAY_MILLIS))
    }

    /// What the wall clock shows when time up to `at` is over: 24:00 rather than 00:00, and 02:00 where
    /// the clock then jumps to 03:00.
    pub(super) fn reading_at_end(&self, at: i64) -> TimeOfDay {
        let last = at - 1;
        TimeOfDay::from_millis((last + offset_millis(&self.zone, last)).rem_euclid(DAY_MILLIS) + 1)
    }
}

pub(super) fn beyond_horizon() -> DueFault {
    DueFault::BeyondHorizon { years: HORIZON_YEARS }
}

/// Walks real time, not dates: from one clock change of the zone to the next, and by local days between them,
/// where the offset is constant. So a repeated hour, or a repeated piece of *yesterday* where clocks go back just
/// after midnight, comes out twice and in its place, and a skipped hour or day does not come out at all.
pub(super) struct Stretches<'c> {
    zone: &'c TimeZone,
    special: SpecialDays<'c>,
    /// The part of real time with one offset: from here, or from where the walk began.
    lower: i64,
    upper: i64,
    offset: i64,
    until: i64,
    day: i64,
    hours: std::slice::Iter<'c, Interval>,
}

impl<'c> Stretches<'c> {
    fn new(calendar: &'c Calendar, from: i64, until: i64) -> Self {
        let special = SpecialDays::new(calendar);
        let mut walk = Self {
            zone: &calendar.zone,
            special,
            lower: from,
            upper: from,
            offset: 0,
            until,
            day: 0,
            hours: [].iter(),
        };
        if from < until {
            walk.enter(from);
        }
        walk
    }

    /// Starts on the part of real time that begins at `at`.
    fn enter(&mut self, at: i64) {
        self.lower = at;
        self.offset = offset_millis(self.zone, at);
        self.upper = next_change(self.zone, at).min(self.until);
        self.day = (at + self.offset).div_euclid(DAY_MILLIS);
        self.hours = self.special.plan(self.day).hours().iter();
    }
}

impl Iterator for Stretches<'_> {
    type Item = Stretch;

    fn next(&mut self) -> Option<Stretch> {
        loop {
            let midnight = self.day * DAY_MILLIS - self.offset;
            for interval in self.hours.by_ref() {
                let from = (midnight + interval.from.millis()).max(self.lower);
                let until = (midnight + interval.until.millis()).min(self.upper);
                if from < until {
                    return Some(Stretch { from, until, day: self.day });
                }
            }
            if midnight + DAY_MILLIS < self.upper {
                self.day += 1;
                self.hours = self.special.plan(self.day).hours().iter();
            } else if self.upper < self.until {
                self.enter(self.upper);
            } else {
                return None;
            }
        }
    }
}

/// What the zone adds to UTC at a moment.
pub(super) fn offset_millis(zone: &TimeZone, at: i64) -> i64 {
    i64::from(zone.to_offset(Timestamp::from_millis(at).into()).seconds()) * 1000
}

/// The first moment after `at` from which the zone's offset may differ.
fn next_change(zone: &TimeZone, at: i64) -> i64 {
    let next = zone.following(Timestamp::from_millis(at).into()).next();
    next.map_or(i64::MAX, |change| change.timestamp().as_millisecond())
}
