//! A bad verb in a batch of many: its neighbours are whole, and nothing of it is left.

use super::spots::{self, Writing};
use crate::support::databases::on_both;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use watchdesk::platform::db::{Db, Deadline, NewJob, Reads, Sql, Subject, Tx};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::moment::Timestamp;
use watchdesk::platform::refusal::Refusal;

/// How a verb goes wrong, after it has done everything that a verb can do.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Ill {
    Refuses,
    Panics,
    /// Sends a statement that the database refuses.
    Errs,
    /// The same, and goes on as if nothing had happened.
    Swallows,
    /// Binds a text that one engine refuses, and then fails on the other too.
    BindsNul,
    /// Records an event that the table refuses: the writer hears of it at the end of the batch only.
    Curses,
}

const ILLS: [Ill; 6] = [Ill::Refuses, Ill::Panics, Ill::Errs, Ill::Swallows, Ill::BindsNul, Ill::Curses];
const NEIGHBOURS: usize = 12;

fn everything(tx: &mut Tx, id: i64, name: &'static str) {
    let subject = Subject::new("spot", id);
    let (now, basis) = (Timestamp::now(), serde_json::Value::Null);
    tx.set_deadline(subject, "answer", Deadline { due_at: now, next_moment: Some(now), basis });
    tx.enqueue(NewJob { kind: "paint", body: name.into(), run_at: now, unique_key: Some(format!("{name}/{id}")) });
    tx.wake(name);
}

async fn ill(tx: &mut Tx, ill: Ill) -> Result<i64, Failure> {
    let id = spots::put(tx, "ill").await?;
    everything(tx, id, "ill");
    match ill {
        Ill::Refuses => return Err(Refusal::conflict("spot-taken").into()),
        Ill::Panics => panic!("this verb panics"),
        Ill::Errs => drop(tx.execute(Sql::new("insert into nowhere values (1)")).await?),
        Ill::Swallows => drop(tx.execute(Sql::new("insert into spots (id) values (-1)")).await),
        Ill::BindsNul => {
            tx.execute(Sql::new("update spots set name = ? where id = ?").bind("a\0b").bind(id)).await?;
            return Err(Refusal::invalid("name", "input-nul").into());
        }
        Ill::Curses => tx.record(spots::happening("spot.cursed", id)),
    }
    Ok(id)
}

/// Two of these events are one too many.
async fn curse(db: &Db) {
    let verb = async |tx: &mut Tx| {
        let only = "create unique index one_curse on events (kind) where kind = 'spot.cursed'";
        tx.execute(Sql::new(only)).await?;
        tx.record(spots::happening("spot.cursed", 0));
        Ok(())
    };
    db.write(None, verb).await.expect("an index");
}

/// Runs the ill verb among its neighbours; answers how often each neighbour ran.
async fn batch_with(db: &Db, how: Ill) -> usize {
    let runs = Arc::new(AtomicUsize::new(0));
    let mut writes: Vec<Writing<'_, i64>> = Vec::new();
    for place in 0..=NEIGHBOURS {
        if place == NEIGHBOURS / 2 {
            writes.push(Box::pin(db.write(None, async move |tx: &mut Tx| ill(tx, how).await)));
        } else {
            let runs = runs.clone();
            writes.push(Box::pin(db.write(None, async move |tx: &mut Tx| {
                runs.fetch_add(1, Ordering::SeqCst);
                let id = spots::put(tx, "well").await?;
                everything(tx, id, "well");
                Ok(id)
            })));
        }
    }
    let ends = spots::together(db, writes).await;
    for (place, end) in ends.into_iter().enumerate() {
        assert_eq!(end.is_ok(), place != NEIGHBOURS / 2, "{how:?}, verb {place}: {end:?}");
    }
    runs.load(Ordering::SeqCst) / NEIGHBOURS
}

