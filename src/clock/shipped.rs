//! Calendars ready to use, one for each call centre: hours 8:30 to 17:00 from Monday to Friday, and the
//! public holidays that fall on fixed rules. One-off holidays (a coronation, an election) are for an admin to add.

use jiff::civil::date;

use super::calendar::CalendarDraft;
use super::holidays::{Holiday, MonthDay, Observed, Rule};
use super::hours::{Interval, TimeOfDay, Weekday};

use Observed::{AsIs, Monday, Nearest};
use Weekday::{Mon, Thu};

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
        let holidays = vec![
            yearly("New Year's Day", 1, 1, Monday),
            nth("Family Day", 3, Mon, 2),
            easter("Good Friday", -2),
            holiday("Victoria Day", Rule::WeekdayBefore { weekday: Mon, before: MonthDay::known(5, 25) }, AsIs),
            yearly("Canada Day", 7, 1, Monday),
            nth("Labour Day", 1, Mon, 9),
            nth("Thanksgiving", 2, Mon, 10),
            yearly("Christmas Day", 12, 25, Monday),
            yearly("Boxing Day", 12, 26, Monday),
        ];
        office("America/Toronto", holidays)
    }

    /// The federal holidays of the United States (5 U.S.C. 6103); a Saturday one is observed on Friday.
    pub fn new_york() -> Self {
        let holidays = vec![
            yearly("New Year's Day", 1, 1, Nearest),
            nth("Martin Luther King Jr. Day", 3, Mon, 1),
            nth("Washington's Birthday", 3, Mon, 2),
            nth("Memorial Day", -1, Mon, 5),
            yearly("Juneteenth", 6, 19, Nearest),
            yearly("Independence Day", 7, 4, Nearest),
            nth("Labor Day", 1, Mon, 9),
            nth("Columbus Day", 2, Mon, 10),
            yearly("Veterans Day", 11, 11, Nearest),
            nth("Thanksgiving Day", 4, Thu, 11),
            yearly("Christmas Day", 12, 25, Nearest),
        ];
        office("America/New_York", holidays)
    }

    /// The bank holidays of England and Wales; a weekend one is observed on the next working day.
    pub fn london() -> Self {
        let holidays = vec![
            yearly("New Year's Day", 1, 1, Monday),
            easter("Good Friday", -2),
            easter("Easter Monday", 1),
            nth("Early May bank holiday", 1, Mon, 5),
            nth("Spring bank holiday", -1, Mon, 5),
            nth("Summer bank holiday", -1, Mon, 8),
            yearly("Christmas Day", 12, 25, Monday),
            yearly("Boxing Day", 12, 26, Monday),
        ];
        office("Europe/London", holidays)
    }

    /// The public holidays of New South Wales (Public Holidays Act 2010). Anzac Day has no substitute there
    /// unless one is declared, as for 2026 and 2027 (Public Holidays Amendment (Anzac Day) Order 2026).
    pub fn sydney() -> Self {
        let holidays = vec![
            yearly("New Year's Day", 1, 1, Monday),
            yearly("Australia Day", 1, 26, Monday),
            easter("Good Friday", -2),
            easter("Easter Saturday", -1),
            easter("Easter Sunday", 0),
            easter("Easter Monday", 1),
            yearly("Anzac Day", 4, 25, AsIs),
            holiday("Anzac Day holiday", Rule::Date(date(2026, 4, 27)), AsIs),
            holiday("Anzac Day holiday", Rule::Date(date(2027, 4, 26)), AsIs),
            nth("King's Birthday", 2, Mon, 6),
            nth("Labour Day", 1, Mon, 10),
            yearly("Christmas Day", 12, 25, Monday),
            yearly("Boxing Day", 12, 26, Monday),
        ];
        office("Australia/Sydney", holidays)
    }
}

fn office(zone: &str, holidays: Vec<Holiday>) -> CalendarDraft {
    let hours = Interval { from: TimeOfDay::OFFICE_OPENS, until: TimeOfDay::OFFICE_CLOSES };
    let working = Weekday::ALL.into_iter().filter(|weekday| !weekday.is_weekend());
    let weekly = working.map(|weekday| (weekday, vec![hours])).collect();
    CalendarDraft { zone: zone.to_owned(), weekly, holidays, short_days: Vec::new() }
}

fn yearly(name: &str, month: i8, day: i8, observed: Observed) -> Holiday {
    holiday(name, Rule::Yearly(MonthDay::known(month, day)), observed)
}

fn nth(name: &str, nth: i8, weekday: Weekday, month: i8) -> Holiday {
    holiday(name, Rule::WeekdayOfMonth { nth, weekday, month }, AsIs)
}

fn easter(name: &str, days: i16) -> Holiday {
    holiday(name, Rule::Easter(days), AsIs)
}

fn holiday(name: &str, when: Rule, observed: Observed) -> Holiday {
    Holiday { name: name.to_owned(), when, observed }
}
