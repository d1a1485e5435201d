//! One's own account: the password, from where one is signed in, the language and being away.

use super::desk::{Ask, Desk, PASSWORD, Said, sign_in};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::people::own_password::{ChangePassword, changed};
use watchdesk::people::own_sessions::living;
use watchdesk::people::sessions::{self, Token};
use watchdesk::platform::db::{Sql, Tx};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::refusal::Kind;

const NEW: &str = "another long password";

async fn sends(desk: &Desk, token: &str, path: &str, ask: &Value) -> Said {
    desk.ask(Ask::send(Method::POST, path, ask).bearer(token)).await
}

async fn me(desk: &Desk, token: &str) -> Value {
    desk.ask(Ask::get("/me").json().bearer(token)).await.with_status(200).json()
}

#[tokio::test]
async fn a_session_that_ended_meanwhile_changes_no_password() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let (token, now) = (Token::random(), desk.app.now());
        let (new, id) = (token.clone(), cast.owner.id);
        let verb = async move |tx: &mut Tx| sessions::begin(tx, id, &new, None, "203.0.113.1", now).await;
        desk.app.db.write(None, verb).await.expect("a session");
        let found =
            sessions::find(desk.app.db.reads(), &token.hash(), now).await.expect("a database").expect("a session");
        // As it was when the request came in; it ends while the passwords are hashed.
        desk.change(Sql::new("DELETE FROM sessions WHERE user_id = ?").bind(id)).await;
        let ask = ChangePassword { password: PASSWORD.into(), new_password: NEW.into() };
        let peer = std::net::Ipv4Addr::LOCALHOST.into();
        let said = changed(&desk.app, &found, &ask, peer).await.err();
        assert!(matches!(said, Some(Failure::Refused(why)) if why.kind == Kind::SignInFirst), "refused");
        desk.ask(sign_in("CA-mchen", PASSWORD).json()).await.with_status(200);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_needs_the_one_of_before_and_ends_every_other_session() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let (here, elsewhere) = (desk.token("CA-mchen").await, desk.token("CA-mchen").await);
        let fields = |now: &'static str, new: &'static str| [("password", now), ("new_password", new)];
        let wrong =
            desk.ask(Ask::post("/me/password", &fields("not this", NEW)).cookie(&here)).await.with_status(422).body;
        assert!(wrong.contains("not your present password") && !wrong.contains("not this"), "{wrong}");
        for (now, new, complaint) in [
            ("", NEW, "password=input-empty"),
            (PASSWORD, "short", "new_password=people-password-short"),
            (PASSWORD, "", "new_password=input-empty"),
            (PASSWORD, "a\0b", "new_password=people-password-short"),
        ] {
            let said = sends(&desk, &here, "/me/password", &json!({ "password": now, "new_password": new })).await;
            assert_eq!(said.with_status(422).complaints(), [complaint]);
        }
        assert!(desk.me(&elsewhere).await.is_some());
        let done = desk.ask(Ask::post("/me/password", &fields(PASSWORD, NEW)).cookie(&here)).await.with_status(303);
        assert_eq!(done.place(), "/me");
        assert_eq!(desk.me(done.cookie()).await.as_deref(), Some("CA-mchen"));
        assert!(desk.me(&here).await.is_none() && desk.me(&elsewhere).await.is_none());
        assert_eq!(desk.ask(sign_in("CA-mchen", PASSWORD).json()).await.status, 401);
        // A program gets its new token.
        let ask = json!({ "password": NEW, "new_password": PASSWORD });
        let token = sends(&desk, done.cookie(), "/me/password", &ask).await.with_status(200).json();
        assert!(desk.me(token["token"].as_str().expect("a token")).await.is_some());
        assert!(desk.me(done.cookie()).await.is_none());
        // Guessing the one of before is slowed.
        let other = desk.session(&cast.colleague).await;
        let mut tries = 0;
        let guess = json!({ "password": "a guess", "new_password": NEW });
        while sends(&desk, &other, "/me/password", &guess).await.status != 429 {
            tries += 1;
            assert!(tries < 30, "never slowed");
        }
    })
    .await;
}

