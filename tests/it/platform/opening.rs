//! A database that cannot be opened is refused at once, in words that its owner can act on, without the password.

use super::spots;
use crate::support::databases::{Engine, migrated};
use crate::support::leash::free_port;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use watchdesk::platform::db::{Db, OpenFault, Options, Reads, Sql, Tx};

const SECRET: &str = "swordfish";

async fn refused(url: &str) -> OpenFault {
    let opened = Db::open(&Options { readers: 2, ..Options::at(url) }).await;
    let Err(fault) = opened else { panic!("{url} was opened") };
    assert!(!fault.to_string().contains(SECRET) && !format!("{fault:?}").contains(SECRET), "{fault:?}");
    fault
}

#[tokio::test]
async fn unknown_urls_are_refused() {
    for url in [
        "",
        "desk.db",
        "mysql://desk:swordfish@host/desk",
        "desk:swordfish@host",
        "oracle://host/desk?password=swordfish",
        "postgres://desk:swordfish@host:port/desk",
        "postgres://desk:swordfish@host/desk?sslmode=perhaps",
        "sqlite:",
        "sqlite://",
        "sqlite::memory:",
        "sqlite://:memory:",
        "sqlite:desk.db?mode=memory",
    ] {
        let fault = refused(url).await;
        assert!(matches!(fault, OpenFault::Url(_)), "{url}: {fault}");
        assert!(fault.to_string().contains("write sqlite:PATH or postgres://USER@HOST/NAME"), "{fault}");
    }
}

#[tokio::test]
async fn an_unreachable_server_is_named() {
    let port = free_port().expect("a port");
    let fault = refused(&format!("postgres://desk:{SECRET}@127.0.0.1:{port}/desk")).await;
    let says = fault.to_string();
    assert!(says.starts_with(&format!("the database postgres://127.0.0.1:{port}/desk cannot be reached: ")), "{says}");
    assert!(says.contains("refused"), "{says}");

    let place = migrated(Engine::Postgres).await;
    let other = format!("{}_that_is_not", place.url);
    let says = refused(&other).await.to_string();
    assert!(says.contains("does not exist"), "{says}");

    let says = refused(&place.url.replace("postgres@", &format!("nobody:{SECRET}@"))).await.to_string();
    assert!(says.contains("nobody"), "{says}");
}

#[tokio::test]
async fn a_path_that_is_no_database_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("shopping.txt");
    fs::write(&text, "bread, milk and a good deal more than the header of a database would take: ".repeat(20))
        .expect("a file");
    let (folder, text) = (folder.path().display(), text.display());
    for (url, says) in [
        (format!("sqlite:{folder}"), "unable to open"),
        (format!("sqlite:{folder}/no/such/folder/desk.db"), "unable to open"),
        (format!("sqlite:{text}/desk.db"), "unable to open"),
        (format!("sqlite:{text}"), "not a database"),
        // A folder that nobody may write to, not even root.
        ("sqlite:/proc/desk.db".to_owned(), "unable to open"),
    ] {
        let fault = refused(&url).await.to_string();
        assert!(fault.starts_with(&format!("the database {url} cannot be reached: ")), "{fault}");
        assert!(fault.contains(says), "{fault}");
    }
}

#[tokio::test]
async fn any_file_name_will_do() {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, name) in ["with space.db", "100%25 #1.db", "günther 🙂.db", "file:desk.db"].into_iter().enumerate()
    {
        let path = folder.path().join(name);
        let url = format!("sqlite:{}{}", if number == 0 { "//" } else { "" }, path.display());
        let db = Db::open(&Options { readers: 2, ..Options::at(&url) }).await.expect(name);
        db.migrate().await.expect(name);
        assert!(path.is_file(), "{name}");
        db.close().await;
    }
}

#[tokio::test]
async fn a_writer_whose_server_hung_up_connects_anew() {
    let place = migrated(Engine::Postgres).await;
    let db = place.open().await;
    spots::furnish(&db).await;
    let put = async |tx: &mut Tx| Ok(spots::put(tx, "a").await?);
    for round in 1..=3 {
        let hang_up = "select count(pg_terminate_backend(pid)) from pg_stat_activity
                       where datname = current_database() and pid <> pg_backend_pid()";
        // All but the one that asks; the writer's own is ended again below, in the middle of a transaction.
        spots::number(db.reads(), hang_up).await;
        db.write(None, put).await.expect("a row, after the line broke between two verbs");
        let once = AtomicBool::new(false);
        let cut = async move |tx: &mut Tx| {
            spots::put(tx, "b").await?;
            if !once.swap(true, Ordering::SeqCst) {
                tx.value::<bool>(Sql::new("select pg_terminate_backend(pg_backend_pid())")).await?;
            }
            Ok(())
        };
        db.write(None, cut).await.expect("a row, after the line broke within the verb");
        let rows = 2 * round;
        let found = (spots::spots(&db).await, spots::counter(&db).await, spots::events(&db).await);
        assert_eq!(found, (rows, rows, rows), "what ran twice is there once");
    }
    db.close().await;
}
