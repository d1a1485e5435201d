//! Whole days as numbers, the way the arithmetic needs them, and dates as JSON.
//! It must not know any calendar or zone.

use jiff::civil::Date;
use jiff::tz::Offset;

/// Milliseconds in a day without a clock change.
pub(super) const DAY_MILLIS: i64 = 86_400_000;

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// Days from 1970-01-01 to `date`.
pub(super) fn day_of(date: Date) -> i64 {
    date.duration_since(EPOCH).as_secs() / 86_400
}

/// The date `day` days after 1970-01-01; dates at the very ends of the years ±9999 are held inside.
pub(super) fn date_of(day: i64) -> Date {
    let seconds = day.saturating_mul(86_400).clamp(jiff::Timestamp::MIN.as_second(), jiff::Timestamp::MAX.as_second());
    jiff::Timestamp::from_second(seconds).map_or(EPOCH, |at| Offset::UTC.to_datetime(at).date())
}

/// A date in JSON: `"2026-12-24"`. For `#[serde(with = …)]`.
pub(super) mod iso {
    use super::Date;
    use crate::clock::faults::CalendarFault;
    use serde::{Deserialize, Deserializer, Serializer, de::Error as _};

    pub fn serialize<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(date)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        let text = String::deserialize(deserializer)?;
        // The parser would also take a date with a time, and drop the time.
        let date = if text.len() == "2026-12-24".len() { text.parse().ok() } else { None };
        date.ok_or_else(|| D::Error::custom(CalendarFault::DateUnreadable { text }))
    }
}
