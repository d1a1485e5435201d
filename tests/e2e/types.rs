//! Who looks after the list of types, by keys alone: moved by steps without losing one's place, and a new one under a
//! heading, which three letters find.

use crate::house::House;
use crate::support::browser::{Browser, Look};
use anyhow::{Result, ensure};
use thirtyfour::Key;

async fn first(browser: &Browser) -> Result<String> {
    browser.text(".types tbody tr:first-child .row-link").await
}

#[tokio::test]
async fn a_type_is_made_by_keys_and_found_by_three_letters() {
    let house = House::new().await;
    house
        .story("types-keys", Look::default(), &house.ingrid, async |browser| {
            browser.go("/types").await?;
            ensure!(first(browser).await? == "Complaint");
            browser.evaluate("document.querySelector('#up-2').focus()").await?;
            browser.keys(Key::Enter + "").await?;
            browser.find("tbody tr:first-child#type-2").await?;
            browser.find("#up-2:focus").await?;
            ensure!(first(browser).await? == "Account block");
            // At the end of the way nothing happens, and nobody is sent elsewhere.
            browser.keys(Key::Enter + "").await?;
            browser.find("tbody tr:first-child #up-2[aria-disabled=true]:focus").await?;
            browser.go("/types/new").await?;
            browser.find("#name:focus").await?;
            browser.keys("Gift card" + Key::Tab).await?;
            browser.keys("Money" + Key::Enter).await?;
            browser.see("Added Gift card.").await?;
            house.hand_to(browser, &house.mei).await?;
            browser.go(&format!("/tickets/new?party={}", house.party)).await?;
            browser.find("#type-search:focus").await?;
            for by_word_and_description in ["chargeback", "credit note"] {
                browser.fill("#type-search", by_word_and_description).await?;
                browser.keys(Key::Enter + "").await?;
                let chosen = browser.evaluate("document.querySelector('#type').selectedOptions[0].text").await?;
                ensure!(chosen == "Refund or credit", "{chosen}");
            }
            browser.fill("#type-search", "gif").await?;
            browser.keys(Key::Enter + "").await?;
            let chosen =
                browser.evaluate("document.querySelector('#type').selectedOptions[0].parentElement.label").await?;
            ensure!(chosen == "Money", "{chosen}");
            Ok(())
        })
        .await;
}
