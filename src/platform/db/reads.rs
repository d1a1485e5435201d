//! Reading rows: the same calls on the read-only pool and inside a batch, so that a loader is written
//! once and used by extractor, page and verb alike. It writes nothing.

use super::{Memo, engine::Engine, sql::Sql, trouble::Trouble};
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseExecutor, DbErr, FromRow, QueryResult};
use std::{borrow::Cow, collections::BTreeMap};

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
        let handle = self.handle();
        async move {
            let rows = handle.query_all(sql).await?;
            rows.iter().map(|row| T::from_query_result(row, "")).collect()
        }
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// When the database fails or a column does not fit the type.
    fn one<T: FromRow + Send>(&self, sql: Sql) -> impl Future<Output = Result<Option<T>, DbErr>> + Send {
        let handle = self.handle();
        async move {
            let row = handle.query_one(sql).await?;
            row.map(|row| T::from_query_result(&row, "")).transpose()
        }
    }

    /// The first column of the first row, if there is one and it is not NULL.
    ///
    /// # Errors
    /// When the database fails or the column does not fit the type.
    fn value<T: sea_orm::TryGetable + Send>(&self, sql: Sql) -> impl Future<Output = Result<Option<T>, DbErr>> + Send {
        let handle = self.handle();
        async move {
            let row = handle.query_one(sql).await?;
            row.map_or(Ok(None), |row| row.try_get_by_index::<Option<T>>(0))
        }
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

/// What a query is sent to; only this folder can make one.
pub struct Handle<'a> {
    pub(super) executor: DatabaseExecutor<'a>,
    pub(super) engine: Engine,
    pub(super) trouble: Option<&'a Trouble>,
}

impl Handle<'_> {
    async fn query_all(&self, sql: Sql) -> Result<Vec<QueryResult>, DbErr> {
        let rows = async { self.executor.query_all_raw(sql.statement(self.engine)?).await };
        rows.await.inspect_err(|error| self.note(error))
    }

    async fn query_one(&self, sql: Sql) -> Result<Option<QueryResult>, DbErr> {
        let row = async { self.executor.query_one_raw(sql.statement(self.engine)?).await };
        row.await.inspect_err(|error| self.note(error))
    }

    fn note(&self, error: &DbErr) {
        if let Some(trouble) = self.trouble {
            trouble.note(self.engine, error);
        }
    }
}

/// The pool of read-only connections.
#[derive(Clone, Debug)]
pub struct Reader {
    pub(super) pool: DatabaseConnection,
    pub(super) engine: Engine,
    pub(super) memo: Memo,
}

impl Reads for Reader {
    fn handle(&self) -> Handle<'_> {
        Handle { executor: DatabaseExecutor::Connection(&self.pool), engine: self.engine, trouble: None }
    }

    fn memo(&self) -> &Memo {
        &self.memo
    }
}

impl Reader {
    /// The engine's own account of how it would answer: a review and a test read it, no page does.
    ///
    /// # Errors
    /// When the database refuses the statement.
    pub async fn explain(&self, sql: Sql) -> Result<Vec<String>, DbErr> {
        let (lead, column) = match self.engine {
            Engine::Sqlite => ("EXPLAIN QUERY PLAN ", "detail"),
            Engine::Postgres => ("EXPLAIN ", "QUERY PLAN"),
        };
        let rows = self.pool.query_all_raw(Sql::new(lead).append(sql).statement(self.engine)?).await?;
        rows.iter().map(|row| row.try_get("", column)).collect()
    }
}
