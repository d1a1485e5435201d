//! What is written is what is read: enums, moments, NULL and every text that people type.

use super::spots::{self, Writing};
use crate::support::databases::on_both;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use watchdesk::platform::db::{Db, FromRow, Reads, Sql, Tx};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::moment::Timestamp;

watchdesk::text_enum! {
    /// How a door stands.
    pub enum Door { Ajar = "ajar", Shut = "shut" }
}

#[derive(Clone, Debug, PartialEq, FromRow)]
struct Thing {
    id: i64,
    door: Door,
    back_door: Option<Door>,
    at: Timestamp,
    left_at: Option<Timestamp>,
    words: String,
    note: Option<String>,
    bytes: Vec<u8>,
}

/// Without NUL, which one engine cannot store and both refuse.
fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[^\0]{0,60}", Just("🙂 👩‍👩‍👧 \u{202e}שלום العالم ज़ '\"?$1; --\\".to_owned())]
}

fn thing() -> impl Strategy<Value = Thing> {
    let door = || prop::sample::select(Door::ALL);
    let at = || (Timestamp::MIN.as_millis()..=Timestamp::MAX.as_millis()).prop_map(Timestamp::from_millis);
    let texts = (words(), prop::option::of(words()), prop::collection::vec(any::<u8>(), 0..40));
    (door(), prop::option::of(door()), at(), prop::option::of(at()), texts).prop_map(
        |(door, back_door, at, left_at, (words, note, bytes))| Thing {
            id: 0,
            door,
            back_door,
            at,
            left_at,
            words,
            note,
            bytes,
        },
    )
}

async fn furnish(db: &Db) {
    let table = async |tx: &mut Tx| {
        let sql = "create table things (id bigint primary key, door text not null check (door in ('ajar', 'shut')),
                   back_door text, at bigint not null, left_at bigint, words text not null, note text)";
        tx.execute(Sql::new(sql)).await?;
        // The type for bytes has another name on each engine; this borrows it.
        tx.execute(Sql::new("create table blobs as select seq as id, hash as bytes from events")).await?;
        Ok(())
    };
    db.write(None, table).await.expect("tables");
}

async fn store(tx: &mut Tx, thing: Thing) -> Result<i64, Failure> {
    let id = tx.next_id("things").await?;
    let sql =
        Sql::new("insert into things (id, door, back_door, at, left_at, words, note) values (?, ?, ?, ?, ?, ?, ?)");
    let sql = sql.bind(id).bind(thing.door).bind(thing.back_door).bind(thing.at).bind(thing.left_at);
    tx.execute(sql.bind(thing.words).bind(thing.note)).await?;
    tx.execute(Sql::new("insert into blobs (id, bytes) values (?, ?)").bind(id).bind(thing.bytes)).await?;
    Ok(id)
}

#[tokio::test]
async fn what_is_written_is_what_is_read() {
    on_both(async |db| {
        furnish(&db).await;
        let mut runner = TestRunner::default();
        for _ in 0..150 {
            let mut thing = thing().new_tree(&mut runner).expect("a thing").current();
            let written = thing.clone();
            thing.id = db.write(None, async move |tx: &mut Tx| store(tx, written.clone()).await).await.expect("stored");
            let sql =
                Sql::new("select things.*, bytes from things join blobs on blobs.id = things.id where things.id = ?");
            let read: Option<Thing> = db.reads().one(sql.bind(thing.id)).await.expect("read");
            assert_eq!(read.as_ref(), Some(&thing));
            let sql = Sql::new("select count(*) from things where words = ? and at = ? and door = ?");
            let found: Option<i64> =
                db.reads().value(sql.bind(thing.words).bind(thing.at).bind(thing.door)).await.expect("found");
            assert_eq!(found, Some(1));
        }
        let left: Option<Timestamp> =
            db.reads().value(Sql::new("select left_at from things where left_at is null")).await.expect("read");
        assert_eq!(left, None);
        let door: Result<Option<Door>, _> = db.reads().value(Sql::new("select 'open' as door")).await;
        assert!(door.expect_err("no door").to_string().contains("\"open\" is no Door"));
    })
    .await;
}

#[tokio::test]
async fn nul_in_a_text_harms_nobody_else() {
    on_both(async |db| {
        furnish(&db).await;
        let thing = |words: &str| {
            let words = words.to_owned();
            let at = Timestamp::from_millis(0);
            Thing { id: 0, door: Door::Ajar, back_door: None, at, left_at: None, words, note: None, bytes: Vec::new() }
        };
        let mut writes: Vec<Writing<'_, i64>> = Vec::new();
        for words in ["a", "b", "c\0d", "e"] {
            let thing = thing(words);
            writes.push(Box::pin(db.write(None, async move |tx: &mut Tx| store(tx, thing.clone()).await)));
        }
        let ends = spots::together(&db, writes).await;
        let whole: Vec<bool> = ends.iter().map(Result::is_ok).collect();
        assert_eq!(whole, [true, true, false, true], "{ends:?}");
        assert_eq!(spots::number(db.reads(), "select count(*) from things").await, 3);
        let asked = db.reads().value::<i64>(Sql::new("select count(*) from things where words = ?").bind("c\0d")).await;
        assert!(asked.expect_err("refused").to_string().contains("NUL"));
    })
    .await;
}
