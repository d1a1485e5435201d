//! What the desk did not understand, or understood in one way of two: it is said, on pages and to programs.

use super::inquiry::Scene;
use super::prospects::import;
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use crate::support::desk::new_user;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::people::Role;
use watchdesk::people::users::NewUser;
use watchdesk::platform::db::Sql;

async fn list(scene: &Scene, query: &str) -> Said {
    scene.desk.ask(Ask::get(&format!("/tickets?{query}")).json().bearer(&scene.owner)).await
}

fn text(said: &Said) -> String {
    said.json()["messages"][0]["text"].as_str().expect("a sentence").to_owned()
}

#[tokio::test]
async fn a_creator_whom_nobody_is_called_is_said_at_the_field() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.escalated().await;
        for typed in ["ZZ-", "zz", "CA-zzz", "Mei Chenn"] {
            let encoded: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
            let said = list(&scene, &format!("creator={encoded}")).await.with_status(422);
            assert_eq!(said.complaints(), ["creator=worklist-no-such-creator"], "{typed}");
            let place = format!("/tickets?creator={encoded}&status=pending");
            let page = scene.page(&scene.owner, &place).await.with_status(422).body;
            assert!(page.contains("id=\"creator-complaint\"") && page.contains(&format!("“{typed}”")), "{page}");
            assert!(page.contains("Created by whom?") && page.contains("id=\"more-filters\"><summary"), "{page}");
            assert!(!page.contains("class=\"count\""), "what was not counted is not said to be none: {page}");
            let part = scene.desk.ask(Ask::get(&place).fragment().cookie(&scene.owner)).await.with_status(422).body;
            assert!(part.contains("id=\"creator-note\"") && part.contains("id=\"creator-complaint\""), "{part}");
        }
        for typed in ["ca-", "C", "CA-b", "UK-", ""] {
            list(&scene, &format!("scope=all&creator={typed}")).await.with_status(200);
        }
        let other = new_user("CA-mchen2", &[Role::Csr]).await;
        scene.desk.add(NewUser { display_name: "Somebody Else".into(), ..other }).await.expect("a namesake");
        let own = scene.record().await;
        let of_other = Sql::new(
            "UPDATE tickets SET created_by = (SELECT id FROM users WHERE user_name = 'CA-mchen2') WHERE id = ?",
        );
        scene.desk.change(of_other.bind(scene.record().await)).await;
        for typed in ["CA-mchen", "ca-MCHEN", "name+of+ca-mchen"] {
            let said = list(&scene, &format!("scope=all&escalated=no&creator={typed}")).await.with_status(200).json();
            let numbers = said["tickets"].as_array().expect("rows").iter().map(|row| row["number"].clone());
            assert_eq!(numbers.collect::<Vec<_>>(), [json!(own)], "{typed}");
        }
        let said = list(&scene, "scope=all&escalated=no&creator=CA-mch").await.with_status(200).json();
        assert_eq!(said["tickets"].as_array().map(Vec::len), Some(2), "{said}");
    })
    .await;
}

#[tokio::test]
async fn a_word_that_a_filter_has_not_is_repeated_in_plain_language() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.escalated().await;
        for (query, field, name) in [
            ("status=foo", "status", "Status"),
            ("sort=foo", "sort", "Sort by"),
            ("scope=foo", "scope", "Which tickets"),
        ] {
            let said = list(&scene, query).await.with_status(422);
            assert_eq!(said.complaints(), [format!("{field}=worklist-no-such-word")]);
            assert!(text(&said).contains(field), "{}", said.body);
            let page = scene.page(&scene.owner, &format!("/tickets?{query}")).await.with_status(422).body;
            let (_, notice) = page.split_once("role=\"alert\"").expect("a notice");
            assert!(notice.contains(&format!("{name}: “foo” cannot be chosen here.")), "{notice}");
            assert!(!notice.contains("expected form") && notice.contains("href=\"/tickets?status=open\""), "{notice}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_of_another_order_begins_anew_and_says_so() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for _ in 0..52 {
            scene.record().await;
        }
        let first = list(&scene, "scope=all&sort=number").await.with_status(200).json();
        let next = first["next"].as_str().expect("a second page");
        let second = list(&scene, &format!("scope=all&sort=number&after={next}")).await.with_status(200).json();
        assert_eq!(second["tickets"].as_array().map(Vec::len), Some(2));
        for query in [
            "sort=number&after=nonsense".to_owned(),
            format!("sort=due&after={next}"),
            format!("sort=number&direction=descending&after={next}"),
            format!("after={next}"),
        ] {
            let said = list(&scene, &format!("scope=all&{query}")).await.with_status(422);
            assert_eq!(said.complaints(), ["after=worklist-after-lost"], "{query}");
            let page = scene.page(&scene.owner, &format!("/tickets?scope=all&{query}")).await.with_status(200).body;
            let (_, notice) = page.split_once("role=\"alert\"").unwrap_or_else(|| panic!("{query} {page}"));
            assert!(notice.contains("This is the first page.") && page.contains("1–50 of 52"), "{query} {page}");
            assert!(page.contains("id=\"more-filters\"><summary") && !page.contains("after=nonsense"), "{page}");
        }
        assert!(!scene.page(&scene.owner, "/tickets?scope=all&after=").await.body.contains("role=\"alert\""));
        let two = list(&scene, "party=NOPE&after=nonsense").await.with_status(422).complaints();
        assert_eq!(two, ["party=worklist-no-such-party", "after=worklist-after-lost"]);
    })
    .await;
}

