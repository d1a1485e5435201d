//! The rule by which what is asked of a call centre becomes its calendar: what the form shows is what will be; days that are
//! over, and rules of every year that no form shows, stay as they were. It reads nothing.

use super::asking::CentreAsk;
use super::days_typed::{self, Days};
use super::{hours_typed, zones};
use crate::clock::{CalendarDraft, Holiday, Interval, Region, Rule, Weekday};
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Complaints};
use crate::platform::text::name_key;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Letters of a name that is repeated.
const LONGEST_SHOWN: usize = 100;

/// What any region calls a holiday of its own. The regions are a part of the program, so they are asked once.
static ANYWHERE: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| Region::ALL.iter().flat_map(|region| region.holidays()).map(|holiday| holiday.name).collect());

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
    let worked: BTreeSet<&str> = ask.worked.iter().map(|name| name.trim()).collect();
    let here = kept(ask, before);
    unknown(ask, &here).into_iter().for_each(|why| complaints.push(why));
    draft.holidays.extend(here.iter().filter(|holiday| !worked.contains(holiday.name.as_str())).cloned());
    if let Some(before) = before {
        let is_over = |when: Rule| matches!(when, Rule::Date(date) if date < today);
        draft.holidays.extend(dated(before).filter(|day| is_over(day.when)).cloned());
        draft
            .short_days
            .extend(before.short_days.iter().filter(|day| !day.when.is_dated() || is_over(day.when)).cloned());
    }
    let days = days_typed::read(ask, today, |date| before.is_some_and(|before| has(before, date)), complaints);
    taken(&days, &here).into_iter().for_each(|why| complaints.push(why));
    draft.holidays.extend(days.closed);
    draft.short_days.extend(days.short);
    if complaints.is_empty()
        && let Err(faults) = draft.clone().check()
    {
        faults.iter().for_each(|fault| complaints.push(hours_typed::fault(fault)));
    }
    draft
}

/// The holidays that it can keep or work on: those of the region that is asked for, and its own of every year.
fn kept(ask: &CentreAsk, before: Option<&CalendarDraft>) -> Vec<Holiday> {
    let every_year = ask.region.map(Region::holidays).unwrap_or_default();
    every_year.into_iter().chain(before.map(own_rules).unwrap_or_default()).collect()
}

