//! The one writer of this process: takes verbs from a queue, runs those that arrived together in one
//! transaction, a savepoint each, and answers them all after the commit. It knows no verb.

use super::gathered::Gathered;
use super::work::{Verdict, Work};
use super::{Tx, Wake, engine::Engine, ids::Ids, target::Target, trouble::Trouble};
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc};
use uuid::Uuid;

/// Verbs in one transaction at most: bounds how long the first caller waits for the last verb.
const BATCH: usize = 128;
/// Tries for work that the engine asks to repeat.
const TRIES: u32 = 8;

pub(super) type Queue = mpsc::Sender<Box<dyn Work>>;

pub(super) struct Writer {
    pub(super) target: Target,
    pub(super) pool: DatabaseConnection,
    pub(super) engine: Engine,
    /// Names this process to the others.
    pub(super) node: Uuid,
    pub(super) ids: Ids,
    pub(super) wakes: broadcast::Sender<Wake>,
}

/// Why a batch was not written.
struct Fault {
    why: anyhow::Error,
    next: Next,
}

#[derive(PartialEq)]
enum Next {
    /// Nothing was committed, and the same work may succeed later.
    Again,
    /// Nothing was committed, and the same work will fail again; its neighbours may be sound.
    Useless,
    /// No transaction could be begun, so nobody's would; or the commit itself failed, and whether it took effect is
    /// unknown. Nothing may be repeated.
    Never,
}

impl Writer {
    /// Writes until every handle of the queue is gone.
    pub(super) async fn run(mut self, mut queue: mpsc::Receiver<Box<dyn Work>>) {
        while let Some(first) = queue.recv().await {
            let mut batch = vec![first];
            while batch.len() < BATCH
                && let Ok(next) = queue.try_recv()
            {
                batch.push(next);
            }
            self.write(batch).await;
        }
        drop(self.pool.close().await);
    }

    async fn write(&mut self, mut batch: Vec<Box<dyn Work>>) {
        match self.attempt(&mut batch).await {
            Ok(wake) => self.answer(batch, wake),
            Err(fault) if fault.next == Next::Never => fail(batch, &fault.why),
            Err(fault) => {
                tracing::warn!(
                    verbs = batch.len(),
                    why = format!("{:#}", fault.why),
                    "a batch is tried again, each verb alone"
                );
                for work in batch {
                    self.write_alone(work).await;
                }
            }
        }
    }

    async fn write_alone(&mut self, work: Box<dyn Work>) {
        let mut batch = vec![work];
        let mut tried = 1;
        loop {
            match self.attempt(&mut batch).await {
                Ok(wake) => return self.answer(batch, wake),
                Err(fault) if fault.next == Next::Again && tried < TRIES => {
                    // Two processes that dead-locked must not meet again in step.
                    let pause = rand::random_range(1..20 << tried.min(5));
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                    tried += 1;
                }
                Err(fault) => return fail(batch, &fault.why),
            }
        }
    }

    async fn attempt(&mut self, batch: &mut [Box<dyn Work>]) -> Result<Option<Wake>, Fault> {
        let engine = self.engine;
        let fault = |error| undone(engine, error);
        let mut tx = Tx {
            inner: self.begin().await?,
            engine: self.engine,
            ids: self.ids.clone(),
            verb: Gathered::default(),
            batch: Gathered::default(),
            trouble: Trouble::default(),
        };
        if let Some(lock) = engine.writers_lock() {
            tx.unprepared(lock).await.map_err(fault)?;
        }
        let mut done = 0;
        let alone = batch.len() == 1;
        for work in batch {
            done += usize::from(run(&mut tx, work.as_mut(), alone).await?);
        }
        if done == 0 {
            // A failure to take back nothing leaves nothing; what is left of the transaction is mended by `begin`.
            drop(tx.inner.rollback().await);
            return Ok(None);
        }
        let seq = tx.flush().await.map_err(fault)?;
        let topics: Vec<_> = std::mem::take(&mut tx.batch.topics).into_iter().collect();
        tx.tell_others(self.node, &topics).await.map_err(fault)?;
        let ids = std::mem::take(&mut tx.ids);
        if let Err(error) = tx.inner.commit().await {
            // If it did take effect, these ids are given already.
            self.ids = Ids::default();
            return Err(Fault { why: error.into(), next: Next::Never });
        }
        self.ids = ids;
        Ok(Some(Wake { topics: topics.into(), seq }))
    }

    /// Begins a transaction. After a full disk or a lost server the connection is no longer usable, or believes itself
    /// in a transaction for ever: then a new one is tried, once.
    async fn begin(&mut self) -> Result<DatabaseTransaction, Fault> {
        let begun = self.pool.begin_with_options(self.engine.batch()).await;
        let error = match begun {
            Ok(begun) => return Ok(begun),
            Err(error) if self.engine.may_retry(&error) => return Err(Fault { why: error.into(), next: Next::Again }),
            Err(error) => error,
        };
        tracing::warn!(%error, "the writer connects anew");
        let never = |why: anyhow::Error| Fault { why, next: Next::Never };
        drop(self.pool.clone().close().await);
        self.pool = self.target.writer().await.map_err(|fault| never(fault.into()))?;
        self.pool.begin_with_options(self.engine.batch()).await.map_err(|error| never(error.into()))
    }

    fn answer(&self, batch: Vec<Box<dyn Work>>, wake: Option<Wake>) {
        if let Some(wake) = wake.filter(|wake| !wake.topics.is_empty()) {
            // Nobody listening is no failure.
            drop(self.wakes.send(wake));
        }
        for work in batch {
            work.answer();
        }
    }
}

/// Runs one verb; answers whether it wrote. Alone in its batch, it needs no savepoint.
async fn run(tx: &mut Tx, work: &mut dyn Work, alone: bool) -> Result<bool, Fault> {
    let engine = tx.engine;
    let fault = |error| undone(engine, error);
    let ids = tx.ids.clone();
    drop(tx.trouble.take());
    if !alone {
        tx.unprepared("SAVEPOINT verb").await.map_err(fault)?;
    }
    let verdict = work.run(tx).await;
    let recorded = std::mem::take(&mut tx.verb);
    let end = match verdict {
        Verdict::Again(why) => {
            return Err(Fault { why, next: Next::Again });
        }
        Verdict::Done => {
            tx.batch.absorb(recorded);
            "RELEASE SAVEPOINT verb"
        }
        Verdict::Undone => {
            // Its id blocks were reserved inside the savepoint, and go with it.
            tx.ids = ids;
            "ROLLBACK TO SAVEPOINT verb; RELEASE SAVEPOINT verb"
        }
    };
    if !alone {
        tx.unprepared(end).await.map_err(fault)?;
    }
    Ok(matches!(verdict, Verdict::Done))
}

/// A failure before the commit: nothing was written.
fn undone(engine: Engine, error: DbErr) -> Fault {
    let next = if engine.may_retry(&error) { Next::Again } else { Next::Useless };
    Fault { why: error.into(), next }
}

fn fail(batch: Vec<Box<dyn Work>>, why: &anyhow::Error) {
    tracing::error!(verbs = batch.len(), why = format!("{why:#}"), "a batch was not written");
    for work in batch {
        work.fail(anyhow::anyhow!("the database did not write this: {why:#}"));
    }
}
