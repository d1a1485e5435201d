//! For whom a ticket waits: what its status, its reason and who has it come to, in one word. It reads nothing.

use super::reason::Reason;
use super::ticket::{Kind, Status, Ticket};
use crate::text_enum;

text_enum! {
    /// Who must act next on an inquiry.
    pub enum WaitingFor {
        /// The lead who has it, or who must decide.
        Lead = "lead",
        /// Whoever has it in customer service.
        Csr = "csr",
        /// The customer must answer.
        Customer = "customer",
        /// Another department must act.
        Department = "department",
        /// The carrier must act.
        Carrier = "carrier",
        /// Somebody else, as a reason of the desk's own says.
        Other = "other",
    }
}

impl Ticket {
    /// Who must act next: but for a reason, whoever has it, be it a lead or not; nobody on a closed ticket. `with_lead`:
    /// who has it is a lead, or whom it is escalated to.
    #[must_use]
    pub const fn waiting_for(&self, with_lead: bool) -> Option<WaitingFor> {
        match (self.kind, self.status, self.reason) {
            (Kind::Exception | Kind::Request | Kind::Conversation, ..) | (_, Status::Closed, _) => None,
            (_, Status::Pending, Some(Reason::Customer)) => Some(WaitingFor::Customer),
            (_, Status::Pending, Some(Reason::Department)) => Some(WaitingFor::Department),
            (_, Status::Pending, Some(Reason::Carrier)) => Some(WaitingFor::Carrier),
            (_, Status::Pending, Some(Reason::Lead)) => Some(WaitingFor::Lead),
            (_, Status::Pending, Some(_)) => Some(WaitingFor::Other),
            _ if with_lead || (self.is_escalated() && self.assignee.is_none()) => Some(WaitingFor::Lead),
            _ => Some(WaitingFor::Csr),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tickets::ticket::sample::ticket;

    #[test]
    fn the_reason_counts_before_whoever_has_it() {
        let says = |status, reason, with_lead| Ticket { status, reason, ..ticket() }.waiting_for(with_lead);
        assert_eq!(says(Status::Open, None, false), Some(WaitingFor::Csr));
        assert_eq!(says(Status::InProgress, None, true), Some(WaitingFor::Lead));
        assert_eq!(says(Status::Pending, Some(Reason::Customer), true), Some(WaitingFor::Customer));
        assert_eq!(says(Status::Pending, Some(Reason::Lead), false), Some(WaitingFor::Lead));
        assert_eq!(says(Status::Pending, Some(Reason::Pending(10)), true), Some(WaitingFor::Other));
        assert_eq!(says(Status::Closed, Some(Reason::Resolved), true), None);
    }

    #[test]
    fn an_escalation_that_a_csr_took_waits_for_the_csr() {
        let escalated = Ticket { escalated: 1, ..ticket() };
        assert_eq!(escalated.waiting_for(false), Some(WaitingFor::Csr));
        assert_eq!(Ticket { assignee: None, ..escalated }.waiting_for(false), Some(WaitingFor::Lead));
    }
}
