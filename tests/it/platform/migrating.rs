//! Migrations: once each, whoever starts them; all or nothing; never backwards.

use super::spots;
use crate::support::databases::{at_both_empty, on_both, open};
use crate::support::twin::{self, Twin};
use watchdesk::platform::db::{Db, Migrations, OpenFault, Reads, Sql, Tx};

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
            let sql = "insert into schema_migrations (version, name, checksum, applied_at)
                       values (4711, '4711_later', '', 0)";
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

/// The shipped ones, and a table to which another refers.
fn with_doors() -> Migrations {
    let doors = "create table doors (id @id primary key, name text not null);
                 create table keys (id @id primary key, door bigint not null references doors (id));
                 insert into doors (id, name) values (1, 'front'), (2, 'back');
                 insert into keys (id, door) values (1, 1), (2, 2), (3, 2);";
    Migrations::shipped().and("9001_doors.sql", doors)
}

async fn insert(db: &Db, sql: &'static str) -> bool {
    db.write(None, async move |tx: &mut Tx| Ok(tx.execute(Sql::new(sql)).await?)).await.is_ok()
}

#[tokio::test]
async fn a_table_that_others_refer_to_can_be_rebuilt() {
    on_both(async |db| {
        assert_eq!(db.migrate_by(&with_doors()).await.expect("doors"), [9001]);
        let rebuilt = "create table doors_new (id integer primary key, name text check (name <> ''));
                       insert into doors_new select id, name from doors;
                       drop table doors;
                       alter table doors_new rename to doors;";
        let altered = "alter table doors alter column name drop not null, add check (name <> '');";
        let later = with_doors().and("9002_nameless.sqlite.sql", rebuilt).and("9002_nameless.postgres.sql", altered);
        assert_eq!(db.migrate_by(&later).await.expect("rebuilt"), [9002]);
        let whole = "select count(*) from keys k join doors d on d.id = k.door";
        assert_eq!(spots::number(db.reads(), whole).await, 3);
        assert!(insert(&db, "insert into doors (id, name) values (3, null)").await);
        assert!(!insert(&db, "insert into doors (id, name) values (4, '')").await);
        assert!(!insert(&db, "insert into keys (id, door) values (9, 9)").await, "references are still kept");
    })
    .await;
}

#[tokio::test]
async fn a_migration_that_leaves_a_reference_to_nothing_is_refused() {
    on_both(async |db| {
        db.migrate_by(&with_doors()).await.expect("doors");
        let later = with_doors().and("9002_gone.sql", "delete from doors where id = 2;");
        let fault = db.migrate_by(&later).await.expect_err("refused").to_string();
        assert!(fault.contains("keys") && fault.contains("nothing of it was kept"), "{fault}");
        assert_eq!(spots::number(db.reads(), "select count(*) from doors").await, 2);
        assert_eq!(db.schema().await.expect("a schema").found, 9001);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_was_changed_after_it_was_applied_is_named() {
    on_both(async |db| {
        assert_eq!(db.changed_migrations().await.expect("names"), Vec::<String>::new());
        assert!(insert(&db, "update schema_migrations set checksum = 'other' where version = 3").await);
        assert_eq!(db.changed_migrations().await.expect("names"), ["0003_people"]);
    })
    .await;
}
