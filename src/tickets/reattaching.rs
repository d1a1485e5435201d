//! Another distributor: the wrong one was chosen. It is named by its number, its name or its telephone, or is nobody in
//! the system; both stay in the history. Who is meant, `parties` knows.

use super::find;
use super::following;
use super::happenings::TicketEvent;
use super::keeping::{find_fresh, replace};
use super::ticket::Ticket;
use super::worklist_rows::RowParty;
use crate::parties::prospecting::{self, NewProspect};
use crate::parties::{self, Meant, Party};
use crate::people::Actor;
use crate::platform::db::{FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaints, Refusal};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What is asked: another distributor for the ticket as it was seen.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct Reattach {
    /// The version that the form was drawn from.
    pub version: i64,
    /// The distributor's number; or its name or telephone number, where only one has it.
    pub party_number: Option<String>,
    /// Whether all other tickets of the same person go along, where that is somebody not in the system.
    #[serde(default)]
    pub others: bool,
    /// Whether it is about somebody who is not in the system, whose name is needed instead of `party_number`.
    #[serde(default)]
    pub prospect: bool,
    /// The prospect's name.
    #[serde(default)]
    pub name: Option<String>,
    /// Where the prospect is called.
    #[serde(default)]
    pub phone: Option<String>,
    /// Where one writes to the prospect.
    #[serde(default)]
    pub email: Option<String>,
}

/// Parties that are named where several are meant.
const MOST_NAMED: usize = 5;

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

/// Whom an ask names: their id, nobody yet where that is a prospect, or why it is nobody.
pub type Whom = Result<Option<i64>, Refusal>;

/// Whom `ask` names: read before the verb, which keeps all writers waiting, since names are looked for among many rows.
///
/// # Errors
/// When the database fails.
pub async fn whom(reads: &impl Reads, by: Actor<'_>, ask: &Reattach) -> Result<Whom, Failure> {
    if ask.prospect {
        return Ok(Ok(None));
    }
    match named(reads, by, ask.party_number.as_deref().unwrap_or_default()).await {
        Ok(party) => Ok(Ok(Some(party.id))),
        // Said by the verb: who may not see the ticket is told that first.
        Err(Failure::Refused(refusal)) => Ok(Err(refusal)),
        Err(broken) => Err(broken),
    }
}

/// The verb: puts the ticket to another distributor; answers its number.
///
/// # Errors
/// Not seen; stale; nobody that is here, or several, at the field `party_number`; a prospect who is none, each field at
/// its own; other tickets to go along where the ticket is no prospect's, at `others`.
pub async fn reattach(
    tx: &mut Tx,
    by: Actor<'_>,
    number: i64,
    (ask, whom): (&Reattach, &Whom),
    now: Timestamp,
) -> Result<i64, Failure> {
    let seen = find_fresh(tx, by, number, ask.version).await?;
    let (before, party) = match whom.clone()? {
        // Found again: it may have turned out to be somebody else meanwhile.
        Some(id) => (seen, parties::find(tx, by, id).await?.id),
        None => match noted(tx, by, seen, ask, now).await? {
            (before, party) if before.party_id == Some(party) => return Ok(before.id),
            noted => noted,
        },
    };
    let after = before.reattached(by, party, now)?;
    let event = TicketEvent::Reattached { from: before.party_id, to: party };
    replace(tx, &before, &after, vec![event.happened(&after, by, now)]).await?;
    if ask.others {
        let from = prospect_of(tx, by, &before).await?;
        let from = from.ok_or_else(|| Refusal::invalid("others", "ticket-others-of-prospect"))?;
        following::bring(tx, by, (from, before.id), party, now).await?;
    }
    Ok(after.id)
}

/// Writes the prospect down; answers the ticket as it stands then, since it goes along where two prospects turn out to
/// be one, and their id.
async fn noted(
    tx: &mut Tx,
    by: Actor<'_>,
    seen: Ticket,
    ask: &Reattach,
    now: Timestamp,
) -> Result<(Ticket, i64), Failure> {
    let mut complaints = Complaints::default();
    let who = ask.prospect().judged(&mut complaints);
    complaints.into_result()?;
    let known = match seen.party_id {
        Some(id) => Some(parties::find(tx, by, id).await?),
        None => None,
    };
    let party = prospecting::note(tx, by, &who, now).await?;
    let fresh = find(tx, by, seen.id).await?;
    // It is theirs already, and nothing about them is new.
    if fresh == seen && known == Some(parties::find(tx, by, party).await?) {
        return Err(Refusal::invalid("name", "ticket-party-same").into());
    }
    Ok((fresh, party))
}

impl Reattach {
    /// What it says of somebody beside whom it names.
    pub(super) fn contradictions(&self) -> Complaints {
        let mut complaints = Complaints::default();
        if self.prospect {
            complaints.add_where_said("ticket-party-or-prospect", &[("party_number", self.party_number.as_deref())]);
        } else {
            self.prospect().said_of_nobody(&mut complaints);
        }
        complaints
    }

    fn prospect(&self) -> NewProspect<'_> {
        NewProspect { name: self.name.as_deref(), phone: self.phone.as_deref(), email: self.email.as_deref() }
    }
}

/// The party of a ticket, where that is somebody not in the system.
///
/// # Errors
/// When the database fails.
pub(super) async fn prospect_of(
    reads: &impl Reads,
    by: impl Into<Actor<'_>>,
    ticket: &Ticket,
) -> Result<Option<i64>, Failure> {
    let Some(id) = ticket.party_id else { return Ok(None) };
    let party = parties::find(reads, by, id).await?;
    Ok(party.number.is_none().then_some(id))
}

async fn named(reads: &impl Reads, by: Actor<'_>, typed: &str) -> Result<Party, Failure> {
    let refused = |key| Refusal::invalid("party_number", key);
    if typed.trim().is_empty() {
        return Err(refused("ticket-party-number-needed").into());
    }
    if typed.contains('\0') {
        return Err(refused("input-nul").into());
    }
    match parties::meant(reads, by, typed).await? {
        Meant::One(party) => Ok(party),
        Meant::Nobody => Err(refused("ticket-party-unknown").into()),
        Meant::Unclear => Err(refused("ticket-party-unclear").into()),
        Meant::Several(found) => {
            let name = |party: &Party| match &party.number {
                Some(number) => format!("{number} {}", party.name),
                None => party.name.clone(),
            };
            let names = found.iter().take(MOST_NAMED).map(name).collect::<Vec<_>>().join(" · ");
            let more = found.len().saturating_sub(MOST_NAMED);
            Err(refused("ticket-party-several").with("names", names).with("more", more).into())
        }
    }
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
