//! The slow truth: steps real minutes and asks of each "is this minute open". Written without looking at the
//! clock: it shares the calendar's public fields with it and nothing else, and finds holidays by trying every day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Weekday as W};
use jiff::tz::TimeZone;
use jiff::{Span, ToSpan};

use crate::clock::{CalendarDraft, Interval, Observed, Rule, Weekday};
use crate::platform::moment::Timestamp;

pub const MINUTE: i64 = 60_000;

/// Opening hours of every date from some days before a moment to some after it.
pub struct Oracle {
    zone: TimeZone,
    hours: BTreeMap<Date, Vec<Interval>>,
}

impl Oracle {
    pub fn new(draft: &CalendarDraft, around: Timestamp, days: i64) -> Self {
        let zone = TimeZone::get(&draft.zone).unwrap();
        let today = zone.to_datetime(around.into()).date();
        let (first, last) = (today - 3.days(), today + Span::new().days(days));
        let free = free_days(draft, first - 60.days(), last + 60.days());
        let mut hours = BTreeMap::new();
        for date in first.series(1.day()).take_while(|date| *date <= last) {
            hours.insert(date, hours_of(draft, date, &free));
        }
        Self { zone, hours }
    }

    /// The local date of a minute if it is open.
    pub fn open_on(&self, minute: i64) -> Option<Date> {
        let local = self.zone.to_datetime(Timestamp::from_millis(minute).into());
        let shown = u16::try_from(local.hour()).unwrap() * 60 + u16::try_from(local.minute()).unwrap();
        let open = self.hours[&local.date()].iter().any(|i| i.from.minutes() <= shown && shown < i.until.minutes());
        open.then_some(local.date())
    }

    pub fn date(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at.into()).date()
    }

    /// Open milliseconds in `[from, until)`.
    pub fn between(&self, from: i64, until: i64) -> i64 {
        let minutes = (0..).map(|n| (from.div_euclid(MINUTE) + n) * MINUTE).take_while(|minute| *minute < until);
        let open = minutes.filter(|minute| self.open_on(*minute).is_some());
        open.map(|minute| (minute + MINUTE).min(until) - minute.max(from)).sum()
    }

    /// The earliest moment with `millis` of open time since `from`, or nothing before `limit`.
    pub fn add(&self, from: i64, millis: i64, limit: i64) -> Option<i64> {
        let (mut at, mut left) = (from, millis);
        while left > 0 {
            if at >= limit {
                return None;
            }
            let minute = at.div_euclid(MINUTE) * MINUTE;
            let here = minute + MINUTE - at;
            if self.open_on(minute).is_some() {
                if left <= here {
                    return Some(at + left);
                }
                left -= here;
            }
            at = minute + MINUTE;
        }
        Some(at)
    }

    /// The end of the last open minute of each date that has one, over `[from, until)`.
    pub fn closings(&self, from: i64, until: i64) -> BTreeMap<Date, i64> {
        let minutes = (0..).map(|n| from + n * MINUTE).take_while(|minute| *minute < until);
        minutes.filter_map(|minute| Some((self.open_on(minute)?, minute + MINUTE))).collect()
    }
}

/// Free dates: those of dated rules, and those of recurring ones. Substitutes included.
fn free_days(draft: &CalendarDraft, first: Date, last: Date) -> [BTreeSet<Date>; 2] {
    let days: Vec<Date> = first.series(1.day()).take_while(|date| *date <= last).collect();
    let mut taken: BTreeSet<Date> = BTreeSet::new();
    for date in &days {
        if draft.holidays.iter().any(|holiday| falls_on(holiday.when, *date)) {
            taken.insert(*date);
        }
    }
    let mut free = [BTreeSet::new(), BTreeSet::new()];
    for date in days {
        for holiday in draft.holidays.iter().filter(|holiday| falls_on(holiday.when, date)) {
            let set = usize::from(!holiday.when.is_dated());
            free[set].insert(date);
            let instead = match (holiday.observed, date.weekday()) {
                (Observed::Nearest, W::Saturday) => Some(date - 1.day()),
                (Observed::Nearest, W::Sunday) => Some(date + 1.day()),
                (Observed::Monday, W::Saturday | W::Sunday) => {
                    let mut later = date.series(1.day()).skip(1);
                    later.find(|d| d.weekday() != W::Saturday && d.weekday() != W::Sunday && !taken.contains(d))
                }
                _ => None,
            };
            if let Some(instead) = instead {
                taken.insert(instead);
                free[set].insert(instead);
            }
        }
    }
    free
}

fn hours_of(draft: &CalendarDraft, date: Date, [dated, recurring]: &[BTreeSet<Date>; 2]) -> Vec<Interval> {
    let short = |dated: bool| {
        draft
            .short_days
            .iter()
            .rev()
            .find(|s| s.when.is_dated() == dated && falls_on(s.when, date))
            .map(|s| s.open.clone())
    };
    let usual = draft.weekly.iter().find(|(weekday, _)| W::from(**weekday) == date.weekday());
    let usual = usual.map(|(_, hours)| hours.clone()).unwrap_or_default();
    if dated.contains(&date) {
        return Vec::new();
    }
    if let Some(open) = short(true) {
        return open;
    }
    if recurring.contains(&date) {
        return Vec::new();
    }
    match short(false) {
        Some(open) if !usual.is_empty() => open,
        _ => usual,
    }
}

/// Whether a rule falls on a date, by counting days one by one.
pub fn falls_on(rule: Rule, date: Date) -> bool {
    let is = |weekday: Weekday| date.weekday() == weekday.into();
    match rule {
        Rule::Date(day) => day == date,
        Rule::Yearly(day) => date.to_string().ends_with(&format!("-{day}")),
        Rule::WeekdayOfMonth { nth, weekday, month } => {
            let step = if nth > 0 { -1 } else { 1 };
            let same = (0..5).filter(|n| (date + (step * 7 * n).days()).month() == month).count();
            is(weekday) && date.month() == month && same == usize::from(nth.unsigned_abs())
        }
        Rule::WeekdayBefore { weekday, before } => {
            let wanted = before.to_string().replace("02-29", if date.in_leap_year() { "02-29" } else { "03-01" });
            let ahead = (1..=7).any(|n| (date + n.days()).to_string().ends_with(&format!("-{wanted}")));
            is(weekday) && ahead
        }
        Rule::Easter(days) => is_easter(date - Span::new().days(days)),
    }
}

/// Gauss's rule for Easter, another one than the clock's, good for 1900 to 2099.
fn is_easter(date: Date) -> bool {
    let year = i64::from(date.year());
    let d = (19 * (year % 19) + 24) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + 5) % 7;
    let late = (d == 29 && e == 6) || (d == 28 && e == 6 && year % 19 > 10);
    let after = d + e - if late { 7 } else { 0 };
    date == jiff::civil::date(date.year(), 3, 22) + Span::new().days(after)
}
