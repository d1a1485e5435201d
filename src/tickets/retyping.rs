//! Another inquiry type: the one chosen first was wrong, or the call turned into something else. "Other" demands its
//! details, as it does when a ticket is opened; what they said before is kept with the change.

use super::happenings::TicketEvent;
use super::keeping::{find_fresh, replace};
use super::remarking;
use super::ticket::Ticket;
use super::types::{self, InquiryType};
use crate::people::Actor;
use crate::platform::db::{FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaints, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What is asked: another type for the ticket as it was seen.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Retype {
    /// The version that the form was drawn from.
    pub version: i64,
    /// The inquiry type's id.
    #[serde(rename = "type")]
    pub type_id: Option<i64>,
    /// What "Other" is.
    pub details: Option<String>,
}

impl Ticket {
    /// The rule: this ticket, of the type `to`, and what "Other" is.
    ///
    /// # Errors
    /// At the field `details`, where "Other" needs them; at the field `type`, where that is what it is already.
    pub fn retyped(
        &self,
        by: Actor<'_>,
        to: &InquiryType,
        details: Option<&str>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let mut complaints = Complaints::default();
        let type_details = to.details(details, &mut complaints);
        complaints.into_result()?;
        if (self.type_id, &self.type_details) == (Some(to.id), &type_details) {
            return Err(Refusal::invalid("type", "ticket-type-same"));
        }
        Ok(Self { type_id: Some(to.id), type_details, ..self.changed(by, now) })
    }
}

/// The verb: changes the type; answers the ticket's number.
///
/// # Errors
/// Not seen; stale; a type that is not offered, at the field `type`; what the rule refuses.
pub async fn retype(tx: &mut Tx, by: Actor<'_>, number: i64, ask: &Retype, now: Timestamp) -> Result<i64, Failure> {
    let before = find_fresh(tx, by, number, ask.version).await?;
    let to = match ask.type_id {
        Some(id) => types::find_offered(tx, id).await?,
        None => None,
    };
    let to = to.ok_or_else(|| Refusal::invalid("type", "ticket-type-choose"))?;
    give(tx, by, &before, (&to, ask.details.as_deref()), now).await?;
    Ok(before.id)
}

/// Gives a ticket that was just found this type.
///
/// # Errors
/// What the rule refuses.
pub(super) async fn give(
    tx: &mut Tx,
    by: Actor<'_>,
    before: &Ticket,
    (to, details): (&InquiryType, Option<&str>),
    now: Timestamp,
) -> Result<(), Failure> {
    let after = before.retyped(by, to, details, now)?;
    let (was, is) = (kept(tx, before).await?, kept(tx, &after).await?);
    let event = TicketEvent::Retyped { from: before.type_id, to: to.id, was, is };
    replace(tx, before, &after, vec![event.happened(&after, by, now)]).await
}

/// The details of a ticket as words that an event can name.
async fn kept(tx: &mut Tx, ticket: &Ticket) -> Result<Option<i64>, Failure> {
    match &ticket.type_details {
        Some(details) => Ok(Some(remarking::write(tx, ticket, details).await?)),
        None => Ok(None),
    }
}

/// The names of these types.
///
/// # Errors
/// When the database fails.
pub(super) async fn names(
    reads: &impl Reads,
    ids: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, String>, Failure> {
    let rows: Vec<Name> = reads.all(Sql::new("SELECT id, name FROM inquiry_types WHERE id IN ").list(ids)).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

#[derive(FromRow)]
struct Name {
    id: i64,
    name: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::ticket::sample::{NOW, ticket};

    fn of(id: i64) -> InquiryType {
        InquiryType {
            id,
            name: "Any".into(),
            group_name: String::new(),
            description: String::new(),
            search_words: String::new(),
            due_days: 1,
        }
    }

    fn refused(to: i64, details: Option<&str>) -> Vec<(Option<&'static str>, &'static str)> {
        let refusal = ticket().retyped(Actor::System, &of(to), details, NOW).unwrap_err();
        refusal.complaints.iter().map(|complaint| (complaint.field, complaint.key)).collect()
    }

    #[test]
    fn details_belong_to_other_alone() {
        let refund = ticket().retyped(Actor::System, &of(5), Some("left over"), NOW).unwrap();
        assert_eq!((refund.type_id, refund.type_details), (Some(5), None));
        let other = ticket().retyped(Actor::System, &of(types::OTHER), Some(" A lost  cap "), NOW).unwrap();
        assert_eq!(other.type_details.as_deref(), Some("A lost  cap"));
        let said_better = other.retyped(Actor::System, &of(types::OTHER), Some("A lost lid"), NOW).unwrap();
        assert_eq!(said_better.type_details.as_deref(), Some("A lost lid"));
    }

    #[test]
    fn what_it_is_already_and_an_unsaid_other_are_refused() {
        assert_eq!(refused(3, None), [(Some("type"), "ticket-type-same")]);
        for details in [None, Some(" \u{200b}"), Some("")] {
            assert_eq!(refused(types::OTHER, details)[0].0, Some("details"));
        }
        assert_eq!(refused(types::OTHER, Some(&"x".repeat(201))), [(Some("details"), "input-too-long")]);
    }
}
