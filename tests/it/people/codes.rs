//! One-time codes: good once, for a day, for one account; and no way to find out who has one.

use super::desk::{Ask, Desk, PASSWORD, Said, sign_in};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::json;
use watchdesk::people::letting_in::GOOD_FOR;
use watchdesk::people::{Actor, letting_in};
use watchdesk::platform::db::Tx;

const NEW: &str = "another long password";

async fn code(desk: &Desk, admin: &str, name: &str) -> String {
    let ask = Ask::send(Method::POST, &format!("/users/{name}/code"), &json!({})).bearer(admin);
    desk.ask(ask).await.with_status(200).json()["code"].as_str().expect("a code").to_owned()
}

fn redeem(name: &str, code: &str) -> Ask {
    Ask::send(Method::POST, "/sign-in/code", &json!({ "user_name": name, "code": code, "new_password": NEW }))
}

fn is_unfit(said: &Said) -> bool {
    said.status == 422 && said.complaints() == ["*=people-redeem-unfit"] && !said.body.contains("CA-")
}

#[tokio::test]
async fn a_code_is_good_once() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let (old, first) = (desk.token("CA-mchen").await, code(&desk, &admin, "CA-mchen").await);
        let second = code(&desk, &admin, "ca-MCHEN").await;
        assert!(is_unfit(&desk.ask(redeem("CA-mchen", &first)).await), "a newer one takes its place");
        assert!(is_unfit(&desk.ask(redeem("CA-bdupont", &second)).await), "it is for one account");
        assert!(desk.me(&old).await.is_some() && desk.me(&desk.token("CA-mchen").await).await.is_some());
        let fields = [("user_name", "CA-mchen"), ("code", second.as_str()), ("new_password", NEW)];
        let done = desk.ask(Ask::post("/sign-in/code", &fields)).await.with_status(303);
        assert_eq!(done.place(), "/");
        assert_eq!(desk.me(done.cookie()).await.as_deref(), Some("CA-mchen"));
        assert!(desk.me(&old).await.is_none(), "whoever was signed in is out");
        assert!(is_unfit(&desk.ask(redeem("CA-mchen", &second)).await), "it is used");
        assert_eq!(desk.ask(sign_in("CA-mchen", PASSWORD).json()).await.status, 401);
        desk.ask(sign_in("CA-mchen", NEW).json()).await.with_status(200);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_bring_it_at_once_one_is_let_in() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let code = code(&desk, &admin, "CA-mchen").await;
        let said = futures_util::future::join_all((0..4).map(|_| desk.ask(redeem("CA-mchen", &code)))).await;
        let inside = said.iter().filter(|said| said.status == 200).count();
        assert_eq!((inside, said.iter().filter(|said| is_unfit(said)).count()), (1, 3));
    })
    .await;
}

#[tokio::test]
async fn nobody_learns_who_has_a_code_or_an_account() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let mei = code(&desk, &admin, "CA-mchen").await;
        let gone = code(&desk, &admin, "UK-osmith").await;
        let disable = Ask::post("/users/UK-osmith/disabling", &[]).cookie(&admin);
        desk.ask(disable).await.with_status(303);
        let same = desk.ask(redeem("CA-nobody", &mei)).await.json()["messages"].clone();
        for (name, code) in
            [("CA-mchen", "AAAA-BBBB-CCCC"), ("UK-osmith", &gone), ("CA-lhart", &mei), ("\u{1F642}", "x")]
        {
            let said = desk.ask(redeem(name, code)).await;
            assert!(is_unfit(&said), "{name}: {}", said.body);
            assert_eq!(said.json()["messages"], same);
        }
        let enable = Ask::post("/users/UK-osmith/enabling", &[]).cookie(&admin);
        desk.ask(enable).await.with_status(303);
        assert!(is_unfit(&desk.ask(redeem("UK-osmith", &gone)).await), "it went with the account");
        // What is wrong with the fields is said whoever it is.
        for name in ["CA-mchen", "CA-nobody"] {
            let ask = json!({ "user_name": name, "code": " ", "new_password": "short" });
            let said = desk.ask(Ask::send(Method::POST, "/sign-in/code", &ask)).await.with_status(422);
            assert_eq!(said.complaints(), ["code=input-empty", "new_password=people-password-short"]);
        }
        let fields = [("user_name", "<b>CA-mchen"), ("code", "AAAA-BBBB-CCCC"), ("new_password", NEW)];
        let page = desk.ask(Ask::post("/sign-in/code", &fields)).await.with_status(422).body;
        assert!(page.contains("&#60;b&#62;CA-mchen") && !page.contains("AAAA") && !page.contains(NEW), "{page}");
        desk.later(GOOD_FOR);
        assert!(is_unfit(&desk.ask(redeem("CA-mchen", &mei)).await), "a day is over");
    })
    .await;
}

#[tokio::test]
async fn guessing_is_slowed_as_signing_in_is() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let admin = desk.session(&cast.admin).await;
        let right = code(&desk, &admin, "CA-mchen").await;
        let peers = ["203.0.113.1", "203.0.113.2", "203.0.113.3", "203.0.113.4"];
        let mut tries = 0;
        while desk.ask(redeem("CA-mchen", "AAAA-BBBB-CCCC").from(peers[tries % 4])).await.status != 429 {
            tries += 1;
            assert!(tries < 30, "never slowed");
        }
        let said = desk.ask(redeem("ca-MCHEN", &right).from("203.0.113.9")).await.with_status(429);
        assert!(said.header("retry-after").parse::<u64>().is_ok_and(|pause| (1..=900).contains(&pause)));
        assert_eq!(desk.ask(sign_in("CA-mchen", PASSWORD).json()).await.status, 429, "both are one account's tries");
    })
    .await;
}

#[tokio::test]
async fn a_lapsed_code_is_taken_away() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let (user, now) = (cast.owner.id, desk.app.now());
        let give = async move |tx: &mut Tx| letting_in::give_code(tx, Actor::System, user, "hash", now).await;
        desk.app.db.write(None, give).await.expect("a code");
        let sweep = async || {
            let now = desk.app.now();
            desk.app.db.write(None, async move |tx: &mut Tx| letting_in::purge(tx, now).await).await.expect("a sweep")
        };
        desk.later(GOOD_FOR - 1);
        assert_eq!(sweep().await, 0, "it is still good");
        desk.later(1);
        assert_eq!((sweep().await, sweep().await), (1, 0));
    })
    .await;
}
