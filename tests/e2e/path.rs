//! The path of every day, by mouse: a CSR finds who is calling, writes down what happened and escalates it; the lead
//! finds it, answers and closes. On a desk, on a telephone, in the dark, and without JavaScript.

use crate::house::{House, number_here};
use crate::support::browser::{Browser, Look};
use crate::support::desk::PASSWORD;
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
async fn the_same_on_a_telephone() {
    let house = House::new().await;
    house.story("path-phone", Look::phone(), &house.mei, async |browser| told(browser, &house).await).await;
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
    browser.see("Escalations waiting for you").await?;
    browser.see("The order has not come.").await?;
    browser.click(&format!(".desk-list a[href='/tickets/{number}']")).await?;
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

#[tokio::test]
async fn the_same_without_javascript() {
    let house = House::new().await;
    // Signs in by the form, as on any other day.
    house
        .story("path-plain", Look::without_javascript(), &house.mei, async |browser| {
            browser.tell("Network.clearBrowserCookies", Value::Object(Default::default())).await?;
            browser.go("/parties").await?;
            sign_in(browser, "CA-mchen").await?;
            assert_eq!(browser.path().await?, "/parties");
            browser.fill("#name", "maple").await?;
            browser.click(".finder button").await?;
            browser.click("a.add").await?;
            browser.click("#type option[value='3']").await?;
            browser.fill("#what", WHAT).await?;
            browser.click("#new-ticket button.button-main").await?;
            browser.find("#ticket-number").await?;
            let number = number_here(browser).await?;
            agrees(&house.json(&house.mei, &format!("/tickets/{number}")).await, "open");

            house.hand_to(browser, &house.robert).await?;
            browser.go("/tickets").await?;
            browser.click(&format!("#ticket-{number} .row-link")).await?;
            browser.fill("#comment", "It arrives today.").await?;
            browser.click("#answer button.button-main").await?;
            browser.see("Your comment is on").await?;
            browser.see("It arrives today.").await?;
            browser.click("#status .button-main").await?;
            browser.see("Closed: resolved").await?;
            agrees(&house.json(&house.mei, &format!("/tickets/{number}")).await, "closed");
            Ok(())
        })
        .await;
}

async fn sign_in(browser: &Browser, user_name: &str) -> Result<()> {
    browser.fill("#user_name", user_name).await?;
    browser.fill("#password", PASSWORD).await?;
    browser.click("button.button-main").await?;
    browser.find(".menu-open").await.map(drop)
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
