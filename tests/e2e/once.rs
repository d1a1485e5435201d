//! An impatient hand: pressing twice does it once, with the desk's script and without; and so does the browser's *Back*.

use crate::house::{House, number_here};
use crate::path::value;
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

#[tokio::test]
async fn back_and_submit_makes_one_ticket() {
    sent_after_back("back", Look::default()).await;
}

#[tokio::test]
async fn back_and_submit_makes_one_ticket_without_javascript() {
    sent_after_back("back-plain", Look::without_javascript()).await;
}

const WORDS: &str = "The box was broken.";

async fn sent_after_back(name: &str, look: Look) {
    let house = House::new().await;
    let has_script = look.javascript;
    house
        .story(name, look, &house.mei, async |browser| {
            browser.go(&format!("/tickets/new?party={}", house.party)).await?;
            fill_in(browser, has_script).await?;
            browser.click("#new-ticket button.button-main").await?;
            let number = number_of_receipt(browser).await?;
            house.desk.later(60_000);
            back(browser, has_script).await?;
            browser.click("#new-ticket button.button-main").await?;
            assert_eq!(number_of_receipt(browser).await?, number);
            browser.see("no second one was made").await?;
            assert_eq!(tickets(&house).await, 1);
            // Other words are neither dropped nor a ticket that nobody meant.
            back(browser, has_script).await?;
            browser.fill("#what", "The lid was broken too.").await?;
            browser.click("#new-ticket button.button-main").await?;
            browser.see(&format!("Ticket {number} was made from this form already")).await?;
            assert_eq!(value(browser, "#what").await?, "The lid was broken too.");
            assert_eq!(tickets(&house).await, 1);
            browser.click("#new-ticket button.button-main").await?;
            assert_ne!(number_of_receipt(browser).await?, number);
            assert_eq!(tickets(&house).await, 2);
            Ok(())
        })
        .await;
}

/// The desk hears a form, and its answer is lost on the way. Later the page comes back from the browser's memory.
#[tokio::test]
async fn what_was_sent_unheard_is_never_said_to_be_kept() {
    let house = House::new().await;
    house
        .story("unheard", Look::default(), &house.mei, async |browser| {
            browser.go(&format!("/tickets/new?party={}", house.party)).await?;
            fill_in(browser, true).await?;
            browser.see("Draft kept").await?;
            let send = "fetch('/tickets', { method: 'POST', redirect: 'manual', body: new FormData(document.querySelector('#new-ticket')) })";
            browser.evaluate(&format!("void {send}")).await?;
            browser.wait_for("a ticket", async || (tickets(&house).await == 1).then_some(())).await?;
            browser.fill("#what", "The lid was broken too.").await?;
            browser.see("What you type here could not be kept").await?;
            browser.evaluate("document.querySelector('#new-ticket').dataset.sending = ''").await?;
            browser.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))").await?;
            browser.see("Submitting it unchanged makes no second ticket").await?;
            assert_eq!(tickets(&house).await, 1);
            Ok(())
        })
        .await;
}

async fn fill_in(browser: &Browser, has_script: bool) -> Result<()> {
    if has_script {
        browser.find("#type-search:focus").await?;
        browser.keys("compl\u{e007}").await?;
    } else {
        browser.click("#type option[value='1']").await?;
    }
    browser.fill("#what", WORDS).await
}

/// Back to the form, in which the browser has put everything again.
async fn back(browser: &Browser, has_script: bool) -> Result<()> {
    browser.driver.back().await?;
    let filled = async || (value(browser, "#what").await.ok()? == WORDS).then_some(());
    browser.wait_for("the words of before", filled).await?;
    let type_id = if has_script { "#type-search" } else { "#type" };
    assert_eq!(value(browser, type_id).await?, if has_script { "Complaint" } else { "1" });
    Ok(())
}

async fn number_of_receipt(browser: &Browser) -> Result<i64> {
    browser.find("#ticket-number").await?;
    number_here(browser).await
}

async fn tickets(house: &House) -> usize {
    let list = house.json(&house.mei, "/tickets?scope=all").await;
    list["tickets"].as_array().map_or(0, Vec::len)
}
