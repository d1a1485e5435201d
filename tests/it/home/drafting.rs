//! Drafts as a page keeps them while somebody types: the longest text that a form takes, and none that was sent, which
//! is said.

use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::Desk;
use axum::http::Method;
use serde_json::json;
use uuid::Uuid;
use watchdesk::people::Member;
use watchdesk::platform::drafts;

#[tokio::test]
async fn the_longest_honest_text_is_kept() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let token = desk.session(&cast.owner).await;
        for what in ["🙂".repeat(20_000), "\"\n".repeat(10_000)] {
            let typed = json!({ "request_key": Uuid::new_v4(), "fields": { "what": what } });
            desk.ask(Ask::send(Method::PUT, "/drafts/new-ticket-1", &typed).cookie(&token)).await.with_status(200);
            assert_eq!(kept(&desk, &cast.owner, "new-ticket-1", "what").await, Some(what));
        }
        let typed = json!({ "fields": { "what": "x".repeat(drafts::LARGEST) } });
        desk.ask(Ask::send(Method::PUT, "/drafts/new-ticket-1", &typed).cookie(&token)).await.with_status(413);
    })
    .await;
}

#[tokio::test]
async fn a_draft_that_its_form_overtook_is_not_kept() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let token = desk.session(&cast.owner).await;
        let party = desk.party("4711", "Oak & Sons").await;
        let inquiry = json!({ "party": party, "type": 3, "what": "Where is it?", "due": 1, "escalate": "no" });
        let made = desk.ask(Ask::send(Method::POST, "/tickets", &inquiry).bearer(&token)).await.with_status(201);
        let number = made.json()["number"].as_i64().expect("a number");
        let (form, key) = (format!("ticket-{number}-comment"), Uuid::new_v4().to_string());
        let put = async |key: &str, status: u16| {
            let typed = json!({ "request_key": key, "fields": { "comment": "It arrives today." } });
            let ask = Ask::send(Method::PUT, &format!("/drafts/{form}"), &typed).cookie(&token);
            let said = desk.ask(ask).await.with_status(status);
            (kept(&desk, &cast.owner, &form, "comment").await, said)
        };
        assert_eq!(put(&key, 200).await.0.as_deref(), Some("It arrives today."));
        let fields = [("request_key", key.as_str()), ("comment", "It arrives today.")];
        desk.ask(Ask::post(&format!("/tickets/{number}/comments"), &fields).cookie(&token)).await.with_status(303);
        // Nobody is told that it is kept, as long as it is not.
        let (kept, said) = put(&key, 409).await;
        assert_eq!((kept, said.complaints()), (None, vec!["*=draft-sent".to_owned()]));
        // The next comment has a key of its own.
        assert_eq!(put(&Uuid::new_v4().to_string(), 200).await.0.as_deref(), Some("It arrives today."));
        assert_eq!(put(&key, 409).await.0.as_deref(), Some("It arrives today."), "what is kept since stays");
    })
    .await;
}

/// Two people type at the same moment: each is told the hour of their own call centre, wherever their machine is.
#[tokio::test]
async fn the_hour_is_that_of_the_call_centre() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        for (member, hour) in [(&cast.owner, "08:30"), (&cast.abroad, "13:30")] {
            let token = desk.session(member).await;
            let typed = json!({ "fields": { "what": "x" } });
            let ask = Ask::send(Method::PUT, "/drafts/new-ticket-1", &typed).cookie(&token);
            let said = desk.ask(ask).await.with_status(200).json();
            assert_eq!((&said["words"], &said["at"]), (&hour.into(), &"2026-11-02T13:30:00.000Z".into()));
        }
    })
    .await;
}

async fn kept(desk: &Desk, of: &Member, form: &str, field: &str) -> Option<String> {
    let draft = drafts::load(desk.app.db.reads(), of.id, form).await.expect("a database")?;
    draft.body["fields"][field].as_str().map(str::to_owned)
}
