//! Promises: their JSON, their deadlines, and what a working-out tells.

use super::{at, weekly, with_lunch};
use crate::clock::{Aim, Calendar, DayEnd, Deadline, Pause, Promise, Within};

fn within_minutes(minutes: u32) -> Promise {
    Promise { aim: Aim::Respond, within: Within::BusinessMinutes(minutes) }
}

fn within_days(days: u32) -> Promise {
    Promise { aim: Aim::Resolve, within: Within::BusinessDays { days, by: DayEnd::Closing } }
}

/// The steps in short: date, what, clock.
fn told(deadline: &Deadline) -> Vec<String> {
    let text = |value: &serde_json::Value| match value {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string().replace('"', ""),
    };
    let shown =
        ["date", "first", "last", "step", "nth", "why", "when", "clock", "minutes", "open_days", "millis", "short_day"];
    let steps = deadline.explanation.steps.iter().map(|step| {
        let json = serde_json::to_value(step).unwrap();
        let parts = shown.iter().filter_map(|key| json.get(*key)).filter(|value| !value.is_null());
        parts.map(text).collect::<Vec<_>>().join(" ")
    });
    steps.collect()
}

fn deadline(calendar: &Calendar, promise: Promise, started: &str, pauses: &[(&str, &str)]) -> Deadline {
    let pauses: Vec<_> = pauses.iter().map(|(from, until)| Pause { from: at(from), until: at(until) }).collect();
    promise.deadline(calendar, at(started), &pauses).unwrap()
}

#[test]
fn a_promise_has_plain_json() {
    let respond = r#"{"aim":"respond","within":{"business_minutes":120}}"#;
    assert_eq!(serde_json::to_string(&within_minutes(120)).unwrap(), respond);
    let resolve = r#"{"aim":"resolve","within":{"business_days":{"days":3,"by":"closing"}}}"#;
    assert_eq!(serde_json::to_string(&within_days(3)).unwrap(), resolve);
    let hour = r#"{"aim":"resolve","within":{"business_days":{"days":1,"by":{"hour":"15:00"}}}}"#;
    assert_eq!(serde_json::to_string(&serde_json::from_str::<Promise>(hour).unwrap()).unwrap(), hour);
}

#[test]
fn two_business_hours_over_christmas_explain_themselves() {
    let due = deadline(&with_lunch(), within_minutes(120), "2026-12-24T16:00-05:00", &[]);
    assert_eq!(due.due, at("2026-12-29T09:30-05:00"));
    let expected = [
        "2026-12-24 counted [16:00,17:00] 3600000",
        "2026-12-25 closed {kind:holiday,name:Christmas Day,observed:false}",
        "2026-12-26 closed {kind:weekend}",
        "2026-12-27 closed {kind:weekend}",
        "2026-12-28 closed {kind:holiday,name:Boxing Day,observed:true}",
        "2026-12-29 counted [08:30,09:30] 3600000",
    ];
    assert_eq!(told(&due), expected);
    assert_eq!(due.explanation.zone, "America/Toronto");
    assert_eq!(due.explanation.started, at("2026-12-24T16:00-05:00"));
}

#[test]
fn waiting_and_lunch_are_told() {
    let desk = with_lunch();
    let early = deadline(&desk, within_minutes(240), "2026-11-02T07:15-05:00", &[]);
    let expected = [
        "2026-11-02 shut before_opening [07:15,08:30]",
        "2026-11-02 counted [08:30,12:00] 12600000",
        "2026-11-02 shut break [12:00,13:00]",
        "2026-11-02 counted [13:00,13:30] 1800000",
    ];
    assert_eq!(told(&early), expected);
    let lunch = deadline(&desk, within_minutes(30), "2026-11-02T12:20-05:00", &[]);
    assert_eq!(told(&lunch)[0], "2026-11-02 shut break [12:20,13:00]");
    let late = deadline(&desk, within_minutes(30), "2026-11-02T18:00-05:00", &[]);
    let expected = ["2026-11-02 shut after_closing [18:00,24:00]", "2026-11-03 counted [08:30,09:00] 1800000"];
    assert_eq!(told(&late), expected);
}

