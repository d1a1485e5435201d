//! What lies on the disk behind files: the same content once, as long as anything names it and no longer.

use super::files::{DOT, newest};
use super::inquiry::Scene;
use super::many;
use crate::support::asking::Ask;
use crate::support::databases::{at_both, on_both};
use crate::support::desk::{DAY, HOUR};
use axum::body::Body;
use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde_json::json;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use watchdesk::home::housekeeping::sweep_files;
use watchdesk::platform::db::{Sql, Tx};
use watchdesk::platform::files::ContentHash;
use watchdesk::tickets::files;

impl Scene {
    /// Every content in the store.
    pub(super) fn contents(&self) -> Vec<PathBuf> {
        below(&self.desk.app.config.files_folder().join("content"))
    }

    /// Time passes for what lies on the disk too.
    async fn days_later(&mut self, days: i64) {
        self.later(days * DAY).await;
        let age = Duration::from_secs(days.unsigned_abs() * 24 * 60 * 60);
        for path in self.contents() {
            let file = File::options().append(true).open(path).expect("content");
            let date = file.metadata().and_then(|found| found.modified()).expect("a date");
            file.set_modified(date - age).expect("an older date");
        }
    }

    async fn forget(&self) -> u64 {
        let before = self.desk.app.now().plus_millis(-DAY);
        let verb = async move |tx: &mut Tx| files::forget(tx, before).await;
        self.desk.app.db.write(None, verb).await.expect("forgotten")
    }

    async fn sweep(&self) -> u64 {
        sweep_files(&self.desk.app).await.expect("swept")
    }
}

pub fn below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { below(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn the_same_content_lies_there_once_until_nothing_names_it() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let number = scene.record().await;
        let first = newest(&scene.put(&scene.owner, number, "one.txt", "same").await.with_status(200));
        let second = newest(&scene.put(&scene.owner, number, "two.txt", "same").await.with_status(200));
        scene.put(&scene.owner, number, "dot.gif", DOT).await.with_status(200);
        assert_eq!(scene.contents().len(), 3, "the same text once, a picture and its small picture");
        scene.verb(&scene.owner, number, &format!("files/{first}/removal"), &json!({})).await.with_status(200);
        scene.days_later(2).await;
        assert_eq!((scene.sweep().await, scene.contents().len()), (0, 3));
        let place = format!("/tickets/{number}/files/{second}");
        assert_eq!(scene.desk.ask(Ask::get(&place).cookie(&scene.owner)).await.with_status(200).body, "same");
        scene.verb(&scene.owner, number, &format!("files/{second}/removal"), &json!({})).await.with_status(200);
        // A backup may be reading: what was taken away a moment ago lies there for another day.
        assert_eq!((scene.sweep().await, scene.contents().len()), (0, 3));
        scene.days_later(2).await;
        assert_eq!((scene.sweep().await, scene.contents().len()), (1, 2));
        scene.put(&scene.owner, number, "three.txt", "same").await.with_status(200);
        assert_eq!((scene.sweep().await, scene.contents().len()), (0, 3));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_no_ticket_took_goes_after_a_day() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let number = scene.record().await;
        scene.put(&scene.owner, number, "kept.txt", "kept").await.with_status(200);
        for name in ["a", "b"] {
            scene.desk.ask(Ask::file("/uploads", name, name).bearer(&scene.owner)).await.with_status(201);
        }
        scene.later(23 * HOUR).await;
        assert_eq!((scene.forget().await, scene.sweep().await), (0, 0));
        scene.days_later(1).await;
        let late = scene.desk.ask(Ask::file("/uploads", "late", "late").bearer(&scene.owner)).await;
        late.with_status(201);
        assert_eq!((scene.forget().await, scene.count("files").await), (2, 2));
        scene.days_later(1).await;
        assert_eq!((scene.sweep().await, scene.contents().len()), (2, 2));
    })
    .await;
}

