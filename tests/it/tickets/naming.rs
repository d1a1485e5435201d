//! Whose tickets: the assignee filter takes a name as people say it, and says who it could be where that is not clear.

use super::inquiry::Scene;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::new_user;
use serde_json::json;
use watchdesk::people::Role;
use watchdesk::people::users::NewUser;
use watchdesk::platform::db::Sql;

/// Two people whose names begin alike; the second has a ticket.
async fn okafors(scene: &Scene) -> i64 {
    for (user_name, name) in [("CA-rokafor", "Robert Okafor"), ("CA-rokello", "Amélie Okello")] {
        let ask = NewUser { display_name: name.into(), ..new_user(user_name, &[Role::Csr]).await };
        scene.desk.add(ask).await.expect("somebody new");
    }
    let number = scene.escalated().await;
    let ask = json!({ "version": 1, "assignee": "amelie" });
    let view = scene.verb(&scene.lead, number, "assignee", &ask).await.with_status(200).json();
    assert_eq!(view["assignee"]["user_name"], "CA-rokello", "a ticket is handed over by the same names");
    number
}

#[tokio::test]
async fn a_name_as_people_say_it_finds_their_tickets() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = okafors(&scene).await;
        for typed in ["CA-rokello", "ca-ROKELLO", "rokel", "Amélie Okello", "OKELLO", "amelie", "okello, am"] {
            let encoded: String = url::form_urlencoded::byte_serialize(typed.as_bytes()).collect();
            let place = format!("/tickets?assignee={encoded}");
            let view = scene.desk.ask(Ask::get(&place).json().bearer(&scene.owner)).await.with_status(200).json();
            assert_eq!(view["tickets"][0]["number"], number, "{typed}");
            assert_eq!(view["assignee"].as_str().map(str::to_lowercase).as_deref(), Some("ca-rokello"), "{typed}");
            let page = scene.page(&scene.owner, &place).await.with_status(200).body;
            // Every address of the page names them for good, whoever is called so tomorrow.
            let list = "list=status%3Dopen%26assignee%3D";
            assert!(
                page.to_lowercase().contains(&format!("/tickets/{number}?{list}ca-rokello").to_lowercase()),
                "{page}"
            );
        }
        let page = scene.page(&scene.owner, "/tickets").await.body;
        assert!(page.contains("list=\"assignees\" data-suggest=\"/colleagues\""), "{page}");
        let offered = scene.desk.ask(Ask::get("/colleagues?q=").json().bearer(&scene.owner)).await.with_status(200);
        assert!(
            offered.body.contains("\"Amélie Okello\"") && offered.body.contains("\"CA-rokello\""),
            "{}",
            offered.body
        );
        assert!(!offered.body.contains("ingrid"), "who works no inquiries is not offered: {}", offered.body);
        let part = scene.desk.ask(Ask::get("/tickets?assignee=me").fragment().cookie(&scene.owner)).await.body;
        assert!(part.contains("id=\"assignee-note\"") && !part.contains("complaint"), "{part}");
    })
    .await;
}

#[tokio::test]
async fn what_could_be_several_names_them_at_the_field() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        okafors(&scene).await;
        let said = scene.desk.ask(Ask::get("/tickets?assignee=ok").json().bearer(&scene.owner)).await.with_status(422);
        assert_eq!(said.complaints(), ["assignee=people-several-meant"]);
        let text = said.json()["messages"][0]["text"].as_str().expect("a sentence").to_owned();
        assert!(text.contains("Robert Okafor (CA-rokafor), Amélie Okello (CA-rokello)"), "{text}");
        let page = scene.page(&scene.owner, "/tickets?assignee=ok&sort=due").await.with_status(422).body;
        assert!(page.contains("id=\"assignee-complaint\"") && page.contains("Amélie Okello (CA-rokello)"), "{page}");
        assert!(page.contains("value=\"ok\" aria-invalid=\"true\"") && page.contains("Whose tickets?"), "{page}");
        assert!(page.contains("id=\"more-filters\" open"), "the field is seen: {page}");
        assert!(!page.contains("class=\"count\""), "what was not counted is not said to be none: {page}");
        let part = Ask::get("/tickets?assignee=ok").fragment().cookie(&scene.owner);
        let part = scene.desk.ask(part).await.with_status(422).body;
        assert!(part.contains("id=\"assignee-complaint\"") && part.contains("id=\"list\""), "{part}");
        // So many that a sentence cannot name them all.
        let many = scene.desk.ask(Ask::get("/tickets?assignee=CA-").json().bearer(&scene.owner)).await;
        assert_eq!(many.complaints(), ["assignee=people-many-meant"]);
        let ask = json!({ "version": 1, "assignee": "ok" });
        let unsure = scene.verb(&scene.lead, scene.record().await, "assignee", &ask).await;
        assert_eq!(unsure.with_status(422).complaints(), ["assignee=people-several-meant"]);
    })
    .await;
}

