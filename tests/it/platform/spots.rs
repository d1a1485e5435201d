//! A table of the tests' own, and the verbs over it that the tests of the database share. It knows no room.

use futures_util::future::{LocalBoxFuture, join_all};
use std::sync::Arc;
use tokio::sync::Notify;
use watchdesk::platform::db::{Db, DbErr, Happening, Reads, Sql, Subject, Tx};
use watchdesk::platform::{failure::Failure, moment::Timestamp};

/// Makes the table; `rank` is there to be sorted by, `taken` to be raced for.
pub async fn furnish(db: &Db) {
    let make = async |tx: &mut Tx| {
        let table = "create table spots
                     (id bigint primary key, name text not null, rank bigint not null, taken bigint)";
        tx.execute(Sql::new(table)).await?;
        Ok(())
    };
    db.write(None, make).await.expect("a table");
}

/// Inserts a row with an id of its own, an event `spot.put` and a move of the counter `spots`; answers the id.
pub async fn put(tx: &mut Tx, name: &str) -> Result<i64, DbErr> {
    let id = tx.next_id("spots").await?;
    insert(tx, id, name).await?;
    tx.record(happening("spot.put", id));
    tx.count("spots", 1);
    Ok(id)
}

/// Inserts a bare row.
pub async fn insert(tx: &mut Tx, id: i64, name: &str) -> Result<u64, DbErr> {
    tx.execute(Sql::new("insert into spots (id, name, rank) values (?, ?, 0)").bind(id).bind(name)).await
}

pub fn happening(kind: &'static str, id: i64) -> Happening {
    let body = serde_json::json!({ "words": "ज़ 🙂 \u{202e}שלום\0", "id": id });
    Happening { at: Timestamp::now(), actor: Some(7), subject: Subject::new("spot", id), kind, body }
}

/// A write that does nothing but tell those who listen.
pub async fn wake(db: &Db, topic: &'static str) {
    let verb = async move |tx: &mut Tx| {
        tx.wake(topic);
        Ok(())
    };
    db.write(None, verb).await.expect("a wake");
}

pub async fn number(reads: &impl Reads, sql: &'static str) -> i64 {
    reads.value(Sql::new(sql)).await.expect("a number").unwrap_or_default()
}

pub async fn spots(db: &Db) -> i64 {
    number(db.reads(), "select count(*) from spots").await
}

pub async fn events(db: &Db) -> i64 {
    number(db.reads(), "select count(*) from events").await
}

pub async fn counter(db: &Db) -> i64 {
    number(db.reads(), "select value from counters where name = 'spots'").await
}

/// A write that is not yet awaited.
pub type Writing<'a, T> = LocalBoxFuture<'a, Result<T, Failure>>;

/// Runs these writes in one batch: they queue up while a verb before them holds the writer.
pub async fn together<T>(db: &Db, mut writes: Vec<Writing<'_, T>>) -> Vec<Result<T, Failure>> {
    let gate = Gate::shut(db).await;
    for write in &mut writes {
        let queued = tokio::task::unconstrained(futures_util::future::poll_immediate(write.as_mut())).await;
        assert!(queued.is_none(), "a write was answered while the writer was held");
    }
    gate.open().await;
    join_all(writes).await
}

/// A verb that holds the writer until it is told to end.
pub struct Gate {
    open: Arc<Notify>,
    held: tokio::task::JoinHandle<Result<(), Failure>>,
}

impl Gate {
    pub async fn shut(db: &Db) -> Self {
        let (open, running) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let hold = {
            let (open, running, db) = (open.clone(), running.clone(), db.clone());
            let verb = async move |_: &mut Tx| {
                running.notify_one();
                open.notified().await;
                Ok(())
            };
            async move { db.write(None, verb).await }
        };
        let held = tokio::spawn(hold);
        running.notified().await;
        Self { open, held }
    }

    pub async fn open(self) {
        self.open.notify_one();
        self.held.await.expect("a verb that ends").expect("a verb that does nothing");
    }
}