#[tokio::test]
async fn two_processes_sweep_beside_each_other_and_beside_uploads() {
    at_both(async |place| {
        let mut scene = Scene::new(place.open().await).await;
        let number = scene.record().await;
        for at in 0..20 {
            scene.desk.ask(Ask::file("/uploads", "x", format!("{at}")).bearer(&scene.owner)).await.with_status(201);
        }
        scene.days_later(3).await;
        scene.forget().await;
        let again = async {
            for at in 0..20 {
                scene.put(&scene.owner, number, "back.txt", format!("{at}")).await.with_status(200);
            }
        };
        let (first, second, ()) = tokio::join!(scene.sweep(), scene.sweep(), again);
        assert!(first + second <= 20, "{first} and {second}");
        let (rows, store) = (scene.ticket(number).await, &scene.desk.app.files);
        for file in rows["files"].as_array().expect("files") {
            let place = format!("/tickets/{number}/files/{}", file["id"]);
            scene.desk.ask(Ask::get(&place).cookie(&scene.owner)).await.with_status(200);
        }
        assert_eq!(scene.contents().len(), 20);
        assert!(store.size(&ContentHash::from_bytes([0; 32])).await.expect("a store").is_none());
    })
    .await;
}

#[tokio::test]
async fn many_upload_the_same_at_once() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let puts = (0..12).map(|_| scene.put(&scene.owner, number, "same.txt", "the same".repeat(50_000)));
        for said in futures_util::future::join_all(puts).await {
            said.with_status(200);
        }
        assert_eq!((scene.contents().len(), scene.count("files").await), (1, 12));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn an_upload_that_breaks_off_is_nowhere() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let half = vec![Ok(Bytes::from(vec![1; 6_000_000])), Err(std::io::Error::other("gone"))];
        let ask = Ask::file(&format!("/tickets/{number}/files"), "half.bin", Body::from_stream(stream::iter(half)));
        let said = scene.desk.ask(ask.bearer(&scene.owner)).await.with_status(422);
        assert_eq!(said.complaints(), ["*=web-body-broken"]);
        // One whose sender is never heard of again, and whose process is killed.
        let first = stream::iter([Ok::<_, std::io::Error>(Bytes::from(vec![1; 6_000_000]))]);
        let body = Body::from_stream(first.chain(stream::pending()));
        let ask = Ask::file(&format!("/tickets/{number}/files"), "half.bin", body).bearer(&scene.owner);
        assert!(tokio::time::timeout(Duration::from_millis(500), scene.desk.ask(ask)).await.is_err());
        assert_eq!((scene.contents().len(), scene.count("files").await), (0, 0));
        let left = scene.desk.app.config.files_folder().join("incoming/left#1");
        fs::create_dir_all(left.parent().expect("a folder")).expect("a folder");
        let file = File::create(&left).expect("a left-over");
        file.set_modified(SystemTime::now() - Duration::from_secs(2 * 24 * 60 * 60)).expect("an older date");
        scene.sweep().await;
        assert!(!left.exists());
        assert_eq!(scene.ticket(number).await["files"], json!([]));
    })
    .await;
}

#[tokio::test]
async fn every_question_about_files_has_its_index() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        // Of every four files one waits.
        let many = Sql::new(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
             INSERT INTO files (id, ticket_id, form, name, size, hash, thumbnail, uploaded_by, uploaded_at)
             SELECT i, CASE WHEN i % 4 = 0 THEN NULL ELSE ? END, 'f', 'a.txt', 1, 'h' || i, 't' || i, ?, i FROM n",
        );
        scene.desk.change(many.bind(number).bind(scene.cast.owner.id)).await;
        many::analyse(&scene.desk).await;
        let reads = scene.desk.app.db.reads();
        let hash = ContentHash::from_bytes([1; 32]);
        let [content, picture] = files::naming(&hash, scene.desk.app.now());
        for (question, index) in [
            (files::on_ticket(number + 1), "files_ticket"),
            (files::in_form(scene.cast.lead.id, "f"), "files_waiting"),
            (content, "files_hash"),
            (picture, "files_thumbnail"),
        ] {
            let plan = reads.explain(question).await.expect("a plan").join("\n");
            assert!(plan.contains(index) && !plan.to_lowercase().contains("seq scan"), "{index}: {plan}");
        }
    })
    .await;
}
