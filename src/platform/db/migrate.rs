//! Migrating: numbered files applied in order, all of them in one transaction under a lock, so that two processes
//! that start at once do not meet half a schema. It knows no file.

use super::connection::Connection;
use super::migrations::{File, failed};
use super::{DbErr, FromRow, Migrations, OpenFault, Reads, engine::Engine, sql::Sql};
use crate::platform::moment::Timestamp;
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
        let files = migrations.of(self.reads().engine())?;
        let mut connection = self.inner.migrator().await?;
        let applied = apply(&mut connection, &files).await;
        drop(connection.close().await);
        applied
    }

    /// The schema's version, without changing it.
    ///
    /// # Errors
    /// [`OpenFault::Migration`] when the database does not answer.
    pub async fn schema(&self) -> Result<Schema, OpenFault> {
        let reader = self.reads();
        let unread = |error: DbErr| failed("(reading the version)", &error);
        // A database without the table is an empty one.
        let exists: Option<i64> = reader.value(table_exists(reader.engine())).await.map_err(unread)?;
        let found = match exists {
            Some(_) => reader.value(Sql::new(NEWEST)).await.map_err(unread)?.unwrap_or(0),
            None => 0,
        };
        let known = Migrations::shipped().of(reader.engine())?.last_key_value().map_or(0, |(v, _)| *v);
        Ok(Schema { found, known })
    }

    /// The names of the applied migrations whose files are others now: such a database is not what this program
    /// believes it to be.
    ///
    /// # Errors
    /// [`OpenFault::Migration`] when the database does not answer.
    pub async fn changed_migrations(&self) -> Result<Vec<String>, OpenFault> {
        let files = Migrations::shipped().of(self.reads().engine())?;
        let rows = self.reads().all(Sql::new("SELECT version, name, checksum FROM schema_migrations ORDER BY version"));
        let rows: Vec<Applied> = rows.await.map_err(|error| failed("(reading the checksums)", &error))?;
        let is_changed = |row: &Applied| files.get(&row.version).is_some_and(|file| file.checksum != row.checksum);
        Ok(rows.into_iter().filter(is_changed).map(|row| row.name).collect())
    }
}

async fn apply(connection: &mut Connection, files: &BTreeMap<i64, File>) -> Result<Vec<i64>, OpenFault> {
    let starting = |error: DbErr| failed("(starting)", &error);
    connection.begin().await.map_err(starting)?;
    if let Some(lock) = connection.engine().writers_lock() {
        connection.run(lock).await.map_err(starting)?;
    }
    connection
        .run(
            "CREATE TABLE IF NOT EXISTS schema_migrations
             (version bigint primary key, name text not null, checksum text not null, applied_at bigint not null)",
        )
        .await
        .map_err(starting)?;
    let newest: Vec<Version> = connection.fetch(Sql::new(NEWEST), 1).await.map_err(starting)?;
    let found = newest.first().map_or(0, |newest| newest.version);
    let known = files.last_key_value().map_or(0, |(version, _)| *version);
    if found > known {
        return Err(OpenFault::Newer { found, known });
    }
    let mut applied = Vec::new();
    for (version, file) in files.range(found + 1..) {
        apply_one(connection, *version, file).await.map_err(|error| failed(&file.name, &error))?;
        applied.push(*version);
    }
    if !applied.is_empty() {
        check_references(connection).await.map_err(|error| failed("(checking references)", &error))?;
    }
    connection.commit().await.map_err(|error| failed("(committing)", &error))?;
    Ok(applied)
}

async fn apply_one(connection: &mut Connection, version: i64, file: &File) -> Result<(), DbErr> {
    connection.run(&file.sql).await?;
    let row = Sql::new("INSERT INTO schema_migrations (version, name, checksum, applied_at) VALUES (?, ?, ?, ?)")
        .bind(version)
        .bind(file.name.clone())
        .bind(file.checksum.clone())
        .bind(Timestamp::now());
    connection.execute(row).await.map(drop)
}

/// Where the engine could not keep references while tables were rebuilt, they must hold now.
async fn check_references(connection: &mut Connection) -> Result<(), DbErr> {
    let Some(sql) = connection.engine().broken_references() else { return Ok(()) };
    let found: Vec<Dangling> = connection.fetch(Sql::new(sql), 1).await?;
    let Some(Dangling { child, parent }) = found.into_iter().next() else { return Ok(()) };
    Err(DbErr::Custom(format!("a row of {child} refers to a row of {parent} that is not there")))
}

/// The newest version applied.
const NEWEST: &str = "SELECT coalesce(max(version), 0) AS version FROM schema_migrations";

/// Asking for a table that is not there would be an error, so the catalogue is asked first.
fn table_exists(engine: Engine) -> Sql {
    Sql::new(engine.table_exists()).bind("schema_migrations")
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
