//! What can be wrong with a calendar, and why a deadline cannot be given: as message keys with arguments.
//! It must not know the words people read; those are in the catalogue.

use jiff::civil::Date;

use super::hours::{Closure, TimeOfDay};

/// What is wrong with the text of a calendar. `Display` is for logs; people read [`key`](Self::key).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// The time zone database has no such zone.
    #[error("unknown time zone {zone:?}")]
    ZoneUnknown { zone: String },
    /// Not `HH:MM` between 00:00 and 24:00.
    #[error("{text:?} is not a time of day (HH:MM)")]
    TimeUnreadable { text: String },
    /// Not a date, or a month and day, that a calendar has.
    #[error("{text:?} is not a date")]
    DateUnreadable { text: String },
    /// An interval ends at or before its start. `day` is `mon` … `sun` or the name of a short day.
    #[error("{day}: {from}-{until} ends before it starts")]
    EndBeforeStart { day: String, from: TimeOfDay, until: TimeOfDay },
    /// Two intervals of one day share time; `until` is the end of the first, `from` the start of the second.
    #[error("{day}: one interval lasts until {until}, the next starts at {from}")]
    Overlap { day: String, from: TimeOfDay, until: TimeOfDay },
    /// No weekday has opening hours.
    #[error("the calendar is never open")]
    NeverOpen,
    /// A holiday or short day without a name cannot be explained to anybody.
    #[error("a holiday or short day has no name, or one above {limit} characters")]
    NameMissingOrLong { limit: usize },
    /// A rule that no year can fulfil, such as the sixth Monday of a month.
    #[error("{name}: no year has such a day")]
    RuleImpossible { name: String },
    /// A short day without hours; that would be a holiday.
    #[error("{name}: a short day needs hours")]
    ShortDayEmpty { name: String },
    /// More entries than one calendar may hold.
    #[error("more than {limit} entries")]
    TooMany { limit: usize },
}

/// Why business time could not be added or measured. `Display` is for logs; people read [`key`](Self::key).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DueFault {
    /// "Today" was asked for on a day that is not open.
    #[error("{date} is not open: {why:?}")]
    ClosedToday { date: Date, why: Closure },
    /// "Today" was asked for when today's last opening is over; `closed` is when it ended.
    #[error("{date} closed at {closed}")]
    AfterClosing { date: Date, closed: TimeOfDay },
    /// The hour picked is not later than the moment one starts from.
    #[error("{hour} has passed")]
    HourPassed { hour: TimeOfDay },
    /// The hour picked is outside the hours of that day.
    #[error("{hour} is outside {opens}-{closes} on {date}")]
    HourOutside { date: Date, hour: TimeOfDay, opens: TimeOfDay, closes: TimeOfDay },
    /// Not reached within this many years.
    #[error("not within {years} years")]
    BeyondHorizon { years: i64 },
}

/// An argument of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultArg {
    /// A name, or a date (`2026-12-24`).
    Text(String),
    /// A time of day.
    Time(TimeOfDay),
    /// What a holiday is called.
    Holiday(String),
    /// A count.
    Number(i64),
}

impl CalendarFault {
    /// The key of the message in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            Self::ZoneUnknown { .. } => "calendar-zone-unknown",
            Self::TimeUnreadable { .. } => "calendar-time-unreadable",
            Self::DateUnreadable { .. } => "calendar-date-unreadable",
            Self::EndBeforeStart { .. } => "calendar-end-before-start",
            Self::Overlap { .. } => "calendar-overlap",
            Self::NeverOpen => "calendar-never-open",
            Self::NameMissingOrLong { .. } => "calendar-name-missing-or-long",
            Self::RuleImpossible { .. } => "calendar-rule-impossible",
            Self::ShortDayEmpty { .. } => "calendar-short-day-empty",
            Self::TooMany { .. } => "calendar-too-many",
        }
    }

    /// The arguments of the message, each named as the field of the variant.
    pub fn args(&self) -> Vec<(&'static str, FaultArg)> {
        match self {
            Self::ZoneUnknown { zone } => vec![text("zone", zone)],
            Self::TimeUnreadable { text: what } | Self::DateUnreadable { text: what } => vec![text("text", what)],
            Self::EndBeforeStart { day, from, until } | Self::Overlap { day, from, until } => {
                vec![text("day", day), text("from", from), text("until", until)]
            }
            Self::NeverOpen => vec![],
            Self::RuleImpossible { name } | Self::ShortDayEmpty { name } => vec![text("name", name)],
            Self::NameMissingOrLong { limit } | Self::TooMany { limit } => {
                vec![("limit", FaultArg::Number(i64::try_from(*limit).unwrap_or(i64::MAX)))]
            }
        }
    }
}

impl DueFault {
    /// The key of the message in the catalogue.
    pub fn key(&self) -> &'static str {
        match self {
            Self::ClosedToday { why: Closure::Holiday { .. }, .. } => "due-closed-holiday",
            Self::ClosedToday { why: Closure::Weekend, .. } => "due-closed-weekend",
            Self::ClosedToday { why: Closure::NoHours, .. } => "due-closed-no-hours",
            Self::AfterClosing { .. } => "due-after-closing",
            Self::HourPassed { .. } => "due-hour-passed",
            Self::HourOutside { .. } => "due-hour-outside",
            Self::BeyondHorizon { .. } => "due-beyond-horizon",
        }
    }

    /// The arguments of the message, each named as the field of the variant; a holiday adds `name`.
    pub fn args(&self) -> Vec<(&'static str, FaultArg)> {
        match self {
            Self::ClosedToday { date, why: Closure::Holiday { name, .. } } => {
                vec![text("date", date), ("name", FaultArg::Holiday(name.clone()))]
            }
            Self::ClosedToday { date, .. } => vec![text("date", date)],
            Self::AfterClosing { date, closed } => vec![text("date", date), ("closed", FaultArg::Time(*closed))],
            Self::HourPassed { hour } => vec![("hour", FaultArg::Time(*hour))],
            Self::HourOutside { date, hour, opens, closes } => {
                let hours = [("hour", *hour), ("opens", *opens), ("closes", *closes)];
                let hours = hours.map(|(name, time)| (name, FaultArg::Time(time)));
                [text("date", date)].into_iter().chain(hours).collect()
            }
            Self::BeyondHorizon { years } => vec![("years", FaultArg::Number(*years))],
        }
    }
}

fn text(name: &'static str, value: impl ToString) -> (&'static str, FaultArg) {
    (name, FaultArg::Text(value.to_string()))
}
