//! Due dates of inquiries: the same day, or one to three business days, by the call centre's calendar. Which
//! hours those are, the clock knows.

use crate::clock::{Aim, Calendar, DayEnd, Deadline, DueFault, FaultArg, Promise, TimeOfDay, Within};
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Complaint;
use crate::platform::text::Arg;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The most business days that may be promised when a ticket is opened.
pub const MOST_DAYS: i32 = 3;
/// The most business days that may be promised later, with a reason: about a year.
pub const MOST_LATER: u32 = 260;

/// The beginning of the keys of holidays that have words in every language.
pub(super) const HOLIDAY: &str = "holiday-";

/// One button of the form: how many business days, and the moment that means now, or why it cannot be chosen.
#[derive(Clone, Debug)]
pub struct DueChoice {
    /// 0 is today.
    pub days: i32,
    /// When that is, by the hour that was picked.
    pub due: Result<Timestamp, Complaint>,
    /// It cannot be chosen, whatever hour is picked.
    pub is_shut: bool,
}

/// The choices as they stand at `now`, by the hour that was typed, if that is one.
#[must_use]
pub fn choices(calendar: &Calendar, hour: Option<&str>, now: Timestamp) -> Vec<DueChoice> {
    let by = day_end(hour).unwrap_or_default();
    let choice = |days| {
        let due = promised_by(calendar, days, by, now).map(|deadline| deadline.due);
        let is_shut = due.is_err() && promised(calendar, days, now).is_err();
        DueChoice { days, due, is_shut }
    };
    (0..=MOST_DAYS).map(choice).collect()
}

/// The deadline of a promise of `days` business days made at `now`, which lasts until that day closes.
///
/// # Errors
/// A complaint at the field `due`: today is over or closed, or `days` is not offered.
pub fn promised(calendar: &Calendar, days: i32, now: Timestamp) -> Result<Deadline, Complaint> {
    promised_by(calendar, days, DayEnd::Closing, now)
}

/// The same until the end that was picked.
///
/// # Errors
/// As above; at the field `hour`, where that is not within the day's hours or has passed.
pub fn promised_by(calendar: &Calendar, days: i32, by: DayEnd, now: Timestamp) -> Result<Deadline, Complaint> {
    let offered = u32::try_from(days).ok().filter(|_| days <= MOST_DAYS);
    let days = offered.ok_or_else(|| Complaint::at("due", "ticket-due-choose"))?;
    within(calendar, days, by, now).map_err(|fault| complaint(&fault))
}

/// The end of a day as somebody typed it: an hour such as `15:30`, or the closing where nothing was.
///
/// # Errors
/// A complaint at the field `hour`.
pub fn day_end(typed: Option<&str>) -> Result<DayEnd, Complaint> {
    let typed = typed.unwrap_or_default().trim();
    if typed.is_empty() {
        return Ok(DayEnd::Closing);
    }
    let hour = typed.parse::<TimeOfDay>().map_err(|_| Complaint::at("hour", "ticket-hour-unreadable"))?;
    Ok(DayEnd::Hour(hour))
}

/// The deadline at this end of `date`, promised at `now`, with the business days that it is away.
///
/// # Errors
/// A complaint at the field `day`: it is past, not open, or too far away; at the field `hour` as above.
pub fn promised_on(calendar: &Calendar, date: Date, by: DayEnd, now: Timestamp) -> Result<(i32, Deadline), Complaint> {
    let zone = TimeZone::get(calendar.zone_name()).unwrap_or(TimeZone::UTC);
    let date_of = |at: Timestamp| jiff::Timestamp::from(at).to_zoned(zone.clone()).date();
    // A closing at midnight is still that of the day before.
    let closes = |days| {
        let closing = calendar.add_business_days(now, days, DayEnd::Closing).ok()?;
        Some(date_of(closing.plus_millis(-1)))
    };
    let today = date_of(now);
    if date < today {
        return Err(Complaint::at("day", "ticket-day-past"));
    }
    let (mut least, mut most) = (u32::from(date > today), MOST_LATER);
    if closes(most).is_some_and(|last| last < date) {
        return Err(Complaint::at("day", "ticket-day-too-far"));
    }
    // Closings come in the order of their days: the first that is not before the date, by halves.
    while date > today && least < most {
        let middle = u32::midpoint(least, most);
        if closes(middle).is_some_and(|day| day < date) { least = middle + 1 } else { most = middle }
    }
    if date > today && closes(least) != Some(date) {
        return Err(Complaint::at("day", "ticket-day-closed"));
    }
    let at_its_field = |complaint: Complaint| match complaint.field {
        Some("hour") => complaint,
        _ => Complaint { field: Some("day"), ..complaint },
    };
    let deadline = within(calendar, least, by, now).map_err(|fault| at_its_field(complaint(&fault)))?;
    Ok((i32::try_from(least).unwrap_or(i32::MAX), deadline))
}

