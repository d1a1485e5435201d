//! What closes doors at once: an account disabled, a password changed. Both end every session in the same
//! transaction. It knows no cookie.

use super::passwords::Hashed;
use super::users::subject;
use super::{Member, Permission, Role, sessions};
use crate::platform::db::{Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;

/// Disables an account: nobody is signed in to it any more, or can be. `by` is nobody for commands.
///
/// # Errors
/// Not seen by those who may not, and where there is no such user; refused for the last administrator.
pub async fn disable(tx: &mut Tx, by: Option<&Member>, user: i64, now: Timestamp) -> Result<(), Failure> {
    check_may(by)?;
    if is_last_admin(tx, user).await? {
        return Err(Refusal::conflict("people-last-admin").into());
    }
    let sql = Sql::new("UPDATE users SET disabled_at = ?, version = version + 1 WHERE id = ? AND disabled_at IS NULL");
    if tx.execute(sql.bind(now).bind(user)).await? == 0 {
        // Disabling twice is one disabling; disabling nobody is a mistake.
        return exists(tx, user).await;
    }
    sessions::end_all(tx, user).await?;
    record(tx, by, user, "user.disabled", now);
    Ok(())
}

/// Gives an account a new password, and ends every session that the old one began. `by` is nobody for commands.
///
/// # Errors
/// Not seen by those who are neither the user nor administer people, and where there is no such user.
pub async fn set_password(
    tx: &mut Tx,
    by: Option<&Member>,
    user: i64,
    password: &Hashed,
    now: Timestamp,
) -> Result<(), Failure> {
    if by.is_none_or(|by| by.id != user) {
        check_may(by)?;
    }
    let sql = Sql::new("UPDATE users SET password_hash = ?, version = version + 1 WHERE id = ?");
    if tx.execute(sql.bind(password.as_str()).bind(user)).await? == 0 {
        return Err(Refusal::not_seen().into());
    }
    sessions::end_all(tx, user).await?;
    record(tx, by, user, "user.password_set", now);
    Ok(())
}

fn check_may(by: Option<&Member>) -> Result<(), Refusal> {
    if by.is_some_and(|by| !by.may(Permission::AdministerPeople)) { Err(Refusal::not_seen()) } else { Ok(()) }
}

/// Without this nobody could ever let anybody in again, and the set-up page is shut for good.
async fn is_last_admin(tx: &Tx, user: i64) -> Result<bool, Failure> {
    let sql = Sql::new(
        "SELECT u.id FROM user_roles r JOIN users u ON u.id = r.user_id
         WHERE u.disabled_at IS NULL AND r.role = ?",
    );
    let admins: Vec<OnlyId> = tx.all(sql.bind(Role::Admin)).await?;
    Ok(matches!(&admins[..], [only] if only.id == user))
}

async fn exists(tx: &Tx, user: i64) -> Result<(), Failure> {
    let found = tx.value::<i64>(Sql::new("SELECT id FROM users WHERE id = ?").bind(user)).await?;
    found.map(drop).ok_or_else(|| Refusal::not_seen().into())
}

fn record(tx: &mut Tx, by: Option<&Member>, user: i64, kind: &'static str, now: Timestamp) {
    let actor = by.map(|by| by.id);
    tx.record(Happening { at: now, actor, subject: subject(user), kind, body: serde_json::json!({}) });
}

#[derive(crate::platform::db::FromRow)]
struct OnlyId {
    id: i64,
}
