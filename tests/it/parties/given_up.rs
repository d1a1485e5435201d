//! Imports that come to nothing say so and why; what is refused comes back as a file; and nobody learns from an import who asked
//! here without being in the system.

use super::desk::count;
use super::imports::Scene;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::people::Role;
use watchdesk::platform::db::{Reads, Sql, Tx};
use watchdesk::platform::jobs;
use watchdesk::platform::sheets::{AWAITED_AT_ONCE, Limits, read_bytes};

const FILE: &str = "Number,Name\nCA-1,Oak\nCA-2,Elm\n";

async fn begun(scene: &Scene) -> Value {
    let view = scene.look_at("a.csv", FILE).await.with_status(201).json();
    scene.start(view["address"].as_str().expect("a place"), &[]).await.with_status(201).json()["id"].clone()
}

#[tokio::test]
async fn a_job_that_is_buried_leaves_no_import_under_way() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let import = begun(&scene).await;
        let place = format!("/parties/imports/{import}");
        let see = async || scene.desk.ask(Ask::get(&place).json().bearer(&scene.admin)).await.with_status(200).json();
        assert_eq!((&see().await["state"], &see().await["failed"]), (&json!("staging"), &json!(null)));
        let sql = Sql::new("SELECT id FROM jobs WHERE kind = 'parties.stage_import'");
        let job: i64 = scene.desk.app.db.reads().value(sql).await.expect("a database").expect("a job");
        let now = scene.desk.app.now();
        let bury = async move |tx: &mut Tx| jobs::bury(tx, job, "the disk is full", now).await;
        scene.desk.app.db.write(None, bury).await.expect("buried");
        assert_eq!((&see().await["state"], &see().await["failed"]), (&json!("failed"), &json!("broken")));
        for place in [place.as_str(), "/parties/imports"] {
            let page = scene.desk.ask(Ask::get(place).cookie(&scene.admin)).await.with_status(200);
            assert!(page.body.contains("Nothing was imported: something went wrong each time"), "{}", page.body);
            assert!(!page.headers.contains_key("refresh") && !page.body.contains("<progress"), "{}", page.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_gone_is_given_up_at_once() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let import = begun(&scene).await;
        std::fs::remove_dir_all(scene.desk.app.config.files_folder()).expect("removed");
        let view = scene.comes_to(&import, "failed").await;
        assert_eq!(view["failed"], "gone");
        assert_eq!(count(&scene.desk.app.db, "SELECT count(*) FROM party_import_rows").await, 0);
        assert_eq!(scene.parties().await, 0);
    })
    .await;
}

#[tokio::test]
async fn refused_rows_come_back_as_a_file_to_mend_them_in() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let csv = "Number,Name,Colour,E-mail\n1,Oak,red,a@b@c\n2,Elm,=blue,\n3,,green,\n";
        let view = scene.look_at("list.csv", csv).await.with_status(201).json();
        assert_eq!(view["has_refused_rows"], true);
        let address = view["address"].as_str().expect("a place");
        let page = scene.desk.ask(Ask::get(address).cookie(&scene.admin)).await.with_status(200).body;
        let link = "/refused?column=number&#38;column=name&#38;column=&#38;column=email&#38;format=csv";
        assert!(page.contains(link), "{page}");
        for format in ["csv", "xlsx"] {
            let place = format!("{address}/refused?column=number&column=name&column=&column=email&format={format}");
            let bytes = scene.desk.file(Ask::get(&place).cookie(&scene.admin)).await;
            let sheet = read_bytes(&format!("a.{format}"), bytes, &Limits::default()).expect("a table");
            assert_eq!(sheet.headers(), ["Number", "Name", "Colour", "E-mail", "Line", "Reason"]);
            let rows: Vec<Vec<&str>> = sheet.rows().map(|row| row.cells().collect()).collect();
            assert_eq!(
                rows.iter().map(|row| &row[..5]).collect::<Vec<_>>(),
                [["1", "Oak", "red", "a@b@c", "2"], ["3", "", "green", "", "4"]]
            );
            assert!(rows[0][5].contains("“a@b@c” is not an e-mail address"), "{rows:?}");
        }
        // Mended, it comes in as it is: its own columns say nothing.
        let mended = "Number,Name,Colour,E-mail,Line,Reason\n1,Oak,red,a@b.example,2,x\n";
        let view = scene.look_at("mended.csv", mended).await.with_status(201).json();
        assert_eq!((&view["added"], &view["has_refused_rows"]), (&json!(1), &json!(false)));
        scene.desk.change(Sql::new("UPDATE users SET language = 'fr-CA'")).await;
        let place = format!("{address}/refused?format=csv");
        let french = scene.desk.ask(Ask::get(&place).cookie(&scene.admin)).await.body;
        assert!(french.contains(",Ligne,Raison\r\n") && french.contains("Ligne 2, colonne E-mail"), "{french}");
    })
    .await;
}

#[tokio::test]
async fn who_may_not_look_people_up_learns_no_name_from_an_import() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let owner = scene.desk.session(&scene.cast.owner).await;
        let ask = json!({ "prospect": true, "name": "Ann Oak", "type": 3, "what": "x", "due": 1, "escalate": "no" });
        scene.desk.ask(Ask::send(Method::POST, "/tickets", &ask).bearer(&owner)).await.with_status(201);
        let view = scene.look_at("a.csv", "Number,Name\nCA-7,Ann Oak\n").await.with_status(201).json();
        let import = scene.start(view["address"].as_str().expect("a place"), &[]).await.with_status(201).json();
        let done = scene.done(&import["id"]).await;
        let doubt = &done["doubts"][0];
        assert_eq!((&doubt["line"], &doubt["number"]), (&json!(2), &json!("CA-7")));
        assert_eq!((&doubt["name"], &doubt["known_as"]), (&json!(null), &json!(null)));
        let place = format!("/parties/imports/{}", import["id"]);
        let page = scene.desk.ask(Ask::get(&place).cookie(&scene.admin)).await.body;
        assert!(page.contains("Line 2 (CA-7)") && !page.contains("Ann"), "{page}");
        let roles = Sql::new("INSERT INTO user_roles (user_id, role) VALUES (?, ?)");
        scene.desk.change(roles.bind(scene.cast.admin.id).bind(Role::Csr)).await;
        let page = scene.desk.ask(Ask::get(&place).cookie(&scene.admin)).await.body;
        assert!(page.contains("Ann Oak"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn too_many_files_at_once_are_told_to_come_again() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let first = scene.desk.app.sheets.reading().await.expect("a turn");
        let waiting: Vec<_> = (1..AWAITED_AT_ONCE)
            .map(|_| {
                let sheets = scene.desk.app.sheets.clone();
                tokio::spawn(async move { sheets.reading().await.map(drop) })
            })
            .collect();
        while scene.desk.app.sheets.awaited() < AWAITED_AT_ONCE {
            tokio::task::yield_now().await;
        }
        let said = scene.look_at("a.csv", FILE).await.with_status(429);
        assert_eq!(said.complaints(), ["file=sheet-reading-busy"]);
        let types = Ask::file("/types/preview", "types.csv", "Name\nComplaint\n").bearer(&scene.admin);
        assert_eq!(scene.desk.ask(types).await.with_status(429).complaints(), ["file=sheet-reading-busy"]);
        drop(first);
        for turn in waiting {
            turn.await.expect("an end").expect("a turn");
        }
        scene.look_at("a.csv", FILE).await.with_status(201);
    })
    .await;
}
