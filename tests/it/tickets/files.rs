//! Files on a ticket: put there, looked at, taken away; by whom, under which name, and what is refused.

use super::inquiry::Scene;
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};

/// One pixel, as small as a picture gets.
pub const DOT: &[u8] = b"GIF89a\x01\0\x01\0\x80\0\0\xff\xff\xff\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;";

impl Scene {
    /// Puts a file on a ticket; answers what came back.
    pub async fn put(&self, token: &str, number: i64, name: &str, content: impl Into<Vec<u8>>) -> Said {
        let ask = Ask::file(&format!("/tickets/{number}/files"), name, content.into());
        self.desk.ask(ask.bearer(token)).await
    }

    async fn fetch(&self, token: &str, path: &str) -> Said {
        self.desk.ask(Ask::get(path).cookie(token)).await
    }

    pub async fn take_away(&self, token: &str, number: i64, file: i64) -> Said {
        self.verb(token, number, &format!("files/{file}/removal"), &json!({})).await
    }
}

/// The id of the newest file of a ticket view.
#[track_caller]
pub fn newest(said: &Said) -> i64 {
    said.json()["files"].as_array().and_then(|files| files.last()?["id"].as_i64()).expect("a file")
}

#[tokio::test]
async fn a_file_is_put_looked_at_and_taken_away() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let put = scene.put(&scene.owner, number, "list.csv", "a,b\n1,2\n").await.with_status(200);
        let file = newest(&put);
        let view = &put.json()["files"][0];
        assert_eq!((&view["name"], &view["size"]), (&json!("list.csv"), &json!(8)));
        assert_eq!(view["uploaded_by"]["user_name"], "CA-mchen");
        assert_eq!(scene.happened(number).await, ["ticket.opened", "ticket.file_added"]);

        let place = format!("/tickets/{number}/files/{file}");
        for token in [&scene.owner, &scene.colleague, &scene.lead] {
            let said = scene.fetch(token, &place).await.with_status(200);
            assert_eq!(said.body, "a,b\n1,2\n");
            assert_eq!(said.header("content-type"), "application/octet-stream");
            assert!(said.header("content-disposition").starts_with("attachment; filename=\"list.csv\""));
            let again = Ask::get(&place).cookie(token).header("if-none-match", said.header("etag"));
            let again = scene.desk.ask(again).await.with_status(304);
            assert!(again.body.is_empty() && again.header("cache-control").contains("private"));
        }
        let page = scene.page(&scene.colleague, &format!("/tickets/{number}")).await.with_status(200);
        for word in ["list.csv", "8 bytes", &place, "Name of CA-mchen added a file"] {
            assert!(page.body.contains(word), "{word}: {}", page.body);
        }
        // Only who added it, or has the ticket, is offered to take it away, and may.
        assert!(!page.body.contains(&format!("{place}/removal")), "{}", page.body);
        let refused = scene.take_away(&scene.colleague, number, file).await.with_status(403);
        assert_eq!(refused.complaints(), ["*=ticket-file-of-others"]);

        let gone = scene.take_away(&scene.owner, number, file).await.with_status(200);
        assert_eq!(gone.json()["files"], json!([]));
        scene.fetch(&scene.owner, &place).await.with_status(404);
        scene.take_away(&scene.owner, number, file).await.with_status(404);
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await;
        assert!(page.body.contains("removed the file list.csv") && !page.body.contains(&place), "{}", page.body);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn who_has_the_ticket_may_take_away_what_others_added() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let file = newest(&scene.put(&scene.colleague, number, "a.txt", "x").await.with_status(200));
        scene.take_away(&scene.owner, number, file).await.with_status(403);
        scene.take_away(&scene.lead, number, file).await.with_status(200);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_else_learns_of_a_file() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (number, other) = (scene.record().await, scene.record().await);
        let file = newest(&scene.put(&scene.owner, number, "dot.gif", DOT).await.with_status(200));
        let upload = scene.desk.ask(Ask::file("/uploads", "mine.txt", "x").bearer(&scene.owner)).await;
        let upload = newest(&upload.with_status(201));
        let admin = scene.desk.session(&scene.cast.admin).await;
        for (token, path) in [
            (&admin, format!("/tickets/{number}/files/{file}")),
            (&admin, format!("/tickets/{number}/files/{file}/thumbnail")),
            (&admin, format!("/uploads/{upload}")),
            // The file of one ticket is not found under another, nor an upload by anybody but its uploader.
            (&scene.owner, format!("/tickets/{other}/files/{file}")),
            (&scene.owner, format!("/tickets/{number}/files/{upload}")),
            (&scene.owner, format!("/tickets/{number}/files/999999")),
            (&scene.owner, format!("/tickets/{number}/files/../../etc")),
            (&scene.lead, format!("/uploads/{upload}")),
            (&scene.lead, format!("/uploads/{upload}/thumbnail")),
        ] {
            scene.fetch(token, &path).await.with_status(404);
        }
        let before = scene.count("files").await;
        scene.put(&admin, number, "a.txt", "x").await.with_status(404);
        scene.put(&scene.owner, 999_999, "a.txt", "x").await.with_status(404);
        scene.take_away(&admin, number, file).await.with_status(404);
        scene.take_away(&scene.owner, other, file).await.with_status(404);
        let drop = Ask::send(Method::POST, &format!("/uploads/{upload}/removal"), &json!({}));
        scene.desk.ask(drop.bearer(&scene.lead)).await.with_status(404);
        let theirs = json!({ "files": [upload] });
        let refused = scene.verb(&scene.lead, number, "files", &theirs).await.with_status(422);
        assert_eq!(refused.complaints(), ["files=ticket-file-gone"]);
        assert_eq!(scene.count("files").await, before);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_retried_upload_makes_one_file() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let key = "0190b6f0-0000-7000-8000-00000000000a";
        for _ in 0..2 {
            let ask = Ask::file(&format!("/tickets/{number}/files"), "a.txt", "same");
            let said = scene.desk.ask(ask.header("idempotency-key", key).bearer(&scene.owner)).await.with_status(200);
            assert_eq!(said.json()["files"].as_array().map(Vec::len), Some(1));
        }
        assert_eq!(scene.count("files").await, 1);
        let other = Ask::file(&format!("/tickets/{number}/files"), "a.txt", "other");
        let other = scene.desk.ask(other.header("idempotency-key", key).bearer(&scene.owner)).await.with_status(409);
        assert_eq!(other.complaints(), ["*=request-key-reused"]);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn names_are_kept_and_made_safe() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let long = format!("{}.pdf", "ü".repeat(10_000));
        for (raw, kept) in [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\me\\Angebot für 東京.xlsx", "Angebot für 東京.xlsx"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            ("a\0b\r\nc.txt", "abc.txt"),
            ("", "file"),
            ("nul.txt", "_nul.txt"),
            ("<script>alert(1)</script>.html", "script_.html"),
            (&long, ""),
        ] {
            let said = scene.put(&scene.owner, number, raw, "x").await.with_status(200);
            let view = said.json();
            let name = view["files"].as_array().unwrap().last().unwrap()["name"].as_str().unwrap().to_owned();
            assert!(
                name == kept || (kept.is_empty() && name.ends_with("ü.pdf") && name.len() <= 150),
                "{raw:?}: {name}"
            );
            let place = format!("/tickets/{number}/files/{}", newest(&said));
            let down = scene.fetch(&scene.owner, &place).await.with_status(200);
            assert!(!down.header("content-disposition").contains(['\r', '\n', '\0']));
        }
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await;
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn empty_and_large_files_are_refused_with_a_sentence() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let empty = scene.put(&scene.owner, number, "nothing.txt", "").await.with_status(422);
        assert_eq!(empty.complaints(), ["files=ticket-file-empty"]);
        assert!(empty.body.contains("“nothing.txt” is empty"), "{}", empty.body);
        let large = scene.put(&scene.owner, number, "film.mp4", vec![7; 25_000_001]).await.with_status(413);
        assert_eq!(large.complaints(), ["files=ticket-file-too-large"]);
        assert!(large.body.contains("“film.mp4” is too large: at most 25 MB"), "{}", large.body);
        scene.put(&scene.owner, number, "just-right.mp4", vec![7; 25_000_000]).await.with_status(200);
        let none = scene.verb(&scene.owner, number, "files", &json!({ "files": [] })).await.with_status(422);
        assert_eq!(none.complaints(), ["files=ticket-files-choose"]);
        assert_eq!(scene.count("files").await, 1);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn only_pictures_are_shown_and_nothing_runs() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>";
        for (name, content, unlike, says) in [
            ("page.png", b"<!doctype html><script>alert(1)</script>".as_slice(), "no_picture", "not the picture"),
            ("logo.svg", svg.as_bytes(), "can_run", "can carry programs"),
            ("cut.gif", &DOT[..DOT.len() / 2], "no_picture", "not the picture"),
        ] {
            let content = content.to_vec();
            let said = scene.put(&scene.owner, number, name, content).await.with_status(200);
            let view: Value = said.json()["files"].as_array().unwrap().last().unwrap().clone();
            assert_eq!((&view["raster"], &view["thumbnail"]), (&Value::Null, &json!(false)), "{name}");
            assert_eq!(view["unlike"], unlike, "{name}");
            let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200).body;
            assert!(page.contains("Kept as a download") && page.contains(says), "{name}: {page}");
            let place = format!("/tickets/{number}/files/{}", newest(&said));
            scene.fetch(&scene.owner, &format!("{place}/thumbnail")).await.with_status(404);
            let down = scene.fetch(&scene.owner, &format!("{place}?show=yes")).await.with_status(200);
            assert_eq!(down.header("content-type"), "application/octet-stream", "{name}");
            assert!(down.header("content-disposition").starts_with("attachment"), "{name}");
            assert_eq!(down.header("content-security-policy"), "sandbox; default-src 'none'; frame-ancestors 'none'");
            assert_eq!(down.header("x-content-type-options"), "nosniff");
        }
        let said = scene.put(&scene.owner, number, "dot.html", DOT).await.with_status(200);
        let place = format!("/tickets/{number}/files/{}", newest(&said));
        let shown = scene.fetch(&scene.owner, &format!("{place}?show=yes")).await.with_status(200);
        assert_eq!(shown.header("content-type"), "image/gif");
        assert!(shown.header("content-disposition").starts_with("inline"));
        let small = scene.fetch(&scene.owner, &format!("{place}/thumbnail")).await.with_status(200);
        assert_eq!(small.header("content-type"), "image/jpeg");
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await;
        assert!(page.body.contains(&format!("src=\"{place}/thumbnail\"")), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn a_picture_too_large_to_draw_is_a_file_like_any_other() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        // It announces 50,000 by 50,000 pixels.
        let mut bomb = DOT.to_vec();
        bomb[6..10].copy_from_slice(&[0x50, 0xc3, 0x50, 0xc3]);
        let said = scene.put(&scene.owner, number, "bomb.gif", bomb.clone()).await.with_status(200);
        assert_eq!(said.json()["files"][0]["thumbnail"], false);
        let place = format!("/tickets/{number}/files/{}", newest(&said));
        let down = scene.fetch(&scene.owner, &place).await.with_status(200);
        assert_eq!(down.header("content-length"), bomb.len().to_string());
    })
    .await;
}

#[tokio::test]
async fn a_ticket_holds_a_hundred_files() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        for at in 0..100 {
            scene.put(&scene.owner, number, &format!("{at}.txt"), "x").await.with_status(200);
        }
        let full = scene.put(&scene.owner, number, "one-more.txt", "x").await.with_status(422);
        assert_eq!(full.complaints(), ["files=ticket-files-full"]);
        let file = newest(&Said { body: scene.ticket(number).await.to_string(), ..full });
        scene.take_away(&scene.owner, number, file).await.with_status(200);
        scene.put(&scene.owner, number, "one-more.txt", "x").await.with_status(200);
        scene.agrees().await;
    })
    .await;
}
