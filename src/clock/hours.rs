//! Times of day, opening intervals and weekdays, as a calendar writes them.
//! It must not know dates or zones: these are readings of a wall clock.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::faults::CalendarFault;

/// Why a day has no opening hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Closure {
    /// A Saturday or Sunday without hours. A holiday on such a day changes nothing and is not named.
    Weekend,
    /// Another weekday without hours, or a day that the zone's clock skipped.
    NoHours,
    /// A holiday on a day that would be open.
    Holiday {
        /// Its name.
        name: String,
        /// Whether this is not the day itself but the one that is free instead.
        observed: bool,
    },
}

/// A reading of the wall clock in whole minutes, from 00:00 to 24:00 (the end of the day). In JSON `"08:30"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// 00:00, where a day starts.
    pub const START: Self = Self(0);
    /// 24:00, where a day ends.
    pub const END: Self = Self(1440);
    /// 08:30 and 17:00, the hours of the shipped calendars.
    pub(super) const OFFICE_OPENS: Self = Self(510);
    pub(super) const OFFICE_CLOSES: Self = Self(1020);

    /// The time `hour`:`minute`; 24:00 is the last one.
    ///
    /// # Errors
    /// [`CalendarFault::TimeUnreadable`] for a time no clock shows.
    pub fn new(hour: u16, minute: u16) -> Result<Self, CalendarFault> {
        let minutes = hour.saturating_mul(60).saturating_add(minute);
        if minute < 60 && minutes <= Self::END.0 {
            Ok(Self(minutes))
        } else {
            Err(CalendarFault::TimeUnreadable { text: format!("{hour:02}:{minute:02}") })
        }
    }

    /// Minutes since 00:00 as the wall clock counts them.
    pub fn minutes(self) -> u16 {
        self.0
    }

    /// Milliseconds since 00:00 as the wall clock counts them.
    pub(super) fn millis(self) -> i64 {
        i64::from(self.0) * 60_000
    }

    /// The last whole minute at or before `millis` of wall clock after 00:00, held between 00:00 and 24:00.
    pub(super) fn from_millis(millis: i64) -> Self {
        Self(u16::try_from(millis.max(0) / 60_000).map_or(Self::END.0, |minutes| minutes.min(Self::END.0)))
    }
}

/// One stretch of opening hours within a day; holds `from`, does not hold `until`. In JSON `["08:30","12:00"]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "(TimeOfDay, TimeOfDay)", into = "(TimeOfDay, TimeOfDay)")]
pub struct Interval {
    /// When it opens.
    pub from: TimeOfDay,
    /// When it closes; 24:00 joins the next day's 00:00 without a break.
    pub until: TimeOfDay,
}

/// A day of the week. In JSON `"mon"` … `"sun"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Mon,
    /// Tuesday.
    Tue,
    /// Wednesday.
    Wed,
    /// Thursday.
    Thu,
    /// Friday.
    Fri,
    /// Saturday.
    Sat,
    /// Sunday.
    Sun,
}

impl Weekday {
    /// Monday to Sunday.
    pub const ALL: [Self; 7] = [Self::Mon, Self::Tue, Self::Wed, Self::Thu, Self::Fri, Self::Sat, Self::Sun];

    /// `mon` … `sun`, as in JSON.
    pub fn code(self) -> &'static str {
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][self as usize]
    }

    /// The weekday of the `day`-th day after 1970-01-01, which was a Thursday.
    pub(super) fn of_day(day: i64) -> Self {
        usize::try_from((day + 3).rem_euclid(7)).map_or(Self::Mon, |index| Self::ALL[index])
    }

    pub(super) fn is_weekend(self) -> bool {
        matches!(self, Self::Sat | Self::Sun)
    }
}

impl From<Weekday> for jiff::civil::Weekday {
    fn from(weekday: Weekday) -> Self {
        match weekday {
            Weekday::Mon => Self::Monday,
            Weekday::Tue => Self::Tuesday,
            Weekday::Wed => Self::Wednesday,
            Weekday::Thu => Self::Thursday,
            Weekday::Fri => Self::Friday,
            Weekday::Sat => Self::Saturday,
            Weekday::Sun => Self::Sunday,
        }
    }
}

/// Sorts the intervals of one day and names what is wrong with them; `day` says which day in the message.
pub(super) fn check_intervals(day: &str, intervals: &mut [Interval], faults: &mut Vec<CalendarFault>) {
    intervals.sort_unstable();
    for &Interval { from, until } in intervals.iter() {
        if until <= from {
            faults.push(CalendarFault::EndBeforeStart { day: day.to_owned(), from, until });
        }
    }
    for pair in intervals.windows(2) {
        if pair[1].from < pair[0].until {
            faults.push(CalendarFault::Overlap { day: day.to_owned(), from: pair[1].from, until: pair[0].until });
        }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = CalendarFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unreadable = || CalendarFault::TimeUnreadable { text: text.to_owned() };
        let (hour, minute) = text.trim().split_once(':').ok_or_else(unreadable)?;
        let number = |digits: &str, least: usize| {
            let fits = (least..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
            if fits { digits.parse::<u16>().ok() } else { None }
        };
        match (number(hour, 1), number(minute, 2)) {
            (Some(hour), Some(minute)) => Self::new(hour, minute).map_err(|_| unreadable()),
            _ => Err(unreadable()),
        }
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = CalendarFault;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl From<(TimeOfDay, TimeOfDay)> for Interval {
    fn from((from, until): (TimeOfDay, TimeOfDay)) -> Self {
        Self { from, until }
    }
}

impl From<Interval> for (TimeOfDay, TimeOfDay) {
    fn from(interval: Interval) -> Self {
        (interval.from, interval.until)
    }
}
