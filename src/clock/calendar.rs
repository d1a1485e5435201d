//! A calendar: a zone, the week's hours, holidays and short days, as it is written, checked and stored.
//! It must not know how time is counted by it.

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::faults::CalendarFault;
use super::holidays::{Holiday, Rule, ShortDay};
use super::hours::{Interval, Weekday, check_intervals};
use super::regions::Region;
use super::special_days::Years;
use crate::platform::moment::Timestamp;

/// A calendar that has been checked. Its JSON is that of [`CalendarDraft`], and reading it checks it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "CalendarDraft", into = "CalendarDraft")]
pub struct Calendar {
    draft: CalendarDraft,
    pub(super) zone: TimeZone,
    /// The draft's weekly hours by weekday, Monday first: looked up for every day that is counted.
    pub(super) week: [Vec<Interval>; 7],
    pub(super) years: Years,
}

/// A calendar as people write it and as the database stores it (JSON); not checked yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarDraft {
    /// IANA name, such as `America/Toronto`.
    pub zone: String,
    /// Whose public holidays it began with, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<Region>,
    /// Opening hours by weekday, in any order; a weekday that is left out is closed.
    pub weekly: BTreeMap<Weekday, Vec<Interval>>,
    /// Days on which nobody works.
    #[serde(default)]
    pub holidays: Vec<Holiday>,
    /// Days with hours of their own.
    #[serde(default)]
    pub short_days: Vec<ShortDay>,
}

/// Holidays and short days one calendar may hold: thirty years of dated ones, and a bound on the work of a year.
const MOST_ENTRIES: usize = 500;
/// Intervals one day may hold.
const MOST_INTERVALS: usize = 24;
/// Characters in the name of a holiday or short day.
const LONGEST_NAME: usize = 100;

impl CalendarDraft {
    /// Checks the draft, puts the intervals of each day in order, and makes it a calendar.
    ///
    /// # Errors
    /// Everything that is wrong with it, not only the first thing.
    pub fn check(mut self) -> Result<Calendar, Vec<CalendarFault>> {
        let mut faults = Vec::new();
        let zone = zone_named(&self.zone);
        if zone.is_none() {
            faults.push(CalendarFault::ZoneUnknown { zone: self.zone.clone() });
        }
        self.weekly.retain(|_, intervals| !intervals.is_empty());
        for (weekday, intervals) in &mut self.weekly {
            check_hours(weekday.code(), intervals, &mut faults);
        }
        if self.weekly.is_empty() {
            faults.push(CalendarFault::NeverOpen);
        }
        if self.holidays.len() + self.short_days.len() > MOST_ENTRIES {
            faults.push(CalendarFault::TooMany { limit: MOST_ENTRIES });
        }
        for holiday in &self.holidays {
            check_named(&holiday.name, holiday.when, &mut faults);
        }
        for short in &mut self.short_days {
            check_named(&short.name, short.when, &mut faults);
            if short.open.is_empty() {
                faults.push(CalendarFault::ShortDayEmpty { name: short.name.clone() });
            }
            check_hours(&short.name, &mut short.open, &mut faults);
        }
        match zone {
            Some(zone) if faults.is_empty() => {
                let week = Weekday::ALL.map(|weekday| self.weekly.get(&weekday).cloned().unwrap_or_default());
                Ok(Calendar { draft: self, zone, week, years: Years::unknown() })
            }
            _ => Err(faults),
        }
    }
}

impl Calendar {
    /// The calendar as it was written, to be changed and checked again.
    pub fn draft(&self) -> &CalendarDraft {
        &self.draft
    }

    /// The IANA name of its zone.
    pub fn zone_name(&self) -> &str {
        &self.draft.zone
    }

    /// What the wall clock of its zone shows at a moment.
    pub fn local(&self, at: Timestamp) -> DateTime {
        self.zone.to_datetime(at.into())
    }
}

fn zone_named(name: &str) -> Option<TimeZone> {
    TimeZone::get(name).ok().filter(|zone| !zone.is_unknown())
}

fn check_hours(day: &str, intervals: &mut [Interval], faults: &mut Vec<CalendarFault>) {
    if intervals.len() > MOST_INTERVALS {
        faults.push(CalendarFault::TooMany { limit: MOST_INTERVALS });
    }
    check_intervals(day, intervals, faults);
}

fn check_named(name: &str, when: Rule, faults: &mut Vec<CalendarFault>) {
    if name.trim().is_empty() || name.chars().count() > LONGEST_NAME {
        faults.push(CalendarFault::NameMissingOrLong { limit: LONGEST_NAME });
    }
    if !when.is_possible() {
        faults.push(CalendarFault::RuleImpossible { name: name.to_owned() });
    }
}

impl TryFrom<CalendarDraft> for Calendar {
    /// The first fault; forms call [`CalendarDraft::check`] and show all of them.
    type Error = CalendarFault;

    fn try_from(draft: CalendarDraft) -> Result<Self, Self::Error> {
        draft.check().map_err(|faults| faults.into_iter().next().unwrap_or(CalendarFault::NeverOpen))
    }
}

impl From<Calendar> for CalendarDraft {
    fn from(calendar: Calendar) -> Self {
        calendar.draft
    }
}
