//! One connection that writes, whichever the engine, and whether it is in a transaction. It knows no verb.

use super::engine::Engine;
use super::fault::DbErr;
use super::rows::FromRow;
use super::sql::Sql;
use super::{postgres, sqlite};
use sqlx::{AssertSqlSafe, Connection as _, Executor, PgConnection};
use std::time::{Duration, Instant};

pub(super) struct Connection {
    road: Road,
    in_transaction: bool,
    opened: Instant,
}

/// A line to a server is not used for longer: behind its address another server may stand by now.
const LONGEST: Duration = Duration::from_secs(30 * 60);

enum Road {
    Sqlite(rusqlite::Connection),
    Postgres(Box<PgConnection>),
}

impl From<rusqlite::Connection> for Connection {
    fn from(connection: rusqlite::Connection) -> Self {
        Self { road: Road::Sqlite(connection), in_transaction: false, opened: Instant::now() }
    }
}

impl From<PgConnection> for Connection {
    fn from(connection: PgConnection) -> Self {
        Self { road: Road::Postgres(Box::new(connection)), in_transaction: false, opened: Instant::now() }
    }
}

impl Connection {
    pub(super) fn engine(&self) -> Engine {
        match self.road {
            Road::Sqlite(_) => Engine::Sqlite,
            Road::Postgres(_) => Engine::Postgres,
        }
    }

    /// Whether it should make room for a new one.
    pub(super) fn is_old(&self) -> bool {
        self.engine() == Engine::Postgres && self.opened.elapsed() > LONGEST
    }

    pub(super) async fn fetch<T: FromRow + Send>(&mut self, sql: Sql, most: usize) -> Result<Vec<T>, DbErr> {
        let (text, values) = sql.statement(self.engine())?;
        match &mut self.road {
            Road::Sqlite(connection) => sqlite::fetch(connection, &text, &values, most),
            Road::Postgres(connection) => postgres::fetch(connection.as_mut(), text, values, most).await,
        }
    }

    pub(super) async fn execute(&mut self, sql: Sql) -> Result<u64, DbErr> {
        let (text, values) = sql.statement(self.engine())?;
        match &mut self.road {
            Road::Sqlite(connection) => sqlite::execute(connection, &text, &values),
            Road::Postgres(connection) => postgres::execute(connection.as_mut(), text, values).await,
        }
    }

    /// Runs statements without values.
    pub(super) async fn run(&mut self, statements: &str) -> Result<(), DbErr> {
        match &mut self.road {
            Road::Sqlite(connection) => connection.execute_batch(statements)?,
            Road::Postgres(connection) => {
                connection.execute(sqlx::raw_sql(AssertSqlSafe(statements.to_owned()))).await?;
            }
        }
        Ok(())
    }

    /// Begins a transaction; takes back first what is left of another.
    pub(super) async fn begin(&mut self) -> Result<(), DbErr> {
        self.rollback().await?;
        // Set before: whether a failed beginning left something, nobody knows.
        self.in_transaction = true;
        self.run(self.engine().begin()).await
    }

    pub(super) async fn commit(&mut self) -> Result<(), DbErr> {
        self.run("COMMIT").await?;
        self.in_transaction = false;
        Ok(())
    }

    /// Takes back what was not committed.
    pub(super) async fn rollback(&mut self) -> Result<(), DbErr> {
        if let Road::Sqlite(connection) = &self.road {
            // After a full disk the engine has taken it back already, and says so.
            self.in_transaction = !connection.is_autocommit();
        }
        if self.in_transaction {
            self.run("ROLLBACK").await?;
            self.in_transaction = false;
        }
        Ok(())
    }

    /// Closes it politely.
    pub(super) async fn close(self) -> Result<(), DbErr> {
        match self.road {
            Road::Sqlite(connection) => connection.close().map_err(|(_, error)| error)?,
            Road::Postgres(connection) => connection.close().await?,
        }
        Ok(())
    }
}
