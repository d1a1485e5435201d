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
            // Since the desk closed, no business time has passed.
            DueState::Overdue if millis == 0 => {
                let span = now.as_millis().saturating_sub(due.at.as_millis());
                texts.with("due-overdue-closed", &[("span", texts.span(span).into())])
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::CalendarDraft;

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
