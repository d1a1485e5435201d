//! The layers as a browser, a program and a hostile page see them.

use std::net::SocketAddr;

use askama::Template;
use axum::{Json, Router, body::Body, http::Method, routing};
use http_body_util::BodyExt;
use serde::Serialize;
use serde_json::Value;
use tower::ServiceExt;

use super::*;
use crate::platform::web::{Answer, Asked, Named, answer::Flash, frame::Who, peer::Connected};

#[derive(Serialize)]
struct NoteView {
    text: String,
}

#[derive(Template)]
#[template(
    ext = "html",
    source = "{% extends \"platform/web/layout.html\" %}{% block content %}{% block note %}<p>{{ view.text }}</p>{% if let Some(c) = frame.complaint(\"text\") %}<i>{{ c }}</i>{% endif %}{% for c in frame.general_complaints() %}{{ c }}{% endfor %}{% endblock %}{% endblock %}",
    blocks = ["note"]
)]
struct NotePage {
    frame: Frame,
    view: NoteView,
}
crate::screen!(NotePage, NoteView, as_note);

/// A page that forgot to say what is wrong.
#[derive(Template)]
#[template(ext = "html", source = "{% block note %}<p>{{ view.text }}</p>{% endblock %}", blocks = ["note"])]
struct MutePage {
    frame: Frame,
    view: NoteView,
}
crate::screen!(MutePage, NoteView, as_note);

#[derive(serde::Deserialize)]
struct Ask {
    text: String,
}

async fn show(frame: Frame, answer: Answer) -> Result<Response, Failure> {
    let view = NoteView { text: "<b>1 & 2</b>".into() };
    answer.shows(&NotePage { frame: frame.titled("web-nav"), view })
}

async fn change(frame: Frame, answer: Answer, Asked { ask, .. }: Asked<Ask>) -> Result<Response, Failure> {
    let view = NoteView { text: ask.text };
    let refusal = match view.text.as_str() {
        "" => Refusal::invalid_whole("web-bad-request"),
        "strange" => Refusal::invalid("text", "input-empty")
            .and(Refusal::invalid("no_such_field", "input-empty"))
            .and(Refusal::invalid("text", "input-nul")),
        "mute" => {
            let refusal = Refusal::invalid("text", "input-empty");
            return answer.refuses(refusal.clone(), MutePage { frame: frame.refused(&refusal), view });
        }
        _ => return answer.did("/note", Flash::name("web-jump", "x"), &NotePage { frame, view }),
    };
    answer.refuses(refusal.clone(), NotePage { frame: frame.refused(&refusal), view })
}

fn house() -> Router {
    let routes = Router::new()
        .route("/note", routing::get(show).post(change))
        .route("/made", routing::post(async |answer: Answer| answer.made("/note/7", Flash::say("web-nav"), &7)))
        .route("/panic", routing::get(async || -> Json<u8> { panic!("inner secret") }))
        .route("/broken", routing::get(async || -> Result<(), Failure> { Err(anyhow::anyhow!("inner secret").into()) }))
        .route("/slow", routing::get(async || Failure::from(Refusal::from(crate::platform::throttle::RetryAfter(7)))))
        .route(
            "/private",
            routing::get(async || Failure::from(Refusal::sign_in_first()))
                .post(async || Failure::from(Refusal::sign_in_first())),
        )
        .route("/number/{n}", routing::get(async |Named(n): Named<u64>| n.to_string()))
        .route("/peer", routing::get(async |peer: Peer| format!("{} {}", peer.address, peer.is_secure)))
        .route(
            "/who",
            routing::get(async |reader: axum::Extension<Reader>| {
                let who = Who {
                    name: "Mei Chen".into(),
                    user_name: "CA-mchen".into(),
                    badge: "CA".into(),
                    note: String::new(),
                    foot: String::new(),
                    jumps: false,
                };
                reader.signed_in(who, Vec::new());
                let frame = Frame::of(&reader, "/who", &HeaderMap::new(), Cookies { is_tls: false });
                NotePage { frame, view: NoteView { text: String::new() } }.render().unwrap()
            }),
        );
    let door = Door {
        catalogue: Catalogue::load().unwrap(),
        public_url: "https://desk.example.com".parse().unwrap(),
        trusted_proxies: vec!["10.0.0.1".parse().unwrap()],
        sign_in: Some("/session/new"),
        closing: CancellationToken::new(),
    };
    dress(routes, door).unwrap()
}

struct Said {
    status: u16,
    headers: HeaderMap,
    body: String,
}

