//! A lead at the worklist: the pencil on a row, and news that come without asking.

use crate::house::House;
use crate::support::browser::{Browser, Look};
use anyhow::Result;
use serde_json::json;

#[tokio::test]
async fn the_pencil_comments_and_closes_without_leaving_the_list() {
    let house = House::new().await;
    let number = house.inquiry("Where is my order?", "yes").await;
    let other = house.inquiry("Where is my other order?", "yes").await;
    house
        .story("pencil", Look::default(), &house.robert, async |browser| {
            browser.go("/tickets").await?;
            browser.click(&format!("#ticket-{number} [data-edit]")).await?;
            browser.find(&format!("#ticket-{number} .editor textarea:focus")).await?;
            // Nothing said and nothing changed is refused in its place.
            browser.keys("\u{e009}\u{e007}").await?;
            browser.find(&format!("#ticket-{number} .editor .notice, #ticket-{number} .editor .complaint")).await?;
            browser.fill(&format!("#ticket-{number} .editor textarea"), "It arrives today.").await?;
            browser.click(&format!("#ticket-{number} .editor label:has([value=closed])")).await?;
            browser.click(&format!("#ticket-{number} .editor button.button-main")).await?;
            browser.see("Closed: resolved").await?;
            browser.find("#notices .notice-good").await?;
            browser.find(&format!("#ticket-{number}:not(:has(.editor))")).await?;
            browser.find(&format!("#ticket-{other}")).await?;
            assert_eq!(browser.path().await?, "/tickets");
            assert_eq!(house.comments(number).await, ["It arrives today."]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_new_escalation_comes_by_itself() {
    let house = House::new().await;
    let first = house.inquiry("Where is my order?", "yes").await;
    house
        .story("live", Look::default(), &house.robert, async |browser| {
            browser.go("/tickets").await?;
            browser.find(&format!("#ticket-{first}")).await?;
            listening(browser, &house).await?;
            let second = house.inquiry("Where is my other order?", "yes").await;
            browser.find(&format!("#ticket-{second}")).await?;
            browser.see("Where is my other order?").await?;
            // While somebody is at a row the list does not move under their hand: it says that there is news.
            browser.keys("j").await?;
            browser.find("[data-row-link]:focus").await?;
            let third = house.inquiry("Where is my third order?", "yes").await;
            browser.click("[data-live-take]").await?;
            browser.find(&format!("#ticket-{third}")).await?;
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn an_open_ticket_shows_what_a_colleague_does() {
    let house = House::new().await;
    let number = house.inquiry("Where is my order?", "yes").await;
    house
        .story("live-ticket", Look::default(), &house.robert, async |browser| {
            browser.go(&format!("/tickets/{number}")).await?;
            listening(browser, &house).await?;
            let ask = json!({ "comment": "The customer called again." });
            house.send(&house.amelie, &format!("/tickets/{number}/comments"), &ask).await;
            browser.see("The customer called again.").await
        })
        .await;
}

/// Waits until the page hears the desk: what happened before stands on the page itself.
async fn listening(browser: &Browser, house: &House) -> Result<()> {
    let hears = async || (house.desk.app.live.listeners() > 0).then_some(());
    browser.wait_for("the page to listen", hears).await
}
