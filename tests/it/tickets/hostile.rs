//! What nobody should send: it is kept as typed where it is text, and refused with a sentence where it is not.

use super::inquiry::{Scene, number};
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};

const SCRIPT: &str = "<script>alert('x')</script> \"quoted\" & {{ braces }}";

/// Texts that are odd and welcome.
fn odd() -> [String; 5] {
    [
        SCRIPT.to_owned(),
        "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿 sagt: Grüße".to_owned(),
        "שלום עולם, مرحبا".to_owned(),
        "'; DROP TABLE tickets; --".to_owned(),
        "x".repeat(10_000),
    ]
}

#[tokio::test]
async fn odd_text_is_kept_and_escaped() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for text in odd() {
            let mut ask = scene.inquiry(&format!("Subject\n{text}"), "no");
            let short: String = text.chars().take(150).collect();
            (ask["type"], ask["details"]) = (15.into(), short.clone().into());
            let view = scene.open(&ask).await.with_status(201);
            assert_eq!(view.json()["body"], text);
            let number = number(&view);
            scene.verb(&scene.owner, number, "comments", &json!({ "comment": text })).await.with_status(200);
            let why = json!({ "version": 2, "why": short });
            scene.verb(&scene.owner, number, "escalation", &why).await.with_status(200);
            let view = scene.ticket(number).await;
            assert_eq!((&view["details"], &view["escalation"]["why"]), (&json!(short), &json!(short)));
            assert_eq!(view["timeline"][1]["what"]["text"], text);
            for place in ["", "/receipt", "/deadline"] {
                let page = scene.page(&scene.owner, &format!("/tickets/{number}{place}")).await.with_status(200);
                assert!(!page.body.contains("<script>alert"), "{}", page.body);
            }
            let others =
                scene.page(&scene.owner, &format!("/tickets/new?party={}", scene.party)).await.with_status(200);
            assert!(!others.body.contains("<script>alert") && !others.body.contains("<Trading>"), "{}", others.body);
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_hostile_subject_is_escaped_everywhere() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = number(&scene.open(&scene.inquiry(SCRIPT, "yes")).await.with_status(201));
        let places = [
            format!("/tickets/{number}"),
            format!("/tickets/{number}/receipt"),
            format!("/tickets/new?party={}", scene.party),
            "/tickets".to_owned(),
        ];
        for place in places {
            let page = scene.page(&scene.lead, &place).await;
            assert!(
                !page.body.contains("<script>alert") && !page.body.contains("</title>alert"),
                "{place} {}",
                page.body
            );
        }
        let page = scene.page(&scene.lead, &format!("/tickets/{number}")).await;
        assert!(page.body.contains("&#60;script&#62;alert("), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn nothing_invisible_breaks_the_desk() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        for field in ["what", "why", "caller", "call_back", "order_number", "hour"] {
            let mut ask = scene.inquiry("Sound", "yes");
            ask[field] = "a\0b".into();
            let key = if field == "hour" { "ticket-hour-unreadable" } else { "input-nul" };
            let said = scene.open(&ask).await.with_status(422);
            assert_eq!(said.complaints(), [format!("{field}={key}")], "{field}");
            let form =
                [("type", "3"), ("what", "kept words"), ("due", "1"), ("escalate", "yes"), (field, "kept\0here")];
            let party = scene.party.to_string();
            let form: Vec<_> = form.into_iter().filter(|(name, said)| *name != field || said.contains('\0')).collect();
            let form = [&[("party", party.as_str())], &*form].concat();
            let page = scene.desk.ask(Ask::post("/tickets", &form).cookie(&scene.owner)).await.with_status(422).body;
            assert!(page.contains(&format!("id=\"{field}-complaint\"")) && page.contains("here"), "{field}: {page}");
            assert!(field == "what" || page.contains("kept words"), "{field}: {page}");
        }
        for field in ["name", "phone", "email"] {
            let mut ask =
                json!({ "prospect": true, "name": "Ann", "type": 3, "what": "x", "due": 1, "escalate": "no" });
            ask[field] = "a\0b".into();
            let said = scene.open(&ask).await.with_status(422).complaints();
            assert!(said.contains(&format!("{field}=input-nul")), "{field}: {said:?}");
        }
        let mut other = scene.inquiry("Sound", "no");
        (other["type"], other["details"]) = (15.into(), "a\0b".into());
        assert_eq!(scene.open(&other).await.with_status(422).complaints(), ["details=input-nul"]);
        let boundary = format!("multipart/form-data; boundary={BOUNDARY}");
        let parts = [("party", scene.party.to_string()), ("type", "3".into()), ("what", "kept words\0".into())];
        let parts = parts.map(|(name, value)| {
            format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        });
        let ask = Ask::of(Method::POST, "/tickets", &boundary, format!("{}--{BOUNDARY}--\r\n", parts.concat()));
        let page = scene.desk.ask(ask.cookie(&scene.owner)).await.with_status(422).body;
        assert!(page.contains("id=\"what-complaint\"") && page.contains("kept words"), "{page}");
        for (verb, field, ask) in [
            ("comments", "comment", json!({ "comment": "a\0" })),
            ("status", "comment", json!({ "version": 1, "status": "in_progress", "comment": "a\0" })),
            ("escalation", "why", json!({ "version": 1, "why": "a\0" })),
            ("assignee", "assignee", json!({ "version": 1, "assignee": "a\0" })),
            ("due", "because", json!({ "version": 1, "due": 2, "because": "a\0" })),
            ("type", "details", json!({ "version": 1, "type": 15, "details": "a\0" })),
            ("party", "party_number", json!({ "version": 1, "party_number": "a\0" })),
            ("party", "name", json!({ "version": 1, "prospect": true, "name": "a\0" })),
        ] {
            let said = scene.verb(&scene.owner, number, verb, &ask).await.with_status(422);
            assert_eq!(said.complaints(), [format!("{field}=input-nul")], "{verb}");
        }
        let fields = [("comment", "kept\0words")];
        let form = Ask::post(&format!("/tickets/{number}/comments"), &fields).cookie(&scene.owner);
        let page = scene.desk.ask(form).await.with_status(422).body;
        assert!(page.contains("id=\"comment-complaint\"") && page.contains("words"), "{page}");
        let turned = scene.open(&scene.inquiry("invoice\u{202E}fdp.exe", "no")).await.with_status(201);
        assert_eq!(turned.json()["subject"], "invoicefdp.exe");
        assert_eq!(scene.count("tickets").await, 2);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_long_first_line_is_cut_for_lists_and_kept_whole() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for word in ["word ", "x", "東京", "👩‍👩‍👧"] {
            let text = word.repeat(10_000 / word.chars().count()).trim().to_owned();
            let view = scene.open(&scene.inquiry(&text, "no")).await.with_status(201).json();
            assert_eq!(view["body"], text);
            assert!(view["subject"].as_str().expect("a subject").chars().count() <= 160, "{view}");
        }
    })
    .await;
}

