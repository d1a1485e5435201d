//! The worklist as a file: the same tickets in the same order as the page, however many, in the reader's words; no formula, no
//! more than they may see, and never half of it under the name of all.

use super::inquiry::Scene;
use super::many;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::Desk;
use http_body_util::BodyExt;
use serde_json::{Value, json};
use watchdesk::people::{Actor, accounts};
use watchdesk::platform::db::{Sql, Tx};
use watchdesk::platform::events;
use watchdesk::platform::sheets::{Limits, SENT_AT_ONCE, SENT_TO_ONE, Sheet, read_bytes};
use watchdesk::tickets::Status;

async fn exported(desk: &Desk, token: &str, format: &str, query: &str) -> Sheet {
    let ask = Ask::get(&format!("/tickets/export?format={format}&{query}")).cookie(token);
    let bytes = desk.file(ask).await;
    read_bytes(&format!("a.{format}"), bytes, &Limits::default()).expect("a table")
}

fn column(sheet: &Sheet, at: usize) -> Vec<String> {
    sheet.rows().map(|row| row.get(at).to_owned()).collect()
}

/// The numbers of all pages of a list.
async fn listed(desk: &Desk, token: &str, query: &str) -> Vec<String> {
    let (mut numbers, mut after): (Vec<String>, Option<String>) = (Vec::new(), None);
    loop {
        let behind = after.map(|after| format!("&after={after}")).unwrap_or_default();
        let view = desk.ask(Ask::get(&format!("/tickets?{query}{behind}")).json().bearer(token)).await;
        let view = view.with_status(200).json();
        numbers.extend(view["tickets"].as_array().expect("rows").iter().map(|row| row["number"].to_string()));
        match view["next"].as_str() {
            Some(next) => after = Some(next.to_owned()),
            None => return numbers,
        }
    }
}

#[tokio::test]
async fn a_file_has_what_the_page_lists_in_its_order() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        many::fill(&scene.desk, &scene.cast, 1_240, &[Status::Open, Status::Closed]).await;
        let full = listed(&scene.desk, &scene.owner, "scope=all").await;
        assert_eq!(full.len(), 620, "more than is read at a time");
        for query in [
            "scope=all",
            "scope=all&status=closed",
            "scope=all&status=closed&sort=customer&direction=descending",
            "scope=all&sort=created_by",
            "scope=mine&creator=CA-m&type=3",
            "scope=all&status=closed&creator=CA-&sort=changed",
            "scope=all&due=overdue&assignee=me",
            "scope=all&order=so%201",
            "status=pending",
        ] {
            let sheet = exported(&scene.desk, &scene.owner, "csv", query).await;
            assert_eq!(column(&sheet, 0), listed(&scene.desk, &scene.owner, query).await, "{query}");
        }
        let sheet = exported(&scene.desk, &scene.owner, "xlsx", "scope=all&after=nonsense").await;
        assert_eq!(column(&sheet, 0), full);
    })
    .await;
}

