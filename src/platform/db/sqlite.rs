//! The embedded engine. A statement takes microseconds and never waits for a network, so it runs where it is called: to
//! hand each to a thread of its own costs several times what it does. It knows no transaction.

use super::Value;
use super::fault::DbErr;
use super::rows::{FromRow, Plan, Row, Source};
use super::target::Purpose;
use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long a connection waits for a lock of another process.
const PATIENCE: Duration = Duration::from_secs(15);
/// Statements that a connection keeps prepared.
const STATEMENTS: usize = 256;

/// A connection that writes; makes the file if it is missing.
pub(super) fn writing(path: &Path, purpose: Purpose) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = open(path, flags)?;
    // While references are kept, a table that others refer to cannot be rebuilt; the migrator checks them all before
    // it commits.
    let references = if purpose == Purpose::Migrating { "OFF" } else { "ON" };
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", references)?;
    connection.pragma_update(None, "wal_autocheckpoint", 2_000)?;
    if purpose == Purpose::Filling {
        // A crash costs the demo and nothing else. A big cache keeps the indexes of a million rows in memory.
        connection.pragma_update(None, "synchronous", "OFF")?;
        connection.pragma_update(None, "cache_size", -400_000)?;
    }
    Ok(connection)
}

fn open(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    // One plan for a statement, whatever is bound: else each run with other values is planned anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.pragma_update(None, "cache_size", -8_000)?;
    Ok(connection)
}

/// Read-only connections, as many as are in use at once.
#[derive(Debug)]
pub(super) struct Pool {
    path: PathBuf,
    /// How many are kept while nobody uses them.
    keeps: usize,
    /// None when it is closed.
    idle: Mutex<Option<Vec<Connection>>>,
}

impl Pool {
    pub(super) fn open(path: &Path, keeps: usize) -> Result<Self, DbErr> {
        let pool = Self { path: path.to_owned(), keeps, idle: Mutex::new(Some(Vec::new())) };
        pool.with(|_| Ok(()))?;
        Ok(pool)
    }

    /// Lends a connection for one statement.
    pub(super) fn with<T>(&self, ask: impl FnOnce(&Connection) -> Result<T, DbErr>) -> Result<T, DbErr> {
        let idle = self.idle().as_mut().map(Vec::pop);
        let kept = idle.ok_or_else(|| DbErr::Custom("the database is closed".to_owned()))?;
        let connection = kept.map_or_else(|| self.another(), Ok)?;
        let answer = ask(&connection);
        if let Some(idle) = self.idle().as_mut().filter(|idle| idle.len() < self.keeps) {
            idle.push(connection);
        }
        answer
    }

    pub(super) fn close(&self) {
        drop(self.idle().take());
    }

    fn another(&self) -> rusqlite::Result<Connection> {
        open(&self.path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Option<Vec<Connection>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The rows of an answer, `most` of them.
pub(super) fn fetch<T: FromRow>(
    connection: &Connection,
    text: &str,
    values: &[Value],
    most: usize,
) -> Result<Vec<T>, DbErr> {
    let mut statement = connection.prepare_cached(text)?;
    bind(&mut statement, values)?;
    let mut rows = statement.raw_query();
    let (mut read, mut plan) = (Vec::new(), Plan::default());
    while read.len() < most
        && let Some(row) = rows.next()?
    {
        read.push(T::from_row(&mut Row::new(Source::Sqlite(row), &mut plan))?);
    }
    Ok(read)
}

/// Runs a statement; answers how many rows it touched.
pub(super) fn execute(connection: &Connection, text: &str, values: &[Value]) -> Result<u64, DbErr> {
    let mut statement = connection.prepare_cached(text)?;
    bind(&mut statement, values)?;
    Ok(u64::try_from(statement.raw_execute()?).unwrap_or_default())
}

fn bind(statement: &mut rusqlite::Statement<'_>, values: &[Value]) -> rusqlite::Result<()> {
    (1..).zip(values).try_for_each(|(place, value)| statement.raw_bind_parameter(place, value))
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let value = match self {
            Self::Integer(number) => number.map(ValueRef::Integer),
            Self::Boolean(is) => is.map(|is| ValueRef::Integer(is.into())),
            Self::Text(text) => text.as_ref().map(|text| ValueRef::Text(text.as_bytes())),
            Self::Bytes(bytes) => bytes.as_deref().map(ValueRef::Blob),
        };
        Ok(ToSqlOutput::Borrowed(value.unwrap_or(ValueRef::Null)))
    }
}
