//! Files in forms: the one that opens a ticket and the one on its page, by script and without, all or nothing.

use super::files::{DOT, newest};
use super::inquiry::{Scene, number};
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use axum::body::{Body, Bytes};
use axum::http::Method;
use futures_util::{StreamExt, stream};
use serde_json::{Value, json};
use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const KEY: &str = "0190b6f0-0000-7000-8000-00000000000b";

impl Scene {
    /// The form of a new inquiry with files, sent without script.
    async fn send(&self, fields: &[(&str, &str)], files: &[(&str, &[u8])]) -> Said {
        let party = self.party.to_string();
        let form = format!("new-ticket-{party}");
        let mut all = vec![("party", party.as_str()), ("form", form.as_str()), ("type", "3"), ("due", "1")];
        all.extend_from_slice(&[("escalate", "no"), ("caller", "Ann")]);
        all.extend_from_slice(fields);
        self.desk.ask(Ask::form("/tickets", &all, files).cookie(&self.owner)).await
    }

    async fn uploaded(&self, form: &str, name: &str) -> i64 {
        let ask = Ask::file(&format!("/uploads?form={form}"), name, format!("the content of {name}"));
        newest(&self.desk.ask(ask.bearer(&self.owner)).await.with_status(201))
    }
}

fn names(view: &Value) -> Vec<&str> {
    view["files"].as_array().expect("files").iter().filter_map(|file| file["name"].as_str()).collect()
}

fn number_in(said: &Said) -> i64 {
    said.place().split('/').nth(2).and_then(|number| number.parse().ok()).expect("a number")
}

