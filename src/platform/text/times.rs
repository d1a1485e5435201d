//! Moments, dates and spans of time as people read them. It knows no business hours: a span is a span.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;

use super::arg::Arg;
use super::texts::Texts;
use crate::platform::moment::Timestamp;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
/// From here on a span is read in days and hours, not in hours and minutes.
const MANY_HOURS: u64 = 48;

/// What is said over and over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Spoken {
    Date(Date),
    DateLong(Date),
    /// Hour and minute.
    Time(i8, i8),
    /// By the minute.
    Moment(DateTime),
    /// The same with how its zone is called then.
    MomentLong(DateTime, Zone),
}

/// How a zone is called, such as `EST`, filled up with zeros.
type Zone = [u8; 8];

impl Texts {
    /// A moment on the clocks of this zone, short: `21 Nov 2026, 14:05`.
    pub fn moment(&self, moment: Timestamp, zone: &TimeZone) -> String {
        let local = minute(moment, zone);
        self.spoken(Spoken::Moment(local), || {
            self.with(
                "time-moment",
                &[("date", self.date(local.date()).into()), ("time", self.time_of_day(local.time()).into())],
            )
        })
    }

    /// A moment in full, with the zone: `Saturday 21 November 2026, 14:05 EST`.
    pub fn moment_long(&self, moment: Timestamp, zone: &TimeZone) -> String {
        let info = zone.to_offset_info(jiff::Timestamp::from(moment));
        let (local, name) = (minute(moment, zone), info.abbreviation());
        let says = || {
            self.with(
                "time-moment-long",
                &[
                    ("date", self.date_long(local.date()).into()),
                    ("time", self.time_of_day(local.time()).into()),
                    ("zone", name.into()),
                ],
            )
        };
        match zone_key(name) {
            Some(zone) => self.spoken(Spoken::MomentLong(local, zone), says),
            None => says(),
        }
    }

    /// A day, short and the same in every country: `21 Nov 2026`.
    pub fn date(&self, date: Date) -> String {
        self.spoken(Spoken::Date(date), || {
            let month = self.say(&format!("time-month-short-{}", date.month()));
            let year = Arg::id(date.year());
            self.with("time-date", &[("day", date.day().into()), ("month", month.into()), ("year", year)])
        })
    }

    /// The day of a moment where the reader is: `21 Nov 2026`.
    pub fn day(&self, moment: Timestamp, zone: &TimeZone) -> String {
        self.date(minute(moment, zone).date())
    }

    /// A day in full: `Saturday 21 November 2026`.
    pub fn date_long(&self, date: Date) -> String {
        self.spoken(Spoken::DateLong(date), || {
            let month = self.say(&format!("time-month-{}", date.month()));
            self.with(
                "time-date-long",
                &[
                    ("weekday", self.weekday(date.weekday()).into()),
                    ("day", date.day().into()),
                    ("month", month.into()),
                    ("year", Arg::id(date.year())),
                ],
            )
        })
    }

    /// The name of a day of the week.
    pub fn weekday(&self, weekday: Weekday) -> String {
        self.say(&format!("time-weekday-{}", weekday.to_monday_one_offset()))
    }

    /// The hour of a moment where the reader is: 14:05.
    pub fn hour(&self, moment: Timestamp, zone: &TimeZone) -> String {
        self.time_of_day(minute(moment, zone).time())
    }

    /// Hours and minutes, by 24 hours: `14:05`.
    pub fn time_of_day(&self, time: Time) -> String {
        self.clock(time.hour(), time.minute())
    }

    /// The same of a day that ends at 24:00.
    pub fn clock(&self, hour: i8, minute: i8) -> String {
        self.spoken(Spoken::Time(hour, minute), || {
            self.with("time-of-day", &[("hour", hour.into()), ("minute", minute.into())])
        })
    }

