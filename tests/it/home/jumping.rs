//! The jump box: a ticket by its number, and what is said where there is none.

use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::Desk;
use axum::http::Method;
use serde_json::json;

#[tokio::test]
async fn a_number_with_its_sign_is_a_ticket_or_nothing() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let party = desk.party("4711", "Oak Trading").await;
        let token = desk.session(&cast.owner).await;
        let ask = json!({ "party": party, "type": 3, "what": "x", "due": 1, "escalate": "no" });
        let made = desk.ask(Ask::send(Method::POST, "/tickets", &ask).bearer(&token)).await.with_status(201).json();
        let number = made["number"].as_i64().expect("a number");
        for typed in [format!("%23{number}"), number.to_string(), format!("%20%23%20{number}")] {
            let found = desk.ask(Ask::get(&format!("/jump?q={typed}")).cookie(&token)).await.with_status(303);
            assert_eq!(found.place(), format!("/tickets/{number}"));
        }
        let page = desk.ask(Ask::get("/jump?q=%2399999999").cookie(&token)).await.with_status(404).body;
        assert!(page.contains("There is no ticket #99999999 that you can see."), "{page}");
        let json = desk.ask(Ask::get("/jump?q=%2399999999").json().bearer(&token)).await.with_status(404);
        assert_eq!(json.complaints(), ["*=jump-no-ticket"]);
        // Without its sign it may be a distributor.
        let elsewhere = desk.ask(Ask::get("/jump?q=99999999").cookie(&token)).await.with_status(303);
        assert_eq!(elsewhere.place(), "/parties?number=99999999");
    })
    .await;
}
