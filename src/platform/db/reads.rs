//! Reading rows: the same calls on the read-only pool and inside a batch, so that a loader is written
//! once and used by extractor, page and verb alike. It writes nothing.

use super::connection::Connection;
use super::rows::{FromCell, FromRow, Row};
use super::{DbErr, Memo, engine::Engine, postgres, sql::Sql, sqlite, trouble::Trouble};
use sqlx::PgPool;
use std::sync::Arc;
use std::{borrow::Cow, collections::BTreeMap};
use tokio::sync::Mutex;

/// Anything that answers queries: a [`Reader`], or the [`Tx`](super::Tx) that a verb works in.
pub trait Reads {
    #[doc(hidden)]
    fn handle(&self) -> Handle<'_>;

    /// What is remembered of rows that never change.
    fn memo(&self) -> &Memo;

    /// How far counters will move when the running batch ends; nothing outside a batch.
    #[doc(hidden)]
    fn unflushed(&self) -> BTreeMap<Cow<'static, str>, i64> {
        BTreeMap::new()
    }

    /// Every row.
    ///
    /// # Errors
    /// When the database fails or a column does not fit the type.
    fn all<T: FromRow + Send>(&self, sql: Sql) -> impl Future<Output = Result<Vec<T>, DbErr>> + Send {
        self.handle().fetch(sql, usize::MAX)
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// When the database fails or a column does not fit the type.
    fn one<T: FromRow + Send>(&self, sql: Sql) -> impl Future<Output = Result<Option<T>, DbErr>> + Send {
        let rows = self.handle().fetch(sql, 1);
        async { Ok(rows.await?.pop()) }
    }

    /// The first column of the first row, if there is one and it is not NULL.
    ///
    /// # Errors
    /// When the database fails or the column does not fit the type.
    fn value<T: FromCell + Send>(&self, sql: Sql) -> impl Future<Output = Result<Option<T>, DbErr>> + Send {
        let first = self.one::<First<T>>(sql);
        async { Ok(first.await?.and_then(|First(value)| value)) }
    }

    /// Counts the rows of `FROM … WHERE …`, and stops at `cap`: an exact count of a filtered list costs a
    /// hundred times its page.
    ///
    /// # Errors
    /// When the database fails.
    fn count_up_to(&self, cap: i64, from: Sql) -> impl Future<Output = Result<i64, DbErr>> + Send {
        let sql = Sql::new("SELECT count(*) FROM (SELECT 1 ").append(from).push(" LIMIT ?) AS capped").bind(cap);
        let counted = self.value::<i64>(sql);
        async move { Ok(counted.await?.unwrap_or(0)) }
    }
}

struct First<T>(Option<T>);

impl<T: FromCell> FromRow for First<T> {
    fn from_row(row: &mut Row<'_>) -> Result<Self, DbErr> {
        row.first().map(Self)
    }
}

/// What a query is sent to; only this folder can make one.
pub struct Handle<'a> {
    pub(super) road: Road<'a>,
    pub(super) trouble: Option<&'a Trouble>,
}

pub(super) enum Road<'a> {
    Pool(&'a Pool),
    Connection(&'a Mutex<Connection>),
}

impl Handle<'_> {
    pub(super) async fn fetch<T: FromRow + Send>(self, sql: Sql, most: usize) -> Result<Vec<T>, DbErr> {
        let rows = match self.road {
            Road::Pool(pool) => pool.fetch(sql, most).await,
            Road::Connection(connection) => connection.lock().await.fetch(sql, most).await,
        };
        if let (Err(error), Some(trouble)) = (&rows, self.trouble) {
            trouble.note(error);
        }
        rows
    }
}

/// The read-only connections.
#[derive(Clone, Debug)]
pub(super) enum Pool {
    Sqlite(Arc<sqlite::Pool>),
    Postgres(PgPool),
}

impl From<sqlite::Pool> for Pool {
    fn from(pool: sqlite::Pool) -> Self {
        Self::Sqlite(Arc::new(pool))
    }
}

impl From<PgPool> for Pool {
    fn from(pool: PgPool) -> Self {
        Self::Postgres(pool)
    }
}

impl Pool {
    async fn fetch<T: FromRow + Send>(&self, sql: Sql, most: usize) -> Result<Vec<T>, DbErr> {
        let (text, values) = sql.statement(self.engine())?;
        match self {
            Self::Sqlite(pool) => pool.with(|connection| sqlite::fetch(connection, &text, &values, most)),
            Self::Postgres(pool) => postgres::fetch(pool, text, values, most).await,
        }
    }

    pub(super) fn engine(&self) -> Engine {
        match self {
            Self::Sqlite(_) => Engine::Sqlite,
            Self::Postgres(_) => Engine::Postgres,
        }
    }

    pub(super) async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close(),
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

/// Reads what is committed.
#[derive(Clone, Debug)]
pub struct Reader {
    pub(super) pool: Pool,
    pub(super) memo: Memo,
}

impl Reads for Reader {
    fn handle(&self) -> Handle<'_> {
        Handle { road: Road::Pool(&self.pool), trouble: None }
    }

    fn memo(&self) -> &Memo {
        &self.memo
    }
}

impl Reader {
    pub(super) fn engine(&self) -> Engine {
        self.pool.engine()
    }

    /// The engine's own account of how it would answer: a review and a test read it, no page does.
    ///
    /// # Errors
    /// When the database refuses the statement.
    pub async fn explain(&self, sql: Sql) -> Result<Vec<String>, DbErr> {
        let lines: Vec<Line> = self.all(Sql::new(self.engine().explain()).append(sql)).await?;
        Ok(lines.into_iter().map(|line| line.0).collect())
    }
}

/// A line of an account, whose only text has another name on each engine.
struct Line(String);

impl FromRow for Line {
    fn from_row(row: &mut Row<'_>) -> Result<Self, DbErr> {
        row.get("detail").or_else(|_| row.first()).map(Self)
    }
}