impl Said {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

async fn send(method: Method, path: &str, headers: &[(&str, &str)], body: &str) -> Said {
    let mut request = Request::builder().method(method).uri(path).body(Body::from(body.to_owned())).unwrap();
    for (name, value) in headers {
        request.headers_mut().append(HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
    }
    request.extensions_mut().insert(Connected(SocketAddr::from(([10, 0, 0, 1], 9))));
    let response = house().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let body = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
    Said { status: parts.status.as_u16(), headers: parts.headers, body }
}

async fn look(path: &str, headers: &[(&str, &str)]) -> Said {
    send(Method::GET, path, headers, "").await
}

async fn form(path: &str, headers: &[(&str, &str)], body: &str) -> Said {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    send(Method::POST, path, &[&form, headers].concat(), body).await
}

const JSON: (&str, &str) = ("accept", "application/json");
const FRAGMENT: (&str, &str) = ("accept", "text/vnd.watchdesk.fragment+html");

#[tokio::test]
async fn one_handler_answers_page_fragment_and_json() {
    let page = look("/note", &[]).await;
    assert!(page.body.starts_with("<!doctype html>") && page.body.contains("<p>&#60;b&#62;1 &#38; 2"), "{}", page.body);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    let fragment = look("/note", &[FRAGMENT]).await;
    assert!(fragment.body.starts_with("<p>&#60;b"), "{}", fragment.body);
    assert_eq!(fragment.header("content-type"), "text/vnd.watchdesk.fragment+html");
    assert_eq!(look("/note", &[JSON]).await.json()["text"], "<b>1 & 2</b>");
}

#[tokio::test]
async fn a_deed_answers_each_in_its_way() {
    let page = form("/note", &[], "text=hello").await;
    assert_eq!((page.status, page.header("location")), (303, "/note"));
    assert!(page.header("set-cookie").starts_with("__Host-flash=web-jump~x;"));
    let fragment = form("/note", &[FRAGMENT], "text=hello").await;
    assert_eq!((fragment.status, fragment.body.as_str()), (200, "<p>hello</p>"));
    let json = form("/note", &[JSON], "text=hello").await;
    assert_eq!((json.status, json.json()["text"].as_str()), (200, Some("hello")));
    let made = form("/made", &[JSON], "").await;
    assert_eq!((made.status, made.header("location"), made.body.as_str()), (201, "/note/7", "7"));
    let made = form("/made", &[FRAGMENT], "").await;
    assert_eq!((made.status, made.header("location")), (204, "/note/7"));
}

#[tokio::test]
async fn a_refused_form_is_shown_again() {
    let page = form("/note", &[], "text=").await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("could not be understood") && page.body.contains("<header"));
    let json = form("/note", &[JSON], "text=").await;
    assert_eq!((json.status, json.json()["error"].as_str()), (422, Some("invalid")));
}

#[tokio::test]
async fn a_complaint_about_a_field_that_is_not_drawn_stands_above_the_form() {
    for headers in [&[][..], &[FRAGMENT]] {
        let said = form("/note", headers, "text=strange").await;
        assert_eq!(said.status, 422);
        assert_eq!(said.body.matches("Please fill this in.").count(), 2, "{}", said.body);
        assert!(said.body.contains("<i>Please fill this in.</i>"), "at its field: {}", said.body);
        assert!(said.body.contains("What was typed: Please fill this in."), "{}", said.body);
        assert!(
            said.body.contains("What was typed: This has an invisible NUL"),
            "the second of one field: {}",
            said.body
        );
        let mute = form("/note", headers, "text=mute").await;
        assert!(mute.status == 422 && mute.body.contains("Please fill this in."), "{}", mute.body);
    }
    let json = form("/note", &[JSON], "text=strange").await.json();
    assert_eq!(json["messages"][1]["field"], "no_such_field", "programs are told as ever");
}

#[tokio::test]
async fn a_flash_is_shown_once() {
    let page = look("/note", &[("cookie", "__Host-flash=web-skip")]).await;
    assert!(
        page.body.contains("notice-good")
            && page.header("set-cookie").contains("__Host-flash=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0")
    );
    assert!(look("/nowhere", &[("cookie", "__Host-flash=web-skip")]).await.header("set-cookie").is_empty());
    assert!(!look("/note", &[]).await.body.contains("notice-good"));
}

#[tokio::test]
async fn failures_are_said_to_each_reader() {
    for (path, method, status, error) in [
        ("/nowhere", Method::GET, 404, "not_seen"),
        ("/note", Method::PUT, 405, "method_not_allowed"),
        ("/number/abc", Method::GET, 404, "not_seen"),
        ("/broken", Method::GET, 500, "broken"),
        ("/panic", Method::GET, 500, "broken"),
        ("/slow", Method::GET, 429, "too_many"),
        ("/private", Method::GET, 401, "sign_in_first"),
    ] {
        let json = send(method.clone(), path, &[JSON], "").await;
        assert_eq!((json.status, json.json()["error"].as_str()), (status, Some(error)), "{path}");
        assert_eq!(json.json()["request"], json.header("x-request-id"));
        assert!(!json.json()["messages"][0]["text"].as_str().unwrap().is_empty());
        let fragment = send(method, path, &[FRAGMENT], "").await;
        assert_eq!(fragment.status, status);
        assert!(
            fragment.body.trim_start().starts_with("<div class=\"notice notice-bad\" data-problem role=\"alert\">")
                && !fragment.body.contains("secret"),
            "{}",
            fragment.body
        );
    }
    let page = look("/broken", &[]).await;
    assert!(page.body.contains(page.header("x-request-id")) && !page.body.contains("secret"));
    assert_eq!(look("/slow", &[]).await.header("retry-after"), "7");
    assert_eq!(send(Method::PUT, "/note", &[], "").await.header("allow"), "GET,HEAD,POST");
    let json = send(Method::POST, "/note", &[JSON, ("content-type", "application/json")], "{\"text\":").await;
    assert!(json.json()["messages"][0]["text"].as_str().unwrap().contains("line 1, column 8"));
}

#[tokio::test]
async fn pages_lead_to_the_sign_in_and_back() {
    let page = look("/private?tab=a%26b", &[]).await;
    assert_eq!((page.status, page.header("location")), (303, "/session/new?next=%2Fprivate%3Ftab%3Da%2526b"));
    assert_eq!(form("/private", &[], "").await.header("location"), "/session/new");
}

#[tokio::test]
async fn every_answer_is_safe() {
    for path in ["/note", "/nowhere", "/broken", "/panic"] {
        let said = look(path, &[]).await;
        let policy = said.header("content-security-policy");
        assert!(
            policy.contains("script-src 'self';")
                && policy.contains("frame-ancestors 'none'")
                && !policy.contains("unsafe")
        );
        assert_eq!(said.header("x-content-type-options"), "nosniff");
        assert_eq!(said.header("cache-control"), "no-store");
        assert_eq!(said.header("referrer-policy"), "same-origin");
        assert!(said.header("vary").contains("Accept"));
        assert!(said.header("strict-transport-security").contains("max-age"));
        assert!(!said.body.contains("style=") && !said.body.contains("onclick"), "{path}");
    }
}

#[tokio::test]
async fn other_sites_cannot_send_forms() {
    for foreign in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example"), ("host", "desk.example.com")],
        &[("origin", "null"), ("host", "desk.example.com")],
    ] {
        assert_eq!(form("/note", foreign, "text=a").await.status, 403, "{foreign:?}");
    }
    let refused = form("/note", &[("sec-fetch-site", "cross-site"), JSON], "text=a").await;
    assert_eq!(refused.json()["messages"][0]["key"], "web-other-site");
    for ours in [
        &[][..],
        &[("sec-fetch-site", "same-origin")],
        // A proxy that changes Host: the public address is trusted.
        &[("origin", "https://desk.example.com"), ("host", "10.0.0.5:8080")],
        &[("origin", "http://10.0.0.5:8080"), ("host", "10.0.0.5:8080")],
    ] {
        assert_eq!(form("/note", ours, "text=a").await.status, 303, "{ours:?}");
    }
    assert_eq!(look("/note", &[("sec-fetch-site", "cross-site")]).await.status, 200);
}

#[tokio::test]
async fn a_proxy_names_requests_and_peers() {
    let named = look(
        "/peer",
        &[("x-request-id", "proxy-4711"), ("x-forwarded-for", "203.0.113.5"), ("x-forwarded-proto", "https")],
    )
    .await;
    assert_eq!((named.header("x-request-id"), named.body.as_str()), ("proxy-4711", "203.0.113.5 true"));
    for insane in ["short", "with space here", "<script>alert(1)</script>"] {
        assert_ne!(look("/peer", &[("x-request-id", insane)]).await.header("x-request-id"), insane);
    }
}

#[tokio::test]
async fn the_layout_shows_who_is_signed_in() {
    let page = look("/who", &[]).await.body;
    assert!(
        page.contains("data-me=\"CA-mchen\"") && page.contains(">MC</span>") && page.contains("action=\"/sign-out\"")
    );
    assert!(!look("/note", &[]).await.body.contains("/sign-out"));
}
