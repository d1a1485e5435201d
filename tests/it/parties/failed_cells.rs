//! What stands in the way of a file, in words that help: cells that hold no value, files that are too large, columns by the names
//! that the reader knows.

use super::desk::import_csv;
use super::imports::Scene;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use axum::http::Method;
use rust_xlsxwriter::{Formula, Workbook};
use serde_json::{Value, json};
use watchdesk::people::Role;
use watchdesk::platform::db::Sql;

fn said(list: &Value) -> Vec<&str> {
    list.as_array().expect("sentences").iter().filter_map(Value::as_str).collect()
}

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, header) in [(0, "Number"), (1, "Name"), (2, "Region")] {
        sheet.write_string(0, column, header).expect("a header");
    }
    sheet.write_string(1, 0, "CA-1").expect("a cell");
    sheet.write_formula(1, 1, Formula::new("=VLOOKUP(1,A9:B9,2)").set_result("#N/A")).expect("a cell");
    sheet.write_formula(1, 2, Formula::new("=1/0").set_result("#DIV/0!")).expect("a cell");
    workbook.save_to_buffer().expect("a workbook")
}

#[tokio::test]
async fn what_a_failed_formula_leaves_is_no_name() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let view =
            scene.look_at("a.csv", "Number,Name,Colour\n1,#REF!,\n#N/A,Elm,\n3,Ash,#NOM?\n").await.with_status(201);
        let view = view.json();
        let refused = said(&view["refused"]);
        assert_eq!(refused.len(), 2, "what is not used may be wrong: {view}");
        assert!(refused[0].starts_with("Line 2, column Name: “#REF!” is what a spreadsheet shows"), "{refused:?}");
        assert!(refused[1].starts_with("Line 3, column Number: “#N/A”"), "{refused:?}");
        let place = view["address"].as_str().expect("a place");
        assert_eq!(scene.start(place, &[]).await.with_status(422).complaints(), vec!["file=sheet-error-cell"; 2]);
        let file = Ask::file("/parties/imports", "a.xlsx", workbook()).bearer(&scene.admin);
        let view = scene.desk.ask(file).await.with_status(201).json();
        let refused = said(&view["refused"]);
        assert!(refused.len() == 2 && refused[0].contains("“#N/A”") && refused[1].contains("“#DIV/0!”"), "{view}");
        let users = "User name,Name,Lead\nCA-new,#NOM?,\nCA-two,Two,#N/A\n";
        let users = Ask::file("/users/files/new", "users.csv", users).bearer(&scene.admin);
        let view = scene.desk.ask(users).await.with_status(201).json();
        let refused = said(&view["refused"]);
        assert!(refused.len() == 2 && refused[0].starts_with("Line 2, Name: “#NOM?” is what"), "{view}");
        let types = "Name,Description,Due days\n#REF!,x,1\nParking,#VALUE!,#N/A\n";
        let types = Ask::file("/types/preview", "types.csv", types).bearer(&scene.admin);
        let view = scene.desk.ask(types).await.with_status(200).json();
        let bad = said(&view["bad"]);
        assert_eq!(bad.len(), 3, "{view}");
        for (bad, begins) in
            bad.iter().zip(["Line 2, column Name: “#REF!”", "Line 3, column Description", "Line 3, column Due days"])
        {
            assert!(bad.starts_with(begins) && bad.contains("formula has failed"), "{bad}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_file_that_is_too_large_is_told_how_large_it_may_be() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for (place, most) in
            [("/parties/imports", "32 MiB"), ("/users/files/new", "32 MiB"), ("/types/preview", "4 MiB")]
        {
            let ask = || Ask::of(Method::POST, place, "text/csv", "x").header("content-length", "99000000");
            let page =
                scene.desk.ask(ask().cookie(&scene.admin).header("accept", "text/html")).await.with_status(413).body;
            assert!(page.contains(most), "{place}: {page}");
            let said =
                scene.desk.ask(ask().bearer(&scene.admin).header("accept", "application/json")).await.with_status(413);
            assert_eq!(said.complaints(), ["*=web-upload-too-large"]);
        }
        // What several files may be together is not said: one of them may be less.
        let owner = scene.desk.session(&scene.cast.owner).await;
        let ask = Ask::of(Method::POST, "/tickets", "multipart/form-data; boundary=x", "x").bearer(&owner);
        let ask = ask.header("accept", "application/json").header("content-length", "9900000000");
        let said = scene.desk.ask(ask).await.with_status(413);
        assert_eq!(said.complaints(), ["*=web-body-too-large"]);
    })
    .await;
}

