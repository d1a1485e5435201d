//! What one writer promises its callers: one winner, whole verbs, an orderly end, and readers that only read.

use super::spots::{self, Gate};
use crate::support::databases::{at_both, on_both};
use futures_util::future::join_all;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use watchdesk::platform::db::{Db, Reads, Sql, Tx, counters};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::refusal::Refusal;

/// Takes the spot, or says who has it.
async fn take(tx: &mut Tx, by: i64) -> Result<i64, Failure> {
    let sql = Sql::new("update spots set taken = ? where id = 1 and taken is null").bind(by);
    if tx.execute(sql).await? == 0 {
        let winner: Option<i64> = tx.value(Sql::new("select taken from spots where id = 1")).await?;
        return Err(Refusal::conflict("spot-taken").with("by", winner.unwrap_or_default()).into());
    }
    tx.record(spots::happening("spot.taken", 1));
    tx.count("taken", 1);
    Ok(by)
}

#[tokio::test]
async fn of_fifty_racers_one_wins_and_the_others_learn_who() {
    at_both(async |place| {
        let nodes = [place.open().await, place.open().await];
        spots::furnish(&nodes[0]).await;
        nodes[0].write(None, async |tx: &mut Tx| Ok(spots::insert(tx, 1, "a").await?)).await.expect("a row");
        let race = (0..50).map(|by| nodes[by as usize % 2].write(None, async move |tx: &mut Tx| take(tx, by).await));
        let ends = join_all(race).await;
        let winners: Vec<i64> = ends.iter().filter_map(|end| end.as_ref().ok().copied()).collect();
        assert_eq!(winners.len(), 1, "{ends:?}");
        for end in ends {
            match end {
                Ok(_) => {}
                Err(Failure::Refused(refusal)) => {
                    assert_eq!(refusal, Refusal::conflict("spot-taken").with("by", winners[0]));
                }
                Err(Failure::Broken(why)) => panic!("{why:#}"),
            }
        }
        assert_eq!(spots::events(&nodes[0]).await, 1);
        assert_eq!(counters::beginning_with(nodes[0].reads(), "taken").await.expect("counters")["taken"], 1);
    })
    .await;
}

#[tokio::test]
async fn a_verb_whose_caller_hung_up_is_done_wholly() {
    on_both(async |db| {
        spots::furnish(&db).await;
        let gate = Gate::shut(&db).await;
        let mut write = Box::pin(db.write(None, async |tx: &mut Tx| Ok(spots::put(tx, "a").await?)));
        assert!(futures_util::future::poll_immediate(write.as_mut()).await.is_none());
        drop(write);
        gate.open().await;
        // The queue is in order, so that this one is answered after it.
        db.write(None, async |tx: &mut Tx| Ok(spots::put(tx, "b").await?)).await.expect("a row");
        assert_eq!((spots::spots(&db).await, spots::events(&db).await, spots::counter(&db).await), (2, 2, 2));
    })
    .await;
}

#[tokio::test]
async fn closing_finishes_what_is_queued_and_refuses_the_rest() {
    at_both(async |place| {
        let db = place.open().await;
        spots::furnish(&db).await;
        let gate = Gate::shut(&db).await;
        let put = || Box::pin(db.write(None, async |tx: &mut Tx| Ok(spots::put(tx, "a").await?)));
        let mut writes: Vec<_> = (0..40).map(|_| put()).collect();
        for write in &mut writes {
            assert!(futures_util::future::poll_immediate(write.as_mut()).await.is_none());
        }
        // A caller that nobody polls any more does not hold up the end.
        let forgotten = writes.pop();
        let mut close = Box::pin(db.close());
        assert!(futures_util::future::poll_immediate(close.as_mut()).await.is_none());
        let late = put().await.expect_err("closed").into_anyhow();
        assert_eq!(late.to_string(), "the database is closed");
        gate.open().await;
        close.await;
        drop(forgotten);
        for end in join_all(writes).await {
            end.expect("queued before the end");
        }
        let again = place.open().await;
        assert_eq!((spots::spots(&again).await, spots::counter(&again).await), (40, 40));
    })
    .await;
}

#[tokio::test]
async fn readers_cannot_write() {
    on_both(async |db| {
        spots::furnish(&db).await;
        db.write(None, async |tx: &mut Tx| Ok(spots::put(tx, "a").await?)).await.expect("a row");
        for sql in [
            "insert into spots (id, name, rank) values (99, 'b', 0) returning id",
            "update spots set rank = 5 returning id",
            "delete from spots returning id",
            "create table more (id bigint)",
        ] {
            let written = db.reads().value::<i64>(Sql::new(sql)).await;
            let why = written.expect_err(sql).to_string();
            assert!(why.contains("read-only") || why.contains("readonly"), "{why}");
        }
        assert_eq!(spots::number(db.reads(), "select max(id + rank) from spots where name = 'a'").await, 1);
    })
    .await;
}

#[tokio::test]
async fn reads_inside_a_verb_see_what_its_batch_wrote_and_counted() {
    on_both(async |db: Db| {
        spots::furnish(&db).await;
        let wrong = Arc::new(AtomicUsize::new(0));
        let recount = |wrong: Arc<AtomicUsize>| {
            async move |tx: &mut Tx| {
                spots::put(tx, "a").await?;
                let truth = [("spots".to_owned(), spots::number(tx, "select count(*) from spots").await)];
                let found = counters::compare(tx, "spots", &truth.into()).await?;
                wrong.fetch_add(found.len(), Ordering::SeqCst);
                found.iter().for_each(|found| counters::mend(tx, found));
                Ok(())
            }
        };
        let writes = (0..5).map(|_| Box::pin(db.write(None, recount(wrong.clone()))) as spots::Writing<'_, ()>);
        for end in spots::together(&db, writes.collect()).await {
            end.expect("counted");
        }
        assert_eq!(wrong.load(Ordering::SeqCst), 0);
        assert_eq!(spots::counter(&db).await, 5);
    })
    .await;
}
