//! The pages of this room beside their JSON: what one says, the other says too.

use super::inquiry::Scene;
use crate::support::asking::{Ask, without_ids};
use crate::support::databases::on_both;
use serde_json::{Value, json};

#[tokio::test]
async fn json_says_what_html_says() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        scene
            .verb(&scene.owner, number, "comments", &json!({ "comment": "See https://example.org/a?b=1&c=2 please" }))
            .await;
        let pending = json!({ "version": 2, "status": "pending", "reason": "carrier" });
        scene.verb(&scene.lead, number, "status", &pending).await.with_status(200);
        let view = scene.ticket(number).await;
        for path in [format!("/tickets/{number}"), format!("/tickets/{number}/receipt")] {
            let page = scene.page(&scene.owner, &path).await.with_status(200).body;
            for text in [&view["number"].to_string(), text(&view["subject"]), "Pending: waiting for the carrier"] {
                assert!(page.contains(text), "{path} {text}: {page}");
            }
            assert!(page.contains(text(&view["assignee"]["display_name"])), "{path}: {page}");
            let part = scene.desk.ask(Ask::get(&path).fragment().cookie(&scene.owner)).await.with_status(200).body;
            assert!(without_ids(&page).contains(without_ids(&part).trim()), "the fragment is a part of the page");
        }
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.body;
        assert!(page.contains("href=\"https://example.org/a?b=1&amp;c=2\""), "{page}");
        assert!(page.contains("Name of CA-lhart set it to Pending"), "{page}");
        assert!(page.contains("Oak &#38; Sons &#60;Trading&#62;"), "{page}");
        for entry in view["timeline"].as_array().expect("a timeline") {
            assert!(page.contains(&format!("id=\"e-{}\"", entry["seq"])), "{entry}: {page}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_form_offers_what_its_json_offers() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let path = format!("/tickets/new?party={}", scene.party);
        let view = scene.desk.ask(Ask::get(&path).json().bearer(&scene.owner)).await.with_status(200).json();
        let page = scene.page(&scene.owner, &path).await.with_status(200).body;
        for kind in view["types"].as_array().expect("types") {
            assert!(page.contains(&format!("<option value=\"{}\"", kind["id"])), "{kind}: {page}");
        }
        let due = view["due"].as_array().expect("promises");
        assert_eq!(due.len(), 4);
        for offer in due {
            assert!(page.contains(text(&offer["words"])), "{offer}: {page}");
        }
        assert!(page.contains("Yes, to") && page.contains(text(&view["lead"]["display_name"])), "{page}");
    })
    .await;
}

#[tokio::test]
async fn every_form_works_without_script() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200).body;
        let forms: Vec<_> = page.split("<form").skip(1).filter(|form| form.contains("method=\"post\"")).collect();
        assert!(forms.len() >= 4, "{page}");
        for form in forms {
            let action = form.split_once("action=\"").expect("an action").1.split('"').next().expect("a place");
            let is_ours = ["comments", "status", "escalation", "assignee", "due", "type", "party", "files"]
                .iter()
                .any(|verb| action.ends_with(verb));
            assert!(is_ours || action == "/sign-out", "{action}");
            assert!(form.contains("<button"), "{form}");
        }
        let flash = scene
            .desk
            .ask(Ask::post(&format!("/tickets/{number}/comments"), &[("comment", "Said")]).cookie(&scene.owner));
        let flash = flash.await.with_status(303);
        let cookie = flash.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        let ask = Ask::get(flash.place()).header("cookie", &format!("session={}; {cookie}", scene.owner));
        let page = scene.desk.ask(ask).await.with_status(200);
        assert!(page.body.contains("Your comment is on"), "{}", page.body);
    })
    .await;
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

#[tokio::test]
async fn programs_have_what_the_customer_asked_before() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (first, second) = (scene.record().await, scene.escalated().await);
        let numbers = |view: &Value| -> Vec<Value> {
            let earlier = view["earlier"].as_array().expect("tickets").iter();
            earlier.map(|brief| brief["number"].clone()).collect()
        };
        assert_eq!(numbers(&scene.ticket(second).await), [json!(first)]);
        assert_eq!(numbers(&scene.ticket(first).await), [] as [Value; 0]);
        let third = scene.open(&scene.inquiry("Again", "no")).await.with_status(201).json();
        assert_eq!(numbers(&third), [json!(second), json!(first)]);
    })
    .await;
}
