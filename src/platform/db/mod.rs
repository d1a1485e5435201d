//! The database: one writer, many readers, two engines. It hands out rows and runs verbs, and knows no
//! business noun; no other folder may ask which engine it is.

mod carrying;
mod chain;
mod connection;
mod copying;
pub mod counters;
pub mod deadlines;
mod engine;
mod fault;
mod flush;
mod gathered;
mod ids;
pub mod keyset;
mod memo;
pub mod migrate;
mod migrations;
mod notify;
mod once;
mod open;
mod postgres;
mod reads;
mod rows;
mod seeding;
mod sql;
mod sqlite;
mod target;
mod trouble;
mod tx;
mod values;
mod work;
mod writer;

pub use chain::{Link, ORIGIN};
pub use copying::CopyFault;
pub use fault::DbErr;
pub use gathered::{Deadline, Happening, NewJob, Subject};
pub use memo::Memo;
pub use migrations::Migrations;
pub use once::{Key, Once, first_answer, forget as forget_request_keys, is_answered};
pub use open::{OpenFault, Options};
pub use reads::{Handle, Reader, Reads};
pub use rows::{Cell, FromCell, FromRow, Row};
pub use seeding::Seeder;
pub use sql::Sql;
pub use tx::Tx;
pub use values::{Nullable, Value};
pub use watchdesk_derive::FromRow;

use crate::platform::failure::Failure;
use serde::{Serialize, de::DeserializeOwned};
use std::{borrow::Cow, sync::Arc};
use tokio::sync::{broadcast, oneshot};

/// How many threads may ask at once: some more than there are cores, as a statement of the embedded engine holds its
/// thread.
#[must_use]
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(2, std::num::NonZero::get) + 2
}

/// The database of one desk. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    inner: Arc<open::Opened>,
}

/// What a committed batch tells those who listen.
#[derive(Clone, Debug)]
pub struct Wake {
    /// What changed: `kind/id` of every subject with an event, and the topics that verbs named; `*` is anything,
    /// for example after the line to the other nodes was broken.
    pub topics: Arc<[Cow<'static, str>]>,
    /// The highest event `seq` of the batch, if this process wrote it and it held an event.
    pub seq: Option<i64>,
}

impl Db {
    /// The read-only connections.
    #[must_use]
    pub fn reads(&self) -> &Reader {
        &self.inner.reader
    }

    /// Runs a verb: the only way to write.
    ///
    /// The verb joins those that arrived with it in one transaction; when this answers `Ok`, the batch is
    /// durable. Dropping the future neither cancels nor half-does the verb. The verb may run more than
    /// once before its batch commits, so it does nothing but read and write through its [`Tx`].
    /// With `once`, a repeated request gets the first answer.
    ///
    /// # Errors
    /// What the verb refused, or a breakage of the database.
    pub async fn write<T, F>(&self, once: Option<Once>, verb: F) -> Result<T, Failure>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
        F: AsyncFn(&mut Tx) -> Result<T, Failure> + Send + 'static,
    {
        let (caller, answer) = oneshot::channel();
        let asked = work::Asked { verb, once, outcome: None, caller };
        let closed = || anyhow::anyhow!("the database is closed");
        let queue = self.inner.queue().ok_or_else(closed)?;
        queue.send(Box::new(asked)).await.map_err(|_| closed())?;
        // A caller who waits for its answer, or has stopped to, must not hold up `close`.
        drop(queue);
        answer.await.map_err(|_| closed())?
    }

    /// Listens to what committed batches change, in this process and, where the engine carries it, in
    /// others. A listener that lags loses wakes, never events: those it reads by `seq`.
    #[must_use]
    pub fn wakes(&self) -> broadcast::Receiver<Wake> {
        self.inner.wakes.subscribe()
    }

    /// The engine and its version, for people.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn engine_version(&self) -> Result<String, DbErr> {
        let reads = self.reads();
        let (name, sql) = reads.engine().version();
        let version: Option<String> = reads.value(Sql::new(sql)).await?;
        Ok(format!("{name} {}", version.unwrap_or_default()))
    }

    /// Finishes what is queued, then closes every connection. Further writes are refused.
    pub async fn close(&self) {
        self.inner.close().await;
    }
}
