//! Opening a database by its URL: which engine, which connections, which settings, and a clear word when it
//! cannot be. It runs no verb.

use super::engine::{self, Engine};
use super::{Reader, Reads, Sql, Wake, ids::Ids, notify, work::Work, writer};
use sea_orm::DatabaseConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::ConnectOptions;
use std::{str::FromStr, sync::Mutex, thread::JoinHandle, time::Duration};
use tokio::sync::{broadcast, mpsc, oneshot};

/// How to open a database.
#[derive(Clone, Debug)]
pub struct Options {
    /// `sqlite:PATH` (made if missing) or `postgres://USER:PASSWORD@HOST/NAME`.
    pub url: String,
    /// Read-only connections at most.
    pub readers: u32,
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
}

impl super::Db {
    /// Opens the database, makes the SQLite file if it is missing, and starts the writer. Does not migrate.
    ///
    /// # Errors
    /// See [`OpenFault`].
    pub async fn open(options: &Options) -> Result<Self, OpenFault> {
        let target = Target::parse(&options.url)?;
        let (wakes, _) = broadcast::channel(1024);
        let (queue, thread) = start_writer(&target, wakes.clone()).await?;
        let reader = Reader {
            pool: target.readers(options.readers).await?,
            engine: target.engine(),
        };
        if let Target::Sqlite(_) = target {
            let version: Option<String> = reader
                .value(Sql::new("SELECT sqlite_version()"))
                .await
                .map_err(|error| target.unreachable(&error))?;
            if let Some(why) = engine::sqlite_too_old(&version.unwrap_or_default()) {
                return Err(OpenFault::TooOld(why));
            }
        }
        if let Target::Postgres(options) = &target {
            notify::listen(options.clone(), wakes.clone());
        }
        Ok(Self {
            inner: std::sync::Arc::new(Opened {
                reader,
                target,
                wakes,
                queue: Mutex::new(Some(queue)),
                thread: Mutex::new(Some(thread)),
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
    pub(super) async fn migrator(&self) -> Result<DatabaseConnection, OpenFault> {
        self.target.writer().await
    }

    pub(super) async fn close(&self) {
        drop(self.queue.lock().map(|mut queue| queue.take()));
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread {
            // The writer ends when the last queued verb is answered.
            drop(tokio::task::spawn_blocking(move || thread.join()).await);
        }
        drop(self.reader.pool.clone().close().await);
    }
}

#[derive(Clone)]
enum Target {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

impl Target {
    fn parse(url: &str) -> Result<Self, OpenFault> {
        let unknown = || OpenFault::Url(url.split('@').next_back().unwrap_or(url).to_owned());
        if url.starts_with("sqlite:") {
            let options = SqliteConnectOptions::from_str(url).map_err(|_| unknown())?;
            return Ok(Self::Sqlite(
                options
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .busy_timeout(Duration::from_secs(15))
                    .pragma("temp_store", "memory")
                    .pragma("cache_size", "-8000")
                    .pragma("wal_autocheckpoint", "2000")
                    .statement_cache_capacity(256)
                    .disable_statement_logging(),
            ));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url).map_err(|_| unknown())?;
            return Ok(Self::Postgres(
                options
                    .application_name("watchdesk")
                    .statement_cache_capacity(256)
                    .disable_statement_logging(),
            ));
        }
        Err(unknown())
    }

    fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    fn unreachable(&self, why: &dyn std::fmt::Display) -> OpenFault {
        let url = match self {
            Self::Sqlite(options) => format!("sqlite:{}", options.get_filename().display()),
            Self::Postgres(options) => format!(
                "postgres://{}:{}/{}",
                options.get_host(),
                options.get_port(),
                options.get_database().unwrap_or_default()
            ),
        };
        OpenFault::Unreachable {
            url,
            why: why.to_string(),
        }
    }

    /// One connection, which the pool replaces when it breaks.
    async fn writer(&self) -> Result<DatabaseConnection, OpenFault> {
        match self {
            Self::Sqlite(options) => sqlite(1).connect_with(options.clone()).await.map(Into::into),
            Self::Postgres(options) => postgres(1).connect_with(options.clone()).await.map(Into::into),
        }
        .map_err(|why: sqlx::Error| self.unreachable(&why))
    }

    async fn readers(&self, count: u32) -> Result<DatabaseConnection, OpenFault> {
        match self {
            Self::Sqlite(options) => {
                let options = options.clone().read_only(true).create_if_missing(false);
                sqlite(count).connect_with(options).await.map(Into::into)
            }
            Self::Postgres(options) => {
                let options = options
                    .clone()
                    .options([("default_transaction_read_only", "on")]);
                postgres(count).connect_with(options).await.map(Into::into)
            }
        }
        .map_err(|why: sqlx::Error| self.unreachable(&why))
    }
}

fn sqlite(connections: u32) -> sqlx::pool::PoolOptions<sqlx::Sqlite> {
    // A file does not go away between two calls, so there is nothing to test before each.
    SqlitePoolOptions::new()
        .max_connections(connections)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
}

fn postgres(connections: u32) -> sqlx::pool::PoolOptions<sqlx::Postgres> {
    PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(Duration::from_secs(10))
        .idle_timeout(None)
}

/// The writer has a thread and a runtime of its own: verbs need not be `Send`, and a flood of readers
/// cannot hold it up.
async fn start_writer(
    target: &Target,
    wakes: broadcast::Sender<Wake>,
) -> Result<(writer::Queue, JoinHandle<()>), OpenFault> {
    let (queue, verbs) = mpsc::channel::<Box<dyn Work>>(1024);
    let (ready, opened) = oneshot::channel();
    let target = target.clone();
    let stopped = |why: &dyn std::fmt::Display| OpenFault::Unreachable {
        url: "writer".to_owned(),
        why: why.to_string(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| stopped(&error))?;
    let body = move || {
        runtime.block_on(async move {
            let pool = match target.writer().await {
                Ok(pool) => pool,
                Err(fault) => return drop(ready.send(Err(fault))),
            };
            drop(ready.send(Ok(())));
            let writer = writer::Writer {
                pool: pool.clone(),
                engine: target.engine(),
                ids: Ids::default(),
                wakes,
            };
            writer.run(verbs).await;
            drop(pool.close().await);
        });
    };
    let thread = std::thread::Builder::new()
        .name("writer".to_owned())
        .spawn(body)
        .map_err(|error| stopped(&error))?;
    opened.await.map_err(|error| stopped(&error))??;
    Ok((queue, thread))
}
