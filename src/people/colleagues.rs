//! Colleagues: who can be handed work that needs a permission. It knows nothing of the work.

use super::leading::Person;
use super::{Member, Permission, users};
use crate::platform::db::{DbErr, Reads, Sql};
use crate::platform::failure::Failure;

/// Those who hold `permission` and are not disabled: at most `most`, those of `call_centre` first, by user name.
///
/// # Errors
/// When the database fails.
pub async fn who_may(
    reads: &impl Reads,
    permission: Permission,
    call_centre: Option<i64>,
    most: i64,
) -> Result<Vec<Person>, DbErr> {
    let sql = Sql::new(
        "SELECT u.id, u.user_name, u.display_name FROM users u WHERE u.disabled_at IS NULL AND u.id IN
           (SELECT r.user_id FROM user_roles r JOIN role_permissions p ON p.role = r.role WHERE p.permission = ?)
         ORDER BY CASE WHEN u.call_centre_id = ? THEN 0 ELSE 1 END, u.user_name_key LIMIT ?",
    );
    reads.all(sql.bind(permission).bind(call_centre.unwrap_or_default()).bind(most)).await
}

/// The user of this id, if they hold `permission` and are not disabled.
///
/// # Errors
/// When the database fails.
pub async fn able(reads: &impl Reads, id: i64, permission: Permission) -> Result<Option<Person>, DbErr> {
    let member = Member::load(reads, id).await?.filter(|member| member.may(permission));
    Ok(member.as_ref().map(Person::from))
}

/// The same by user name, whatever its case.
///
/// # Errors
/// When the database fails.
pub async fn able_by_name(
    reads: &impl Reads,
    user_name: &str,
    permission: Permission,
) -> Result<Option<Person>, Failure> {
    match users::by_name(reads, user_name).await? {
        Some(id) => Ok(able(reads, id, permission).await?),
        None => Ok(None),
    }
}
