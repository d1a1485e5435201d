//! A server that goes silent, a verb that does not end, a commit that fails: nobody waits for ever, and each caller
//! hears what is true for it.

use super::spots::{self, Writing};
use crate::support::databases::{Engine, at_both, migrated, on_both};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use watchdesk::platform::db::{Db, Options, Reads, Sql, Tx};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::refusal::Refusal;

/// Long enough for a sound verb on a busy machine.
const PATIENCE: Duration = Duration::from_secs(3);

async fn impatient(url: &str) -> Db {
    Db::open(&Options { readers: 2, patience: PATIENCE, ..Options::at(url) }).await.expect("it opens")
}

fn puts<'a>(db: &'a Db, count: usize) -> impl Iterator<Item = Writing<'a, i64>> {
    (0..count)
        .map(|_| Box::pin(db.write(None, async |tx: &mut Tx| Ok(spots::put(tx, "well").await?))) as Writing<'a, i64>)
}

/// A line to the server of `url` that can go silent without being cut; answers the URL of its near end.
async fn line(url: &str, silent: Arc<AtomicBool>) -> String {
    let near = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let far = url.split_once('@').and_then(|(_, rest)| rest.split_once('/')).expect("a host").0.to_owned();
    let through = url.replace(&far, &near.local_addr().expect("an address").to_string());
    tokio::spawn(async move {
        while let Ok((client, _)) = near.accept().await {
            let server = TcpStream::connect(&far).await.expect("a server");
            let ((from_client, to_client), (from_server, to_server)) = (client.into_split(), server.into_split());
            tokio::spawn(carry(from_client, to_server, silent.clone()));
            tokio::spawn(carry(from_server, to_client, silent.clone()));
        }
    });
    through
}

async fn carry(mut from: impl AsyncRead + Unpin, mut to: impl AsyncWrite + Unpin, silent: Arc<AtomicBool>) {
    let mut bytes = vec![0; 8_192];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        while silent.load(Ordering::SeqCst) {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_server_fails_a_whole_batch_in_the_time_of_one_verb() {
    // The one engine with a line.
    let place = migrated(Engine::Postgres).await;
    let silent = Arc::new(AtomicBool::new(false));
    let db = impatient(&line(&place.url, silent.clone()).await).await;
    spots::furnish(&db).await;
    let hush = silent.clone();
    let mut writes: Vec<Writing<'_, i64>> = vec![Box::pin(db.write(None, async move |tx: &mut Tx| {
        hush.store(true, Ordering::SeqCst);
        Ok(spots::put(tx, "unheard").await?)
    }))];
    writes.extend(puts(&db, 30));
    let began = Instant::now();
    let ends = spots::together(&db, writes).await;
    assert!(ends.iter().all(Result::is_err), "{ends:?}");
    assert!(began.elapsed() < PATIENCE * 15, "{:?}", began.elapsed());
    silent.store(false, Ordering::SeqCst);
    db.write(None, async |tx: &mut Tx| Ok(spots::put(tx, "well").await?)).await.expect("the line is back");
    assert_eq!((spots::spots(&db).await, spots::counter(&db).await), (1, 1), "nothing of the batch was kept");
    db.close().await;
}

#[tokio::test]
async fn a_verb_that_does_not_end_fails_alone() {
    at_both(async |place| {
        let db = impatient(&place.url).await;
        spots::furnish(&db).await;
        let mut writes: Vec<_> = puts(&db, 6).collect();
        writes.insert(
            3,
            Box::pin(db.write(None, async |tx: &mut Tx| {
                spots::put(tx, "endless").await?;
                std::future::pending().await
            })),
        );
        let ends = spots::together(&db, writes).await;
        let whole: Vec<bool> = ends.iter().map(Result::is_ok).collect();
        assert_eq!(whole, [true, true, true, false, true, true, true], "{ends:?}");
        assert_eq!((spots::spots(&db).await, spots::events(&db).await), (6, 6));
        db.close().await;
    })
    .await;
}

#[tokio::test]
async fn who_was_refused_hears_why_although_the_commit_of_the_others_fails() {
    on_both(async |db| {
        spots::furnish(&db).await;
        let table = async |tx: &mut Tx| {
            let sql = "create table marks (spot bigint references spots (id) deferrable initially deferred)";
            Ok(tx.execute(Sql::new(sql)).await?)
        };
        db.write(None, table).await.expect("a table");
        let mut writes: Vec<_> = puts(&db, 2).collect();
        writes.push(Box::pin(db.write(None, async |_: &mut Tx| Err(Refusal::conflict("spot-taken").into()))));
        writes.push(Box::pin(db.write(None, async |tx: &mut Tx| {
            tx.execute(Sql::new("insert into marks (spot) values (4711)")).await?;
            Ok(0)
        })));
        let ends = spots::together(&db, writes).await;
        for place in [0, 1, 3] {
            assert!(matches!(ends[place], Err(Failure::Broken(_))), "{place}: {ends:?}");
        }
        assert!(matches!(&ends[2], Err(Failure::Refused(refusal)) if *refusal == Refusal::conflict("spot-taken")));
        db.write(None, async |tx: &mut Tx| Ok(spots::put(tx, "well").await?)).await.expect("the next verb");
        assert_eq!((spots::spots(&db).await, spots::counter(&db).await), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn the_owner_of_a_server_cannot_loosen_the_session() {
    // The one engine whose owner could.
    let place = migrated(Engine::Postgres).await;
    let before = place.open().await;
    for setting in ["default_transaction_isolation", "synchronous_commit", "statement_timeout"] {
        let loosen = async move |tx: &mut Tx| {
            let name: String = tx.value(Sql::new("select current_database()")).await?.unwrap_or_default();
            let value = match setting {
                "default_transaction_isolation" => "repeatable read",
                "synchronous_commit" => "off",
                _ => "0",
            };
            let sql = "select set_config('tests.loosened', format('alter database %I set %s = %L', ?, ?, ?), true)";
            tx.value::<String>(Sql::new(sql).bind(name).bind(setting).bind(value)).await?;
            tx.execute(Sql::new("do $$ begin execute current_setting('tests.loosened'); end $$")).await?;
            Ok(())
        };
        before.write(None, loosen).await.expect("loosened");
    }
    let after = place.open().await;
    let found = async |tx: &mut Tx| {
        let mut found = Vec::new();
        for setting in ["transaction_isolation", "synchronous_commit", "statement_timeout", "lock_timeout"] {
            let value: Option<String> = tx.value(Sql::new("select current_setting(?)").bind(setting)).await?;
            found.push(value.unwrap_or_default());
        }
        Ok(found)
    };
    assert_eq!(after.write(None, found).await.expect("settings"), ["read committed", "on", "30s", "30s"]);
}
