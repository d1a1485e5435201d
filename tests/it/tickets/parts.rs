//! A part of a file: what a download that broke off asks for when it goes on.

use super::files::newest;
use super::inquiry::Scene;
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use axum::http::Method;

impl Scene {
    async fn part(&self, place: &str, headers: &[(&'static str, &str)]) -> Said {
        let ask = Ask::get(place).cookie(&self.owner);
        self.desk.ask(headers.iter().fold(ask, |ask, (name, value)| ask.header(name, value))).await
    }
}

#[tokio::test]
async fn a_download_that_broke_off_goes_on() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let content: String = (0..300_000).map(|at| char::from(b'a' + (at % 23) as u8)).collect();
        let file = newest(&scene.put(&scene.owner, number, "film.mov", content.clone()).await.with_status(200));
        let place = format!("/tickets/{number}/files/{file}");
        let whole = scene.part(&place, &[]).await.with_status(200);
        assert_eq!((whole.header("accept-ranges"), whole.header("content-length")), ("bytes", "300000"));
        let tag = whole.header("etag").to_owned();

        for (range, start, end) in [
            ("bytes=0-0", 0, 1),
            ("bytes=100000-", 100_000, 300_000),
            ("bytes=299990-999999999", 299_990, 300_000),
            ("bytes=-1000", 299_000, 300_000),
            ("bytes=-999999999", 0, 300_000),
        ] {
            let part = scene.part(&place, &[("range", range), ("if-range", &tag)]).await.with_status(206);
            assert!(part.body == content[start..end], "{range}");
            assert_eq!(part.header("content-range"), format!("bytes {start}-{}/300000", end - 1));
            assert_eq!(part.header("content-length"), (end - start).to_string());
            // As harmless as the whole.
            assert_eq!(part.header("content-type"), "application/octet-stream");
            assert!(part.header("content-disposition").starts_with("attachment"));
            assert!(part.header("content-security-policy").starts_with("sandbox"));
            assert_eq!((part.header("etag"), part.header("cache-control")), (tag.as_str(), "private, no-cache"));
        }
        for beyond in ["bytes=300000-", "bytes=-0"] {
            let said = scene.part(&place, &[("range", beyond), ("accept", "application/json")]).await.with_status(416);
            assert_eq!(
                (said.header("content-range"), said.complaints()),
                ("bytes */300000", vec!["*=web-no-such-part".to_owned()])
            );
        }
        // Several parts, what cannot be read, and parts of what it was once: the whole.
        for headers in [
            &[("range", "bytes=0-1,5-6")][..],
            &[("range", "bytes=5-1")],
            &[("range", "lines=0-1")],
            &[("range", "bytes=0-1"), ("if-range", "\"other\"")],
            &[("range", "bytes=0-1"), ("if-range", "Sat, 21 Nov 2026 10:00:00 GMT")],
        ] {
            assert!(scene.part(&place, headers).await.with_status(200).body == content, "{headers:?}");
        }
        scene.part(&place, &[("range", "bytes=0-1"), ("if-none-match", &tag)]).await.with_status(304);
        let head = Ask::of(Method::HEAD, &place, "", "").cookie(&scene.owner).header("range", "bytes=0-1");
        let head = scene.desk.ask(head).await.with_status(200);
        assert_eq!((head.header("content-length"), head.body.as_str()), ("300000", ""));
        let stranger = Ask::get(&place).bearer("nobody").json().header("range", "bytes=0-1");
        scene.desk.ask(stranger).await.with_status(401);
    })
    .await;
}
