//! The demo: whole, the same for the same seed, and never in a folder that is not its own.

use super::{begin, furnish, said, said_with};
use crate::support::databases::{Engine, empty, migrated};
use crate::tickets::file_store::below;
use std::collections::BTreeSet;
use std::fs;
use std::time::Duration;
use watchdesk::clock::CalendarDraft;
use watchdesk::platform::db::{Db, FromRow, Options, Reads, Sql};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::files::Files;
use watchdesk::platform::moment::Timestamp;
use watchdesk::tickets::files::is_named;

#[test]
fn it_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    furnish(&data);
    // What the demo and the README promise is what is there.
    let people = "40 people who answer customers and an administrator";
    let readme = include_str!("../../../README.md");
    assert!(readme.split_whitespace().collect::<Vec<_>>().join(" ").contains(people));
    let again = said(
        &data,
        &["demo", "--reset", "--tickets", "0", "--distributors", "4", "--no-serve", "--listen", "127.0.0.1:0"],
        true,
    );
    assert!(again.contains(people), "{again}");
    let mut roles = roles(&data);
    roles.sort();
    assert_eq!(roles, [("admin".to_owned(), 1), ("csr".to_owned(), 32), ("csr_lead".to_owned(), 8)]);
    said(
        &data,
        &["demo", "--reset", "--tickets", "200", "--distributors", "100", "--no-serve", "--listen", "127.0.0.1:0"],
        true,
    );
    assert!(said(&data, &["doctor"], true).contains("All is well"));
    assert!(said(&data, &["audit", "verify"], true).contains("The chain holds"));
    let closed = closed(&data);
    assert!(closed.len() > 100, "{}", closed.len());
    for (centre, at) in closed {
        let calendar = CalendarDraft::shipped(&centre).unwrap().check().unwrap();
        assert!(calendar.is_open(at), "{centre} works at night: {at}");
    }
    let again = said(&data, &["demo", "--no-serve", "--listen", "127.0.0.1:0"], true);
    assert!(again.contains("furnished already"), "{again}");
}

#[test]
fn the_same_seed_is_the_same_desk() {
    let head = |seed: &str| {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("demo");
        let until = "2026-11-20T15:00:00Z";
        let args = ["demo", "--tickets", "60", "--distributors", "30", "--seed", seed, "--until", until];
        let rest = ["--no-serve", "--listen", "127.0.0.1:0"];
        said(&data, &[&args[..], &rest].concat(), true);
        let verified = said(&data, &["audit", "verify"], true);
        verified.lines().find(|line| line.starts_with("Head")).map(str::to_owned).unwrap()
    };
    let (one, same, other) = (head("7"), head("7"), head("8"));
    assert_eq!(one, same);
    assert_ne!(one, other);
}

/// Some tickets carry files: a few contents, stored once each, that the sweeper leaves alone.
#[test]
fn its_tickets_carry_files() {
    let furnished = |seed: &str| {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("demo");
        let args = ["demo", "--tickets", "1500", "--distributors", "100", "--seed", seed, "--no-serve"];
        let until = ["--until", "2026-11-20T15:00:00Z", "--listen", "127.0.0.1:0"];
        said(&data, &[&args[..], &until].concat(), true);
        let rows = filed(&data);
        // So old that the sweeper would take whatever no row names.
        let (kept, _) = swept(&data);
        assert!(said(&data, &["doctor"], true).contains(&format!("files: {}, each with its content", rows.len())));
        (folder, rows, kept)
    };
    let (folder, rows, kept) = furnished("3");
    assert!((20..150).contains(&rows.len()), "{}", rows.len());
    let contents: BTreeSet<_> =
        rows.iter().flat_map(|row| [Some(&row.hash), row.thumbnail.as_ref()]).flatten().collect();
    assert!(contents.len() < 40 && kept == contents.len(), "{kept} {contents:?}");
    for ending in [".png", ".txt", ".csv"] {
        assert!(rows.iter().any(|row| row.name.ends_with(ending) && row.size > 50), "{ending}");
    }
    assert!(rows.iter().all(|row| row.thumbnail.is_some() == row.name.ends_with(".png")));
    assert_eq!(furnished("3").1, rows);
    assert_ne!(furnished("4").1, rows);
    // Begun anew, nothing is left of the old contents.
    let data = folder.path().join("demo");
    said(&data, &["demo", "--reset", "--tickets", "0", "--no-serve", "--listen", "127.0.0.1:0"], true);
    assert_eq!((filed(&data).len(), swept(&data)), (0, (0, 0)));
}

