//! Files by the pencil on a worklist's row: uploaded before and named, brought by a plain form, refused, and alone.

use super::files::{DOT, newest};
use super::inquiry::Scene;
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};

const KEY: &str = "0190b6f0-0000-7000-8000-00000000000f";

impl Scene {
    fn editor(number: i64) -> String {
        format!("/tickets/{number}/editor?status=open&scope=all")
    }

    /// The row's form, sent without script.
    async fn pencil(&self, number: i64, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Said {
        let form = format!("ticket-{number}-comment");
        let all = [&[("form", form.as_str()), ("closed_reason", "resolved")], fields].concat();
        self.desk.ask(Ask::form(&Self::editor(number), &all, files).cookie(&self.owner)).await
    }

    /// A file that waits in the row's form.
    async fn brought(&self, number: i64, name: &str) -> i64 {
        let place = format!("/uploads?form=ticket-{number}-comment");
        let said = self.desk.ask(Ask::file(&place, name, format!("the content of {name}")).bearer(&self.owner)).await;
        newest(&said.with_status(201))
    }
}

fn names(view: &Value) -> Vec<&str> {
    view["files"].as_array().expect("files").iter().filter_map(|file| file["name"].as_str()).collect()
}

#[tokio::test]
async fn the_editor_takes_files_and_shows_those_that_wait() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (number, other) = (scene.record().await, scene.record().await);
        let place = Scene::editor(number);
        let (kept, left) = (scene.brought(number, "kept.txt").await, scene.brought(number, "left.txt").await);
        scene.brought(other, "elsewhere.txt").await;
        let row = scene.desk.ask(Ask::get(&place).fragment().cookie(&scene.owner)).await.with_status(200).body;
        for word in [
            "enctype=\"multipart/form-data\"",
            &format!("data-files=\"/uploads?form=ticket-{number}-comment\""),
            &format!("id=\"files-{number}-pick\" name=\"files\" multiple"),
            "at most 25 MB each",
            "kept.txt",
            "left.txt",
        ] {
            assert!(row.to_lowercase().contains(&word.to_lowercase()), "{word}: {row}");
        }
        assert!(!row.contains("elsewhere.txt"));
        let theirs = scene.desk.ask(Ask::get(&place).json().bearer(&scene.colleague)).await.with_status(200);
        assert_eq!(names(&theirs.json()), Vec::<&str>::new());
        let offered = scene.desk.ask(Ask::get(&place).json().bearer(&scene.owner)).await.with_status(200);
        assert_eq!(names(&offered.json()), ["kept.txt", "left.txt"]);

        // Comment, file and status are one deed; what was left out turns up nowhere.
        let ask = json!({ "version": 1, "status": "in_progress", "comment": "See the file.", "files": [kept], "shown": [kept, left] });
        let done = scene.desk.ask(Ask::send(Method::POST, &place, &ask).bearer(&scene.owner)).await.with_status(200);
        assert_eq!((&done.json()["ticket"]["version"], names(&done.json())), (&json!(2), vec![]));
        let happened = scene.happened(number).await;
        assert_eq!(happened, ["ticket.opened", "ticket.commented", "ticket.file_added", "ticket.status_changed"]);
        assert_eq!(names(&scene.ticket(number).await), ["kept.txt"]);
        let fresh = scene.desk.ask(Ask::get(&place).fragment().cookie(&scene.owner)).await.with_status(200).body;
        assert!(!fresh.contains("left.txt"), "{fresh}");
        for gone in [kept, left, 999_999] {
            let ask = json!({ "version": 2, "status": "in_progress", "files": [gone] });
            let refused = scene.desk.ask(Ask::send(Method::POST, &place, &ask).bearer(&scene.owner)).await;
            assert_eq!(refused.with_status(422).complaints(), ["files=ticket-file-gone"]);
        }
        assert_eq!(scene.count("files").await, 2);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_plain_form_brings_them_once() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let files: [(&str, &[u8]); 2] = [("a.txt", b"one"), ("dot.gif", DOT)];
        let fields = [("request_key", KEY), ("version", "1"), ("status", "closed"), ("comment", "See the picture.")];
        for _ in 0..2 {
            let done = scene.pencil(number, &fields, &files).await.with_status(303);
            assert_eq!(done.place(), "/tickets?status=open&scope=all");
        }
        let ticket = scene.ticket(number).await;
        assert_eq!((names(&ticket), &ticket["status"]), (vec!["a.txt", "dot.gif"], &json!("closed")));
        // Files alone are something to say, and nothing at all is not.
        let alone = [("version", "2"), ("status", "closed"), ("comment", " ")];
        scene.pencil(number, &alone, &[("late.txt", b"late")]).await.with_status(303);
        assert_eq!(names(&scene.ticket(number).await), ["a.txt", "dot.gif", "late.txt"]);
        let nothing = [("version", "3"), ("status", "closed"), ("comment", " ")];
        let refused = scene.pencil(number, &nothing, &[("", b"")]).await.with_status(422);
        assert!(refused.body.contains("Please write a comment, add a file or choose another status."));
        assert_eq!(scene.count("comments").await, 1);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_refused_row_keeps_every_word_and_every_good_file() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let large = vec![1; 25_000_001];
        let files: [(&str, &[u8]); 3] = [("good.txt", b"good"), ("huge.mov", &large), ("void.txt", b"")];
        let fields = [("version", "1"), ("status", "pending"), ("comment", "kept & whole")];
        let said = scene.pencil(number, &fields, &files).await.with_status(413);
        let page = ["<!doctype html>", "“huge.mov” is too large: at most 25 MB", "“void.txt” is empty", "good.txt"];
        for word in page.into_iter().chain(["kept &#38; whole", "id=\"pending-", "value=\"pending\" checked"]) {
            assert!(said.body.contains(word), "{word}: {}", said.body);
        }
        assert_eq!((scene.count("comments").await, scene.count("files").await), (0, 1));
        let id = said.hidden("files").to_owned();
        // Who comes second learns of it, and keeps the file too.
        let step = json!({ "version": 1, "status": "in_progress" });
        scene.verb(&scene.colleague, number, "status", &step).await.with_status(200);
        let fields = [("version", "1"), ("status", "open"), ("comment", "kept"), ("files", &id)];
        let stale = scene.pencil(number, &fields, &[("more.txt", b"more")]).await.with_status(409);
        assert!(stale.body.contains("good.txt") && stale.body.contains("more.txt"), "{}", stale.body);
        let fields = [("version", "2"), ("status", "in_progress"), ("comment", "kept"), ("files", &id)];
        scene.pencil(number, &fields, &[]).await.with_status(303);
        assert_eq!(names(&scene.ticket(number).await), ["good.txt"]);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_is_taken_in_from_who_cannot_see_the_ticket() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let admin = scene.desk.session(&scene.cast.admin).await;
        for (token, number) in [(&admin, number), (&scene.owner, 999_999)] {
            let fields = [("version", "1"), ("status", "closed")];
            let ask = Ask::form(&Scene::editor(number), &fields, &[("a.txt", b"x")]).cookie(token);
            scene.desk.ask(ask).await.with_status(404);
        }
        assert_eq!((scene.count("files").await, scene.contents().len()), (0, 0));
        let broken = Ask::of(Method::POST, &Scene::editor(number), "multipart/form-data; boundary=edge", "no edge");
        let broken = broken.header("accept", "application/json").bearer(&scene.owner);
        assert_eq!(scene.desk.ask(broken).await.with_status(422).complaints(), ["*=web-body-broken"]);
    })
    .await;
}