#[tokio::test]
async fn a_reader_of_french_is_told_of_french_headers() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.desk.change(Sql::new("UPDATE users SET language = 'fr-CA'")).await;
        let view = scene.look_at("a.csv", "Taille\n42\n").await.with_status(201).json();
        let refused = said(&view["refused"]);
        assert!(refused[0].contains("«\u{a0}Numéro\u{a0}»") && refused[1].contains("«\u{a0}Nom\u{a0}»"), "{refused:?}");
        assert!(!refused.join(" ").contains("Number") && !refused.join(" ").contains("Name"), "{refused:?}");
        let view =
            scene.look_at("b.csv", "Numéro,Nom,Statut\nCA-1,,\nCA-2,Orme,peut-être\n").await.with_status(201).json();
        let refused = said(&view["refused"]);
        assert!(refused[0].contains("colonne Nom") && refused[1].contains("colonne Statut"), "{refused:?}");
        let types = Ask::file("/types/preview", "types.csv", "Couleur\nbleu\n").bearer(&scene.admin);
        let refused = scene.desk.ask(types).await.with_status(422).body;
        assert!(
            refused.contains("Nom\u{a0}»") && refused.contains("Type de demande") && !refused.contains("Name"),
            "{refused}"
        );
        let list = scene.desk.ask(Ask::get("/types").json().bearer(&scene.admin)).await.json()["list"].clone();
        let ask = json!({ "list": list, "rows": [{ "line": 2, "name": "Stationnement", "due_days": 99 }] });
        let refused = scene
            .desk
            .ask(Ask::send(Method::POST, "/types/import", &ask).bearer(&scene.admin))
            .await
            .with_status(422)
            .body;
        assert!(refused.contains("Jours d’échéance") && !refused.contains("due_days"), "{refused}");
        import_csv(&scene.desk.app.db, "Number,Name\nCA-7,Orme\n").await;
        let view = scene.look_at("c.csv", "Numéro,Nom\nCA-7,Chêne\n").await.with_status(201).json();
        let address = view["address"].as_str().expect("a place");
        let page = scene.desk.ask(Ask::get(address).cookie(&scene.admin)).await.with_status(200).body;
        assert!(page.contains("Seules les personnes") && page.contains("voient les valeurs actuelles."), "{page}");
    })
    .await;
}

#[tokio::test]
async fn one_entry_of_the_navigation_is_the_page() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let roles = Sql::new("INSERT INTO user_roles (user_id, role) VALUES (?, ?)");
        scene.desk.change(roles.bind(scene.cast.admin.id).bind(Role::Csr)).await;
        let view = scene.look_at("a.csv", "Number,Name\n1,Oak\n").await.with_status(201).json();
        let address = view["address"].as_str().expect("a place");
        let (parties, imports) =
            ("href=\"/parties\" aria-current=\"page\"", "href=\"/parties/imports\" aria-current=\"page\"");
        let users = "href=\"/users\" aria-current=\"page\"";
        for (place, current) in [
            ("/parties", parties),
            ("/parties/imports", imports),
            (address, imports),
            ("/users", users),
            ("/users/files/new", users),
            ("/users/ingrid", users),
        ] {
            let page = scene.desk.ask(Ask::get(place).cookie(&scene.admin)).await.with_status(200).body;
            let nav =
                page.split("class=\"nav\"").nth(1).and_then(|rest| rest.split("</nav>").next()).expect("a navigation");
            assert!(nav.matches("aria-current").count() == 1 && nav.contains(current), "{place}: {nav}");
        }
    })
    .await;
}
