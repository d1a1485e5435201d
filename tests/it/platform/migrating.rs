//! Migrations: once each, whoever starts them; all or nothing; never backwards.

use super::spots;
use crate::support::databases::{at_both_empty, on_both, open};
use crate::support::twin::{self, Twin};
use watchdesk::platform::db::{OpenFault, Reads, Sql, Tx};

#[tokio::test]
async fn two_processes_that_migrate_at_once_both_succeed() {
    for _ in 0..5 {
        at_both_empty(async |place| {
            let start = || Twin::start("platform::migrating::twin_migrates", &place.url);
            let twins = [start(), start()];
            let mut applied: Vec<i64> = Vec::new();
            for said in twins.into_iter().flat_map(Twin::finish) {
                applied.extend(serde_json::from_str::<Vec<i64>>(&said).expect("versions"));
            }
            applied.sort_unstable();
            let db = place.open().await;
            let schema = db.schema().await.expect("a schema");
            assert_eq!(applied, (1..=schema.known).collect::<Vec<_>>(), "each once, by one of them");
            assert_eq!(schema.found, schema.known);
            assert_eq!(spots::number(db.reads(), "select count(*) from schema_migrations").await, schema.known);
            assert!(db.migrate().await.expect("nothing to do").is_empty());
            db.close().await;
        })
        .await;
    }
}

#[tokio::test]
async fn twin_migrates() {
    let Some(url) = twin::orders::<String>() else { return };
    let db = open(&url).await;
    let applied = db.migrate().await.expect("it migrates");
    twin::say(&serde_json::to_string(&applied).expect("JSON"));
    db.close().await;
}

#[tokio::test]
async fn a_newer_schema_is_refused_and_left_alone() {
    on_both(async |db| {
        let known = db.schema().await.expect("a schema").known;
        let newer = async |tx: &mut Tx| {
            let sql = "insert into schema_migrations (version, name, applied_at) values (4711, '4711_later', 0)";
            Ok(tx.execute(Sql::new(sql)).await?)
        };
        db.write(None, newer).await.expect("a row");
        let fault = db.migrate().await.expect_err("refused");
        assert!(matches!(fault, OpenFault::Newer { found: 4711, .. }));
        assert_eq!(
            fault.to_string(),
            format!(
                "the database has schema 4711, made by a newer Watchdesk; this program knows up to {known}: \
                 start the newer program, or restore a backup made by this one"
            )
        );
        assert_eq!(db.schema().await.expect("a schema").found, 4711);
    })
    .await;
}

#[tokio::test]
async fn a_failing_migration_leaves_nothing() {
    at_both_empty(async |place| {
        let db = place.open().await;
        // In the way of the first migration, behind tables that it makes before.
        let own = async |tx: &mut Tx| Ok(tx.execute(Sql::new("create table deadlines (mine bigint)")).await?);
        db.write(None, own).await.expect("a table");
        for _ in 0..2 {
            let fault = db.migrate().await.expect_err("it fails");
            let OpenFault::Migration(name, why) = &fault else { panic!("{fault}") };
            assert!(name.starts_with("0001_") && why.contains("deadlines"), "{fault}");
            assert!(fault.to_string().contains("nothing of it was kept"), "{fault}");
            for gone in ["select count(*) from counters", "select count(*) from schema_migrations"] {
                assert!(db.reads().value::<i64>(Sql::new(gone)).await.is_err(), "{gone}");
            }
            assert_eq!(db.schema().await.expect("a schema").found, 0);
        }
        let away = async |tx: &mut Tx| Ok(tx.execute(Sql::new("drop table deadlines")).await?);
        db.write(None, away).await.expect("out of the way");
        assert!(!db.migrate().await.expect("it migrates").is_empty());
        db.close().await;
    })
    .await;
}
