//! The pages of a worklist, there and back.

use super::many;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::Desk;
use serde_json::Value;
use watchdesk::tickets::Status;
use watchdesk::tickets::sorting::Sort;

#[tokio::test]
async fn the_way_back_shows_the_pages_that_one_came_by() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 480, &[Status::Open]).await;
        let token = desk.session(&cast.owner).await;
        let orders = Sort::ALL.iter().map(|sort| format!("&sort={}", sort.as_str()));
        for order in orders.chain([String::new(), "&assignee=me&sort=type".into()]) {
            let page = async |after: &str| {
                let place = format!("/tickets?scope=all{order}&after={after}");
                desk.ask(Ask::get(&place).json().bearer(&token)).await.with_status(200).json()
            };
            let mut way = vec![page("").await];
            while let Some(next) = way.last().and_then(|page| page["next"].as_str()) {
                way.push(page(next).await);
            }
            assert!(way.len() > 1, "{order}");
            assert_eq!(way[0]["previous"], Value::Null);
            while let Some(here) = way.pop() {
                let Some(previous) = here["previous"].as_str() else { break };
                let back = page(previous).await;
                let came_from = way.last().expect("a page before");
                assert_eq!((&back["tickets"], &back["next"]), (&came_from["tickets"], &came_from["next"]), "{order}");
            }
            assert!(way.is_empty(), "{order}");
        }
        let number = |html: &str, text: &str| html.matches(text).count();
        let first = desk.ask(Ask::get("/tickets?scope=all").cookie(&token)).await.with_status(200).body;
        assert_eq!((number(&first, "rel=\"prev\""), number(&first, "First page")), (0, 0));
        let json = desk.ask(Ask::get("/tickets?scope=all").json().bearer(&token)).await.json();
        let second = format!("/tickets?scope=all&after={}", json["next"].as_str().expect("a second page"));
        let html = desk.ask(Ask::get(&second).cookie(&token)).await.with_status(200).body;
        assert!(html.contains("href=\"/tickets?status=open&#38;scope=all\"") && html.contains("Previous 50"), "{html}");
        assert_eq!(number(&html, "First page"), 0, "which is the previous one");
    })
    .await;
}
