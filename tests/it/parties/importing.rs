//! Bringing distributors in: what a file adds, changes and leaves alone, once and twice, and two at once.

use super::desk::{Files, count, found, import, import_csv, now, parties, refused, seek};
use crate::support::databases::{at_both, on_both};
use rust_xlsxwriter::{Format, Workbook};
use std::sync::Mutex;
use watchdesk::parties::importing::{self, Progress};
use watchdesk::people::Actor;
use watchdesk::platform::events;

#[tokio::test]
async fn a_file_adds_changes_and_leaves_alone() {
    on_both(async |db| {
        let first =
            import_csv(&db, "Customer No.;Company;Contact;Shoe size\n1;Alpha;Ann;9\n2;Beta;Bo;8\n3;Gamma;;7\n").await;
        assert_eq!((first.rows, first.added, first.changed, first.unchanged), (3, 3, 0, 0));
        assert_eq!(first.ignored, ["Shoe size"]);
        let again = import_csv(&db, "Customer No.;Company;Contact\n1;Alpha;Ann\n2;Beta;Bo\n3;Gamma;\n").await;
        assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 3));
        assert_eq!(count(&db, "SELECT count(*) FROM events WHERE kind = 'party.changed'").await, 0);
        // Without a column of contacts they stay; with an empty cell one goes.
        let third = import_csv(&db, "number,name,status\n1,Alpha,\n2,Omega,closed\n4,Delta,\n").await;
        assert_eq!((third.added, third.changed, third.unchanged), (1, 1, 1));
        import_csv(&db, "number,name,contact\n1,Alpha,\n").await;
        assert_eq!(
            parties(&db).await,
            ["1 Alpha - active v2", "2 Omega Bo inactive v2", "3 Gamma - active v1", "4 Delta - active v1"]
        );
        assert_eq!(found(&db, &seek("", "omega", "")).await, ["2"]);
        assert_eq!(found(&db, &seek("", "beta", "")).await, Vec::<String>::new(), "the old name is forgotten");
        assert_eq!(found(&db, &seek("", "", "")).await, ["1", "4", "3", "2"], "and the order follows");
    })
    .await;
}

#[tokio::test]
async fn events_say_what_happened() {
    on_both(async |db| {
        import_csv(&db, "number,name,phone\n1,Alpha,\n2,Beta,\n").await;
        import_csv(&db, "number,name,phone\n1,Alpha,416 555 0134\n2,Beta,\n").await;
        let told = events::after(db.reads(), 0, 100).await.expect("events");
        let kinds: Vec<_> = told.iter().map(|event| event.kind.as_str()).collect();
        assert_eq!(kinds, ["party.imported", "party.changed", "party.imported"]);
        let changed: serde_json::Value = serde_json::from_str(&told[1].body).expect("JSON");
        let changed = changed.as_str().map_or(changed.clone(), |text| serde_json::from_str(text).expect("JSON"));
        assert_eq!(changed["changes"], serde_json::json!({ "phone": [null, "416 555 0134"] }));
        assert_eq!(changed["version"], 2);
        assert_eq!(found(&db, &seek("", "", "4165550134")).await, ["1"]);
        events::verify(db.reads()).await.expect("an answer").expect("a whole chain");
    })
    .await;
}

#[tokio::test]
async fn a_number_may_be_written_anew() {
    on_both(async |db| {
        import_csv(&db, "number,name\nca-1,Alpha\n").await;
        let again = import_csv(&db, "number,name\n CA-1 ,Alpha\n").await;
        assert_eq!((again.added, again.changed), (0, 1));
        assert_eq!(parties(&db).await, ["CA-1 Alpha - active v2"]);
    })
    .await;
}

#[tokio::test]
async fn a_workbook_reads_as_the_same_table() {
    on_both(async |db| {
        let files = Files::new();
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let zeros = Format::new().set_num_format("00000");
        for (column, header) in ["Name", "Number", "Telephone"].into_iter().enumerate() {
            sheet.write(0, column as u16, header).expect("a cell");
        }
        sheet.write(1, 0, "東京精密").expect("a cell");
        sheet.write_with_format(1, 1, 42, &zeros).expect("a cell");
        sheet.write(1, 2, 4_165_550_134_f64).expect("a cell");
        let path = files.file("parties.xlsx", book.save_to_buffer().expect("a workbook"));
        assert_eq!(import(&db, &path).await.expect("a summary").added, 1);
        assert_eq!(found(&db, &seek("00042", "東京", "416-555-0134")).await, ["00042"]);
    })
    .await;
}

#[tokio::test]
async fn progress_is_told_and_nothing_is_left_staged() {
    on_both(async |db| {
        let files = Files::new();
        let rows: String = (0..1_050).map(|number| format!("{number},Name {number}\n")).collect();
        let told = Mutex::new(Vec::new());
        let file = files.file("a.csv", format!("number,name\n{rows}"));
        let done = importing::import(&db, Actor::System, &file, now, |step| told.lock().unwrap().push(step))
            .await
            .expect("a summary");
        assert_eq!((done.rows, done.added), (1_050, 1_050));
        let told = told.into_inner().unwrap();
        assert!(told.contains(&Progress::Staged { done: 1_050, total: 1_050 }));
        assert_eq!(told.last(), Some(&Progress::Applied { done: 1_050, total: 1_050 }));
        assert_eq!(count(&db, "SELECT count(*) FROM party_import_rows").await, 0);
        assert_eq!(
            count(&db, "SELECT count(*) FROM party_imports WHERE state = 'done' AND rows_applied = 1050").await,
            1
        );
        assert_eq!(count(&db, "SELECT count(*) FROM jobs WHERE kind = 'parties.apply_import'").await, 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_imports_at_once_are_one_after_the_other() {
    at_both(async |place| {
        let (one, other) = (place.open().await, place.open().await);
        let files = Files::new();
        let rows = |name: &str| (0..1_500).map(|number| format!("{number},{name} {number}\n")).collect::<String>();
        let a = files.file("a.csv", format!("number,name\n{}", rows("Alpha")));
        let b = files.file("b.csv", format!("number,name\n{}", rows("Beta")));
        let (first, second) = tokio::join!(import(&one, &a), import(&other, &b));
        let (first, second) = (first.expect("a summary"), second.expect("a summary"));
        assert_eq!(first.added + second.added, 1_500, "{first:?} {second:?}");
        assert_eq!(first.rows, first.added + first.changed + first.unchanged, "{first:?}");
        assert_eq!(second.rows, second.added + second.changed + second.unchanged, "{second:?}");
        assert_eq!(count(&one, "SELECT count(*) FROM parties").await, 1_500);
        // Every party is wholly of one file, and found by that name and by no other.
        assert_eq!(count(&one, "SELECT count(*) FROM party_words WHERE word IN ('alpha', 'beta')").await, 1_500);
        one.close().await;
        other.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_bad_row_keeps_every_row_out() {
    on_both(async |db| {
        let files = Files::new();
        let said = refused(&db, &files.file("a.csv", "number,name\n1,Alpha\n,Beta\n")).await;
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("Line 3, column number"), "{said:?}");
        for table in [
            "SELECT count(*) FROM parties",
            "SELECT count(*) FROM party_imports",
            "SELECT count(*) FROM jobs",
            "SELECT count(*) FROM events",
        ] {
            assert_eq!(count(&db, table).await, 0, "{table}");
        }
    })
    .await;
}
