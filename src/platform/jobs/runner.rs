//! The runner of one process: looks at the queue when something wakes it, when the next moment comes and now and
//! then; keeps a few attempts going; stops in order. It knows no kind of job.

use super::attempt::{Shared, attempt};
use super::schedule::until;
use super::{Clock, Registry, Schedule, ScheduleFault, TOPIC, claiming, cron};
use crate::platform::{
    db::{Db, Wake},
    failure::Failure,
    moment::Timestamp,
};
use std::{sync::Arc, time::Duration};
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    task::JoinSet,
};
use tokio_util::sync::CancellationToken;

/// How hard a runner works.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// Attempts at the same time, at most.
    pub workers: usize,
    /// The longest sleep: the net below wakes that got lost or that the engine cannot carry.
    pub poll: Duration,
    /// How long running jobs may go on after the stop.
    pub grace: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { workers: 2, poll: Duration::from_secs(5), grace: Duration::from_secs(20) }
    }
}

/// Runs jobs and ticks of the schedule.
pub struct Runner<C> {
    shared: Arc<Shared<C>>,
    schedule: Schedule,
    pace: Pace,
}

impl<C: Clone + Send + Sync + 'static> Runner<C> {
    /// A runner by the platform's clock.
    ///
    /// # Errors
    /// When the schedule names a kind of job that is not registered.
    pub fn new(db: Db, context: C, registry: Registry<C>, schedule: Schedule) -> Result<Self, ScheduleFault> {
        schedule.check(|kind| registry.kind(kind).is_some())?;
        let shared = Shared { db, context, registry: Arc::new(registry), clock: Arc::new(Timestamp::now) };
        Ok(Self { shared: Arc::new(shared), schedule, pace: Pace::default() })
    }

    /// At another pace.
    #[must_use]
    pub fn pace(self, pace: Pace) -> Self {
        Self { pace, ..self }
    }

    /// By another clock. Sleeps are measured by it and slept in real time, never longer than the poll.
    #[must_use]
    pub fn clock(self, clock: Clock) -> Self {
        let Shared { db, context, registry, .. } = &*self.shared;
        let shared = Shared { db: db.clone(), context: context.clone(), registry: Arc::clone(registry), clock };
        Self { shared: Arc::new(shared), ..self }
    }

    /// Works until the stop, then lets running jobs finish within the grace time. Those that do not are cut off
    /// with their lease, and taken over when it runs out.
    pub async fn run(self, stop: CancellationToken) {
        let ticking = cron::tick(&self.shared.db, &self.schedule, &self.shared.clock, self.pace.poll);
        let ticking = async {
            tokio::select! {
                () = stop.cancelled() => {}
                () = ticking => {}
            }
        };
        tokio::join!(ticking, self.work(&stop));
    }

    async fn work(&self, stop: &CancellationToken) {
        let mut running = JoinSet::new();
        while !stop.is_cancelled() {
            // Before the look at the queue, so that no wake falls between the two; those of before are seen by it.
            let mut wakes = self.shared.db.wakes();
            let sleep = match self.fill(&mut running, stop).await {
                Ok(sleep) => sleep,
                Err(failure) => {
                    let why = failure.into_anyhow();
                    tracing::error!(why = format!("{why:#}"), "the queue of jobs does not answer");
                    self.pace.poll.min(Duration::from_secs(5))
                }
            };
            let full = running.len() >= self.pace.workers;
            tokio::select! {
                () = stop.cancelled() => {}
                Some(_) = running.join_next() => {}
                () = tokio::time::sleep(sleep), if !full => {}
                () = woken(&mut wakes), if !full => {}
            }
        }
        let finish = async { while running.join_next().await.is_some() {} };
        if tokio::time::timeout(self.pace.grace, finish).await.is_err() {
            tracing::warn!(jobs = running.len(), "jobs are cut off; they are taken over when their leases run out");
            running.shutdown().await;
        }
    }

    /// Starts what is due while there is room; answers how long there is nothing to do.
    async fn fill(&self, running: &mut JoinSet<()>, stop: &CancellationToken) -> Result<Duration, Failure> {
        let Shared { db, registry, clock, .. } = &*self.shared;
        while running.len() < self.pace.workers {
            // Reading first: a queue in which nothing is due costs no transaction.
            let next = claiming::next_moment(db.reads()).await?;
            let now = clock();
            match next {
                Some(next) if next <= now => {}
                next => return Ok(until(next, now).min(self.pace.poll)),
            }
            // After the look, so that what was queued after the stop is not begun.
            if stop.is_cancelled() {
                break;
            }
            if let Some(claimed) = claiming::claim(db, registry, now).await? {
                running.spawn(attempt(Arc::clone(&self.shared), claimed));
            }
        }
        Ok(self.pace.poll)
    }
}

/// Ends when somebody changed the queue, or may have.
async fn woken(wakes: &mut Receiver<Wake>) {
    loop {
        match wakes.recv().await {
            Ok(wake) if wake.topics.iter().any(|topic| topic == TOPIC || topic == "*") => return,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            // The database is closed: nothing will ever come.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
