//! A preview says row by row what would come of a file, and what is imported is what was seen: whatever has changed since is
//! told, and nothing is done.

use super::desk::{count, import_csv};
use super::imports::Scene;
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::people::Role;
use watchdesk::platform::db::Sql;

const BEFORE: &str = "Number,Name,Region,Status\nCA-1,Oak,ON,active\nCA-2,Elm,QC,active\n";
const FILE: &str = "Number,Name,Region,Status\nCA-1,Oak <b>,,inactive\nCA-2,Elm,QC,active\nCA-3,Ash,BC,\n";

async fn confirm(scene: &Scene, view: &Value) -> Said {
    let ask = json!({ "column": [], "seen": view["seen"] });
    let place = view["address"].as_str().expect("a place");
    scene.desk.ask(Ask::send(Method::POST, place, &ask).bearer(&scene.admin)).await
}

async fn imports(scene: &Scene) -> i64 {
    count(&scene.desk.app.db, "SELECT count(*) FROM party_imports WHERE by_user IS NOT NULL").await
}

async fn make_reader(scene: &Scene) {
    let roles = Sql::new("INSERT INTO user_roles (user_id, role) VALUES (?, ?)");
    scene.desk.change(roles.bind(scene.cast.admin.id).bind(Role::Csr)).await;
}

#[tokio::test]
async fn what_was_not_seen_is_not_imported() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        import_csv(&scene.desk.app.db, BEFORE).await;
        let view = scene.look_at("a.csv", FILE).await.with_status(201).json();
        // What the file says nothing of may change meanwhile.
        import_csv(&scene.desk.app.db, "Number,Name,Phone\nCA-1,Oak,416 555 0100\nCA-9,Yew,\n").await;
        let unhurt = scene.look_at("a.csv", FILE).await.with_status(201).json();
        assert_eq!(view["seen"], unhurt["seen"]);
        for changed in ["Number,Name\nCA-3,Ash\n", "Number,Name,Region\nCA-1,Oak,MB\n", "Number,Name\nCA-2,Elms\n"] {
            let view = scene.look_at("a.csv", FILE).await.with_status(201).json();
            import_csv(&scene.desk.app.db, changed).await;
            let said = confirm(&scene, &view).await.with_status(409);
            assert_eq!(
                (&said.json()["error"], said.complaints()),
                (&json!("stale"), vec!["*=imports-stale".to_owned()])
            );
        }
        let address = view["address"].as_str().expect("a place");
        let fields = [("seen", view["seen"].as_str().expect("a mark"))];
        let page = scene.desk.ask(Ask::post(address, &fields).cookie(&scene.admin)).await.with_status(409);
        assert!(
            page.body.contains("no longer what would come of it") && page.body.contains("3 rows: 0 new, 3 changed")
        );
        assert_eq!(imports(&scene).await, 0);
        // Columns that nobody has looked at are no better.
        let fresh = page.hidden("seen").to_owned();
        let other = ["number", "name", "contact", "status"].map(|of| ("column", of)).to_vec();
        let with = |columns: &[(&'static str, &'static str)]| {
            let fields: Vec<(&str, &str)> = columns.iter().copied().chain([("seen", fresh.as_str())]).collect();
            Ask::post(address, &fields).cookie(&scene.admin)
        };
        let page = scene.desk.ask(with(&other)).await.with_status(409).body;
        assert!(page.contains("<option value=\"contact\" selected>"), "the new preview: {page}");
        let same = ["number", "name", "region", "status"].map(|of| ("column", of)).to_vec();
        scene.desk.ask(with(&same)).await.with_status(303);
        assert_eq!(imports(&scene).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_second_click_gets_the_first_answer() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let view = scene.look_at("a.csv", FILE).await.with_status(201).json();
        let place = view["address"].as_str().expect("a place");
        let key = "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f";
        let ask = json!({ "column": [], "seen": view["seen"] });
        let ask = || Ask::send(Method::POST, place, &ask).header("idempotency-key", key).bearer(&scene.admin);
        let first = scene.desk.ask(ask()).await.with_status(201).json();
        scene.done(&first["id"]).await;
        let again = scene.desk.ask(ask()).await.with_status(201).json();
        assert_eq!((&again["id"], &again["state"]), (&first["id"], &json!("done")));
        // As an older version of the desk might have answered.
        let old = Sql::new("UPDATE request_keys SET answer = '{\"was\":1}' WHERE key = ?").bind(key.to_owned());
        scene.desk.change(old).await;
        let said = scene.desk.ask(ask()).await.with_status(409);
        assert_eq!(said.complaints(), ["*=request-key-answered"]);
        assert_eq!(imports(&scene).await, 1);
    })
    .await;
}

