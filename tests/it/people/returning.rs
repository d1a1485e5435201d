//! A form that comes after the session has ended: nothing typed is lost, and nothing leads out of the house.

use super::desk::{Ask, Cast, Desk, PASSWORD, Said};
use crate::support::databases::on_both;
use serde_json::{Value, json};
use url::form_urlencoded::Serializer;

const WORDS: &str = "The box was wet.\nShe said “<b>never</b> again” & hung up: été 東京";

/// What a hidden field holds, as a browser reads it.
fn held(said: &Said, name: &str) -> String {
    let mut text = said.hidden(name).to_owned();
    for (escaped, letter) in [("&#60;", "<"), ("&#62;", ">"), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")] {
        text = text.replace(escaped, letter);
    }
    text
}

fn sign_in_with(typed: &str) -> Ask {
    Ask::post("/sign-in", &[("user_name", "CA-mchen"), ("password", PASSWORD), ("typed", typed)])
}

async fn a_ticket(desk: &Desk, cast: &Cast) -> i64 {
    let party = desk.party("4711", "Oak Trading").await.to_string();
    let token = desk.session(&cast.owner).await;
    let fields = [("party", party.as_str()), ("type", "3"), ("what", "x"), ("due", "1"), ("escalate", "no")];
    let ask = Ask::post("/tickets", &fields).header("accept", "application/json").bearer(&token);
    desk.ask(ask).await.json()["number"].as_i64().expect("a number")
}

#[tokio::test]
async fn what_was_typed_comes_back_after_signing_in() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let place = format!("/tickets/{}/comments", a_ticket(&desk, &cast).await);
        let key = "0190b6f0-0000-7000-8000-000000000001";
        let fields = [("comment", WORDS), ("request_key", key), ("new_password", "hunter2 hunter2")];
        let late = desk.ask(Ask::post(&place, &fields).cookie("ended")).await.with_status(401);
        assert!(
            late.body.contains("You were signed out") && late.body.contains("action=\"/sign-in\""),
            "{}",
            late.body
        );
        assert!(!late.body.contains("hunter2") && !late.body.contains("<b>never"), "{}", late.body);
        // A slip of the finger on the way costs no word either.
        let typed = held(&late, "typed");
        let slip = [("user_name", "CA-mchen"), ("password", "wrong password"), ("typed", typed.as_str())];
        let slipped = desk.ask(Ask::post("/sign-in", &slip)).await.with_status(401);
        assert_eq!(held(&slipped, "typed"), typed);
        let back = desk.ask(sign_in_with(&held(&slipped, "typed"))).await.with_status(200);
        assert!(back.body.contains("You are signed in again") && back.body.contains("été 東京"), "{}", back.body);
        assert!(back.body.contains(&format!("action=\"{place}\"")) && !back.body.contains("<b>never"), "{}", back.body);
        assert_eq!((held(&back, "comment").as_str(), held(&back, "request_key").as_str()), (WORDS, key));
        let resent = [("comment", WORDS), ("request_key", key)];
        let token = back.cookie().to_owned();
        for _ in 0..2 {
            assert_eq!(desk.ask(Ask::post(&place, &resent).cookie(&token)).await.status, 303);
        }
        let page = desk.ask(Ask::get(place.trim_end_matches("/comments")).cookie(&token)).await;
        // The form beside it, in which it may still be reworded, holds it too.
        assert_eq!(page.body.matches("été 東京</bdi>").count(), 1, "said, and once: {}", page.body);
    })
    .await;
}

/// What the page says beside each word is what the form says, not what a program calls it.
#[tokio::test]
async fn words_come_back_under_the_names_that_people_know() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let fields = [
            ("what", "It is wet"),
            ("call_back", "+1 416 555 0134"),
            ("order_number", "A-17"),
            ("escalate", "yes"),
            ("party", "7"),
            ("something_new", "Words"),
        ];
        let late = desk.ask(Ask::post("/tickets", &fields)).await.with_status(401);
        let back = desk.ask(sign_in_with(&held(&late, "typed"))).await.with_status(200).body;
        for (label, words) in [
            ("What happened", "It is wet"),
            ("Call back at", "+1 416 555 0134"),
            ("Order number", "A-17"),
            ("What was typed", "Words"),
        ] {
            let said = format!("<dt>{label}</dt><dd class=\"said-text\"><bdi>{words}</bdi></dd>");
            assert!(back.contains(&said), "{said} is missing in {back}");
        }
        let names = back.split("<dt>").skip(1).filter_map(|rest| rest.split("</dt>").next());
        assert!(names.clone().count() >= 5 && names.clone().all(|name| !name.contains('_')), "{back}");
    })
    .await;
}

/// Every field of every form has a name that people know.
#[tokio::test]
async fn no_field_is_without_a_name() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let document = desk.ask(Ask::get("/openapi.json")).await.with_status(200).json();
        let texts = desk.app.texts("en");
        let mut names = 0;
        for path in document["paths"].as_object().expect("paths").values() {
            for media in path["post"]["requestBody"]["content"].as_object().into_iter().flat_map(|media| media.values())
            {
                let schema = match media["schema"]["$ref"].as_str() {
                    Some(place) => document.pointer(place.trim_start_matches('#')).expect("a schema"),
                    None => &media["schema"],
                };
                for name in schema["properties"].as_object().into_iter().flat_map(|fields| fields.keys()) {
                    let is_hidden =
                        ["version", "password", "next", "edits", "form", "resumed"].contains(&name.as_str());
                    let said = texts.field(name);
                    assert!(is_hidden || said != texts.field("no such field"), "give {name} a name in fields.ftl");
                    names += 1;
                }
            }
        }
        assert!(names > 20, "{names}");
    })
    .await;
}

