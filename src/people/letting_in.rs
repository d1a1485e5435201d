//! Letting somebody in without their password: a one-time code that an administrator makes, for one account and one day. It
//! ends with its use, a newer one, a new password and the account. It knows no page.

use super::codes::{hash, same};
use super::passwords::Hashed;
use super::users::subject;
use super::{Actor, Member, Permission, accounts};
use crate::platform::db::{FromRow, Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use serde::{Deserialize, Serialize};

/// How long a code is good, in milliseconds: 24 hours.
pub const GOOD_FOR: i64 = 24 * 60 * 60 * 1000;

/// That there is a code; what it is, only whoever made it knows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Made {
    /// Its hash: whoever asks again with the same key learns that theirs is another.
    pub hash: String,
    /// Until when it is good.
    pub until: Timestamp,
}

/// The verb: gives the account a code of this hash, in place of any other.
///
/// # Errors
/// Not seen by those who may not administer people, and where there is no such user; a disabled account.
pub async fn give_code(tx: &mut Tx, by: Actor<'_>, user: i64, hash: &str, now: Timestamp) -> Result<Made, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    if Member::load(tx, user).await?.is_none() {
        accounts::exists(tx, user).await?;
        return Err(Refusal::conflict("people-code-disabled").into());
    }
    let until = now.plus_millis(GOOD_FOR);
    let sql = Sql::new(
        "INSERT INTO sign_in_codes (user_id, code_hash, made_at, made_by, expires_at) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (user_id) DO UPDATE SET code_hash = excluded.code_hash, made_at = excluded.made_at,
         made_by = excluded.made_by, expires_at = excluded.expires_at",
    );
    tx.execute(sql.bind(user).bind(hash).bind(now).bind(by.id()).bind(until)).await?;
    let (kind, body) = ("user.code_made", serde_json::json!({ "until": until }));
    tx.record(Happening { at: now, actor: by.id(), subject: subject(user), kind, body });
    Ok(Made { hash: hash.to_owned(), until })
}

/// Whose account the code opens, if it opens that of this user. Nothing here takes longer for one name than for another.
///
/// # Errors
/// When the database fails.
pub(super) async fn opened_by(
    reads: &impl Reads,
    user: Option<i64>,
    code: &str,
    now: Timestamp,
) -> Result<Option<i64>, Failure> {
    let sql = Sql::new(
        "SELECT c.user_id, c.code_hash FROM sign_in_codes c JOIN users u ON u.id = c.user_id
         WHERE c.user_id = ? AND c.expires_at > ? AND u.disabled_at IS NULL",
    );
    let found: Option<Row> = reads.one(sql.bind(user.unwrap_or_default()).bind(now)).await?;
    let typed = hash(code);
    let stored = found.as_ref().map_or_else(|| hash(""), |row| row.code_hash.clone());
    Ok(found.filter(|_| same(&typed, &stored)).map(|row| row.user_id))
}

/// Uses the code up and gives the account its new password: of two who come at once, one is let in.
///
/// # Errors
/// As [`accounts::set_password`]; nothing where the code is not good any more.
pub(super) async fn use_up(
    tx: &mut Tx,
    user: i64,
    code: &str,
    password: &Hashed,
    now: Timestamp,
) -> Result<bool, Failure> {
    let opened = opened_by(tx, Some(user), code, now).await?;
    let Some(member) = Member::load(tx, user).await?.filter(|_| opened.is_some()) else { return Ok(false) };
    tx.record(Happening {
        at: now,
        actor: Some(user),
        subject: subject(user),
        kind: "user.code_used",
        body: serde_json::json!({}),
    });
    accounts::set_password(tx, Actor::from(&member), user, password, now).await?;
    Ok(true)
}

/// Takes the code of an account away.
pub(super) async fn forget(tx: &mut Tx, user: i64) -> Result<(), Failure> {
    tx.execute(Sql::new("DELETE FROM sign_in_codes WHERE user_id = ?").bind(user)).await?;
    Ok(())
}

/// Takes away the codes that have lapsed; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn purge(tx: &mut Tx, now: Timestamp) -> Result<u64, Failure> {
    Ok(tx.execute(Sql::new("DELETE FROM sign_in_codes WHERE expires_at <= ?").bind(now)).await?)
}

#[derive(FromRow)]
struct Row {
    user_id: i64,
    code_hash: String,
}
