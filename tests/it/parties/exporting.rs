//! Distributors as a file: what goes out comes in without a change, whatever they are called; and what the page finds.

use super::desk::{Files, import, import_csv, parties};
use crate::support::asking::Ask;
use crate::support::databases::{Engine, at_both, on_both};
use crate::support::desk::Desk;
use axum::http::Method;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::json;
use watchdesk::parties::exporting::{found, places};
use watchdesk::platform::db::keyset::{Cursor, Key};
use watchdesk::platform::db::{Sql, Tx};
use watchdesk::platform::sheets::{Limits, read_bytes};

async fn file(desk: &Desk, token: &str, format: &str, query: &str) -> Vec<u8> {
    desk.file(Ask::get(&format!("/parties/export?format={format}&{query}")).cookie(token)).await
}

async fn numbers(desk: &Desk, token: &str, query: &str) -> Vec<String> {
    let sheet = read_bytes("a.csv", file(desk, token, "csv", query).await, &Limits::default()).expect("a table");
    sheet.rows().map(|row| row.get(0).to_owned()).collect()
}

/// Distributors as nobody would call them, as a file of ours.
fn odd(count: usize) -> String {
    let mut runner = TestRunner::deterministic();
    let letters = vec!['=', '+', '-', '@', '＝', '\'', '"', ',', ';', 'a', ' ', 'é', '東', '<', '👩'];
    let text = prop::collection::vec(prop::sample::select(letters), 0..9).prop_map(String::from_iter);
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["number", "name", "region", "contact", "e-mail", "phone", "language", "status", "warning"])
        .expect("a header");
    for at in 0..count {
        let mut odd = || text.new_tree(&mut runner).expect("a text").current();
        // What begins with an apostrophe and then a formula would be read as one that is guarded.
        let odd = [odd(), odd(), odd(), odd(), odd()].map(|text| text.trim_start_matches(['\'', '"', ' ']).to_owned());
        let [name, region, contact, language, warning] = odd;
        let status = ["active", "inactif", ""][at % 3];
        let row = [format!("n{at}"), format!("{name}x"), region, contact, "a@b.example".into(), "+1 416 555".into()];
        let row: Vec<String> = row.into_iter().chain([language, status.into(), warning]).collect();
        csv.write_record(row).expect("a row");
    }
    String::from_utf8(csv.into_inner().expect("a file")).expect("text")
}

#[tokio::test]
async fn what_goes_out_comes_in_without_a_change() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let token = desk.session(&cast.owner).await;
        import_csv(&desk.app.db, &odd(620)).await;
        let before = parties(&desk.app.db).await;
        let files = Files::new();
        for language in ["en", "fr-CA"] {
            desk.change(Sql::new("UPDATE users SET language = ?").bind(language)).await;
            for format in ["csv", "xlsx"] {
                let path = files.file(&format!("{language}.{format}"), file(&desk, &token, format, "").await);
                let done = import(&desk.app.db, &path).await.expect("sound");
                assert_eq!((done.unchanged, done.changed, done.ignored), (620, 0, vec![]), "{language} {format}");
            }
        }
        assert_eq!(parties(&desk.app.db).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_file_has_all_that_the_fields_mean_and_only_those_with_a_number() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let token = desk.session(&cast.owner).await;
        let many: String = (0..60).map(|at| format!("CA-{at},Oak {at} Trading,416555{at:04}\n")).collect();
        import_csv(&desk.app.db, &format!("number,name,phone\n{many}UK-9,Élan,\n")).await;
        let ask = json!({ "prospect": true, "name": "Oak Nobody", "type": 3, "what": "x", "due": 1, "escalate": "no" });
        desk.ask(Ask::send(Method::POST, "/tickets", &ask).bearer(&token)).await.with_status(201);
        assert_eq!(numbers(&desk, &token, "").await.len(), 61);
        assert_eq!(numbers(&desk, &token, "name=oak").await.len(), 60, "more than a page, and nobody without a number");
        for (query, expected) in [
            ("name=elan", vec!["UK-9"]),
            ("number=CA-59", vec!["CA-59"]),
            ("phone=416%20555%200007", vec!["CA-7"]),
            ("name=zebra", vec![]),
            ("phone=x", vec![]),
            ("number=CA-5&name=oak%2057", vec!["CA-57"]),
        ] {
            assert_eq!(numbers(&desk, &token, query).await, expected, "{query}");
        }
        let page = desk.ask(Ask::get("/parties?name=elan").cookie(&token)).await.body;
        assert!(page.contains("/parties/export?name=elan&#38;format=xlsx"), "{page}");
        // Whoever brings them in may not look them up.
        let admin = desk.session(&cast.admin).await;
        desk.ask(Ask::get("/parties/export").cookie(&admin)).await.with_status(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_batch_reads_the_table_through() {
    at_both(async |place| {
        let db = place.open().await;
        let rows: String = (0..20_000).map(|at| format!("CA-{at},Party {at} Ltd,416555{at:04}\n")).collect();
        import_csv(&db, &format!("number,name,phone\n{rows}")).await;
        if place.engine == Engine::Postgres {
            db.write(None, async |tx: &mut Tx| Ok(tx.execute(Sql::new("ANALYZE")).await?)).await.expect("statistics");
        }
        let cursor = Cursor::new(vec![Key::Text("party".into()), Key::Integer(7)]);
        for statement in [places(Some(cursor)), found(&super::desk::seek("12", "ltd", ""), 1..=400)] {
            let plan = db.reads().explain(statement).await.expect("a plan").join("\n");
            let through = plan.contains("Seq Scan") || plan.contains("SCAN d") && !plan.contains("SEARCH d");
            assert!(!through, "{plan}");
        }
        db.close().await;
    })
    .await;
}