    /// A span of wall-clock time in two steps at most, rounded down: `2 h 10 min`, `3 d 4 h`. The sign is dropped.
    pub fn span(&self, millis: i64) -> String {
        let minutes = millis.unsigned_abs() / MINUTE.unsigned_abs();
        let hours = minutes / 60;
        if hours >= MANY_HOURS {
            self.two_steps(("time-days", hours / 24), ("time-hours", hours % 24))
        } else {
            self.worked(millis)
        }
    }

    /// A span of working time, never in days, since nobody works 24 hours of one: `26 h 10 min`. The sign is dropped.
    pub fn worked(&self, millis: i64) -> String {
        let minutes = millis.unsigned_abs() / MINUTE.unsigned_abs();
        if minutes == 0 {
            return self.say("time-under-a-minute");
        }
        self.two_steps(("time-hours", minutes / 60), ("time-minutes", minutes % 60))
    }

    /// How long ago it was: `2 h 10 min ago`, `just now`.
    pub fn ago(&self, moment: Timestamp, now: Timestamp) -> String {
        let passed = now.as_millis().saturating_sub(moment.as_millis());
        if passed < MINUTE {
            self.say("time-just-now")
        } else {
            self.with("time-ago", &[("span", self.span(passed).into())])
        }
    }

    /// How much working time is left, or by how much it is over: `2 h 10 min left`, `10 min over`.
    pub fn left(&self, millis: i64) -> String {
        self.with(if millis >= 0 { "time-left" } else { "time-over" }, &[("span", self.worked(millis).into())])
    }

    fn two_steps(&self, (large_key, large): (&str, u64), (small_key, small): (&str, u64)) -> String {
        let step = |key: &str, count: u64| self.with(key, &[("count", count.into())]);
        match (large, small) {
            (0, small) => step(small_key, small),
            (large, 0) => step(large_key, large),
            (large, small) => self.with(
                "time-two-steps",
                &[("large", step(large_key, large).into()), ("small", step(small_key, small).into())],
            ),
        }
    }
}

/// What the clocks of this zone show, to the minute.
fn minute(moment: Timestamp, zone: &TimeZone) -> DateTime {
    let local = zone.to_datetime(moment.into());
    local.date().at(local.hour(), local.minute(), 0, 0)
}

