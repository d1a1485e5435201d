//! Proof of the clock: cases worked out by hand, and properties against a slow stepper that knows minutes only.

mod calendars;
mod clock_changes;
mod oracle;
mod ordinary_days;
mod promises;
mod properties;

use super::{Calendar, CalendarDraft};
use crate::platform::moment::Timestamp;

/// A moment written with its offset, `2026-11-02T11:30-05:00`.
fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A calendar from its JSON.
fn calendar(json: &str) -> Calendar {
    serde_json::from_str(json).unwrap()
}

/// Toronto with a lunch break and Ontario's holidays: 3.5 + 4 hours from Monday to Friday.
fn with_lunch() -> Calendar {
    let mut draft = CalendarDraft::toronto();
    for hours in draft.weekly.values_mut() {
        *hours = serde_json::from_str(r#"[["08:30","12:00"],["13:00","17:00"]]"#).unwrap();
    }
    draft.check().unwrap()
}

/// A zone and one week of hours, without holidays.
fn weekly(zone: &str, hours: &str) -> Calendar {
    calendar(&format!(r#"{{"zone":"{zone}","weekly":{hours}}}"#))
}
