//! Named permissions, and the roles that hold them by a table. A route names the permission it needs; who
//! lacks it meets a page that does not exist.

use crate::text_enum;

text_enum! {
    /// What a member may do.
    pub enum Permission {
        /// Make and change users, roles, call centres and calendars.
        AdministerPeople = "people.administer",
        /// Bring distributors in from a file.
        ImportParties = "parties.import",
        /// Look distributors up.
        ReadParties = "parties.read",
        /// Create, see and process customer inquiries.
        WorkInquiries = "inquiries.work",
        /// Edit, order, bring in and review the types of inquiries, and edit the reasons of tickets.
        EditTypes = "inquiries.types",
    }
}

text_enum! {
    /// A named set of permissions. CSR and CSR Lead hold the same: the lead differs in what lands on the
    /// first page, not in access.
    pub enum Role {
        /// Administers the desk; sees inquiries only when also given a customer-service role.
        Admin = "admin",
        /// Customer service representative.
        Csr = "csr",
        /// The supervisor of CSRs.
        CsrLead = "csr_lead",
    }
}

impl Role {
    /// The catalogue key of its name.
    #[must_use]
    pub const fn name_key(self) -> &'static str {
        match self {
            Self::Admin => "people-role-admin",
            Self::Csr => "people-role-csr",
            Self::CsrLead => "people-role-csr-lead",
        }
    }
}
