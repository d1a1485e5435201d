//! Users as an administrator looks after them: by page, by fragment and by program.

use super::desk::{Ask, Desk, Said, new_user, refused, sign_in};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::people::listing::page;
use watchdesk::people::users::{self, NewUser};
use watchdesk::people::{Actor, Role, accounts, listing};
use watchdesk::platform::db::{Reads, Sql, Tx};
use watchdesk::platform::events;

async fn sends(desk: &Desk, token: &str, path: &str, ask: &Value) -> Said {
    desk.ask(Ask::send(Method::POST, path, ask).bearer(token)).await
}

async fn sees(desk: &Desk, token: &str, path: &str) -> Value {
    desk.ask(Ask::get(path).json().bearer(token)).await.with_status(200).json()
}

fn mei() -> Value {
    json!({ "version": 1, "display_name": "Name of CA-mchen", "call_centre": "CA", "roles": ["csr"], "lead": "CA-lhart",
        "language": "en" })
}

fn with(mut ask: Value, field: &str, value: Value) -> Value {
    ask[field] = value;
    ask
}

#[tokio::test]
async fn somebody_new_signs_in_by_the_code_that_is_shown_once() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let fields = [
            ("user_name", "CA-new"),
            ("display_name", "New & <Person>"),
            ("roles", "csr"),
            ("lead", "CA-lhart"),
            ("language", "en"),
            ("request_key", "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f"),
        ];
        let made = desk.ask(Ask::post("/users", &fields).cookie(&admin)).await.with_status(200).body;
        assert!(made.contains("New &#38; &#60;Person&#62;"), "{made}");
        let code = made.split("id=\"one-time-code\">").nth(1).and_then(|rest| rest.split('<').next()).expect("a code");
        assert_eq!(code.len(), 14, "{code}");
        let again = desk.ask(Ask::post("/users", &fields).cookie(&admin)).await.with_status(200).body;
        assert!(!again.contains("one-time-code") && again.contains("shown already"), "{again}");
        let page = desk.ask(Ask::get("/users/CA-new").cookie(&admin)).await.with_status(200).body;
        assert!(!page.contains(code) && page.contains("A one-time code waits"), "{page}");
        assert_eq!(desk.ask(sign_in("CA-new", "").json()).await.status, 422);
        let ask = json!({ "user_name": "ca-NEW", "code": code.to_lowercase(), "new_password": "a long enough one" });
        let inside = desk.ask(Ask::send(Method::POST, "/sign-in/code", &ask)).await.with_status(200).json();
        assert_eq!(inside["member"]["user_name"], "CA-new");
        assert_eq!(inside["member"]["call_centre"]["code"], "CA", "the call centre of the name");
        desk.ask(sign_in("CA-new", "a long enough one").json()).await.with_status(200);
        // By program the same; what was shown stands nowhere.
        let ask = json!({ "user_name": "UK-b", "display_name": "B", "roles": ["csr"] });
        let other = sends(&desk, &admin, "/users", &ask).await.with_status(201);
        assert_eq!(other.place(), "/users/UK-b");
        let (code, warnings) = (other.json()["code"].clone(), other.json()["warnings"].clone());
        assert_eq!(warnings, json!(["no_lead"]), "a warning, no refusal");
        assert_eq!(sees(&desk, &admin, "/users/UK-b").await["code"], Value::Null);
        let code = code.as_str().expect("a code");
        for table in ["sign_in_codes", "events", "request_keys"] {
            let text = rows(&desk, table).await;
            assert!(!text.contains(code) && !text.contains(&code.replace('-', "")), "{table}: {text}");
        }
    })
    .await;
}

