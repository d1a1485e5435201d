//! A member: the signed-in user as every room sees them, with what they may do. It knows neither cookies nor
//! passwords.

use super::permissions::{Permission, Role};
use crate::platform::db::{DbErr, FromRow, Reads, Sql};
use std::collections::BTreeSet;

/// Who asks. Loaded fresh for each request, so that a withdrawn right is gone at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// The user's id.
    pub id: i64,
    /// Such as `CA-mchen`.
    pub user_name: String,
    /// The name that people read.
    pub display_name: String,
    /// Language of pages and messages, such as `en`.
    pub language: String,
    /// The call centre they work in, if any.
    pub call_centre: Option<i64>,
    /// Their roles.
    pub roles: BTreeSet<Role>,
    /// What those roles hold.
    pub permissions: BTreeSet<Permission>,
}

impl Member {
    /// Whether this member holds `permission`.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Whether they supervise: the lead's first page is theirs.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.roles.contains(&Role::CsrLead)
    }

    /// The call-centre prefix of their user name, such as `CA` of `CA-mchen`; the whole name where there
    /// is none.
    #[must_use]
    pub fn prefix(&self) -> &str {
        prefix(&self.user_name)
    }

    /// The member behind a user id, if the account is not disabled.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(reads: &impl Reads, id: i64) -> Result<Option<Self>, DbErr> {
        let sql = Sql::new(
            "SELECT id, user_name, display_name, language, call_centre_id FROM users
             WHERE disabled_at IS NULL AND id = ?",
        );
        let Some(row) = reads.one::<Row>(sql.bind(id)).await? else {
            return Ok(None);
        };
        row.with_rights(reads).await.map(Some)
    }
}

/// The part of a user name before its first hyphen.
#[must_use]
pub fn prefix(user_name: &str) -> &str {
    user_name.split_once('-').map_or(user_name, |(prefix, _)| prefix)
}

/// The columns that make a member, of `users`.
#[derive(FromRow)]
pub(super) struct Row {
    id: i64,
    user_name: String,
    display_name: String,
    language: String,
    call_centre_id: Option<i64>,
}

#[derive(FromRow)]
struct Right {
    role: String,
    permission: Option<String>,
}

impl Row {
    pub(super) async fn with_rights(self, reads: &impl Reads) -> Result<Member, DbErr> {
        let sql = Sql::new(
            "SELECT r.role, p.permission FROM user_roles r
             LEFT JOIN role_permissions p ON p.role = r.role WHERE r.user_id = ?",
        );
        let rights: Vec<Right> = reads.all(sql.bind(self.id)).await?;
        Ok(Member {
            id: self.id,
            user_name: self.user_name,
            display_name: self.display_name,
            language: self.language,
            call_centre: self.call_centre_id,
            // A word that this program does not know grants nothing: a newer node may have written it.
            roles: rights.iter().filter_map(|right| right.role.parse().ok()).collect(),
            permissions: rights.iter().filter_map(|right| right.permission.as_deref()?.parse().ok()).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::prefix;

    #[test]
    fn the_prefix_is_the_call_centre() {
        assert_eq!(prefix("CA-mchen"), "CA");
        assert_eq!(prefix("CA-anne-marie"), "CA");
        assert_eq!(prefix("admin"), "admin");
        assert_eq!(prefix(""), "");
    }
}
