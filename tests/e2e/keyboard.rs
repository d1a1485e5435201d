//! The path of every day without ever touching a mouse, the sign-in included.

use crate::house::{House, number_here};
use crate::support::browser::{Browser, Look, story};
use crate::support::desk::PASSWORD;
use anyhow::Result;
use thirtyfour::Key;

const CTRL_ENTER: &str = "\u{e009}\u{e007}";

#[tokio::test]
async fn the_path_by_keys_alone() {
    let house = House::new().await;
    story("path-keys", &house.address, Look::default(), async |browser| {
        browser.go("/").await?;
        browser.find("#user_name:focus").await?;
        browser.keys("CA-mchen" + Key::Tab).await?;
        browser.keys(PASSWORD + Key::Enter).await?;
        browser.find("#number:focus").await?;
        browser.keys("48210" + Key::Enter).await?;
        browser.find("[data-enter]:focus").await?;
        browser.keys(Key::Enter + "").await?;
        browser.find("#type-search:focus").await?;
        browser.keys("ord" + Key::Enter).await?;
        browser.keys(Key::Tab + "").await?;
        browser.find("#what:focus").await?;
        browser.keys("The order has not come.").await?;
        browser.keys(CTRL_ENTER).await?;
        browser.find("#ticket-number").await?;
        let number = number_here(browser).await?;
        // The keys are told to whoever asks.
        browser.keys("?").await?;
        browser.find("#keys[open]").await?;
        browser.keys(Key::Escape + "").await?;
        browser.keys("o").await?;
        browser.find("#comment").await?;

        house.hand_to(browser, &house.robert).await?;
        browser.go("/tickets").await?;
        browser.find(&format!("#ticket-{number}")).await?;
        browser.keys("j").await?;
        browser.find(&format!("#ticket-{number} [data-row-link]:focus")).await?;
        browser.keys("o").await?;
        browser.find("#comment").await?;
        browser.keys("n").await?;
        browser.find("#comment:focus").await?;
        browser.keys("It arrives today.").await?;
        browser.keys(CTRL_ENTER).await?;
        browser.find("#timeline .said").await?;
        // Escape leaves the field, so that single keys count again.
        browser.keys(Key::Escape + "").await?;
        browser.find("body:not(:has(#comment:focus))").await?;
        // No single key changes a ticket: it only leads to where that is done.
        browser.keys("c").await?;
        browser.find("#step-in_progress button:focus").await?;
        browser.keys("s").await?;
        browser.find("#close-why:focus").await?;
        let ticket = house.json(&house.mei, &format!("/tickets/{number}")).await;
        assert_eq!((&ticket["status"], &ticket["version"]), (&"open".into(), &2.into()));
        browser.keys(Key::Tab + "").await?;
        browser.keys(Key::Enter + "").await?;
        browser.see("Closed: resolved").await?;
        browser.see("Was escalated to Robert Okafor").await?;
        browser.keys("c").await?;
        browser.find("#step-open button:focus").await?;
        assert_eq!(house.json(&house.mei, &format!("/tickets/{number}")).await["status"], "closed");
        let record = house.inquiry("Nobody's but mine", "no").await;
        browser.go(&format!("/tickets/{record}")).await?;
        browser.keys("e").await?;
        // He has no lead, and is told so there.
        browser.find("#escalation .hint[aria-keyshortcuts='e']:focus").await?;
        assert_eq!(house.json(&house.mei, &format!("/tickets/{record}")).await["version"], 1);
        finds_by_number(browser, number).await
    })
    .await;
}

#[tokio::test]
async fn every_key_leads_somewhere_on_an_escalated_ticket() {
    let house = House::new().await;
    let number = house.inquiry("The order has not come.", "yes").await;
    house
        .story("keys-escalated", Look::default(), &house.robert, async |browser| {
            browser.go(&format!("/tickets/{number}")).await?;
            browser.find("#comment").await?;
            browser.keys("e").await?;
            browser.find("#deescalate button:focus").await?;
            browser.keys("/").await?;
            browser.find("#jump:focus").await?;
            browser.keys(Key::Escape + "").await?;
            browser.keys("c").await?;
            browser.find("#step-in_progress button:focus").await?;
            browser.keys(Key::Enter + "").await?;
            // What was done is seen, not only heard.
            browser.find("#told").await?;
            browser.see("You work on it").await
        })
        .await;
}

async fn finds_by_number(browser: &Browser, number: i64) -> Result<()> {
    browser.go("/parties").await?;
    browser.find("#number:focus").await?;
    browser.keys("\u{e009}k").await?;
    browser.find("#jump:focus").await?;
    browser.keys(format!("#{number}") + Key::Enter).await?;
    browser.find("#ticket").await?;
    assert_eq!(browser.path().await?, format!("/tickets/{number}"));
    Ok(())
}

#[tokio::test]
async fn a_chosen_reason_outlives_a_file_and_is_closed_with_by_keys() {
    let house = House::new().await;
    let number = house.inquiry("The order has come twice.", "no").await;
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("label.txt");
    std::fs::write(&file, "two labels").expect("a file");
    house
        .story("keys-reason", Look::default(), &house.mei, async |browser| {
            browser.go(&format!("/tickets/{number}")).await?;
            browser.fill("#comment", "Sent back.").await?;
            browser.click("#close-why option[value=duplicate]").await?;
            let pick = browser.driver.find(thirtyfour::By::Css("#files-pick")).await?;
            pick.send_keys(file.to_string_lossy().as_ref()).await?;
            browser.find("#files .file-list .file").await?;
            assert_eq!(crate::path::value(browser, "#close-why").await?, "duplicate");
            browser.keys(Key::Escape + "").await?;
            browser.evaluate("document.activeElement.blur()").await?;
            browser.keys("s").await?;
            browser.find("#close-why:focus").await?;
            browser.keys(Key::Control + "\u{e007}").await?;
            browser.see("Closed: duplicate").await?;
            let ticket = house.json(&house.mei, &format!("/tickets/{number}")).await;
            assert_eq!((&ticket["status"], &ticket["reason"]), (&"closed".into(), &"duplicate".into()));
            assert_eq!(house.comments(number).await, ["Sent back."]);
            Ok(())
        })
        .await;
}
