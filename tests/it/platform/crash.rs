//! kill -9 at random points: nothing acknowledged is lost, nothing is half done, and the chain holds.

use super::spots;
use crate::support::databases::{Engine, Place, migrated, open};
use crate::support::twin::{self, Twin};
use futures_util::future::join_all;
use std::collections::BTreeSet;
use std::time::Duration;
use watchdesk::platform::db::{Db, FromRow, Reads, Sql, Tx};
use watchdesk::platform::events;

const KILLS: usize = 200;
/// Callers at once, so that batches hold several verbs when the end comes.
const CALLERS: usize = 4;

#[tokio::test]
async fn on_sqlite() {
    survives(&migrated(Engine::Sqlite).await).await;
}

#[tokio::test]
async fn on_postgres() {
    survives(&migrated(Engine::Postgres).await).await;
}

async fn survives(place: &Place) {
    let mut db = place.open().await;
    spots::furnish(&db).await;
    let mut acknowledged = BTreeSet::new();
    let mut unheard = 0;
    for kill in 0..KILLS {
        // A file is left as a crash leaves it, with nobody to tidy up behind; a server stays.
        if place.engine == Engine::Sqlite {
            db.close().await;
        }
        let mut twin = Twin::start("platform::crash::twin_writes", &place.url);
        for _ in 0..rand::random_range(0..12) {
            acknowledged.insert(pair(&twin.hear().expect("an acknowledgement")));
        }
        // Not to wait for anything: the random point itself.
        std::thread::sleep(Duration::from_micros(rand::random_range(0..4_000)));
        acknowledged.extend(twin.kill().iter().map(|line| pair(line)));
        if place.engine == Engine::Sqlite {
            db = place.open().await;
        }
        let pairs = check(&db, &acknowledged).await;
        unheard += pairs - acknowledged.len();
        acknowledged = stored(&db).await;
        println!("kill {kill}: {pairs} pairs");
    }
    println!("{} pairs, {unheard} of them written but not acknowledged", acknowledged.len());
}

fn pair(line: &str) -> i64 {
    line.parse().expect("the id of a pair")
}

/// Everything that must hold after a kill; answers how many pairs there are.
async fn check(db: &Db, acknowledged: &BTreeSet<i64>) -> usize {
    // A server may still be busy with the dead client's commit, which holds the chain: this event waits for it.
    let wait = async |tx: &mut Tx| {
        tx.record(spots::happening("spot.checked", 0));
        Ok(())
    };
    db.write(None, wait).await.expect("an event");
    let pairs = stored(db).await;
    let lost: Vec<_> = acknowledged.difference(&pairs).collect();
    assert!(lost.is_empty(), "acknowledged and lost: {lost:?}");
    let number = pairs.len() as i64;
    assert_eq!(spots::spots(db).await, 2 * number, "two rows each");
    assert_eq!(spots::counter(db).await, number, "the counter");
    let events = "select count(*) from events where kind = 'spot.put'";
    assert_eq!(spots::number(db.reads(), events).await, number, "an event each");
    events::verify(db.reads()).await.expect("an answer").expect("a whole chain");
    pairs.len()
}

async fn stored(db: &Db) -> BTreeSet<i64> {
    #[derive(FromRow)]
    struct Pair {
        id: i64,
    }
    // The first row of a pair, its second and its event.
    let sql = Sql::new(
        "select a.id from spots a join spots b on b.id = -a.id
         join events e on e.subject_kind = 'spot' and e.subject_id = a.id and e.kind = 'spot.put' where a.id > 0",
    );
    let pairs: Vec<Pair> = db.reads().all(sql).await.expect("pairs");
    pairs.into_iter().map(|pair| pair.id).collect()
}

#[tokio::test]
async fn twin_writes() {
    let Some(url) = twin::orders::<String>() else { return };
    let db = open(&url).await;
    let caller = async |_: usize| {
        // Far more than anybody lets it.
        for _ in 0..10_000 {
            let write = async |tx: &mut Tx| {
                let id = spots::put(tx, "first").await?;
                spots::insert(tx, -id, "second").await?;
                Ok(id)
            };
            twin::say(&db.write(None, write).await.expect("a pair").to_string());
        }
    };
    join_all((0..CALLERS).map(caller)).await;
}
