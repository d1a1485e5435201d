//! A consistent copy of the embedded database while it is in use, and the engine's own look for damage. It knows no
//! table.

use super::engine::Engine;
use super::{DbErr, FromRow, Reads, Sql};
use sea_orm::ConnectionTrait;
use std::path::Path;

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum CopyFault {
    /// A database server is copied by its own tools.
    #[error("the database is not embedded")]
    NotEmbedded,
    /// Such as a full disk.
    #[error("the database cannot be copied: {0}")]
    Failed(String),
}

impl super::Db {
    /// Writes a copy of the embedded database, as of one moment, to a file that is not there yet. Verbs go on
    /// meanwhile.
    ///
    /// # Errors
    /// See [`CopyFault`].
    pub async fn copy_to(&self, file: &Path) -> Result<(), CopyFault> {
        let reads = self.reads();
        if reads.engine != Engine::Sqlite {
            return Err(CopyFault::NotEmbedded);
        }
        let failed = |why: &dyn std::fmt::Display| CopyFault::Failed(why.to_string());
        let connection = self.inner.migrator().await.map_err(|fault| failed(&fault))?;
        let sql = Sql::new("VACUUM INTO ?").bind(file.display().to_string());
        let sql = sql.statement(reads.engine).map_err(|error| failed(&error))?;
        let copied = connection.execute_raw(sql).await;
        drop(connection.close().await);
        copied.map_err(|error| failed(&error))?;
        let written = std::fs::File::open(file).and_then(|file| file.sync_all());
        written.map_err(|error| failed(&error))
    }

    /// What the engine finds damaged in its own file; nothing where it is a server, which sees to itself.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn damage(&self) -> Result<Vec<String>, DbErr> {
        let reads = self.reads();
        if reads.engine != Engine::Sqlite {
            return Ok(Vec::new());
        }
        let found: Vec<Found> =
            reads.all(Sql::new("SELECT integrity_check AS said FROM pragma_integrity_check")).await?;
        let orphans = Sql::new(
            "SELECT \"table\" || ' names a row of ' || parent || ' that is not there' AS said FROM pragma_foreign_key_check",
        );
        let orphans: Vec<Found> = reads.all(orphans).await?;
        Ok(found.into_iter().chain(orphans).map(|found| found.said).filter(|said| said != "ok").take(20).collect())
    }
}

#[derive(FromRow)]
struct Found {
    said: String,
}
