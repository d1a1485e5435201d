//! A form that is sent once more, as after the browser's *Back*: one ticket, and no word is dropped without saying so.

use super::inquiry::Scene;
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use axum::http::Method;
use futures_util::future::join_all;
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// An open form: where it is, what it is called, and the key of this drawing.
pub struct Form {
    pub place: String,
    pub name: String,
    pub key: String,
    pub body: String,
}

impl Scene {
    /// Where a browser stands that asked for a new form.
    pub async fn open_form(&self) -> Form {
        let plain = format!("/tickets/new?party={}", self.party);
        let ask = Ask::get(&plain).header("accept", "text/html").cookie(&self.owner);
        let place = self.desk.ask(ask).await.with_status(303).place().to_owned();
        self.back_to(&place).await
    }

    /// The same page, fetched again.
    pub async fn back_to(&self, place: &str) -> Form {
        let said = self.page(&self.owner, place).await.with_status(200);
        let (name, key) = (said.hidden("form").to_owned(), said.hidden("request_key").to_owned());
        Form { place: place.to_owned(), name, key, body: said.body }
    }

    /// The submit button of that form.
    fn submit(&self, at: (&str, &str), what: &str) -> Ask {
        self.submit_resumed(at, what, "")
    }

    /// The same, in a form that goes on from a draft of this moment.
    fn submit_resumed(&self, (form, key): (&str, &str), what: &str, resumed: &str) -> Ask {
        let party = self.party.to_string();
        let fields = [
            ("request_key", key),
            ("party", &party),
            ("type", "3"),
            ("what", what),
            ("due", "1"),
            ("escalate", "no"),
            ("form", form),
            ("resumed", resumed),
        ];
        Ask::post("/tickets", &fields).cookie(&self.owner)
    }

    pub async fn press(&self, form: &Form, what: &str) -> Said {
        self.desk.ask(self.submit((&form.name, &form.key), what)).await
    }
}

pub fn number_in(said: &Said) -> i64 {
    said.place().split('/').nth(2).expect("a number").parse().expect("a number")
}

pub fn new_key() -> String {
    Uuid::new_v4().to_string()
}

#[tokio::test]
async fn back_and_submit_is_the_same_ticket() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let form = scene.open_form().await;
        assert!(form.place.contains(&form.name) && !form.body.contains("id=\"sent\""), "{}", form.place);
        let first = scene.press(&form, "Where is it?").await.with_status(303);
        assert!(!first.headers.iter().any(|(_, value)| value.to_str().is_ok_and(|line| line.starts_with("flash="))));
        let number = number_in(&first);
        scene.later(60_000).await;
        let back = scene.back_to(&form.place).await;
        assert_eq!(back.name, form.name, "the same form");
        assert_ne!(back.key, form.key);
        let said = format!("You submitted this form before: it is ticket {number}.");
        assert!(back.body.contains(&said) && back.body.contains("&#38;afresh=yes"), "{}", back.body);
        let again = scene.press(&back, "Where is it?").await.with_status(303);
        assert_eq!(again.place(), first.place());
        let flash = again.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        let receipt = Ask::get(again.place()).header("accept", "text/html");
        let receipt = receipt.header("cookie", &format!("session={}; {flash}", scene.owner));
        let receipt = scene.desk.ask(receipt).await.with_status(200).body;
        let said = format!("it is ticket {number}, and no second one was made");
        assert!(receipt.contains(&said) && receipt.contains("Another for this customer"), "{receipt}");
        // The script is sent there too.
        let part = scene.submit((&back.name, &new_key()), "Where is it?").fragment();
        assert_eq!(scene.desk.ask(part).await.with_status(204).place(), first.place());
        assert_eq!((scene.count("tickets").await, scene.happened(number).await.len()), (1, 1));
        // Another form is another inquiry, whatever stands in it.
        let other = scene.open_form().await;
        assert_ne!(other.name, form.name);
        assert_ne!(number_in(&scene.press(&other, "Where is it?").await.with_status(303)), number);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn other_words_are_kept_and_make_another_ticket_when_that_is_meant() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.open_form().await;
        let number = number_in(&scene.press(&form, "Where is it?").await.with_status(303));
        let fetched = scene.back_to(&form.place).await;
        let typed = json!({ "request_key": fetched.key, "fields": { "what": "Typed & kept" } });
        let keep = Ask::send(Method::PUT, &format!("/drafts/{}", form.name), &typed).cookie(&scene.owner);
        scene.desk.ask(keep).await.with_status(200);
        // Fetched anew, or out of the browser's memory, where its key is that of before.
        for key in [&fetched.key, &form.key] {
            let refused = scene.desk.ask(scene.submit((&form.name, key), "Typed & kept")).await.with_status(409);
            for part in [&*format!("Ticket {number} was made from this form already"), "Typed &#38; kept</textarea>"] {
                assert!(refused.body.contains(part), "{part}: {}", refused.body);
            }
            assert!(refused.body.contains(&format!("href=\"/tickets/{number}\"")), "{}", refused.body);
            assert!(!refused.body.contains("load the page again"), "{}", refused.body);
            assert_eq!(scene.count("tickets").await, 1);
        }
        let part = scene.submit((&form.name, &new_key()), "Typed & kept").fragment();
        let refused = scene.desk.ask(part).await.with_status(409);
        let (fresh, key) = (refused.hidden("form"), refused.hidden("request_key"));
        assert_ne!(fresh, form.name);
        let made = scene.desk.ask(scene.submit((fresh, key), "Typed & kept")).await.with_status(303);
        assert_ne!(number_in(&made), number);
        assert_eq!(scene.count("tickets").await, 2);
        scene.agrees().await;
    })
    .await;
}

