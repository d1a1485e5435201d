//! Prospects who turn out to be one person, and those who only look so: what becomes of their tickets, of what was typed
//! about them, and of what an import could not tell.

use super::inquiry::Scene;
use super::prospects::{import, import_after, opened};
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;
use watchdesk::parties::keying;
use watchdesk::platform::db::{Reads, Sql, Tx};
use watchdesk::platform::jobs::{Runner, Schedule};
use watchdesk::platform::text::Catalogue;

const DAY: i64 = 86_400_000;

fn zed(version: i64, email: &str) -> Value {
    json!({ "version": version, "prospect": true, "name": "Zed Quill", "phone": "416 555 7777", "email": email })
}

#[tokio::test]
async fn a_ticket_goes_to_the_prospect_whom_it_shows_to_be_two() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (mailed, first) = opened(&scene, "Zed Quill", "", "zed@example.com").await;
        let (called, second) = opened(&scene, "Zed Quill", "416 555 7777", "").await;
        let (again, _) = opened(&scene, "Zed Quill", "416 555 7777", "").await;
        assert_ne!(first, second);
        // On the ticket of one of them somebody types what both are known by.
        let mut ask = zed(1, "zed@example.com");
        ask["others"] = true.into();
        let view = scene.verb(&scene.owner, called, "party", &ask).await.with_status(200).json();
        assert_eq!((&view["party"]["id"], &view["party"]["phone"]), (&json!(first), &json!("416 555 7777")), "{view}");
        for ticket in [called, again] {
            assert_eq!(scene.ticket(ticket).await["party"]["id"], first);
            assert_eq!(scene.happened(ticket).await, ["ticket.opened", "ticket.reattached"]);
            let entries = scene.ticket(ticket).await["timeline"].clone();
            let by = |entry: &Value| entry["by"]["user_name"].clone();
            let by: Vec<_> = entries.as_array().expect("a list").iter().map(by).collect();
            assert!(by.len() >= 2 && by.iter().all(|by| by == "CA-mchen"), "a person found it out: {entries}");
        }
        // The same once more says nothing new; another address does, and is kept.
        let said = scene.verb(&scene.owner, called, "party", &zed(2, "zed@example.com")).await.with_status(422);
        assert_eq!(said.complaints(), ["name=ticket-party-same"]);
        let view = scene.verb(&scene.owner, called, "party", &zed(2, "zq@example.com")).await.with_status(200).json();
        assert_eq!((&view["version"], &view["party"]["email"]), (&json!(2), &json!("zq@example.com")));
        assert_eq!(scene.happened(mailed).await, ["ticket.opened"]);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_page_puts_somebody_elses_ticket_to_two_who_are_one() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (_, first) = opened(&scene, "Zed Quill", "", "zed@example.com").await;
        let (called, _) = opened(&scene, "Zed Quill", "416 555 7777", "").await;
        let other = scene.record().await;
        let who = [("name", "Zed Quill"), ("phone", "416 555 7777"), ("email", "zed@example.com")];
        for ticket in [other, called] {
            let version = scene.ticket(ticket).await["version"].to_string();
            let fields = [&[("version", version.as_str()), ("prospect", "yes")], &who[..]].concat();
            let ask = Ask::post(&format!("/tickets/{ticket}/party"), &fields).cookie(&scene.owner);
            let said = scene.desk.ask(ask).await;
            match ticket == other {
                true => drop(said.with_status(303)),
                false => assert!(said.with_status(422).body.contains("id=\"name-complaint\""), "it went along already"),
            }
            assert_eq!(scene.ticket(ticket).await["party"]["id"], first);
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_made_up_address_makes_nobody_one_person() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let mut tickets = Vec::new();
        for name in ["Ann Lee", "Bo Ek", "Cy Fox", "Di Gray", "Ed Hale", "Flo Ives"] {
            tickets.push(opened(&scene, name, "", "none@example.com").await);
        }
        let done = import(&scene, "number,name,email\n900,Ann Lee,none@example.com\n").await;
        assert_eq!((done.added, done.attached, done.doubts.len(), done.doubts_more), (1, 0, 5, 1));
        let texts = Catalogue::load().expect("a catalogue").texts("en");
        let said = done.said(&texts);
        assert!(said[1].contains("Line 2, Ann Lee (900): could be “Ann Lee”"), "{said:#?}");
        assert!(said[2].contains("“Bo Ek”") && said[6].contains("one more"), "{said:#?}");
        for (ticket, party) in tickets {
            let view = scene.ticket(ticket).await;
            assert_eq!((&view["party"]["id"], &view["party"]["number"]), (&json!(party), &Value::Null));
            assert_eq!(view["version"], 1);
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn doubts_are_few_and_kept_for_a_day() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for _ in 0..7 {
            opened(&scene, "Cy Fox", "", "").await;
        }
        let lines: String = (0..12).map(|line| format!("{},Cy Fox\n", 900 + line)).collect();
        let done = import(&scene, &format!("number,name\n{lines}")).await;
        assert_eq!((done.doubts.len(), done.doubts_more), (50, 34), "five of each line, fifty in all");
        assert_eq!(scene.count("party_import_doubts").await, 50);
        import_after(&scene, DAY / 2, "number,name\n1,One\n").await;
        assert_eq!(scene.count("party_import_doubts").await, 50, "whoever imported may still be reading");
        import_after(&scene, DAY + 1_000, "number,name\n1,One\n").await;
        assert_eq!(scene.count("party_import_doubts").await, 0);
    })
    .await;
}

