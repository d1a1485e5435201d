//! Two processes that write at once: no dead-lock that lasts, nothing acknowledged is missing, no id given twice.

use super::spots;
use crate::support::databases::{Place, at_both, open};
use crate::support::twin::{self, Twin};
use futures_util::future::join_all;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use watchdesk::platform::db::{Db, FromRow, Reads, Sql, Tx, counters};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::refusal::Refusal;

#[derive(Clone, Serialize, Deserialize)]
struct Orders {
    url: String,
    /// Rows and counters are touched from the last to the first.
    backwards: bool,
    verbs: i64,
}

/// Callers at once in each process.
const WRITERS: usize = 32;
const ROWS: i64 = 6;
const COUNTERS: [&str; 6] = ["crowd/0", "crowd/1", "crowd/2", "crowd/3", "crowd/4", "crowd/5"];

fn two(place: &Place, name: &str, verbs: i64) -> Vec<Vec<String>> {
    let orders = |backwards| Orders { url: place.url.clone(), backwards, verbs };
    let twins = [Twin::start(name, &orders(false)), Twin::start(name, &orders(true))];
    twins.into_iter().map(Twin::finish).collect()
}

#[tokio::test]
async fn sixty_four_writers_of_two_processes_in_opposite_orders_lose_nothing() {
    at_both(async |place| {
        let db = place.open().await;
        spots::furnish(&db).await;
        let rows = async |tx: &mut Tx| {
            for id in 1..=ROWS {
                spots::insert(tx, -id, "row").await?;
            }
            Ok(())
        };
        db.write(None, rows).await.expect("rows");
        let said = two(place, "platform::crowds::twin_crosses", 20);
        let acknowledged: BTreeSet<&String> = said.iter().flatten().collect();
        let expected = 2 * 20 * WRITERS as i64;
        assert_eq!(acknowledged.len() as i64, expected);
        let stored: Vec<String> = names(&db).await;
        assert!(stored.iter().collect::<BTreeSet<_>>() == acknowledged, "what is stored is what was acknowledged");
        for row in 1..=ROWS {
            let rank: Option<i64> =
                db.reads().value(Sql::new("select rank from spots where id = ?").bind(-row)).await.expect("a rank");
            assert_eq!(rank, Some(expected), "row {row}");
        }
        let truth = COUNTERS.map(|name| (name.to_owned(), expected)).into();
        assert_eq!(counters::compare(db.reads(), "crowd/", &truth).await.expect("counters"), []);
        assert_eq!((spots::counter(&db).await, spots::events(&db).await), (expected, expected));
        db.close().await;
    })
    .await;
}

async fn names(db: &Db) -> Vec<String> {
    #[derive(FromRow)]
    struct Named {
        name: String,
    }
    let rows: Vec<Named> = db.reads().all(Sql::new("select name from spots where id > 0")).await.expect("rows");
    rows.into_iter().map(|row| row.name).collect()
}

#[tokio::test]
async fn twin_crosses() {
    let Some(Orders { url, backwards, verbs }) = twin::orders() else { return };
    let db = open(&url).await;
    let caller = async |caller: usize| {
        for verb in 0..verbs {
            let name = format!("{backwards}/{caller}/{verb}");
            let text = name.clone();
            let cross = async move |tx: &mut Tx| {
                for step in 0..ROWS {
                    // Half of the callers of each process go the other way, so that batches cross whatever arrives first.
                    let turned = backwards != caller.is_multiple_of(2);
                    let row = if turned { ROWS - step } else { step + 1 };
                    tx.count(COUNTERS[row as usize - 1], 1);
                    tx.execute(Sql::new("update spots set rank = rank + 1 where id = ?").bind(-row)).await?;
                }
                spots::put(tx, &text).await?;
                Ok(())
            };
            db.write(None, cross).await.expect("a verb without a fault of its own");
            twin::say(&name);
        }
    };
    join_all((0..WRITERS).map(caller)).await;
    db.close().await;
}

#[tokio::test]
async fn ids_are_unique_over_processes_and_restarts() {
    at_both(async |place| {
        let mut ids = BTreeSet::new();
        for round in 1..=2 {
            for said in two(place, "platform::crowds::twin_takes_ids", 250) {
                let given: Vec<i64> =
                    said.iter().flat_map(|line| line.split(' ')).map(|id| id.parse().expect("an id")).collect();
                assert!(given.is_sorted(), "ids ascend within a process");
                ids.extend(given);
            }
            assert_eq!(ids.len(), round * 5_000);
        }
    })
    .await;
}

#[tokio::test]
async fn twin_takes_ids() {
    let Some(Orders { url, verbs, .. }) = twin::orders() else { return };
    let db = open(&url).await;
    for verb in 0..verbs {
        if verb % 10 == 3 {
            assert!(db.write(None, ten_ids(true)).await.is_err());
        }
        let ids = db.write(None, ten_ids(false)).await.expect("ids");
        twin::say(&ids.iter().map(i64::to_string).collect::<Vec<_>>().join(" "));
    }
    db.close().await;
}

/// A verb that is undone gives its ids back.
fn ten_ids(undone: bool) -> impl AsyncFn(&mut Tx) -> Result<Vec<i64>, Failure> + Send + 'static {
    async move |tx: &mut Tx| {
        let mut ids = Vec::new();
        for _ in 0..10 {
            ids.push(tx.id_from_block("spots").await?);
        }
        if undone { Err(Refusal::conflict("spot-taken").into()) } else { Ok(ids) }
    }
}
