//! Request keys: a request that is repeated with its key (a double click, a retry after a broken line) gets
//! the first answer and does nothing again. It knows nothing of what was asked.

use super::{DbErr, FromRow, Reads, Tx, sql::Sql};
use crate::platform::{failure::Failure, moment::Timestamp, refusal::Refusal};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The key of a request that must be done at most once.
#[derive(Clone, Debug)]
pub struct Once {
    key: Key,
    by: i64,
    fingerprint: String,
}

/// What a request is remembered by: the key that its client sent, or one that the desk made of something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key(String);

impl Key {
    /// The key of a thing of this `kind` that has none of its own, such as a form with a name. No client can send it:
    /// theirs are UUIDs. Where its answer takes another shape, `kind` must change: old answers live on for days.
    #[must_use]
    pub fn of(kind: &'static str, name: &[u8]) -> Self {
        Self(format!("{kind}:{}", short_hash(name)))
    }
}

impl From<Uuid> for Key {
    fn from(sent: Uuid) -> Self {
        Self(sent.to_string())
    }
}

impl Once {
    /// The key that member `by` sent with `ask`. The same key with another ask is refused.
    ///
    /// # Errors
    /// When `ask` cannot be serialised.
    pub fn new(by: i64, key: impl Into<Key>, ask: &impl Serialize) -> Result<Self, serde_json::Error> {
        Ok(Self { key: key.into(), by, fingerprint: short_hash(&serde_json::to_vec(ask)?) })
    }

    /// The answer that this key got before, if it was used.
    ///
    /// # Errors
    /// Conflict, where it was used with another ask, or its answer has another shape by now; or the database fails.
    pub async fn answered<T: DeserializeOwned>(&self, tx: &mut Tx) -> Result<Option<T>, Failure> {
        let sql = Sql::new("SELECT fingerprint, answer FROM request_keys WHERE by_user = ? AND key = ?")
            .bind(self.by)
            .bind(self.key.0.clone());
        let Some(row) = tx.one::<Answered>(sql).await? else {
            return Ok(None);
        };
        if row.fingerprint != self.fingerprint {
            return Err(Refusal::conflict("request-key-reused").into());
        }
        // It is done, whatever an older version of the desk has answered: said so, nobody takes it for broken.
        let answer = serde_json::from_str(&row.answer).map_err(|_| Refusal::conflict("request-key-answered"))?;
        Ok(Some(answer))
    }

    /// Keeps the answer, in the transaction of what was done.
    ///
    /// # Errors
    /// When the database fails, or another process has used the key meanwhile: then all of it is tried again.
    pub async fn keep(&self, tx: &mut Tx, answer: &impl Serialize) -> Result<(), Failure> {
        let sql = Sql::new("INSERT INTO request_keys (by_user, key, fingerprint, answer, at) VALUES (?, ?, ?, ?, ?)")
            .bind(self.by)
            .bind(self.key.0.clone())
            .bind(self.fingerprint.clone())
            .bind(serde_json::to_string(answer)?)
            .bind(Timestamp::now());
        match tx.execute(sql).await {
            Ok(_) => Ok(()),
            // Another process answered the same key between our look and our row.
            Err(error) if error.is_duplicate() => Err(Failure::Broken(Raced.into())),
            Err(error) => Err(error.into()),
        }
    }
}

/// Two processes ran the same request at the same time, and the other one was first.
#[derive(Debug, thiserror::Error)]
#[error("another process answered this request first")]
pub(super) struct Raced;

/// The answer that member `by` was given to this key, if it was used and the answer is of this sort, whatever was asked
/// with it.
///
/// # Errors
/// When the database fails.
pub async fn first_answer<T: DeserializeOwned>(reads: &impl Reads, by: i64, key: Key) -> Result<Option<T>, DbErr> {
    let sql = Sql::new("SELECT answer FROM request_keys WHERE by_user = ? AND key = ?");
    let answer: Option<String> = reads.value(sql.bind(by).bind(key.0)).await?;
    // What an older version of the desk answered may be shaped otherwise.
    Ok(answer.and_then(|answer| serde_json::from_str(&answer).ok()))
}

/// Whether member `by` was given an answer to this key.
///
/// # Errors
/// When the database fails.
pub async fn is_answered(reads: &impl Reads, by: i64, key: Uuid) -> Result<bool, DbErr> {
    let sql = Sql::new("SELECT at FROM request_keys WHERE by_user = ? AND key = ?");
    Ok(reads.value::<i64>(sql.bind(by).bind(key.to_string())).await?.is_some())
}

/// Forgets keys older than `before`; nobody repeats a request after days.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64, Failure> {
    let sql = Sql::new("DELETE FROM request_keys WHERE at < ?").bind(before);
    Ok(tx.execute(sql).await?)
}

fn short_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

#[derive(FromRow)]
struct Answered {
    fingerprint: String,
    answer: String,
}