#[tokio::test]
async fn whoever_leads_to_another_is_keyed_no_more() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let db = &scene.desk.app.db;
        let (_, first) = opened(&scene, "Zed Quill", "", "zed@example.com").await;
        let (_, second) = opened(&scene, "Zed Quill", "416 555 7777", "").await;
        import(&scene, "number,name,email,phone\nCA77777,Zed Quill,zed@example.com,416 555 7777\n").await;
        // As a desk that merged before it keyed those who were there.
        let before = async |tx: &mut Tx| Ok(tx.execute(Sql::new("UPDATE parties SET keyed = 0")).await?);
        db.write(None, before).await.expect("as before");
        let now = scene.desk.app.now();
        db.write(None, async move |tx: &mut Tx| keying::begin(tx, now).await).await.expect("queued");
        let closing = CancellationToken::new();
        let app = scene.desk.app.clone();
        let runner = Runner::new(db.clone(), app, watchdesk::jobs::registry(), Schedule::new()).expect("a runner");
        let running = tokio::spawn(runner.run(closing.clone()));
        let until = Instant::now() + Duration::from_secs(60);
        let unkeyed = || Sql::new("SELECT count(*) FROM parties WHERE keyed = 0 AND same_as IS NULL");
        while db.reads().value::<i64>(unkeyed()).await.expect("a count") != Some(0) {
            assert!(Instant::now() < until, "never keyed");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        closing.cancel();
        running.await.expect("an end");
        let found = scene.desk.ask(Ask::get("/parties?number=555+7777").json().bearer(&scene.owner)).await.json();
        let ids: Vec<_> = found["parties"].as_array().expect("parties").iter().map(|one| &one["id"]).collect();
        assert_eq!(ids, [&json!(first)], "{second} is found by nothing");
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_about_the_other_row_goes_on_and_is_dropped_when_sent() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (_, first) = opened(&scene, "Zed Quill", "", "zed@example.com").await;
        let (_, second) = opened(&scene, "Zed Quill", "416 555 7777", "").await;
        let keep = async |form: &str| {
            let typed = json!({ "fields": { "what": "Half a sent", "due": "1", "escalate": "no" } });
            let ask = Ask::send(Method::PUT, &format!("/drafts/{form}"), &typed).bearer(&scene.owner);
            scene.desk.ask(ask).await.with_status(200);
        };
        keep(&format!("new-ticket-{second}.a")).await;
        import(&scene, "number,name,email,phone\nCA77777,Zed Quill,zed@example.com,416 555 7777\n").await;
        let form = format!("/tickets/new?party={second}");
        for typed_about in [second, first] {
            let page = scene.page(&scene.owner, &form).await.with_status(200);
            assert!(page.body.contains("Half a sent") && page.body.contains("CA77777"), "{}", page.body);
            let (party, name) = (page.hidden("party"), page.hidden("form"));
            assert_eq!([party, name], [&*typed_about.to_string(), &*format!("new-ticket-{typed_about}.a")]);
            let fields = [("party", party), ("form", name), ("type", "3"), ("what", "A whole one")];
            let fields = [&fields[..], &[("due", "1"), ("escalate", "no")]].concat();
            let done = scene.desk.ask(Ask::post("/tickets", &fields).cookie(&scene.owner)).await.with_status(303);
            let opened: i64 = done.place().split('/').nth(2).expect("a number").parse().expect("a number");
            assert_eq!(scene.ticket(opened).await["party"]["id"], first);
            let page = scene.page(&scene.owner, &form).await.with_status(200).body;
            assert!(!page.contains("Half a sent"), "what was sent is no draft");
            assert!(page.contains(&format!("name=\"party\" value=\"{first}\"")), "{page}");
            if typed_about == second {
                keep(&format!("new-ticket-{first}.a")).await;
            }
        }
        scene.agrees().await;
    })
    .await;
}
