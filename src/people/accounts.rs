//! What opens and closes doors at once: an account disabled or enabled, a password changed. What closes one ends every session
//! in the same transaction. It knows no cookie.

use super::leaving::{GoesAlong, Left};
use super::passwords::Hashed;
use super::users::subject;
use super::{Actor, Permission, Role, letting_in, sessions};
use crate::platform::db::{Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;

/// Disables an account: nobody is signed in to it any more, or can be; and what they had goes to others.
///
/// # Errors
/// Not seen by those who may not, and where there is no such user; refused for oneself and the last administrator.
pub async fn disable(tx: &mut Tx, by: Actor<'_>, user: i64, now: Timestamp) -> Result<(), Failure> {
    by.check_may(Permission::AdministerPeople)?;
    if by.id() == Some(user) {
        return Err(Refusal::conflict("people-disable-oneself").into());
    }
    if is_last_admin(tx, user).await? {
        return Err(Refusal::conflict("people-last-admin").into());
    }
    let sql = Sql::new("UPDATE users SET disabled_at = ?, version = version + 1 WHERE id = ? AND disabled_at IS NULL");
    if tx.execute(sql.bind(now).bind(user)).await? == 0 {
        // Disabling twice is one disabling; disabling nobody is a mistake.
        return exists(tx, user).await;
    }
    sessions::end_all(tx, user).await?;
    letting_in::forget(tx, user).await?;
    record(tx, by, user, "user.disabled", now);
    Left { user, at: now }.go_along(tx).await
}

/// Enables a disabled account again. What had gone to others stays with them.
///
/// # Errors
/// Not seen by those who may not, and where there is no such user.
pub async fn enable(tx: &mut Tx, by: Actor<'_>, user: i64, now: Timestamp) -> Result<(), Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let sql = Sql::new("UPDATE users SET disabled_at = NULL, version = version + 1 WHERE id = ?");
    if tx.execute(sql.bind(user).push(" AND disabled_at IS NOT NULL")).await? == 0 {
        return exists(tx, user).await;
    }
    record(tx, by, user, "user.enabled", now);
    Ok(())
}

/// Gives an account a new password, and ends every session that the old one began, and a code that waits.
///
/// # Errors
/// Not seen by those who are neither the user nor administer people, and where there is no such user.
pub async fn set_password(
    tx: &mut Tx,
    by: Actor<'_>,
    user: i64,
    password: &Hashed,
    now: Timestamp,
) -> Result<(), Failure> {
    if by.id() != Some(user) {
        by.check_may(Permission::AdministerPeople)?;
    }
    let sql = Sql::new("UPDATE users SET password_hash = ?, version = version + 1 WHERE id = ?");
    if tx.execute(sql.bind(password.as_str()).bind(user)).await? == 0 {
        return Err(Refusal::not_seen().into());
    }
    sessions::end_all(tx, user).await?;
    letting_in::forget(tx, user).await?;
    record(tx, by, user, "user.password_set", now);
    Ok(())
}

/// Without this nobody could ever let anybody in again, and the set-up page is shut for good.
pub(super) async fn is_last_admin(tx: &Tx, user: i64) -> Result<bool, Failure> {
    let sql = Sql::new(
        "SELECT u.id FROM user_roles r JOIN users u ON u.id = r.user_id
         WHERE u.disabled_at IS NULL AND r.role = ? AND (u.id = ? OR u.password_hash IS NOT NULL)",
    );
    // Whoever has never signed in may never do: their code lapses.
    let admins: Vec<OnlyId> = tx.all(sql.bind(Role::Admin).bind(user)).await?;
    Ok(matches!(&admins[..], [only] if only.id == user))
}

/// Refuses whoever is not there.
pub(super) async fn exists(tx: &Tx, user: i64) -> Result<(), Failure> {
    let found = tx.value::<i64>(Sql::new("SELECT id FROM users WHERE id = ?").bind(user)).await?;
    found.map(drop).ok_or_else(|| Refusal::not_seen().into())
}

fn record(tx: &mut Tx, by: Actor<'_>, user: i64, kind: &'static str, now: Timestamp) {
    tx.record(Happening { at: now, actor: by.id(), subject: subject(user), kind, body: serde_json::json!({}) });
}

#[derive(crate::platform::db::FromRow)]
struct OnlyId {
    id: i64,
}
