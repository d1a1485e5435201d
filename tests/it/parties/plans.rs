//! The engines' own accounts of how a search is answered: from indexes, never by reading a table through.

use super::desk::{import_csv, seek};
use crate::support::databases::{Engine, at_both};
use watchdesk::parties::said_so;
use watchdesk::platform::db::{Db, Sql, Tx};

/// Enough that a planner would rather use an index than not.
const ROWS: usize = 20_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_search_reads_a_table_through() {
    at_both(async |place| {
        let db = place.open().await;
        let rows: String =
            (0..ROWS).map(|number| format!("CA-{number},Party {number} Ltd,416555{number:04}\n")).collect();
        import_csv(&db, &format!("number,name,phone\n{rows}")).await;
        if place.engine == Engine::Postgres {
            // What its own housekeeping does within a minute.
            db.write(None, async |tx: &mut Tx| Ok(tx.execute(Sql::new("ANALYZE")).await?)).await.expect("statistics");
        }
        for seek in [
            seek("", "", ""),
            seek("12", "", ""),
            seek("", "party", ""),
            seek("", "party ltd", ""),
            seek("", "party 12 ltd", ""),
            seek("12", "party", ""),
            seek("", "", "4165551234"),
            seek("4165551234", "ltd", "4165551234"),
            seek("CA-12", "", ""),
            seek("555 12", "party", ""),
            seek("party", "12", ""),
        ] {
            for statement in seek.statements() {
                served(&db, place.engine, statement).await;
            }
        }
        served(&db, place.engine, said_so("1234")).await;
        db.close().await;
    })
    .await;
}

async fn served(db: &Db, engine: Engine, statement: Sql) {
    let text = statement.text().to_owned();
    let plan = db.reads().explain(statement).await.expect("a plan").join("\n");
    let through = match engine {
        Engine::Sqlite => plan.lines().any(reads_through),
        Engine::Postgres => plan.contains("Seq Scan"),
    };
    assert!(!through, "{text}\n{plan}");
}

/// A scan of a table that no index orders; scans of what a subquery found are bounded by its limit.
fn reads_through(line: &str) -> bool {
    let tables = ["SCAN parties", "SCAN party_words", "SCAN party_keys", "SCAN p", "SCAN w", "SCAN y"];
    tables.iter().any(|table| line.trim() == *table || line.contains(&format!("{table} ")))
        && !line.contains("USING INDEX parties_sort")
}
