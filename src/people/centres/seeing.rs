//! What is known of a call centre, and what is asked of it, as its page and programs see it. It changes nothing.

use super::centre_view::{CentreView, DayLine, HolidayLine};
use super::drafting::{dated, own_rules, today};
use super::storing::{self, Stored};
use crate::clock::{CalendarDraft, Holiday, Region, Rule};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use jiff::civil::Date;

/// How far ahead is looked: a year, so that every holiday is met once.
const DAYS: u16 = 366;

/// The call centre as it stands.
///
/// # Errors
/// When the database fails or the stored calendar does not read.
pub(super) async fn seen(reads: &impl Reads, stored: Stored, now: Timestamp) -> Result<CentreView, Failure> {
    let hours = storing::hours(reads, stored.of.id).await?;
    let draft = hours.calendar.draft();
    Ok(CentreView {
        code_is_fixed: storing::is_carried(reads, &stored.of).await?,
        users: storing::users(reads, stored.of.id).await?,
        versions: storing::versions(reads, stored.of.calendar_id).await?,
        version: Some(stored.version),
        ..sketched(draft, (stored.of.code, stored.of.name), now)
    })
}

/// A call centre with these hours, of whom nobody knows yet.
pub(super) fn sketched(draft: &CalendarDraft, (code, name): (String, String), now: Timestamp) -> CentreView {
    let today = today(&draft.zone, now);
    CentreView {
        code,
        name,
        zone: draft.zone.clone(),
        region: Region::of(draft),
        hours: draft.weekly.iter().map(|(weekday, open)| (weekday.code(), open.clone())).collect(),
        holidays: holidays(draft, today),
        days: days(draft, today),
        users: 0,
        code_is_fixed: false,
        version: None,
        versions: Vec::new(),
    }
}

/// The holidays of every year, those on which it is open too, in the order in which they come.
fn holidays(draft: &CalendarDraft, today: Date) -> Vec<HolidayLine> {
    let brought = Region::of(draft).map(Region::holidays).unwrap_or_default();
    let rules: Vec<Holiday> = brought.into_iter().chain(own_rules(draft)).collect();
    let all = CalendarDraft { holidays: rules.clone(), short_days: Vec::new(), ..draft.clone() };
    let coming = all.check().map(|calendar| calendar.coming(today, DAYS)).unwrap_or_default();
    let mut lines: Vec<HolidayLine> = Vec::new();
    for rule in rules {
        if lines.iter().any(|line| line.name == rule.name) {
            continue;
        }
        let next = coming.iter().find(|day| day.name == rule.name);
        lines.push(HolidayLine {
            next: next.map(|day| day.date.to_string()),
            observed: next.is_some_and(|day| day.observed),
            worked: !draft.holidays.iter().any(|kept| kept.name == rule.name),
            name: rule.name,
        });
    }
    lines.sort_by(|one, other| (one.next.is_none(), &one.next).cmp(&(other.next.is_none(), &other.next)));
    lines
}

/// The single days from today on.
fn days(draft: &CalendarDraft, today: Date) -> Vec<DayLine> {
    let date = |when: Rule| match when {
        Rule::Date(date) if date >= today => Some(date.to_string()),
        _ => None,
    };
    let closed = dated(draft)
        .filter_map(|day| Some(DayLine { date: date(day.when)?, name: day.name.clone(), open: Vec::new() }));
    let short = draft
        .short_days
        .iter()
        .filter_map(|day| Some(DayLine { date: date(day.when)?, name: day.name.clone(), open: day.open.clone() }));
    let mut days: Vec<DayLine> = closed.chain(short).collect();
    days.sort_by(|one, other| one.date.cmp(&other.date));
    days
}
