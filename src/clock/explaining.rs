//! How a deadline came about: what was counted, what was skipped and why, as data that a page puts into words.
//! It must not decide anything: it retells what was counted between two moments.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::calendar::Calendar;
use super::dates::{date_of, iso};
use super::hours::{Closure, TimeOfDay};
use super::opening::{Stretch, offset_millis};
use super::promising::Promise;
use super::special_days::{Plan, SpecialDays};
use crate::platform::moment::Timestamp;

/// The working-out of one deadline. It stands for itself: later changes of the calendar or of the time zone
/// database do not change what it tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkingOut {
    /// IANA name of the zone whose clock is shown.
    pub zone: String,
    /// What was promised.
    pub promise: Promise,
    /// When its time began.
    pub started: Timestamp,
    /// In the order in which they were passed; each pause comes with what it added, after the rest.
    pub steps: Vec<Step>,
}

/// One line of a working-out. Dates and `clock` are those of the calendar's zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// Business time that counted: real milliseconds, whatever the clock shows.
    Counted {
        #[serde(with = "iso")]
        date: Date,
        from: Timestamp,
        until: Timestamp,
        clock: (TimeOfDay, TimeOfDay),
        millis: i64,
        /// The short day whose hours these are.
        short_day: Option<String>,
    },
    /// An open day of a promise in days: 0 is the day it began on.
    Day {
        #[serde(with = "iso")]
        date: Date,
        nth: u32,
        clock: (TimeOfDay, TimeOfDay),
        short_day: Option<String>,
    },
    /// A day without opening.
    Closed {
        #[serde(with = "iso")]
        date: Date,
        why: Closure,
    },
    /// A part of an open day that did not count.
    Shut {
        #[serde(with = "iso")]
        date: Date,
        when: Shut,
        clock: (TimeOfDay, TimeOfDay),
    },
    /// Within opening hours the clock went forward (positive) or back by this many minutes.
    ClockChange {
        #[serde(with = "iso")]
        date: Date,
        at: Timestamp,
        minutes: i64,
    },
    /// The clock stood still; so much business time passed meanwhile and was added.
    Paused { from: Timestamp, until: Timestamp, millis: i64 },
    /// The middle of a long way: so many open days with so much business time.
    Condensed {
        #[serde(with = "iso")]
        first: Date,
        #[serde(with = "iso")]
        last: Date,
        open_days: u32,
        millis: i64,
    },
}

/// When on an open day nothing counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shut {
    /// Before the day's first opening.
    BeforeOpening,
    /// Between two openings: lunch.
    Break,
    /// After the day's last closing.
    AfterClosing,
}

/// Dates told one by one at the beginning and at the end of a long way.
const TOLD_AT_EACH_END: i64 = 31;

/// Retells the business time counted from `from` to `until`.
pub(super) fn explain_time(calendar: &Calendar, from: Timestamp, until: Timestamp) -> Vec<Step> {
    let (from, until) = (from.as_millis(), until.as_millis());
    let way = Way::new(calendar, from, until);
    way.tell(|way, steps, plan, day| way.tell_time(steps, plan, day, from))
}

/// Retells the open days counted from the date of `from` to that of `until`.
pub(super) fn explain_days(calendar: &Calendar, from: Timestamp, until: Timestamp) -> Vec<Step> {
    let (from, until) = (from.as_millis(), until.as_millis());
    let opened = calendar.bounds(calendar.day_at(from)).map_or(from, |(opens, _)| opens.min(from));
    let way = Way::new(calendar, opened, until);
    let first = way.first;
    way.tell(|way, steps, plan, day| {
        if let Some(clock) = way.clock_of(day) {
            // The day it began on is none of the days promised.
            let passed = way.open.range(..=day).filter(|(open, _)| **open > first).count();
            let nth = u32::try_from(passed).unwrap_or(u32::MAX);
            steps.push(Step::Day { date: date_of(day), nth, clock, short_day: short_name(plan) });
        } else {
            steps.push(Step::Closed { date: date_of(day), why: calendar.closure(day, plan) });
        }
    })
}

/// What lies between two moments, by local date.
struct Way<'c> {
    calendar: &'c Calendar,
    first: i64,
    last: i64,
    open: BTreeMap<i64, Vec<Stretch>>,
    /// Moments at which the offset changed, and by how many minutes.
    changes: Vec<(i64, i64)>,
}