#[tokio::test]
async fn what_changes_before_the_job_begins_is_told_and_nothing_is_imported() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let view = scene.look_at("a.csv", FILE).await.with_status(201).json();
        let begun = confirm(&scene, &view).await.with_status(201).json();
        import_csv(&scene.desk.app.db, BEFORE).await;
        let ended = scene.comes_to(&begun["id"], "failed").await;
        assert_eq!(ended["failed"], "stale");
        let place = format!("/parties/imports/{}", begun["id"]);
        let page = scene.desk.ask(Ask::get(&place).cookie(&scene.admin)).await.body;
        assert!(page.contains("something else would have come of it than you saw"), "{page}");
        assert_eq!(
            (scene.parties().await, count(&scene.desk.app.db, "SELECT count(*) FROM party_import_rows").await),
            (2, 0)
        );
    })
    .await;
}

#[tokio::test]
async fn a_preview_names_the_rows() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        import_csv(&scene.desk.app.db, BEFORE).await;
        let owner = scene.desk.session(&scene.cast.owner).await;
        let ask = json!({ "prospect": true, "name": "Ash", "type": 3, "what": "x", "due": 1, "escalate": "no" });
        scene.desk.ask(Ask::send(Method::POST, "/tickets", &ask).bearer(&owner)).await.with_status(201);
        let cells = |from: [Value; 3]| {
            let to = [json!("Oak <b>"), json!(null), json!("inactive")];
            let of = ["name", "region", "status"].into_iter().zip(from).zip(to);
            let cells: Vec<Value> =
                of.map(|((column, from), to)| json!({ "column": column, "from": from, "to": to })).collect();
            json!([{ "line": 2, "number": "CA-1", "name": "Oak <b>", "cells": cells }])
        };
        let view = scene.look_at("a.csv", FILE).await.with_status(201).json();
        assert_eq!(view["listed"]["added"], json!([{ "line": 4, "number": "CA-3", "name": "Ash" }]));
        // Whoever brings distributors in may not look them up: only their own file is shown.
        let listed = &view["listed"];
        assert_eq!((&listed["hides_from"], &listed["changed"]), (&json!(true), &cells([json!(null), json!(null), json!(null)])));
        let doubt = |name: Value, known: Value| json!([{ "line": 4, "number": "CA-3", "name": name, "known_as": known, "why": "name" }]);
        assert_eq!((&listed["doubts"], &listed["doubts_more"]), (&json!([]), &json!(1)));
        let address = view["address"].as_str().expect("a place");
        let page = scene.desk.ask(Ask::get(address).cookie(&scene.admin)).await.with_status(200).body;
        assert!(page.contains("those see who may look") && !page.contains("<del>") && page.contains("Oak &#60;b&#62;"), "{page}");
        assert!(page.contains("In one case somebody who is not in system could be meant"), "{page}");
        make_reader(&scene).await;
        let view = scene.desk.ask(Ask::get(address).json().bearer(&scene.admin)).await.with_status(200).json();
        let listed = &view["listed"];
        assert_eq!((&listed["hides_from"], &listed["changed"]), (&json!(false), &cells([json!("Oak"), json!("ON"), json!("active")])));
        assert_eq!((&listed["doubts"], &listed["doubts_more"]), (&doubt(json!("Ash"), json!("Ash")), &json!(0)));
        let page = scene.desk.ask(Ask::get(address).cookie(&scene.admin)).await.with_status(200).body;
        for words in ["<del><bdi>Oak</bdi></del>", "<del><bdi>Active</bdi></del>", "<bdi>Inactive</bdi>", "has the same name, but neither"] {
            assert!(page.contains(words), "{words}: {page}");
        }
    })
    .await;
}

/// A mark that anybody could work out would tell who guesses what distributors say.
#[tokio::test]
async fn nobody_can_work_out_a_mark() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let view = scene.look_at("a.csv", FILE).await.with_status(201).json();
        let again = scene.look_at("a.csv", FILE).await.with_status(201).json();
        assert_eq!(view["seen"], again["seen"]);
        scene.desk.change(Sql::new("DELETE FROM request_keys WHERE key LIKE 'party_import.mark:%'")).await;
        let other = scene.look_at("a.csv", FILE).await.with_status(201).json();
        assert_ne!(view["seen"], other["seen"], "the same file, the same distributors, another secret");
        assert_eq!(confirm(&scene, &view).await.with_status(409).complaints(), ["*=imports-stale"]);
        let begun = confirm(&scene, &other).await.with_status(201).json();
        assert_eq!(scene.done(&begun["id"]).await["added"], 3, "the job knows it too");
    })
    .await;
}

