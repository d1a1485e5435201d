//! A fresh PostgreSQL database for a test, copied from a template that is migrated once. Knows databases, not what
//! the migrations make.

use super::cluster;
use super::leash::is_alive;
use anyhow::{Context, Result};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{LazyLock, Mutex, PoisonError};
use tokio::sync::OnceCell;

/// A database of one test's own; dropped on the server when this is dropped.
pub struct Database {
    pub url: String,
    name: String,
}

const PREFIX: &str = "watchdesk_test_";

/// A database as the migrations leave it. `migrate` is called once per test process, with the URL of the template.
///
/// ```ignore
/// let database = fresh_database(async |url| migrate(&url).await).await?;
/// let app = App::open(&database.url).await?;
/// ```
pub async fn fresh_database(migrate: impl AsyncFnOnce(String) -> Result<()>) -> Result<Database> {
    static TEMPLATE: OnceCell<String> = OnceCell::const_new();
    let template = TEMPLATE.get_or_try_init(|| async {
        let name = new_name();
        create(&name, "template0").await?;
        migrate(cluster::shared()?.url(&name)).await.context("migrating the template")?;
        // A copy is refused while anybody is connected, and a pool closes in its own time.
        let close = format!("select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'");
        tell(&[&format!("alter database {name} allow_connections false"), &close]).await?;
        anyhow::Ok(name)
    });
    let template = template.await?;
    let name = new_name();
    create(&name, template).await?;
    Ok(Database { url: cluster::shared()?.url(&name), name })
}

/// A database with nothing in it, for tests of the migrations themselves.
pub async fn empty_database() -> Result<Database> {
    let name = new_name();
    create(&name, "template0").await?;
    Ok(Database { url: cluster::shared()?.url(&name), name })
}

impl Drop for Database {
    fn drop(&mut self) {
        // At the very end of the process nobody sweeps any more, and the cluster goes as a whole.
        let _ = SWEEPER.lock().unwrap_or_else(PoisonError::into_inner).send(std::mem::take(&mut self.name));
    }
}

/// A test drops its database wherever it ends, on any runtime or none: one thread of its own takes them away.
static SWEEPER: LazyLock<Mutex<Sender<String>>> = LazyLock::new(|| {
    let (sender, names) = channel::<String>();
    std::thread::spawn(move || {
        let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
        for name in names {
            let _ = runtime.block_on(tell(&[&format!("drop database if exists {name} with (force)")]));
        }
    });
    Mutex::new(sender)
});

async fn create(name: &str, template: &str) -> Result<()> {
    static SWEPT: OnceCell<()> = OnceCell::const_new();
    SWEPT.get_or_try_init(drop_orphans).await?;
    // Copying files is several times as quick as writing them through the log, where nothing is synced.
    tell(&[&format!("create database {name} template {template} strategy file_copy")]).await
}

/// On a server that outlives the run: what dead test processes left there.
async fn drop_orphans() -> Result<()> {
    let mut admin = admin().await?;
    let names = format!("select datname from pg_database where datname like '{}%'", PREFIX.replace('_', "\\_"));
    for row in sqlx::query(AssertSqlSafe(names)).fetch_all(&mut admin).await? {
        let name: String = row.try_get("datname")?;
        let owner = name[PREFIX.len()..].split('_').next().and_then(|pid| pid.parse().ok());
        if owner.is_some_and(|pid| !is_alive(pid)) {
            run(&mut admin, &format!("drop database if exists {name} with (force)")).await?;
        }
    }
    admin.close().await?;
    Ok(())
}

async fn tell(statements: &[&str]) -> Result<()> {
    let mut admin = admin().await?;
    for statement in statements {
        run(&mut admin, statement).await?;
    }
    admin.close().await?;
    Ok(())
}

/// A connection of its own each time: every test has its own runtime, and a pool belongs to one.
async fn admin() -> Result<PgConnection> {
    let admin = PgConnection::connect(&cluster::shared()?.url("postgres"));
    admin.await.context("cannot reach the test server as its administrator")
}

async fn run(connection: &mut PgConnection, statement: &str) -> Result<()> {
    connection.execute(sqlx::raw_sql(AssertSqlSafe(statement.to_owned()))).await?;
    Ok(())
}

fn new_name() -> String {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    format!("{PREFIX}{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The template is shared by the whole test binary: whoever comes first migrates it, this test or another.
    async fn migrate(url: String) -> Result<()> {
        let db = watchdesk::platform::db::Db::open(&watchdesk::platform::db::Options::at(&url)).await?;
        db.migrate().await?;
        db.close().await;
        Ok(())
    }

    async fn count(database: &Database) -> Result<usize> {
        let mut connection = PgConnection::connect(&database.url).await?;
        run(&mut connection, "insert into counters values ('a', 1)").await?;
        Ok(sqlx::query("select name from counters").fetch_all(&mut connection).await?.len())
    }

    #[tokio::test]
    async fn each_test_has_a_migrated_database_of_its_own() {
        let (one, two) = tokio::join!(fresh_database(migrate), fresh_database(migrate));
        let (one, two) = (one.expect("the first"), two.expect("the second"));
        let three = fresh_database(async |_| panic!("the template is migrated once")).await.expect("the third");
        for database in [&one, &two, &three] {
            assert_eq!(count(database).await.expect("a table"), 1);
        }
    }

    #[tokio::test]
    async fn an_empty_database_holds_nothing() {
        let empty = empty_database().await.expect("a database");
        assert!(count(&empty).await.is_err());
    }
}
