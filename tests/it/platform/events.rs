//! Events as others rely on them: read by `seq` without a gap, announced after the commit, and chained so that every
//! change tells.

use super::spots::{self, Gate};
use crate::support::databases::{Engine, at_both, migrated, on_both, open};
use crate::support::twin::{self, Twin};
use futures_util::future::{join, join_all};
use std::collections::BTreeMap;
use watchdesk::platform::db::{Db, Sql, Tx};
use watchdesk::platform::events::{self, Broken};

const EVENTS: i64 = 20_000;
/// Of one verb.
const EACH: i64 = 10;
const CALLERS: i64 = 20;

#[tokio::test]
async fn a_reader_by_seq_misses_none_of_twenty_thousand_events_of_two_processes() {
    at_both(async |place| {
        let db = place.open().await;
        let start = |who: i64| Twin::start("platform::events::twin_records", &(&place.url, who));
        let twins = [start(1), start(2)];
        let (mut seen, mut last) = (0, BTreeMap::new());
        while seen < EVENTS {
            for event in events::after(db.reads(), seen, 700).await.expect("events") {
                seen += 1;
                assert_eq!(event.seq, seen, "no place is skipped");
                let before = last.insert((event.actor, event.subject_id / 1_000_000), event.subject_id);
                assert!(before < Some(event.subject_id), "the events of one caller are in its order");
            }
        }
        twins.into_iter().for_each(|twin| drop(twin.finish()));
        assert_eq!(last.len() as i64, 2 * CALLERS);
        assert_eq!(events::last_seq(db.reads()).await.expect("a place"), EVENTS);
        let verified = events::verify(db.reads()).await.expect("an answer").expect("a whole chain");
        assert_eq!(verified.events, EVENTS);
        db.close().await;
    })
    .await;
}

#[tokio::test]
async fn twin_records() {
    let Some((url, who)) = twin::orders::<(String, i64)>() else { return };
    let db = open(&url).await;
    let caller = async |caller: i64| {
        for verb in 0..EVENTS / 2 / EACH / CALLERS {
            let record = async move |tx: &mut Tx| {
                for event in 0..EACH {
                    let mut happening = spots::happening("spot.seen", caller * 1_000_000 + verb * EACH + event + 1);
                    happening.actor = Some(who);
                    tx.record(happening);
                }
                Ok(())
            };
            db.write(None, record).await.expect("events");
        }
    };
    join_all((1..=CALLERS).map(caller)).await;
    db.close().await;
}

#[tokio::test]
async fn topics_are_announced_after_the_commit_only() {
    on_both(async |db| {
        spots::furnish(&db).await;
        let mut wakes = db.wakes();
        let (gate, wake) = (Gate::shut(&db).await, async |tx: &mut Tx| {
            tx.wake("doors");
            Ok(spots::put(tx, "a").await?)
        });
        let mut write = Box::pin(db.write(None, wake));
        assert!(futures_util::future::poll_immediate(write.as_mut()).await.is_none());
        // A server may still announce what the furnishing did.
        while let Ok(early) = wakes.try_recv() {
            assert!(!early.topics.contains(&"doors".into()), "{early:?}");
        }
        gate.open().await;
        let heard = async {
            loop {
                let wake = wakes.recv().await.expect("a wake");
                if wake.topics.contains(&"doors".into()) {
                    return (wake, spots::spots(&db).await);
                }
            }
        };
        let (end, (wake, seen)) = join(write, heard).await;
        let id = end.expect("a row");
        assert_eq!(seen, 1, "what woke is there to be read");
        assert!(wake.topics.contains(&format!("spot/{id}").into()) && wake.topics.contains(&"events".into()));
        assert_eq!(wake.seq, Some(1));

        let refused = db.write(None, async |tx: &mut Tx| {
            tx.wake("doors");
            Err::<(), _>(anyhow::anyhow!("no").into())
        });
        assert!(refused.await.is_err());
        spots::wake(&db, "windows").await;
        let next = wakes.recv().await.expect("a wake");
        assert!(!next.topics.contains(&"doors".into()) && next.seq.is_none(), "{next:?}");
    })
    .await;
}

#[tokio::test]
async fn topics_reach_the_other_nodes() {
    // The one engine that carries them; on the other, those who wait poll.
    let place = migrated(Engine::Postgres).await;
    let (one, other) = (place.open().await, place.open().await);
    let mut heard = [one.wakes(), other.wakes()];
    // Whether the other node listens already is told by what it hears.
    let hear = async { while !heard[1].recv().await.expect("a wake").topics.contains(&"doors".into()) {} };
    let keep_saying = async {
        loop {
            spots::wake(&one, "doors").await;
        }
    };
    tokio::select! { () = hear => {}, () = keep_saying => {} }
    spots::wake(&one, "windows").await;
    while !heard[1].recv().await.expect("a wake").topics.contains(&"windows".into()) {}
    let mut own = 0;
    while let Ok(wake) = heard[0].try_recv() {
        own += usize::from(wake.topics.contains(&"windows".into()));
    }
    assert_eq!(own, 1, "a node does not hear itself twice");

    let many = async |tx: &mut Tx| {
        for topic in 0..2_000 {
            tx.wake(format!("topic/{topic}"));
        }
        Ok(())
    };
    one.write(None, many).await.expect("more topics than one notice carries");
    while heard[1].recv().await.expect("a wake").topics[..] != ["*"] {}
}

