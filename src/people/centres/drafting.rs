//! The rule by which what is asked of a call centre becomes its calendar: what the form shows is what will be; days that are
//! over, and rules of every year that no form shows, stay as they were. It reads nothing.

use super::asking::CentreAsk;
use super::{hours_typed, zones};
use crate::clock::{CalendarDraft, Holiday, Interval, Observed, Region, Rule, ShortDay, Weekday};
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Complaints};
use crate::platform::text::clean;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

const LONGEST_NAME: usize = 100;

/// The calendar that is asked for, in place of the one of `before`.
pub(super) fn drafted(
    ask: &CentreAsk,
    before: Option<&CalendarDraft>,
    now: Timestamp,
    complaints: &mut Complaints,
) -> CalendarDraft {
    let zone = zone(ask, complaints);
    let today = today(&zone, now);
    let weekly = weekly(ask, complaints);
    let mut draft = CalendarDraft { zone, region: ask.region, weekly, holidays: Vec::new(), short_days: Vec::new() };
    let is_worked = |holiday: &Holiday| ask.worked.iter().any(|name| name.trim() == holiday.name);
    let every_year = ask.region.map(Region::holidays).unwrap_or_default();
    let own = before.map(own_rules).unwrap_or_default();
    draft.holidays.extend(every_year.into_iter().chain(own).filter(|holiday| !is_worked(holiday)));
    if let Some(before) = before {
        let is_over = |when: Rule| matches!(when, Rule::Date(date) if date < today);
        draft.holidays.extend(dated(before).filter(|day| is_over(day.when)).cloned());
        draft
            .short_days
            .extend(before.short_days.iter().filter(|day| !day.when.is_dated() || is_over(day.when)).cloned());
    }
    for (date, name, open) in days(ask, (before, today), complaints) {
        let when = Rule::Date(date);
        match open.is_empty() {
            true => draft.holidays.push(Holiday { name, when, observed: Observed::AsIs }),
            false => draft.short_days.push(ShortDay { name, when, open }),
        }
    }
    if complaints.is_empty()
        && let Err(faults) = draft.clone().check()
    {
        faults.iter().for_each(|fault| complaints.push(hours_typed::fault(fault)));
    }
    draft
}

/// The day that it is in this zone.
pub(super) fn today(zone: &str, now: Timestamp) -> Date {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    jiff::Timestamp::from(now).to_zoned(zone).date()
}

/// The rules of every year that no region brought.
pub(super) fn own_rules(draft: &CalendarDraft) -> Vec<Holiday> {
    let brought = Region::of(draft).map(Region::holidays).unwrap_or_default();
    draft.holidays.iter().filter(|day| !day.when.is_dated() && !brought.contains(day)).cloned().collect()
}

/// The single days that no region brought.
pub(super) fn dated(draft: &CalendarDraft) -> impl Iterator<Item = &Holiday> {
    let brought = Region::of(draft).map(Region::holidays).unwrap_or_default();
    draft.holidays.iter().filter(move |day| day.when.is_dated() && !brought.contains(day))
}

fn zone(ask: &CentreAsk, complaints: &mut Complaints) -> String {
    match (ask.zone.as_deref().filter(|zone| !zone.trim().is_empty()), ask.region) {
        (Some(typed), _) => complaints.keep("zone", zones::meant(typed)),
        (None, Some(region)) => region.zone().to_owned(),
        (None, None) => {
            complaints.add("zone", "input-empty");
            String::new()
        }
    }
}

fn weekly(ask: &CentreAsk, complaints: &mut Complaints) -> BTreeMap<Weekday, Vec<Interval>> {
    if ask.closed.iter().any(|code| !code.trim().is_empty() && !Weekday::ALL.iter().any(|of| of.code() == code.trim()))
    {
        complaints.add("closed", "centres-weekday");
    }
    let mut weekly = BTreeMap::new();
    for weekday in Weekday::ALL.into_iter().filter(|weekday| !ask.is_closed(*weekday)) {
        let typed = ask.typed(weekday);
        let open = complaints.keep(
            weekday.code(),
            hours_typed::read(typed).and_then(|open| {
                // A program that does not name a weekday means that it is closed; a form that names no hours was forgotten.
                if open.is_empty() && !typed.is_empty() { Err(Complaint::whole("centres-no-hours")) } else { Ok(open) }
            }),
        );
        if !open.is_empty() {
            weekly.insert(weekday, open);
        }
    }
    weekly
}

