//! The list of users as programs see it, and what can be asked of it. It reads nothing.

use super::departments::Department;
use super::{Person, Role};
use crate::platform::moment::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use utoipa::{IntoParams, ToSchema};

/// Who is looked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Seek {
    /// A user name, a name, or the beginning of one; everybody if left out.
    pub q: Option<String>,
    /// Where the page before ended.
    pub after: Option<String>,
}

/// Users: the public contract of `GET /users`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UsersView {
    /// By user name; at most 50.
    pub users: Vec<UserRow>,
    /// What to send as `after` for those that follow, if any do.
    pub next: Option<String>,
}

/// One of them.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct UserRow {
    /// The user's id.
    pub id: i64,
    /// Such as `CA-mchen`.
    pub user_name: String,
    /// The name that people read.
    pub display_name: String,
    /// Their roles.
    pub roles: BTreeSet<Role>,
    /// The code of the call centre they work in.
    pub call_centre: Option<String>,
    /// The departments they are in, by name.
    pub departments: Vec<Department>,
    /// To whom they escalate.
    pub lead: Option<Person>,
    /// A CSR who has nobody to escalate to.
    pub lacks_lead: bool,
    /// Until when they are away, if they are.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub away_until: Option<Timestamp>,
    /// The last day of it, where they work, such as `2026-12-04`.
    pub away_last_day: Option<String>,
    /// Since when nobody can sign in to the account, if so.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub disabled_at: Option<Timestamp>,
}
