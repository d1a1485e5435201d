//! Hand-computed cases where clocks change: real time counts, whatever the wall clock shows.

use super::{at, weekly};
use crate::clock::{Calendar, DayEnd, DueFault};

#[track_caller]
fn lasts(calendar: &Calendar, from: &str, until: &str, minutes: i64) {
    assert_eq!(calendar.business_minutes_between(at(from), at(until)), Ok(minutes), "{from} to {until}");
}

#[test]
fn toronto_skips_an_hour_in_march() {
    // 8 March 2026: 02:00 EST becomes 03:00 EDT.
    let night = weekly("America/Toronto", r#"{"sun":[["01:00","04:00"]]}"#);
    lasts(&night, "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00", 120);
    let due = night.add_business_minutes(at("2026-03-08T01:30-05:00"), 60);
    assert_eq!(due, Ok(at("2026-03-08T03:30-04:00")));
    // Wholly inside the skipped hour: that Sunday does not open at all.
    let gone = weekly("America/Toronto", r#"{"sun":[["02:00","03:00"]]}"#);
    assert_eq!(gone.next_opening(at("2026-03-08T00:00-05:00")), Ok(at("2026-03-15T02:00-04:00")));
    let today = gone.add_business_days(at("2026-03-08T00:30-05:00"), 0, DayEnd::Closing);
    assert!(matches!(today, Err(DueFault::ClosedToday { .. })), "{today:?}");
    let next = gone.add_business_days(at("2026-03-07T00:30-05:00"), 1, DayEnd::Closing);
    assert_eq!(next, Ok(at("2026-03-15T03:00-04:00")));
    // Starting inside it: opens when the clock has jumped.
    let cut = weekly("America/Toronto", r#"{"sun":[["02:30","05:00"]]}"#);
    assert_eq!(cut.next_opening(at("2026-03-08T00:00-05:00")), Ok(at("2026-03-08T03:00-04:00")));
    lasts(&cut, "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00", 120);
    // An hour that does not exist moves on with the clock.
    let hour = DayEnd::Hour("02:45".parse().unwrap());
    let picked = cut.add_business_days(at("2026-03-07T12:00-05:00"), 1, hour);
    assert_eq!(picked, Ok(at("2026-03-08T03:45-04:00")));
}

#[test]
fn toronto_repeats_an_hour_in_november() {
    // 1 November 2026: 02:00 EDT becomes 01:00 EST.
    let night = weekly("America/Toronto", r#"{"sun":[["01:00","04:00"]]}"#);
    lasts(&night, "2026-11-01T00:00-04:00", "2026-11-02T00:00-05:00", 240);
    let due = night.add_business_minutes(at("2026-11-01T01:30-04:00"), 60);
    assert_eq!(due, Ok(at("2026-11-01T01:30-05:00")), "half past one, an hour later");
    // Open until 01:30 on the clock, which shows 01:00 to 01:30 twice.
    let twice = weekly("America/Toronto", r#"{"sun":[["00:30","01:30"]]}"#);
    lasts(&twice, "2026-11-01T00:00-04:00", "2026-11-02T00:00-05:00", 90);
    assert!(twice.is_open(at("2026-11-01T01:15-04:00")) && twice.is_open(at("2026-11-01T01:15-05:00")));
    assert!(!twice.is_open(at("2026-11-01T01:45-04:00")));
    let closing = twice.add_business_days(at("2026-11-01T00:00-04:00"), 0, DayEnd::Closing);
    assert_eq!(closing, Ok(at("2026-11-01T01:30-05:00")));
}

#[test]
fn a_round_the_clock_day_has_23_or_25_hours() {
    let day = r#"[["00:00","24:00"]]"#;
    let days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|name| format!(r#""{name}":{day}"#)).join(",");
    let always = weekly("America/Toronto", &format!("{{{days}}}"));
    lasts(&always, "2026-03-08T00:00-05:00", "2026-03-09T00:00-04:00", 23 * 60);
    lasts(&always, "2026-11-01T00:00-04:00", "2026-11-02T00:00-05:00", 25 * 60);
    let due = always.add_business_minutes(at("2026-03-07T12:00-05:00"), 48 * 60);
    assert_eq!(due, Ok(at("2026-03-09T13:00-04:00")));
}

#[test]
fn london_sydney_and_lord_howe_change_too() {
    // London: 29 March 2026 at 01:00, 25 October at 02:00.
    let london = weekly("Europe/London", r#"{"sun":[["00:00","03:00"]]}"#);
    lasts(&london, "2026-03-28T12:00Z", "2026-03-29T12:00+01:00", 120);
    lasts(&london, "2026-10-24T12:00+01:00", "2026-10-25T12:00Z", 240);
    // Sydney: forward on 4 October 2026 at 02:00, back on 5 April at 03:00.
    let sydney = weekly("Australia/Sydney", r#"{"sun":[["01:00","05:00"]]}"#);
    lasts(&sydney, "2026-10-03T12:00+10:00", "2026-10-04T12:00+11:00", 180);
    lasts(&sydney, "2026-04-04T12:00+11:00", "2026-04-05T12:00+10:00", 300);
    // Lord Howe: the same nights, by half an hour.
    let howe = weekly("Australia/Lord_Howe", r#"{"sun":[["01:00","03:00"]]}"#);
    lasts(&howe, "2026-10-03T12:00+10:30", "2026-10-04T12:00+11:00", 90);
    lasts(&howe, "2026-04-04T12:00+11:00", "2026-04-05T12:00+10:30", 150);
    let due = howe.add_business_minutes(at("2026-10-04T01:45+10:30"), 30);
    assert_eq!(due, Ok(at("2026-10-04T02:45+11:00")));
}

#[test]
fn a_skipped_day_is_no_business_day() {
    // Apia had no Friday, 30 December 2011.
    let hours = r#"{"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]],"sat":[["09:00","12:00"]]}"#;
    let apia = weekly("Pacific/Apia", hours);
    let thursday = at("2011-12-29T10:00-10:00");
    let next = apia.add_business_days(thursday, 1, DayEnd::Closing);
    assert_eq!(next, Ok(at("2011-12-31T12:00+14:00")));
    lasts(&apia, "2011-12-29T16:00-10:00", "2011-12-31T10:00+14:00", 120);
}

#[test]
fn a_clock_that_goes_back_after_midnight_repeats_yesterday() {
    // St. John's, 7 November 2010: at 00:01 on Sunday it was 23:01 on Saturday again.
    let desk = weekly("America/St_Johns", r#"{"sat":[["23:30","24:00"]],"sun":[["00:00","00:30"]]}"#);
    // 30 minutes of Saturday, one of Sunday, 30 of Saturday again, 30 of Sunday again.
    lasts(&desk, "2010-11-06T23:00-02:30", "2010-11-07T12:00-03:30", 91);
    let evening = at("2010-11-06T23:00-02:30");
    assert_eq!(desk.add_business_minutes(evening, 32), Ok(at("2010-11-06T23:31-03:30")));
    let closing = desk.add_business_days(evening, 0, DayEnd::Closing);
    assert_eq!(closing, Ok(at("2010-11-07T00:00-03:30")), "Saturday's last closing is its second one");
    let next = desk.add_business_days(evening, 1, DayEnd::Closing);
    assert_eq!(next, Ok(at("2010-11-07T00:30-03:30")));
}
