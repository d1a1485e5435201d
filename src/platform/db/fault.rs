//! What can go wrong between the program and its database, and what each engine means by it: try again, a key that
//! exists already, a line that broke. It mends nothing.

use rusqlite::ffi::{self, ErrorCode};
use sqlx::error::ErrorKind;

/// A statement that failed, or a row that is not what the program takes it for.
#[derive(Debug, thiserror::Error)]
pub enum DbErr {
    /// From the embedded engine.
    #[error("{0}")]
    Sqlite(#[from] rusqlite::Error),
    /// From the server, or the line to it.
    #[error("{0}")]
    Postgres(#[from] sqlx::Error),
    /// A column that is not there, or holds something else.
    #[error("column {column}: {why}")]
    Column {
        /// Its name.
        column: String,
        /// What is wrong with it.
        why: String,
    },
    /// A NUL in a text, which one engine stores and the other cannot.
    #[error("a text with a NUL character cannot be stored")]
    Nul,
    /// Found out by this program.
    #[error("{0}")]
    Custom(String),
}

impl DbErr {
    /// Whether the same work may succeed when tried again in a new transaction: dead-locks, serialisation failures,
    /// busy files, a line that broke before the commit.
    pub(super) fn may_retry(&self) -> bool {
        match self {
            Self::Sqlite(error) => {
                matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
            }
            Self::Postgres(sqlx::Error::Io(_)) => true,
            Self::Postgres(_) => {
                matches!(self.state().as_deref(), Some("40001" | "40P01" | "55P03" | "57P01" | "57P02" | "25P03"))
            }
            Self::Column { .. } | Self::Nul | Self::Custom(_) => false,
        }
    }

    /// Whether a lock was not to be had in its time: somebody else holds it, and trying on would only hold up others.
    pub(super) fn is_lock_denied(&self) -> bool {
        matches!(self.state().as_deref(), Some("55P03" | "57014"))
    }

    /// Whether a statement failed because a unique key exists already.
    pub(super) fn is_duplicate(&self) -> bool {
        match self {
            Self::Sqlite(rusqlite::Error::SqliteFailure(error, _)) => {
                [ffi::SQLITE_CONSTRAINT_UNIQUE, ffi::SQLITE_CONSTRAINT_PRIMARYKEY].contains(&error.extended_code)
            }
            Self::Postgres(error) => {
                error.as_database_error().is_some_and(|error| error.kind() == ErrorKind::UniqueViolation)
            }
            Self::Sqlite(_) | Self::Column { .. } | Self::Nul | Self::Custom(_) => false,
        }
    }

    /// The server's five-letter code (SQLSTATE).
    fn state(&self) -> Option<String> {
        let Self::Postgres(error) = self else { return None };
        Some(error.as_database_error()?.code()?.into_owned())
    }
}
