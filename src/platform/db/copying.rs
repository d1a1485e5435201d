//! A consistent copy of the database while it is in use, and the engine's own look for damage. It knows no
//! table.

use super::engine::Engine;
use super::{DbErr, FromRow, Options, Reads, Sql};
use std::path::Path;

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum CopyFault {
    /// Such as a full disk.
    #[error("the database cannot be copied: {0}")]
    Failed(String),
}

impl super::Db {
    /// Writes a copy of the database, as of one moment, to a file of the embedded engine that is not there yet. Verbs go
    /// on meanwhile.
    ///
    /// # Errors
    /// See [`CopyFault`].
    pub async fn copy_to(&self, file: &Path) -> Result<(), CopyFault> {
        let reads = self.reads();
        let failed = |why: &dyn std::fmt::Display| CopyFault::Failed(why.to_string());
        if reads.engine() != Engine::Sqlite {
            let copy = Self::open(&Options::at(&format!("sqlite:{}", file.display())))
                .await
                .map_err(|error| failed(&error))?;
            copy.migrate().await.map_err(|error| failed(&error))?;
            let carried = self.carry_to(&copy).await;
            copy.close().await;
            return carried;
        }
        let mut connection = self.inner.migrator().await.map_err(|fault| failed(&fault))?;
        let sql = Sql::new("VACUUM INTO ?").bind(file.display().to_string());
        let copied = connection.execute(sql).await;
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
        if reads.engine() != Engine::Sqlite {
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
