//! Importing from the browser and as a program: a file is looked at, its columns are chosen, and a job does the rest.

use super::desk::count;
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use crate::support::desk::{Cast, Desk};
use axum::http::Method;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;
use watchdesk::platform::jobs::{Pace, Runner, Schedule};

pub struct Scene {
    pub desk: Desk,
    pub cast: Cast,
    pub admin: String,
}

impl Scene {
    pub async fn new(db: watchdesk::platform::db::Db) -> Self {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        Self { desk, cast, admin }
    }

    /// Uploads a file as a program does; answers the preview.
    pub async fn look_at(&self, name: &str, content: &str) -> Said {
        let place = format!("/parties/imports?name={name}");
        let ask = Ask::of(Method::POST, &place, "text/csv", content.to_owned()).header("accept", "application/json");
        self.desk.ask(ask.bearer(&self.admin)).await
    }

    pub async fn start(&self, address: &str, columns: &[&str]) -> Said {
        let ask = Ask::send(Method::POST, address, &json!({ "column": columns }));
        self.desk.ask(ask.bearer(&self.admin)).await
    }

    /// What an import has come to, when all jobs are done.
    pub async fn done(&self, import: &Value) -> Value {
        self.comes_to(import, "done").await
    }

    /// The same, when it has come to this state.
    pub async fn comes_to(&self, import: &Value, state: &str) -> Value {
        let (app, stop) = (self.desk.app.clone(), CancellationToken::new());
        let runner = Runner::new(app.db.clone(), app, watchdesk::jobs::registry(), Schedule::new()).expect("a runner");
        let clock = self.desk.app.clone();
        let runner = runner.clock(std::sync::Arc::new(move || clock.now()));
        let pace = Pace { poll: Duration::from_millis(20), ..Pace::default() };
        let running = tokio::spawn(runner.pace(pace).run(stop.clone()));
        let place = format!("/parties/imports/{import}");
        let until = Instant::now() + Duration::from_secs(60);
        let view = loop {
            let view = self.desk.ask(Ask::get(&place).json().bearer(&self.admin)).await.with_status(200).json();
            if view["state"] == state {
                break view;
            }
            assert!(Instant::now() < until, "never {state}: {view}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        };
        stop.cancel();
        running.await.expect("an end");
        view
    }

    pub async fn parties(&self) -> i64 {
        count(&self.desk.app.db, "SELECT count(*) FROM parties").await
    }
}

const FILE: &str = "Number,Name,Status\nCA-1,O’Neil <b>,active\nCA-2,東京,\n";

#[tokio::test]
async fn a_browser_without_script_looks_chooses_and_imports() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let first = scene.desk.ask(Ask::get("/parties/imports").cookie(&scene.admin)).await.with_status(200).body;
        assert!(first.contains("Nothing was imported yet") && first.contains("type=\"file\""), "{first}");
        let form = Ask::form("/parties/imports", &[], &[("people.csv", FILE.as_bytes())]).cookie(&scene.admin);
        let led = scene.desk.ask(form).await.with_status(303);
        let address = led.place().to_owned();
        let page = scene.desk.ask(Ask::get(&address).cookie(&scene.admin)).await.with_status(200).body;
        for words in ["2 rows: 2 new, 0 changed, 0 as they are.", "Import 2 rows", "O’Neil &#60;b&#62;", "people.csv"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert_eq!(scene.parties().await, 0, "looking changes nothing");
        // Without the column of names nothing can be imported, and the page says why; the button is gone.
        let place = format!("{address}?column=number&column=&column=");
        let other = scene.desk.ask(Ask::get(&place).cookie(&scene.admin)).await.with_status(200).body;
        assert!(other.contains("There is no column of names") && !other.contains("formmethod"), "{other}");
        let fields = [("column", "number"), ("column", "name"), ("column", "")];
        let begun = scene.desk.ask(Ask::post(&address, &fields).cookie(&scene.admin)).await.with_status(303);
        let import = begun.place().rsplit('/').next().and_then(|id| id.parse::<i64>().ok()).expect("an id");
        let running = scene.desk.ask(Ask::get(begun.place()).cookie(&scene.admin)).await.with_status(200);
        assert!(running.body.contains("2 rows are being read") && running.header("refresh") == "2", "{}", running.body);
        let view = scene.done(&import.into()).await;
        assert_eq!((&view["added"], &view["rows"], &view["by"]), (&json!(2), &json!(2), &json!("ingrid")));
        let ended = scene.desk.ask(Ask::get(begun.place()).cookie(&scene.admin)).await.with_status(200);
        assert!(
            ended.body.contains("2 rows imported: 2 new") && !ended.headers.contains_key("refresh"),
            "{}",
            ended.body
        );
        let list = scene.desk.ask(Ask::get("/parties/imports").cookie(&scene.admin)).await.body;
        assert!(list.contains("people.csv") && list.contains("2 rows imported"), "{list}");
        assert_eq!(scene.parties().await, 2);
    })
    .await;
}

