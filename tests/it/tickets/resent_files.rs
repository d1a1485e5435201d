//! Files in a form that is sent once more: none is dropped without a word, and none of somebody else's is told about.

use super::files::newest;
use super::inquiry::Scene;
use super::resending::{Form, new_key, number_in};
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

impl Scene {
    /// The submit button of a form with files, without script.
    async fn send_with(&self, (form, key): (&str, &str), what: &str, files: &[(&str, &[u8])]) -> Said {
        let party = self.party.to_string();
        let fields = [("request_key", key), ("party", &*party), ("type", "3"), ("what", what)];
        let fields = [&fields[..], &[("due", "1"), ("escalate", "no"), ("form", form)]].concat();
        self.desk.ask(Ask::form("/tickets", &fields, files).cookie(&self.owner)).await
    }

    /// The same with a file that was uploaded before.
    async fn send_naming(&self, form: &Form, file: i64) -> Said {
        let (key, party, file) = (new_key(), self.party.to_string(), file.to_string());
        let fields = [("request_key", &*key), ("party", &party), ("type", "3"), ("what", "Where is it?"), ("due", "1")];
        let fields = [&fields[..], &[("escalate", "no"), ("form", &form.name), ("files", &file)]].concat();
        self.desk.ask(Ask::post("/tickets", &fields).cookie(&self.owner)).await
    }
}

#[tokio::test]
async fn what_waits_for_a_colleague_is_told_from_nothing() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.open_form().await;
        let first = scene.press(&form, "Where is it?").await.with_status(303);
        let upload = Ask::file("/uploads?form=theirs", "theirs.txt", "a secret").bearer(&scene.colleague);
        let theirs = newest(&scene.desk.ask(upload).await.with_status(201));
        for file in [theirs, 999_999] {
            let again = scene.send_naming(&form, file).await.with_status(303);
            assert_eq!(again.place(), first.place(), "{file}");
        }
        let upload = Ask::file("/uploads?form=mine", "mine.txt", "a secret").bearer(&scene.owner);
        let mine = newest(&scene.desk.ask(upload).await.with_status(201));
        scene.send_naming(&form, mine).await.with_status(409);
        assert_eq!((scene.count("tickets").await, scene.count("files").await), (1, 2));
    })
    .await;
}

#[tokio::test]
async fn a_file_that_was_taken_off_the_ticket_is_brought_again() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.open_form().await;
        let files: [(&str, &[u8]); 1] = [("a.txt", b"one")];
        let number = number_in(&scene.send_with((&form.name, &form.key), "With it", &files).await.with_status(303));
        let file = scene.ticket(number).await["files"][0]["id"].as_i64().expect("a file");
        scene.take_away(&scene.owner, number, file).await.with_status(200);
        let again = scene.send_with((&form.name, &new_key()), "With it", &files).await.with_status(409);
        assert!(again.body.contains("a.txt") && again.hidden("form") != form.name, "{}", again.body);
        let id = again.hidden("files").to_owned();
        let anew = scene.page(&scene.owner, &format!("{}&draft={}", plain(&scene), again.hidden("form"))).await;
        assert!(anew.body.contains("a.txt") && anew.hidden("files") == id, "it waits in the new form: {}", anew.body);
        scene.agrees().await;
    })
    .await;
}

fn plain(scene: &Scene) -> String {
    format!("/tickets/new?party={}", scene.party)
}

/// The refusal of a file is said, whatever else there is to say; and the next press does not open a ticket without it.
#[tokio::test]
async fn a_file_that_is_refused_makes_no_other_form() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.open_form().await;
        let first = scene.press(&form, "Where is it?").await.with_status(303);
        let number = number_in(&first);
        let void: [(&str, &[u8]); 1] = [("void.txt", b"")];
        // Fetched anew, or out of the browser's memory, where its key is that of before.
        for key in [&new_key(), &form.key] {
            let refused = scene.send_with((&form.name, key), "Where is it?", &void).await.with_status(422);
            let said = format!("You submitted this form before: it is ticket {number}.");
            for part in ["“void.txt” is empty", &said, &format!("href=\"/tickets/{number}\"")] {
                assert!(refused.body.contains(part), "{part}: {}", refused.body);
            }
            assert!(!refused.body.contains("was made from this form already"), "{}", refused.body);
            assert_eq!(refused.hidden("form"), form.name);
            let at = (refused.hidden("form"), refused.hidden("request_key"));
            let again = scene.send_with(at, "Where is it?", &[]).await.with_status(303);
            assert_eq!(again.place(), first.place());
        }
        // With other words too, it is another form, and both are said.
        for key in [&new_key(), &form.key] {
            let refused = scene.send_with((&form.name, key), "Another call", &void).await.with_status(409);
            let said = format!("Ticket {number} was made from this form already");
            for part in ["“void.txt” is empty", &said, "Another call</textarea>"] {
                assert!(refused.body.contains(part), "{part}: {}", refused.body);
            }
            assert!(!refused.body.contains("load the page again"), "{}", refused.body);
            assert_ne!(refused.hidden("form"), form.name);
        }
        assert_eq!((scene.count("tickets").await, scene.count("files").await), (1, 0));
        scene.agrees().await;
    })
    .await;
}

/// What the desk remembers for itself, nobody can write or read by a key of their own.
#[tokio::test]
async fn no_request_key_is_one_of_the_desk() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let made_of = |kind: &str, of: &[u8]| {
            let digest = Sha256::new().chain_update(kind).chain_update(of).finalize();
            Uuid::from_slice(&digest[..16]).expect("a key").to_string()
        };
        let form = scene.open_form().await;
        let key = made_of("form", form.name.as_bytes());
        let first = scene.send_with((&form.name, &key), "Where is it?", &[]).await.with_status(303);
        for key in [&key, &new_key()] {
            let again = scene.send_with((&form.name, key), "Where is it?", &[]).await.with_status(303);
            assert_eq!(again.place(), first.place());
        }
        // The key of another deed, with another sort of answer.
        let (form, key) = (scene.open_form().await, Uuid::new_v4());
        let of_files = made_of("files", key.as_bytes());
        for taken in [&made_of("form", form.name.as_bytes()), &of_files] {
            let comment = json!({ "comment": "Called back." });
            let place = format!("/tickets/{}/comments", number_in(&first));
            let comment = Ask::send(Method::POST, &place, &comment).bearer(&scene.owner);
            scene.desk.ask(comment.header("idempotency-key", taken)).await.with_status(200);
        }
        scene.back_to(&form.place).await;
        let files: [(&str, &[u8]); 1] = [("a.txt", b"one")];
        let at = (&*form.name, &*key.to_string());
        let other = scene.send_with(at, "With a file", &files).await.with_status(303);
        assert_eq!(scene.send_with(at, "With a file", &files).await.with_status(303).place(), other.place());
        assert_eq!(scene.count("tickets").await, 2);
        scene.agrees().await;
    })
    .await;
}
