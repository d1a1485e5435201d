//! The right to run one attempt of one job: a random token in the row. Whoever no longer holds it can neither
//! finish the job nor report a failure.

use crate::platform::{db::Sql, db::Tx, failure::Failure};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// What a running attempt holds.
#[derive(Clone, Debug)]
pub struct Lease {
    pub(super) job: i64,
    pub(super) token: String,
    pub(super) attempt: u32,
    pub(super) completing: Arc<AtomicBool>,
}

/// Another process has taken the job over, or somebody buried it.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the lease of job {0} is lost: nothing of this attempt counts")]
pub struct LeaseLost(pub i64);

impl Lease {
    pub(super) fn new(job: i64, token: String, attempt: u32) -> Self {
        Self { job, token, attempt, completing: Arc::default() }
    }

    /// The job's id.
    #[must_use]
    pub fn job(&self) -> i64 {
        self.job
    }

    /// Which attempt this is, from 1.
    #[must_use]
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Finishes the job in the verb that writes its effect: both happen, or neither. Call it first: a verb whose
    /// attempt no longer counts need not do the rest.
    ///
    /// # Errors
    /// [`LeaseLost`] within [`Failure::Broken`], which takes the verb back; or the database fails.
    pub async fn complete_in(&self, tx: &mut Tx) -> Result<(), Failure> {
        self.completing.store(true, Ordering::Relaxed);
        if self.finish_in(tx).await? { Ok(()) } else { Err(anyhow::Error::new(LeaseLost(self.job)).into()) }
    }

    /// Whether a verb tried to finish the job; only the row says whether it did.
    pub(super) fn was_completing(&self) -> bool {
        self.completing.load(Ordering::Relaxed)
    }

    pub(super) async fn finish_in(&self, tx: &mut Tx) -> Result<bool, Failure> {
        Ok(tx.execute(Sql::new("DELETE FROM jobs ").append(self.row())).await? == 1)
    }

    /// `WHERE` the row is still held under this lease.
    pub(super) fn row(&self) -> Sql {
        Sql::new("WHERE id = ? AND lease = ? AND state = 'running'").bind(self.job).bind(self.token.clone())
    }
}
