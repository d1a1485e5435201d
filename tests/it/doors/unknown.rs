//! What nobody knows: every route says so to programs and forgives it to pages, and every body does.

use super::samples::SAMPLES;
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use crate::support::desk::{Cast, Desk};
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::people::may;

const KEY: &str = "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f";

#[tokio::test]
async fn every_route_says_to_programs_that_it_knows_no_such_word() {
    on_both(async |db| {
        let (desk, Cast { owner, admin, .. }) = Desk::with_cast(db).await;
        let table = watchdesk::routes::table(&desk.app).expect("a table");
        for (method, path, address, _) in SAMPLES {
            let place = address.replace("{party}", "1").replace(['{', '}'], "").split('?').next().map(str::to_owned);
            let place = format!("{}?nobody_knows_this=1", place.expect("a path"));
            let route = table.routes().iter().find(|route| route.method == *method && route.path == *path);
            let route = route.expect("a route");
            let token = desk.session(if may(&owner, route.access) { &owner } else { &admin }).await;
            let ask = async |accept: &str| {
                let ask = Ask::of(route.method.clone(), &place, "", "").header("accept", accept);
                desk.ask(ask.cookie(&token)).await
            };
            let said = ask("application/json").await.with_status(422);
            let [complaint] = &said.complaints()[..] else { panic!("{place} {}", said.body) };
            assert!(complaint.starts_with("*=web-word-unknown"), "{place} {complaint}");
            assert!(text(&said).contains("“nobody_knows_this”"), "{place} {}", said.body);
            for accept in ["text/html", watchdesk::platform::web::wants::FRAGMENT] {
                let said = ask(accept).await;
                assert!(!said.body.contains("nobody_knows_this"), "{place} {}", said.body);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_slip_of_the_hand_is_told_what_there_is() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let (token, party) = (desk.session(&cast.owner).await, desk.party("4711", "Oak Trading").await);
        let see = async |place: &str| desk.ask(Ask::get(place).json().bearer(&token)).await;
        let said = see("/tickets?overdu=true").await.with_status(422);
        let text_of = text(&said);
        assert!(text_of.contains("“overdu”") && text_of.contains("status, scope, creator, type"), "{text_of}");
        assert!(text(&see("/parties?q=oak").await.with_status(422)).contains("number, name, phone"));
        assert_eq!(see("/me?%3Cb%3E=1").await.with_status(422).complaints(), ["*=web-word-unknown-none"]);
        let endless = see(&format!("/me?{}=1", "x".repeat(10_000))).await.with_status(422);
        assert!(endless.body.len() < 1_000, "{}", endless.body);
        for known in ["/tickets?status=open&list=", "/tickets/new?utm_source=mail"] {
            assert_eq!(see(known).await.status, 422, "{known}");
            let page = desk.ask(Ask::get(known).header("accept", "text/html").cookie(&token)).await;
            assert!(page.status.is_success() || page.status.is_redirection(), "a bookmark goes on: {known}");
        }
        let sound = json!({ "party": party, "type": 3, "what": "x", "due": 1, "escalate": "no", "request_key": KEY });
        let send = async |ask: &Value| {
            desk.ask(Ask::send(Method::POST, "/tickets", ask).header("accept", "application/json").bearer(&token)).await
        };
        let mut slip = sound.clone();
        slip["subjct"] = "lost".into();
        let said = send(&slip).await.with_status(422);
        assert_eq!(said.complaints(), ["*=web-field-unknown"]);
        assert!(
            text(&said).contains("“subjct”") && text(&said).contains("party, type, details, what"),
            "{}",
            said.body
        );
        let number = send(&sound).await.with_status(201).json()["number"].as_i64().expect("nothing was half done");
        let place = format!("/tickets/{number}/comments?list=status%3Dopen");
        let comment = json!({ "comment": "x", "comment_": "y" });
        let said = desk.ask(Ask::send(Method::POST, &place, &comment).bearer(&token)).await.with_status(422);
        assert_eq!(said.complaints(), ["*=web-field-unknown"]);
        desk.ask(Ask::send(Method::POST, &place, &json!({ "comment": "x" })).bearer(&token)).await.with_status(200);
        // A browser sends what belongs to others, too.
        let form = [("comment", "y"), ("list", "status=open"), ("csrf", "z")];
        let form = Ask::post(&place, &form).header("accept", "application/json").bearer(&token);
        desk.ask(form).await.with_status(200);
    })
    .await;
}

fn text(said: &Said) -> String {
    said.json()["messages"][0]["text"].as_str().expect("a sentence").to_owned()
}
