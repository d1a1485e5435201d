//! Signing in and out by page and by program: one refusal for all that does not fit, rotation, and no way out of the
//! house.

use super::desk::{Ask, Desk, PASSWORD, sign_in};
use crate::support::databases::on_both;
use watchdesk::people::{Actor, accounts, users};
use watchdesk::platform::db::{Reads, Sql, Tx};
use watchdesk::platform::events;

#[tokio::test]
async fn a_browser_signs_in_and_out() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let page = desk.ask(Ask::get("/me")).await;
        assert_eq!((page.status.as_u16(), page.place()), (303, "/sign-in?next=%2Fme"));
        let page = desk.ask(Ask::get("/sign-in?next=%2Fme")).await;
        assert_eq!(page.status, 200);
        assert!(page.body.contains("name=\"next\" value=\"/me\"") && page.body.contains("name=\"password\""));
        let fields = [("user_name", " ca-MCHEN "), ("password", PASSWORD), ("next", "/me")];
        let said = desk.ask(Ask::post("/sign-in", &fields)).await;
        assert_eq!((said.status.as_u16(), said.place()), (303, "/me"), "{}", said.body);
        let line = said.cookie_line().expect("a cookie");
        assert!(line.contains("HttpOnly") && line.contains("SameSite=Lax") && line.contains("Path=/"), "{line}");
        let token = said.cookie();
        let page = desk.ask(Ask::get("/me").cookie(token)).await;
        assert!(page.body.contains("Name of CA-mchen") && page.body.contains("Toronto time"), "{}", page.body);
        let again = desk.ask(Ask::get("/sign-in").cookie(token)).await;
        assert_eq!((again.status.as_u16(), again.place()), (303, "/"));
        let out = desk.ask(Ask::post("/sign-out", &[]).cookie(token)).await;
        assert_eq!((out.status.as_u16(), out.place()), (303, "/sign-in"));
        assert_eq!(out.cookie(), "");
        let after = desk.ask(Ask::get("/me").json().cookie(token)).await;
        assert_eq!((after.status.as_u16(), after.complaints()), (401, vec!["*=refusal-sign-in-first".to_owned()]));
        assert_eq!(desk.ask(Ask::post("/sign-out", &[]).cookie(token)).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn a_program_signs_in_and_out() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let said = desk.ask(sign_in("CA-mchen", PASSWORD).json()).await;
        assert_eq!(said.status, 200, "{}", said.body);
        assert!(said.cookie_line().is_none(), "a program is no browser");
        let body = said.json();
        assert_eq!(body["member"]["id"], cast.owner.id);
        assert_eq!(body["member"]["call_centre"]["zone"], "America/Toronto");
        assert_eq!(body["member"]["roles"], serde_json::json!(["csr"]));
        let token = body["token"].as_str().expect("a token");
        assert_eq!(desk.me(token).await.as_deref(), Some("CA-mchen"));
        assert_eq!(desk.me(&token.to_uppercase()).await, None);
        assert_eq!(desk.ask(Ask::post("/sign-out", &[]).json().bearer(token)).await.status, 204);
        assert_eq!(desk.me(token).await, None);
    })
    .await;
}

#[tokio::test]
async fn whatever_does_not_fit_is_refused_alike() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let (gone, now) = (cast.abroad.id, desk.app.now());
        let disabled = async move |tx: &mut Tx| accounts::disable(tx, Actor::System, gone, now).await;
        desk.app.db.write(None, disabled).await.expect("disabled");
        let mut pages = Vec::new();
        for (user_name, password) in [("CA-mchen", "wrong password"), ("CA-nobody", PASSWORD), ("UK-osmith", PASSWORD)]
        {
            let said = desk.ask(sign_in(user_name, password).json()).await;
            assert_eq!((said.status.as_u16(), said.complaints()), (401, vec!["*=people-sign-in-wrong".to_owned()]));
            let page = desk.ask(sign_in(user_name, password)).await;
            assert_eq!(page.status, 401);
            assert!(page.body.contains(user_name), "what was typed is kept");
            assert!(!page.body.contains(password) && page.cookie_line().is_none());
            pages.push(page.body.replace(user_name, ""));
        }
        assert!(pages.iter().all(|page| *page == pages[0]));
    })
    .await;
}