/// What was typed after *Back* goes along to the new form, and is no draft any more once that is sent.
#[tokio::test]
async fn the_draft_goes_along_to_the_new_form() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.open_form().await;
        scene.press(&form, "Where is it?").await.with_status(303);
        let back = scene.back_to(&form.place).await;
        let typed = json!({ "request_key": back.key, "fields": { "what": "Another call" } });
        let keep = Ask::send(Method::PUT, &format!("/drafts/{}", form.name), &typed).cookie(&scene.owner);
        scene.desk.ask(keep).await.with_status(200);
        let refused = scene.press(&back, "Another call").await.with_status(409);
        assert_eq!(scene.count("drafts").await, 1);
        let plain = scene.page(&scene.owner, &format!("/tickets/new?party={}", scene.party)).await.with_status(200);
        assert_eq!(plain.hidden("form"), refused.hidden("form"));
        assert!(plain.body.contains("Another call") && !plain.body.contains("id=\"sent\""), "{}", plain.body);
        let at = (refused.hidden("form"), refused.hidden("request_key"));
        let made = scene.submit_resumed(at, "Another call", refused.hidden("resumed"));
        scene.desk.ask(made).await.with_status(303);
        assert_eq!(scene.count("drafts").await, 0);
    })
    .await;
}

#[tokio::test]
async fn of_many_at_once_one_opens_the_ticket() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.open_form().await;
        let keys: Vec<_> = (0..20).map(|_| new_key()).collect();
        let asks = keys.iter().map(|key| scene.desk.ask(scene.submit((&form.name, key), "Pressed by many")));
        let numbers: BTreeSet<_> = join_all(asks).await.into_iter().map(|s| number_in(&s.with_status(303))).collect();
        assert_eq!((numbers.len(), scene.count("tickets").await), (1, 1));
        scene.agrees().await;
    })
    .await;
}

/// A program says by its key what is the same; the name of a form only tells which draft is done with.
#[tokio::test]
async fn a_program_is_not_second_guessed() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.open_form().await;
        let mut ask = scene.inquiry("Twice on purpose", "no");
        ask["form"] = form.name.clone().into();
        let send = async |key: &str| {
            let ask = Ask::send(Method::POST, "/tickets", &ask).bearer(&scene.owner).header("idempotency-key", key);
            scene.desk.ask(ask).await.with_status(201).json()["number"].as_i64().expect("a number")
        };
        let (one, other) = (new_key(), new_key());
        assert_ne!(send(&one).await, send(&other).await);
        assert_eq!(send(&one).await, send(&one).await);
        assert_eq!(scene.count("tickets").await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_came_later_is_not_dropped() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.open_form().await;
        let party = scene.party.to_string();
        let send = async |form: &str, key: &str, files: &[(&str, &[u8])]| {
            let fields = [("request_key", key), ("party", &*party), ("type", "3"), ("what", "With a file")];
            let fields = [&fields[..], &[("due", "1"), ("escalate", "no"), ("form", form)]].concat();
            scene.desk.ask(Ask::form("/tickets", &fields, files).cookie(&scene.owner)).await
        };
        let first = send(&form.name, &form.key, &[("a.txt", b"one")]).await.with_status(303);
        // The browser brought the file back with the words.
        let again = send(&form.name, &new_key(), &[("a.txt", b"one")]).await.with_status(303);
        assert_eq!(again.place(), first.place());
        assert_eq!(scene.count("files").await, 1, "the same content waits for nothing");
        let more = send(&form.name, &new_key(), &[("a.txt", b"one"), ("b.txt", b"two")]).await.with_status(409);
        assert!(more.body.contains("b.txt") && more.body.contains("was made from this form already"), "{}", more.body);
        assert_eq!(scene.count("files").await, 3);
    })
    .await;
}

