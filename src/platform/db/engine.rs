//! The two database engines and every difference between them that the program must know.
//! Nothing outside `platform/db` may ask which engine it is.

use sea_orm::{DbBackend, DbErr, RuntimeErr, SqliteTransactionMode, TransactionOptions};
use std::borrow::Cow;

/// Which database this desk runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    Sqlite,
    Postgres,
}

/// The oldest SQLite that does not lose commits in WAL mode (the WAL-reset fault mended in 3.51.3).
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

impl Engine {
    pub(super) fn backend(self) -> DbBackend {
        match self {
            Self::Sqlite => DbBackend::Sqlite,
            Self::Postgres => DbBackend::Postgres,
        }
    }

    /// The file-name word of a migration written for this engine alone.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    pub(super) fn numbered(self, text: &str) -> String {
        if self == Self::Sqlite {
            return text.to_owned();
        }
        let mut numbered = String::with_capacity(text.len() + 16);
        let mut pieces = text.split('?');
        numbered.push_str(pieces.next().unwrap_or_default());
        for (index, piece) in pieces.enumerate() {
            numbered.push('$');
            numbered.push_str(&(index + 1).to_string());
            numbered.push_str(piece);
        }
        numbered
    }

    /// The words of a migration that differ: `@id`, `@bytes` and `@ascii`.
    pub(super) fn schema(self, text: &str) -> String {
        let words = match self {
            // A literal `integer primary key` is the rowid itself; `bigint` would cost a second b-tree.
            Self::Sqlite => [("@id", "integer"), ("@bytes", "blob"), (" @ascii", "")],
            Self::Postgres => [
                ("@id", "bigint"),
                ("@bytes", "bytea"),
                // Byte order, so that prefix ranges and stored sort keys mean the same on both engines.
                ("@ascii", "COLLATE \"C\""),
            ],
        };
        words.iter().fold(text.to_owned(), |text, (word, own)| text.replace(word, own))
    }

    /// How a batch begins. SQLite takes the write lock at once: a transaction that reads first and writes
    /// later fails with "database is locked" instead of waiting.
    pub(super) fn batch(self) -> TransactionOptions {
        TransactionOptions {
            sqlite_transaction_mode: (self == Self::Sqlite).then_some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        }
    }

    /// Lets one process write at a time, batches and migrations alike; held until the transaction ends. Without it
    /// batches that touch rows in opposite orders dead-lock (a second each), and what a verb has read another process
    /// may change before it writes: on one engine only, where nobody would look for it.
    pub(super) fn writers_lock(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None, // BEGIN IMMEDIATE is the lock.
            Self::Postgres => Some("SELECT pg_advisory_xact_lock(7361928450127734)"),
        }
    }

    /// Its name, and the question for its version.
    pub(super) fn version(self) -> (&'static str, &'static str) {
        match self {
            Self::Sqlite => ("SQLite", "SELECT sqlite_version()"),
            Self::Postgres => ("PostgreSQL", "SELECT current_setting('server_version')"),
        }
    }

    /// Asks the catalogue whether the table `?` exists.
    pub(super) fn table_exists(self) -> &'static str {
        match self {
            Self::Sqlite => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
            Self::Postgres => "SELECT 1 WHERE to_regclass(?) IS NOT NULL",
        }
    }

    /// What a writer that closes does for the next plans: the engine looks at the tables that changed much.
    pub(super) fn at_close(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => Some("PRAGMA optimize"),
            Self::Postgres => None, // It has a process of its own for that.
        }
    }

    /// What of the references does not hold, as (`child`, `parent`), where they were not kept while migrating.
    pub(super) fn broken_references(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => Some(r#"SELECT "table" AS child, "parent" FROM pragma_foreign_key_check LIMIT 1"#),
            Self::Postgres => None, // A migration cannot break one.
        }
    }

    /// Whether a lock was not to be had in its time: somebody else holds it, and trying on would only hold up others.
    pub(super) fn is_lock_denied(self, error: &DbErr) -> bool {
        self == Self::Postgres && code(error).is_some_and(|code| matches!(code.as_str(), "55P03" | "57014"))
    }

    /// Whether the same work may succeed when tried again in a new transaction: dead-locks, serialisation failures,
    /// busy files, a line that broke before the commit.
    pub(super) fn may_retry(self, error: &DbErr) -> bool {
        if broke_off(error) {
            return true;
        }
        let Some(code) = code(error) else {
            return false;
        };
        match self {
            // Extended result codes keep the primary one in the low byte: 5 is BUSY, 6 is LOCKED.
            Self::Sqlite => code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6)),
            Self::Postgres => matches!(code.as_str(), "40001" | "40P01" | "55P03" | "57P01" | "57P02" | "25P03"),
        }
    }
}

/// Whether a statement failed because a unique key exists already.
pub(super) fn is_duplicate(error: &DbErr) -> bool {
    matches!(error.sql_err(), Some(sea_orm::SqlErr::UniqueConstraintViolation(_)))
}

/// Says why this SQLite must not be used, if so.
pub(super) fn sqlite_too_old(version: &str) -> Option<String> {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    let found = (next(), next(), next());
    (found < OLDEST_SQLITE).then(|| {
        let (major, minor, patch) = OLDEST_SQLITE;
        format!("SQLite {version} can lose commits; {major}.{minor}.{patch} or newer is needed")
    })
}

fn code(error: &DbErr) -> Option<String> {
    let error = driver_error(error)?.as_database_error()?;
    error.code().map(Cow::into_owned)
}

fn broke_off(error: &DbErr) -> bool {
    matches!(driver_error(error), Some(sqlx::Error::Io(_)))
}

fn driver_error(error: &DbErr) -> Option<&sqlx::Error> {
    let (DbErr::Exec(runtime) | DbErr::Query(runtime) | DbErr::Conn(runtime)) = error else {
        return None;
    };
    match runtime {
        RuntimeErr::SqlxError(error) => Some(error),
        RuntimeErr::Internal(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_sqlite_is_named() {
        assert!(sqlite_too_old("3.46.1").is_some_and(|why| why.contains("3.46.1")));
        assert!(sqlite_too_old("3.51.2").is_some());
        assert!(sqlite_too_old("3.51.3").is_none());
        assert!(sqlite_too_old("4.0.0").is_none());
    }

    #[test]
    fn schema_words_are_substituted() {
        let text = "id @id primary key, h @bytes, n text @ascii";
        assert_eq!(Engine::Sqlite.schema(text), "id integer primary key, h blob, n text");
        assert_eq!(Engine::Postgres.schema(text), "id bigint primary key, h bytea, n text COLLATE \"C\"");
    }
}
