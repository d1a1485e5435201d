//! Every kind of job that this program can run, by name. It knows what a job needs, not what it does.

use super::{Backoff, Job, Lease};
use futures_util::future::BoxFuture;
use std::{collections::BTreeMap, time::Duration};

/// The kinds of job, each added once.
pub struct Registry<C> {
    kinds: BTreeMap<&'static str, Kind<C>>,
}

/// One attempt, ready to run.
pub(super) type Ready<C> = Box<dyn FnOnce(C, Lease) -> BoxFuture<'static, anyhow::Result<()>> + Send>;

/// A job type without its type.
pub(super) struct Kind<C> {
    pub(super) max_attempts: u32,
    pub(super) lease: Duration,
    pub(super) time_limit: Duration,
    pub(super) backoff: Backoff,
    /// Reads the stored body.
    pub(super) read: fn(&str) -> Result<Ready<C>, serde_json::Error>,
}

impl<C: Clone + Send + Sync + 'static> Registry<C> {
    /// Without any kind.
    #[must_use]
    pub fn new() -> Self {
        Self { kinds: BTreeMap::new() }
    }

    /// Adds a kind of job. A second one of the same name replaces the first, and is a mistake.
    #[must_use]
    pub fn add<J: Job<Context = C>>(mut self) -> Self {
        let kind = Kind {
            max_attempts: J::MAX_ATTEMPTS,
            lease: J::LEASE,
            time_limit: J::TIME_LIMIT,
            backoff: J::BACKOFF,
            read: read::<J>,
        };
        let first = self.kinds.insert(J::KIND, kind);
        debug_assert!(first.is_none(), "the job {} is registered twice", J::KIND);
        self
    }

    pub(super) fn kind(&self, name: &str) -> Option<&Kind<C>> {
        self.kinds.get(name)
    }
}

impl<C: Clone + Send + Sync + 'static> Default for Registry<C> {
    fn default() -> Self {
        Self::new()
    }
}

fn read<J: Job>(body: &str) -> Result<Ready<J::Context>, serde_json::Error> {
    let job: J = serde_json::from_str(body)?;
    Ok(Box::new(move |context, lease| Box::pin(async move { job.run(&context, &lease).await })))
}