#[test]
fn it_touches_no_other_folder() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    fs::write(data.join("letter.txt"), "dear").unwrap();
    for args in [&["demo"][..], &["demo", "--reset"]] {
        let refused = said(data, &[args, &["--no-serve", "--listen", "127.0.0.1:0"]].concat(), false);
        assert!(refused.contains("no demo made"), "{refused}");
    }
    let left: Vec<_> = fs::read_dir(data).unwrap().collect();
    assert_eq!(left.len(), 1);

    let real = folder.path().join("real");
    begin(&real);
    let refused = said(&real, &["demo", "--reset", "--listen", "127.0.0.1:0"], false);
    assert!(refused.contains("no demo made"), "{refused}");
    assert!(real.join("watchdesk.db").exists());
}

#[test]
fn reset_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    furnish(&data);
    fs::write(data.join("files").join("stray"), "x").unwrap();
    said(
        &data,
        &["demo", "--reset", "--tickets", "20", "--distributors", "10", "--no-serve", "--listen", "127.0.0.1:0"],
        true,
    );
    assert!(!data.join("files").join("stray").exists());
    assert!(said(&data, &["doctor"], true).contains("All is well"));
}

#[tokio::test]
async fn it_is_sound_on_a_server_too() {
    let place = empty(Engine::Postgres).await;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    let env = [("WATCHDESK_DATABASE_URL", place.url.as_str())];
    let demo = ["demo", "--tickets", "200", "--distributors", "100", "--no-serve", "--listen", "127.0.0.1:0"];
    said_with(&data, &demo, &env, true);
    assert!(said_with(&data, &["doctor"], &env, true).contains("All is well"));
    assert!(said_with(&data, &["audit", "verify"], &env, true).contains("The chain holds"));
    assert!(said_with(&data, &["demo", "--reset", "--listen", "127.0.0.1:0"], &env, false).contains("--reset"));

    let real = migrated(Engine::Postgres).await;
    let env = [("WATCHDESK_DATABASE_URL", real.url.as_str())];
    let other = folder.path().join("other");
    said_with(&other, &["user", "add", "ingrid", "--role", "admin"], &env, true);
    let refused = said_with(&other, &demo, &env, false);
    assert!(refused.contains("real desk"), "{refused}");
}

/// A file that a ticket carries.
#[derive(Debug, PartialEq, watchdesk::platform::db::FromRow)]
struct Filed {
    name: String,
    size: i64,
    hash: String,
    thumbnail: Option<String>,
}

fn filed(data: &std::path::Path) -> Vec<Filed> {
    let read = async {
        let db = Db::open(&Options::embedded(data)).await.unwrap();
        let sql = Sql::new("SELECT name, size, hash, thumbnail FROM files WHERE ticket_id IS NOT NULL ORDER BY id");
        let rows = db.reads().all(sql).await.unwrap();
        db.close().await;
        rows
    };
    tokio::runtime::Runtime::new().unwrap().block_on(read)
}

/// How many contents the sweeper leaves and takes, were all of them old.
fn swept(data: &std::path::Path) -> (usize, u64) {
    let sweep = async {
        let db = Db::open(&Options::embedded(data)).await.unwrap();
        let files = Files::open(&data.join("files")).unwrap();
        let taken = files.sweep(Duration::ZERO, |hash| {
            let reads = db.reads();
            async move { is_named(reads, &hash, Timestamp::now()).await.map_err(Failure::into_anyhow) }
        });
        let taken = taken.await.unwrap();
        db.close().await;
        taken
    };
    let taken = tokio::runtime::Runtime::new().unwrap().block_on(sweep);
    (below(&data.join("files").join("content")).len(), taken)
}

/// Where and when each ticket was closed.
fn closed(data: &std::path::Path) -> Vec<(String, Timestamp)> {
    #[derive(watchdesk::platform::db::FromRow)]
    struct Row {
        centre: String,
        at: Timestamp,
    }
    let sql = Sql::new("SELECT creator_prefix AS centre, closed_at AS at FROM tickets WHERE closed_at IS NOT NULL");
    read::<Row>(data, sql).into_iter().map(|row| (row.centre, row.at)).collect()
}

/// How many people hold each role.
fn roles(data: &std::path::Path) -> Vec<(String, i64)> {
    #[derive(watchdesk::platform::db::FromRow)]
    struct Row {
        role: String,
        people: i64,
    }
    let sql = Sql::new("SELECT role, count(*) AS people FROM user_roles GROUP BY role");
    read::<Row>(data, sql).into_iter().map(|row| (row.role, row.people)).collect()
}

/// The rows of a desk that nobody serves.
fn read<T: FromRow + Send>(data: &std::path::Path, sql: Sql) -> Vec<T> {
    let rows = async {
        let db = Db::open(&Options::embedded(data)).await.unwrap();
        let rows = db.reads().all(sql).await.unwrap();
        db.close().await;
        rows
    };
    tokio::runtime::Runtime::new().unwrap().block_on(rows)
}
