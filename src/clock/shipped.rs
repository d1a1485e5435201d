//! Calendars ready to use, one for each call centre: hours 8:30 to 17:00 from Monday to Friday, and the public holidays of the
//! region. One-off holidays (a coronation, an election) are for an admin to add.

use super::calendar::CalendarDraft;
use super::holidays::{Holiday, MonthDay, Observed, Rule};
use super::hours::{Interval, TimeOfDay, Weekday};
use super::regions::Region;

impl CalendarDraft {
    /// The calendar of a call centre by the prefix of its user names: `CA`, `US`, `UK` or `AU`.
    pub fn shipped(call_centre: &str) -> Option<Self> {
        match call_centre {
            "CA" => Some(Self::toronto()),
            "US" => Some(Self::new_york()),
            "UK" => Some(Self::london()),
            "AU" => Some(Self::sydney()),
            _ => None,
        }
    }

    /// Ontario's nine public holidays (Employment Standards Act, 2000); a weekend one is observed on Monday.
    pub fn toronto() -> Self {
        Self::office(Region::Ontario)
    }

    /// The federal holidays of the United States.
    pub fn new_york() -> Self {
        Self::office(Region::UnitedStates)
    }

    /// The bank holidays of England and Wales.
    pub fn london() -> Self {
        Self::office(Region::England)
    }

    /// The public holidays of New South Wales.
    pub fn sydney() -> Self {
        Self::office(Region::NewSouthWales)
    }

    /// An office in this region, in the zone of most people there: 8:30 to 17:00 from Monday to Friday.
    pub fn office(region: Region) -> Self {
        let hours = Interval { from: TimeOfDay::OFFICE_OPENS, until: TimeOfDay::OFFICE_CLOSES };
        let working = Weekday::ALL.into_iter().filter(|weekday| !weekday.is_weekend());
        Self {
            zone: region.zone().to_owned(),
            region: Some(region),
            weekly: working.map(|weekday| (weekday, vec![hours])).collect(),
            holidays: region.holidays(),
            short_days: Vec::new(),
        }
    }
}

pub(super) fn yearly(name: &str, month: i8, day: i8, observed: Observed) -> Holiday {
    holiday(name, Rule::Yearly(MonthDay::known(month, day)), observed)
}

pub(super) fn nth(name: &str, nth: i8, weekday: Weekday, month: i8) -> Holiday {
    holiday(name, Rule::WeekdayOfMonth { nth, weekday, month }, Observed::AsIs)
}

pub(super) fn easter(name: &str, days: i16) -> Holiday {
    holiday(name, Rule::Easter(days), Observed::AsIs)
}

pub(super) fn holiday(name: &str, when: Rule, observed: Observed) -> Holiday {
    Holiday { name: name.to_owned(), when, observed }
}
