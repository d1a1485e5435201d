//! Hand-computed cases without clock changes: lunch, nights, weekends, holidays, short days, today.

use super::{at, calendar, weekly, with_lunch};
use crate::clock::{Calendar, CalendarDraft, Closure, DayEnd, DueFault, FaultArg, Remaining, TimeOfDay};

fn hour(text: &str) -> DayEnd {
    DayEnd::Hour(text.parse().unwrap())
}

#[track_caller]
fn adds(calendar: &Calendar, from: &str, minutes: u64, due: &str) {
    assert_eq!(calendar.add_business_minutes(at(from), minutes), Ok(at(due)), "{from} + {minutes}");
    let measured = calendar.business_minutes_between(at(from), at(due));
    assert_eq!(measured, Ok(i64::try_from(minutes).unwrap()), "{from} to {due}");
}

#[test]
fn lunch_does_not_count() {
    let desk = with_lunch();
    adds(&desk, "2026-11-02T11:30-05:00", 60, "2026-11-02T13:30-05:00");
    adds(&desk, "2026-11-02T12:20-05:00", 15, "2026-11-02T13:15-05:00");
    assert!(!desk.is_open(at("2026-11-02T12:00-05:00")));
    assert!(desk.is_open(at("2026-11-02T11:59:59.999-05:00")));
    assert!(desk.is_open(at("2026-11-02T13:00-05:00")));
}

#[test]
fn a_full_interval_ends_at_its_end_and_not_at_the_next_start() {
    let desk = with_lunch();
    adds(&desk, "2026-11-02T11:00-05:00", 60, "2026-11-02T12:00-05:00");
    adds(&desk, "2026-11-02T15:00-05:00", 120, "2026-11-02T17:00-05:00");
    // Nothing to add: the moment itself, though it is night.
    adds(&desk, "2026-11-02T23:00-05:00", 0, "2026-11-02T23:00-05:00");
}

#[test]
fn nights_and_weekends_do_not_count() {
    let desk = with_lunch();
    adds(&desk, "2026-11-06T16:30-05:00", 120, "2026-11-09T10:00-05:00");
    adds(&desk, "2026-11-07T10:00-05:00", 1, "2026-11-09T08:31-05:00");
    // 450 minutes a day: ten full days later.
    adds(&desk, "2026-11-02T08:30-05:00", 4500, "2026-11-13T17:00-05:00");
    assert_eq!(desk.next_opening(at("2026-11-06T17:00-05:00")), Ok(at("2026-11-09T08:30-05:00")));
    let open = at("2026-11-06T16:59:59.999-05:00");
    assert_eq!(desk.next_opening(open), Ok(open));
}

#[test]
fn holidays_and_their_substitutes_do_not_count() {
    // Christmas 2026 is a Friday, Boxing Day a Saturday observed on Monday the 28th.
    adds(&with_lunch(), "2026-12-24T16:00-05:00", 120, "2026-12-29T09:30-05:00");
    // Victoria Day 2026: 25 May is itself a Monday, so the one before is the 18th.
    adds(&with_lunch(), "2026-05-15T16:30-04:00", 60, "2026-05-19T09:00-04:00");
}

#[test]
fn a_short_day_has_its_own_hours() {
    let mut draft = with_lunch().draft().clone();
    let short = r#"[{"name":"Christmas Eve","when":{"yearly":"12-24"},"open":[["08:30","12:00"]]},
                    {"name":"Stocktaking","when":{"date":"2026-11-07"},"open":[["10:00","11:00"]]}]"#;
    draft.short_days = serde_json::from_str(short).unwrap();
    let desk = draft.check().unwrap();
    adds(&desk, "2026-12-24T11:30-05:00", 60, "2026-12-29T09:00-05:00");
    // A dated one opens a Saturday; a recurring one opens no Sunday (24 December 2028).
    adds(&desk, "2026-11-06T16:30-05:00", 60, "2026-11-07T10:30-05:00");
    assert!(!desk.is_open(at("2028-12-24T09:00-05:00")));
}

