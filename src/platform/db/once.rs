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
    key: Uuid,
    by: i64,
    fingerprint: String,
}

impl Once {
    /// The key that member `by` sent with `ask`. The same key with another ask is refused.
    ///
    /// # Errors
    /// When `ask` cannot be serialised.
    pub fn new(by: i64, key: Uuid, ask: &impl Serialize) -> Result<Self, serde_json::Error> {
        let digest = Sha256::digest(serde_json::to_vec(ask)?);
        let fingerprint = digest.iter().take(16).map(|byte| format!("{byte:02x}"));
        Ok(Self { key, by, fingerprint: fingerprint.collect() })
    }

    /// The answer that this key got before, if it was used.
    ///
    /// # Errors
    /// Conflict, where it was used with another ask; or the database fails.
    pub async fn answered<T: DeserializeOwned>(&self, tx: &mut Tx) -> Result<Option<T>, Failure> {
        let sql = Sql::new("SELECT fingerprint, answer FROM request_keys WHERE by_user = ? AND key = ?")
            .bind(self.by)
            .bind(self.key.to_string());
        let Some(row) = tx.one::<Answered>(sql).await? else {
            return Ok(None);
        };
        if row.fingerprint != self.fingerprint {
            return Err(Refusal::conflict("request-key-reused").into());
        }
        Ok(Some(serde_json::from_str(&row.answer)?))
    }

    /// Keeps the answer, in the transaction of what was done.
    ///
    /// # Errors
    /// When the database fails, or another process has used the key meanwhile: then all of it is tried again.
    pub async fn keep(&self, tx: &mut Tx, answer: &impl Serialize) -> Result<(), Failure> {
        let sql = Sql::new("INSERT INTO request_keys (by_user, key, fingerprint, answer, at) VALUES (?, ?, ?, ?, ?)")
            .bind(self.by)
            .bind(self.key.to_string())
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

/// The answer that member `by` was given to this key, if it was used, whatever was asked with it.
///
/// # Errors
/// When the database fails, or the answer was another sort of thing.
pub async fn first_answer<T: DeserializeOwned>(reads: &impl Reads, by: i64, key: Uuid) -> Result<Option<T>, Failure> {
    let sql = Sql::new("SELECT answer FROM request_keys WHERE by_user = ? AND key = ?");
    let answer: Option<String> = reads.value(sql.bind(by).bind(key.to_string())).await?;
    Ok(answer.map(|answer| serde_json::from_str(&answer)).transpose()?)
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

#[derive(FromRow)]
struct Answered {
    fingerprint: String,
    answer: String,
}
