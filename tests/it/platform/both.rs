//! One empty, migrated database on either engine, so that a test is written once and run on both. It knows nothing of
//! what is stored.

use crate::support::postgres::{self, Database};
use anyhow::Result;
use tempfile::TempDir;
use watchdesk::platform::db::{Db, Options};

/// A database of one test's own.
pub struct Desk {
    pub db: Db,
    /// For further handles and other processes.
    pub url: String,
    _kept: Kept,
}

#[expect(dead_code, reason = "each is held for its drop only")]
enum Kept {
    Folder(TempDir),
    Database(Database),
}

impl Desk {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}", folder.path().join("desk.db").display());
        let db = open(&url).await;
        db.migrate().await.expect("a schema");
        Self { db, url, _kept: Kept::Folder(folder) }
    }

    pub async fn postgres() -> Self {
        let database = postgres::fresh_database(migrate).await.expect("a database");
        let url = database.url.clone();
        Self { db: open(&url).await, url, _kept: Kept::Database(database) }
    }

    /// Another handle with a writer of its own, as another process has.
    pub async fn another(&self) -> Db {
        open(&self.url).await
    }
}

pub async fn open(url: &str) -> Db {
    let options = Options { url: url.to_owned(), readers: 4 };
    Db::open(&options).await.expect("the database opens")
}

async fn migrate(url: String) -> Result<()> {
    let db = open(&url).await;
    db.migrate().await?;
    db.close().await;
    Ok(())
}

/// Makes two tests of each function: one on each engine.
macro_rules! on_both_engines {
    ($($name:ident),+ $(,)?) => {
        $(mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name($crate::platform::both::Desk::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name($crate::platform::both::Desk::postgres().await).await;
            }
        })+
    };
}
pub(crate) use on_both_engines;
