//! The one writer of this process: takes verbs from a queue, runs those that arrived together in one
//! transaction, a savepoint each, and answers them all after the commit. It knows no verb.

use super::connection::Connection;
use super::gathered::Gathered;
use super::target::{Purpose, Target};
use super::work::{Verdict, Work};
use super::{DbErr, Memo, Tx, Wake, ids::Ids, trouble::Trouble};
use std::time::Duration;
use tokio::sync::{Mutex, broadcast, mpsc};
use tokio::time::{Instant, timeout};
use uuid::Uuid;

/// Verbs in one transaction at most: bounds how long the first caller waits for the last verb.
const BATCH: usize = 128;
/// A batch that went wrong is tried again, a verb at a time, for so many times the patience for one try.
const RETRYING: u32 = 4;
/// Tries for work that the engine asks to repeat.
const TRIES: u32 = 8;

pub(super) type Queue = mpsc::Sender<Box<dyn Work>>;

pub(super) struct Writer {
    pub(super) target: Target,
    /// None after it was lost.
    pub(super) connection: Option<Connection>,
    /// Names this process to the others.
    pub(super) node: Uuid,
    pub(super) ids: Ids,
    pub(super) wakes: broadcast::Sender<Wake>,
    pub(super) memo: Memo,
    /// How long a try may take.
    pub(super) patience: Duration,
    /// Whether the running try has asked for its commit.
    pub(super) committing: bool,
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
    /// The commit itself failed, and whether it took effect is unknown. Nothing may be repeated.
    Never,
    /// No transaction could be begun, or the writers' lock was not to be had: nobody's would.
    Gone,
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
        if let Some(mut connection) = self.connection {
            if let Some(last) = connection.engine().at_close() {
                drop(connection.run(last).await);
            }
            drop(connection.close().await);
        }
    }

    async fn write(&mut self, mut batch: Vec<Box<dyn Work>>) {
        match self.attempt(&mut batch).await {
            Ok(wake) => self.answer(batch, wake),
            Err(fault) if matches!(fault.next, Next::Never | Next::Gone) => fail(batch, &fault.why),
            Err(fault) => {
                tracing::warn!(
                    verbs = batch.len(),
                    why = format!("{:#}", fault.why),
                    "a batch is tried again, each verb alone"
                );
                let until = Instant::now() + self.patience * RETRYING;
                let mut rest = batch.into_iter();
                while let Some(work) = rest.next() {
                    if let Err(why) = self.write_alone(work, until).await {
                        return fail(rest.collect(), &why);
                    }
                }
            }
        }
    }

    /// Writes one verb, or fails it. An error means that those after it need not try.
    async fn write_alone(&mut self, work: Box<dyn Work>, until: Instant) -> Result<(), anyhow::Error> {
        let mut batch = vec![work];
        let mut tried = 1;
        loop {
            match self.attempt(&mut batch).await {
                Ok(wake) => {
                    self.answer(batch, wake);
                    return Ok(());
                }
                Err(fault) if fault.next == Next::Again && tried < TRIES && Instant::now() < until => {
                    // Two processes that dead-locked must not meet again in step.
                    let pause = rand::random_range(1..20 << tried.min(5));
                    tokio::time::sleep(Duration::from_millis(pause)).await;
                    tried += 1;
                }
                Err(fault) => {
                    fail(batch, &fault.why);
                    let is_hopeless = fault.next == Next::Gone || Instant::now() >= until;
                    return if is_hopeless { Err(fault.why) } else { Ok(()) };
                }
            }
        }
    }

    /// One try, which must not take for ever: a server whose line went silent answers neither yes nor no.
    async fn attempt(&mut self, batch: &mut [Box<dyn Work>]) -> Result<Option<Wake>, Fault> {
        self.committing = false;
        if let Ok(done) = timeout(self.patience, self.attempt_once(batch)).await {
            return done;
        }
        let why = anyhow::anyhow!("the database did not answer within {:?}", self.patience);
        let next = if self.committing { Next::Never } else { Next::Useless };
        if self.committing {
            // If it did take effect, the ids are given already.
            self.ids = Ids::default();
        }
        // Its connection went with it, in the middle of something.
        self.connect_anew().await?;
        Err(Fault { why, next })
    }

    async fn attempt_once(&mut self, batch: &mut [Box<dyn Work>]) -> Result<Option<Wake>, Fault> {
        let mut tx = Tx {
            connection: Mutex::new(self.begin().await?),
            ids: self.ids.clone(),
            verb: Gathered::default(),
            batch: Gathered::default(),
            trouble: Trouble::default(),
            memo: self.memo.of_batch(),
        };
        let done = self.write_batch(&mut tx, batch).await;
        let mut connection = tx.connection.into_inner();
        // Nothing is left to take back after a commit. One that cannot be taken back ends with its connection.
        if connection.rollback().await.is_ok() {
            self.connection = Some(connection);
        }
        done
    }

    async fn write_batch(&mut self, tx: &mut Tx, batch: &mut [Box<dyn Work>]) -> Result<Option<Wake>, Fault> {
        if let Some(lock) = tx.connection.get_mut().engine().writers_lock() {
            let locked = tx.run(lock).await;
            locked.map_err(|error| if error.is_lock_denied() { gone(error.into()) } else { undone(error) })?;
        }
        let mut done = 0;
        let alone = batch.len() == 1;
        for work in batch {
            done += usize::from(run(tx, work.as_mut(), alone).await?);
        }
        if done == 0 {
            return Ok(None);
        }
        let seq = tx.flush().await.map_err(undone)?;
        let topics: Vec<_> = std::mem::take(&mut tx.batch.topics).into_iter().collect();
        tx.tell_others(self.node, &topics).await.map_err(undone)?;
        let ids = std::mem::take(&mut tx.ids);
        self.committing = true;
        if let Err(error) = tx.connection.get_mut().commit().await {
            // If it did take effect, these ids are given already.
            self.ids = Ids::default();
            return Err(Fault { why: error.into(), next: Next::Never });
        }
        self.ids = ids;
        tx.memo.committed();
        Ok(Some(Wake { topics: topics.into(), seq }))
    }

    /// Begins a transaction. After a full disk or a lost server the connection may no longer be usable: then a new one is
    /// tried, once.
    async fn begin(&mut self) -> Result<Connection, Fault> {
        if let Some(mut connection) = self.connection.take().filter(|connection| !connection.is_old()) {
            match connection.begin().await {
                Ok(()) => return Ok(connection),
                Err(error) if error.may_retry() && connection.rollback().await.is_ok() => {
                    self.connection = Some(connection);
                    return Err(Fault { why: error.into(), next: Next::Again });
                }
                Err(error) => tracing::warn!(%error, "the writer connects anew"),
            }
        }
        self.connect_anew().await?;
        let mut connection = self.connection.take().ok_or_else(|| gone(anyhow::anyhow!("there is no connection")))?;
        connection.begin().await.map_err(|error| gone(error.into()))?;
        Ok(connection)
    }

    async fn connect_anew(&mut self) -> Result<(), Fault> {
        self.connection = Some(self.target.connect(Purpose::Writing).await.map_err(|fault| gone(fault.into()))?);
        Ok(())
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
    let (ids, mark) = (tx.ids.clone(), tx.memo.mark());
    drop(tx.trouble.take());
    if !alone {
        tx.run("SAVEPOINT verb").await.map_err(undone)?;
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
            tx.memo.back_to(mark);
            "ROLLBACK TO SAVEPOINT verb; RELEASE SAVEPOINT verb"
        }
    };
    if !alone {
        tx.run(end).await.map_err(undone)?;
    }
    Ok(matches!(verdict, Verdict::Done))
}

/// A failure before the commit: nothing was written.
fn undone(error: DbErr) -> Fault {
    let next = if error.may_retry() { Next::Again } else { Next::Useless };
    Fault { why: error.into(), next }
}

fn gone(why: anyhow::Error) -> Fault {
    Fault { why, next: Next::Gone }
}

fn fail(batch: Vec<Box<dyn Work>>, why: &anyhow::Error) {
    tracing::error!(verbs = batch.len(), why = format!("{why:#}"), "a batch was not written");
    for work in batch {
        work.fail(anyhow::anyhow!("the database did not write this: {why:#}"));
    }
}
