//! One attempt, from the claimed row to its settled end: reads the body, keeps the lease alive while the job runs,
//! and turns an error, a panic or a breach of the time limit into the same failure. It claims nothing.

use super::claiming::{Claimed, after};
use super::registry::{Kind, Ready};
use super::settling::{self, Outcome, Patience};
use super::{Backoff, Clock, Lease, LeaseLost, Registry};
use crate::platform::db::Db;
use std::{sync::Arc, time::Duration};
use tokio::task::JoinError;
use tokio_util::task::AbortOnDropHandle;

/// What every attempt of one runner shares.
pub(super) struct Shared<C> {
    pub(super) db: Db,
    pub(super) context: C,
    pub(super) registry: Arc<Registry<C>>,
    pub(super) clock: Clock,
}

/// Pauses between tries to write down an end; after the last, the lease runs out and the job is run again.
const INSISTING: [Duration; 3] = [Duration::from_millis(100), Duration::from_secs(1), Duration::from_secs(5)];

/// Runs a claimed job to its end. Dropped in mid-job, it stops the job and leaves the row as it is.
pub(super) async fn attempt<C: Clone + Send + Sync + 'static>(shared: Arc<Shared<C>>, claimed: Claimed) {
    let lease = claimed.lease();
    let (outcome, patience) = match shared.registry.kind(&claimed.kind) {
        None => (Outcome::Hopeless(format!("this program knows no job of the kind {:?}", claimed.kind)), NONE),
        Some(kind) => {
            let patience = Patience { max_attempts: kind.max_attempts, backoff: kind.backoff };
            match (kind.read)(&claimed.body) {
                Ok(ready) => (run(&shared, kind, ready, &lease).await, patience),
                Err(why) => (Outcome::Hopeless(format!("its body does not fit its kind: {why}")), NONE),
            }
        }
    };
    if let Outcome::Failed(why) = &outcome {
        tracing::warn!(job = lease.job, kind = claimed.kind, attempt = lease.attempt, why, "an attempt failed");
    }
    let held = write_down(&shared, &lease, &outcome, patience).await;
    if held == Some(false) {
        let (job, attempt) = (lease.job, lease.attempt);
        tracing::warn!(
            job,
            attempt,
            kind = claimed.kind,
            ?outcome,
            "an attempt ended without its lease: it does not count"
        );
    }
}

/// Of a job that is buried whatever its attempts.
const NONE: Patience = Patience { max_attempts: 0, backoff: Backoff { first: Duration::ZERO, most: Duration::ZERO } };

async fn run<C: Clone + Send + Sync + 'static>(
    shared: &Shared<C>,
    kind: &Kind<C>,
    ready: Ready<C>,
    lease: &Lease,
) -> Outcome {
    let job = ready(shared.context.clone(), lease.clone());
    // A task of its own: a job that computes without a pause must not hold up its own heartbeat.
    let mut work = AbortOnDropHandle::new(tokio::spawn(job));
    let mut limit = std::pin::pin!(tokio::time::sleep(kind.time_limit));
    let mut beat = tokio::time::interval(settling::beat(kind.lease));
    beat.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    beat.reset();
    loop {
        tokio::select! {
            ended = &mut work => return outcome(ended),
            () = &mut limit => return Outcome::Failed(format!("it ran longer than {:?}", kind.time_limit)),
            _ = beat.tick() => {
                let until = after((shared.clock)(), kind.lease);
                match settling::extend(&shared.db, lease, until).await {
                    Ok(true) => {}
                    // A job that completed itself holds no row any more, and is about to end.
                    Ok(false) if lease.was_completing() => {}
                    Ok(false) => return Outcome::Lost,
                    Err(failure) => {
                        let why = failure.into_anyhow();
                        tracing::warn!(job = lease.job, why = format!("{why:#}"), "a lease was not extended");
                    }
                }
            }
        }
    }
}

fn outcome(ended: Result<anyhow::Result<()>, JoinError>) -> Outcome {
    match ended {
        Ok(Ok(())) => Outcome::Done,
        Ok(Err(error)) if error.is::<LeaseLost>() => Outcome::Lost,
        Ok(Err(error)) => Outcome::Failed(format!("{error:#}")),
        Err(gone) => match gone.try_into_panic() {
            Ok(panic) => {
                let text = panic.downcast_ref::<&str>().copied();
                let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
                Outcome::Failed(format!("it panicked: {}", text.unwrap_or("without a text")))
            }
            Err(gone) => Outcome::Failed(gone.to_string()),
        },
    }
}

async fn write_down<C>(shared: &Shared<C>, lease: &Lease, outcome: &Outcome, patience: Patience) -> Option<bool> {
    let mut pauses = INSISTING.iter();
    loop {
        let now = (shared.clock)();
        match settling::settle(&shared.db, lease, outcome, patience, now).await {
            Ok(held) => return Some(held),
            Err(failure) => {
                let why = failure.into_anyhow();
                tracing::error!(
                    job = lease.job,
                    ?outcome,
                    why = format!("{why:#}"),
                    "the end of a job was not written"
                );
            }
        }
        tokio::time::sleep(*pauses.next()?).await;
    }
}
