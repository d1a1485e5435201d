//! The first steps of a new desk: who is told, what ticks itself off, and how the list is put away.

use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use crate::support::desk::{Desk, new_user};
use crate::tickets::inquiry::Scene;
use crate::tickets::prospects::import;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::people::Role;
use watchdesk::people::call_centres::Preset;
use watchdesk::platform::db::{Reads, Sql};

/// Points and whether they are done.
fn steps(view: &Value) -> Vec<(&str, bool)> {
    let steps = view["steps"].as_array().map_or(&[][..], Vec::as_slice);
    steps.iter().map(|step| (step["point"].as_str().expect("a point"), step["done"] == true)).collect()
}

async fn page(desk: &Desk, token: &str) -> String {
    desk.ask(Ask::get("/").header("accept", "text/html").cookie(token)).await.with_status(200).body
}

async fn view(desk: &Desk, token: &str) -> Value {
    desk.ask(Ask::get("/").json().bearer(token)).await.with_status(200).json()
}

/// Whoever sets a desk up and answers customers too.
async fn founder(desk: &Desk, name: &str) -> String {
    let founder = desk.add(new_user(name, &[Role::Admin, Role::CsrLead]).await).await.expect("a founder");
    desk.session(&desk.member(founder.id).await).await
}

#[tokio::test]
async fn whoever_set_the_desk_up_is_told_what_comes_first() {
    on_both(async |db| {
        let desk = Desk::new(db);
        desk.centres(&[Preset::Ca]).await;
        let token = founder(&desk, "CA-iang").await;
        let first = page(&desk, &token).await;
        for words in ["To do first", "0 of 3 done", "Number and Name", "user add CA-jdoe", "--lead CA-iang"] {
            assert!(first.contains(words), "{words}: {first}");
        }
        assert!(first.contains("import parties distributors.xlsx") && first.contains("href=\"/tickets\""), "{first}");
        assert!(first.contains("data-copy=\"#step-people\"") && first.contains("id=\"step-people\""), "{first}");
        let json = view(&desk, &token).await["first_steps"].clone();
        assert_eq!(steps(&json), [("people", false), ("parties", false), ("ticket", false)]);
        assert!(json["steps"][1]["commands"][0].as_str().expect("a command").contains("import parties"), "{json}");
        // Another administrator is nobody who answers customers; a disabled colleague would be none either.
        desk.add(new_user("ingrid", &[Role::Admin]).await).await.expect("an admin");
        assert!(!steps(&view(&desk, &token).await["first_steps"])[0].1);
        let csr = desk.add(new_user("CA-jdoe", &[Role::Csr]).await).await.expect("a CSR");
        let done = page(&desk, &token).await;
        assert!(done.contains("1 of 3 done") && !done.contains("user add"), "a point ticks itself off: {done}");
        // Nobody else is told, and the address is not there for them.
        let other = desk.session(&desk.member(csr.id).await).await;
        assert!(!page(&desk, &other).await.contains("To do first"));
        assert_eq!(view(&desk, &other).await["first_steps"], Value::Null);
        desk.ask(Ask::get("/first-steps").cookie(&other)).await.with_status(404);
        desk.ask(Ask::post("/first-steps", &[("away", "yes")]).cookie(&other)).await.with_status(404);
    })
    .await;
}

#[tokio::test]
async fn a_furnished_desk_says_nothing_any_more() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let token = founder(&scene.desk, "CA-iang").await;
        import(&scene, "number,name\n1,Oak\n").await;
        let left = view(&scene.desk, &token).await["first_steps"].clone();
        assert_eq!(steps(&left), [("people", true), ("parties", true), ("ticket", false)]);
        scene.record().await;
        assert_eq!(view(&scene.desk, &token).await["first_steps"], Value::Null);
        assert!(!page(&scene.desk, &token).await.contains("To do first"));
        let whole = scene.desk.ask(Ask::get("/first-steps").cookie(&token)).await.with_status(200).body;
        assert!(whole.contains("Others answer customers now") && whole.contains("user add"), "{whole}");
    })
    .await;
}

#[tokio::test]
async fn the_list_is_put_away_for_oneself_and_comes_back() {
    on_both(async |db| {
        let desk = Desk::new(db);
        desk.centres(&[Preset::Ca]).await;
        let (token, other) = (founder(&desk, "CA-iang").await, founder(&desk, "CA-lhart").await);
        let put = async |away: &str| -> Said {
            desk.ask(Ask::post("/first-steps", &[("away", away)]).cookie(&token)).await.with_status(303)
        };
        assert_eq!(put("yes").await.place(), "/");
        assert!(!page(&desk, &token).await.contains("Do not show again"));
        assert!(page(&desk, &other).await.contains("Do not show again"), "each puts their own away");
        let me = desk.ask(Ask::get("/me").cookie(&token)).await.with_status(200).body;
        assert!(me.contains("href=\"/first-steps\""), "{me}");
        let whole = desk.ask(Ask::get("/first-steps").cookie(&token)).await.with_status(200).body;
        assert!(whole.contains("user add") && whole.contains("Show on my desk again"), "{whole}");
        put("").await;
        assert!(page(&desk, &token).await.contains("Do not show again"));
        let away = json!({ "away": true });
        let said =
            desk.ask(Ask::send(Method::POST, "/first-steps", &away).bearer(&token)).await.with_status(200).json();
        assert_eq!(said["put_away"], true);
        // What changes nothing did not happen.
        put("yes").await;
        let sql = Sql::new("SELECT count(*) FROM events WHERE subject_kind = 'first_steps'");
        assert_eq!(desk.app.db.reads().value::<i64>(sql).await.expect("a count"), Some(3));
    })
    .await;
}