/// The complaints about days of every year that are called as another holiday or line is: a holiday is told by its name where
/// it is worked.
fn taken(days: &Days, here: &[Holiday]) -> Vec<Complaint> {
    let (once, yearly): (Vec<&Holiday>, Vec<&Holiday>) = days.closed.iter().partition(|day| day.when.is_dated());
    let named = here.iter().chain(once).map(|day| &day.name).chain(days.short.iter().map(|day| &day.name));
    let mut names: BTreeSet<String> = named.map(|name| name_key(name)).collect();
    let mut said = Vec::new();
    // One without a name was complained about as such.
    for day in yearly.into_iter().filter(|day| !day.name.is_empty()) {
        if !names.insert(name_key(&day.name)) {
            said.push(Complaint::at("day_name", "centres-day-name-taken").with("name", &day.name));
        }
    }
    said
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

/// Whether the day has a line of its own already.
fn has(draft: &CalendarDraft, date: Date) -> bool {
    let mut days = draft.holidays.iter().map(|day| day.when).chain(draft.short_days.iter().map(|day| day.when));
    days.any(|when| when == Rule::Date(date))
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

/// The complaint about a name that is no holiday here. What another region calls one was shown by a form before that region was
/// left, so it only counts for nothing.
fn unknown(ask: &CentreAsk, here: &[Holiday]) -> Option<Complaint> {
    let names = names_of(here);
    let is_one = |name: &str| name.is_empty() || names.contains(name) || ANYWHERE.contains(name);
    ask.worked.iter().find(|name| !is_one(name.trim())).map(|name| said_unknown(name, here))
}

fn names_of(here: &[Holiday]) -> BTreeSet<&str> {
    here.iter().map(|holiday| holiday.name.as_str()).collect()
}

fn said_unknown(name: &str, here: &[Holiday]) -> Complaint {
    let shown: String = name.trim().chars().filter(|letter| !letter.is_control()).take(LONGEST_SHOWN).collect();
    let mut names: Vec<&str> = here.iter().map(|holiday| holiday.name.as_str()).collect();
    names.dedup();
    let says = if names.is_empty() { "centres-worked-none" } else { "centres-worked-unknown" };
    Complaint::at("worked", says).with("name", shown).with("names", names.join(", "))
}

/// The rule for programs, which see no form of another region: a holiday that is none of the region they name, nor one that
/// the call centre of `before` has of its own.
pub(super) fn of_another_region(ask: &CentreAsk, before: Option<&CalendarDraft>) -> Complaints {
    let mut complaints = Complaints::default();
    let here = kept(ask, before);
    let names = names_of(&here);
    let is_elsewhere = |name: &str| !names.contains(name) && ANYWHERE.contains(name);
    if let Some(name) = ask.worked.iter().find(|name| is_elsewhere(name.trim())) {
        complaints.push(said_unknown(name, &here));
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Observed;

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
        assert_eq!(made(&day("2026-12-24", "12:00", "08:30"), None).unwrap_err(), ["day_from=centres-day-ends-before"]);
        let mut twice = day("2026-12-24", "", "");
        twice.day_date[1] = "2026-12-24".into();
        let both = ["day_name=centres-day-unnamed", "day_date=centres-day-twice"];
        assert_eq!(made(&twice, None).unwrap_err(), both);
        twice.day_name[1] = "Inventory".into();
        assert_eq!(made(&twice, None).unwrap_err(), ["day_date=centres-day-twice"]);
    }

    #[test]
    fn a_day_has_a_break_and_comes_every_year() {
        let lines = |name: &str, yearly: Vec<usize>| CentreAsk {
            day_date: strings(&["2026-12-24", "2026-12-24"]),
            day_name: strings(&["Eve", name]),
            day_from: strings(&["08:30", "13:00"]),
            day_until: strings(&["12:00", "15:00"]),
            day_yearly: yearly,
            ..office()
        };
        let broken = made(&lines("Eve", vec![]), None).unwrap();
        assert_eq!((broken.short_days.len(), broken.short_days[0].open.len()), (1, 2));
        assert_eq!(made(&lines("Other", vec![]), None).unwrap_err(), ["day_date=centres-day-twice"]);
        let both = ["day_from=centres-day-yearly-hours"; 2];
        assert_eq!(made(&lines("Eve", vec![1, 2]), None).unwrap_err(), both);
        let founded = CentreAsk {
            day_date: strings(&["", "2026-01-07"]),
            day_name: strings(&["", "Founded"]),
            day_yearly: vec![2],
            ..office()
        };
        let yearly = made(&founded, None).unwrap();
        assert_eq!(yearly.holidays.last().map(|day| day.when.is_dated()), Some(false));
        assert_eq!(made(&office(), Some(&yearly)).unwrap(), yearly, "it stays");
        assert_eq!(made(&founded, Some(&yearly)).unwrap_err(), ["day_name=centres-day-name-taken"]);
        let mut twins = CentreAsk { day_yearly: vec![1, 2, 2], ..founded.clone() };
        (twins.day_date[0], twins.day_name[0]) = ("2026-03-03".into(), "FOUNDED".into());
        assert_eq!(made(&twins, None).unwrap_err(), ["day_name=centres-day-name-taken"]);
        (twins.day_date[0], twins.day_yearly) = ("2026-12-24".into(), vec![2]);
        assert_eq!(made(&twins, None).unwrap_err(), ["day_name=centres-day-name-taken"]);
        for wrong in [0, 3, usize::MAX] {
            let none = CentreAsk { day_yearly: vec![2, wrong], ..founded.clone() };
            assert_eq!(made(&none, None).unwrap_err(), ["day_yearly=centres-day-yearly-none"], "{wrong}");
        }
        let worked = CentreAsk { worked: strings(&["Founded"]), ..office() };
        assert_eq!(made(&worked, Some(&yearly)).unwrap(), CalendarDraft::toronto());
        let typo = CentreAsk { worked: strings(&["Good Fryday"]), ..office() };
        assert_eq!(made(&typo, None).unwrap_err(), ["worked=centres-worked-unknown"]);
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
