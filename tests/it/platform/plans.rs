//! What SQLite is told to expect of its tables, so that it plans for a small desk as for a large one. PostgreSQL plans
//! by statistics, which its autovacuum keeps up to date.

use crate::support::databases::{Engine, empty, migrated};
use std::collections::BTreeMap;
use watchdesk::platform::db::{Db, FromRow, Migrations, Reads, Sql, Tx};

/// The last version that left it to SQLite what to expect.
const LEFT_TO_ITSELF: u32 = 11;

#[derive(FromRow, Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Index {
    of_table: String,
    name: String,
    stat: Option<String>,
}

async fn expected(db: &Db) -> Vec<Index> {
    let sql = "SELECT i.tbl_name AS of_table, i.name AS name, s.stat AS stat
         FROM sqlite_master i LEFT JOIN sqlite_stat1 s ON s.tbl = i.tbl_name AND s.idx = i.name
         WHERE i.type = 'index' AND i.tbl_name IN (SELECT tbl FROM sqlite_stat1) ORDER BY 1, 2";
    db.reads().all(Sql::new(sql)).await.expect("indexes")
}

async fn by_key(db: &Db) -> String {
    let sql = Sql::new("SELECT subject FROM tickets WHERE kind = 'inquiry' AND id IN ").list(1..=50_i64);
    db.reads().explain(sql).await.expect("a plan").join("\n")
}

#[tokio::test]
async fn every_index_of_a_table_of_which_much_is_expected_is_told_of() {
    let place = migrated(Engine::Sqlite).await;
    let db = place.open().await;
    let indexes = expected(&db).await;
    let untold: Vec<&Index> = indexes.iter().filter(|index| index.stat.is_none()).collect();
    assert!(untold.is_empty(), "a migration that makes an index tells of it, see 0012_plans.sqlite.sql: {untold:?}");
    let tables: BTreeMap<&str, usize> = indexes.iter().fold(BTreeMap::new(), |mut all, index| {
        *all.entry(index.of_table.as_str()).or_default() += 1;
        all
    });
    assert!(tables.contains_key("tickets") && tables.contains_key("events"), "{tables:?}");
    let told = db.reads().value::<i64>(Sql::new("SELECT count(*) FROM sqlite_stat1")).await.expect("a count");
    assert_eq!(told, i64::try_from(indexes.len()).ok(), "of an index that is gone nothing is told");
    for Index { name, stat, .. } in &indexes {
        let sql = Sql::new("SELECT count(*) FROM pragma_index_info(?)").bind(name.as_str());
        let columns = db.reads().value::<i64>(sql).await.expect("a count").expect("a count");
        let said = stat.as_deref().unwrap_or_default().split(' ').count();
        assert_eq!(i64::try_from(said), Ok(columns + 1), "{name} has so many columns");
    }
    db.close().await;
}

/// A desk is furnished, closed, and grows from then on while it runs.
#[tokio::test]
async fn a_desk_with_few_rows_is_read_as_one_with_many() {
    let place = migrated(Engine::Sqlite).await;
    let db = place.open().await;
    let told = expected(&db).await;
    let few = async |tx: &mut Tx| {
        for id in 1..=50 {
            let sql = Sql::new("INSERT INTO counters (name, value) VALUES (?, 1)");
            tx.execute(sql.bind(format!("few/{id}"))).await?;
        }
        Ok(())
    };
    db.write(None, few).await.expect("rows");
    db.close().await;
    let db = place.open().await;
    let names = (0..200).map(|id| format!("many/{id}"));
    let sql = Sql::new("SELECT value FROM counters WHERE name IN ").list(names);
    let plan = db.reads().explain(sql).await.expect("a plan").join("\n");
    assert!(plan.contains("SEARCH counters USING"), "{plan}");
    let plan = by_key(&db).await;
    assert!(plan.contains("SEARCH tickets USING INTEGER PRIMARY KEY"), "{plan}");
    assert_eq!(expected(&db).await, told, "nor does closing change what is expected");
    db.close().await;
}

#[tokio::test]
async fn an_older_desk_expects_the_same_from_its_first_page_on() {
    let place = empty(Engine::Sqlite).await;
    let db = place.open().await;
    db.migrate_by(&Migrations::shipped().up_to(LEFT_TO_ITSELF)).await.expect("the old schema");
    let analysed = async |tx: &mut Tx| {
        tx.execute(Sql::new("INSERT INTO counters (name, value) VALUES ('one', 1)")).await?;
        Ok(tx.execute(Sql::new("ANALYZE")).await?)
    };
    db.write(None, analysed).await.expect("what the older program let it find out");
    // A connection that is open knows the schema as it was.
    let rows = Sql::new("SELECT count(*) FROM counters");
    assert_eq!(db.reads().value::<i64>(rows).await.expect("a count"), Some(1));
    db.migrate().await.expect("it migrates");
    // It hears of the change with the next statement that runs; to be explained, none does.
    let samples = Sql::new("SELECT count(*) FROM sqlite_stat4");
    assert_eq!(db.reads().value::<i64>(samples).await.expect("a count"), Some(0));
    let plan = by_key(&db).await;
    assert!(plan.contains("SEARCH tickets USING INTEGER PRIMARY KEY"), "{plan}");
    assert!(expected(&db).await.iter().all(|index| index.of_table != "counters" && index.stat.is_some()));
    db.close().await;
}
