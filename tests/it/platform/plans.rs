//! What SQLite remembers of a table that was small when it last looked. PostgreSQL looks at its size for every plan.

use crate::support::databases::{Engine, migrated};
use watchdesk::platform::db::{Sql, Tx};

/// A desk is furnished, closed, and grows from then on while it runs.
#[tokio::test]
async fn a_table_that_had_few_rows_when_the_desk_was_closed_is_not_read_whole_when_it_has_many() {
    let place = migrated(Engine::Sqlite).await;
    let db = place.open().await;
    let few = async |tx: &mut Tx| {
        for id in 1..=50 {
            let sql = Sql::new("INSERT INTO counters (name, value) VALUES (?, 1)");
            tx.execute(sql.bind(format!("few/{id}"))).await?;
        }
        tx.execute(Sql::new("ANALYZE")).await?;
        Ok(())
    };
    db.write(None, few).await.expect("rows");
    db.close().await;
    let db = place.open().await;
    let names = (0..200).map(|id| format!("many/{id}"));
    let sql = Sql::new("SELECT value FROM counters WHERE name IN ").list(names);
    let plan = db.reads().explain(sql).await.expect("a plan").join("\n");
    assert!(plan.contains("SEARCH counters USING"), "{plan}");
    db.close().await;
}
