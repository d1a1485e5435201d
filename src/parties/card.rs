//! A party as cards and programs are shown it. It decides nothing.

use super::{Party, Standing};
use serde::Serialize;
use utoipa::ToSchema;

/// A party with what one must know before speaking to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PartyCard {
    /// The key.
    pub id: i64,
    /// The number that people say; absent for a prospect, who is not in the system.
    pub number: Option<String>,
    /// Its name.
    pub name: String,
    /// State, province or country part.
    pub region: Option<String>,
    /// Whom one speaks to.
    pub contact: Option<String>,
    /// Where one calls.
    pub phone: Option<String>,
    /// Where one writes to.
    pub email: Option<String>,
    /// The language it prefers.
    pub language: Option<String>,
    /// Whether it still trades.
    pub status: Standing,
    /// What everybody must know before speaking to it.
    pub warning: Option<String>,
}

impl PartyCard {
    /// Whether it is not in the system: somebody who asked before they were anybody's customer.
    #[must_use]
    pub const fn is_prospect(&self) -> bool {
        self.number.is_none()
    }

    /// Whether it trades no more, which whoever speaks to it must see.
    #[must_use]
    pub fn is_inactive(&self) -> bool {
        self.status == Standing::Inactive
    }
}

impl From<Party> for PartyCard {
    fn from(party: Party) -> Self {
        Self {
            id: party.id,
            number: party.number,
            name: party.name,
            region: party.region,
            contact: party.contact,
            phone: party.phone,
            email: party.email,
            language: party.language,
            status: party.status,
            warning: party.warning,
        }
    }
}
