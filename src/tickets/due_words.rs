//! How a deadline is shown: business time left or over, a word and a colour for it, the exact moment, and the
//! dial. The working-out behind *why* stands in `why.rs`.

use super::ticket::{Due, Status};
use crate::clock::{Calendar, Remaining};
use crate::platform::moment::Timestamp;
use crate::platform::text::Texts;
use crate::text_enum;
use jiff::tz::TimeZone;
use serde::Serialize;
use utoipa::ToSchema;

/// From here on a deadline is near: two business hours, in milliseconds.
pub const NEAR_MILLIS: i64 = 2 * 60 * 60 * 1000;

text_enum! {
    /// How a deadline stands.
    pub enum DueState {
        /// More than two business hours are left.
        Calm = "calm",
        /// Two business hours or less are left.
        Near = "near",
        /// The moment has passed.
        Overdue = "overdue",
        /// The ticket is closed: nothing is owed any more.
        Over = "over",
    }
}

/// A deadline as programs read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DueView {
    /// The moment, RFC 3339.
    #[schema(value_type = String, format = DateTime)]
    pub at: Timestamp,
    /// The promise in business days, where it was made in days; 0 was the same day.
    pub days: Option<i32>,
    /// How it stands.
    pub state: DueState,
    /// Business minutes left, negative when overdue; 0 when closed.
    pub business_minutes_left: i64,
    /// How often it was moved.
    pub moved: i32,
}

impl DueView {
    /// How the deadline of a ticket stands at `now`, by the calendar that it was promised with.
    #[must_use]
    pub fn new(status: Status, due: Due, calendar: &Calendar, now: Timestamp) -> Self {
        if status == Status::Closed {
            return Self::over(due);
        }
        let Due { at, days, moved, .. } = due;
        // Beyond the clock's horizon lies nothing that a person waits for.
        let (state, millis) = match calendar.remaining(now, at) {
            Ok(Remaining::Left(left)) if left <= NEAR_MILLIS => (DueState::Near, left),
            Ok(Remaining::Left(left)) => (DueState::Calm, left),
            Ok(Remaining::Overdue(over)) => (DueState::Overdue, -over),
            Err(_) if at < now => (DueState::Overdue, i64::MIN / 60_000),
            Err(_) => (DueState::Calm, i64::MAX / 60_000),
        };
        Self { at, days, state, business_minutes_left: millis / 60_000, moved }
    }

    /// The deadline of a closed ticket.
    #[must_use]
    pub const fn over(due: Due) -> Self {
        Self { at: due.at, days: due.days, state: DueState::Over, business_minutes_left: 0, moved: due.moved }
    }
}

/// A deadline as people read it.
#[derive(Clone, Debug)]
pub struct DueWords {
    /// The ticket that it belongs to.
    pub number: i64,
    /// How it stands: the colour class.
    pub state: DueState,
    /// Such as `2 h 10 left`.
    pub left: String,
    /// The moment in full.
    pub exact: String,
    /// The moment, short.
    pub moment: String,
    /// How much of the promised time is used up, 0 to 100: the dial.
    pub used: i64,
    /// Such as `moved 2×`, where it was.
    pub moved: Option<String>,
}

impl DueWords {
    /// Puts `due` into words for a reader in `zone`. The dial runs by wall-clock time from `since`.
    #[must_use]
    pub fn new(number: i64, due: &DueView, since: Timestamp, now: Timestamp, texts: &Texts, zone: &TimeZone) -> Self {
        let millis = due.business_minutes_left.saturating_mul(60_000);
        let left = match due.state {
            DueState::Calm => texts.left(millis),
            DueState::Near => texts.with("due-near", &[("left", texts.left(millis).into())]),
            // No business time has passed since: the call centre is closed, or it was just now. A span by the clock on
            // the wall would look later than what is.
            DueState::Overdue if millis == 0 => {
                texts.with("due-overdue-since", &[("moment", since_when(due.at, now, texts, zone).into())])
            }
            DueState::Overdue => texts.with("due-overdue", &[("span", texts.worked(millis).into())]),
            DueState::Over => texts.say("due-over"),
        };
        Self {
            number,
            state: due.state,
            left,
            exact: texts.moment_long(due.at, zone),
            moment: short(due.at, now, texts, zone),
            used: used(due.at, since, now),
            moved: (due.moved > 0).then(|| texts.with("due-moved", &[("count", due.moved.into())])),
        }
    }
}

impl DueWords {
    /// The same words for another ticket that is due at the same moment and was moved as often.
    #[must_use]
    pub fn same_for(&self, number: i64, due: &DueView, since: Timestamp, now: Timestamp) -> Self {
        Self { number, used: used(due.at, since, now), ..self.clone() }
    }

    /// The colour class of the state.
    #[must_use]
    pub const fn class(&self) -> &'static str {
        match self.state {
            DueState::Calm => "calm",
            DueState::Near => "near",
            DueState::Overdue => "overdue",
            DueState::Over => "met",
        }
    }

    /// Whether the dial is full.
    #[must_use]
    pub const fn is_overdue(&self) -> bool {
        matches!(self.state, DueState::Overdue)
    }
}

/// How much of the time from `since` to `due` has passed, 0 to 100.
fn used(due: Timestamp, since: Timestamp, now: Timestamp) -> i64 {
    let whole = due.as_millis().saturating_sub(since.as_millis()).max(1);
    let passed = now.as_millis().saturating_sub(since.as_millis()).clamp(0, whole);
    passed.saturating_mul(100) / whole
}