#[test]
fn an_interval_to_midnight_joins_the_next_day() {
    let night = weekly("America/Toronto", r#"{"mon":[["22:00","24:00"]],"tue":[["00:00","06:00"]]}"#);
    adds(&night, "2026-11-02T23:00-05:00", 180, "2026-11-03T02:00-05:00");
    assert!(night.is_open(at("2026-11-03T00:00-05:00")));
    // Monday closes at its own midnight, Tuesday at six.
    let monday = at("2026-11-02T12:00-05:00");
    assert_eq!(night.add_business_days(monday, 0, DayEnd::Closing), Ok(at("2026-11-03T00:00-05:00")));
    assert_eq!(night.add_business_days(monday, 1, DayEnd::Closing), Ok(at("2026-11-03T06:00-05:00")));
    assert_eq!(night.add_business_days(monday, 0, hour("24:00")), Ok(at("2026-11-03T00:00-05:00")));
}

#[test]
fn the_29th_of_february_is_a_day_and_can_be_a_holiday() {
    let plain = weekly("America/Toronto", r#"{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]]}"#);
    let monday = at("2028-02-28T10:00-05:00");
    assert_eq!(plain.add_business_days(monday, 1, DayEnd::Closing), Ok(at("2028-02-29T17:00-05:00")));
    let leap = calendar(
        r#"{"zone":"America/Toronto","weekly":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]]},
            "holidays":[{"name":"Leap day","when":{"yearly":"02-29"}}]}"#,
    );
    assert_eq!(leap.add_business_days(monday, 1, DayEnd::Closing), Ok(at("2028-03-06T17:00-05:00")));
    assert!(leap.is_open(at("2027-03-01T10:00-05:00")), "other years have no such day");
}

#[test]
fn business_days_end_at_closing_or_at_an_hour() {
    let desk = with_lunch();
    let thursday = at("2026-11-05T10:00-05:00");
    assert_eq!(desk.add_business_days(thursday, 0, DayEnd::Closing), Ok(at("2026-11-05T17:00-05:00")));
    assert_eq!(desk.add_business_days(thursday, 1, DayEnd::Closing), Ok(at("2026-11-06T17:00-05:00")));
    assert_eq!(desk.add_business_days(thursday, 2, DayEnd::Closing), Ok(at("2026-11-09T17:00-05:00")));
    assert_eq!(desk.add_business_days(thursday, 3, hour("10:15")), Ok(at("2026-11-10T10:15-05:00")));
    assert_eq!(desk.add_business_days(thursday, 1, hour("17:00")), Ok(at("2026-11-06T17:00-05:00")));
    // Outside of its hours a day has no hour, today or later.
    for outside in ["08:30", "06:00", "17:01", "19:00", "24:00"] {
        let fault = desk.add_business_days(thursday, 1, hour(outside)).unwrap_err();
        assert_eq!(fault.key(), "due-hour-outside", "{outside}");
        assert!(fault.args().contains(&("closes", FaultArg::Time("17:00".parse().unwrap()))), "{fault:?}");
    }
    // From a Saturday the first open day is Monday; over a long weekend, Tuesday.
    let saturday = at("2026-11-07T10:00-05:00");
    assert_eq!(desk.add_business_days(saturday, 1, DayEnd::Closing), Ok(at("2026-11-09T17:00-05:00")));
    let easter = at("2026-04-02T18:00-04:00");
    assert_eq!(desk.add_business_days(easter, 1, DayEnd::Closing), Ok(at("2026-04-06T17:00-04:00")));
}

#[test]
fn today_is_refused_with_its_reason() {
    let desk = with_lunch();
    let today = |text: &str, end| desk.add_business_days(at(text), 0, end).unwrap_err();
    let time = |text: &str| text.parse::<TimeOfDay>().unwrap();
    let date = jiff::civil::date;
    let after = today("2026-11-05T17:00-05:00", DayEnd::Closing);
    assert_eq!(after, DueFault::AfterClosing { date: date(2026, 11, 5), closed: time("17:00") });
    let weekend = today("2026-11-07T10:00-05:00", DayEnd::Closing);
    assert_eq!(weekend, DueFault::ClosedToday { date: date(2026, 11, 7), why: Closure::Weekend });
    let boxing = today("2026-12-28T10:00-05:00", DayEnd::Closing);
    let why = Closure::Holiday { name: "Boxing Day".into(), observed: true };
    assert_eq!(boxing, DueFault::ClosedToday { date: date(2026, 12, 28), why });
    assert_eq!((boxing.key(), boxing.args().len()), ("due-closed-holiday", 2));
    assert_eq!(today("2026-11-05T10:00-05:00", hour("10:00")), DueFault::HourPassed { hour: time("10:00") });
    for outside in ["08:30", "06:00", "17:01", "24:00"] {
        let fault = today("2026-11-05T10:00-05:00", hour(outside));
        assert_eq!(fault.key(), "due-hour-outside", "{outside}");
    }
    let early = at("2026-11-05T06:00-05:00");
    assert_eq!(desk.add_business_days(early, 0, hour("17:00")), Ok(at("2026-11-05T17:00-05:00")));
}

#[test]
fn remaining_knows_left_from_overdue() {
    let desk = with_lunch();
    let due = at("2026-11-06T17:00-05:00");
    let remaining = |text: &str| desk.remaining(at(text), due).unwrap();
    assert_eq!(remaining("2026-11-06T16:00-05:00"), Remaining::Left(3_600_000));
    assert_eq!(remaining("2026-11-06T17:00-05:00"), Remaining::Left(0));
    assert_eq!(remaining("2026-11-07T12:00-05:00"), Remaining::Overdue(0));
    assert_eq!(remaining("2026-11-09T09:00-05:00"), Remaining::Overdue(1_800_000));
}

#[test]
fn a_pause_moves_a_deadline_by_its_business_time() {
    let desk = with_lunch();
    let due = at("2026-11-06T16:00-05:00");
    // 11:30 to 13:30 holds one business hour, lunch none.
    let moved = desk.after_pause(due, at("2026-11-06T11:30-05:00"), at("2026-11-06T13:30-05:00"));
    assert_eq!(moved, Ok(at("2026-11-06T17:00-05:00")));
    let missed = desk.after_pause(due, due, at("2026-11-09T13:30-05:00"));
    assert_eq!(missed, Ok(due), "once missed, missed");
}

#[test]
fn work_is_bounded() {
    let mondays = (1..=12).flat_map(|month| {
        (1..=5).map(move |nth| {
            format!(r#"{{"name":"Off","when":{{"weekday_of_month":{{"nth":{nth},"weekday":"mon","month":{month}}}}}}}"#)
        })
    });
    let holidays = mondays.collect::<Vec<_>>().join(",");
    let never = calendar(&format!(
        r#"{{"zone":"America/Toronto","weekly":{{"mon":[["09:00","17:00"]]}},"holidays":[{holidays}]}}"#
    ));
    let now = at("2026-11-02T10:00-05:00");
    let beyond = DueFault::BeyondHorizon { years: 10 };
    assert_eq!(never.next_opening(now), Err(beyond.clone()));
    assert_eq!(never.add_business_minutes(now, 1), Err(beyond.clone()));
    assert_eq!(never.add_business_days(now, 1, DayEnd::Closing), Err(beyond.clone()));
    let desk = CalendarDraft::toronto().check().unwrap();
    for huge in [u64::MAX, 10 * 366 * 24 * 60, 10 * 260 * 510] {
        assert_eq!(desk.add_business_minutes(now, huge), Err(beyond.clone()));
    }
    assert_eq!(desk.add_business_days(now, u32::MAX, DayEnd::Closing), Err(beyond));
    assert!(desk.add_business_minutes(now, 9 * 240 * 510).is_ok());
    let (first, last) = (crate::platform::moment::Timestamp::MIN, crate::platform::moment::Timestamp::MAX);
    assert_eq!(desk.business_millis_between(first, last), Err(DueFault::BeyondHorizon { years: 100 }));
    for end in [first, last, first.plus_millis(1), last.plus_millis(-1)] {
        // The ends of time give an answer or a refusal, and no panic.
        let _ = (desk.is_open(end), desk.next_opening(end), desk.add_business_minutes(end, 60));
        let _ = (desk.add_business_days(end, 0, DayEnd::Closing), desk.add_business_days(end, 3, hour("12:00")));
    }
}