#[tokio::test]
async fn cells_are_in_the_readers_words_and_by_their_clock() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let what = "=HYPERLINK(\"http://x\");=1+1\nand so on";
        let ask = json!({ "party": scene.party, "type": 15, "details": "＝Parking", "what": what, "due": 1,
            "escalate": "yes", "order_number": "+7", "channel": "email" });
        let number = scene.open(&ask).await.with_status(201).json()["number"].to_string();
        for format in ["csv", "xlsx"] {
            let sheet = exported(&scene.desk, &scene.owner, format, "").await;
            let row = sheet.rows().next().expect("a row");
            let cells: Vec<&str> = row.cells().take(14).collect();
            assert_eq!(
                cells,
                [
                    &number,
                    "Open",
                    "",
                    "=HYPERLINK(\"http://x\");=1+1",
                    "4711",
                    "Oak & Sons <Trading>",
                    "Other",
                    "＝Parking",
                    "E-mail",
                    "+7",
                    "CA-mchen",
                    "CA-lhart",
                    "Yes",
                    "CA-lhart"
                ]
            );
            assert_eq!(row.get(15).trim_end_matches(":00"), "2026-11-02 08:30", "Toronto");
            assert_eq!((row.get(14).len() >= 16, row.get(17)), (true, ""));
        }
        let raw = scene.desk.ask(Ask::get("/tickets/export?format=csv").cookie(&scene.owner)).await.body;
        assert!(raw.contains("\"'=HYPERLINK(\"\"http://x\"\");'=1+1\"") && raw.contains(",'＝Parking,"), "{raw}");
        scene.desk.change(Sql::new("UPDATE users SET language = 'fr-CA'")).await;
        let french = exported(&scene.desk, &scene.owner, "csv", "").await;
        assert_eq!(&french.headers()[..4], ["Numéro", "Statut", "Raison", "Objet"]);
        assert_eq!(french.rows().next().map(|row| row.get(12)), Some("Oui"));
        let page = scene.page(&scene.owner, "/tickets?scope=all&sort=number").await.body;
        assert!(page.contains("/tickets/export?status=open&#38;scope=all&#38;sort=number&#38;format=csv"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_meant_is_refused_and_who_had_a_list_is_kept() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.record().await;
        for (query, complaint) in [
            ("creator=XX-", "creator=worklist-no-such-creator"),
            ("assignee=zebra", "assignee=worklist-assignee-unknown"),
            ("type=999", "type=worklist-no-such-type"),
            ("format=pdf", "format=web-field-wrong"),
        ] {
            let ask = Ask::get(&format!("/tickets/export?{query}")).json().bearer(&scene.owner);
            assert_eq!(scene.desk.ask(ask).await.with_status(422).complaints(), [complaint], "{query}");
        }
        exported(&scene.desk, &scene.owner, "csv", "scope=all&creator=CA-").await;
        let subject = watchdesk::people::users::subject(scene.cast.owner.id);
        let happened = events::of_subject(scene.desk.app.db.reads(), subject, None, 50).await.expect("events");
        let kept = happened.iter().filter(|event| event.kind == "user.exported");
        let kept: Vec<Value> = kept.map(|event| serde_json::from_str(&event.body).expect("JSON")).collect();
        assert_eq!(kept, [json!({ "list": "tickets", "format": "csv", "whole": false })]);
    })
    .await;
}

#[tokio::test]
async fn only_so_many_go_out_at_once_and_who_is_out_gets_no_more() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        many::fill(&scene.desk, &scene.cast, 1_300, &[Status::Open]).await;
        let ask = |token: &str| Ask::get("/tickets/export?format=csv&scope=all").cookie(token);
        let mut begun = Vec::new();
        for _ in 0..SENT_TO_ONE {
            begun.push(scene.desk.begin(ask(&scene.owner)).await);
        }
        // Slow as they are, they are in nobody's way but their own.
        let said = scene.desk.ask(ask(&scene.owner).json()).await.with_status(429);
        assert_eq!(said.complaints(), ["*=sheet-sending-own"]);
        let page = scene.desk.ask(ask(&scene.owner)).await.with_status(429).body;
        assert!(page.contains("You are saving 2 lists already"), "{page}");
        exported(&scene.desk, &scene.colleague, "csv", "scope=all").await;
        let others: Vec<_> = (1..)
            .take(SENT_AT_ONCE - SENT_TO_ONE)
            .map(|at| scene.desk.app.sheets.sending(-at).expect("a turn"))
            .collect();
        let said = scene.desk.ask(ask(&scene.colleague).json()).await.with_status(429);
        assert_eq!(said.complaints(), ["*=sheet-sending-busy"]);
        let page = scene.desk.ask(ask(&scene.colleague)).await.with_status(429).body;
        assert!(page.contains("6 lists are being saved at this moment"), "{page}");
        drop(others);
        let last = begun.pop().expect("an answer");
        drop(begun);
        let (owner, now) = (scene.cast.owner.id, scene.desk.app.now());
        let verb = async move |tx: &mut Tx| accounts::disable(tx, Actor::System, owner, now).await;
        scene.desk.app.db.write(None, verb).await.expect("disabled");
        assert!(last.into_body().collect().await.is_err(), "cut off, and not merely short");
    })
    .await;
}