/// Every text column that could keep a secret.
async fn rows(desk: &Desk, table: &str) -> String {
    let sql = match table {
        "events" => "SELECT body AS t FROM events",
        "request_keys" => "SELECT answer AS t FROM request_keys",
        _ => "SELECT code_hash AS t FROM sign_in_codes",
    };
    #[derive(watchdesk::platform::db::FromRow)]
    struct Row {
        t: String,
    }
    let rows: Vec<Row> = desk.app.db.reads().all(Sql::new(sql)).await.expect("rows");
    rows.into_iter().map(|row| row.t).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn what_cannot_be_is_said_at_its_field_and_kept() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let named =
            |name: &str| json!({ "user_name": name, "display_name": "B", "roles": ["admin"], "call_centre": "CA" });
        let said = sends(&desk, &admin, "/users", &named("boss2")).await.with_status(422);
        assert_eq!(said.complaints(), ["user_name=people-user-name-prefix-or-none"]);
        assert!(said.body.contains("leave it empty"), "{}", said.body);
        let said =
            sends(&desk, &admin, "/users", &with(named("Files"), "call_centre", Value::Null)).await.with_status(422);
        assert_eq!(said.complaints(), ["user_name=people-user-name-shadowed"]);
        desk.ask(Ask::post("/users/UK-osmith/disabling", &[]).cookie(&admin)).await.with_status(303);
        for (field, value, complaint) in [
            ("display_name", json!(" "), "display_name=input-empty"),
            ("display_name", json!("x".repeat(10_000)), "display_name=input-too-long"),
            ("display_name", json!("a\0"), "display_name=input-nul"),
            ("email", json!("mei at home"), "email=people-email-wrong"),
            ("roles", json!([]), "roles=people-roles-empty"),
            ("roles", json!(["boss"]), "roles=web-field-wrong"),
            ("call_centre", json!("XX"), "call_centre=people-centre-unknown"),
            ("call_centre", json!(""), "call_centre=people-centre-needed"),
            ("lead", json!("CA-mchen"), "lead=people-lead-oneself"),
            ("lead", json!("CA-bdupont"), "lead=people-lead-cannot"),
            ("lead", json!("ingrid"), "lead=people-lead-cannot"),
            ("lead", json!("UK-osmith"), "lead=people-colleague-unknown"),
            ("cover", json!("CA-mchen"), "cover=people-cover-oneself"),
            ("cover", json!("ingrid"), "cover=people-cover-cannot"),
            ("cover", json!("UK-osmith"), "cover=people-colleague-unknown"),
            ("language", json!("xx"), "language=people-language-wrong"),
        ] {
            let said = sends(&desk, &admin, "/users/CA-mchen", &with(mei(), field, value.clone())).await;
            assert_eq!(said.with_status(422).complaints(), [complaint], "{field} {value}");
        }
        let fields = [("version", "1"), ("display_name", "Typed & kept"), ("roles", "csr"), ("call_centre", "CA")];
        let fields = [&fields[..], &[("lead", "CA-bdupont"), ("language", "xx")]].concat();
        let page = desk.ask(Ask::post("/users/CA-mchen", &fields).cookie(&admin)).await.with_status(422).body;
        for words in ["Typed &#38; kept", "id=\"lead-complaint\"", "It speaks: en"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let fields = [("user_name", "XX-new"), ("display_name", "Typed & kept"), ("roles", "csr"), ("language", "en")];
        let page = desk.ask(Ask::post("/users", &fields).cookie(&admin)).await.with_status(422).body;
        for words in ["Typed &#38; kept", "There are: AU, CA, UK, US", "id=\"add\" open"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        for nobody in ["/users/CA-nobody", "/users/%00", "/users/%F0%9F%99%82"] {
            desk.ask(Ask::get(nobody).json().bearer(&admin)).await.with_status(404);
        }
        let trail = events::of_subject(desk.app.db.reads(), users::subject(cast.owner.id), None, 9).await;
        assert_eq!(trail.expect("events").len(), 1, "nothing half done");
    })
    .await;
}

