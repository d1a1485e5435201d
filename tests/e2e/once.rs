//! An impatient hand: pressing twice does it once, with the desk's script and without.

use crate::house::House;
use crate::support::browser::{Browser, Look};
use anyhow::Result;

#[tokio::test]
async fn a_double_click_makes_one_ticket() {
    pressed_twice("twice", Look::default()).await;
}

#[tokio::test]
async fn a_double_click_makes_one_ticket_without_javascript() {
    pressed_twice("twice-plain", Look::without_javascript()).await;
}

async fn pressed_twice(name: &str, look: Look) {
    let house = House::new().await;
    let has_script = look.javascript;
    house
        .story(name, look, &house.mei, async |browser| {
            browser.go(&format!("/tickets/new?party={}", house.party)).await?;
            if has_script {
                browser.find("#type-search:focus").await?;
                browser.keys("compl\u{e007}").await?;
            } else {
                browser.click("#type option[value='1']").await?;
            }
            browser.fill("#what", "The box was broken.").await?;
            double_click(browser, "#new-ticket button.button-main").await?;
            browser.find("#ticket-number").await?;
            let list = house.json(&house.mei, "/tickets?scope=all").await;
            assert_eq!(list["tickets"].as_array().map(Vec::len), Some(1), "{list}");
            Ok(())
        })
        .await;
}

async fn double_click(browser: &Browser, css: &str) -> Result<()> {
    let button = browser.find(css).await?;
    button.scroll_into_view().await?;
    Ok(browser.driver.action_chain().double_click_element(&button).perform().await?)
}
