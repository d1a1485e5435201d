//! The reasons that a desk offers for a pending or closed ticket: which, in which order, and what it calls them. What a
//! reason is, `reason.rs` says; what moves a ticket knows no list but this.

pub mod editing;
mod judging;
pub mod listing;
pub mod ordering;
pub mod page;
pub mod retiring;
mod storing;

use super::{Reason, Status};
use crate::platform::db::{DbErr, Reads};
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::text::Texts;
use serde::Serialize;
use storing::Stored;
use utoipa::ToSchema;

/// A reason with what the reader calls it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct NamedReason {
    /// What stands on tickets.
    pub reason: Reason,
    /// What the desk calls it, else its words in the reader's language.
    pub name: String,
}

/// Every reason of the desk. By default it knows none, and calls those that come with a desk as they come.
#[derive(Clone, Debug, Default)]
pub struct Reasons(Vec<Stored>);

impl Reasons {
    /// Those of the desk as they are now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(reads: &impl Reads) -> Result<Self, DbErr> {
        storing::all(reads).await.map(Self)
    }

    /// What a reason is called.
    #[must_use]
    pub fn said(&self, reason: Reason, texts: &Texts) -> String {
        let own = self.0.iter().find(|stored| stored.reason == reason).and_then(|stored| stored.name.clone());
        own.unwrap_or_else(|| words(reason, texts))
    }

    /// Those that a ticket can be given with a status, in their order, and the `present` one of it, retired or not.
    #[must_use]
    pub fn offered(&self, status: Status, present: Option<Reason>, texts: &Texts) -> Vec<NamedReason> {
        let fits = |stored: &&Stored| stored.status == status;
        let offered = |stored: &&Stored| stored.is_offered() || present == Some(stored.reason);
        let named = |stored: &Stored| NamedReason { reason: stored.reason, name: self.said(stored.reason, texts) };
        self.0.iter().filter(fits).filter(offered).map(named).collect()
    }

    /// The reason of a ticket that is to have this status: the one that was asked for; where none was, that it is settled,
    /// or the first that the desk offers for a closed ticket.
    #[must_use]
    pub fn meant(&self, status: Status, asked: Option<Reason>) -> Option<Reason> {
        let offered = || self.0.iter().filter(|stored| stored.status == status && stored.is_offered());
        let settled = || offered().find(|stored| stored.reason == Reason::Resolved).or_else(|| offered().next());
        match status {
            Status::Closed => asked.or_else(|| settled().map(|stored| stored.reason)),
            Status::Open | Status::InProgress | Status::Pending => asked,
        }
    }

    /// Refuses what the desk does not offer.
    ///
    /// # Errors
    /// At the field `reason`: retired, or never there.
    pub fn check(&self, reason: Reason) -> Result<(), Refusal> {
        match self.0.iter().find(|stored| stored.reason == reason) {
            Some(stored) if stored.is_offered() => Ok(()),
            _ => Err(Refusal::new(Kind::Invalid, Complaint::at("reason", "ticket-reason-gone"))),
        }
    }
}

/// The words of a reason that has no name of its own.
fn words(reason: Reason, texts: &Texts) -> String {
    reason.key().map_or_else(|| reason.to_string(), |key| texts.say(key))
}