/// A moment as lists show it: `today 16:15`, or the date with its time.
#[must_use]
pub fn short(at: Timestamp, now: Timestamp, texts: &Texts, zone: &TimeZone) -> String {
    let local = |moment: Timestamp| jiff::Timestamp::from(moment).to_zoned(zone.clone());
    if local(at).date() == local(now).date() {
        let time = texts.time_of_day(local(at).time());
        return texts.with("due-today", &[("time", time.into())]);
    }
    texts.moment(at, zone)
}

/// A moment lately passed: `17:00` of today, `Friday 17:00` of this week, or the date with its time.
fn since_when(at: Timestamp, now: Timestamp, texts: &Texts, zone: &TimeZone) -> String {
    let local = |moment: Timestamp| jiff::Timestamp::from(moment).to_zoned(zone.clone());
    let (then, now) = (local(at), local(now));
    let time = texts.time_of_day(then.time());
    // Seven dates, so that no day of the week is meant twice.
    let last_week = now.date().saturating_sub(jiff::Span::new().days(7));
    match then.date() {
        date if date == now.date() => time,
        date if date > last_week => {
            let weekday = texts.weekday(then.weekday());
            texts.with("due-weekday", &[("weekday", weekday.into()), ("time", time.into())])
        }
        _ => texts.moment(at, zone),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::CalendarDraft;
    use crate::platform::text::Catalogue;
    use proptest::prelude::*;

    fn overdue(due: Timestamp, now: Timestamp) -> (DueView, String) {
        let calendar = CalendarDraft::toronto().check().unwrap();
        let zone = TimeZone::get(calendar.zone_name()).unwrap();
        let due = Due { at: due, days: Some(1), calendar_version: 1, moved: 0 };
        let view = DueView::new(Status::Open, due, &calendar, now);
        let texts = Catalogue::load().unwrap().texts("en");
        let words = DueWords::new(1, &view, view.at, now, &texts, &zone);
        (view, words.left)
    }

    #[test]
    fn over_a_weekend_the_latest_still_looks_the_latest() {
        // A Sunday evening in Toronto; the desk closed on Friday at 17:00.
        let now = "2026-11-22T22:00:00Z".parse().unwrap();
        let says = |due: &str| overdue(due.parse().unwrap(), now).1;
        assert_eq!(says("2026-11-20T22:00:00Z"), "overdue since Friday 17:00");
        assert_eq!(says("2026-11-20T19:00:00Z"), "overdue 3 h");
        assert_eq!(says("2026-11-19T22:00:00Z"), "overdue 8 h 30 min");
        let same_day = overdue("2026-11-20T22:00:00Z".parse().unwrap(), "2026-11-20T23:30:00Z".parse().unwrap());
        assert_eq!(same_day.1, "overdue since 17:00");
        let holidays = overdue("2026-12-24T22:00:00Z".parse().unwrap(), "2026-12-28T22:00:00Z".parse().unwrap());
        assert_eq!(holidays.1, "overdue since Thursday 17:00");
    }

    /// The minutes that the words name: what has no span yet is less than any that has one.
    fn named(words: &str) -> i64 {
        let rest = words.strip_prefix("overdue ").unwrap();
        let parts: Vec<&str> = rest.split(' ').collect();
        let of = |pair: &[&str]| match pair {
            [count, "h"] => count.replace(',', "").parse::<i64>().unwrap() * 60,
            [count, "min"] => count.parse().unwrap(),
            _ => 0,
        };
        if rest.starts_with("since") { 0 } else { parts.chunks(2).map(of).sum() }
    }

    proptest! {
        #[test]
        fn what_is_later_never_looks_less_late(
            now in 1_790_000_000_i64..1_800_000_000, late in 1_i64..3_000_000, more in 0_i64..3_000_000,
        ) {
            let at = |seconds: i64| Timestamp::from_millis(seconds * 1000);
            let (less, later) = (overdue(at(now - late), at(now)), overdue(at(now - late - more), at(now)));
            prop_assert!(later.0.business_minutes_left <= less.0.business_minutes_left);
            prop_assert!(named(&less.1) <= named(&later.1), "{} but {}", less.1, later.1);
        }
    }

    fn state(now: &str, due: &str) -> (DueState, i64) {
        let calendar = CalendarDraft::toronto().check().unwrap();
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let view = DueView::new(
            Status::Open,
            Due { at: at(due), days: Some(1), calendar_version: 1, moved: 0 },
            &calendar,
            at(now),
        );
        (view.state, view.business_minutes_left)
    }

    #[test]
    fn near_is_two_business_hours() {
        // 17:00 in Toronto is 22:00 UTC in November.
        let due = "2026-11-19T22:00:00Z";
        assert_eq!(state("2026-11-19T19:59:00Z", due), (DueState::Calm, 121));
        assert_eq!(state("2026-11-19T20:00:00Z", due), (DueState::Near, 120));
        assert_eq!(state("2026-11-19T22:00:00Z", due), (DueState::Near, 0));
    }

    #[test]
    fn overdue_counts_business_time_only() {
        let due = "2026-11-19T22:00:00Z";
        assert_eq!(state("2026-11-20T02:00:00Z", due), (DueState::Overdue, 0));
        assert_eq!(state("2026-11-20T14:30:00Z", due), (DueState::Overdue, -60));
    }

    #[test]
    fn a_moment_beyond_all_horizons_is_no_panic() {
        assert_eq!(state("2026-11-19T22:00:00Z", "2400-01-01T00:00:00Z").0, DueState::Calm);
        assert_eq!(state("2400-01-01T00:00:00Z", "2026-11-19T22:00:00Z").0, DueState::Overdue);
    }
}
