//! A migrated database on each engine, so that a test is written once and proves both. Knows the program's door to
//! its database, and no table.

use super::postgres::{self, Database, fresh_database};
use anyhow::Result;
use tempfile::TempDir;
use watchdesk::platform::db::{Db, Options};

/// Where a database is, for as long as this lives; it may be opened any number of times, by twins too.
pub struct Place {
    pub url: String,
    /// Which engine it is, for messages and for the rare promise that only one engine makes.
    pub engine: Engine,
    _folder: Option<TempDir>,
    _database: Option<Database>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Tells the test on one engine and then on the other, each time with a migrated database that is open.
pub async fn on_both(test: impl AsyncFn(Db)) {
    at_both(async |place| {
        let db = place.open().await;
        test(db.clone()).await;
        db.close().await;
    })
    .await;
}

/// The same for tests that open the database themselves.
pub async fn at_both(test: impl AsyncFn(&Place)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        println!("on {engine:?}");
        test(&migrated(engine).await).await;
    }
}

/// The same with nothing in the database.
pub async fn at_both_empty(test: impl AsyncFn(&Place)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        println!("on {engine:?}");
        test(&empty(engine).await).await;
    }
}

/// A migrated database that nobody has used.
pub async fn migrated(engine: Engine) -> Place {
    if engine == Engine::Postgres {
        let database = fresh_database(async |url| migrate(&url).await).await.expect("a PostgreSQL database");
        return Place { url: database.url.clone(), engine, _folder: None, _database: Some(database) };
    }
    let place = empty(engine).await;
    migrate(&place.url).await.expect("it migrates");
    place
}

/// A database with nothing in it.
pub async fn empty(engine: Engine) -> Place {
    if engine == Engine::Postgres {
        let database = postgres::empty_database().await.expect("a PostgreSQL database");
        return Place { url: database.url.clone(), engine, _folder: None, _database: Some(database) };
    }
    let folder = tempfile::tempdir().expect("a folder");
    let url = format!("sqlite:{}", folder.path().join("desk.db").display());
    Place { url, engine, _folder: Some(folder), _database: None }
}

/// Opens a database as the program does, with few readers.
pub async fn open(url: &str) -> Db {
    Db::open(&Options { readers: 3, ..Options::at(url) }).await.expect("it opens")
}

impl Place {
    pub async fn open(&self) -> Db {
        open(&self.url).await
    }
}

async fn migrate(url: &str) -> Result<()> {
    let db = open(url).await;
    db.migrate().await?;
    db.close().await;
    Ok(())
}
