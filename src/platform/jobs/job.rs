//! What a job is: a value that can be stored and run later, with its patience. It knows neither queue nor clock.

use super::{Backoff, Lease};
use crate::platform::db::{DbErr, NewJob, Reads, Sql, Tx};
use crate::platform::moment::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;

/// Something to be done later, at least once: an attempt may be cut off anywhere and begun again, so either its
/// effect may be repeated, or it writes its effect together with [`Lease::complete_in`].
pub trait Job: Serialize + DeserializeOwned + Send + 'static {
    /// What it is run with: the application.
    type Context: Clone + Send + Sync + 'static;

    /// Its name in the queue, such as `"sessions.purge"`. Jobs that wait are lost to a changed name.
    const KIND: &'static str;
    /// Attempts before it is buried. One that was cut off, by a crash or a restart, counts.
    const MAX_ATTEMPTS: u32 = 8;
    /// How long after its process died another one takes it over. A running job keeps extending it.
    const LEASE: Duration = Duration::from_secs(60);
    /// An attempt that takes longer has failed.
    const TIME_LIMIT: Duration = Duration::from_secs(3600);
    /// Pauses between attempts.
    const BACKOFF: Backoff = Backoff { first: Duration::from_secs(10), most: Duration::from_secs(3600) };

    /// One attempt.
    ///
    /// # Errors
    /// Whatever kept it from being done; it is tried again.
    fn run(self, context: &Self::Context, lease: &Lease) -> impl Future<Output = anyhow::Result<()>> + Send;
}

/// Queues a job that exists if, and only if, the verb does.
///
/// # Errors
/// When the job cannot be written as JSON.
pub fn enqueue<J: Job>(tx: &mut Tx, job: &J, run_at: Timestamp) -> Result<(), serde_json::Error> {
    tx.enqueue(stored(job, run_at, None)?);
    Ok(())
}

/// As [`enqueue`], and nothing happens while another job with this key waits or runs.
///
/// # Errors
/// When the job cannot be written as JSON.
pub fn enqueue_once<J: Job>(
    tx: &mut Tx,
    job: &J,
    run_at: Timestamp,
    unique_key: impl Into<String>,
) -> Result<(), serde_json::Error> {
    tx.enqueue(stored(job, run_at, Some(unique_key.into()))?);
    Ok(())
}

/// Whether a job with this key waits or runs. One that is done, or buried, does not.
///
/// # Errors
/// When the database fails.
pub async fn is_queued(reads: &impl Reads, unique_key: impl Into<String>) -> Result<bool, DbErr> {
    let sql = Sql::new("SELECT id FROM jobs WHERE unique_key = ?").bind(unique_key.into());
    Ok(reads.value::<i64>(sql).await?.is_some())
}

pub(super) fn stored<J: Job>(
    job: &J,
    run_at: Timestamp,
    unique_key: Option<String>,
) -> Result<NewJob, serde_json::Error> {
    Ok(NewJob { kind: J::KIND, body: serde_json::to_value(job)?, run_at, unique_key })
}