#[tokio::test]
async fn numbers_that_are_no_tickets_of_theirs() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        // Kinds that later issues bring belong to nobody yet.
        let other = scene.record().await;
        let kind = watchdesk::platform::db::Sql::new("UPDATE tickets SET kind = 'exception' WHERE id = ?");
        scene.desk.change(kind.bind(other)).await;
        let strange =
            ["0", "-1", "9223372036854775807", "9223372036854775808", "1e3", "abc", "%00", "%F0%9F%98%80", "1%2F2"];
        let mut names: Vec<String> = strange.map(str::to_owned).into();
        names.extend([(number + 2).to_string(), other.to_string()]);
        let nowhere = scene.desk.ask(Ask::get("/nowhere").json().bearer(&scene.owner)).await.complaints();
        for name in names {
            for place in ["", "/receipt", "/deadline"] {
                let ask = Ask::get(&format!("/tickets/{name}{place}")).json().bearer(&scene.owner);
                let said = scene.desk.ask(ask).await.with_status(404);
                assert_eq!(said.complaints(), nowhere, "{name}{place}");
            }
            let asks = [
                ("comments", json!({ "comment": "x" })),
                ("status", json!({ "version": 1, "status": "closed" })),
                ("escalation", json!({ "version": 1 })),
            ];
            for (verb, ask) in asks {
                let ask = Ask::send(Method::POST, &format!("/tickets/{name}/{verb}"), &ask).bearer(&scene.owner);
                assert_eq!(scene.desk.ask(ask).await.with_status(404).complaints(), nowhere, "{name}/{verb}");
            }
        }
        assert_eq!(scene.count("comments").await, 0);
    })
    .await;
}

const BOUNDARY: &str = "----watchdesk";
const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

