//! A user as whoever administers them sees them: what is known, and what should not stay so. It reads nothing.

use super::Gap;
use super::departments::Department;
use super::leading::Person;
use super::{CallCentre, Role};
use crate::platform::moment::Timestamp;
use crate::text_enum;
use serde::Serialize;
use std::collections::BTreeSet;
use utoipa::ToSchema;

text_enum! {
    /// What should not stay so, though it can be.
    pub enum Warning {
        /// A CSR without a lead: they can escalate to nobody.
        NoLead = "no_lead",
        /// Their lead cannot be reached, and nobody covers: what they escalate reaches nobody.
        LeadGone = "lead_gone",
        /// They can sign in by no password and no code.
        NoWayIn = "no_way_in",
        /// They cannot be reached, and nobody covers: what those of `alone_without` escalate reaches nobody.
        LeavesAlone = "leaves_alone",
        /// Others escalate to them, who are no CSR Lead.
        LeadsNoMore = "leads_no_more",
    }
}

/// A user: the public contract of `GET /users/{name}`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UserView {
    /// The user's id.
    pub id: i64,
    /// Such as `CA-mchen`.
    pub user_name: String,
    /// The name that people read.
    pub display_name: String,
    /// Where mail reaches them.
    pub email: Option<String>,
    /// Where they work.
    pub call_centre: Option<CallCentre>,
    /// Their roles.
    pub roles: BTreeSet<Role>,
    /// To whom they escalate.
    pub lead: Option<Person>,
    /// Who stands in for them while they are away.
    pub cover: Option<Person>,
    /// Who escalates to them, by user name; at most 50.
    pub led: Vec<Person>,
    /// Those of `led` who would escalate to nobody if this account were disabled, or had neither CSR nor CSR Lead.
    pub alone_without: Vec<Person>,
    /// The departments they are in, by name, retired ones too. These give no access to inquiries.
    pub departments: Vec<Department>,
    /// The language of their pages.
    pub language: String,
    /// Until when they are away, if they are.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub away_until: Option<Timestamp>,
    /// The last day of it, where they work, such as `2026-12-04`.
    pub away_last_day: Option<String>,
    /// What is escalated and nobody gets meanwhile.
    pub gaps: Vec<Gap>,
    /// Since when nobody can sign in to the account, if so.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub disabled_at: Option<Timestamp>,
    /// Until when a one-time code waits for them, if one does.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub code_until: Option<Timestamp>,
    /// What should be seen to.
    pub warnings: Vec<Warning>,
    /// Counts changes: what a form is drawn from.
    pub version: i64,
    /// A one-time code that was just made. It is told once and never again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Whether whoever has these roles should have a lead and has none: a CSR who is not a lead themself.
#[must_use]
pub fn lacks_lead(roles: &BTreeSet<Role>, has_lead: bool) -> bool {
    roles.contains(&Role::Csr) && !roles.contains(&Role::CsrLead) && !has_lead
}

impl Warning {
    /// The catalogue key of its sentence.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::NoLead => "people-warn-no-lead",
            Self::LeadGone => "people-warn-lead-gone",
            Self::NoWayIn => "people-warn-no-way-in",
            Self::LeavesAlone => "people-warn-leaves-alone",
            Self::LeadsNoMore => "people-warn-leads-no-more",
        }
    }
}
