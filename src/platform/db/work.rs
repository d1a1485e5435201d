//! One queued verb, whatever its type: how it runs in a batch, and how its caller gets the answer. It knows
//! nothing of batches.

use super::{
    Tx,
    once::{Once, Raced},
};
use crate::platform::failure::Failure;
use futures_util::{FutureExt, future::LocalBoxFuture};
use serde::{Serialize, de::DeserializeOwned};
use std::panic::AssertUnwindSafe;
use tokio::sync::oneshot;

/// How a verb left its savepoint.
#[derive(Debug)]
pub(super) enum Verdict {
    /// Keep what it wrote.
    Done,
    /// Take back what it wrote; its caller will hear why.
    Undone,
    /// The engine asks to try again: dead-lock, serialisation, busy.
    Again(anyhow::Error),
}

/// A verb in the queue.
pub(super) trait Work: Send {
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> LocalBoxFuture<'a, Verdict>;
    /// The batch is durable: the caller gets what the verb answered.
    fn answer(self: Box<Self>);
    /// The batch is not, and will not be tried again.
    fn fail(self: Box<Self>, why: anyhow::Error);
}

/// A verb, the key of its request and the caller who waits.
pub(super) struct Asked<T, F> {
    pub(super) verb: F,
    pub(super) once: Option<Once>,
    pub(super) outcome: Option<Result<T, Failure>>,
    pub(super) caller: oneshot::Sender<Result<T, Failure>>,
}

impl<T, F> Work for Asked<T, F>
where
    T: Serialize + DeserializeOwned + Send + 'static,
    F: AsyncFn(&mut Tx) -> Result<T, Failure> + Send,
{
    fn run<'a>(&'a mut self, tx: &'a mut Tx) -> LocalBoxFuture<'a, Verdict> {
        Box::pin(async move {
            let run = AssertUnwindSafe(at_most_once(&self.verb, self.once.as_ref(), tx));
            let outcome = run.catch_unwind().await.unwrap_or_else(|panic| Err(Failure::Broken(panicked(&*panic))));
            let met = tx.trouble.take();
            match (outcome, met) {
                // The key is taken, which is a failed statement too.
                (Err(Failure::Broken(error)), _) if error.is::<Raced>() => Verdict::Again(error),
                (_, Some(met)) if met.may_retry => Verdict::Again(anyhow::anyhow!(met.why)),
                (outcome, met) => {
                    let outcome = match met {
                        Some(met) if outcome.is_ok() => Err(swallowed(&met.why)),
                        _ => outcome,
                    };
                    let verdict = outcome.as_ref().map_or(Verdict::Undone, |_| Verdict::Done);
                    self.outcome = Some(outcome);
                    verdict
                }
            }
        })
    }

    fn answer(self: Box<Self>) {
        let outcome = self.outcome.unwrap_or_else(|| Err(anyhow::anyhow!("the verb was never run").into()));
        // A caller who hung up does not undo what is done.
        drop(self.caller.send(outcome));
    }

    fn fail(self: Box<Self>, why: anyhow::Error) {
        let failure = match self.outcome {
            // It wrote nothing, so it has lost nothing with its neighbours.
            Some(Err(Failure::Refused(refusal))) => Failure::Refused(refusal),
            _ => Failure::Broken(why),
        };
        drop(self.caller.send(Err(failure)));
    }
}

async fn at_most_once<T, F>(verb: &F, once: Option<&Once>, tx: &mut Tx) -> Result<T, Failure>
where
    T: Serialize + DeserializeOwned,
    F: AsyncFn(&mut Tx) -> Result<T, Failure>,
{
    let Some(once) = once else {
        return verb(tx).await;
    };
    if let Some(first) = once.answered(tx).await? {
        return Ok(first);
    }
    let answer = verb(tx).await?;
    once.keep(tx, &answer).await?;
    Ok(answer)
}

fn swallowed(why: &str) -> Failure {
    Failure::Broken(anyhow::anyhow!("the verb went on after a statement that failed: {why}"))
}

fn panicked(panic: &(dyn std::any::Any + Send)) -> anyhow::Error {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    anyhow::anyhow!("a verb panicked: {}", text.unwrap_or("no text"))
}