async fn meddle(db: &Db, sql: Sql) {
    let touched = db.write(None, async move |tx: &mut Tx| Ok(tx.execute(sql.clone()).await?)).await.expect("meddled");
    assert!(touched > 0, "it touched a row");
}

async fn broken(db: &Db) -> Broken {
    events::verify(db.reads()).await.expect("an answer").expect_err("a broken chain")
}

#[tokio::test]
async fn a_change_of_any_column_is_named() {
    on_both(async |db| {
        spots::furnish(&db).await;
        for name in 0..10 {
            db.write(None, async move |tx: &mut Tx| Ok(spots::put(tx, &name.to_string()).await?)).await.expect("a row");
        }
        for (there, back) in [
            ("update events set at = at + 1 where seq = 5", "update events set at = at - 1 where seq = 5"),
            ("update events set actor = null where seq = 5", "update events set actor = 7 where seq = 5"),
            ("update events set actor = 8 where seq = 5", "update events set actor = 7 where seq = 5"),
            (
                "update events set subject_kind = 'spo' where seq = 5",
                "update events set subject_kind = 'spot' where seq = 5",
            ),
            (
                "update events set subject_id = subject_id + 1 where seq = 5",
                "update events set subject_id = subject_id - 1 where seq = 5",
            ),
            ("update events set kind = 'spot.got' where seq = 5", "update events set kind = 'spot.put' where seq = 5"),
            ("update events set body = body || ' ' where seq = 5", "update events set body = trim(body) where seq = 5"),
        ] {
            meddle(&db, Sql::new(there)).await;
            assert_eq!(broken(&db).await, Broken::Changed { seq: 5 }, "{there}");
            meddle(&db, Sql::new(back)).await;
            events::verify(db.reads()).await.expect("an answer").expect("whole again");
        }
        meddle(&db, Sql::new("update events set hash = ? where seq = 5").bind(vec![9u8; 32])).await;
        assert_eq!(broken(&db).await, Broken::Changed { seq: 5 });
    })
    .await;
}

/// Ten events, one act of meddling, and what it is called.
async fn after_meddling(sql: &[&'static str], check: impl Fn(Broken) -> bool) {
    on_both(async |db| {
        spots::furnish(&db).await;
        for name in 0..10 {
            db.write(None, async move |tx: &mut Tx| Ok(spots::put(tx, &name.to_string()).await?)).await.expect("a row");
        }
        events::verify(db.reads()).await.expect("an answer").expect("a whole chain");
        for sql in sql {
            meddle(&db, Sql::new(sql)).await;
        }
        let broken = broken(&db).await;
        assert!(check(broken.clone()), "{sql:?}: {broken}");
    })
    .await;
}

const COPY: &str = "insert into events (seq, at, actor, subject_kind, subject_id, kind, body, hash)
                    select 11, at, actor, subject_kind, subject_id, kind, body, hash from events where seq = 10";

#[tokio::test]
async fn dropped_swapped_and_slipped_in_events_are_named() {
    after_meddling(&["delete from events where seq = 5"], |b| b == Broken::Gap { expected: 5, found: 6 }).await;
    after_meddling(&["delete from events where seq = 10"], |b| b == Broken::Head { head: 10, found: 9 }).await;
    after_meddling(&["delete from events"], |b| b == Broken::Head { head: 10, found: 0 }).await;
    let swap = [
        "update events set seq = 99 where seq = 5",
        "update events set seq = 5 where seq = 6",
        "update events set seq = 6 where seq = 99",
    ];
    after_meddling(&swap, |b| b == Broken::Changed { seq: 5 }).await;
    after_meddling(&[COPY], |b| b == Broken::Stray { seq: 11, head: 10 }).await;
    after_meddling(&[COPY, "update events set seq = 0 where seq = 11"], |b| b == Broken::Stray { seq: 0, head: 10 })
        .await;
    let hidden = [COPY, "update chain_head set seq = 11"];
    after_meddling(&hidden, |b| b == Broken::Changed { seq: 11 }).await;
    let forged = ["update chain_head set hash = (select hash from events where seq = 9)"];
    after_meddling(&forged, |b| b == Broken::Head { head: 10, found: 10 }).await;
}
