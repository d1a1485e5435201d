//! The days that come on which a calendar does otherwise than on its weekdays, for whoever has to check them. It knows no
//! "now": it is told the first day.

use super::calendar::Calendar;
use super::dates::{date_of, day_of};
use super::hours::Interval;
use super::special_days::{Plan, SpecialDays};
use jiff::civil::Date;

/// A day that is not like its weekday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComingDay {
    /// When.
    pub date: Date,
    /// What it is called.
    pub name: String,
    /// It is not the day itself, but the one that is free instead.
    pub observed: bool,
    /// Its own hours; none on a day that is closed.
    pub open: Vec<Interval>,
}

impl Calendar {
    /// Those within so many days from `from`, in their order. A holiday on a day that would be closed anyway changes nothing and
    /// is left out.
    pub fn coming(&self, from: Date, days: u16) -> Vec<ComingDay> {
        let (first, mut special) = (day_of(from), SpecialDays::new(self));
        let day = |day: i64| match special.plan(day) {
            Plan::Holiday { holiday, observed } if !self.week_hours(day).is_empty() => {
                Some(ComingDay { date: date_of(day), name: holiday.name.clone(), observed, open: Vec::new() })
            }
            Plan::Short(short) => Some(ComingDay {
                date: date_of(day),
                name: short.name.clone(),
                observed: false,
                open: short.open.clone(),
            }),
            Plan::Holiday { .. } | Plan::Week(_) => None,
        };
        (first..first.saturating_add(i64::from(days))).filter_map(day).collect()
    }
}
