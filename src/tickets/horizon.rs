//! How far away a deadline is, in the days that people speak of: overdue, today, the next business day, later. It knows
//! no ticket.

use crate::clock::DayEnd;
use crate::people::{Member, Reading, calendars};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::text_enum;

text_enum! {
    /// How far away a deadline is, in the days that people speak of.
    pub enum Stretch {
        /// It has passed.
        Overdue = "overdue",
        /// It comes before the day is over.
        Today = "today",
        /// It comes on the next business day, or before it.
        Next = "next",
        /// It comes later.
        Later = "later",
    }
}

/// Where one stretch ends and the next begins, for one reader at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// The present moment.
    pub now: Timestamp,
    /// When the reader's day began.
    pub today: Timestamp,
    /// When it will be over.
    pub tomorrow: Timestamp,
    /// The closing of the next business day.
    pub next: Timestamp,
}

impl Horizon {
    /// The horizon of `reading` by the hours of the member's call centre, or by the calendar's days where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(reads: &impl Reads, member: &Member, reading: &Reading) -> Result<Self, Failure> {
        let (today, tomorrow) = reading.day();
        let hours = match member.call_centre {
            Some(centre) => calendars::of_call_centre(reads, centre).await?,
            None => None,
        };
        let next = hours.and_then(|hours| hours.calendar.add_business_days(reading.now, 1, DayEnd::Closing).ok());
        let next = next.unwrap_or_else(|| tomorrow.plus_millis(24 * 60 * 60 * 1000));
        Ok(Self { now: reading.now, today, tomorrow, next: next.max(tomorrow) })
    }

    /// The stretch in which `due` lies.
    #[must_use]
    pub fn stretch(&self, due: Timestamp) -> Stretch {
        match due {
            due if due < self.now => Stretch::Overdue,
            due if due < self.tomorrow => Stretch::Today,
            due if due <= self.next => Stretch::Next,
            _ => Stretch::Later,
        }
    }

    /// From when, and until before when, deadlines lie in a stretch.
    #[must_use]
    pub fn bounds(&self, stretch: Stretch) -> (Timestamp, Timestamp) {
        match stretch {
            Stretch::Overdue => (Timestamp::MIN, self.now),
            Stretch::Today => (self.now, self.tomorrow),
            Stretch::Next => (self.tomorrow, self.next.plus_millis(1)),
            Stretch::Later => (self.next.plus_millis(1), Timestamp::MAX),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_moment_lies_in_the_stretch_whose_bounds_hold_it() {
        let at = Timestamp::from_millis;
        let horizon = Horizon { now: at(50), today: at(10), tomorrow: at(100), next: at(180) };
        for millis in [0, 10, 49, 50, 99, 100, 180, 181, 999] {
            let stretch = horizon.stretch(at(millis));
            let (from, until) = horizon.bounds(stretch);
            assert!(from <= at(millis) && at(millis) < until, "{millis} {stretch:?}");
        }
        assert_eq!(horizon.stretch(at(180)), Stretch::Next, "the closing itself belongs to its day");
    }
}
