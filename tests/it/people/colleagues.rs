//! Whom a ticket can be handed to, as a program asks.

use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::Desk;
use serde_json::Value;

async fn named(desk: &Desk, token: &str, query: &str) -> Vec<String> {
    let said = desk.ask(Ask::get(&format!("/colleagues{query}")).json().bearer(token)).await.with_status(200).json();
    let people = said["people"].as_array().expect("people").iter();
    people.map(|person: &Value| person["user_name"].as_str().expect("a name").to_owned()).collect()
}

#[tokio::test]
async fn those_who_work_inquiries_by_as_much_of_a_name_as_is_known() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let token = desk.session(&cast.owner).await;
        let all = named(&desk, &token, "").await;
        assert_eq!(all, ["CA-bdupont", "CA-lhart", "CA-mchen", "UK-osmith"], "one's own call centre first");
        assert_eq!(named(&desk, &token, "?q=mch").await, ["CA-mchen"]);
        assert_eq!(named(&desk, &token, "?q=CA-").await, ["CA-bdupont", "CA-lhart", "CA-mchen"]);
        for nobody in ["?q=ingrid", "?q=zzz", "?q=%00", "?q=%3Cb%3E", &format!("?q={}", "m".repeat(5_000))] {
            assert_eq!(named(&desk, &token, nobody).await, [""; 0], "{nobody}");
        }
        let admin = desk.session(&cast.admin).await;
        desk.ask(Ask::get("/colleagues").json().bearer(&admin)).await.with_status(404);
    })
    .await;
}
