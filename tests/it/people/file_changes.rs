//! What a file of users says of departments, and what its preview says of what changes: from what, to what, and what should not
//! come of it.

use super::files::{Scene, refused, table};
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::new_user;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::people::Role;
use watchdesk::platform::db::Sql;

fn departments(user: &Value) -> Vec<&str> {
    let names = user["departments"].as_array().expect("departments").iter();
    names.filter_map(|one| one["name"].as_str()).collect()
}

#[tokio::test]
async fn a_file_puts_people_into_departments_and_takes_them_out() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for name in ["Sales, North", "R&D / Labs", "Old"] {
            let ask = Ask::send(Method::POST, "/departments", &json!({ "name": name }));
            scene.desk.ask(ask.bearer(&scene.admin)).await.with_status(201);
        }
        // As an Excel that splits at semicolons writes it.
        let csv = "Nom d’utilisateur;Nom;Rôles;Services\n\
            CA-new;New;RSC;\"entrepôt; FINANCE\"\n\
            CA-mchen;Mei;RSC;\"Sales, North, r&d / labs\"\n\
            CA-bdupont;B;RSC;\n";
        let view = scene.preview(csv).await;
        assert_eq!(view["would"]["added"], json!(["CA-new"]), "{view}");
        let mei = json!({ "field": "departments", "from": [], "to": ["R&D / Labs", "Sales, North"] });
        assert!(view["would"]["changed"][0]["fields"].as_array().expect("fields").contains(&mei), "{view}");
        scene.start(&view).await.with_status(200);
        assert_eq!(departments(&scene.user("CA-new").await), ["Finance", "Warehouse"]);
        assert_eq!(departments(&scene.user("CA-mchen").await), ["R&D / Labs", "Sales, North"]);
        let out = table(scene.file("/users/files/export?format=csv").await);
        let column = out.headers().iter().position(|header| header == "Departments").expect("a column");
        let said: Vec<&str> = out.rows().map(|row| row.get(column)).filter(|cell| !cell.is_empty()).collect();
        assert_eq!(said, ["R&D / Labs; Sales, North", "Finance; Warehouse"]);
        // What a file does not say stays; an empty cell takes away; what was retired since stays theirs, and nobody else's.
        scene.desk.change(Sql::new("UPDATE departments SET retired_at = 1 WHERE name IN ('Old', 'Finance')")).await;
        scene.import("user name,name\nCA-new,Newer\n").await;
        assert_eq!(departments(&scene.user("CA-new").await).len(), 2);
        let again = scene.import("user name,departments\nCA-new,finance|Warehouse\nCA-mchen,\n").await;
        assert_eq!((&again["unchanged"], &again["changed"][0]["user_name"]), (&json!(1), &json!("CA-mchen")));
        assert_eq!(departments(&scene.user("CA-mchen").await), Vec::<&str>::new());
        let csv = "user name,departments\nCA-bdupont,\"QA, Moon\"\nCA-mchen,Old\nCA-lhart,QA\n";
        let view = scene.preview(csv).await;
        let reasons = refused(&view);
        assert_eq!(reasons.len(), 2, "{reasons:#?}");
        assert!(reasons[0].starts_with("Line 2, departments: “Moon” is no department"), "{reasons:#?}");
        assert!(
            reasons[0].contains("There are: Customer Service; IT Service; QA; R&D / Labs; Sales, North; "),
            "{reasons:#?}"
        );
        assert!(reasons[1].contains("“Old” is retired"), "{reasons:#?}");
        assert_eq!(scene.start(&view).await.with_status(422).complaints().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_preview_says_from_what_to_what_and_what_should_not_be() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.desk.add(new_user("CA-boss", &[Role::Admin, Role::Csr]).await).await.expect("another one");
        let csv = "user name,name,roles,lead,call centre\n\
            CA-mchen,Mei <Chen>,CSR,,CA\n\
            CA-lhart,Name of CA-lhart,Administrator,,CA\n\
            ingrid,Name of ingrid,CSR Lead,,UK\n\
            CA-boss,Name of CA-boss,\"Administrator, CSR\",,CA\n";
        let csv = csv.replace("ingrid,", "UK-osmith,").replace("Name of ingrid", "Name of UK-osmith");
        let view = scene.preview(&csv).await;
        let would = &view["would"];
        let fields = |name: &str| {
            let changed = would["changed"].as_array().expect("changes").iter();
            changed.clone().find(|one| one["user_name"] == name).map(|one| one["fields"].clone())
        };
        let mei = json!([{ "field": "display_name", "from": ["Name of CA-mchen"], "to": ["Mei <Chen>"] },
            { "field": "lead", "from": ["CA-lhart"], "to": [] }]);
        assert_eq!(fields("CA-mchen"), Some(mei), "{view}");
        let hart = json!([{ "field": "roles", "from": ["csr_lead"], "to": ["admin"] }]);
        assert_eq!(fields("CA-lhart"), Some(hart), "{view}");
        assert_eq!(would["alone"], json!(["CA-bdupont"]), "their lead is no longer one, and nobody covers");
        assert_eq!(would["takes_own_rights"], false);
        let address = view["address"].as_str().expect("a place");
        let page = scene.desk.ask(Ask::get(address).cookie(&scene.admin)).await.with_status(200).body;
        for words in
            ["<del><bdi>CSR Lead</bdi></del>", "<ins><bdi>Administrator</bdi></ins>", "Mei &#60;Chen&#62;", "nothing"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        assert!(page.contains("would reach nobody: CA-bdupont"), "{page}");
        // Whoever takes their own administration away is warned, and told after, as on a page of a user.
        let own = "user name,roles,call centre\ningrid,,\nCA-boss,Administrator,CA\n";
        assert_eq!(refused(&scene.preview(own).await).len(), 1, "no role at all");
        let own =
            scene.look_at("own.csv", "user name,name,roles,call centre\nUK-ines,I,CSR,UK\n").await.with_status(201);
        assert_eq!(own.json()["would"]["takes_own_rights"], false);
        scene
            .desk
            .change(Sql::new(
                "UPDATE users SET user_name = 'CA-ingrid', user_name_key = 'ca-ingrid' WHERE user_name = 'ingrid'",
            ))
            .await;
        let own = scene.preview("user name,roles,call centre\nCA-ingrid,CSR,CA\n").await;
        assert_eq!(own["would"]["takes_own_rights"], true);
        let address = own["address"].as_str().expect("a place");
        let page = scene.desk.ask(Ask::get(address).cookie(&scene.admin)).await.with_status(200);
        assert!(page.body.contains("would not administer this desk any more"), "{}", page.body);
        let done = Ask::post(address, &[("seen", page.hidden("seen"))]).cookie(&scene.admin);
        assert_eq!(scene.desk.ask(done).await.with_status(303).place(), "/");
    })
    .await;
}