/// A line has the e-mail address of a prospect, and one that is applied later their telephone number.
#[tokio::test]
async fn a_prospect_is_known_once_and_not_told_to_everybody() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let owner = scene.desk.session(&scene.cast.owner).await;
        let ask = json!({
            "prospect": true, "name": "Ann Lee", "phone": "416 555 0134", "email": "ann@example.com",
            "type": 3, "what": "x", "due": 1, "escalate": "no",
        });
        scene.desk.ask(Ask::send(Method::POST, "/tickets", &ask).bearer(&owner)).await.with_status(201);
        let others: String = (0..150).map(|at| format!("CA-{at},Oak {at},,\n")).collect();
        let file =
            format!("Number,Name,Email,Phone\nCA-900,Ann,ann@example.com,\n{others}CA-901,Ann Lee,,416 555 0134\n");
        let view = scene.look_at("a.csv", &file).await.with_status(201).json();
        assert_eq!((&view["added"], &view["attached"]), (&json!(152), &json!(0)));
        let address = view["address"].as_str().expect("a place");
        let page = async || scene.desk.ask(Ask::get(address).cookie(&scene.admin)).await.with_status(200).body;
        assert!(!page().await.contains("their tickets come along"));
        make_reader(&scene).await;
        let seen = scene.desk.ask(Ask::get(address).json().bearer(&scene.admin)).await.with_status(200).json();
        assert_eq!((&seen["attached"], &seen["seen"]), (&json!(1), &view["seen"]));
        assert!(page().await.contains("One of the new ones is known"));
        let begun = confirm(&scene, &view).await.with_status(201).json();
        let done = scene.done(&begun["id"]).await;
        let doubts = (&seen["listed"]["doubts"], &seen["listed"]["doubts_more"]);
        assert_eq!((&done["attached"], (&done["doubts"], &done["doubts_more"])), (&json!(1), doubts));
    })
    .await;
}

#[tokio::test]
async fn long_lists_are_cut_and_say_so() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let rows: String = (0..130).map(|at| format!("CA-{at},Oak {at}\n")).collect();
        let view = scene.look_at("a.csv", &format!("Number,Name\n{rows}")).await.with_status(201).json();
        let listed = &view["listed"];
        assert_eq!((listed["added"].as_array().map(Vec::len), &listed["added_more"]), (Some(100), &json!(30)));
        let page = scene.desk.ask(Ask::get(view["address"].as_str().expect("a place")).cookie(&scene.admin)).await.body;
        assert!(page.contains("And 30 more."), "{page}");
        let rows: String = (0..250).map(|at| format!("CA-{at},\n")).collect();
        let view = scene.look_at("b.csv", &format!("Number,Name\n{rows}")).await.with_status(201).json();
        let listed = &view["listed"];
        assert_eq!((listed["refused"].as_array().map(Vec::len), &listed["refused_more"]), (Some(100), &json!(150)));
        let first = &listed["refused"][0];
        assert_eq!((&first["line"], &first["column"]), (&json!(2), &json!("Name")));
        assert!(first["reason"].as_str().is_some_and(|why| why.contains("this is empty")), "{first}");
    })
    .await;
}

/// An import that an older program has queued is under way, though its job had no name then.
#[tokio::test]
async fn what_an_older_program_has_queued_is_under_way() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let view = scene.look_at("a.csv", FILE).await.with_status(201).json();
        let begun = confirm(&scene, &view).await.with_status(201).json();
        scene.desk.change(Sql::new("UPDATE jobs SET unique_key = NULL WHERE kind = 'parties.stage_import'")).await;
        let place = format!("/parties/imports/{}", begun["id"]);
        let state = async || scene.desk.ask(Ask::get(&place).json().bearer(&scene.admin)).await.json()["state"].clone();
        assert_eq!(state().await, "failed", "as it was");
        let named = include_str!("../../../migrations/0017_stale_imports.sql");
        let named = named.split(';').find(|part| part.contains("update jobs")).expect("a statement");
        scene.desk.change(Sql::new(named)).await;
        assert_eq!(state().await, "staging");
    })
    .await;
}
