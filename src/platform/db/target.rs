//! Where a database is and how one connects to it: the settings of every connection, by engine. It opens no writer.

use super::{OpenFault, engine::Engine};
use sea_orm::DatabaseConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use std::{fmt::Display, str::FromStr, time::Duration};

/// A database that can be connected to.
#[derive(Clone)]
pub(super) enum Target {
    Sqlite(SqliteConnectOptions),
    Postgres(PgConnectOptions),
}

/// How long a server may take to accept a connection.
const PATIENCE: Duration = Duration::from_secs(10);

impl Target {
    pub(super) fn parse(url: &str) -> Result<Self, OpenFault> {
        let unknown = || OpenFault::Url(without_password(url).to_owned());
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            // Two connections to "memory" would be two databases, and a parameter could loosen the settings below.
            if path.is_empty() || path.contains(['?', '\0']) || path.contains(":memory:") {
                return Err(unknown());
            }
            return Ok(Self::Sqlite(sqlite_options(path)));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url).map_err(|_| unknown())?;
            let options = options.application_name("watchdesk").statement_cache_capacity(256);
            return Ok(Self::Postgres(options.disable_statement_logging()));
        }
        Err(unknown())
    }

    pub(super) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    pub(super) fn unreachable(&self, why: &dyn Display) -> OpenFault {
        let url = match self {
            Self::Sqlite(options) => format!("sqlite:{}", options.get_filename().display()),
            Self::Postgres(options) => format!(
                "postgres://{}:{}/{}",
                options.get_host(),
                options.get_port(),
                options.get_database().unwrap_or_default()
            ),
        };
        OpenFault::Unreachable { url, why: why.to_string() }
    }

    /// One connection, which the pool replaces when it breaks.
    pub(super) async fn writer(&self) -> Result<DatabaseConnection, OpenFault> {
        match self {
            Self::Sqlite(options) => sqlite(1).connect_with(options.clone()).await.map(Into::into),
            Self::Postgres(options) => {
                self.probe(options).await?;
                // A node that stops in the middle of a batch must not hold the chain's head for ever.
                let options = options.clone().options([("idle_in_transaction_session_timeout", "30s")]);
                postgres(1).connect_with(options).await.map(Into::into)
            }
        }
        .map_err(|why: sqlx::Error| self.unreachable(&why))
    }

    pub(super) async fn readers(&self, count: u32) -> Result<DatabaseConnection, OpenFault> {
        match self {
            Self::Sqlite(options) => {
                let options = options.clone().read_only(true).create_if_missing(false);
                sqlite(count).connect_with(options).await.map(Into::into)
            }
            Self::Postgres(options) => {
                let options = options.clone().options([("default_transaction_read_only", "on")]);
                postgres(count).connect_with(options).await.map(Into::into)
            }
        }
        .map_err(|why: sqlx::Error| self.unreachable(&why))
    }

    /// A pool that is refused tries on until its time is up, and then knows only that; one connection says why at once.
    async fn probe(&self, options: &PgConnectOptions) -> Result<(), OpenFault> {
        let connected = tokio::time::timeout(PATIENCE, options.connect()).await;
        let connection = connected.map_err(|_| self.unreachable(&"it does not answer"))?;
        drop(connection.map_err(|why| self.unreachable(&why))?.close().await);
        Ok(())
    }
}

/// What of a URL may be said aloud when it is not understood.
fn without_password(url: &str) -> &str {
    let place = url.rsplit('@').next().unwrap_or_default();
    place.split('?').next().unwrap_or_default()
}

fn sqlite_options(path: &str) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(15))
        .pragma("temp_store", "memory")
        .pragma("cache_size", "-8000")
        .pragma("wal_autocheckpoint", "2000")
        .statement_cache_capacity(256)
        .disable_statement_logging()
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
    PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE).idle_timeout(None)
}