#[tokio::test]
async fn a_change_is_made_once_and_a_stale_one_keeps_what_was_typed() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        sends(&desk, &admin, "/users/CA-mchen", &mei()).await.with_status(200);
        assert_eq!(sees(&desk, &admin, "/users/CA-mchen").await["version"], 1, "nothing was changed");
        let changed = with(with(mei(), "email", json!("mei@example.com")), "cover", json!("ca-BDUPONT"));
        let view = sends(&desk, &admin, "/users/CA-mchen", &changed).await.with_status(200).json();
        assert_eq!((&view["email"], &view["version"]), (&json!("mei@example.com"), &json!(2)));
        assert_eq!(view["cover"]["user_name"], "CA-bdupont");
        let fields = [("version", "1"), ("display_name", "Late"), ("roles", "csr"), ("call_centre", "CA")];
        let fields = [&fields[..], &[("language", "en")]].concat();
        let late = desk.ask(Ask::post("/users/CA-mchen", &fields).cookie(&admin)).await.with_status(409);
        assert!(late.body.contains("value=\"Late\"") && late.body.contains("changed while you"), "{}", late.body);
        assert_eq!(late.hidden("version"), "2");
        let stale = sends(&desk, &admin, "/users/CA-mchen", &mei()).await.with_status(409);
        assert_eq!(stale.complaints(), ["*=people-user-stale"]);
        // Another call centre, another name; nobody is signed out by it.
        let token = desk.session(&cast.owner).await;
        let moved = with(with(with(mei(), "version", json!(2)), "call_centre", json!("UK")), "lead", Value::Null);
        let view = sends(&desk, &admin, "/users/CA-mchen", &moved).await.with_status(200).json();
        assert_eq!((&view["user_name"], &view["warnings"]), (&json!("UK-mchen"), &json!(["no_lead"])));
        assert_eq!(desk.me(&token).await.as_deref(), Some("UK-mchen"));
        let taken = with(with(mei(), "display_name", json!("O")), "call_centre", json!("CA"));
        desk.add(new_user("CA-osmith", &[Role::Csr]).await).await.expect("a namesake");
        let taken = sends(&desk, &admin, "/users/UK-osmith", &with(taken, "lead", Value::Null)).await;
        assert_eq!(taken.with_status(422).complaints(), ["user_name=people-user-name-taken"]);
    })
    .await;
}

#[tokio::test]
async fn somebody_always_administers() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let ask =
            json!({ "version": 1, "display_name": "Ingrid", "roles": ["csr"], "call_centre": "CA", "language": "en" });
        let said = sends(&desk, &admin, "/users/ingrid", &ask).await.with_status(409);
        assert_eq!(said.complaints(), ["roles=people-last-admin"]);
        let own = sends(&desk, &admin, "/users/ingrid/disabling", &json!({})).await.with_status(409);
        assert_eq!(own.complaints(), ["*=people-disable-oneself"]);
        let second = desk.add(new_user("second", &[Role::Admin]).await).await.expect("another");
        let second = desk.session(&desk.member(second.id).await).await;
        let view = sends(&desk, &second, "/users/ingrid", &ask).await.with_status(200).json();
        assert_eq!(view["user_name"], "CA-ingrid", "whoever answers customers has the prefix");
        desk.ask(Ask::get("/users").json().bearer(&admin)).await.with_status(404);
        desk.ask(Ask::get("/tickets").json().bearer(&admin)).await.with_status(200);
        let said = sends(&desk, &second, "/users/second", &ask).await.with_status(409);
        assert_eq!(said.complaints(), ["roles=people-last-admin"]);
    })
    .await;
}

