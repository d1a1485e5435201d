//! A request that is repeated with its key is done once, and answered alike each time.

use super::spots;
use crate::support::databases::{at_both, on_both};
use crate::support::twin::{self, Twin};
use futures_util::future::join_all;
use std::collections::BTreeSet;
use uuid::Uuid;
use watchdesk::platform::db::{Db, Key, Once, Tx, first_answer, forget_request_keys};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::moment::Timestamp;
use watchdesk::platform::refusal::Refusal;

fn key(by: i64, number: u128, ask: &str) -> Option<Once> {
    Some(Once::new(by, Uuid::from_u128(number), &ask).expect("an ask in JSON"))
}

async fn put(db: &Db, once: Option<Once>) -> Result<i64, Failure> {
    db.write(once, async |tx: &mut Tx| Ok(spots::put(tx, "a").await?)).await
}

#[tokio::test]
async fn a_repeated_key_gets_the_first_answer() {
    at_both(async |place| {
        let db = place.open().await;
        spots::furnish(&db).await;
        let twenty = join_all((0..20).map(|_| put(&db, key(7, 1, "a")))).await;
        let mut answers: BTreeSet<i64> = twenty.into_iter().map(|end| end.expect("an answer")).collect();
        for _ in 0..5 {
            answers.insert(put(&db, key(7, 1, "a")).await.expect("an answer"));
        }
        db.close().await;
        let db = place.open().await;
        answers.insert(put(&db, key(7, 1, "a")).await.expect("an answer after a restart"));
        assert_eq!(answers.len(), 1);
        assert_eq!((spots::spots(&db).await, spots::events(&db).await, spots::counter(&db).await), (1, 1, 1));

        assert_ne!(put(&db, key(8, 1, "a")).await.expect("another user's key"), 1);
        assert_eq!(spots::spots(&db).await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_key_repeated_in_two_processes_at_once_is_done_once() {
    at_both(async |place| {
        let db = place.open().await;
        spots::furnish(&db).await;
        let twins: Vec<Twin> = (0..2).map(|_| Twin::start("platform::once::twin_repeats", &place.url)).collect();
        let said: Vec<Vec<String>> = twins.into_iter().map(Twin::finish).collect();
        assert_eq!(said[0].len(), KEYS as usize);
        assert_eq!(said[0], said[1]);
        let done = KEYS as i64;
        assert_eq!((spots::spots(&db).await, spots::events(&db).await, spots::counter(&db).await), (done, done, done));
        db.close().await;
    })
    .await;
}

const KEYS: u128 = 100;

#[tokio::test]
async fn twin_repeats() {
    let Some(url) = twin::orders::<String>() else { return };
    let db = crate::support::databases::open(&url).await;
    for number in 0..KEYS {
        let answers = join_all((0..3).map(|_| put(&db, key(7, number, "a")))).await;
        let answers: BTreeSet<i64> = answers.into_iter().map(|end| end.expect("an answer")).collect();
        twin::say(&format!("{number}: {answers:?}"));
    }
    db.close().await;
}

#[tokio::test]
async fn a_key_with_another_ask_is_refused() {
    on_both(async |db| {
        spots::furnish(&db).await;
        put(&db, key(7, 1, "a")).await.expect("the first");
        let Err(Failure::Refused(refusal)) = put(&db, key(7, 1, "b")).await else { panic!("it was not refused") };
        assert_eq!(refusal, Refusal::conflict("request-key-reused"));
        assert_eq!(spots::spots(&db).await, 1);
    })
    .await;
}

#[tokio::test]
async fn the_key_of_a_refused_verb_may_be_used_again() {
    on_both(async |db| {
        spots::furnish(&db).await;
        let refuse = async |tx: &mut Tx| {
            spots::put(tx, "a").await?;
            Err::<i64, Failure>(Refusal::invalid("name", "input-empty").into())
        };
        assert!(matches!(db.write(key(7, 1, "a"), refuse).await, Err(Failure::Refused(_))));
        assert!(matches!(db.write(key(7, 1, "a"), refuse).await, Err(Failure::Refused(_))));
        let id = put(&db, key(7, 1, "mended")).await.expect("the mended one");
        assert_eq!(put(&db, key(7, 1, "mended")).await.expect("again"), id);
        assert_eq!((spots::spots(&db).await, spots::events(&db).await), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn old_keys_are_forgotten() {
    on_both(async |db| {
        spots::furnish(&db).await;
        put(&db, key(7, 1, "a")).await.expect("a row");
        let forget = |before: Timestamp| async move |tx: &mut Tx| forget_request_keys(tx, before).await;
        let now = Timestamp::now();
        assert_eq!(db.write(None, forget(now.plus_millis(-60_000))).await.expect("forgotten"), 0);
        assert_eq!(db.write(None, forget(now.plus_millis(60_000))).await.expect("forgotten"), 1);
        put(&db, key(7, 1, "a")).await.expect("a second row");
        assert_eq!(spots::spots(&db).await, 2);
    })
    .await;
}

/// As after an upgrade that gave answers another shape.
#[tokio::test]
async fn an_answer_of_another_sort_is_none() {
    on_both(async |db| {
        spots::furnish(&db).await;
        let id = put(&db, key(7, 1, "a")).await.expect("a row");
        let answered = Key::from(Uuid::from_u128(1));
        let number: Option<i64> = first_answer(db.reads(), 7, answered.clone()).await.expect("a database");
        assert_eq!(number, Some(id));
        let names: Option<Vec<String>> = first_answer(db.reads(), 7, answered).await.expect("a database");
        assert_eq!(names, None);
    })
    .await;
}