#[tokio::test]
async fn sessions_are_told_apart_and_ended() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let home = desk.ask(sign_in("CA-mchen", PASSWORD).json().from("198.51.100.7")).await.json();
        let home = home["token"].as_str().expect("a token").to_owned();
        desk.later(60_000);
        let (here, third) = (desk.session(&cast.owner).await, desk.session(&cast.owner).await);
        let others = desk.session(&cast.colleague).await;
        let view = me(&desk, &here).await;
        let sessions = view["sessions"].as_array().expect("sessions");
        assert_eq!(sessions.len(), 3);
        assert_eq!(sessions.iter().filter(|one| one["is_this"] == true).count(), 1);
        let far = sessions.iter().find(|one| one["from"] == "198.51.100.7").expect("the one at home");
        assert!(far["since"].as_str() < sessions[0]["since"].as_str());
        let page = desk.ask(Ask::get("/me").cookie(&here)).await.with_status(200).body;
        for token in [&home, &here, &third] {
            assert!(!page.contains(token.as_str()), "a token stands in a page");
        }
        assert!(page.contains("From 198.51.100.7") && page.contains("This one"), "{page}");
        let place = format!("/me/sessions/{}/end", far["id"].as_str().expect("a name"));
        // Nobody ends the sessions of somebody else.
        desk.ask(Ask::post(&place, &[]).cookie(&others)).await.with_status(303);
        assert!(desk.me(&home).await.is_some());
        for _ in 0..2 {
            desk.ask(Ask::post(&place, &[]).cookie(&here)).await.with_status(303);
            assert!(desk.me(&home).await.is_none() && desk.me(&third).await.is_some());
        }
        for nonsense in ["/me/sessions/%00/end", "/me/sessions/x/end", "/me/sessions/%25/end"] {
            sends(&desk, &here, nonsense, &json!({})).await.with_status(200);
        }
        let view = sends(&desk, &here, "/me/sessions/end", &json!({})).await.with_status(200).json();
        assert_eq!(view["sessions"].as_array().map(Vec::len), Some(1));
        assert!(desk.me(&here).await.is_some() && desk.me(&third).await.is_none() && desk.me(&others).await.is_some());
        let plan = desk.app.db.reads().explain(living(1, desk.app.now())).await.expect("a plan").join("\n");
        assert!(plan.contains("sessions_user") || plan.contains("Seq Scan on sessions"), "{plan}");
    })
    .await;
}

#[tokio::test]
async fn one_is_away_and_back_by_the_rules_for_everybody() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let token = desk.session(&cast.lead).await;
        let alone = sends(&desk, &token, "/me/away", &json!({ "until": "2026-11-04" })).await.with_status(200).json();
        assert_eq!(alone["away"]["last_day"], "2026-11-04");
        assert_eq!(alone["away"]["gaps"], json!([{ "gap": "nobody" }]));
        let fields = [("until", "2026-11-05"), ("cover", "CA-bdupont")];
        desk.ask(Ask::post("/me/away", &fields).cookie(&token)).await.with_status(303);
        let page = desk.ask(Ask::get("/me").cookie(&token)).await.body;
        for words in ["5 Nov 2026", "CA-bdupont stands in for you and escalates to you too"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let cover = desk.session(&cast.colleague).await;
        let left = sends(&desk, &cover, "/me/away", &json!({ "until": "2026-11-04" })).await.with_status(200).json();
        assert_eq!(left["away"]["gaps"], json!([{ "gap": "leaves", "user_name": "CA-lhart" }]));
        for (ask, complaint) in [
            (json!({}), "until=people-away-day"),
            (json!({ "until": "soon" }), "until=people-away-unreadable"),
            (json!({ "until": "2026-11-01" }), "until=people-away-past"),
            (json!({ "until": "2026-11-04", "cover": "CA-lhart" }), "cover=people-cover-oneself"),
            (json!({ "until": "2026-11-04", "cover": "ingrid" }), "cover=people-cover-cannot"),
            (json!({ "until": "2026-11-04", "cover": "CA-bdupont" }), "cover=people-cover-away"),
        ] {
            let said = sends(&desk, &token, "/me/away", &ask).await.with_status(422);
            assert_eq!(said.complaints(), [complaint], "{ask}");
        }
        let fields = [("until", "2026-11-05"), ("cover", "Typed & kept")];
        let page = desk.ask(Ask::post("/me/away", &fields).cookie(&token)).await.with_status(422).body;
        assert!(page.contains("Typed &#38; kept") && page.contains("id=\"cover-complaint\""), "{page}");
        let back = sends(&desk, &token, "/me/away", &json!({ "back": true })).await.with_status(200).json();
        assert_eq!((&back["away"], &back["cover"]["user_name"]), (&Value::Null, &json!("CA-bdupont")));
    })
    .await;
}

#[tokio::test]
async fn the_language_is_one_of_those_there_are() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let token = desk.session(&cast.owner).await;
        sends(&desk, &token, "/me/language", &json!({ "language": "EN" })).await.with_status(200);
        assert_eq!(me(&desk, &token).await["language"], "en");
        for nonsense in ["", "xx", "en\0", &"e".repeat(10_000)] {
            let said = sends(&desk, &token, "/me/language", &json!({ "language": nonsense })).await.with_status(422);
            assert_eq!(said.complaints(), ["language=people-language-wrong"]);
        }
    })
    .await;
}
