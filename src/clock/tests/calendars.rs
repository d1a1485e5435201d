//! Calendars as written: JSON, faults, and the shipped ones against published holiday lists.

use jiff::civil::{Date, date};

use super::{calendar, weekly};
use crate::clock::special_days::{Plan, SpecialDays};
use crate::clock::{Calendar, CalendarDraft, CalendarFault, Region, Rule, TimeOfDay, dates};

const WRITTEN: &str = r#"{"zone":"America/Toronto",
"weekly":{"mon":[["08:30","12:00"],["13:00","17:00"]],"sat":[["22:00","24:00"]]},
"holidays":[{"name":"Moving day","when":{"date":"2026-12-23"}},
{"name":"Christmas Day","when":{"yearly":"12-25"},"observed":"monday"},
{"name":"Memorial Day","when":{"weekday_of_month":{"nth":-1,"weekday":"mon","month":5}}},
{"name":"Victoria Day","when":{"weekday_before":{"weekday":"mon","before":"05-25"}}},
{"name":"Good Friday","when":{"easter":-2}}],
"short_days":[{"name":"Christmas Eve","when":{"yearly":"12-24"},"open":[["08:30","12:00"]]}]}"#;

#[test]
fn the_json_is_the_one_written() {
    let read = calendar(WRITTEN);
    assert_eq!(serde_json::to_string(&read).unwrap(), WRITTEN.replace('\n', ""));
}

