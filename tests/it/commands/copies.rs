//! A backup becomes the same desk again, and nothing else becomes one.

use super::{begin, furnish, said, said_with};
use crate::support::databases::{Engine, empty};
use bytes::Bytes;
use futures_util::stream;
use std::convert::Infallible;
use std::fs;
use std::path::Path;
use watchdesk::platform::db::{Db, Options, Reads, Sql, Tx};
use watchdesk::platform::files::Files;

#[test]
fn there_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = (folder.path().join("desk"), folder.path().join("copy"));
    furnish(&data);
    let file = folder.path().join("desk.zip");
    let path = file.to_str().unwrap();
    let written = said(&data, &["backup", path], true);
    assert!(written.contains("Head of the chain"), "{written}");
    assert!(said(&data, &["backup", path], false).contains("there already"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something was left behind");

    said(&copy, &["restore", path], true);
    assert!(said(&copy, &["doctor"], true).contains("All is well"));
    let head = |data| said(data, &["audit", "verify"], true);
    assert_eq!(head(&data), head(&copy));
    assert!(said(&copy, &["restore", path], false).contains("not empty"));
}

#[tokio::test(flavor = "multi_thread")]
async fn to_a_server_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    let [desk, served, back] = ["desk", "served", "back"].map(place);
    furnish(&desk);
    let server = empty(Engine::Postgres).await;
    let url = [("WATCHDESK_DATABASE_URL", server.url.as_str())];
    let (there, here) = (place("there.zip"), place("here.zip"));
    said(&desk, &["backup", there.to_str().unwrap()], true);
    said_with(&served, &["restore", there.to_str().unwrap()], &url, true);
    let doctor = said_with(&served, &["doctor"], &url, true);
    assert!(doctor.contains("All is well") && doctor.contains("PostgreSQL"), "{doctor}");
    let twice = said_with(&place("twice"), &["restore", there.to_str().unwrap()], &url, false);
    assert!(twice.contains("holds a desk already"), "{twice}");

    said_with(&served, &["backup", here.to_str().unwrap()], &url, true);
    said(&back, &["restore", here.to_str().unwrap()], true);
    assert!(said(&back, &["doctor"], true).contains("All is well"));
    let head = |data| said(data, &["audit", "verify"], true);
    assert_eq!(head(&desk), head(&back));
    assert_eq!(rows(&desk).await, rows(&back).await);
}

/// How many rows each of the larger tables has, and a sum over one of them.
async fn rows(data: &Path) -> Vec<i64> {
    let db = Db::open(&Options::embedded(data)).await.unwrap();
    let mut counts = Vec::new();
    for sql in [
        "select count(*) from tickets",
        "select count(*) from comments",
        "select count(*) from files where ticket_id is not null",
        "select count(*) from party_words",
        "select count(*) from deadlines",
        "select count(*) from users where lead_id is not null",
        "select sum(due_at) from tickets",
        "select count(*) from escalations where ended_at is null",
    ] {
        counts.push(db.reads().value::<i64>(Sql::new(sql)).await.unwrap().unwrap());
    }
    db.close().await;
    counts
}

#[tokio::test]
async fn files_go_along_and_are_missed() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = (folder.path().join("desk"), folder.path().join("copy"));
    furnish(&data);
    let store = Files::open(&data.join("files")).unwrap();
    let piece = || stream::once(async { Ok::<_, Infallible>(Bytes::from_static(b"precious")) });
    let hash = store.put(piece(), 100).await.unwrap().hash;
    let db = Db::open(&Options::embedded(&data)).await.unwrap();
    let row = "INSERT INTO files (id, ticket_id, name, size, hash, uploaded_at) SELECT 99999, min(id), 'a.txt', 8, ?, 0 FROM tickets";
    let sql = Sql::new(row).bind(hash.to_string());
    let verb = async move |tx: &mut Tx| Ok(tx.execute(sql.clone()).await?);
    assert_eq!(db.write(None, verb).await.unwrap(), 1);
    let count = db.reads().value::<i64>(Sql::new("select count(*) from files")).await.unwrap().unwrap();
    db.close().await;
    let whole = format!("files: {count}, each with its content");
    assert!(said(&data, &["doctor"], true).contains(&whole));

    let file = folder.path().join("desk.zip");
    said(&data, &["backup", file.to_str().unwrap()], true);
    said(&copy, &["restore", file.to_str().unwrap()], true);
    assert!(said(&copy, &["doctor"], true).contains(&whole));
    let there = Files::open(&copy.join("files")).unwrap();
    assert_eq!(there.read(&hash).await.unwrap().unwrap(), b"precious");

    let hex = hash.to_string();
    let place = copy.join("files/content").join(&hex[..2]).join(&hex[2..4]).join(&hex);
    fs::write(&place, b"shorter").unwrap();
    assert!(said(&copy, &["doctor"], false).contains("1 files have lost their content: 99999 (7 bytes, not 8)"));
    fs::remove_file(&place).unwrap();
    assert!(said(&copy, &["doctor"], false).contains("99999 (missing)"));
}

#[test]
fn damaged_files_restore_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = (folder.path().join("desk"), folder.path().join("copy"));
    furnish(&data);
    let file = folder.path().join("desk.zip");
    said(&data, &["backup", file.to_str().unwrap()], true);
    let whole = fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0xFF;
    for (name, bytes) in [("flipped", flipped), ("cut", whole[..whole.len() / 2].to_vec()), ("none", b"hello".to_vec())]
    {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let refused = said(&copy, &["restore", file.to_str().unwrap()], false);
        assert!(refused.contains("was not restored"), "{name}: {refused}");
        assert!(!refused.contains("EOCD") && !refused.contains("Zip"), "{name}: {refused}");
        let is_other = refused.contains("it is no backup") && refused.contains("`watchdesk backup` wrote");
        let is_damaged = refused.contains("damaged") && refused.contains("or take an older one");
        assert!(is_other || (name == "flipped" && is_damaged), "{name}: {refused}");
        assert!(!copy.exists(), "{name}");
        fs::remove_file(file).unwrap();
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something was left behind");
}

#[test]
fn a_backup_is_written_to_a_folder_that_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("desk");
    begin(&data);
    let nowhere = folder.path().join("copies");
    let refused = said(&data, &["backup", nowhere.join("desk.zip").to_str().unwrap()], false);
    let named = nowhere.display().to_string();
    assert!(refused.contains(&format!("Make the folder {named} first, or name another file")), "{refused}");
    assert!(!nowhere.exists());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "something was left behind");
}
