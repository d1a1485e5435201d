//! A moment as it is stored, compared and sent everywhere: whole milliseconds, UTC.
//! It knows no time zone, no calendar and no database.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

/// Milliseconds since 1970-01-01T00:00:00Z, always between the years -9999 and 9999,
/// so that every value can be written as a date.
///
/// In JSON it is RFC 3339 with milliseconds and `Z`: `"2026-11-02T13:30:00.000Z"`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The earliest moment, late on the first day of the year -9999.
    pub const MIN: Self = Self(-377_705_023_201_000);
    /// The latest moment, on the last day but one of the year 9999.
    pub const MAX: Self = Self(253_402_207_200_000);

    /// The moment `millis` milliseconds after the epoch, held within [`MIN`](Self::MIN) and [`MAX`](Self::MAX).
    pub const fn from_millis(millis: i64) -> Self {
        // `clamp` is not yet a function for constants.
        Self(if millis < Self::MIN.0 {
            Self::MIN.0
        } else if millis > Self::MAX.0 {
            Self::MAX.0
        } else {
            millis
        })
    }

    /// Milliseconds since the epoch.
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// The moment by this machine's clock. The `clock` room never calls it: there every moment is an argument.
    pub fn now() -> Self {
        jiff::Timestamp::now().into()
    }

    /// This moment moved by `millis` (negative: back), held within [`MIN`](Self::MIN) and [`MAX`](Self::MAX).
    pub fn plus_millis(self, millis: i64) -> Self {
        Self::from_millis(self.0.saturating_add(millis))
    }
}

impl From<jiff::Timestamp> for Timestamp {
    /// Drops what is finer than a millisecond.
    fn from(at: jiff::Timestamp) -> Self {
        Self::from_millis(at.as_millisecond())
    }
}

impl From<Timestamp> for jiff::Timestamp {
    fn from(at: Timestamp) -> Self {
        // Never out of range, because `from_millis` holds every value inside it.
        Self::from_millisecond(at.0).unwrap_or(Self::UNIX_EPOCH)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", jiff::Timestamp::from(*self))
    }
}

impl FromStr for Timestamp {
    type Err = jiff::Error;

    /// Reads RFC 3339 with any offset; what is finer than a millisecond is dropped.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse::<jiff::Timestamp>().map(Self::from)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn json_is_rfc_3339_with_milliseconds() {
        let at = Timestamp::from_millis(1_793_626_200_000);
        let json = serde_json::to_string(&at).unwrap();
        assert_eq!(json, r#""2026-11-02T13:30:00.000Z""#);
        assert_eq!(serde_json::from_str::<Timestamp>(&json).unwrap(), at);
    }

    #[test]
    fn any_offset_is_read_and_finer_digits_are_dropped() {
        let at: Timestamp = "2026-11-02T08:30:00.1239-05:00".parse().unwrap();
        assert_eq!(at.to_string(), "2026-11-02T13:30:00.123Z");
        assert!("yesterday".parse::<Timestamp>().is_err());
        assert!(serde_json::from_str::<Timestamp>("12").is_err());
    }

    #[test]
    fn the_ends_of_time_hold() {
        for (end, beyond) in [(Timestamp::MIN, -1), (Timestamp::MAX, 1)] {
            assert!(jiff::Timestamp::from_millisecond(end.as_millis()).is_ok());
            assert!(jiff::Timestamp::from_millisecond(end.as_millis() + beyond).is_err());
        }
        assert_eq!(Timestamp::from(jiff::Timestamp::MAX), Timestamp::MAX);
        for at in [Timestamp::MIN, Timestamp::MAX] {
            assert_eq!(at.to_string().parse::<Timestamp>().unwrap(), at);
        }
        assert_eq!(Timestamp::MAX.plus_millis(i64::MAX), Timestamp::MAX);
        assert_eq!(Timestamp::from_millis(i64::MIN), Timestamp::MIN);
    }
}
