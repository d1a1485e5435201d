//! The server's engine: how values are bound and rows are fetched. It knows no transaction.

use super::Value;
use super::fault::DbErr;
use super::rows::{FromRow, Plan, Row, Source};
use futures_util::TryStreamExt;
use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Executor, Postgres};

/// The rows of an answer, `most` of them.
pub(super) async fn fetch<'c, T: FromRow + Send>(
    road: impl Executor<'c, Database = Postgres>,
    text: String,
    values: Vec<Value>,
    most: usize,
) -> Result<Vec<T>, DbErr> {
    let mut rows = query(text, values).fetch(road);
    let (mut read, mut plan) = (Vec::new(), Plan::default());
    while read.len() < most
        && let Some(row) = rows.try_next().await?
    {
        read.push(T::from_row(&mut Row::new(Source::Postgres(&row), &mut plan))?);
    }
    Ok(read)
}

/// Runs a statement; answers how many rows it touched.
pub(super) async fn execute<'c>(
    road: impl Executor<'c, Database = Postgres>,
    text: String,
    values: Vec<Value>,
) -> Result<u64, DbErr> {
    Ok(query(text, values).execute(road).await?.rows_affected())
}

/// `Sql` has numbered the placeholders, and takes no text that is not the program's own.
fn query(text: String, values: Vec<Value>) -> Query<'static, Postgres, PgArguments> {
    values.into_iter().fold(sqlx::query(AssertSqlSafe(text)), |query, value| match value {
        Value::Integer(number) => query.bind(number),
        Value::Boolean(is) => query.bind(is),
        Value::Text(text) => query.bind(text),
        Value::Bytes(bytes) => query.bind(bytes),
    })
}
