//! Why a ticket is pending or closed: a word that stays the same in columns, addresses and JSON whatever the desk calls it.
//! Which reasons a desk offers, and their names, `reasons/` knows.

use super::Status;
use crate::platform::db::{Cell, FromCell, Nullable, Value};
use serde::{Deserialize, Serialize};
use std::fmt::{self, Display, Formatter};
use std::str::FromStr;
use utoipa::openapi::schema::Type;
use utoipa::openapi::{ObjectBuilder, RefOr, Schema};

/// Why a ticket is pending or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Reason {
    /// Pending: the customer must answer.
    Customer,
    /// Pending: the lead must decide.
    Lead,
    /// Pending: another department must act.
    Department,
    /// Pending: the carrier must act.
    Carrier,
    /// Closed: settled.
    Resolved,
    /// Closed: another ticket says the same.
    Duplicate,
    /// Closed: the customer did not answer.
    NoReply,
    /// Closed: it should not have been opened.
    Mistake,
    /// Closed: it goes on as an exception.
    NowException,
    /// Pending: one that the desk added, by its key.
    Pending(i64),
    /// Closed: one that the desk added, by its key.
    Closed(i64),
}

/// Those that come with a desk, with their words and the beginnings of those that it adds.
const SHIPPED: [(Reason, &str); 9] = [
    (Reason::Customer, "customer"),
    (Reason::Lead, "lead"),
    (Reason::Department, "department"),
    (Reason::Carrier, "carrier"),
    (Reason::Resolved, "resolved"),
    (Reason::Duplicate, "duplicate"),
    (Reason::NoReply, "no_reply"),
    (Reason::Mistake, "mistake"),
    (Reason::NowException, "now_exception"),
];

impl Reason {
    /// The status that it is a reason for.
    #[must_use]
    pub const fn status(self) -> Status {
        match self {
            Self::Customer | Self::Lead | Self::Department | Self::Carrier | Self::Pending(_) => Status::Pending,
            Self::Resolved | Self::Duplicate | Self::NoReply | Self::Mistake | Self::NowException | Self::Closed(_) => {
                Status::Closed
            }
        }
    }

    /// The one with this key that a desk adds for a status; none for a status that wants no reason.
    #[must_use]
    pub const fn added(status: Status, key: i64) -> Option<Self> {
        match status {
            Status::Pending => Some(Self::Pending(key)),
            Status::Closed => Some(Self::Closed(key)),
            Status::Open | Status::InProgress => None,
        }
    }

    /// The catalogue key of its words, where it comes with the desk.
    #[must_use]
    pub const fn key(self) -> Option<&'static str> {
        match self {
            Self::Customer => Some("ticket-reason-customer"),
            Self::Lead => Some("ticket-reason-lead"),
            Self::Department => Some("ticket-reason-department"),
            Self::Carrier => Some("ticket-reason-carrier"),
            Self::Resolved => Some("ticket-reason-resolved"),
            Self::Duplicate => Some("ticket-reason-duplicate"),
            Self::NoReply => Some("ticket-reason-no-reply"),
            Self::Mistake => Some("ticket-reason-mistake"),
            Self::NowException => Some("ticket-reason-now-exception"),
            Self::Pending(_) | Self::Closed(_) => None,
        }
    }
}

impl Status {
    /// Whether a ticket at it carries a reason.
    #[must_use]
    pub const fn wants_reason(self) -> bool {
        matches!(self, Self::Pending | Self::Closed)
    }
}

impl Display for Reason {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pending(key) | Self::Closed(key) => write!(f, "{}_{key}", self.status()),
            shipped => f.write_str(SHIPPED.iter().find(|(reason, _)| reason == shipped).map_or("", |(_, word)| word)),
        }
    }
}

impl FromStr for Reason {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        if let Some((reason, _)) = SHIPPED.iter().find(|(_, shipped)| *shipped == word) {
            return Ok(*reason);
        }
        let added = || {
            let (status, key) = word.rsplit_once('_')?;
            let key = key.parse().ok().filter(|key| *key > 0)?;
            Self::added(status.parse().ok()?, key)
        };
        // One reason has one word: `pending_07` is none.
        added().filter(|reason| reason.to_string() == word).ok_or_else(|| format!("{word:?} is no reason"))
    }
}

impl From<Reason> for String {
    fn from(reason: Reason) -> Self {
        reason.to_string()
    }
}

impl TryFrom<String> for Reason {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        word.parse()
    }
}

impl From<Reason> for Value {
    fn from(reason: Reason) -> Self {
        reason.to_string().into()
    }
}

impl Nullable for Reason {
    fn null() -> Value {
        Value::Text(None)
    }
}

impl FromCell for Reason {
    fn from_cell(cell: Cell<'_>) -> Result<Self, String> {
        cell.text()?.parse()
    }
}

impl utoipa::PartialSchema for Reason {
    fn schema() -> RefOr<Schema> {
        let says = "Why a ticket is pending or closed. Those that a desk adds are `pending_` or `closed_` with their key; \
                    the editor of a ticket names those that it can be given, and GET /reasons lists all.";
        let schema = ObjectBuilder::new().schema_type(Type::String).description(Some(says));
        schema.examples(SHIPPED.iter().map(|(_, word)| *word).chain(["pending_10"])).build().into()
    }
}

impl utoipa::ToSchema for Reason {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_has_one_word_that_reads_back() {
        let added = [Reason::Pending(10), Reason::Closed(i64::MAX)];
        for reason in SHIPPED.iter().map(|(reason, _)| *reason).chain(added) {
            assert_eq!(reason.to_string().parse(), Ok(reason));
            assert!(reason.status().wants_reason());
        }
        assert_eq!(Reason::Pending(10).to_string(), "pending_10");
    }

    #[test]
    fn what_is_no_reason_is_refused() {
        for word in [
            "",
            "hunger",
            "pending",
            "pending_",
            "pending_07",
            "pending_+7",
            "pending_-7",
            "open_7",
            "closed_9223372036854775808",
        ] {
            assert!(word.parse::<Reason>().is_err(), "{word}");
        }
    }
}
