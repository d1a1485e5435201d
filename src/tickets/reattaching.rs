//! Another distributor: the wrong one was chosen. It is named by its number, and both stay in the history. How numbers
//! are found, `parties` knows.

use super::happenings::TicketEvent;
use super::keeping::{find_fresh, replace};
use super::ticket::Ticket;
use super::worklist_rows::RowParty;
use crate::parties::{self, Party};
use crate::people::Actor;
use crate::platform::db::{FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What is asked: another distributor for the ticket as it was seen.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Reattach {
    /// The version that the form was drawn from.
    pub version: i64,
    /// The distributor's number.
    pub party_number: Option<String>,
}

impl Ticket {
    /// The rule: this ticket, about `party`.
    ///
    /// # Errors
    /// At the field `party_number`, where it is about them already.
    pub fn reattached(&self, by: Actor<'_>, party: i64, now: Timestamp) -> Result<Self, Refusal> {
        if self.party_id == Some(party) {
            return Err(Refusal::invalid("party_number", "ticket-party-same"));
        }
        Ok(Self { party_id: Some(party), ..self.changed(by, now) })
    }
}

/// The verb: puts the ticket to another distributor; answers its number.
///
/// # Errors
/// Not seen; stale; no number or one that nobody has, at the field `party_number`.
pub async fn reattach(tx: &mut Tx, by: Actor<'_>, number: i64, ask: &Reattach, now: Timestamp) -> Result<i64, Failure> {
    let before = find_fresh(tx, by, number, ask.version).await?;
    let party = numbered(tx, by, ask.party_number.as_deref().unwrap_or_default()).await?;
    let after = before.reattached(by, party.id, now)?;
    let event = TicketEvent::Reattached { from: before.party_id, to: party.id };
    replace(tx, &before, &after, vec![event.happened(&after, by, now)]).await?;
    Ok(after.id)
}

async fn numbered(reads: &impl Reads, by: Actor<'_>, number: &str) -> Result<Party, Failure> {
    if number.trim().is_empty() {
        return Err(Refusal::invalid("party_number", "ticket-party-number-needed").into());
    }
    let found = parties::by_number(reads, by, number).await?;
    found.ok_or_else(|| Refusal::invalid("party_number", "ticket-party-unknown").into())
}

/// The numbers and names of these parties.
///
/// # Errors
/// When the database fails.
pub(super) async fn names(
    reads: &impl Reads,
    ids: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, RowParty>, Failure> {
    let rows: Vec<Name> = reads.all(Sql::new("SELECT id, number, name FROM parties WHERE id IN ").list(ids)).await?;
    Ok(rows.into_iter().map(|Name { id, number, name }| (id, RowParty { id, number, name })).collect())
}

#[derive(FromRow)]
struct Name {
    id: i64,
    number: Option<String>,
    name: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::ticket::sample::{NOW, ticket};

    #[test]
    fn it_is_about_somebody_else_or_refused() {
        let after = ticket().reattached(Actor::System, 43, NOW).unwrap();
        assert_eq!(after, Ticket { party_id: Some(43), ..ticket().changed(Actor::System, NOW) });
        let same = ticket().reattached(Actor::System, 42, NOW).unwrap_err();
        assert_eq!(same, Refusal::invalid("party_number", "ticket-party-same"));
    }
}
