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

/// Those of a new desk.
const OPEN: [(&str, bool); 6] = [
    ("call_centre", false),
    ("types", false),
    ("departments", false),
    ("people", false),
    ("parties", false),
    ("ticket", false),
];

/// Says something of a point, or takes it back.
async fn settle(desk: &Desk, token: &str, point: &str, say: Option<&str>) -> Said {
    let ask = json!({ "say": say });
    desk.ask(Ask::send(Method::POST, &format!("/first-steps/{point}"), &ask).bearer(token)).await
}

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
        for words in ["To do first", "0 of 6 done", "Number and Name", "user add CA-jdoe", "--lead CA-iang"] {
            assert!(first.contains(words), "{words}: {first}");
        }
        assert!(first.contains("import parties distributors.xlsx") && first.contains("href=\"/tickets\""), "{first}");
        assert!(first.contains("data-copy=\"#step-people\"") && first.contains("id=\"step-people\""), "{first}");
        let json = view(&desk, &token).await["first_steps"].clone();
        assert_eq!(steps(&json), OPEN);
        assert!(json["steps"][4]["commands"][0].as_str().expect("a command").contains("import parties"), "{json}");
        // Another administrator is nobody who answers customers; a disabled colleague would be none either.
        desk.add(new_user("ingrid", &[Role::Admin]).await).await.expect("an admin");
        assert!(!steps(&view(&desk, &token).await["first_steps"])[3].1);
        let csr = desk.add(new_user("CA-jdoe", &[Role::Csr]).await).await.expect("a CSR");
        let done = page(&desk, &token).await;
        assert!(done.contains("1 of 6 done") && !done.contains("user add"), "a point ticks itself off: {done}");
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
        assert_eq!(steps(&left)[3..], [("people", true), ("parties", true), ("ticket", false)]);
        for point in ["call_centre", "departments", "types"] {
            settle(&scene.desk, &token, point, Some("right")).await.with_status(200);
        }
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

#[tokio::test]
async fn what_a_desk_does_without_is_skipped_and_taken_back() {
    on_both(async |db| {
        let desk = Desk::new(db);
        desk.centres(&[Preset::Ca]).await;
        let token = founder(&desk, "CA-iang").await;
        let left = async || view(&desk, &token).await["first_steps"].clone();
        let skip = [("say", "skipped")];
        let said = desk.ask(Ask::post("/first-steps/parties", &skip).cookie(&token)).await.with_status(303);
        assert_eq!(said.place(), "/");
        let whole = desk.ask(Ask::post("/first-steps/parties?whole=yes", &[("say", "")]).cookie(&token)).await;
        assert_eq!(whole.with_status(303).place(), "/first-steps");
        assert_eq!(left().await["steps"][4]["said"], Value::Null, "taken back");
        settle(&desk, &token, "parties", Some("skipped")).await.with_status(200);
        let step = left().await["steps"][4].clone();
        assert_eq!((&step["done"], &step["said"]), (&json!(false), &json!("skipped")));
        let first = page(&desk, &token).await;
        assert!(first.contains("Skipped") && !first.contains("import parties"), "{first}");
        // Nobody says of people, distributors or an inquiry that they are there when they are not.
        for point in ["people", "parties", "ticket"] {
            let said = settle(&desk, &token, point, Some("right")).await.with_status(422);
            assert_eq!(said.complaints(), ["say=steps-only-done"]);
        }
        settle(&desk, &token, "nothing", Some("right")).await.with_status(404);
        settle(&desk, &token, "types", Some("maybe")).await.with_status(422);
        for point in ["people", "ticket", "departments"] {
            settle(&desk, &token, point, Some("skipped")).await.with_status(200);
        }
        settle(&desk, &token, "types", Some("right")).await.with_status(200);
        assert_eq!(left().await["steps"][1]["done"], true);
        settle(&desk, &token, "call_centre", Some("right")).await.with_status(200);
        assert_eq!(left().await, Value::Null, "all is settled");
        settle(&desk, &token, "types", None).await.with_status(200);
        assert_eq!(steps(&left().await)[1], ("types", false));
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_ticks_itself_off() {
    on_both(async |db| {
        let desk = Desk::new(db);
        desk.centres(&[Preset::Ca]).await;
        let token = founder(&desk, "CA-iang").await;
        let done = async || {
            let all = desk.ask(Ask::get("/first-steps").json().bearer(&token)).await.with_status(200).json();
            steps(&all).into_iter().filter(|step| step.1).map(|step| step.0.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(done().await, [""; 0]);
        let sends = async |path: &str, ask: Value| {
            desk.ask(Ask::send(Method::POST, path, &ask).bearer(&token)).await.json();
        };
        sends("/departments", json!({ "name": "Returns" })).await;
        assert_eq!(done().await, ["departments"]);
        sends("/types/review", json!({})).await;
        assert_eq!(done().await, ["types", "departments"]);
        sends(
            "/call-centres/CA",
            json!({ "version": 1, "name": "Canada", "region": "CA-QC", "mon": ["9:00", "17:00"] }),
        )
        .await;
        assert_eq!(done().await, ["call_centre", "types", "departments"]);
    })
    .await;
}