#[tokio::test]
async fn the_list_is_paged_searched_and_read_by_its_index() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let template = new_user("UK-x", &[Role::Csr]).await;
        for number in 0..60 {
            let display_name = if number == 7 { "Amélie Tremblay".to_owned() } else { format!("Somebody {number}") };
            let user = NewUser { user_name: format!("UK-x{number:02}"), display_name, ..template.clone() };
            desk.add(user).await.expect("added");
        }
        let first = sees(&desk, &admin, "/users").await;
        let names = |view: &Value| -> Vec<String> {
            let rows = view["users"].as_array().expect("users").iter();
            rows.map(|row| row["user_name"].as_str().expect("a name").to_owned()).collect()
        };
        assert_eq!(names(&first).len(), listing::PAGE);
        assert_eq!(names(&first)[..4], ["CA-bdupont", "CA-lhart", "CA-mchen", "ingrid"]);
        let next = first["next"].as_str().expect("more");
        let rest = sees(&desk, &admin, &format!("/users?after={next}")).await;
        assert_eq!((names(&rest).len(), &rest["next"]), (15, &Value::Null));
        assert_eq!(names(&sees(&desk, &admin, "/users?q=amelie").await), ["UK-x07"]);
        assert_eq!(names(&sees(&desk, &admin, "/users?q=uk-x0").await).len(), 10);
        for nobody in ["?q=%00", "?q=%3Cb%3E", "?q=zzz", &format!("?q={}", "m".repeat(5_000))] {
            assert_eq!(names(&sees(&desk, &admin, &format!("/users{nobody}")).await), [""; 0], "{nobody}");
        }
        assert_eq!(names(&sees(&desk, &admin, "/users?after=%%%25").await).len(), listing::PAGE);
        let html = desk.ask(Ask::get("/users?q=ca-").cookie(&admin)).await.with_status(200).body;
        assert!(html.contains("href=\"/users/CA-mchen\"") && html.contains("Name of CA-lhart"), "{html}");
        assert!(desk.ask(Ask::get("/users?q=uk-x").cookie(&admin)).await.body.contains("No lead"));
        let plan = desk.app.db.reads().explain(page(None)).await.expect("a plan").join("\n");
        assert!(plan.contains("user_name_key"), "{plan}");
        let csr = desk.session(&cast.lead).await;
        for path in ["/users", "/users/CA-mchen"] {
            desk.ask(Ask::get(path).json().bearer(&csr)).await.with_status(404);
        }
    })
    .await;
}

