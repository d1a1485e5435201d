//! The two database engines and every difference between them that the program must know.
//! Nothing outside `platform/db` may ask which engine it is.

/// Which database this desk runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Engine {
    Sqlite,
    Postgres,
}

/// The oldest SQLite that does not lose commits in WAL mode (the WAL-reset fault mended in 3.51.3).
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);

impl Engine {
    /// The file-name word of a migration written for this engine alone.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }

    pub(super) fn numbered(self, text: String) -> String {
        if self == Self::Sqlite {
            return text;
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

    /// How a transaction begins. SQLite takes the write lock at once: a transaction that reads first and writes
    /// later fails with "database is locked" instead of waiting.
    pub(super) fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// How a transaction begins that sees one moment and changes nothing.
    pub(super) fn begin_snapshot(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        }
    }

    /// Before and after every table is filled in no order: references are looked at in the end.
    pub(super) fn around_carrying(self) -> (&'static str, &'static str) {
        match self {
            Self::Sqlite => ("", ""), // A connection that migrates keeps none.
            Self::Postgres => (LOOSEN, TIGHTEN),
        }
    }

    /// Opens a cursor on every row of a table, where reading by place is not possible.
    pub(super) fn cursor(self, table: &str, columns: &str) -> Option<String> {
        (self == Self::Postgres).then(|| format!("DECLARE carried_{table} CURSOR FOR SELECT {columns} FROM {table}"))
    }

    /// The next rows of a table: of its cursor, or behind the place `?`, which then is the first column.
    pub(super) fn next_rows(self, table: &str, columns: &str, rows: i64) -> String {
        match self {
            Self::Sqlite => format!("SELECT rowid, {columns} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {rows}"),
            Self::Postgres => format!("FETCH {rows} FROM carried_{table}"),
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

    /// Before a statement: how it would be answered.
    pub(super) fn explain(self) -> &'static str {
        match self {
            Self::Sqlite => "EXPLAIN QUERY PLAN ",
            Self::Postgres => "EXPLAIN ",
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

    /// What makes the engine plan well for all the rows that were just written, where it does not do so anyway.
    pub(super) fn after_filling(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => None, // It plans by what a migration tells it, the same on every desk.
            Self::Postgres => Some("ANALYZE"),
        }
    }

    /// What a writer does before it closes, if anything.
    pub(super) fn at_close(self) -> Option<&'static str> {
        match self {
            // One that wrote nothing has not looked at the log yet, and would leave it beside the database.
            Self::Sqlite => Some("PRAGMA wal_checkpoint(PASSIVE)"),
            Self::Postgres => None,
        }
    }

    /// What of the references does not hold, as (`child`, `parent`), where they were not kept while migrating.
    pub(super) fn broken_references(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => Some(r#"SELECT "table" AS child, "parent" FROM pragma_foreign_key_check LIMIT 1"#),
            Self::Postgres => None, // A migration cannot break one.
        }
    }
}

macro_rules! alter_references {
    ($to:literal) => {
        concat!(
            "DO $$ DECLARE c record; BEGIN
  FOR c IN SELECT conrelid::regclass AS t, conname FROM pg_constraint
    WHERE contype = 'f' AND connamespace = current_schema()::regnamespace
  LOOP EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I ",
            $to,
            "', c.t, c.conname); END LOOP;
END $$;"
        )
    };
}

const LOOSEN: &str = concat!(alter_references!("DEFERRABLE INITIALLY DEFERRED"), " SET CONSTRAINTS ALL DEFERRED");
const TIGHTEN: &str = concat!("SET CONSTRAINTS ALL IMMEDIATE; ", alter_references!("NOT DEFERRABLE"));

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
