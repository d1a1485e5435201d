//! What a calendar plans for one day: its hours, or why it has none.
//! It must not know zones or moments, only dates.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::calendar::Calendar;
use super::dates::{date_of, day_of};
use super::holidays::{Holiday, Observed, ShortDay};
use super::hours::{Closure, Interval, Weekday};

/// What is planned for a day.
#[derive(Clone, Copy, Debug)]
pub(super) enum Plan<'c> {
    Week(&'c [Interval]),
    Short(&'c ShortDay),
    Holiday { holiday: &'c Holiday, observed: bool },
}

/// A day with a plan of its own, by its place in the calendar's lists.
#[derive(Clone, Copy)]
struct Mark {
    day: i64,
    plan: MarkPlan,
}

#[derive(Clone, Copy)]
enum MarkPlan {
    Short(usize),
    Holiday { index: usize, observed: bool },
}

/// The special days of each year that has been asked for: found once, then shared by all who count.
#[derive(Clone)]
pub(super) struct Years(Arc<[OnceLock<Box<[Mark]>>]>);

/// The years that are remembered; others are worked out each time.
const REMEMBERED: std::ops::RangeInclusive<i16> = 2000..=2099;

/// Answers what is planned for a day, quickest for days of the same year.
pub(super) struct SpecialDays<'c> {
    calendar: &'c Calendar,
    first: i64,
    last: i64,
    /// In the order of their days, one for each day.
    marks: Cow<'c, [Mark]>,
}

impl Years {
    pub(super) fn unknown() -> Self {
        Self(REMEMBERED.map(|_| OnceLock::new()).collect())
    }
}

impl fmt::Debug for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Years")
    }
}

impl PartialEq for Years {
    /// What is remembered follows from the calendar, so it makes no difference.
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Years {}

impl<'c> SpecialDays<'c> {
    /// Starts with no year at hand; the first question finds it.
    pub(super) fn new(calendar: &'c Calendar) -> Self {
        Self { calendar, first: 0, last: -1, marks: Cow::Borrowed(&[]) }
    }

    /// What is planned for the `day`-th day after 1970-01-01.
    pub(super) fn plan(&mut self, day: i64) -> Plan<'c> {
        if !(self.first..=self.last).contains(&day) {
            self.turn_to(day);
        }
        let draft = self.calendar.draft();
        match self.marks.binary_search_by_key(&day, |mark| mark.day).map(|found| self.marks[found].plan) {
            Ok(MarkPlan::Short(index)) => Plan::Short(&draft.short_days[index]),
            Ok(MarkPlan::Holiday { index, observed }) => Plan::Holiday { holiday: &draft.holidays[index], observed },
            Err(_) => Plan::Week(self.calendar.week_hours(day)),
        }
    }

    fn turn_to(&mut self, day: i64) {
        let date = date_of(day);
        self.first = day - i64::from(date.day_of_year()) + 1;
        self.last = self.first + i64::from(date.days_in_year()) - 1;
        let year = date.year();
        let place = usize::try_from(year - REMEMBERED.start()).ok();
        self.marks = match place.and_then(|place| self.calendar.years.0.get(place)) {
            Some(known) => Cow::Borrowed(known.get_or_init(|| find_marks(self.calendar, year).into())),
            None => Cow::Owned(find_marks(self.calendar, year)),
        };
    }
}

/// The special days of a year in their order. Where several fall on one day, a dated holiday is strongest, then a
/// dated short day, a recurring holiday or the substitute of one, and a recurring short day.
fn find_marks(calendar: &Calendar, year: i16) -> Vec<Mark> {
    let draft = calendar.draft();
    let short = |dated: bool| {
        let chosen = draft.short_days.iter().enumerate().filter(move |(_, short)| short.when.is_dated() == dated);
        chosen.filter_map(move |(index, short)| {
            Some(Mark { day: day_of(short.when.in_year(year)?), plan: MarkPlan::Short(index) })
        })
    };
    let (dated, recurring): (Vec<_>, Vec<_>) = holidays_around(&draft.holidays, year).into_iter().partition(
        |mark| matches!(mark.plan, MarkPlan::Holiday { index, .. } if draft.holidays[index].when.is_dated()),
    );
    // From the weakest to the strongest: on one day, the last mark set wins.
    let mut marks: Vec<Mark> = short(false).filter(|mark| !calendar.week_hours(mark.day).is_empty()).collect();
    marks.extend(recurring);
    marks.extend(short(true));
    marks.extend(dated);
    marks.retain(|mark| date_of(mark.day).year() == year);
    marks.reverse();
    marks.sort_by_key(|mark| mark.day);
    marks.dedup_by_key(|mark| mark.day);
    marks
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
fn holidays_around(holidays: &[Holiday], year: i16) -> Vec<Mark> {
    let mut found: Vec<(i64, usize)> = Vec::with_capacity(3 * holidays.len());
    for around in year.saturating_sub(1)..=year.saturating_add(1) {
        let dates = holidays.iter().enumerate().filter_map(|(index, h)| Some((day_of(h.when.in_year(around)?), index)));
        found.extend(dates);
    }
    found.sort_by_key(|(day, _)| *day);
    let mut taken: Vec<i64> = found.iter().map(|(day, _)| *day).collect();
    let mut marks = Vec::with_capacity(2 * found.len());
    for &(day, index) in &found {
        let substitute = match (holidays[index].observed, Weekday::of_day(day)) {
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
        marks.push(Mark { day: substitute, plan: MarkPlan::Holiday { index, observed: true } });
    }
    // A day that is a holiday itself is called by its own name, so its own mark comes last.
    let own = found.into_iter().rev();
    marks.extend(own.map(|(day, index)| Mark { day, plan: MarkPlan::Holiday { index, observed: false } }));
    marks
}