#[tokio::test]
async fn a_distributor_is_named_by_the_digits_of_the_number_too() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        import(&scene, "number,name\nCA-41072,Elm Trading\nCA-500,Ash Trading\nUK-500,Birch Trading\n").await;
        let number = scene.record().await;
        let ask = json!({ "version": 1, "party_number": "41072" });
        let view = scene.verb(&scene.owner, number, "party", &ask).await.with_status(200).json();
        assert_eq!(view["party"]["number"], "CA-41072", "a ticket is moved by the same numbers");
        for typed in ["CA-41072", "ca 41072", "CA41072", "41072", " 410 72 ", "ｃａ－４１０７２"] {
            let encoded: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
            let view = list(&scene, &format!("scope=all&party={encoded}")).await.with_status(200).json();
            assert_eq!(
                (&view["tickets"][0]["number"], &view["party"]),
                (&json!(number), &json!("CA-41072")),
                "{typed}"
            );
        }
        let page = scene.page(&scene.owner, "/tickets?scope=all&party=41072").await.with_status(200).body;
        assert!(page.contains("Distributor CA-41072") && page.contains("name=\"party\" maxlength=\"40\""), "{page}");
        for beginning in ["4107", "1072", "CA-4107"] {
            let said = list(&scene, &format!("party={beginning}")).await.with_status(422);
            assert_eq!(said.complaints(), ["party=worklist-no-such-party"], "a digit may be missing: {beginning}");
        }
        let said = list(&scene, "party=500").await.with_status(422);
        assert_eq!(said.complaints(), ["party=worklist-several-parties"]);
        assert!(text(&said).contains("CA-500, UK-500"), "{}", said.body);
        let page = scene.page(&scene.owner, "/tickets?party=500").await.with_status(422).body;
        assert!(page.contains("id=\"party-complaint\"") && page.contains("CA-500, UK-500"), "{page}");
        let ask = json!({ "version": 2, "party_number": "500" });
        let said = scene.verb(&scene.owner, number, "party", &ask).await.with_status(422);
        assert_eq!(said.complaints(), ["party_number=ticket-party-several"]);
    })
    .await;
}

#[tokio::test]
async fn an_hour_that_is_none_promises_nothing() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        for hour in ["99:99", "noon", "15.30", "9", "%00"] {
            for ticket in ["", &format!("&ticket={number}")] {
                let place = format!("/tickets/promises?hour={hour}{ticket}");
                let said = scene.desk.ask(Ask::get(&place).json().bearer(&scene.owner)).await.with_status(422);
                assert_eq!(said.complaints(), ["hour=ticket-hour-unreadable"], "{place}");
            }
        }
        for hour in ["", "15:30", "9:00"] {
            let place = format!("/tickets/promises?hour={hour}");
            scene.desk.ask(Ask::get(&place).json().bearer(&scene.owner)).await.with_status(200);
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_program_says_in_two_ways_is_refused_and_a_form_is_forgiven() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for (field, value, complaint) in [
            ("why", "lost", "why=ticket-why-of-escalation"),
            ("name", "Ann", "name=party-prospect-only"),
            ("phone", "416 555 0134", "phone=party-prospect-only"),
            ("email", "ann@example.com", "email=party-prospect-only"),
        ] {
            let mut ask = scene.inquiry("Sound", "no");
            ask[field] = value.into();
            assert_eq!(scene.open(&ask).await.with_status(422).complaints(), [complaint]);
        }
        assert_eq!(scene.count("tickets").await, 0, "nothing was half done");
        let party = scene.party.to_string();
        let form = [
            ("party", party.as_str()),
            ("type", "3"),
            ("what", "x"),
            ("due", "1"),
            ("escalate", "no"),
            ("why", "left over"),
        ];
        scene.desk.ask(Ask::post("/tickets", &form).cookie(&scene.owner)).await.with_status(303);
        let number = scene.record().await;
        let refused = async |verb: &str, ask: Value| {
            let path = format!("/tickets/{number}/{verb}");
            let said = scene.desk.ask(Ask::send(Method::POST, &path, &ask).bearer(&scene.owner)).await;
            said.with_status(422).complaints()
        };
        let due = json!({ "version": 1, "due": 2, "day": "2026-11-09", "because": "x" });
        assert_eq!(refused("due", due).await, ["day=ticket-due-or-day"]);
        let party = json!({ "version": 1, "prospect": true, "name": "Ann", "party_number": "4711" });
        assert_eq!(refused("party", party).await, ["party_number=ticket-party-or-prospect"]);
        let party = json!({ "version": 1, "party_number": "4711", "phone": "416 555 0134" });
        assert_eq!(refused("party", party).await, ["phone=party-prospect-only"]);
        let form = [("version", "1"), ("due", "2"), ("day", "2026-11-09"), ("because", "a button chosen last counts")];
        scene.desk.ask(Ask::post(&format!("/tickets/{number}/due"), &form).cookie(&scene.owner)).await.with_status(303);
        assert_eq!(scene.ticket(number).await["due"]["days"], 2);
    })
    .await;
}
