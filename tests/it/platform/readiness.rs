//! What a supervisor is told: a desk that can still read but no longer write is not ready.

use crate::support::asking::{Ask, Said};
use crate::support::databases::{Engine, migrated, on_both};
use crate::support::desk::Desk;
use std::sync::Arc;
use tokio::sync::Notify;
use watchdesk::platform::db::{Sql, Tx};
use watchdesk::platform::events;

async fn asked(desk: &Desk) -> (u16, String) {
    let Said { status, body, .. } = desk.ask(Ask::get("/readyz")).await;
    (status.as_u16(), body)
}

fn ready() -> (u16, String) {
    (200, "database ok\nschema ok\nwriter ok\n".to_owned())
}

fn cannot_write() -> (u16, String) {
    (503, "database ok\nschema ok\nwriter failed\n".to_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_writer_that_does_not_answer_is_found_out_and_comes_back() {
    on_both(async |db| {
        let desk = Desk::new(db.clone());
        let before = events::last_seq(db.reads()).await.expect("a place");
        assert_eq!(asked(&desk).await, ready());
        let (began, may_end) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (told, waits) = (Arc::clone(&began), Arc::clone(&may_end));
        let endless = async move |_: &mut Tx| {
            told.notify_one();
            waits.notified().await;
            Ok(())
        };
        let writing = tokio::spawn({
            let db = db.clone();
            async move { db.write(None, endless).await }
        });
        began.notified().await;
        assert_eq!(asked(&desk).await, cannot_write());
        may_end.notify_one();
        writing.await.expect("it ran").expect("written");
        assert_eq!(asked(&desk).await, ready());
        assert_eq!(events::last_seq(db.reads()).await.expect("a place"), before, "asking leaves nothing behind");
    })
    .await;
}

#[tokio::test]
async fn a_database_that_only_reads_is_found_out() {
    // The one engine whose server can be told to refuse every change: a standby does.
    let place = migrated(Engine::Postgres).await;
    let db = place.open().await;
    let verb = async |tx: &mut Tx| {
        let sql = "DO $$ BEGIN EXECUTE format(
             'ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$";
        tx.execute(Sql::new(sql)).await?;
        Ok(())
    };
    db.write(None, verb).await.expect("it obeys");
    db.close().await;
    let desk = Desk::new(place.open().await);
    assert_eq!(asked(&desk).await, cannot_write());
    desk.app.db.close().await;
}