/// The same form on two pages: what the one sent is done with, what the other has written since is not.
#[tokio::test]
async fn what_another_page_wrote_in_the_same_form_is_kept() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let plain = format!("/tickets/new?party={}", scene.party);
        let first = scene.open_form().await;
        scene.keep(&first, "The first call").await;
        let second = scene.back_to(&plain).await;
        assert_eq!(second.name, first.name);
        scene.later(60_000).await;
        scene.keep(&second, "The second call").await;
        scene.press(&first, "The first call").await.with_status(303);
        let third = scene.page(&scene.owner, &plain).await.with_status(200);
        assert!(third.body.contains("The second call</textarea>"), "{}", third.body);
        // Gone on with and sent as it stood, it is no draft any more, whoever wrote it.
        let send = async |page: &Said| {
            let at = (page.hidden("form"), page.hidden("request_key"));
            scene.desk.ask(scene.submit_resumed(at, "The second call", page.hidden("resumed"))).await
        };
        let refused = send(&third).await.with_status(409);
        send(&refused).await.with_status(303);
        assert_eq!((scene.count("tickets").await, scene.count("drafts").await), (2, 0));
    })
    .await;
}

/// Nobody is led astray by an address that names a form of somebody else, or none that could be.
#[tokio::test]
async fn an_address_names_only_a_form_of_its_own() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.open_form().await;
        let number = number_in(&scene.press(&form, "Where is it?").await.with_status(303));
        let theirs = scene.page(&scene.colleague, &form.place).await.with_status(200);
        assert!(!theirs.body.contains(&format!("it is ticket {number}")), "{}", theirs.body);
        for odd in ["new-ticket-999.a", "x", "%3Cb%3E", "new-ticket-1%00", &"a".repeat(500), ""] {
            let place = format!("/tickets/new?party={}&draft={odd}", scene.party);
            let ask = Ask::get(&place).header("accept", "text/html").cookie(&scene.owner);
            let led = scene.desk.ask(ask).await.with_status(303);
            // To an address that names the form which is drawn there.
            let page = scene.back_to(led.place()).await;
            assert!(page.name.starts_with(&format!("new-ticket-{}.", scene.party)), "{odd}");
            assert!(led.place().ends_with(&format!("draft={}", page.name)), "{odd}: {}", led.place());
            assert_eq!(scene.back_to(led.place()).await.name, page.name, "{odd}");
        }
    })
    .await;
}

impl Scene {
    /// What the script of a page keeps of a form.
    async fn keep(&self, form: &Form, what: &str) {
        let typed = json!({ "request_key": form.key, "fields": { "what": what } });
        let ask = Ask::send(Method::PUT, &format!("/drafts/{}", form.name), &typed).cookie(&self.owner);
        self.desk.ask(ask).await.with_status(200);
    }
}

/// Two pages of a form that was sent: the new form of the one takes nothing along that the other wrote.
#[tokio::test]
async fn what_another_page_wrote_does_not_go_along() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.open_form().await;
        scene.press(&form, "Where is it?").await.with_status(303);
        let (one, other) = (scene.back_to(&form.place).await, scene.back_to(&form.place).await);
        scene.keep(&other, "The other page").await;
        let refused = scene.press(&one, "The one page").await.with_status(409);
        let stays = scene.page(&scene.owner, &form.place).await.with_status(200);
        assert!(stays.body.contains("The other page</textarea>"), "{}", stays.body);
        assert_eq!((scene.count("drafts").await, stays.hidden("form")), (1, &*form.name));
        // An answer that was lost on its way is the same when it is asked for again.
        let again = scene.press(&one, "The one page").await.with_status(409);
        assert_eq!(again.hidden("form"), refused.hidden("form"));
        let at = (refused.hidden("form"), refused.hidden("request_key"));
        scene.desk.ask(scene.submit(at, "The one page")).await.with_status(303);
        assert_eq!((scene.count("drafts").await, scene.count("tickets").await), (1, 2));
    })
    .await;
}

/// Whoever goes back to the same page twice, and writes each time, has two new forms with a draft each.
#[tokio::test]
async fn a_second_draft_does_not_take_the_place_of_the_first() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.open_form().await;
        scene.press(&form, "Where is it?").await.with_status(303);
        let back = scene.back_to(&form.place).await;
        let mut forms = BTreeSet::new();
        for what in ["The second call", "The third call"] {
            scene.keep(&back, what).await;
            let refused = scene.press(&back, what).await.with_status(409);
            forms.insert(refused.hidden("form").to_owned());
            let anew = format!("/tickets/new?party={}&draft={}", scene.party, refused.hidden("form"));
            let anew = scene.page(&scene.owner, &anew).await.with_status(200);
            assert!(anew.body.contains(&format!("{what}</textarea>")), "{}", anew.body);
        }
        assert_eq!((forms.len(), scene.count("drafts").await), (2, 2));
    })
    .await;
}
