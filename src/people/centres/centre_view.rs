//! A call centre as programs see it and as its page is drawn. It reads nothing.

use crate::clock::{Interval, Region};
use crate::platform::moment::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One call centre: the public contract of `GET /call-centres/{code}`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CentreView {
    /// Such as `CA`; blank where there is none yet.
    pub code: String,
    /// The name that people read.
    pub name: String,
    /// The IANA name of its time zone.
    pub zone: String,
    /// Whose public holidays it keeps.
    pub region: Option<Region>,
    /// When it is open, by weekday: `mon` to `sun`. One that is not named is closed.
    #[schema(value_type = BTreeMap<String, Vec<Vec<String>>>)]
    pub hours: BTreeMap<&'static str, Vec<Interval>>,
    /// Its holidays that come every year.
    pub holidays: Vec<HolidayLine>,
    /// Days from today on that are closed or have hours of their own, each once.
    pub days: Vec<DayLine>,
    /// How many work there and can sign in.
    pub users: i64,
    /// User names begin with its code, so that cannot change.
    pub code_is_fixed: bool,
    /// Its version: name it where you change it. None where there is none yet.
    pub version: Option<i64>,
    /// Since when its hours hold, the newest first; at most 10. A ticket keeps the date that it was promised.
    pub versions: Vec<Version>,
}

/// A holiday of every year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct HolidayLine {
    /// What it is called.
    pub name: String,
    /// When it next closes the call centre, such as `2026-12-25`; nothing where it falls on no open day within a year.
    pub next: Option<String>,
    /// That is not the day itself, but the one that is free instead.
    pub observed: bool,
    /// It is open as usual.
    pub worked: bool,
}

/// A day of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct DayLine {
    /// Such as `2026-12-24`.
    pub date: String,
    /// What it is called.
    pub name: String,
    /// When it is open then; nothing where it is closed.
    #[schema(value_type = Vec<Vec<String>>)]
    pub open: Vec<Interval>,
}

/// A version of its hours.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Version {
    /// Since when it counts.
    #[schema(value_type = String, format = DateTime)]
    pub since: Timestamp,
    /// Who made it; nobody where it was the desk itself.
    pub by: Option<String>,
}
