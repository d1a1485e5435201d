//! A browser that is killed in mid-sentence: whoever signs in anew, at another one, finds what they had written.

use crate::house::{House, number_here};
use crate::path::value;
use crate::support::browser::{Browser, Look};
use crate::words::{WORDS, write_into};
use anyhow::Result;

/// Tells the beginning of a story to a browser that does not live to see its end: nothing of it is left.
async fn killed_after(house: &House, path: &str, tell: impl AsyncFnOnce(&Browser) -> Result<()>) {
    let browser = Browser::open(&house.address, Look::default()).await.expect("a browser");
    house.hand_to(&browser, &house.robert).await.expect("a session");
    browser.go(path).await.expect("a page");
    tell(&browser).await.expect("words");
}

#[tokio::test]
async fn a_crash_loses_nothing() {
    let house = House::new().await;
    let number = house.inquiry("Where is my order?", "yes").await;
    let path = format!("/tickets/{number}");
    killed_after(&house, &path, async |browser| {
        write_into(browser, "#comment", WORDS).await?;
        browser.see("Draft kept").await
    })
    .await;
    house
        .story("crash", Look::default(), &house.robert, async |browser| {
            browser.go(&path).await?;
            assert_eq!(value(browser, "#comment").await?, WORDS);
            browser.click("#answer button.button-main").await?;
            browser.find("#timeline .said").await?;
            browser.go(&path).await?;
            assert_eq!(value(browser, "#comment").await?, "", "sent words are no draft");
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn nor_does_one_over_a_new_ticket() {
    let house = House::new().await;
    let path = format!("/tickets/new?party={}", house.party);
    killed_after(&house, &path, async |browser| {
        browser.find("#type-search:focus").await?;
        browser.keys("ord\u{e007}").await?;
        browser.fill("#caller", "Sana Khan").await?;
        browser.click("#new-ticket label:has([name=due][value='3'])").await?;
        browser.find("[data-draft-note]:not(:empty)").await?;
        browser.evaluate("document.querySelector('[data-draft-note]').textContent = ''").await?;
        write_into(browser, "#what", WORDS).await?;
        browser.see("Draft kept").await
    })
    .await;
    house
        .story("crash-new", Look::phone(), &house.robert, async |browser| {
            browser.go(&path).await?;
            assert_eq!(value(browser, "#what").await?, WORDS);
            assert_eq!(value(browser, "#type-search").await?, "Order status");
            assert_eq!(value(browser, "#caller").await?, "Sana Khan");
            browser.click("#new-ticket button.button-main").await?;
            browser.find("#ticket-number").await?;
            let ticket = house.json(&house.mei, &format!("/tickets/{}", number_here(browser).await?)).await;
            assert_eq!((&ticket["subject"], &ticket["due"]["days"]), (&WORDS.into(), &3.into()), "{ticket}");
            Ok(())
        })
        .await;
}
