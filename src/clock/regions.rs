//! Whose public holidays a calendar can begin with: provinces, territories and countries, each with the rules of its own
//! holidays and the zone in which most people there live. What a company adds or leaves out is its calendar's matter.

use super::calendar::CalendarDraft;
use super::holidays::Observed::{AsIs, Monday, Nearest};
use super::holidays::{Holiday, MonthDay, Rule};
use super::hours::Weekday::{Mon, Thu};
use super::shipped::{easter, holiday, nth, yearly};
use crate::text_enum;
use jiff::civil::date;

text_enum! {
    /// A place with public holidays of its own, by its code in ISO 3166.
    pub enum Region {
        /// Ontario.
        Ontario = "CA-ON",
        /// Québec.
        Quebec = "CA-QC",
        /// British Columbia.
        BritishColumbia = "CA-BC",
        /// Alberta.
        Alberta = "CA-AB",
        /// Saskatchewan.
        Saskatchewan = "CA-SK",
        /// Manitoba.
        Manitoba = "CA-MB",
        /// New Brunswick.
        NewBrunswick = "CA-NB",
        /// Nova Scotia.
        NovaScotia = "CA-NS",
        /// Prince Edward Island.
        PrinceEdwardIsland = "CA-PE",
        /// Newfoundland and Labrador.
        Newfoundland = "CA-NL",
        /// Yukon.
        Yukon = "CA-YT",
        /// The Northwest Territories.
        NorthwestTerritories = "CA-NT",
        /// Nunavut.
        Nunavut = "CA-NU",
        /// The United States: federal holidays.
        UnitedStates = "US",
        /// England and Wales.
        England = "GB-EAW",
        /// New South Wales.
        NewSouthWales = "AU-NSW",
    }
}

impl Region {
    /// Where the clocks of most people there are.
    pub const fn zone(self) -> &'static str {
        match self {
            Self::Ontario | Self::Quebec => "America/Toronto",
            Self::BritishColumbia => "America/Vancouver",
            Self::Alberta | Self::NorthwestTerritories => "America/Edmonton",
            Self::Saskatchewan => "America/Regina",
            Self::Manitoba => "America/Winnipeg",
            Self::NewBrunswick => "America/Moncton",
            Self::NovaScotia | Self::PrinceEdwardIsland => "America/Halifax",
            Self::Newfoundland => "America/St_Johns",
            Self::Yukon => "America/Whitehorse",
            Self::Nunavut => "America/Iqaluit",
            Self::UnitedStates => "America/New_York",
            Self::England => "Europe/London",
            Self::NewSouthWales => "Australia/Sydney",
        }
    }

    /// Its public holidays as employment law there has them in 2026. Where a fixed one falls on a weekend, laws differ on who
    /// has which other day; offices keep the Monday, but for Remembrance Day and the day for truth and reconciliation, which are that day or none.
    pub fn holidays(self) -> Vec<Holiday> {
        match self {
            Self::UnitedStates => united_states(),
            Self::England => england(),
            Self::NewSouthWales => new_south_wales(),
            _ => self.canadian(),
        }
    }

    /// The region that a calendar says it began with; or whose holidays it has, all of them and no other.
    pub fn of(draft: &CalendarDraft) -> Option<Self> {
        draft.region.or_else(|| Self::ALL.iter().copied().find(|region| region.holidays() == draft.holidays))
    }

    fn canadian(self) -> Vec<Holiday> {
        let victoria = |name| holiday(name, Rule::WeekdayBefore { weekday: Mon, before: MonthDay::known(5, 25) }, AsIs);
        let days: [Option<Holiday>; 14] = [
            Some(yearly("New Year's Day", 1, 1, Monday)),
            self.february().map(|name| nth(name, 3, Mon, 2)),
            Some(easter("Good Friday", -2)),
            match self {
                Self::Quebec => Some(victoria("National Patriots' Day")),
                Self::NewBrunswick | Self::NovaScotia | Self::PrinceEdwardIsland | Self::Newfoundland => None,
                _ => Some(victoria("Victoria Day")),
            },
            match self {
                Self::Quebec => Some(yearly("National Holiday", 6, 24, Monday)),
                Self::Yukon | Self::NorthwestTerritories => {
                    Some(yearly("National Indigenous Peoples Day", 6, 21, Monday))
                }
                _ => None,
            },
            Some(yearly("Canada Day", 7, 1, Monday)),
            (self == Self::Nunavut).then(|| yearly("Nunavut Day", 7, 9, Monday)),
            self.august(),
            Some(nth("Labour Day", 1, Mon, 9)),
            self.keeps_reconciliation().then(|| yearly("National Day for Truth and Reconciliation", 9, 30, AsIs)),
            match self {
                Self::NewBrunswick | Self::NovaScotia | Self::PrinceEdwardIsland | Self::Newfoundland => None,
                _ => Some(nth("Thanksgiving", 2, Mon, 10)),
            },
            match self {
                Self::Ontario | Self::Quebec | Self::Manitoba | Self::NovaScotia => None,
                _ => Some(yearly("Remembrance Day", 11, 11, AsIs)),
            },
            Some(yearly("Christmas Day", 12, 25, Monday)),
            (self == Self::Ontario).then(|| yearly("Boxing Day", 12, 26, Monday)),
        ];
        days.into_iter().flatten().collect()
    }

    /// What the third Monday of February is called, where it is free.
    const fn february(self) -> Option<&'static str> {
        match self {
            Self::Ontario | Self::BritishColumbia | Self::Alberta | Self::Saskatchewan | Self::NewBrunswick => {
                Some("Family Day")
            }
            Self::Manitoba => Some("Louis Riel Day"),
            Self::NovaScotia => Some("Heritage Day"),
            Self::PrinceEdwardIsland => Some("Islander Day"),
            _ => None,
        }
    }

    fn august(self) -> Option<Holiday> {
        let first = |name| Some(nth(name, 1, Mon, 8));
        match self {
            Self::BritishColumbia => first("B.C. Day"),
            Self::Saskatchewan => first("Saskatchewan Day"),
            Self::NewBrunswick => first("New Brunswick Day"),
            Self::NorthwestTerritories | Self::Nunavut => first("Civic Holiday"),
            Self::Yukon => Some(nth("Discovery Day", 3, Mon, 8)),
            _ => None,
        }
    }

    const fn keeps_reconciliation(self) -> bool {
        matches!(
            self,
            Self::BritishColumbia
                | Self::Manitoba
                | Self::PrinceEdwardIsland
                | Self::Yukon
                | Self::NorthwestTerritories
                | Self::Nunavut
        )
    }
}

/// The federal holidays of the United States (5 U.S.C. 6103); a Saturday one is observed on Friday.
fn united_states() -> Vec<Holiday> {
    vec![
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
    ]
}

/// The bank holidays of England and Wales; a weekend one is observed on the next working day.
fn england() -> Vec<Holiday> {
    vec![
        yearly("New Year's Day", 1, 1, Monday),
        easter("Good Friday", -2),
        easter("Easter Monday", 1),
        nth("Early May bank holiday", 1, Mon, 5),
        nth("Spring bank holiday", -1, Mon, 5),
        nth("Summer bank holiday", -1, Mon, 8),
        yearly("Christmas Day", 12, 25, Monday),
        yearly("Boxing Day", 12, 26, Monday),
    ]
}

/// The public holidays of New South Wales (Public Holidays Act 2010). Anzac Day has no substitute there unless one is declared,
/// as for 2026 and 2027 (Public Holidays Amendment (Anzac Day) Order 2026).
fn new_south_wales() -> Vec<Holiday> {
    vec![
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
    ]
}