#[test]
fn a_clock_change_within_hours_is_told_and_another_is_not() {
    let night = weekly("America/Toronto", r#"{"sun":[["01:00","04:00"]],"mon":[["09:00","10:00"]]}"#);
    let spring = deadline(&night, within_minutes(150), "2026-03-08T00:00-05:00", &[]);
    let expected = [
        "2026-03-08 shut before_opening [00:00,01:00]",
        "2026-03-08 clock_change 60",
        "2026-03-08 counted [01:00,04:00] 7200000",
        "2026-03-09 counted [09:00,09:30] 1800000",
    ];
    assert_eq!(told(&spring), expected);
    let autumn = deadline(&night, within_minutes(240), "2026-11-01T01:00-04:00", &[]);
    let expected = ["2026-11-01 clock_change -60", "2026-11-01 counted [01:00,04:00] 14400000"];
    assert_eq!(told(&autumn), expected);
    let desk = deadline(&with_lunch(), within_minutes(60), "2026-03-06T16:30-05:00", &[]);
    assert!(told(&desk).iter().all(|step| !step.contains("clock_change")));
}

#[test]
fn business_days_are_counted_by_date() {
    let due = deadline(&with_lunch(), within_days(2), "2026-12-24T16:00-05:00", &[]);
    assert_eq!(due.due, at("2026-12-30T17:00-05:00"));
    let days: Vec<_> = told(&due).into_iter().filter(|step| step.contains(" day ")).collect();
    let expected =
        ["2026-12-24 day 0 [08:30,17:00]", "2026-12-29 day 1 [08:30,17:00]", "2026-12-30 day 2 [08:30,17:00]"];
    assert_eq!(days, expected);
    let saturday = deadline(&with_lunch(), within_days(1), "2026-11-07T10:00-05:00", &[]);
    let expected =
        ["2026-11-07 closed {kind:weekend}", "2026-11-08 closed {kind:weekend}", "2026-11-09 day 1 [08:30,17:00]"];
    assert_eq!(told(&saturday), expected);
}

#[test]
fn a_pause_is_told_with_what_it_added() {
    let pauses =
        [("2026-11-02T10:00-05:00", "2026-11-02T11:00-05:00"), ("2026-11-02T10:30-05:00", "2026-11-02T11:15-05:00")];
    let due = deadline(&with_lunch(), within_minutes(120), "2026-11-02T09:30-05:00", &pauses);
    // 09:30 + 2 h = 11:30; an hour paused makes 13:30; the second pause adds only its last 15 minutes.
    assert_eq!(due.due, at("2026-11-02T13:45-05:00"));
    let expected = [
        "2026-11-02 counted [09:30,11:30] 7200000",
        "paused 3600000",
        "2026-11-02 counted [11:30,12:00] 1800000",
        "2026-11-02 shut break [12:00,13:00]",
        "2026-11-02 counted [13:00,13:30] 1800000",
        "paused 900000",
        "2026-11-02 counted [13:30,13:45] 900000",
    ];
    assert_eq!(told(&due), expected);
    let too_late = [("2026-11-02T12:00-05:00", "2026-11-03T12:00-05:00")];
    let due = deadline(&with_lunch(), within_minutes(60), "2026-11-02T09:30-05:00", &too_late);
    assert_eq!(due.due, at("2026-11-02T10:30-05:00"));
}

#[test]
fn a_long_way_is_condensed_in_the_middle() {
    let due = deadline(&with_lunch(), within_days(200), "2026-01-05T09:00-05:00", &[]);
    let steps = told(&due);
    assert_eq!(steps.len(), 31 + 1 + 31);
    assert!(steps[31].starts_with("2026-02-05 "), "{}", steps[31]);
    assert!(steps.last().unwrap().contains(" day 200 "), "{:?}", steps.last());
}

#[test]
fn today_after_hours_gives_no_deadline() {
    let refused = within_days(0).deadline(&with_lunch(), at("2026-11-02T18:00-05:00"), &[]);
    assert_eq!(refused.unwrap_err().key(), "due-after-closing");
}
