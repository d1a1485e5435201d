//! For whom a ticket waits, in one word: what its status, its reason and its escalation come to.

use super::ticket::{Kind, Reason, Status, Ticket};
use crate::text_enum;

text_enum! {
    /// Who must act next on an inquiry.
    pub enum WaitingFor {
        /// Whom it is escalated to.
        Lead = "lead",
        /// Whoever has it in customer service.
        Csr = "csr",
        /// The customer must answer.
        Customer = "customer",
        /// Another department must act.
        Department = "department",
        /// The carrier must act.
        Carrier = "carrier",
    }
}

impl Ticket {
    /// Who must act next; nobody on a closed ticket.
    #[must_use]
    pub const fn waiting_for(&self) -> Option<WaitingFor> {
        match (self.kind, self.status, self.reason) {
            (Kind::Exception | Kind::Request | Kind::Conversation, ..) | (_, Status::Closed, _) => None,
            (_, Status::Pending, Some(Reason::Customer)) => Some(WaitingFor::Customer),
            (_, Status::Pending, Some(Reason::Department)) => Some(WaitingFor::Department),
            (_, Status::Pending, Some(Reason::Carrier)) => Some(WaitingFor::Carrier),
            (_, Status::Pending, Some(Reason::Lead)) => Some(WaitingFor::Lead),
            _ if self.is_escalated() => Some(WaitingFor::Lead),
            _ => Some(WaitingFor::Csr),
        }
    }
}

impl WaitingFor {
    /// The catalogue key of its words.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Lead => "ticket-waits-lead",
            Self::Csr => "ticket-waits-csr",
            Self::Customer => "ticket-waits-customer",
            Self::Department => "ticket-waits-department",
            Self::Carrier => "ticket-waits-carrier",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::ticket::sample::ticket;

    #[test]
    fn the_reason_counts_before_the_escalation() {
        let says = |status, reason, escalated| Ticket { status, reason, escalated, ..ticket() }.waiting_for();
        assert_eq!(says(Status::Open, None, 0), Some(WaitingFor::Csr));
        assert_eq!(says(Status::InProgress, None, 1), Some(WaitingFor::Lead));
        assert_eq!(says(Status::Pending, Some(Reason::Customer), 1), Some(WaitingFor::Customer));
        assert_eq!(says(Status::Pending, Some(Reason::Lead), 0), Some(WaitingFor::Lead));
        assert_eq!(says(Status::Closed, Some(Reason::Resolved), 1), None);
    }
}
