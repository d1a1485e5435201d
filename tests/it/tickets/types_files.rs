//! The list as a file: out, and in again by a preview that writes nothing and an import that does all of it or nothing.

use super::inquiry::Scene;
use super::types_list::{admin, happened, list, names, send};
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use rust_xlsxwriter::Workbook;
use serde_json::{Value, json};

async fn preview(scene: &Scene, token: &str, name: &str, content: impl Into<Vec<u8>>) -> Said {
    scene.desk.ask(Ask::file("/types/preview", name, content.into()).bearer(token)).await
}

async fn exported(scene: &Scene, token: &str) -> String {
    scene.desk.ask(Ask::get("/types/export?format=csv").cookie(token)).await.with_status(200).body
}

/// The ask that confirms a preview as it was guessed.
fn confirmed(view: &Value) -> Value {
    let new = view["new_names"].as_array().expect("names");
    let renames: Vec<String> =
        new.iter().filter_map(|new| Some(format!("{}={}", new["line"], new["was"]["id"].as_i64()?))).collect();
    json!({ "list": view["list"], "rows": view["rows"], "renames": renames, "retire_missing": true })
}

fn workbook(rows: &[&[&str]]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (line, row) in (0..).zip(rows) {
        for (place, cell) in (0..).zip(*row) {
            sheet.write_string(line, place, *cell).expect("a cell");
        }
    }
    workbook.save_to_buffer().expect("a workbook")
}

#[tokio::test]
async fn what_goes_out_comes_in_without_a_change() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = admin(&scene).await;
        let odd = json!({ "name": "=1+1; \"odd\"", "group": "+Group", "description": "-x, y", "search_words": "@a 'b", "due_days": 0 });
        send(&scene, &token, "/types", &odd).await.with_status(201);
        let before = happened(&scene).await;
        let csv = exported(&scene, &token).await;
        assert!(csv.starts_with("\u{feff}Name,Group,Description,Search words,Due days\r\n"), "{csv}");
        assert!(csv.contains("\"'=1+1; \"\"odd\"\"\",'+Group,\"'-x, y\",'@a 'b,0\r\n"), "{csv}");
        let view = preview(&scene, &token, "types.csv", csv).await.with_status(200).json();
        assert_eq!((&view["is_same"], &view["unchanged"], &view["bad"]), (&json!(true), &json!(16), &json!([])));
        send(&scene, &token, "/types/import", &confirmed(&view)).await.with_status(200);
        assert_eq!(happened(&scene).await, before);
        assert_eq!(list(&scene, &token).await["list"], view["list"]);
        let said = scene.desk.ask(Ask::get("/types/export").cookie(&token)).await.with_status(200);
        assert!(said.body.starts_with("PK") && said.header("content-type").ends_with("spreadsheetml.sheet"));
        assert!(said.header("content-disposition").starts_with("attachment; filename=\"Inquiry types 2 Nov 2026.xlsx\""));
        assert_eq!(said.header("x-content-type-options"), "nosniff");
        scene.desk.ask(Ask::get("/types/export?format=pdf").json().bearer(&token)).await.with_status(422);
    })
    .await;
}

#[tokio::test]
async fn a_preview_says_everything_and_writes_nothing() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = admin(&scene).await;
        send(&scene, &token, "/types/14/retirement", &json!({ "version": 1 })).await.with_status(200);
        let before = happened(&scene).await;
        let file = workbook(&[
            &["Due", "Inquiry type", "Covers", "Colour"],
            &["same day", "COMPLAINT", "A customer is unhappy and says so", "red"],
            &["2", "Goods back", "Goods come back", ""],
            &["1", "Parking", "", ""],
            &["3", "Tax slip", "A tax form is missing or wrong", ""],
        ]);
        let view = preview(&scene, &token, "company.xlsx", file).await.with_status(200).json();
        assert_eq!(view["ignored"], json!(["Colour"]));
        let new: Vec<_> = view["new_names"]
            .as_array()
            .expect("names")
            .iter()
            .map(|new| (&new["name"], &new["was"]["name"]))
            .collect();
        assert_eq!(new, [(&json!("Goods back"), &json!("Return")), (&json!("Parking"), &json!(null))]);
        assert_eq!(view["changed"][0]["fields"][0], json!({ "field": "name", "from": "Complaint", "to": "COMPLAINT" }));
        assert_eq!(
            (&view["restored"][0]["name"], view["missing"].as_array().expect("missing").len()),
            (&json!("Tax slip"), 11)
        );
        assert_eq!((&view["rows"][0]["due_days"], &view["rows"][0]["group"]), (&json!(0), &json!(null)));
        assert_eq!(happened(&scene).await, before);
        let said = send(&scene, &token, "/types/import", &confirmed(&view)).await.with_status(200).json();
        assert_eq!(names(&said, "types"), ["COMPLAINT", "Goods back", "Parking", "Tax slip", "Other"]);
        assert_eq!(said["types"][1]["id"], 8, "a new name is the same type");
        assert_eq!(
            (&said["types"][1]["search_words"], names(&said, "retired").len()),
            (&json!("return rma send back damaged"), 11)
        );
        assert_eq!(happened(&scene).await.last().map(String::as_str), Some("inquiry_types.imported"));
    })
    .await;
}