#[tokio::test]
async fn files_come_with_the_form_that_opens_the_ticket() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let files: [(&str, &[u8]); 2] = [("a.txt", b"one"), ("dot.gif", DOT)];
        // A press repeated makes one ticket with two files.
        let fields = [("request_key", KEY), ("what", "See the pictures.")];
        let first = scene.send(&fields, &files).await.with_status(303);
        let again = scene.send(&fields, &files).await.with_status(303);
        assert_eq!(first.place(), again.place());
        assert_eq!((scene.count("tickets").await, scene.count("files").await), (1, 2));
        let ticket = scene.ticket(number_in(&first)).await;
        assert_eq!(names(&ticket), ["a.txt", "dot.gif"]);
        assert_eq!(ticket["caller"], "Ann");
        assert_eq!(
            scene.happened(number_in(&first)).await,
            ["ticket.opened", "ticket.file_added", "ticket.file_added"]
        );
        // A field that was left empty is no file.
        let none = scene.send(&[("what", "No pictures.")], &[("", b"")]).await.with_status(303);
        assert_eq!(names(&scene.ticket(number_in(&none)).await), Vec::<&str>::new());
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_refused_form_keeps_every_word_and_every_good_file() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let large = vec![1; 25_000_001];
        let files: [(&str, &[u8]); 3] = [("good.txt", b"good"), ("huge.mov", &large), ("void.txt", b"")];
        let said = scene.send(&[("what", ""), ("why", "Angry & loud")], &files).await.with_status(413);
        for word in
            ["“huge.mov” is too large: at most 25 MB", "“void.txt” is empty", "good.txt", "Angry &#38; loud", "Ann"]
        {
            assert!(said.body.contains(word), "{word}: {}", said.body);
        }
        // What else is wrong is said at once.
        assert!(said.body.contains("id=\"what-complaint\""), "{}", said.body);
        assert_eq!((scene.count("tickets").await, scene.count("files").await), (0, 1));
        let id = said.hidden("files").to_owned();
        let done = scene.send(&[("what", "Now it is fine."), ("files", &id)], &[("late.txt", b"late")]).await;
        let ticket = scene.ticket(number_in(&done.with_status(303))).await;
        assert_eq!(names(&ticket), ["good.txt", "late.txt"]);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn uploads_wait_in_their_form_for_their_uploader() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = format!("new-ticket-{}", scene.party);
        let (kept, left) = (scene.uploaded(&form, "kept.txt").await, scene.uploaded(&form, "left.txt").await);
        let elsewhere = scene.uploaded("new-ticket-999", "elsewhere.txt").await;
        let place = format!("/tickets/new?party={}", scene.party);
        // They are there after a reload, and for nobody else.
        let page = scene.page(&scene.owner, &place).await.with_status(200);
        assert!(page.body.contains("kept.txt") && page.body.contains("left.txt"), "{}", page.body);
        assert!(!page.body.contains("elsewhere.txt"));
        assert!(!scene.page(&scene.colleague, &place).await.body.contains("kept.txt"));
        let offered = scene.desk.ask(Ask::get(&place).json().bearer(&scene.owner)).await.with_status(200);
        assert_eq!(names(&offered.json()), ["kept.txt", "left.txt"]);

        let mut ask = scene.inquiry("With one of the two", "yes");
        ask["files"] = json!([kept, kept]);
        let ticket = scene.open(&ask).await.with_status(201);
        assert_eq!(names(&ticket.json()), ["kept.txt"]);
        // What was left out does not turn up in the next form; what waits elsewhere still does.
        assert!(!scene.page(&scene.owner, &place).await.body.contains("left.txt"));
        assert_eq!(scene.count("files").await, 2);
        // Attached once, it waits no more: not for another ticket, and not to be dropped.
        for gone in [kept, left, 999_999] {
            ask["files"] = json!([gone]);
            let refused = scene.open(&ask).await.with_status(422);
            assert_eq!(refused.complaints(), ["files=ticket-file-gone"]);
        }
        assert_eq!(scene.count("tickets").await, 1);
        let attached = scene.verb(&scene.owner, number(&ticket), "files", &json!({ "files": [elsewhere] })).await;
        assert_eq!(names(&attached.with_status(200).json()), ["kept.txt", "elsewhere.txt"]);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn the_form_on_the_ticket_is_all_or_nothing() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let place = format!("/tickets/{number}/files");
        let files: [(&str, &[u8]); 2] = [("good.txt", b"good"), ("void.txt", b"")];
        let refused = scene.desk.ask(Ask::form(&place, &[], &files).cookie(&scene.owner)).await.with_status(422);
        assert!(refused.body.contains("“void.txt” is empty") && refused.body.contains("good.txt"), "{}", refused.body);
        assert_eq!(names(&scene.ticket(number).await), Vec::<&str>::new());
        let id = refused.hidden("files").to_owned();
        let fields = [("files", id.as_str()), ("request_key", KEY)];
        for _ in 0..2 {
            let done = scene.desk.ask(Ask::form(&place, &fields, &[("b.txt", b"b")]).cookie(&scene.owner)).await;
            assert_eq!(done.with_status(303).place(), format!("/tickets/{number}"));
        }
        assert_eq!(names(&scene.ticket(number).await), ["good.txt", "b.txt"]);
        let nothing = scene.desk.ask(Ask::form(&place, &[], &[("", b"")]).cookie(&scene.owner)).await.with_status(422);
        assert!(nothing.body.contains("Please choose a file."), "{}", nothing.body);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn too_many_at_once_are_counted() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let place = format!("/tickets/{number}/files");
        let files: Vec<(&str, &[u8])> = (0..21).map(|_| ("a.txt", &b"x"[..])).collect();
        let refused = scene.desk.ask(Ask::form(&place, &[], &files).cookie(&scene.owner)).await.with_status(422);
        assert!(refused.body.contains("at most 20 files"), "{}", refused.body);
        for _ in 0..4 {
            scene.desk.ask(Ask::form("/uploads", &[], &files[1..]).cookie(&scene.owner)).await.with_status(303);
        }
        let refused = scene.desk.ask(Ask::file("/uploads", "a.txt", "x").bearer(&scene.owner)).await.with_status(422);
        assert_eq!(refused.complaints(), ["files=ticket-files-waiting"]);
    })
    .await;
}

#[tokio::test]
async fn a_form_with_files_that_comes_too_late_keeps_its_words() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let party = scene.party.to_string();
        let fields = [("party", party.as_str()), ("what", "The box was wet."), ("type", "3")];
        let late = Ask::form("/tickets", &fields, &[("wet.txt", b"wet")]).cookie("ended");
        let late = scene.desk.ask(late).await.with_status(401);
        assert!(late.body.contains("action=\"/sign-in\"") && late.body.contains("The box was wet."), "{}", late.body);
        assert!(late.body.contains("the files have to be chosen again"), "{}", late.body);
        assert_eq!(scene.count("files").await, 0);
    })
    .await;
}