fn within(calendar: &Calendar, days: u32, by: DayEnd, now: Timestamp) -> Result<Deadline, DueFault> {
    let promise = Promise { aim: Aim::Resolve, within: Within::BusinessDays { days, by } };
    promise.deadline(calendar, now, &[])
}

/// A time of a calendar, as sentences say it.
pub(super) fn clock(time: TimeOfDay) -> Arg {
    let part = |number: u16| i8::try_from(number).unwrap_or(i8::MAX);
    Arg::Time(part(time.minutes() / 60), part(time.minutes() % 60))
}

fn complaint(fault: &DueFault) -> Complaint {
    let arg = |arg| match arg {
        FaultArg::Text(text) => Arg::from(text),
        FaultArg::Time(time) => clock(time),
        FaultArg::Holiday(name) => Arg::Known(HOLIDAY, name),
        FaultArg::Number(number) => Arg::from(number),
    };
    let field = match fault {
        DueFault::HourPassed { .. } | DueFault::HourOutside { .. } => "hour",
        DueFault::ClosedToday { .. } | DueFault::AfterClosing { .. } | DueFault::BeyondHorizon { .. } => "due",
    };
    let complaint = Complaint::at(field, fault.key());
    fault.args().into_iter().fold(complaint, |complaint, (name, value)| complaint.with(name, arg(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::CalendarDraft;

    fn toronto() -> Calendar {
        CalendarDraft::toronto().check().unwrap()
    }

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn each_button_shows_its_own_closing_hour() {
        // Thursday, 10:00 in Toronto; Friday is a working day, then a weekend.
        let choices = choices(&toronto(), None, at("2026-11-19T15:00:00Z"));
        let due: Vec<_> = choices.iter().map(|choice| choice.due.clone().unwrap().to_string()).collect();
        let expected = ["2026-11-19T22:00", "2026-11-20T22:00", "2026-11-23T22:00", "2026-11-24T22:00"];
        for (due, expected) in due.iter().zip(expected) {
            assert!(due.starts_with(expected), "{due} {expected}");
        }
    }

    #[test]
    fn today_is_closed_after_hours_and_says_why() {
        let choices = choices(&toronto(), None, at("2026-11-19T23:30:00Z"));
        assert_eq!(choices[0].due.clone().unwrap_err().key, "due-after-closing");
        assert!(choices[0].is_shut && choices[1].due.is_ok() && !choices[1].is_shut);
    }

    #[test]
    fn the_buttons_follow_the_hour() {
        // Thursday, 10:00 in Toronto.
        let says = |hour| {
            let choices = choices(&toronto(), Some(hour), at("2026-11-19T15:00:00Z"));
            choices.into_iter().map(|choice| (choice.due.map_err(|why| why.key), choice.is_shut)).collect::<Vec<_>>()
        };
        assert_eq!(says("15:00")[1], (Ok(at("2026-11-20T20:00:00Z")), false));
        assert_eq!(says("09:00")[0], (Err("due-hour-passed"), false), "another hour of today may be picked");
        assert_eq!(says("23:00")[3], (Err("due-hour-outside"), false));
        assert_eq!(says("noon")[1], (Ok(at("2026-11-20T22:00:00Z")), false), "said at the hour, not at the buttons");
    }

    #[test]
    fn an_hour_can_be_picked_within_the_hours_of_the_day() {
        // Thursday, 10:00 in Toronto, where a day lasts from 8:30 to 17:00.
        let now = at("2026-11-19T15:00:00Z");
        let due = |days, typed| {
            let by = day_end(Some(typed))?;
            promised_by(&toronto(), days, by, now).map(|deadline| deadline.due.to_string()[..16].to_owned())
        };
        assert_eq!(due(0, "15:30").unwrap(), "2026-11-19T20:30");
        assert_eq!(due(0, " ").unwrap(), "2026-11-19T22:00");
        assert_eq!(due(1, "9:00").unwrap(), "2026-11-20T14:00");
        assert_eq!(due(1, "17:00").unwrap(), "2026-11-20T22:00");
        let refused = |days, typed| {
            let complaint = due(days, typed).unwrap_err();
            (complaint.field.unwrap(), complaint.key)
        };
        assert_eq!(refused(0, "09:59"), ("hour", "due-hour-passed"));
        assert_eq!(refused(0, "18:00"), ("hour", "due-hour-outside"));
        assert_eq!(refused(1, "07:00"), ("hour", "due-hour-outside"));
        assert_eq!(refused(1, "23:00"), ("hour", "due-hour-outside"));
        assert_eq!(refused(0, "noon"), ("hour", "ticket-hour-unreadable"));
    }

    #[test]
    fn days_that_are_not_offered_are_refused() {
        for days in [-1, 4, i32::MAX, i32::MIN] {
            let refused = promised(&toronto(), days, at("2026-11-19T15:00:00Z")).unwrap_err();
            assert_eq!((refused.field, refused.key), (Some("due"), "ticket-due-choose"));
        }
    }
}