/// Somebody signs out, and sends a form from another window: one message, and the one that matters.
#[tokio::test]
async fn nobody_is_told_two_things_at_once() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let token = desk.session(&cast.owner).await;
        let out = desk.ask(Ask::post("/sign-out", &[]).cookie(&token)).await.with_status(303);
        let cookies = out.headers.get_all("set-cookie").iter().filter_map(|line| line.to_str().ok());
        let flash =
            cookies.filter_map(|line| line.split(';').next()).find(|pair| pair.starts_with("flash=")).expect("a flash");
        let calm = desk.ask(Ask::get("/sign-in").header("cookie", flash)).await.body;
        assert!(calm.contains("You have signed out."), "{calm}");
        let late = Ask::post("/tickets/1/comments", &[("comment", "wet")]).header("cookie", flash);
        let late = desk.ask(late).await.with_status(401).body;
        assert!(
            late.contains("You were signed out, so this was not sent.") && !late.contains("You have signed out."),
            "{late}"
        );
        assert_eq!(late.matches("class=\"notice").count(), 1, "{late}");
    })
    .await;
}

#[tokio::test]
async fn nothing_leads_out_of_the_house_or_to_a_public_door() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let carried = |to: &str| json!({ "to": to, "fields": [["comment", "evil words"]] }).to_string();
        let hostile = [
            "https://evil.example/tickets",
            "//evil.example/tickets",
            "/\\evil.example/tickets",
            "/\t/evil.example",
            "javascript:alert(1)",
            "/sign-out",
            "/set-up",
            "/nowhere",
            "/tickets/new",
            "tickets",
            "",
        ];
        for to in hostile {
            let said = desk.ask(sign_in_with(&carried(to))).await;
            assert_eq!((said.status.as_u16(), said.place()), (303, "/"), "{to}");
            let slip = [("user_name", "UK-osmith"), ("password", ""), ("typed", &carried(to))];
            let said = desk.ask(Ask::post("/sign-in", &slip)).await.with_status(422);
            assert!(!said.body.contains("evil"), "{to} {}", said.body);
        }
        for broken in ["{", "[]", "null", r#"{"to":"/tickets","fields":[["a"]]}"#, &"x".repeat(200_000)] {
            assert_eq!(desk.ask(sign_in_with(broken)).await.status, 303, "{broken:.20}");
        }
        let fine = desk.ask(sign_in_with(&carried("/tickets?x=\"><script>"))).await.with_status(200);
        assert!(!fine.body.contains("<script>\""), "{}", fine.body);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_carried_is_said_before_it_is_lost() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let long = |count| "é".repeat(count);
        let kept = desk.ask(Ask::post("/tickets/1/comments", &[("comment", &long(40_000))])).await.with_status(401);
        assert!(held(&kept, "typed").contains(&long(40_000)));
        let nul = desk.ask(Ask::post("/tickets/1/comments", &[("comment", "kept\0words")])).await.with_status(401);
        assert!(held(&nul, "typed").contains("words"), "its field says what is wrong, when it is sent again");
        let form = "application/x-www-form-urlencoded";
        let huge = Serializer::new(String::new()).append_pair("comment", &long(50_000)).finish();
        let bodies = [
            (form, huge),
            (form, "comment=%FF".to_owned()),
            (form, (0..1_100).map(|at| format!("f{at}=x&")).collect::<String>()),
            ("multipart/form-data; boundary=x", "--x\r\n\r\nwords\r\n--x--".to_owned()),
        ];
        for (media_type, body) in bodies {
            let ask = Ask::of(axum::http::Method::POST, "/tickets/1/comments", media_type, body);
            let said = desk.ask(ask).await.with_status(401);
            assert!(said.body.contains("Go back in your browser") && !said.body.contains("name=\"typed\""));
            assert!(said.body.len() < 20_000, "{}", said.body.len());
        }
    })
    .await;
}

#[tokio::test]
async fn programs_and_scripts_are_answered_as_ever() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let ask = || Ask::post("/tickets/1/comments", &[("comment", "words")]);
        let json = desk.ask(ask().json()).await.with_status(401);
        assert_eq!(json.complaints(), ["*=refusal-sign-in-first"]);
        let part = desk.ask(ask().fragment()).await.with_status(401);
        assert!(part.body.contains("data-problem") && !part.body.contains("words"), "{}", part.body);
        // An address without a form, known or not, carries nothing.
        for place in ["/nowhere", "/tickets/1", "/parties"] {
            let said = desk.ask(Ask::post(place, &[("comment", "words")])).await;
            assert!(!said.body.contains("words") && [404, 405].contains(&said.status.as_u16()), "{place} {said:?}");
        }
        // A program that signs in with a form of its own still gets its token.
        let typed = json!({ "to": "/tickets", "fields": [] }).to_string();
        let body = desk.ask(sign_in_with(&typed).json()).await.with_status(200).json();
        assert!(matches!(body["token"], Value::String(_)), "{body}");
    })
    .await;
}