/// Where a part begins is not looked for without end: neither before the first one, nor in the lines above its content.
#[tokio::test]
async fn what_never_begins_is_not_waited_for() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let head = "--edge\r\nContent-Disposition: form-data; name=\"what\"\r\nX: ";
        for beginning in
            ["", "--edge", head, "--edge\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--edge\r\nX: "]
        {
            let ask = |path: &str, fed: &Arc<AtomicUsize>| {
                let fed = Arc::clone(fed);
                let endless = stream::repeat_with(move || {
                    fed.fetch_add(1, Ordering::Relaxed);
                    Bytes::from_static(&[b'x'; 1000])
                });
                let pieces = stream::iter([Bytes::copy_from_slice(beginning.as_bytes())]).chain(endless);
                let body = Body::from_stream(pieces.take(1_000_000).map(Ok::<_, Infallible>));
                Ask::of(Method::POST, path, "multipart/form-data; boundary=edge", body)
            };
            let fed = Arc::default();
            let late = scene.desk.ask(ask("/tickets", &fed).cookie("ended").header("accept", "text/html")).await;
            assert!(late.with_status(401).body.contains("Go back in your browser"));
            for path in ["/tickets", "/uploads"] {
                let ask = ask(path, &fed).header("accept", "application/json").bearer(&scene.owner);
                assert_eq!(scene.desk.ask(ask).await.with_status(422).complaints(), ["*=web-body-broken"], "{path}");
            }
            assert!(fed.load(Ordering::Relaxed) < 100, "{beginning} {fed:?}");
        }
    })
    .await;
}

/// What is not kept of a form flows by, in pieces as a network brings them, and what comes behind it is read.
#[tokio::test]
async fn what_is_passed_costs_nothing_behind_it() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let party = scene.party.to_string();
        let file = |size: usize| {
            let head = "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"large.bin\"\r\n\r\n";
            [head.as_bytes(), &vec![1; size], b"\r\n"].concat()
        };
        let words = |fields: &[(&str, &str)]| {
            let mut body = String::new();
            for (name, typed) in fields {
                body += &format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{typed}\r\n");
            }
            (body + "--edge--\r\n").into_bytes()
        };
        let fields = [("party", party.as_str()), ("what", "The box was wet."), ("type", "3"), ("due", "1")];
        let ask = |size: usize, piece: usize| {
            let body = [file(size), words(&fields)].concat();
            let pieces: Vec<_> = body.chunks(piece).map(|piece| Ok::<_, Infallible>(piece.to_vec())).collect();
            let body = Body::from_stream(stream::iter(pieces));
            Ask::of(Method::POST, "/tickets", "multipart/form-data; boundary=edge", body).header("accept", "text/html")
        };
        for piece in [999, 70_000] {
            let late = scene.desk.ask(ask(24_000_000, piece).cookie("ended")).await.with_status(401);
            assert!(late.body.contains("The box was wet."), "{}", late.body);
        }
        let huge = scene.desk.ask(ask(26_000_000, 70_000).cookie(&scene.owner)).await.with_status(413);
        assert!(huge.body.contains("too large") && huge.body.contains("The box was wet."), "{}", huge.body);
        // From nobody in particular, one file's worth is waited for.
        let late = scene.desk.ask(ask(26_000_000, 70_000).cookie("ended")).await.with_status(401);
        assert!(late.body.contains("Go back in your browser"), "{}", late.body);
        assert_eq!(scene.count("files").await, 0);
    })
    .await;
}

/// Words stand before the files in every form: however large those are, they are kept, and the rest is not waited for.
#[tokio::test]
async fn words_before_too_many_files_are_kept() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let party = scene.party.to_string();
        let fields = [("party", party.as_str()), ("what", "The box was wet."), ("type", "3")];
        let film = vec![1; 15_000_000];
        let files: [(&str, &[u8]); 3] = [("one.mov", &film), ("two.mov", &film), ("three.mov", &film)];
        // In pieces, as a network brings it.
        let late = Ask::form("/tickets", &fields, &files).in_pieces(70_000).await.cookie("ended");
        let late = scene.desk.ask(late).await.with_status(401);
        assert!(late.body.contains("action=\"/sign-in\"") && late.body.contains("The box was wet."), "{}", late.body);
        assert!(late.body.contains("the files have to be chosen again"), "{}", late.body);
        assert_eq!(scene.contents().len(), 0);
    })
    .await;
}

/// A hundred files wait already, or a key is used for something else: the words of the form stay, without script too.
#[tokio::test]
async fn files_that_cannot_wait_cost_no_word() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let used = [("request_key", KEY), ("what", "First words.")];
        scene.send(&used, &[("a.txt", b"one")]).await.with_status(303);
        let again = [("request_key", KEY), ("what", "Other words.")];
        let said = scene.send(&again, &[("b.txt", b"two")]).await.with_status(409);
        assert!(said.body.contains("Other words.") && said.body.contains("name=\"what\""), "{}", said.body);

        let twenty: Vec<(&str, &[u8])> = (0..20).map(|_| ("a.txt", &b"x"[..])).collect();
        for _ in 0..5 {
            scene.desk.ask(Ask::form("/uploads", &[], &twenty).cookie(&scene.owner)).await.with_status(303);
        }
        let lying = scene.contents().len();
        let said = scene.send(&[("what", "More words.")], &[("c.txt", b"three"), ("d.txt", b"four")]).await;
        let said = said.with_status(422);
        let sentence = "100 of your files wait for a ticket already";
        assert!(said.body.contains("More words.") && said.body.contains("name=\"what\""), "{}", said.body);
        assert!(said.body.contains(sentence), "{}", said.body);
        let place = format!("/tickets/{number}/files");
        let said = scene.desk.ask(Ask::form(&place, &[], &[("e.txt", b"five")]).cookie(&scene.owner)).await;
        assert!(said.with_status(422).body.contains(sentence));
        assert_eq!(scene.contents().len(), lying, "nothing is taken in that may not wait");
        // A form without files is none the worse for it.
        scene.send(&[("what", "No files.")], &[("", b"")]).await.with_status(303);
    })
    .await;
}