#[tokio::test]
async fn who_is_not_there_is_said_and_who_has_left_keeps_their_tickets() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = okafors(&scene).await;
        for typed in ["ingrid%20x", "zzz", "%F0%9F%99%82", "%3Cb%3Ex", "%27%20OR%201=1"] {
            let place = format!("/tickets?assignee={typed}");
            let said = scene.desk.ask(Ask::get(&place).json().bearer(&scene.owner)).await.with_status(422);
            assert_eq!(said.complaints(), ["assignee=worklist-assignee-unknown"], "{typed}");
            let page = scene.page(&scene.owner, &place).await.with_status(422).body;
            assert!(page.contains("Nobody who works inquiries is called") && !page.contains("<b>x"), "{page}");
        }
        let endless = format!("/tickets?assignee={}", "x".repeat(10_000));
        let page = scene.page(&scene.owner, &endless).await.with_status(422).body;
        assert!(page.len() < 100_000);
        let gone = "UPDATE users SET disabled_at = 1 WHERE user_name = 'CA-rokello'";
        scene.desk.change(Sql::new(gone)).await;
        let list = scene.desk.ask(Ask::get("/tickets?assignee=ca-rokello").json().bearer(&scene.owner)).await;
        assert_eq!(list.with_status(200).json()["tickets"][0]["number"], number);
        let page = scene.page(&scene.owner, "/tickets?assignee=amelie").await.with_status(422).body;
        assert!(!page.contains("Amélie Okello</option>"), "{page}");
        for word in ["Me", "NOBODY", "me"] {
            scene.page(&scene.owner, &format!("/tickets?assignee={word}")).await.with_status(200);
        }
    })
    .await;
}

#[tokio::test]
async fn what_a_filter_names_and_nobody_has_is_said_in_its_place() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.escalated().await;
        for (query, complaint, sentence, title) in [
            ("type=99999", "type=worklist-no-such-type", "There is no such inquiry type", "Which type?"),
            (
                "party=NOPE%3Cb%3E",
                "party=worklist-no-such-party",
                "There is no distributor with the number “NOPE&#60;b&#62;”",
                "Which distributor?",
            ),
        ] {
            let place = format!("/tickets?{query}&creator=CA-");
            let said = scene.desk.ask(Ask::get(&place).json().bearer(&scene.owner)).await.with_status(422);
            assert_eq!(said.complaints(), [complaint]);
            let page = scene.page(&scene.owner, &place).await.with_status(422).body;
            assert!(page.contains(sentence) && page.contains(title) && !page.contains("Type: 99999"), "{page}");
            assert!(page.contains("id=\"more-filters\" open") && page.contains("aria-invalid=\"true\""), "{page}");
            assert!(!page.contains("class=\"count\""), "nothing was counted: {page}");
            assert!(page.contains("href=\"/tickets?status=closed&#38;creator=CA-&#38;"), "the tabs go on: {page}");
            let part = scene.desk.ask(Ask::get(&place).fragment().cookie(&scene.owner)).await.with_status(422).body;
            assert!(part.contains(sentence) && part.contains("id=\"list\""), "{part}");
        }
        let both = scene.desk.ask(Ask::get("/tickets?type=99999&party=NOPE&assignee=zzz").json().bearer(&scene.owner));
        assert_eq!(both.await.with_status(422).complaints().len(), 3);
    })
    .await;
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_a_page_with_a_way_on() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let place = "/tickets?status=bogus&creator=CA-&due=soon";
        let page = scene.page(&scene.owner, place).await.with_status(422).body;
        assert!(
            page.contains("class=\"nav\"") && page.contains("Status: ") && page.contains("role=\"alert\""),
            "{page}"
        );
        assert!(page.contains("value=\"CA-\"") && page.contains("href=\"/tickets?status=open\""), "{page}");
        assert!(!page.contains(&format!("/tickets/{number}?")), "nothing is shown that was not asked for: {page}");
        let said = scene.desk.ask(Ask::get(place).json().bearer(&scene.owner)).await.with_status(422);
        assert_eq!(said.complaints().len(), 1);
        let page = scene.page(&scene.owner, "/tickets?type=x").await.with_status(422).body;
        assert!(page.contains("id=\"type-complaint\""), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_retired_type_is_still_looked_for_by_its_name() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        scene.desk.change(Sql::new("UPDATE inquiry_types SET retired_at = ? WHERE id = 3").bind(1_i64)).await;
        let name: Option<String> = {
            use watchdesk::platform::db::Reads;
            let sql = Sql::new("SELECT name FROM inquiry_types WHERE id = 3");
            scene.desk.app.db.reads().value(sql).await.expect("a database")
        };
        let page = scene.page(&scene.owner, "/tickets?type=3").await.with_status(200).body;
        let chip = format!("Type: {}", name.expect("a type"));
        assert!(page.contains(&chip) && page.contains(&format!("/tickets/{number}?")), "{chip} {page}");
    })
    .await;
}