/// None for a name that is longer than any that zones of today have.
fn zone_key(name: &str) -> Option<Zone> {
    let mut key = Zone::default();
    key.get_mut(..name.len())?.copy_from_slice(name.as_bytes());
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::text::Catalogue;

    fn texts() -> Texts {
        Catalogue::load().unwrap().texts("en")
    }

    /// 2026-11-01 05:30 UTC: in Toronto 01:30, the first of two.
    const BEFORE_THE_CLOCKS_CHANGE: i64 = 1_793_511_000_000;

    #[test]
    fn a_moment_is_read_on_the_clocks_of_its_zone() {
        let toronto = TimeZone::get("America/Toronto").unwrap();
        let first = Timestamp::from_millis(BEFORE_THE_CLOCKS_CHANGE);
        let second = Timestamp::from_millis(BEFORE_THE_CLOCKS_CHANGE + 3_600_000);
        assert_eq!(texts().moment(first, &toronto), "1 Nov 2026, 01:30");
        assert_eq!(texts().moment_long(first, &toronto), "Sunday 1 November 2026, 01:30 EDT");
        assert_eq!(texts().moment_long(second, &toronto), "Sunday 1 November 2026, 01:30 EST");
        assert_eq!(texts().moment(first, &TimeZone::UTC), "1 Nov 2026, 05:30");
    }

    #[test]
    fn what_a_clock_shows_twice_is_told_apart_by_its_zone() {
        let (toronto, panama) = (TimeZone::get("America/Toronto").unwrap(), TimeZone::get("America/Panama").unwrap());
        let lengthy = TimeZone::posix("<ABCDEFGHIJKL>5").unwrap();
        let (texts, moment) = (texts(), Timestamp::from_millis(BEFORE_THE_CLOCKS_CHANGE));
        for _ in 0..2 {
            let said = [&toronto, &panama, &lengthy].map(|zone| texts.moment_long(moment, zone));
            assert!(said[0].ends_with("01:30 EDT") && said[1].ends_with("00:30 EST"), "{said:?}");
            assert!(said[2].ends_with("00:30 ABCDEFGHIJKL"), "{said:?}");
        }
    }

    #[test]
    fn a_moment_beyond_every_calendar_still_has_a_page() {
        let auckland = TimeZone::get("Pacific/Auckland").unwrap();
        for millis in [i64::MIN, i64::MAX, 0] {
            assert!(!texts().moment_long(Timestamp::from_millis(millis), &auckland).is_empty());
        }
    }

    #[test]
    fn quebec_reads_its_own_clock_and_calendar() {
        let texts = Catalogue::load().unwrap().texts("fr-CA");
        let (toronto, date) = (TimeZone::get("America/Toronto").unwrap(), jiff::civil::date);
        let first = Timestamp::from_millis(BEFORE_THE_CLOCKS_CHANGE);
        assert_eq!(texts.moment(first, &toronto), "1er nov. 2026, 1\u{a0}h\u{a0}30");
        assert_eq!(texts.moment_long(first, &toronto), "dimanche 1er novembre 2026 à 1\u{a0}h\u{a0}30, HAE");
        assert_eq!(texts.moment_long(first, &TimeZone::UTC), "dimanche 1er novembre 2026 à 5\u{a0}h\u{a0}30, UTC");
        assert_eq!(texts.date(date(2026, 11, 21)), "21 nov. 2026");
        assert_eq!(texts.date_long(date(2026, 11, 21)), "samedi 21 novembre 2026");
        let clock = [(0, 0), (8, 5), (14, 5), (17, 0), (24, 0)].map(|(hour, minute)| texts.clock(hour, minute));
        assert_eq!(clock.map(|said| said.replace('\u{a0}', "~")), ["0~h", "8~h~05", "14~h~05", "17~h", "24~h"]);
        assert_eq!(texts.span(130 * MINUTE), "2\u{a0}h\u{a0}10\u{a0}min");
        assert_eq!(texts.left(MINUTE), "reste 1\u{a0}min");
    }

    #[test]
    fn spans_are_two_steps_at_most() {
        for (millis, words) in [
            (0, "less than a minute"),
            (59_999, "less than a minute"),
            (MINUTE, "1 min"),
            (130 * MINUTE, "2 h 10 min"),
            (-120 * MINUTE, "2 h"),
            (47 * 60 * MINUTE, "47 h"),
            (76 * 60 * MINUTE + 1, "3 d 4 h"),
            (48 * 60 * MINUTE, "2 d"),
        ] {
            assert_eq!(texts().span(millis), words);
        }
        assert_eq!(texts().worked(76 * 60 * MINUTE), "76 h");
        assert!(texts().span(i64::MIN).ends_with("h"));
    }

    #[test]
    fn past_and_future_are_said_in_words() {
        let now = Timestamp::from_millis(10_000_000_000);
        assert_eq!(texts().ago(now.plus_millis(-30 * MINUTE), now), "30 min ago");
        assert_eq!(texts().ago(now.plus_millis(5 * MINUTE), now), "just now");
        assert_eq!(texts().left(130 * MINUTE), "2 h 10 min left");
        assert_eq!(texts().left(-130 * MINUTE), "2 h 10 min over");
    }

    #[test]
    fn every_month_and_weekday_has_a_name() {
        for month in 1..=12 {
            let date = jiff::civil::date(2026, month, 15);
            assert!(!texts().date(date).contains("time-") && !texts().date_long(date).contains("time-"));
        }
        for weekday in Weekday::Monday.cycle_forward().take(7) {
            assert!(!texts().weekday(weekday).starts_with("time-"));
        }
    }
}
