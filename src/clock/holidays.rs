//! Holidays and short days, and the rules that place them in a year.
//! It must not know opening hours of the week; which rule wins on a day is decided in `special_days`.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::dates::iso;
use super::faults::CalendarFault;
use super::hours::{Interval, Weekday};

/// A day, or a day of every year, on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// What a deadline's explanation calls it.
    pub name: String,
    /// When it is.
    pub when: Rule,
    /// What happens when it falls on a Saturday or Sunday.
    #[serde(default, skip_serializing_if = "Observed::is_as_is")]
    pub observed: Observed,
}

/// A day with hours of its own, such as the morning of 24 December.
///
/// A recurring one counts only where the weekday is open anyway: Christmas Eve on a Sunday opens nothing.
/// A dated one always counts, even on a Sunday or on a recurring holiday: somebody chose that very day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ShortDay {
    /// What a deadline's explanation calls it.
    pub name: String,
    /// When it is.
    pub when: Rule,
    /// The hours of that day, instead of the weekday's.
    pub open: Vec<Interval>,
}

/// How a day is found in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Rule {
    /// Once: `{"date":"2026-12-24"}`.
    Date(#[serde(with = "iso")] Date),
    /// Every year on the same date: `{"yearly":"12-25"}`. 29 February is left out in other years.
    Yearly(MonthDay),
    /// `{"weekday_of_month":{"nth":3,"weekday":"mon","month":1}}`: third Monday of January. `nth` is
    /// 1 to 5, or -1 (the last) to -5; a month without a fifth one has none.
    WeekdayOfMonth {
        /// Which one.
        nth: i8,
        /// Of which weekday.
        weekday: Weekday,
        /// 1 to 12.
        month: i8,
    },
    /// `{"weekday_before":{"weekday":"mon","before":"05-25"}}`: the last Monday strictly before 25 May. Not
    /// before a date earlier than 8 January, which would be a day of either year.
    WeekdayBefore {
        /// Which weekday.
        weekday: Weekday,
        /// The first date that is too late.
        before: MonthDay,
    },
    /// Days from the Western Easter Sunday: `{"easter":-2}` is Good Friday.
    Easter(i16),
}

/// What happens to a holiday that falls on a Saturday or Sunday. The day itself stays a holiday in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Observed {
    /// Nothing.
    #[default]
    AsIs,
    /// The next Monday is free as well, or the first working day after it if that Monday is a holiday itself.
    Monday,
    /// A Saturday frees the Friday before, a Sunday the Monday after (United States).
    Nearest,
}

/// A date without a year. In JSON `"12-25"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MonthDay {
    month: i8,
    day: i8,
}

impl Rule {
    /// The date in `year`, if it has one.
    pub fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Date(date) => Some(date).filter(|date| date.year() == year),
            Self::Yearly(MonthDay { month, day }) => Date::new(year, month, day).ok(),
            Self::WeekdayOfMonth { nth, weekday, month } => {
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday.into()).ok()
            }
            Self::WeekdayBefore { weekday, before } => {
                // 29 February is read as 1 March in other years, so that "before" has a day every year.
                let limit = Date::new(year, before.month, before.day).or_else(|_| Date::new(year, 3, 1)).ok()?;
                limit.nth_weekday(-1, weekday.into()).ok()
            }
            Self::Easter(days) => easter(year)?.checked_add(jiff::Span::new().try_days(days).ok()?).ok(),
        }
    }

    /// Whether the rule names one date of one year.
    pub fn is_dated(self) -> bool {
        matches!(self, Self::Date(_))
    }

    /// Whether some year has such a day, and the same year as the rule is asked for.
    pub(super) fn is_possible(self) -> bool {
        match self {
            Self::Date(_) | Self::Yearly(_) => true,
            Self::WeekdayBefore { before, .. } => before >= MonthDay::known(1, 8),
            Self::WeekdayOfMonth { nth, month, .. } => {
                (1..=5).contains(&nth.unsigned_abs()) && (1..=12).contains(&month)
            }
            // Easter lies between 22 March and 25 April: within these bounds the year cannot change.
            Self::Easter(days) => (-80..=250).contains(&days),
        }
    }
}

impl MonthDay {
    /// The `day`-th of the `month`-th month; 29 February is allowed.
    ///
    /// # Errors
    /// [`CalendarFault::DateUnreadable`] when no year has that date.
    pub fn new(month: i8, day: i8) -> Result<Self, CalendarFault> {
        // 2000 was a leap year.
        match Date::new(2000, month, day) {
            Ok(_) => Ok(Self { month, day }),
            Err(_) => Err(CalendarFault::DateUnreadable { text: format!("{month:02}-{day:02}") }),
        }
    }
}

impl MonthDay {
    /// For the dates written in this room, which its tests check.
    pub(super) const fn known(month: i8, day: i8) -> Self {
        Self { month, day }
    }
}

impl Observed {
    fn is_as_is(&self) -> bool {
        *self == Self::AsIs
    }
}

/// Western Easter Sunday by the "Anonymous Gregorian" computus (Meeus, *Astronomical Algorithms*, chapter 8).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y.rem_euclid(19), y.div_euclid(100), y.rem_euclid(100));
    let (d, e) = (b.div_euclid(4), b.rem_euclid(4));
    let g = (8 * b + 13).div_euclid(25);
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}

impl fmt::Display for MonthDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
}

impl FromStr for MonthDay {
    type Err = CalendarFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
        let (month, day) = parts.ok_or_else(|| CalendarFault::DateUnreadable { text: text.to_owned() })?;
        Self::new(month, day)
    }
}

impl TryFrom<String> for MonthDay {
    type Error = CalendarFault;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<MonthDay> for String {
    fn from(date: MonthDay) -> Self {
        date.to_string()
    }
}