#[tokio::test]
async fn a_second_run_changes_nothing_and_a_changed_row_updates() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for (content, counts) in
            [(FILE.to_owned(), [2, 0, 0]), (FILE.to_owned(), [0, 0, 2]), (FILE.replace("東京", "京都"), [0, 1, 1])]
        {
            let said = scene.look_at("a.csv", &content).await.with_status(201);
            let view = said.json();
            assert_eq!(said.header("location"), view["address"]);
            assert_eq!([&view["added"], &view["changed"], &view["unchanged"]], counts.each_ref().map(|one| one));
            let begun = scene.start(view["address"].as_str().expect("a place"), &[]).await.with_status(201).json();
            let done = scene.done(&begun["id"]).await;
            assert_eq!([&done["added"], &done["changed"], &done["unchanged"]], counts.each_ref().map(|one| one));
        }
        let list = scene.desk.ask(Ask::get("/parties/imports").json().bearer(&scene.admin)).await.json();
        let changed: Vec<&Value> =
            list["imports"].as_array().expect("imports").iter().map(|one| &one["changed"]).collect();
        assert_eq!(changed, [1, 0, 0], "the newest first");
    })
    .await;
}

#[tokio::test]
async fn a_refused_row_stops_all_of_it_and_is_named() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let view = scene.look_at("a.csv", "Number,Name,E-mail\n1,Oak,a@b@c\n2,,\n").await.with_status(201).json();
        let refused: Vec<&str> =
            view["refused"].as_array().expect("reasons").iter().filter_map(Value::as_str).collect();
        assert_eq!(refused.len(), 2, "{view}");
        assert!(refused[0].starts_with("Line 2, column E-mail") && refused[1].starts_with("Line 3, column Name"));
        let address = view["address"].as_str().expect("a place");
        let said = scene.start(address, &[]).await.with_status(422);
        assert_eq!(said.complaints(), ["file=parties-import-email", "file=parties-import-empty"]);
        let page = scene.desk.ask(Ask::post(address, &[]).cookie(&scene.admin)).await.body;
        assert!(page.contains("Line 2, column E-mail") && page.contains("Nothing can be imported yet"), "{page}");
        assert_eq!(count(&scene.desk.app.db, "SELECT count(*) FROM party_imports").await, 0);
        for (columns, complaint) in [
            (vec!["shoe"], "column=imports-column-unknown"),
            (vec!["name", "name"], "column=parties-import-column-twice"),
            (vec!["number", "name", "", "email"], "column=parties-import-columns-more"),
        ] {
            assert_eq!(scene.start(address, &columns).await.with_status(422).complaints(), [complaint], "{columns:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_table_is_refused_at_once() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for (content, status, complaint) in
            [("", 422, "file=imports-file-empty"), ("\0\0\0", 415, "file=sheet-not-a-table")]
        {
            let said = scene.look_at("a.csv", content).await.with_status(status);
            assert_eq!(said.complaints(), [complaint]);
        }
        let none = Ask::form("/parties/imports", &[], &[]).cookie(&scene.admin);
        let page = scene.desk.ask(none).await.with_status(422).body;
        assert!(page.contains("Please choose a file."), "{page}");
        let two = Ask::form("/parties/imports", &[], &[("a.csv", FILE.as_bytes()), ("b.csv", FILE.as_bytes())]);
        let page = scene.desk.ask(two.cookie(&scene.admin)).await.with_status(422).body;
        assert!(page.contains("One file at a time, please."), "{page}");
    })
    .await;
}

/// A double click, or a request that is sent again, imports once; and a file that was refused for its name may come again.
#[tokio::test]
async fn it_is_imported_once_and_may_come_again_under_a_better_name() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        assert_eq!(scene.look_at("a.xls", FILE).await.status, 415, "no workbook");
        let view = scene.look_at("a.csv", FILE).await.with_status(201).json();
        let address = view["address"].as_str().expect("a place");
        let key = "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f";
        let ask = || Ask::send(Method::POST, address, &json!({ "column": [] })).header("idempotency-key", key);
        let first = scene.desk.ask(ask().bearer(&scene.admin)).await.with_status(201).json();
        let again = scene.desk.ask(ask().bearer(&scene.admin)).await.with_status(201).json();
        assert_eq!((&first["id"], &first["file"]), (&again["id"], &json!("a.csv")));
        assert_eq!(count(&scene.desk.app.db, "SELECT count(*) FROM party_imports").await, 1);
    })
    .await;
}

/// A file is there for whoever has brought it, and nobody can look at what else is stored by its hash.
#[tokio::test]
async fn nobody_looks_at_the_file_of_somebody_else() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let view = scene.look_at("a.csv", FILE).await.with_status(201).json();
        let address = view["address"].as_str().expect("a place");
        let other = scene.desk.session(&scene.cast.lead).await;
        scene.desk.ask(Ask::get(address).cookie(&other)).await.with_status(404);
        let second =
            scene.desk.add(crate::support::desk::new_user("ines", &[watchdesk::people::Role::Admin]).await).await;
        let second = scene.desk.member(second.expect("an admin").id).await;
        let second = scene.desk.session(&second).await;
        scene.desk.ask(Ask::get(address).cookie(&second)).await.with_status(404);
        for wrong in ["x", "../../etc/passwd", &"0".repeat(64)] {
            let place = format!("/parties/imports/files/{}", wrong.replace('/', "%2F"));
            scene.desk.ask(Ask::get(&place).cookie(&scene.admin)).await.with_status(404);
        }
        scene.desk.ask(Ask::get("/parties/imports/9").cookie(&scene.admin)).await.with_status(404);
    })
    .await;
}