/// A line that broke after the answer was written: whatever waits by now, the same request gets it again.
#[tokio::test]
async fn what_comes_again_is_answered_before_it_is_counted() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let uploads = "0190b6f0-0000-7000-8000-00000000000d";
        let fields = [("request_key", KEY), ("what", "See the files.")];
        let files: [(&str, &[u8]); 2] = [("a.txt", b"one"), ("b.txt", b"two")];
        let first = scene.send(&fields, &files).await.with_status(303);
        let single = || {
            let ask = Ask::file("/uploads", "c.txt", "three").header("idempotency-key", uploads);
            scene.desk.ask(ask.bearer(&scene.owner))
        };
        let waits = newest(&single().await.with_status(201));
        let twenty: Vec<(&str, &[u8])> = (0..20).map(|_| ("a.txt", &b"x"[..])).collect();
        for few in [&twenty[..], &twenty[..], &twenty[..], &twenty[..], &twenty[1..]] {
            scene.desk.ask(Ask::form("/uploads", &[], few).cookie(&scene.owner)).await.with_status(303);
        }
        let again = scene.send(&fields, &files).await.with_status(303);
        assert_eq!(again.place(), first.place());
        assert_eq!(newest(&single().await.with_status(201)), waits);
        let place = format!("/tickets/{number}/files");
        let fresh = scene.desk.ask(Ask::form(&place, &[], &files).cookie(&scene.owner)).await.with_status(422);
        assert!(fresh.body.contains("100 of your files wait"), "{}", fresh.body);
        // A key lets nothing else in.
        let lying = scene.contents().len();
        let other: [(&str, &[u8]); 3] = [("a.txt", b"other"), ("b.txt", b"others"), ("c.txt", b"more")];
        scene.send(&fields, &other).await.with_status(409);
        assert!(scene.contents().len() <= lying + 2);
        assert_eq!((scene.count("tickets").await, scene.count("files").await), (2, 102));
    })
    .await;
}

/// The same request over a line that broke: the file that was refused is refused for the same reason.
#[tokio::test]
async fn what_comes_again_is_refused_for_the_same_reason() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let fields = [("request_key", KEY), ("what", "See the files.")];
        let files: [(&str, &[u8]); 3] = [("a.txt", b"one"), ("b.txt", b"two"), ("empty.txt", b"")];
        let mut said = Vec::new();
        for _ in 0..3 {
            let page = scene.send(&fields, &files).await.with_status(422).body;
            let complaint = page.split_once("id=\"files-complaint-1\"").expect("a complaint").1;
            said.push(complaint.split("</p>").next().expect("its end").to_owned());
            assert!(!page.contains("files-complaint-2"), "{page}");
        }
        assert!(said[0].contains("empty.txt") && said.iter().all(|again| *again == said[0]), "{said:?}");
        assert_eq!(scene.count("files").await, 2);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_and_nothing_is_kept() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        for path in ["/tickets", "/uploads", &format!("/tickets/{number}/files")] {
            for (content_type, body) in [
                ("multipart/form-data", "no edge"),
                (
                    "multipart/form-data; boundary=edge",
                    "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\nbroken off",
                ),
                ("multipart/form-data; boundary=edge", "nothing of the sort"),
            ] {
                let ask = Ask::of(Method::POST, path, content_type, body).header("accept", "application/json");
                let said = scene.desk.ask(ask.bearer(&scene.owner)).await.with_status(422);
                assert_eq!(said.complaints(), ["*=web-body-broken"], "{path} {content_type}");
            }
        }
        let nul = scene.send(&[("what", "a\0b")], &[("a.txt", b"x")]).await;
        assert_eq!(nul.status, 422, "{}", nul.body);
        assert_eq!(scene.count("tickets").await, 1);
    })
    .await;
}
