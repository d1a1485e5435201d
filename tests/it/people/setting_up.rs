//! The first administrator by a one-time code: wrong, used, replaced, raced for, and gone for good afterwards.

use super::desk::{Ask, Desk, PASSWORD, Said, new_user};
use crate::support::databases::{at_both, on_both};
use watchdesk::people::{Role, call_centres, setting_up};
use watchdesk::platform::db::{Db, Reads, Sql, Tx};

async fn code(desk: &Desk) -> Option<String> {
    let now = desk.app.now();
    desk.app.db.write(None, async move |tx: &mut Tx| setting_up::make_code(tx, now).await).await.expect("a code")
}

fn form(code: &str) -> Vec<(&str, &str)> {
    vec![
        ("code", code),
        ("user_name", "CA-iang"),
        ("display_name", "Ingrid Ångström"),
        ("password", PASSWORD),
        ("call_centre", "CA"),
        ("answers_customers", "on"),
    ]
}

async fn set_up(desk: &Desk, code: &str) -> Said {
    desk.ask(Ask::post("/set-up", &form(code))).await
}

/// The form with one field changed, and what is said of it.
async fn with(desk: &Desk, code: &str, field: &str, value: &str) -> (u16, Vec<String>) {
    let mut fields = form(code);
    for (name, old) in &mut fields {
        if *name == field {
            *old = value;
        }
    }
    let said = desk.ask(Ask::post("/set-up", &fields).header("accept", "application/json")).await;
    (said.status.as_u16(), said.complaints())
}

#[tokio::test]
async fn the_first_administrator_is_made_once() {
    on_both(async |db| {
        let desk = Desk::new(db);
        let code = code(&desk).await.expect("a code");
        let page = desk.ask(Ask::get("/me")).await;
        assert_eq!(page.place(), "/sign-in?next=%2Fme");
        assert_eq!(desk.ask(Ask::get(page.place())).await.place(), "/set-up");
        let page = desk.ask(Ask::get("/set-up")).await;
        assert!(page.status == 200 && page.body.contains("value=\"CA\" selected"), "{}", page.body);
        let said = set_up(&desk, &code.to_lowercase()).await;
        assert_eq!((said.status.as_u16(), said.place()), (303, "/"), "{}", said.body);
        let me = desk.ask(Ask::get("/me").json().cookie(said.cookie())).await.json();
        assert_eq!(me["roles"], serde_json::json!(["admin", "csr_lead"]));
        assert_eq!(me["call_centre"]["name"], "Canada");
        assert_eq!(set_up(&desk, &code).await.status, 404);
        assert_eq!(desk.ask(Ask::get("/set-up")).await.status, 404);
        assert_eq!(desk.ask(Ask::get("/sign-in")).await.status, 200);
        assert!(desk.me(&desk.token("CA-iang").await).await.is_some());
        let again = desk.app.now();
        let verb = async move |tx: &mut Tx| setting_up::make_code(tx, again).await;
        assert_eq!(desk.app.db.write(None, verb).await.expect("no code"), None);
    })
    .await;
}