#[tokio::test]
async fn without_script_the_form_carries_the_rows() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = admin(&scene).await;
        let csv = exported(&scene, &token).await.replace("Promotion,", "Offers & <b>,").replace("Tax slip,", "Slips,");
        let form = Ask::form("/types/preview", &[("request_key", "")], &[("types.csv", csv.as_bytes())]).cookie(&token);
        let page = scene.desk.ask(form).await.with_status(200);
        assert!(
            page.body.contains("New name of “Promotion”") && page.body.contains("Offers &#38; &#60;b&#62;"),
            "{}",
            page.body
        );
        assert!(page.body.contains("<option value=\"14=13\" selected>"), "{}", page.body);
        let rows = page
            .hidden("rows")
            .replace("&#34;", "\"")
            .replace("&#38;", "&")
            .replace("&#60;", "<")
            .replace("&#62;", ">");
        let fields = [
            ("list", page.hidden("list")),
            ("rows", &rows),
            ("renames", "14=13"),
            ("renames", "15="),
            ("retire_missing", "on"),
        ];
        let done = scene.desk.ask(Ask::post("/types/import", &fields).cookie(&token)).await.with_status(303);
        assert_eq!(done.place(), "/types");
        let said = list(&scene, &token).await;
        assert_eq!(names(&said, "types")[12..], ["Offers & <b>", "Slips", "Other"]);
        assert_eq!(
            (said["types"][12]["id"].as_i64(), names(&said, "retired")),
            (Some(13), vec!["Tax slip".to_owned()])
        );
        // The same page once more: the list is another one by now.
        let again = scene.desk.ask(Ask::post("/types/import", &fields).cookie(&token)).await.with_status(409).body;
        assert!(again.contains("Somebody changed the list"), "{again}");
    })
    .await;
}

#[tokio::test]
async fn all_of_it_or_nothing() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = admin(&scene).await;
        let view =
            preview(&scene, &token, "a.csv", "Name,Days\nComplaint,3\nParking,1\n").await.with_status(200).json();
        let with = |field: &str, value: Value| {
            let mut ask = confirmed(&view);
            ask[field] = value;
            ask
        };
        let long = json!([{ "line": 2, "name": "x".repeat(10_000) }]);
        for (ask, status, complaint) in [
            (with("list", json!(99)), 409, "*=types-list-stale"),
            (with("rows", json!([])), 422, "file=types-import-no-rows"),
            (with("rows", json!([{ "line": 2, "name": "A", "due_days": 7 }])), 422, "file=types-import-due"),
            (
                with("rows", json!([{ "line": 2, "name": "A" }, { "line": 3, "name": "á" }])),
                422,
                "file=types-import-twice",
            ),
            (with("rows", long), 422, "file=types-import-too-long"),
            (with("rows", json!("no json")), 422, "rows=web-field-wrong"),
            (with("renames", json!(["3=1"])), 422, "renames=types-import-rename"),
            (with("renames", json!(["3"])), 422, "renames=types-import-renames-wrong"),
        ] {
            let said = send(&scene, &token, "/types/import", &ask).await.with_status(status);
            assert_eq!(said.complaints(), [complaint]);
        }
        assert!(happened(&scene).await.is_empty());
        let said =
            send(&scene, &token, "/types/import", &with("retire_missing", json!(false))).await.with_status(200).json();
        let kept = names(&said, "types");
        assert_eq!(
            (kept.len(), &kept[..3]),
            (16, &["Complaint".to_owned(), "Parking".into(), "Account block".into()][..])
        );
    })
    .await;
}

#[tokio::test]
async fn bad_rows_and_bad_files_are_named() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = admin(&scene).await;
        let csv = "Name;Due days\n;1\nA;soon\nB;1\nb;2\n".as_bytes();
        let form = Ask::form("/types/preview", &[], &[("t.csv", csv)]).cookie(&token);
        let page = scene.desk.ask(form).await.with_status(200).body;
        for words in [
            "3 rows cannot be read",
            "Line 2, column Name",
            "Line 3, column Due days: “soon”",
            "Line 5: “b” stands in line 4",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(!page.contains("Change the list"), "{page}");
        for (name, content, status, complaint) in [
            ("a.csv", b"".as_slice(), 422, "file=sheet-empty"),
            ("", b"".as_slice(), 422, "file=sheet-choose"),
            ("a.csv", b"Colour\nred\n".as_slice(), 422, "file=types-import-no-name"),
            ("a.csv", b"Name\n".as_slice(), 422, "file=types-import-no-rows"),
            ("a.pdf", b"%PDF-1.7".as_slice(), 415, "file=sheet-pdf"),
            ("a.xlsx", b"PK\x03\x04broken".as_slice(), 422, "file=sheet-damaged"),
        ] {
            let said = preview(&scene, &token, name, content).await;
            assert_eq!((said.status.as_u16(), said.complaints()), (status, vec![complaint.to_owned()]), "{name}");
        }
        let form = Ask::form("/types/preview", &[], &[("a.pdf", b"%PDF-1.7")]).cookie(&token);
        let page = scene.desk.ask(form).await.with_status(415).body;
        assert!(page.contains("id=\"file-complaint\""), "{page}");
        let many: String = (0..300).map(|line| format!("Type {line}\n")).collect();
        let said = preview(&scene, &token, "a.csv", format!("Name\n{many}")).await.with_status(422);
        assert_eq!(said.complaints(), ["file=types-import-too-many"]);
        assert!(happened(&scene).await.is_empty());
    })
    .await;
}
