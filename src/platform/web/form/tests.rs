//! Honest and hostile bodies, read into one struct whichever way they are written.

use axum::{body::Body, http::header};
use serde::Deserialize;

use super::*;

#[derive(Debug, Deserialize, PartialEq)]
struct Note {
    subject: String,
    #[serde(default)]
    details: Option<String>,
    due: Option<u32>,
    #[serde(default)]
    urgent: bool,
    #[serde(default)]
    ids: Vec<i64>,
    #[serde(default)]
    kind: Kind,
}

#[derive(Debug, Default, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Kind {
    #[default]
    Plain,
    VeryLoud,
}

async fn ask(media_type: &str, body: impl Into<Body>) -> Result<Asked<Note>, Refusal> {
    let request = Request::post("/").header(header::CONTENT_TYPE, media_type).body(body.into()).unwrap();
    Asked::from_request(request, &()).await.map_err(|failure| match failure {
        Failure::Refused(refusal) => refusal,
        Failure::Broken(error) => panic!("{error:?}"),
    })
}

async fn form(body: &'static str) -> Result<Asked<Note>, Refusal> {
    ask("application/x-www-form-urlencoded", body).await
}

async fn json(body: &'static str) -> Result<Asked<Note>, Refusal> {
    ask("application/json; charset=utf-8", body).await
}

fn said(refused: Result<Asked<Note>, Refusal>) -> (u16, Option<&'static str>, &'static str) {
    let refusal = refused.unwrap_err();
    (refusal.kind.status(), refusal.complaints[0].field, refusal.complaints[0].key)
}

#[tokio::test]
async fn form_and_json_say_the_same() {
    let key = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
    let from_form = form(
        "subject=Caf%C3%A9+%26+co&due=+3&urgent=on&ids=1&ids=2&kind=very_loud&request_key=6f9619ff-8b86-4d01-b42d-00cf4fc964ff&new=1",
    );
    let from_json = json(
        r#"{"subject":"Café & co","due":3,"urgent":true,"ids":[1,2],"kind":"very_loud",
            "request_key":"6f9619ff-8b86-4d01-b42d-00cf4fc964ff"}"#,
    );
    let (from_form, from_json) = (from_form.await.unwrap(), from_json.await.unwrap());
    assert_eq!(from_form, from_json);
    assert_eq!(from_form.once.unwrap().to_string(), key);
    assert_eq!(from_form.ask.subject, "Café & co");
    assert_eq!(from_form.ask.kind, Kind::VeryLoud);
}

#[tokio::test]
async fn blank_text_is_left_to_the_rule() {
    let blank = form("subject=+&details=&due=&urgent=&ids=7&request_key=").await.unwrap();
    assert_eq!(blank.ask.subject, " ");
    assert_eq!((blank.ask.details, blank.ask.due, blank.ask.urgent, blank.once), (None, None, false, None));
    assert_eq!(blank.ask.ids, [7]);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field() {
    assert_eq!(said(form("due=1").await), (422, Some("subject"), "web-field-missing"));
    assert_eq!(said(json("{}").await), (422, Some("subject"), "web-field-missing"));
    assert_eq!(said(form("subject=a&due=soon").await), (422, Some("due"), "web-field-wrong"));
    assert_eq!(said(json(r#"{"subject":"a","due":-1}"#).await), (422, Some("due"), "web-field-wrong"));
    assert_eq!(said(json(r#"{"subject":["a"]}"#).await), (422, Some("subject"), "web-field-wrong"));
    assert_eq!(said(form("subject=a&kind=other").await), (422, Some("kind"), "web-field-wrong"));
    assert_eq!(said(form("subject=a&urgent=perhaps").await), (422, Some("urgent"), "web-field-wrong"));
    assert_eq!(said(form("subject=a&subject=b").await), (422, Some("subject"), "web-field-twice"));
    assert_eq!(said(json(r#"{"subject":"a","subject":"b"}"#).await), (422, Some("subject"), "web-field-twice"));
    assert_eq!(said(form("subject=a&request_key=1").await), (422, Some("request_key"), "web-request-key"));
    assert_eq!(said(json(r#"{"subject":"a","request_key":5}"#).await), (422, Some("request_key"), "web-request-key"));
}

#[tokio::test]
async fn a_program_is_told_of_a_field_that_there_is_not() {
    let refusal = json(r#"{"subjct":"a"}"#).await.unwrap_err();
    assert_eq!((refusal.kind.status(), refusal.complaints[0].key), (422, "web-field-unknown"));
    let args = [("name", "subjct".into()), ("known", "subject, details, due, urgent, ids, kind".into())];
    assert_eq!(refusal.complaints[0].args, args);
    assert_eq!(form("subject=a&subjct=b").await.unwrap().ask.subject, "a");
}

#[tokio::test]
async fn broken_bodies_get_a_clear_sentence() {
    assert_eq!(said(form("subject=%FF%FE").await), (422, None, "web-form-broken"));
    assert_eq!(form("subject=a%00b").await.unwrap().ask.subject, "a\0b", "each field judges what it is told");
    assert_eq!(json(r#"{"subject":"a\u0000b"}"#).await.unwrap().ask.subject, "a\0b");
    assert_eq!(said(form("sub%00ject=a").await), (422, None, "web-body-nul"));
    for broken in ["", "{", "[]", "7", "{\"subject\": \"\\ud800\"}", "null", "{\"a\":1}x"] {
        assert_eq!(said(json(broken).await), (422, None, "web-json-broken"), "{broken}");
    }
    let refusal = json("{\n  \"subject\": oops\n}").await.unwrap_err();
    assert_eq!(refusal.complaints[0].args, [("line", 2_i64.into()), ("column", 14_i64.into())]);
    let deep = "[".repeat(100_000);
    assert_eq!(said(ask("application/json", format!("{{\"a\":{deep}")).await), (422, None, "web-json-broken"));
    assert_eq!(said(ask("text/plain", "subject=a").await), (415, None, "web-body-unsupported"));
    assert_eq!(said(ask("", "subject=a").await), (415, None, "web-body-unsupported"));
    let many: String = (0..2000).map(|number| format!("f{number}=&")).collect();
    assert_eq!(said(ask("application/x-www-form-urlencoded", many).await), (422, None, "web-form-broken"));
    let large = vec![b'a'; 17 * 1024 * 1024];
    assert_eq!(said(ask("application/x-www-form-urlencoded", large).await), (413, None, "web-body-too-large"));
}

#[tokio::test]
async fn half_escapes_stay_as_written() {
    assert_eq!(form("subject=100%&x=%zz").await.unwrap().ask.subject, "100%");
}

#[tokio::test]
async fn the_header_is_a_key_too() {
    let request = |key: &str| Request::post("/").header("Idempotency-Key", key).body(Body::empty()).unwrap();
    let key = Uuid::new_v4();
    let asked: Asked<()> = Asked::from_request(request(&key.to_string()), &()).await.unwrap();
    assert_eq!(asked.once, Some(key));
    assert!(Asked::<()>::from_request(request("one"), &()).await.is_err());
    assert!(Asked::<()>::from_request(request("é"), &()).await.is_err());
}

#[tokio::test]
async fn a_query_is_read_like_a_form() {
    let (mut parts, _) = Request::get("/?subject=a&ids=1&ids=2&due=").body(Body::empty()).unwrap().into_parts();
    let Sought(note) = Sought::<Note>::from_request_parts(&mut parts, &()).await.unwrap();
    assert_eq!((note.ids.as_slice(), note.due), ([1, 2].as_slice(), None));
}
