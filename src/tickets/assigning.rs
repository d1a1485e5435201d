//! Handing a ticket to somebody else, or taking it oneself. Inquiries never leave customer service, so nobody else can
//! be given one. It does not know how the new assignee is told.

use super::happenings::TicketEvent;
use super::keeping::{find_fresh, replace};
use super::ticket::Ticket;
use crate::people::{Actor, Permission, Person, colleagues};
use crate::platform::db::{Reads, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: another assignee for the ticket as it was seen.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Assign {
    /// The version that the form was drawn from.
    pub version: i64,
    /// The user name of whoever shall have it, their name, as much of one as means nobody else, or `me`.
    pub assignee: Option<String>,
}

impl Ticket {
    /// The rule: this ticket, in the hands of `to`.
    ///
    /// # Errors
    /// Conflict, where it is closed; at the field `assignee`, where they have it already.
    pub fn assigned(&self, by: Actor<'_>, to: &Person, now: Timestamp) -> Result<Self, Refusal> {
        if !self.is_running() {
            return Err(Refusal::conflict("ticket-is-closed"));
        }
        if self.assignee == Some(to.id) {
            let name = to.display_name.clone();
            return Err(Refusal::invalid("assignee", "ticket-has-it-already").with("name", name));
        }
        Ok(Self { assignee: Some(to.id), ..self.changed(by, now) })
    }
}

/// The verb: hands the ticket over; answers its number.
///
/// # Errors
/// Not seen; stale; a closed ticket; somebody who is not there or does not work inquiries, at the field `assignee`.
pub async fn assign(tx: &mut Tx, by: Actor<'_>, number: i64, ask: &Assign, now: Timestamp) -> Result<i64, Failure> {
    let before = find_fresh(tx, by, number, ask.version).await?;
    let to = named(tx, by, ask.assignee.as_deref().unwrap_or_default()).await?;
    let after = before.assigned(by, &to, now)?;
    let event = TicketEvent::Assigned { from: before.assignee, to: to.id };
    replace(tx, &before, &after, vec![event.happened(&after, by, now)]).await?;
    Ok(after.id)
}

async fn named(reads: &impl Reads, by: Actor<'_>, typed: &str) -> Result<Person, Failure> {
    if typed.trim().is_empty() {
        return Err(Refusal::invalid("assignee", "ticket-assignee-choose").into());
    }
    if typed.contains('\0') {
        return Err(Refusal::invalid("assignee", "input-nul").into());
    }
    if let Some(person) = colleagues::able_by_name(reads, typed, Permission::WorkInquiries).await? {
        return Ok(person);
    }
    // The words of the worklist's filter, before they become the beginning of somebody's name.
    match (typed.trim().to_lowercase().as_str(), by) {
        ("me", Actor::Member(member)) => return Ok(Person::from(member)),
        ("nobody", _) => return Err(Refusal::invalid("assignee", "ticket-assignee-nobody").into()),
        _ => {}
    }
    let meant = colleagues::meant(reads, typed, Permission::WorkInquiries, None).await?;
    Ok(meant.one("assignee", typed, "ticket-assignee-unknown")?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::Status;
    use crate::tickets::ticket::sample::{NOW, ticket};

    fn robert() -> Person {
        Person { id: 3, user_name: "CA-rokafor".into(), display_name: "Robert Okafor".into() }
    }

    #[test]
    fn it_changes_hands_and_nothing_else() {
        let before = ticket();
        let after = before.assigned(Actor::System, &robert(), NOW).unwrap();
        assert_eq!(after, Ticket { assignee: Some(3), ..before.changed(Actor::System, NOW) });
    }

    #[test]
    fn not_what_is_closed_and_not_to_whoever_has_it() {
        let closed = Ticket { status: Status::Closed, ..ticket() };
        assert_eq!(closed.assigned(Actor::System, &robert(), NOW).unwrap_err(), Refusal::conflict("ticket-is-closed"));
        let his = Ticket { assignee: Some(3), ..ticket() };
        let refused = his.assigned(Actor::System, &robert(), NOW).unwrap_err().complaints;
        assert_eq!((refused[0].field, refused[0].key), (Some("assignee"), "ticket-has-it-already"));
    }
}