#[tokio::test]
async fn wrong_types_are_named_at_their_field() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let wrong = [
            ("party", json!("4711")),
            ("party", json!(1.5)),
            ("type", json!([3])),
            ("what", json!({ "text": "x" })),
            ("what", json!(7)),
            ("due", json!("tomorrow")),
            ("due", json!(99_999_999_999_i64)),
            ("escalate", json!(true)),
            ("escalate", json!("maybe")),
            ("why", json!(["x"])),
        ];
        for (field, value) in wrong {
            let mut ask = scene.inquiry("Sound", "yes");
            ask[field] = value;
            assert_eq!(
                scene.open(&ask).await.with_status(422).complaints(),
                [format!("{field}=web-field-wrong")],
                "{ask}"
            );
        }
        let number = scene.record().await;
        for (comment, key) in [(json!(null), "wrong"), (json!(5), "wrong"), (json!(["a"]), "wrong")] {
            let said = scene.verb(&scene.owner, number, "comments", &json!({ "comment": comment })).await;
            assert_eq!(said.with_status(422).complaints(), [format!("comment=web-field-{key}")]);
        }
        let said = scene.verb(&scene.owner, number, "comments", &json!({})).await.with_status(422);
        assert_eq!(said.complaints(), ["comment=web-field-missing"]);
        assert_eq!(scene.count("tickets").await, 1);
    })
    .await;
}

async fn raw(scene: &Scene, path: &str, content_type: &str, body: &str) -> Said {
    let ask = Ask::of(Method::POST, path, content_type, body.to_owned()).header("accept", JSON);
    scene.desk.ask(ask.bearer(&scene.owner)).await
}

#[tokio::test]
async fn bodies_that_are_none() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        for path in ["/tickets".to_owned(), format!("/tickets/{number}/comments"), format!("/tickets/{number}/status")]
        {
            for broken in ["", "{", "[]", "null", "7", "{\"a\":1,}", "\u{FEFF}{}"] {
                assert_eq!(raw(&scene, &path, JSON, broken).await.status, 422, "{path} {broken}");
            }
            for other in ["text/plain", "text/xml", "application/octet-stream", "application/jsonp", "x"] {
                assert_eq!(raw(&scene, &path, other, "a=b").await.status, 415, "{path} {other}");
            }
            // Only the form that opens a ticket has room for files.
            let parts = raw(&scene, &path, "multipart/form-data; boundary=x", "a=b").await;
            assert_eq!(parts.status, if path == "/tickets" { 422 } else { 415 }, "{path}");
            let huge = json!({ "comment": "x".repeat(1024 * 1024), "what": "x" }).to_string();
            assert_eq!(raw(&scene, &path, JSON, &huge).await.status, 413, "{path}");
            assert_eq!(raw(&scene, &path, FORM, &huge).await.status, 413, "{path}");
            assert_eq!(raw(&scene, &path, FORM, "what=%FF").await.status, 422, "{path}");
        }
        let twice = raw(&scene, &format!("/tickets/{number}/comments"), FORM, "comment=a&comment=b").await;
        assert_eq!(twice.complaints(), ["comment=web-field-twice"]);
        let deep = format!("{{\"comment\":{}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
        assert_eq!(raw(&scene, &format!("/tickets/{number}/comments"), JSON, &deep).await.status, 422);
        let key = Ask::send(Method::POST, "/tickets", &scene.inquiry("Key", "no")).header("idempotency-key", "no uuid");
        assert_eq!(
            scene.desk.ask(key.bearer(&scene.owner)).await.with_status(422).complaints(),
            ["request_key=web-request-key"]
        );
        assert_eq!((scene.count("tickets").await, scene.count("comments").await), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn queries_and_fields_that_nobody_knows() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for (field, value) in [("number", json!(1)), ("status", json!("closed")), ("version", Value::Null)] {
            let mut ask = scene.inquiry("Sound", "no");
            ask[field] = value;
            assert_eq!(scene.open(&ask).await.with_status(422).complaints(), ["*=web-field-unknown"], "{field}");
        }
        assert_eq!(scene.count("tickets").await, 0);
        let number = scene.record().await;
        let strange = ["?x=1", "?", "?number=7", "?%00=%00", "?=&&=", "?a=b&a=b"];
        for query in strange {
            let said = scene.page(&scene.owner, &format!("/tickets/{number}{query}")).await;
            assert_eq!(said.status, 200, "{query}");
        }
        for query in ["", "?party="] {
            let said = scene.page(&scene.owner, &format!("/tickets/new{query}")).await.with_status(200);
            assert!(said.body.contains("Whom is it about?"), "{query}: {}", said.body);
        }
        for query in ["?party=x", "?party=1&party=2", "?party=%FF"] {
            let said = scene.page(&scene.owner, &format!("/tickets/new{query}")).await;
            assert_eq!(said.status, 422, "{query}");
        }
    })
    .await;
}