#[tokio::test]
async fn only_the_newest_code_counts() {
    on_both(async |db| {
        let desk = Desk::new(db);
        assert_eq!(with(&desk, "0000-0000-0000", "", "").await, (422, vec!["code=people-code-wrong".to_owned()]));
        let old = code(&desk).await.expect("a code");
        let new = code(&desk).await.expect("another code");
        assert_eq!(with(&desk, &old, "", "").await, (422, vec!["code=people-code-wrong".to_owned()]));
        let page = set_up(&desk, &old).await;
        assert!(page.status == 422 && page.body.contains("Ingrid Ångström") && !page.body.contains(PASSWORD));
        assert!(page.body.contains("Copy it from the terminal where Watchdesk was started"), "{}", page.body);
        let stored: Option<String> =
            desk.app.db.reads().value(Sql::new("SELECT code_hash FROM set_up_codes")).await.expect("a row");
        assert!(!stored.expect("a hash").contains(&new.replace('-', "")));
        assert_eq!(set_up(&desk, &new).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn guessing_the_code_is_slowed() {
    on_both(async |db| {
        let desk = Desk::new(db);
        let code = code(&desk).await.expect("a code");
        let mut tries = 0;
        while with(&desk, "0000-0000-0000", "", "").await.0 != 429 {
            tries += 1;
            assert!(tries < 30, "never slowed");
        }
        let slowed = set_up(&desk, &code).await;
        assert!(slowed.status == 429 && slowed.headers.contains_key("retry-after"));
        assert_eq!(desk.ask(Ask::post("/set-up", &form(&code)).from("198.51.100.7")).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn each_field_has_its_sentence() {
    on_both(async |db| {
        let long = "x".repeat(10_000);
        let cases = [
            ("code", "", "code=input-empty"),
            ("code", long.as_str(), "code=people-code-wrong"),
            ("code", "👩", "code=people-code-wrong"),
            ("user_name", "", "user_name=input-empty"),
            ("user_name", "  ", "user_name=input-empty"),
            ("user_name", "admin", "user_name=people-user-name-prefix"),
            ("user_name", "US-iang", "user_name=people-user-name-prefix"),
            ("user_name", "CA-<b>", "user_name=people-user-name-letters"),
            ("user_name", "CA-שלום", "user_name=people-user-name-letters"),
            ("user_name", long.as_str(), "user_name=input-too-long"),
            ("display_name", "\u{200B}", "display_name=input-empty"),
            ("display_name", long.as_str(), "display_name=input-too-long"),
            ("display_name", "a\u{7}", "display_name=input-control"),
            ("display_name", "a\0", "display_name=input-nul"),
            ("password", "", "password=input-empty"),
            ("password", "short", "password=people-password-short"),
            ("password", long.as_str(), "password=input-too-long"),
            ("call_centre", "XX", "call_centre=web-field-wrong"),
        ];
        // A desk for every few tries, which are counted.
        for some in cases.chunks(5) {
            let desk = Desk::new(db.clone());
            let code = code(&desk).await.expect("a code");
            for (field, value, complaint) in some {
                assert_eq!(
                    with(&desk, &code, field, value).await,
                    (422, vec![(*complaint).to_owned()]),
                    "{field} {}",
                    value.len()
                );
            }
            assert!(call_centres::all(desk.app.db.reads()).await.expect("rows").is_empty(), "nothing is half done");
        }
        let desk = Desk::new(db);
        let code = code(&desk).await.expect("a code");
        let nothing = desk.ask(Ask::post("/set-up", &[]).json()).await;
        let all = ["code=input-empty", "user_name=input-empty", "display_name=input-empty", "password=input-empty"];
        assert_eq!(nothing.complaints(), all);
        assert_eq!(set_up(&desk, &code).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_who_answers_nobody_needs_no_prefix() {
    on_both(async |db| {
        let desk = Desk::new(db);
        let code = code(&desk).await.expect("a code");
        let fields: Vec<_> = form(&code).into_iter().filter(|(name, _)| *name != "answers_customers").collect();
        let fields: Vec<_> =
            fields.into_iter().map(|(name, value)| (name, if name == "user_name" { "root" } else { value })).collect();
        let said = desk.ask(Ask::post("/set-up", &fields).header("accept", "application/json")).await.json();
        assert_eq!(said["member"]["roles"], serde_json::json!(["admin"]), "{said}");
        assert_eq!(said["member"]["call_centre"], serde_json::Value::Null);
        assert_eq!(desk.me(said["token"].as_str().expect("a token")).await.as_deref(), Some("root"));
        assert_eq!(call_centres::all(desk.app.db.reads()).await.expect("rows").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn of_two_at_once_one_wins() {
    at_both(async |place| {
        // Two processes, as far as the database can tell.
        let (one, two) = (place.open().await, place.open().await);
        let desks = [Desk::new(one.clone()), Desk::new(two.clone())];
        let code = code(&desks[0]).await.expect("a code");
        let mut other = form(&code);
        other[1].1 = "CA-other";
        let (first, second, third) = tokio::join!(
            set_up(&desks[0], &code),
            desks[1].ask(Ask::post("/set-up", &other)),
            desks[1].ask(Ask::post("/set-up", &other))
        );
        let mut statuses = [first.status.as_u16(), second.status.as_u16(), third.status.as_u16()];
        statuses.sort_unstable();
        assert!(statuses[0] == 303 && statuses[1..].iter().all(|status| [404, 422].contains(status)), "{statuses:?}");
        let count: Option<i64> = one.reads().value(Sql::new("SELECT count(*) FROM users")).await.expect("a count");
        assert_eq!(count, Some(1));
        close([one, two]).await;
    })
    .await;
}

#[tokio::test]
async fn a_form_sent_by_fetch_gets_its_form_back_and_then_the_way() {
    on_both(async |db| {
        let desk = Desk::new(db);
        let code = code(&desk).await.expect("a code");
        let fetch = |code: &str| Ask::post("/set-up", &form(code)).header("accept", "text/vnd.watchdesk.fragment+html");
        let said = desk.ask(fetch("0000-0000-0000")).await;
        assert!(said.status == 422 && said.body.trim_start().starts_with("<form"), "{}", said.body);
        assert!(said.body.contains("aria-invalid") && said.body.contains("id=\"code-complaint\""), "{}", said.body);
        let said = desk.ask(fetch(&code)).await;
        assert_eq!((said.status.as_u16(), &said.headers["location"]), (204, &"/".parse().expect("a place")));
        assert!(!said.cookie().is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_command_may_come_first() {
    on_both(async |db| {
        let desk = Desk::new(db);
        let code = code(&desk).await.expect("a code");
        desk.add(new_user("ingrid", &[Role::Admin]).await).await.expect("an administrator");
        assert_eq!(set_up(&desk, &code).await.status, 404);
    })
    .await;
}

async fn close(databases: [Db; 2]) {
    for db in databases {
        db.close().await;
    }
}
