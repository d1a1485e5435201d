//! A complaint goes as soon as its field is changed, and only that one.

use crate::house::House;
use crate::support::browser::{Browser, Look};
use anyhow::Result;
use serde_json::json;

#[tokio::test]
async fn a_complaint_goes_with_the_first_letter() {
    let house = House::new().await;
    house
        .story("complaints", Look::default(), &house.mei, async |browser| {
            browser.go(&format!("/tickets/new?party={}", house.party)).await?;
            browser.find("#type-search:focus").await?;
            browser.click("#new-ticket button.button-main").await?;
            browser.find("#type-complaint").await?;
            browser.find("#what-complaint").await?;
            assert_eq!(wrong(browser).await?, json!(["type", "type-search", "what"]));
            browser.click("#what").await?;
            browser.keys("T").await?;
            gone(browser, "#what-complaint").await?;
            assert_eq!(wrong(browser).await?, json!(["type", "type-search"]));
            let described =
                browser.evaluate("document.getElementById('what').getAttribute('aria-describedby')").await?;
            assert_eq!(described, "what-hint", "what else describes the field stays");
            browser.find("#type-complaint").await?;
            browser.click("#type-search").await?;
            browser.keys("ord\u{e007}").await?;
            gone(browser, "#type-complaint").await?;
            assert_eq!(wrong(browser).await?, json!([]));
            browser.click("#new-ticket button.button-main").await?;
            browser.find("#ticket-number").await?;
            Ok(())
        })
        .await;
}

/// The fields that are said to be wrong.
async fn wrong(browser: &Browser) -> Result<serde_json::Value> {
    browser.evaluate("[...document.querySelectorAll('[aria-invalid]')].map((field) => field.id)").await
}

async fn gone(browser: &Browser, css: &str) -> Result<()> {
    let is_gone = format!("document.querySelector('{css}') === null");
    browser
        .wait_for(&format!("no {css}"), async || {
            let gone = browser.evaluate(&is_gone).await.ok()?;
            (gone == true).then_some(())
        })
        .await
}
