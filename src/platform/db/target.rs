//! Where a database is and how one connects to it: the settings of every connection, by engine. It opens no writer.

use super::connection::Connection;
use super::reads::Pool;
use super::{DbErr, OpenFault, sqlite};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, Connection as _, PgConnection};
use std::path::PathBuf;
use std::{fmt::Display, str::FromStr, time::Duration};

/// A database that can be connected to.
#[derive(Clone)]
pub(super) enum Target {
    Sqlite(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

/// What a connection that writes is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Verbs: nothing may take for ever, as everybody waits.
    Writing,
    /// Migrations: they take their time, and rebuild tables to which others refer.
    Migrating,
    /// Filling an empty desk.
    Filling,
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
            return Ok(Self::Sqlite(path.into()));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url).map_err(|_| unknown())?;
            let options = options.application_name("watchdesk").statement_cache_capacity(256);
            return Ok(Self::Postgres(Box::new(options.disable_statement_logging())));
        }
        Err(unknown())
    }

    pub(super) fn unreachable(&self, why: &dyn Display) -> OpenFault {
        let url = match self {
            Self::Sqlite(path) => format!("sqlite:{}", path.display()),
            Self::Postgres(options) => format!(
                "postgres://{}:{}/{}",
                options.get_host(),
                options.get_port(),
                options.get_database().unwrap_or_default()
            ),
        };
        OpenFault::Unreachable { url, why: why.to_string() }
    }

    /// One connection that writes.
    pub(super) async fn connect(&self, purpose: Purpose) -> Result<Connection, OpenFault> {
        match self {
            Self::Sqlite(path) => sqlite::writing(path, purpose).map(Into::into).map_err(|why| self.unreachable(&why)),
            Self::Postgres(options) => {
                let limits = LIMITS.map(|(name, limit)| (name, if purpose == Purpose::Writing { limit } else { "0" }));
                self.server(&options.as_ref().clone().options(SESSION).options(limits)).await.map(Into::into)
            }
        }
    }

    pub(super) async fn readers(&self, count: u32) -> Result<Pool, OpenFault> {
        let pool: Result<Pool, DbErr> = match self {
            Self::Sqlite(path) => sqlite::Pool::open(path, (count as usize).max(super::threads())).map(Into::into),
            Self::Postgres(options) => {
                // A pool that is refused tries on until its time is up, and then knows only that.
                drop(self.server(options).await?.close().await);
                let options = options.as_ref().clone().options([("default_transaction_read_only", "on")]);
                let pool = PgPoolOptions::new().max_connections(count).acquire_timeout(PATIENCE).idle_timeout(None);
                pool.connect_with(options).await.map(Into::into).map_err(Into::into)
            }
        };
        pool.map_err(|why| self.unreachable(&why))
    }

    async fn server(&self, options: &PgConnectOptions) -> Result<PgConnection, OpenFault> {
        let connected = tokio::time::timeout(PATIENCE, options.connect()).await;
        let connected = connected.map_err(|_| self.unreachable(&"it does not answer"))?;
        connected.map_err(|why| self.unreachable(&why))
    }
}

/// What a session that writes must not leave to the server's owner. Under a stricter isolation the snapshot would be
/// taken before the writers' lock is granted, and be of the past.
const SESSION: [(&str, &str); 5] = [
    ("default_transaction_isolation", "read committed"),
    ("synchronous_commit", "on"),
    // The server gives up a client that is gone, and with it the writers' lock.
    ("tcp_keepalives_idle", "30"),
    ("tcp_keepalives_interval", "10"),
    ("tcp_keepalives_count", "3"),
];

/// How long a verb may hold up the others; the rest has no limit, whatever the server's owner set.
const LIMITS: [(&str, &str); 3] = [
    ("statement_timeout", "30s"),
    ("lock_timeout", "30s"),
    // A node that stops in the middle of a batch must not hold the writers' lock for ever.
    ("idle_in_transaction_session_timeout", "30s"),
];

/// What of a URL may be said aloud when it is not understood.
fn without_password(url: &str) -> &str {
    let place = url.rsplit('@').next().unwrap_or_default();
    place.split('?').next().unwrap_or_default()
}
