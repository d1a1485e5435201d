//! How an inquiry came in: caller, number to call back, channel and order number, from the form to wherever they are
//! shown, and what bad input gets.

use super::inquiry::{Scene, number};
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::platform::db::Sql;

#[tokio::test]
async fn what_a_plain_form_says_is_shown_wherever_the_ticket_is() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let on_file = Sql::new("UPDATE parties SET phone = '+1 416 555 0134' WHERE id = ?").bind(scene.party);
        scene.desk.change(on_file).await;
        let form = scene.page(&scene.owner, &format!("/tickets/new?party={}", scene.party)).await.with_status(200);
        for part in ["name=\"caller\"", "name=\"call_back\"", "value=\"phone\" selected", "name=\"order_number\""] {
            assert!(form.body.contains(part), "{part}: {}", form.body);
        }
        assert!(form.body.contains("On file: <bdi>+1 416 555 0134</bdi>"), "{}", form.body);
        let what = form.body.find("name=\"what\"").expect("the box");
        assert!(what < form.body.find("name=\"caller\"").expect("a caller"), "the box comes first");
        let party = scene.party.to_string();
        let fields = [
            ("request_key", form.hidden("request_key")),
            ("party", &party),
            ("type", "3"),
            ("what", "Where is my order?"),
            ("caller", " Siobhán <O’Neil> "),
            ("call_back", "416 555 0199 x4"),
            ("channel", "chat"),
            ("order_number", "4711-B"),
            ("due", "1"),
            ("escalate", "no"),
        ];
        let done = scene.desk.ask(Ask::post("/tickets", &fields).cookie(&scene.owner)).await.with_status(303);
        let receipt = scene.page(&scene.owner, done.place()).await.with_status(200);
        let number: i64 = done.place().split('/').nth(2).expect("a number").parse().expect("a number");
        let page = scene.page(&scene.colleague, &format!("/tickets/{number}")).await.with_status(200);
        for part in ["Siobhán &#60;O’Neil&#62;", "href=\"tel:416 555 0199 x4\"", "<dd>Chat</dd>", "4711-B"] {
            assert!(receipt.body.contains(part), "{part}: {}", receipt.body);
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        let view = scene.ticket(number).await;
        let said = json!([view["caller"], view["call_back"], view["channel"], view["order_number"]]);
        assert_eq!(said, json!(["Siobhán <O’Neil>", "416 555 0199 x4", "chat", "4711-B"]));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn all_of_it_may_be_left_out() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let mut ask = scene.inquiry("Where is my order?", "no");
        let bare = scene.open(&ask).await.with_status(201).json();
        for field in ["caller", "call_back", "order_number"] {
            ask[field] = " \u{200B}".into();
        }
        ask["channel"] = Value::Null;
        let blank = scene.open(&ask).await.with_status(201).json();
        for view in [bare, blank] {
            let said = json!([view["caller"], view["call_back"], view["channel"], view["order_number"]]);
            assert_eq!(said, json!([null, null, "phone", null]));
        }
    })
    .await;
}

#[tokio::test]
async fn bad_input_is_refused_at_its_field_and_kept() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let party = scene.party.to_string();
        for (field, text, complaint) in [
            ("caller", "x".repeat(10_000), "input-too-long"),
            ("caller", "a\u{7}b".into(), "input-control"),
            ("call_back", "4".repeat(41), "input-too-long"),
            ("call_back", "416\u{1B}".into(), "input-control"),
            ("order_number", "x".repeat(61), "input-too-long"),
        ] {
            let mut ask = scene.inquiry("Typed", "no");
            ask[field] = text.as_str().into();
            assert_eq!(scene.open(&ask).await.with_status(422).complaints(), [format!("{field}={complaint}")]);
            let mut fields =
                vec![("party", &*party), ("type", "3"), ("what", "Typed"), ("due", "1"), ("escalate", "no")];
            fields.push(("channel", "email"));
            fields.push((field, &text));
            let kept = if field == "caller" { ("order_number", "Kept 7") } else { ("caller", "Kept 7") };
            fields.push(kept);
            let page = scene.desk.ask(Ask::post("/tickets", &fields).cookie(&scene.owner)).await.with_status(422);
            assert!(page.body.contains(&format!("id=\"{field}-complaint\"")), "{field}: {}", page.body);
            for part in ["value=\"Kept 7\"", "value=\"email\" selected", &format!("name=\"{}\"", kept.0)] {
                assert!(page.body.contains(part), "{part}: {}", page.body);
            }
        }
        let mut ask = scene.inquiry("Not even text", "no");
        ask["call_back"] = "416\0".into();
        assert_eq!(scene.open(&ask).await.with_status(422).complaints(), ["call_back=input-nul"]);
        let mut ask = scene.inquiry("By pigeon", "no");
        ask["channel"] = "pigeon".into();
        assert_eq!(scene.open(&ask).await.with_status(422).complaints(), ["channel=web-field-wrong"]);
        assert_eq!(scene.count("tickets").await, 0);
        for text in ["👩‍👩‍👧 שלום", "<script>alert(1)</script>"] {
            let mut ask = scene.inquiry("Odd but sound", "no");
            ask["caller"] = text.into();
            let said = scene.open(&ask).await.with_status(201);
            assert_eq!(said.json()["caller"], text);
            let page = scene.page(&scene.owner, &format!("/tickets/{}", number(&said))).await;
            assert!(!page.body.contains("<script>alert"), "{}", page.body);
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_draft_keeps_it() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let typed = json!({ "fields": {
            "caller": "Half a na", "call_back": "416", "channel": "chat", "order_number": "47", "due": "1",
        } });
        let keep = Ask::send(Method::PUT, &format!("/drafts/new-ticket-{}", scene.party), &typed);
        scene.desk.ask(keep.bearer(&scene.owner)).await.with_status(200);
        let form = scene.page(&scene.owner, &format!("/tickets/new?party={}", scene.party)).await.with_status(200);
        for part in ["value=\"Half a na\"", "value=\"416\"", "value=\"chat\" selected", "value=\"47\""] {
            assert!(form.body.contains(part), "{part}: {}", form.body);
        }
    })
    .await;
}
