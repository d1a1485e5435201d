//! The demo: whole, the same for the same seed, and never in a folder that is not its own.

use super::{furnish, said, said_with};
use crate::support::databases::{Engine, empty, migrated};
use std::fs;

#[test]
fn it_is_sound() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    furnish(&data);
    assert!(said(&data, &["doctor"], true).contains("All is well"));
    assert!(said(&data, &["audit", "verify"], true).contains("The chain holds"));
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
    said(&real, &["migrate"], true);
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
