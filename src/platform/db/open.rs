//! Opening a database by its URL: which engine, which connections, which settings, and a clear word when it
//! cannot be. It runs no verb.

use super::connection::Connection;
use super::target::{Purpose, Target};
use super::{Memo, Reader, Reads, Sql, Wake, engine, ids::Ids, notify, work::Work, writer};
use std::{
    path::{Path, PathBuf},
    sync::Mutex,
    thread::JoinHandle,
    time::Duration,
};
use tokio::sync::{broadcast, mpsc, oneshot};
use tokio_util::task::AbortOnDropHandle;
use uuid::Uuid;

/// How to open a database.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite:PATH` (made if missing) or `postgres://USER:PASSWORD@HOST/NAME`.
    pub url: String,
    /// Read-only connections to a server at most. The embedded engine keeps at least as many as there are threads that
    /// read.
    pub readers: u32,
    /// How long one try of a batch may take.
    pub patience: Duration,
}

impl Options {
    /// The database of this URL, opened as a desk does.
    #[must_use]
    pub fn at(url: &str) -> Self {
        // More readers do not make two cores faster, and each holds a page cache.
        Self { url: url.to_owned(), readers: 4, patience: Duration::from_secs(60) }
    }

    /// The database that lives in this folder and needs no server.
    #[must_use]
    pub fn embedded(folder: &Path) -> Self {
        Self::at(&format!("sqlite://{}", folder.join("watchdesk.db").display()))
    }

    /// Whether opening it would make no database: one in a file that is missing is made, and a server makes none.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.file().is_none_or(|file| file.exists())
    }

    /// The file of an embedded database.
    #[must_use]
    pub fn file(&self) -> Option<PathBuf> {
        match Target::parse(&self.url) {
            Ok(Target::Sqlite(file)) => Some(file),
            _ => None,
        }
    }
}

/// Why a database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenFault {
    /// The URL names no engine that this program speaks.
    #[error("the database URL {0:?} is not understood: write sqlite:PATH or postgres://USER@HOST/NAME")]
    Url(String),
    /// The database did not answer.
    #[error("the database {url} cannot be reached: {why}")]
    Unreachable {
        /// The URL without its password.
        url: String,
        /// What the driver said.
        why: String,
    },
    /// The engine's version is known to lose data.
    #[error("{0}")]
    TooOld(String),
    /// The schema was made by a newer program.
    #[error(
        "the database has schema {found}, made by a newer Watchdesk; this program knows up to {known}: \
         start the newer program, or restore a backup made by this one"
    )]
    Newer {
        /// Version in the database.
        found: i64,
        /// Newest version that this program carries.
        known: i64,
    },
    /// A migration failed; nothing of it was kept.
    #[error("migration {0} failed, and nothing of it was kept: {1}")]
    Migration(String, String),
}

pub(super) struct Opened {
    pub(super) reader: Reader,
    target: Target,
    pub(super) wakes: broadcast::Sender<Wake>,
    queue: Mutex<Option<writer::Queue>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    listening: Mutex<Option<AbortOnDropHandle<()>>>,
}

impl super::Db {
    /// Opens the database, makes the SQLite file if it is missing, and starts the writer. Does not migrate.
    ///
    /// # Errors
    /// See [`OpenFault`].
    pub async fn open(options: &Options) -> Result<Self, OpenFault> {
        let target = Target::parse(&options.url)?;
        let (wakes, _) = broadcast::channel(1024);
        let node = Uuid::new_v4();
        let memo = Memo::default();
        let new = NewWriter { target: target.clone(), node, memo: memo.clone(), patience: options.patience };
        let (queue, thread) = start_writer(new, wakes.clone()).await?;
        let reader = Reader { pool: target.readers(options.readers).await?, memo };
        if let Target::Sqlite(_) = target {
            let version: Option<String> =
                reader.value(Sql::new("SELECT sqlite_version()")).await.map_err(|error| target.unreachable(&error))?;
            if let Some(why) = engine::sqlite_too_old(&version.unwrap_or_default()) {
                return Err(OpenFault::TooOld(why));
            }
        }
        let listening = match &target {
            Target::Postgres(options) => Some(notify::listen(options.as_ref().clone(), node, wakes.clone())),
            Target::Sqlite(_) => None,
        };
        Ok(Self {
            inner: std::sync::Arc::new(Opened {
                reader,
                target,
                wakes,
                queue: Mutex::new(Some(queue)),
                thread: Mutex::new(Some(thread)),
                listening: Mutex::new(listening),
            }),
        })
    }
}

impl Opened {
    pub(super) fn queue(&self) -> Option<writer::Queue> {
        self.queue.lock().ok().and_then(|queue| queue.clone())
    }

    /// A connection of its own for migrations: they are no verbs, and the tables that verbs need may not
    /// exist yet.
    pub(super) async fn migrator(&self) -> Result<Connection, OpenFault> {
        self.target.connect(Purpose::Migrating).await
    }

    /// A connection of its own for filling an empty desk.
    pub(super) async fn filler(&self) -> Result<Connection, OpenFault> {
        self.target.connect(Purpose::Filling).await
    }

    pub(super) async fn close(&self) {
        // The writer goes last: a connection that only reads cannot tidy up the embedded engine's log.
        self.reader.pool.close().await;
        drop(self.queue.lock().map(|mut queue| queue.take()));
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread {
            // The writer ends when the last queued verb is answered.
            drop(tokio::task::spawn_blocking(move || thread.join()).await);
        }
        drop(self.listening.lock().map(|mut listening| listening.take()));
    }
}

/// What a writer starts with.
struct NewWriter {
    target: Target,
    node: Uuid,
    memo: Memo,
    patience: Duration,
}

/// The writer has a thread and a runtime of its own: verbs need not be `Send`, and a flood of readers
/// cannot hold it up.
async fn start_writer(
    new: NewWriter,
    wakes: broadcast::Sender<Wake>,
) -> Result<(writer::Queue, JoinHandle<()>), OpenFault> {
    let (queue, verbs) = mpsc::channel::<Box<dyn Work>>(1024);
    let (ready, opened) = oneshot::channel();
    let stopped =
        |why: &dyn std::fmt::Display| OpenFault::Unreachable { url: "writer".to_owned(), why: why.to_string() };
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| stopped(&error))?;
    let body = move || {
        runtime.block_on(async move {
            let NewWriter { target, node, memo, patience } = new;
            let connection = match target.connect(Purpose::Writing).await {
                Ok(connection) => Some(connection),
                Err(fault) => return drop(ready.send(Err(fault))),
            };
            drop(ready.send(Ok(())));
            let (ids, committing) = (Ids::default(), false);
            let writer = writer::Writer { connection, target, node, ids, wakes, memo, patience, committing };
            writer.run(verbs).await;
        });
    };
    let thread = std::thread::Builder::new().name("writer".to_owned()).spawn(body).map_err(|error| stopped(&error))?;
    opened.await.map_err(|error| stopped(&error))??;
    Ok((queue, thread))
}
