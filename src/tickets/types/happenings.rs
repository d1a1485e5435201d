//! What can happen to the list of types. Events are kept for ever: a kind is never renamed, a body never loses a field,
//! and words stay in rows.

use crate::people::Actor;
use crate::platform::db::{Happening, Subject};
use crate::platform::moment::Timestamp;
use serde_json::{Value, json};

/// What events of one type are about.
pub(super) const KIND: &str = "inquiry_type";
/// What events of the whole list are about.
const LIST: Subject = Subject::new("inquiry_types", 1);

/// Something that happened to a type, or to all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TypeEvent {
    /// It was added.
    Added,
    /// These fields say something else.
    Changed(Vec<&'static str>),
    /// New inquiries may not have it any more.
    Retired,
    /// They may again.
    Restored,
    /// It stands at another place, counted from 1.
    Moved(usize),
    /// So many tickets of "Other" are to become of it.
    Promoted(i64),
    /// They all did.
    PromotionDone(i64),
}

impl TypeEvent {
    /// It, as it happened to the type of this id.
    pub(super) fn happened(self, id: i64, by: Actor<'_>, at: Timestamp) -> Happening {
        let (kind, body) = match self {
            Self::Added => ("inquiry_type.added", json!({})),
            Self::Changed(fields) => ("inquiry_type.changed", json!({ "fields": fields })),
            Self::Retired => ("inquiry_type.retired", json!({})),
            Self::Restored => ("inquiry_type.restored", json!({})),
            Self::Moved(place) => ("inquiry_type.moved", json!({ "place": place })),
            Self::Promoted(tickets) => ("inquiry_type.promoted", json!({ "tickets": tickets })),
            Self::PromotionDone(tickets) => ("inquiry_type.promotion_done", json!({ "tickets": tickets })),
        };
        Happening { at, actor: by.id(), subject: Subject::new(KIND, id), kind, body }
    }
}

/// The list was reviewed.
pub(super) fn reviewed(by: Actor<'_>, at: Timestamp) -> Happening {
    of_list("inquiry_types.reviewed", json!({}), by, at)
}

/// A file was applied to the list.
pub(super) fn imported(counts: Value, by: Actor<'_>, at: Timestamp) -> Happening {
    of_list("inquiry_types.imported", counts, by, at)
}

/// The list stands in another order.
pub(super) fn reordered(by: Actor<'_>, at: Timestamp) -> Happening {
    of_list("inquiry_types.reordered", json!({}), by, at)
}

fn of_list(kind: &'static str, body: Value, by: Actor<'_>, at: Timestamp) -> Happening {
    Happening { at, actor: by.id(), subject: LIST, kind, body }
}