#[test]
fn intervals_are_put_in_order() {
    let read = weekly("UTC", r#"{"mon":[["13:00","17:00"],["8:30","12:00"]],"tue":[]}"#);
    let json = serde_json::to_string(&read.draft().weekly).unwrap();
    assert_eq!(json, r#"{"mon":[["08:30","12:00"],["13:00","17:00"]]}"#);
}

fn faults(json: &str) -> Vec<CalendarFault> {
    serde_json::from_str::<CalendarDraft>(json).unwrap().check().unwrap_err()
}

#[test]
fn every_fault_is_told_at_once() {
    let found = faults(
        r#"{"zone":"Mars/Olympus","weekly":{"mon":[["09:00","12:00"],["11:00","13:00"]],"tue":[["12:00","12:00"]]},
        "holidays":[{"name":" ","when":{"date":"2026-01-01"}},
                    {"name":"Sixth","when":{"weekday_of_month":{"nth":6,"weekday":"mon","month":1}}}],
        "short_days":[{"name":"Eve","when":{"yearly":"12-24"},"open":[]}]}"#,
    );
    let keys: Vec<_> = found.iter().map(CalendarFault::key).collect();
    let expected =
        ["zone-unknown", "overlap", "end-before-start", "name-missing-or-long", "rule-impossible", "short-day-empty"];
    assert_eq!(keys, expected.map(|key| format!("calendar-{key}")));
    let (from, until) = (TimeOfDay::new(11, 0).unwrap(), TimeOfDay::new(12, 0).unwrap());
    assert_eq!(found[1], CalendarFault::Overlap { day: "mon".into(), from, until });
    let january = r#"{"weekday_before":{"weekday":"mon","before":"01-07"}}"#;
    let early = format!(
        r#"{{"zone":"UTC","weekly":{{"mon":[["09:00","10:00"]]}},"holidays":[{{"name":"x","when":{january}}}]}}"#
    );
    assert_eq!(faults(&early), [CalendarFault::RuleImpossible { name: "x".into() }]);
    assert_eq!(faults(r#"{"zone":"UTC","weekly":{"mon":[]}}"#), [CalendarFault::NeverOpen]);
    assert_eq!(faults(r#"{"zone":"Etc/Unknown","weekly":{"mon":[["09:00","10:00"]]}}"#).len(), 1);
}

#[test]
fn too_many_entries_are_refused() {
    let mut draft = CalendarDraft::toronto();
    let one = draft.holidays[0].clone();
    draft.holidays = vec![one; 501];
    assert_eq!(draft.check().unwrap_err(), [CalendarFault::TooMany { limit: 500 }]);
}

#[test]
fn unreadable_json_is_refused() {
    for wrong in [
        r#"{"zone":"UTC","weekly":{"mon":[["9","17:00"]]}}"#,
        r#"{"zone":"UTC","weekly":{"mon":[["24:01","25:00"]]}}"#,
        r#"{"zone":"UTC","weekly":{"mon":[["09:60","17:00"]]}}"#,
        r#"{"zone":"UTC","weekly":{"mon":[["+9:00","17:00"]]}}"#,
        r#"{"zone":"UTC","weekly":{"monday":[["09:00","17:00"]]}}"#,
        r#"{"zone":"UTC","weekly":{"mon":[["09:00","17:00"]]},"holidays":[{"name":"x","when":{"yearly":"02-30"}}]}"#,
        r#"{"zone":"UTC","weekly":{"mon":[["09:00","17:00"]]},"holidays":[{"name":"x","when":{"date":"2026-02-29"}}]}"#,
        r#"{"zone":"UTC","weekly":{"mon":[["09:00","17:00"]]},"colour":"red"}"#,
    ] {
        assert!(serde_json::from_str::<Calendar>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn easter_is_where_the_tables_have_it() {
    let known = [
        (1961, 4, 2),
        (2000, 4, 23),
        (2008, 3, 23),
        (2019, 4, 21),
        (2024, 3, 31),
        (2026, 4, 5),
        (2038, 4, 25),
        (2285, 3, 22),
    ];
    for (year, month, day) in known {
        assert_eq!(Rule::Easter(0).in_year(year), Some(date(year, month, day)));
    }
}

/// Weekdays of a year that are closed for a holiday.
fn free_weekdays(draft: CalendarDraft, year: i16) -> String {
    let calendar = draft.check().unwrap();
    let mut special = SpecialDays::new(&calendar);
    let days = date(year, 1, 1).series(jiff::Span::new().days(1)).take_while(|d: &Date| d.year() == year);
    let free = days.filter(|d| {
        let day = dates::day_of(*d);
        matches!(special.plan(day), Plan::Holiday { .. }) && !calendar.week_hours(day).is_empty()
    });
    free.map(|d| format!("{:02}-{:02}", d.month(), d.day())).collect::<Vec<_>>().join(" ")
}

#[test]
fn shipped_holidays_are_the_published_ones() {
    let ontario = "01-01 02-16 04-03 05-18 07-01 09-07 10-12 12-25 12-28";
    assert_eq!(free_weekdays(CalendarDraft::toronto(), 2026), ontario);
    let federal = "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25";
    assert_eq!(free_weekdays(CalendarDraft::new_york(), 2026), federal);
    // 1 January 2022 was a Saturday: observed on the last day of 2021, which had a Juneteenth on Saturday too.
    let crossing = "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31";
    assert_eq!(free_weekdays(CalendarDraft::new_york(), 2021), crossing);
    let england = "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28";
    assert_eq!(free_weekdays(CalendarDraft::london(), 2026), england);
    // Christmas on a Saturday (2021) frees Monday and Tuesday, on a Sunday (2022) the Tuesday.
    assert!(free_weekdays(CalendarDraft::london(), 2021).ends_with("08-30 12-27 12-28"));
    assert!(free_weekdays(CalendarDraft::london(), 2022).starts_with("01-03 04-15"));
    assert!(free_weekdays(CalendarDraft::london(), 2022).ends_with("08-29 12-26 12-27"));
    let sydney = "01-01 01-26 04-03 04-06 04-27 06-08 10-05 12-25 12-28";
    assert_eq!(free_weekdays(CalendarDraft::sydney(), 2026), sydney);
    for call_centre in ["CA", "US", "UK", "AU"] {
        assert!(CalendarDraft::shipped(call_centre).unwrap().check().is_ok());
    }
    assert!(CalendarDraft::shipped("FR").is_none());
}

#[test]
fn every_region_has_the_holidays_of_its_law() {
    let of = |region| free_weekdays(CalendarDraft::office(region), 2026);
    assert_eq!(of(Region::Quebec), "01-01 04-03 05-18 06-24 07-01 09-07 10-12 12-25");
    assert_eq!(of(Region::BritishColumbia), "01-01 02-16 04-03 05-18 07-01 08-03 09-07 09-30 10-12 11-11 12-25");
    assert_eq!(of(Region::Newfoundland), "01-01 04-03 07-01 09-07 11-11 12-25");
    assert_eq!(of(Region::Nunavut), "01-01 04-03 05-18 07-01 07-09 08-03 09-07 09-30 10-12 11-11 12-25");
    for region in Region::ALL {
        let draft = CalendarDraft::office(*region);
        assert!(draft.clone().check().is_ok(), "{region}");
        assert_eq!(Region::of(&CalendarDraft { region: None, ..draft.clone() }), Region::of(&draft), "{region}");
    }
}

#[test]
fn what_comes_is_told_where_it_changes_the_day() {
    let mut draft = CalendarDraft::toronto();
    let short = r#"{"name":"Eve","when":{"date":"2026-12-24"},"open":[["08:30","12:00"]]}"#;
    draft.short_days.push(serde_json::from_str(short).unwrap());
    let coming = draft.check().unwrap().coming(date(2026, 12, 20), 14);
    let said: Vec<_> = coming.iter().map(|day| format!("{} {} {}", day.date, day.name, day.observed)).collect();
    // 26 December is a Saturday: it changes nothing itself.
    let days = ["2026-12-24 Eve false", "2026-12-25 Christmas Day false", "2026-12-28 Boxing Day true"];
    assert_eq!(said, [&days[..], &["2027-01-01 New Year's Day false"]].concat());
    assert_eq!(coming.iter().map(|day| day.open.len()).collect::<Vec<_>>(), [1, 0, 0, 0]);
}
