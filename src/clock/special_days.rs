//! What a calendar plans for one day: its hours, or why it has none.
//! It must not know zones or moments, only dates.

use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::dates::{date_of, day_of};
use super::holidays::{Holiday, Observed, Rule, ShortDay};
use super::hours::{Interval, Weekday};

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

/// What is planned for a day.
#[derive(Clone, Copy, Debug)]
pub(super) enum Plan<'c> {
    Week(&'c [Interval]),
    Short(&'c ShortDay),
    Holiday { holiday: &'c Holiday, observed: bool },
}

/// The days of one year on which the weekly hours do not hold.
pub(super) struct SpecialDays<'c> {
    calendar: &'c Calendar,
    first: i64,
    last: i64,
    /// In the order of their days, one for each day.
    marks: Vec<(i64, Plan<'c>)>,
}

impl<'c> SpecialDays<'c> {
    /// Starts with no year at hand; the first question finds it.
    pub(super) fn new(calendar: &'c Calendar) -> Self {
        Self { calendar, first: 0, last: -1, marks: Vec::new() }
    }

    /// What is planned for the `day`-th day after 1970-01-01.
    pub(super) fn plan(&mut self, day: i64) -> Plan<'c> {
        if !(self.first..=self.last).contains(&day) {
            self.turn_to(date_of(day).year());
        }
        match self.marks.binary_search_by_key(&day, |mark| mark.0) {
            Ok(index) => self.marks[index].1,
            Err(_) => Plan::Week(self.calendar.week_hours(day)),
        }
    }

    fn turn_to(&mut self, year: i16) {
        let january = Rule::in_year(Rule::WeekdayOfMonth { nth: 1, weekday: Weekday::Mon, month: 1 }, year)
            .map_or(0, |monday| day_of(monday.first_of_year()));
        self.first = january;
        self.last = january + if date_of(january).in_leap_year() { 365 } else { 364 };
        let year_days = self.first..=self.last;
        let draft = self.calendar.draft();

        // From the weakest to the strongest: on one day, the last mark set wins.
        let mut marks: Vec<(i64, Plan<'c>)> = Vec::with_capacity(2 * draft.holidays.len() + draft.short_days.len());
        let short = |dated: bool| {
            let chosen = draft.short_days.iter().filter(move |short| short.when.is_dated() == dated);
            chosen.filter_map(move |short| Some((day_of(short.when.in_year(year)?), Plan::Short(short))))
        };
        let (dated, recurring): (Vec<_>, Vec<_>) =
            holidays_around(&draft.holidays, year).into_iter().partition(|(_, holiday, _)| holiday.when.is_dated());
        let plans = |found: Vec<(i64, &'c Holiday, bool)>| {
            found.into_iter().map(|(day, holiday, observed)| (day, Plan::Holiday { holiday, observed }))
        };
        marks.extend(short(false).filter(|(day, _)| !self.calendar.week_hours(*day).is_empty()));
        marks.extend(plans(recurring));
        marks.extend(short(true));
        marks.extend(plans(dated));
        marks.retain(|(day, _)| year_days.contains(day));
        marks.reverse();
        marks.sort_by_key(|mark| mark.0);
        marks.dedup_by_key(|mark| mark.0);
        self.marks = marks;
    }
}

impl<'c> Plan<'c> {
    /// The hours of the day; empty when it is closed.
    pub(super) fn hours(self) -> &'c [Interval] {
        match self {
            Plan::Week(hours) => hours,
            Plan::Short(short) => &short.open,
            Plan::Holiday { .. } => &[],
        }
    }
}

impl Calendar {
    /// The weekly hours of the `day`-th day after 1970-01-01.
    pub(super) fn week_hours(&self, day: i64) -> &[Interval] {
        &self.week[Weekday::of_day(day) as usize]
    }

    /// Why the `day`-th day after 1970-01-01 has no opening; asked only for days that have none.
    pub(super) fn closure(&self, day: i64, plan: Plan<'_>) -> Closure {
        match plan {
            _ if self.week_hours(day).is_empty() && Weekday::of_day(day).is_weekend() => Closure::Weekend,
            Plan::Holiday { holiday, observed } if !self.week_hours(day).is_empty() => {
                Closure::Holiday { name: holiday.name.clone(), observed }
            }
            _ => Closure::NoHours,
        }
    }
}

/// The holidays of `year` and its neighbours with their substitutes, weakest first. The neighbours are there
/// because a substitute can cross New Year: 1 January 2022, a Saturday, freed 31 December 2021.
fn holidays_around(holidays: &[Holiday], year: i16) -> Vec<(i64, &Holiday, bool)> {
    let mut found: Vec<(i64, &Holiday, bool)> = Vec::with_capacity(4 * holidays.len());
    for around in year.saturating_sub(1)..=year.saturating_add(1) {
        found.extend(holidays.iter().filter_map(|h| Some((day_of(h.when.in_year(around)?), h, false))));
    }
    found.sort_by_key(|(day, ..)| *day);
    let mut taken: Vec<i64> = found.iter().map(|(day, ..)| *day).collect();
    let mut substitutes = Vec::new();
    for &(day, holiday, _) in &found {
        let substitute = match (holiday.observed, Weekday::of_day(day)) {
            (Observed::Nearest, Weekday::Sat) => day - 1,
            (Observed::Nearest, Weekday::Sun) => day + 1,
            (Observed::Monday, Weekday::Sat | Weekday::Sun) => {
                let mut next = day + 1;
                while Weekday::of_day(next).is_weekend() || taken.contains(&next) {
                    next += 1;
                }
                next
            }
            _ => continue,
        };
        taken.push(substitute);
        substitutes.push((substitute, holiday, true));
    }
    // A day that is a holiday itself is called by its own name, so its own mark comes last.
    substitutes.extend(found.into_iter().rev());
    substitutes
}