#[tokio::test]
async fn the_rights_are_told_to_administrators() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let view = sees(&desk, &admin, "/rights").await;
        let of = |permission: &str| {
            let rights = view["permissions"].as_array().expect("rights").iter();
            rights.clone().find(|right| right["permission"] == permission).expect("a permission")["roles"].clone()
        };
        assert_eq!(of("inquiries.work"), json!(["csr", "csr_lead"]), "an administrator sees no inquiries");
        assert_eq!(of("people.administer"), json!(["admin"]));
        let page = desk.ask(Ask::get("/rights").cookie(&admin)).await.with_status(200).body;
        assert!(page.contains("Look distributors up"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_disabled_lead_is_seen_to() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let token = desk.session(&cast.lead).await;
        let gone = sends(&desk, &admin, "/users/CA-lhart/disabling", &json!({})).await.with_status(200).json();
        assert!(gone["disabled_at"].is_string(), "{gone}");
        assert_eq!(gone["led"].as_array().map(Vec::len), Some(2));
        desk.ask(Ask::get("/me").json().bearer(&token)).await.with_status(401);
        assert_eq!(sees(&desk, &admin, "/users/CA-mchen").await["warnings"], json!(["lead_gone"]));
        let csr = desk.session(&cast.owner).await;
        let offered = sees(&desk, &csr, "/colleagues?q=CA-lhart").await;
        assert_eq!(offered["people"], json!([]));
        let page = desk.ask(Ask::get("/users/CA-bdupont").cookie(&admin)).await.with_status(200).body;
        assert!(page.contains("cannot be reached") && page.contains("value=\"CA-lhart\" selected"), "{page}");
        // Who has left need not be replaced to mend a name.
        sends(&desk, &admin, "/users/CA-mchen", &with(mei(), "display_name", json!("Mei"))).await.with_status(200);
        let code = sends(&desk, &admin, "/users/CA-lhart/code", &json!({})).await.with_status(409);
        assert_eq!(code.complaints(), ["*=people-code-disabled"]);
        let back = sends(&desk, &admin, "/users/CA-lhart/enabling", &json!({})).await.with_status(200).json();
        assert_eq!(back["disabled_at"], Value::Null);
        assert_eq!(sees(&desk, &admin, "/users/CA-bdupont").await["warnings"], json!([]));
        assert!(desk.me(&desk.token("CA-lhart").await).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn somebody_who_cannot_is_noted_as_away() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let ask = json!({ "until": "2026-11-04", "cover": "CA-bdupont" });
        let view = sends(&desk, &admin, "/users/ca-LHART/away", &ask).await.with_status(200).json();
        assert_eq!((&view["away_last_day"], &view["version"]), (&json!("2026-11-04"), &json!(2)));
        assert_eq!(view["gaps"], json!([{ "gap": "own", "user_name": "CA-bdupont" }]));
        let page = desk.ask(Ask::get("/users/CA-lhart").cookie(&admin)).await.with_status(200).body;
        assert!(page.contains("Away until 4 Nov 2026") && page.contains("They are here again"), "{page}");
        for (ask, complaint) in [
            (json!({}), "until=people-away-day"),
            (json!({ "until": "soon" }), "until=people-away-unreadable"),
            (json!({ "until": "2026-11-01" }), "until=people-away-past"),
            (json!({ "until": "2026-11-04", "cover": "CA-mchen" }), "cover=people-cover-oneself"),
            (json!({ "until": "2026-11-04", "cover": "CA-lhart" }), "cover=people-cover-away"),
            (json!({ "until": "2026-11-04", "cover": "ingrid" }), "cover=people-cover-cannot"),
        ] {
            let said = sends(&desk, &admin, "/users/CA-mchen/away", &ask).await.with_status(422);
            assert_eq!(said.complaints(), [complaint], "{ask}");
        }
        let fields = [("until", "2026-11-05"), ("cover", "Typed & kept")];
        let page = desk.ask(Ask::post("/users/CA-mchen/away", &fields).cookie(&admin)).await.with_status(422).body;
        assert!(page.contains("Typed &#38; kept") && page.contains("id=\"away_cover-complaint\""), "{page}");
        assert!(!page.contains("id=\"cover-complaint\""), "the other form was not asked: {page}");
        let back = desk.ask(Ask::post("/users/CA-lhart/away", &[("back", "yes")]).cookie(&admin)).await;
        assert_eq!(back.with_status(303).place(), "/users/CA-lhart");
        assert_eq!(sees(&desk, &admin, "/users/CA-lhart").await["away_until"], Value::Null);
        let csr = desk.session(&cast.owner).await;
        sends(&desk, &csr, "/users/CA-lhart/away", &json!({ "until": "2026-11-04" })).await.with_status(404);
        sends(&desk, &admin, "/users/nobody/away", &json!({ "until": "2026-11-04" })).await.with_status(404);
    })
    .await;
}

#[tokio::test]
async fn whoever_gives_up_administering_is_sent_away() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        desk.add(new_user("second", &[Role::Admin]).await).await.expect("another administrator");
        let admin = desk.session(&cast.admin).await;
        let fields =
            [("version", "1"), ("display_name", "Ingrid"), ("roles", "csr"), ("call_centre", "CA"), ("language", "en")];
        let fragment = Ask::post("/users/ingrid", &fields).header("accept", "text/vnd.watchdesk.fragment+html");
        let said = desk.ask(fragment.cookie(&admin)).await.with_status(204);
        assert_eq!((said.place(), said.body.as_str()), ("/", ""));
        desk.ask(Ask::get("/users").cookie(&admin)).await.with_status(404);
        desk.ask(Ask::get("/tickets").cookie(&admin)).await.with_status(200);
        // Nobody disables themself, by whatever door.
        let second = users::by_name(desk.app.db.reads(), "second").await.expect("a database");
        let (second, now) = (desk.member(second.expect("a user")).await, desk.app.now());
        desk.add(new_user("third", &[Role::Admin]).await).await.expect("a third");
        let oneself = async move |tx: &mut Tx| accounts::disable(tx, Actor::from(&second), second.id, now).await;
        let why = refused(desk.app.db.write(None, oneself).await);
        assert_eq!(why, ["*=people-disable-oneself"]);
    })
    .await;
}
