//! A member as programs see them. It knows no password and no token.

use super::sessions::{Session, Workplace};
use super::{Permission, Role};
use serde::Serialize;
use utoipa::ToSchema;

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct MemberView {
    /// The user's id.
    pub id: i64,
    /// Such as `CA-mchen`.
    pub user_name: String,
    /// The name that people read.
    pub display_name: String,
    /// The language of pages and messages, such as `en`.
    pub language: String,
    /// Where they work, if in a call centre.
    pub call_centre: Option<Workplace>,
    /// Their roles.
    pub roles: Vec<Role>,
    /// What they may do.
    pub permissions: Vec<Permission>,
}

impl MemberView {
    /// The view of whose session it is.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let member = &session.member;
        Self {
            id: member.id,
            user_name: member.user_name.clone(),
            display_name: member.display_name.clone(),
            language: member.language.clone(),
            call_centre: session.workplace.clone(),
            roles: member.roles.iter().copied().collect(),
            permissions: member.permissions.iter().copied().collect(),
        }
    }
}