fn days(
    ask: &CentreAsk,
    (before, today): (Option<&CalendarDraft>, Date),
    complaints: &mut Complaints,
) -> Vec<(Date, String, Vec<Interval>)> {
    let at = |list: &[String], index: usize| list.get(index).map(|text| text.trim().to_owned()).unwrap_or_default();
    let rows = [&ask.day_date, &ask.day_name, &ask.day_from, &ask.day_until].map(Vec::len).into_iter().max();
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    for index in 0..rows.unwrap_or_default() {
        let (date, name) = (at(&ask.day_date, index), at(&ask.day_name, index));
        let hours = [at(&ask.day_from, index), at(&ask.day_until, index)];
        if date.is_empty() && name.is_empty() && hours.iter().all(String::is_empty) {
            continue;
        }
        let parsed: Option<Date> = date.parse().ok().filter(|_| date.len() == "2026-12-24".len());
        let Some(date) = parsed else {
            complaints.add("day_date", "centres-day-date");
            continue;
        };
        // It was to come when the form was drawn, and stays as it was.
        let was_there = |before: &CalendarDraft| {
            before
                .holidays
                .iter()
                .map(|day| day.when)
                .chain(before.short_days.iter().map(|day| day.when))
                .any(|when| when == Rule::Date(date))
        };
        if date < today && before.is_some_and(was_there) {
            continue;
        }
        if date < today {
            complaints.add("day_date", "centres-day-past");
        } else if !seen.insert(date) {
            complaints.add("day_date", "centres-day-twice");
        }
        let name = complaints.keep("day_name", clean::line(&name, LONGEST_NAME));
        found.push((date, name, complaints.keep("day_from", hours_typed::read(&hours))));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp::from_millis(1_793_626_200_000); // 2026-11-02 in Toronto

    fn strings(list: &[&str]) -> Vec<String> {
        list.iter().map(|&text| text.to_owned()).collect()
    }

    fn office() -> CentreAsk {
        let hours = || strings(&["08:30", "17:00"]);
        CentreAsk {
            zone: Some("toronto".into()),
            region: Some(Region::Ontario),
            mon: hours(),
            tue: hours(),
            wed: hours(),
            thu: hours(),
            fri: hours(),
            ..CentreAsk::default()
        }
    }

    fn made(ask: &CentreAsk, before: Option<&CalendarDraft>) -> Result<CalendarDraft, Vec<String>> {
        let mut complaints = Complaints::default();
        let draft = drafted(ask, before, NOW, &mut complaints);
        complaints.into_result().map(|()| draft).map_err(|refusal| {
            refusal.complaints.iter().map(|one| format!("{}={}", one.field.unwrap_or("*"), one.key)).collect()
        })
    }

    #[test]
    fn the_usual_office_is_the_shipped_one() {
        assert_eq!(made(&office(), None).unwrap(), CalendarDraft::toronto());
        let zone = CentreAsk { zone: None, ..office() };
        assert_eq!(made(&zone, None).unwrap(), CalendarDraft::toronto());
    }

    #[test]
    fn holidays_change_with_the_region_and_by_name() {
        let ask =
            CentreAsk { region: Some(Region::Quebec), worked: strings(&["Good Friday", "Boxing Day"]), ..office() };
        let quebec = made(&ask, Some(&CalendarDraft::toronto())).unwrap();
        let names: Vec<_> = quebec.holidays.iter().map(|day| day.name.as_str()).collect();
        assert!(names.contains(&"National Holiday") && !names.contains(&"Good Friday"), "{names:?}");
        assert!(!names.contains(&"Family Day"), "{names:?}");
        let back = made(&office(), Some(&quebec)).unwrap();
        assert_eq!(back, CalendarDraft::toronto());
    }

    #[test]
    fn days_of_their_own_come_go_and_stay_when_they_are_over() {
        let day = |date: &str, from: &str, until: &str| CentreAsk {
            day_date: strings(&[date, ""]),
            day_name: strings(&["Inventory", ""]),
            day_from: strings(&[from, ""]),
            day_until: strings(&[until, ""]),
            ..office()
        };
        let closed = made(&day("2026-12-24", "", ""), None).unwrap();
        assert_eq!(closed.holidays.last().map(|day| day.name.as_str()), Some("Inventory"));
        let short = made(&day("2026-12-24", "08:30", "12:00"), Some(&closed)).unwrap();
        assert_eq!((short.holidays.len(), short.short_days.len()), (CalendarDraft::toronto().holidays.len(), 1));
        assert_eq!(made(&office(), Some(&short)).unwrap(), CalendarDraft::toronto(), "what is not named is gone");
        let mut old = CalendarDraft::toronto();
        let when = Rule::Date(jiff::civil::date(2026, 9, 30));
        old.holidays.push(Holiday { name: "Mourning".into(), when, observed: Observed::AsIs });
        assert_eq!(made(&office(), Some(&old)).unwrap(), old, "what is over is not forgotten");
        assert_eq!(made(&day("2026-09-30", "", ""), Some(&old)).unwrap(), old);
        assert_eq!(made(&day("2026-09-30", "", ""), None).unwrap_err(), ["day_date=centres-day-past"]);
        assert_eq!(made(&day("soon", "", ""), None).unwrap_err(), ["day_date=centres-day-date"]);
        assert_eq!(made(&day("2026-12-24", "12:00", "08:30"), None).unwrap_err(), ["day_from=centres-ends-before"]);
        let mut twice = day("2026-12-24", "", "");
        twice.day_date[1] = "2026-12-24".into();
        assert_eq!(made(&twice, None).unwrap_err(), ["day_date=centres-day-twice", "day_name=input-empty"]);
    }

    #[test]
    fn everything_wrong_is_said_at_its_field() {
        let ask = CentreAsk {
            zone: Some("Mars".into()),
            mon: strings(&["08:30", ""]),
            tue: strings(&["", ""]),
            wed: strings(&["late", "17:00"]),
            closed: strings(&["someday", "fri"]),
            ..office()
        };
        let said = ["zone=centres-zone-unknown", "closed=centres-weekday", "mon=centres-half", "tue=centres-no-hours"];
        assert_eq!(made(&ask, None).unwrap_err(), [&said[..], &["wed=centres-time"]].concat());
        let never = CentreAsk { closed: strings(&["mon", "tue", "wed", "thu", "fri"]), ..office() };
        assert_eq!(made(&never, None).unwrap_err(), ["*=centres-never-open"]);
    }
}