#[tokio::test]
async fn a_row_that_is_refused_is_no_new_one() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        // Whom they name is in the file too, so it is found out when all are there.
        let csv = "user name,name,roles,lead\nCA-one,One,CSR,CA-two\nCA-two,Two,CSR,\nCA-three,Three,CSR,CA-one\n";
        let view = scene.preview(csv).await;
        // Whose lead is refused is not refused for it: what is wrong is said at the line of the lead.
        assert_eq!(view["would"]["added"], json!(["CA-two", "CA-three"]), "{view}");
        let reasons = refused(&view);
        assert!(reasons.len() == 1 && reasons[0].starts_with("Line 2, lead: "), "{reasons:#?}");
        assert_eq!(scene.start(&view).await.with_status(422).complaints().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_others_without_a_lead_is_warned_before_and_told_after() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let names = |user: &Value| {
            let people = user["alone_without"].as_array().expect("people").iter();
            people.filter_map(|one| one["user_name"].as_str().map(str::to_owned)).collect::<Vec<_>>()
        };
        let hart = scene.user("CA-lhart").await;
        assert_eq!((names(&hart), &hart["warnings"]), (vec!["CA-bdupont".into(), "CA-mchen".into()], &json!([])));
        let page = scene.desk.ask(Ask::get("/users/CA-lhart").cookie(&scene.admin)).await.body;
        assert!(page.contains("id=\"would-leave\"") && page.contains("nobody covers: CA-bdupont, CA-mchen"), "{page}");
        let ask = |roles: Value, version: i64| {
            json!({ "version": version, "display_name": "Linda", "call_centre": "CA", "roles": roles, "language": "en",
                "cover": if version == 1 { json!(null) } else { json!("CA-bdupont") } })
        };
        let sends = async |ask: &Value| {
            let ask = Ask::send(Method::POST, "/users/CA-lhart", ask).bearer(&scene.admin);
            scene.desk.ask(ask).await.with_status(200).json()
        };
        let told = sends(&ask(json!(["csr"]), 1)).await;
        assert_eq!(told["warnings"], json!(["leads_no_more", "no_lead"]), "they still escalate to whoever is no lead");
        // Somebody stands in: only who would stand in for themselves is left.
        let told = sends(&ask(json!(["csr_lead"]), 2)).await;
        assert_eq!((names(&told), &told["warnings"]), (vec!["CA-bdupont".into()], &json!([])));
        let off = Ask::send(Method::POST, "/users/CA-lhart/disabling", &json!({})).bearer(&scene.admin);
        let told = scene.desk.ask(off).await.with_status(200).json();
        assert_eq!((names(&told), &told["warnings"]), (vec!["CA-bdupont".into()], &json!(["leaves_alone"])));
        let page = scene.desk.ask(Ask::get("/users/CA-lhart").cookie(&scene.admin)).await.body;
        assert!(page.contains("cannot be reached and nobody covers") && !page.contains("would-leave"), "{page}");
        let on = Ask::send(Method::POST, "/users/CA-lhart/enabling", &json!({})).bearer(&scene.admin);
        assert_eq!(scene.desk.ask(on).await.with_status(200).json()["warnings"], json!([]));
    })
    .await;
}
