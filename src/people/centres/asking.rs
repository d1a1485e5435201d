//! What is asked of a call centre, by its form and by programs alike. It judges nothing.

use super::centre_view::CentreView;
use crate::clock::{Interval, Region, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A call centre, new or there already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CentreAsk {
    /// The version that the form was drawn from; none for a new one.
    pub version: Option<i64>,
    /// Such as `CA`; as it is if left out. It cannot change while user names begin with it.
    pub code: Option<String>,
    /// The name that people read.
    #[serde(default)]
    pub name: String,
    /// The IANA name of its time zone; that of most people in the region if left out.
    pub zone: Option<String>,
    /// Whose public holidays it keeps; none of them if left out.
    pub region: Option<Region>,
    /// From when until when it is open on Mondays, such as `["08:30", "12:00", "13:00", "17:00"]`; nothing where it is closed.
    #[serde(default)]
    pub mon: Vec<String>,
    /// The same of Tuesdays.
    #[serde(default)]
    pub tue: Vec<String>,
    /// Of Wednesdays.
    #[serde(default)]
    pub wed: Vec<String>,
    /// Of Thursdays.
    #[serde(default)]
    pub thu: Vec<String>,
    /// Of Fridays.
    #[serde(default)]
    pub fri: Vec<String>,
    /// Of Saturdays.
    #[serde(default)]
    pub sat: Vec<String>,
    /// Of Sundays.
    #[serde(default)]
    pub sun: Vec<String>,
    /// Weekdays that are closed whatever their hours say, such as `sat`.
    #[serde(default)]
    pub closed: Vec<String>,
    /// Names of holidays on which it is open as usual.
    #[serde(default)]
    pub worked: Vec<String>,
    /// Dates on which it is closed, or open at other hours, such as `2026-12-24`. Those that are over stay as they are. A day
    /// with a break stands here once for each of its stretches.
    #[serde(default)]
    pub day_date: Vec<String>,
    /// What each of these days is called.
    #[serde(default)]
    pub day_name: Vec<String>,
    /// When it opens on each of them; blank where it is closed.
    #[serde(default)]
    pub day_from: Vec<String>,
    /// When it closes on each of them.
    #[serde(default)]
    pub day_until: Vec<String>,
    /// Which of these lines, counted from 1, come every year on that date. Such a day is closed, and a holiday from then on.
    #[serde(default)]
    pub day_yearly: Vec<usize>,
    /// Save nothing: show what it would be.
    #[serde(default)]
    pub look: bool,
}

impl CentreAsk {
    /// What was typed for a weekday.
    pub(super) fn typed(&self, weekday: Weekday) -> &[String] {
        match weekday {
            Weekday::Mon => &self.mon,
            Weekday::Tue => &self.tue,
            Weekday::Wed => &self.wed,
            Weekday::Thu => &self.thu,
            Weekday::Fri => &self.fri,
            Weekday::Sat => &self.sat,
            Weekday::Sun => &self.sun,
        }
    }

    fn typed_mut(&mut self, weekday: Weekday) -> &mut Vec<String> {
        match weekday {
            Weekday::Mon => &mut self.mon,
            Weekday::Tue => &mut self.tue,
            Weekday::Wed => &mut self.wed,
            Weekday::Thu => &mut self.thu,
            Weekday::Fri => &mut self.fri,
            Weekday::Sat => &mut self.sat,
            Weekday::Sun => &mut self.sun,
        }
    }

    /// Whether a weekday is ticked as closed.
    pub(super) fn is_closed(&self, weekday: Weekday) -> bool {
        self.closed.iter().any(|code| code.trim().eq_ignore_ascii_case(weekday.code()))
    }
}

impl From<&CentreView> for CentreAsk {
    fn from(view: &CentreView) -> Self {
        let mut ask = Self {
            version: view.version,
            code: Some(view.code.clone()),
            name: view.name.clone(),
            zone: Some(view.zone.clone()),
            region: view.region,
            ..Self::default()
        };
        for weekday in Weekday::ALL {
            let hours = view.hours.get(weekday.code()).map_or(&[][..], Vec::as_slice);
            *ask.typed_mut(weekday) = times(hours);
            if hours.is_empty() {
                ask.closed.push(weekday.code().to_owned());
            }
        }
        ask.worked = view.holidays.iter().filter(|day| day.worked).map(|day| day.name.clone()).collect();
        for day in &view.days {
            let stretches = day.open.iter().map(|open| (open.from.to_string(), open.until.to_string()));
            let closed = day.open.is_empty().then(Default::default);
            for (from, until) in stretches.chain(closed) {
                ask.day_date.push(day.date.clone());
                ask.day_name.push(day.name.clone());
                ask.day_from.push(from);
                ask.day_until.push(until);
            }
        }
        ask
    }
}

fn times(hours: &[Interval]) -> Vec<String> {
    hours.iter().flat_map(|open| [open.from.to_string(), open.until.to_string()]).collect()
}