impl<'c> Way<'c> {
    fn new(calendar: &'c Calendar, from: i64, until: i64) -> Self {
        let mut open: BTreeMap<i64, Vec<Stretch>> = BTreeMap::new();
        for stretch in calendar.stretches(from, until) {
            let day = open.entry(stretch.day).or_default();
            match day.last_mut() {
                Some(last) if last.until == stretch.from => last.until = stretch.until,
                _ => day.push(stretch),
            }
        }
        let (first, last) = (calendar.day_at(from), calendar.day_at((until - 1).max(from)));
        Self { calendar, first, last, open, changes: changes_between(calendar, from, until) }
    }

    /// Tells every date by `tell_day`, the middle of a long way in one step.
    fn tell(&self, tell_day: impl Fn(&Self, &mut Vec<Step>, Plan<'c>, i64)) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut special = SpecialDays::new(self.calendar);
        let middle = self.first + TOLD_AT_EACH_END..self.last + 1 - TOLD_AT_EACH_END;
        let mut day = self.first;
        while day <= self.last {
            // A step in the place of a single date would shorten nothing.
            if day == middle.start && middle.end - middle.start > 1 {
                let within = self.open.range(middle.clone());
                let millis = within.clone().flat_map(|(_, own)| own).map(|s| s.until - s.from).sum();
                let open_days = u32::try_from(within.count()).unwrap_or(u32::MAX);
                let (first, last) = (date_of(middle.start), date_of(middle.end - 1));
                steps.push(Step::Condensed { first, last, open_days, millis });
                day = middle.end;
            } else {
                tell_day(self, &mut steps, special.plan(day), day);
                day += 1;
            }
        }
        steps
    }

    fn tell_time(&self, steps: &mut Vec<Step>, plan: Plan<'c>, day: i64, started: i64) {
        let (calendar, date) = (self.calendar, date_of(day));
        let Some(own) = self.open.get(&day) else {
            steps.push(if day == self.first && !plan.hours().is_empty() {
                let clock = (calendar.reading(started), TimeOfDay::END);
                Step::Shut { date, when: Shut::AfterClosing, clock }
            } else {
                Step::Closed { date, why: calendar.closure(day, plan) }
            });
            return;
        };
        let mut before = (day == self.first).then_some(started);
        for (index, &Stretch { from, until, .. }) in own.iter().enumerate() {
            if let Some(before) = before.filter(|before| *before < from) {
                let opened = index > 0 || calendar.bounds(day).is_some_and(|(opens, _)| opens <= before);
                let when = if opened { Shut::Break } else { Shut::BeforeOpening };
                let since = if index > 0 { calendar.reading_at_end(before) } else { calendar.reading(before) };
                steps.push(Step::Shut { date, when, clock: (since, calendar.reading(from)) });
            }
            before = Some(until);
            for &(at, minutes) in self.changes.iter().filter(|(at, _)| (from..=until).contains(at)) {
                steps.push(Step::ClockChange { date, at: Timestamp::from_millis(at), minutes });
            }
            let clock = (calendar.reading(from), calendar.reading_at_end(until));
            let (millis, short_day) = (until - from, short_name(plan));
            let (from, until) = (Timestamp::from_millis(from), Timestamp::from_millis(until));
            steps.push(Step::Counted { date, from, until, clock, millis, short_day });
        }
    }

    /// First opening and last closing of a date, as the clock shows them.
    fn clock_of(&self, day: i64) -> Option<(TimeOfDay, TimeOfDay)> {
        let own = self.open.get(&day)?;
        Some((self.calendar.reading(own.first()?.from), self.calendar.reading_at_end(own.last()?.until)))
    }
}

fn changes_between(calendar: &Calendar, from: i64, until: i64) -> Vec<(i64, i64)> {
    let following = calendar.zone.following(Timestamp::from_millis(from).into());
    let moments = following.map(|change| change.timestamp().as_millisecond()).take_while(|at| *at < until);
    let shift = |at| (offset_millis(&calendar.zone, at) - offset_millis(&calendar.zone, at - 1)) / 60_000;
    moments.map(|at| (at, shift(at))).filter(|(_, minutes)| *minutes != 0).collect()
}

fn short_name(plan: Plan<'_>) -> Option<String> {
    match plan {
        Plan::Short(short) => Some(short.name.clone()),
        Plan::Week(_) | Plan::Holiday { .. } => None,
    }
}
