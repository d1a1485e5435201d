//! Migrations: numbered SQL files carried in the program, applied in order, all of them in one transaction
//! under a lock, so that two processes that start at once do not meet half a schema.

use super::{OpenFault, engine::Engine, sql::Sql};
use crate::platform::moment::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr, FromQueryResult, TransactionTrait};
use std::collections::BTreeMap;

#[derive(rust_embed::RustEmbed)]
#[folder = "migrations/"]
struct Files;

/// What a database knows and what this program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Schema {
    /// Version in the database; 0 is an empty one.
    pub found: i64,
    /// Newest version that this program carries.
    pub known: i64,
}

impl super::Db {
    /// Brings the schema up to this program's version; answers the versions applied.
    ///
    /// # Errors
    /// [`OpenFault::Newer`] for a schema from the future, [`OpenFault::Migration`] if one fails.
    pub async fn migrate(&self) -> Result<Vec<i64>, OpenFault> {
        let engine = self.inner.reader.engine;
        let files = files(engine)?;
        let connection = self.inner.migrator().await?;
        let applied = apply(&connection, engine, &files).await;
        drop(connection.close().await);
        applied
    }

    /// The schema's version, without changing it.
    ///
    /// # Errors
    /// [`OpenFault::Migration`] when the database does not answer.
    pub async fn schema(&self) -> Result<Schema, OpenFault> {
        let reader = &self.inner.reader;
        let found =
            found(&reader.pool, reader.engine).await.map_err(|error| failed("(reading the version)", &error))?;
        let known = files(reader.engine)?.last_key_value().map_or(0, |(v, _)| *v);
        Ok(Schema { found, known })
    }
}

struct File {
    name: String,
    sql: String,
}

async fn apply(
    connection: &DatabaseConnection,
    engine: Engine,
    files: &BTreeMap<i64, File>,
) -> Result<Vec<i64>, OpenFault> {
    let starting = |error: DbErr| failed("(starting)", &error);
    let tx = connection.begin_with_options(engine.batch()).await.map_err(starting)?;
    if let Some(lock) = engine.writers_lock() {
        tx.execute_unprepared(lock).await.map_err(starting)?;
    }
    tx.execute_unprepared(
        "CREATE TABLE IF NOT EXISTS schema_migrations
         (version bigint primary key, name text not null, applied_at bigint not null)",
    )
    .await
    .map_err(starting)?;
    let found = found(&tx, engine).await.map_err(starting)?;
    let known = files.last_key_value().map_or(0, |(version, _)| *version);
    if found > known {
        return Err(OpenFault::Newer { found, known });
    }
    let mut applied = Vec::new();
    for (version, file) in files.range(found + 1..) {
        let failed = |error: DbErr| failed(&file.name, &error);
        tx.execute_unprepared(&file.sql).await.map_err(failed)?;
        let row = Sql::new("INSERT INTO schema_migrations (version, name, applied_at) VALUES (?, ?, ?)")
            .bind(*version)
            .bind(file.name.clone())
            .bind(Timestamp::now());
        let row = row.statement(engine).map_err(failed)?;
        tx.execute_raw(row).await.map_err(failed)?;
        applied.push(*version);
    }
    tx.commit().await.map_err(|error| failed("(committing)", &error))?;
    Ok(applied)
}

/// The newest version applied. A database without the table is an empty one; asking for the table by name
/// would abort a PostgreSQL transaction, so the catalogue is asked first.
async fn found(connection: &impl ConnectionTrait, engine: Engine) -> Result<i64, DbErr> {
    let exists =
        connection.query_one_raw(Sql::new(engine.table_exists()).bind("schema_migrations").statement(engine)?).await?;
    if exists.is_none() {
        return Ok(0);
    }
    let newest = Sql::new("SELECT coalesce(max(version), 0) AS version FROM schema_migrations");
    let row = connection.query_one_raw(newest.statement(engine)?).await?;
    row.map_or(Ok(0), |row| Version::from_query_result(&row, "").map(|v| v.version))
}

#[derive(FromQueryResult)]
struct Version {
    version: i64,
}

/// The files of this engine by version: `NNNN_name.sql`, or the pair `NNNN_name.sqlite.sql` and
/// `NNNN_name.postgres.sql`.
fn files(engine: Engine) -> Result<BTreeMap<i64, File>, OpenFault> {
    let mut files = BTreeMap::new();
    for name in Files::iter() {
        let stem = name.trim_end_matches(".sql");
        let wanted = match stem.rsplit_once('.') {
            None => true,
            Some((_, word)) => word == engine.word(),
        };
        if !wanted {
            continue;
        }
        let wrong = |why: &dyn std::fmt::Display| failed(&name, why);
        let number = stem.split('_').next().unwrap_or_default();
        let version: i64 = number.parse().map_err(|error| wrong(&error))?;
        let bytes = Files::get(&name).ok_or_else(|| wrong(&"it is not embedded"))?;
        let text = std::str::from_utf8(&bytes.data).map_err(|error| wrong(&error))?;
        let file = File { name: stem.to_owned(), sql: engine.schema(text) };
        if files.insert(version, file).is_some() {
            return Err(wrong(&"its number is taken"));
        }
    }
    Ok(files)
}

fn failed(name: &str, why: &dyn std::fmt::Display) -> OpenFault {
    OpenFault::Migration(name.to_owned(), why.to_string())
}
