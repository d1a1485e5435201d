//! Migrating: numbered files applied in order, all of them in one transaction under a lock, so that two processes
//! that start at once do not meet half a schema. It knows no file.

use super::migrations::{File, failed};
use super::{Migrations, OpenFault, Reads, engine::Engine, sql::Sql};
use crate::platform::moment::Timestamp;
use sea_orm::{ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbErr, FromRow, TransactionTrait};
use std::collections::BTreeMap;

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
        self.migrate_by(&Migrations::shipped()).await
    }

    /// The same by other files.
    ///
    /// # Errors
    /// As [`Db::migrate`](Self::migrate).
    pub async fn migrate_by(&self, migrations: &Migrations) -> Result<Vec<i64>, OpenFault> {
        let engine = self.inner.reader.engine;
        let files = migrations.of(engine)?;
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
        let known = Migrations::shipped().of(reader.engine)?.last_key_value().map_or(0, |(v, _)| *v);
        Ok(Schema { found, known })
    }

    /// The names of the applied migrations whose files are others now: such a database is not what this program
    /// believes it to be.
    ///
    /// # Errors
    /// [`OpenFault::Migration`] when the database does not answer.
    pub async fn changed_migrations(&self) -> Result<Vec<String>, OpenFault> {
        let files = Migrations::shipped().of(self.inner.reader.engine)?;
        let rows = self.reads().all(Sql::new("SELECT version, name, checksum FROM schema_migrations ORDER BY version"));
        let rows: Vec<Applied> = rows.await.map_err(|error| failed("(reading the checksums)", &error))?;
        let is_changed = |row: &Applied| files.get(&row.version).is_some_and(|file| file.checksum != row.checksum);
        Ok(rows.into_iter().filter(is_changed).map(|row| row.name).collect())
    }
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
         (version bigint primary key, name text not null, checksum text not null, applied_at bigint not null)",
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
        apply_one(&tx, engine, *version, file).await.map_err(|error| failed(&file.name, &error))?;
        applied.push(*version);
    }
    if !applied.is_empty() {
        check_references(&tx, engine).await.map_err(|error| failed("(checking references)", &error))?;
    }
    tx.commit().await.map_err(|error| failed("(committing)", &error))?;
    Ok(applied)
}

async fn apply_one(tx: &DatabaseTransaction, engine: Engine, version: i64, file: &File) -> Result<(), DbErr> {
    tx.execute_unprepared(&file.sql).await?;
    let row = Sql::new("INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)")
        .bind(version)
        .bind(file.name.clone())
        .bind(file.checksum.clone())
        .bind(Timestamp::now());
    tx.execute_raw(row.statement(engine)?).await.map(drop)
}

/// Where the engine could not keep references while tables were rebuilt, they must hold now.
async fn check_references(tx: &DatabaseTransaction, engine: Engine) -> Result<(), DbErr> {
    let Some(sql) = engine.broken_references() else { return Ok(()) };
    let Some(row) = tx.query_one_raw(Sql::new(sql).statement(engine)?).await? else { return Ok(()) };
    let Dangling { child, parent } = Dangling::from_query_result(&row, "")?;
    Err(DbErr::Custom(format!("a row of {child} refers to a row of {parent} that is not there")))
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

#[derive(FromRow)]
struct Version {
    version: i64,
}

#[derive(FromRow)]
struct Applied {
    version: i64,
    name: String,
    checksum: String,
}

#[derive(FromRow)]
struct Dangling {
    child: String,
    parent: String,
}
