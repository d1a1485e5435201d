//! The path of every day, by mouse: a CSR finds who is calling, writes down what happened and escalates it; the lead
//! finds it on their desk, answers and closes. By light and in the dark; `whole.rs` has the ways of other hands.

use crate::house::{House, number_here};
use crate::support::browser::{Browser, Look};
use anyhow::Result;
use serde_json::Value;
use thirtyfour::Key;

const WHAT: &str = "The order has not come.\nIt was due on Friday, and the customer has called twice.";

#[tokio::test]
async fn an_inquiry_goes_from_the_call_to_the_answer() {
    let house = House::new().await;
    house.story("path", Look::default(), &house.mei, async |browser| told(browser, &house).await).await;
}

#[tokio::test]
async fn the_same_in_the_dark() {
    let house = House::new().await;
    house.story("path-dark", Look::dark(), &house.mei, async |browser| told(browser, &house).await).await;
}

async fn told(browser: &Browser, house: &House) -> Result<()> {
    browser.go("/").await?;
    browser.fill("#number", "48210").await?;
    browser.keys(Key::Enter + "").await?;
    // Enter leads to the plus of the first one found.
    browser.find("[data-enter]:focus").await?;
    browser.click("[data-enter]:focus").await?;
    // The type is searched as one types; three letters are enough.
    browser.find("#type-search:focus").await?;
    browser.keys("ord" + Key::Enter).await?;
    browser.fill("#what", WHAT).await?;
    browser.keys(Key::Control + "\u{e007}").await?;
    browser.find("#ticket-number").await?;
    let number = number_here(browser).await?;
    assert_eq!(browser.text("#ticket-number").await?, number.to_string());
    browser.see("Robert Okafor").await?;
    agrees(&house.json(&house.mei, &format!("/tickets/{number}")).await, "open");

    house.hand_to(browser, &house.robert).await?;
    browser.go("/").await?;
    browser.see("Escalations to you").await?;
    browser.see("The order has not come.").await?;
    browser.click(&format!("#waiting-{number} [data-row-link]")).await?;
    browser.see("the customer has called twice").await?;
    browser.fill("#comment", "I have called the carrier: it arrives today.").await?;
    browser.click("#answer button.button-main").await?;
    browser.find("#timeline .said").await?;
    browser.see("I have called the carrier").await?;
    browser
        .wait_for("an empty comment", async || value(browser, "#comment").await.ok()?.is_empty().then_some(()))
        .await?;
    browser.click("#status .button-main").await?;
    browser.see("Closed: resolved").await?;
    let ticket = house.json(&house.mei, &format!("/tickets/{number}")).await;
    agrees(&ticket, "closed");
    assert_eq!(ticket["reason"], "resolved");
    assert_eq!(browser.complaints().await?, Vec::<String>::new());
    Ok(())
}

/// What stands in a field.
pub async fn value(browser: &Browser, css: &str) -> Result<String> {
    Ok(browser.find(css).await?.prop("value").await?.unwrap_or_default())
}

#[track_caller]
fn agrees(ticket: &Value, status: &str) {
    assert_eq!(ticket["status"], status);
    assert_eq!(ticket["type"], "Order status");
    assert_eq!(ticket["party"]["number"], "48210");
    assert_eq!(ticket["created_by"]["user_name"], "CA-mchen");
    assert_eq!(ticket["escalation"]["raised_to"]["display_name"], "Robert Okafor");
}