#[tokio::test]
async fn fields_are_complained_about_where_they_are() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let long = "x".repeat(10_000);
        let wrong = ["*=people-sign-in-wrong"].as_slice();
        let empty = ["user_name=input-empty", "password=input-empty"].as_slice();
        let too_long = ["user_name=input-too-long", "password=input-too-long"].as_slice();
        let cases = [
            ("", "", 422, empty),
            ("  ", "x", 422, &empty[..1]),
            (&long, &long, 422, too_long),
            ("👩‍👩‍👧 x", "👩", 401, wrong),
            ("שלום\u{202E}", "שלום", 401, wrong),
            ("<script>alert(1)</script>", "<b>", 401, wrong),
            ("a\0b", "a\0b", 422, &["user_name=input-nul"]),
        ];
        for (at, (user_name, password, status, complaints)) in cases.into_iter().enumerate() {
            let said = desk.ask(sign_in(user_name, password).json()).await;
            assert_eq!(
                (said.status.as_u16(), said.complaints()),
                (status, complaints.iter().map(ToString::to_string).collect()),
                "{at}"
            );
            let page = desk.ask(sign_in(user_name, password)).await;
            assert_eq!(page.status.as_u16(), status, "{at}");
            assert!(!page.body.contains("<script>alert"), "{at}");
        }
        let nothing = desk.ask(Ask::post("/sign-in", &[]).json()).await;
        assert_eq!(nothing.complaints(), empty);
        assert_eq!(desk.ask(Ask::post("/sign-in", &[]).header("content-type", "text/plain")).await.status, 415);
    })
    .await;
}

#[tokio::test]
async fn next_stays_in_the_house() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        for away in ["//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"] {
            let fields = [("user_name", "UK-osmith"), ("password", PASSWORD), ("next", away)];
            let said = desk.ask(Ask::post("/sign-in", &fields)).await;
            assert_eq!((said.status.as_u16(), said.place()), (303, "/"), "{away}");
        }
        let page = desk.ask(Ask::get("/sign-in?next=//evil.example")).await;
        assert!(page.status == 200 && !page.body.contains("evil"));
    })
    .await;
}

#[tokio::test]
async fn a_new_session_takes_the_place_of_the_old() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let first = desk.token("CA-mchen").await;
        let said = desk.ask(sign_in("CA-bdupont", PASSWORD).cookie(&first)).await;
        let second = said.cookie().to_owned();
        assert_eq!(desk.me(&first).await, None, "a planted token is worth nothing");
        assert_eq!(desk.me(&second).await.as_deref(), Some("CA-bdupont"));
        let other_browser = desk.token("CA-bdupont").await;
        assert_eq!(desk.me(&second).await, desk.me(&other_browser).await);
        let stored: Option<String> =
            desk.app.db.reads().value(Sql::new("SELECT token_hash FROM sessions LIMIT 1")).await.expect("a row");
        assert_eq!(desk.me(&stored.expect("a hash")).await, None, "the table alone opens no door");
    })
    .await;
}

#[tokio::test]
async fn the_trail_tells_of_tries_and_never_of_passwords() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let token = desk.token("CA-mchen").await;
        desk.ask(sign_in("CA-mchen", "the wrong one").json()).await;
        desk.ask(Ask::post("/sign-out", &[]).bearer(&token)).await;
        let mut kinds = Vec::new();
        // The failure is written while its answer is on the way.
        for _ in 0..100 {
            let trail =
                events::of_subject(desk.app.db.reads(), users::subject(cast.owner.id), None, 20).await.expect("events");
            kinds = trail.iter().map(|event| event.kind.clone()).collect();
            kinds.sort();
            assert!(trail.iter().all(|event| !event.body.contains("wrong one") && !event.body.contains(PASSWORD)));
            if kinds.len() == 4 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(kinds, ["user.added", "user.sign_in_failed", "user.signed_in", "user.signed_out"]);
    })
    .await;
}