#[tokio::test]
async fn a_bad_verb_leaves_its_neighbours_whole_and_nothing_of_itself() {
    on_both(async |db| {
        spots::furnish(&db).await;
        curse(&db).await;
        for how in ILLS {
            let mut wakes = db.wakes();
            let (spots_before, events_before) = (spots::spots(&db).await, spots::events(&db).await);
            let runs = batch_with(&db, how).await;
            assert_eq!(runs, if how == Ill::Curses { 2 } else { 1 }, "{how:?}");
            let more = NEIGHBOURS as i64;
            assert_eq!(spots::spots(&db).await - spots_before, more, "{how:?}");
            assert_eq!(spots::events(&db).await - events_before, more, "{how:?}");
            let mut batches = 0;
            while let Ok(wake) = wakes.try_recv() {
                assert!(!wake.topics.contains(&"ill".into()), "{how:?}: {wake:?}");
                batches += usize::from(wake.topics.contains(&"well".into()));
            }
            assert_eq!(batches, if runs == 1 { 1 } else { NEIGHBOURS }, "{how:?} shared one batch");
        }
        assert_eq!(spots::number(db.reads(), "select count(*) from spots where name <> 'well'").await, 0);
        let well = spots::spots(&db).await;
        assert_eq!(well, (NEIGHBOURS * ILLS.len()) as i64);
        assert_eq!(spots::counter(&db).await, well);
        assert_eq!(
            spots::number(db.reads(), "select count(distinct subject_id) from events where kind = 'spot.put'").await,
            well
        );
        for table in ["select count(*) from jobs where body = '\"well\"'", "select count(*) from jobs"] {
            assert_eq!(spots::number(db.reads(), table).await, well);
        }
        assert_eq!(
            spots::number(db.reads(), "select count(*) from deadlines d join spots s on s.id = d.subject_id").await,
            well
        );
        assert_eq!(spots::number(db.reads(), "select count(*) from deadlines").await, well);
        watchdesk::platform::events::verify(db.reads()).await.expect("an answer").expect("a whole chain");
    })
    .await;
}

#[tokio::test]
async fn a_bad_verb_alone_leaves_nothing() {
    on_both(async |db| {
        spots::furnish(&db).await;
        curse(&db).await;
        let mut ids = BTreeSet::new();
        for how in ILLS {
            let end = db.write(None, async move |tx: &mut Tx| ill(tx, how).await).await;
            assert!(end.is_err(), "{how:?}");
            let id =
                db.write(None, async |tx: &mut Tx| Ok(spots::put(tx, "well").await?)).await.expect("the next verb");
            assert!(ids.insert(id), "{how:?}: the id {id} was given twice");
        }
        // Alone it records nothing, so that only the commit could have told that it went wrong.
        let swallow = async |tx: &mut Tx| {
            spots::insert(tx, 5_000, "ill").await?;
            drop(tx.execute(Sql::new("insert into spots (id) values (-1)")).await);
            Ok(())
        };
        let why = db.write(None, swallow).await.expect_err("not written").into_anyhow().to_string();
        assert!(why.contains("went on after a statement that failed"), "{why}");
        let well = ILLS.len() as i64;
        assert_eq!((spots::spots(&db).await, spots::counter(&db).await), (well, well));
        assert_eq!(spots::number(db.reads(), "select count(*) from jobs").await, 0);
        assert_eq!(spots::number(db.reads(), "select count(*) from deadlines").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_full_disk_harms_only_the_verb_that_met_it() {
    use crate::support::databases::{Engine, migrated};
    // The one engine that can be told to run out of room.
    let place = migrated(Engine::Sqlite).await;
    let db = place.open().await;
    spots::furnish(&db).await;
    let fill = async |tx: &mut Tx| {
        let name: String = "x".repeat(3_000_000);
        spots::put(tx, &name).await?;
        Ok(())
    };
    let pages = async |tx: &mut Tx| {
        tx.value::<i64>(Sql::new("pragma max_page_count = 200")).await?;
        Ok(())
    };
    db.write(None, pages).await.expect("a small disk");
    for _ in 0..3 {
        let why = db.write(None, fill).await.expect_err("no room").into_anyhow().to_string();
        assert!(why.contains("full"), "{why}");
        db.write(None, async |tx: &mut Tx| Ok(spots::put(tx, "well").await?)).await.expect("room for a small one");
    }
    assert_eq!((spots::spots(&db).await, spots::counter(&db).await), (3, 3));
}
