//! No typed word is lost: not to a colleague's change, a crash, a session that ends, a server that breaks, nor to
//! another button of the same page.

use crate::house::House;
use crate::path::value;
use crate::support::browser::{Browser, Look};
use anyhow::Result;
use serde_json::json;
use watchdesk::platform::db::Sql;

/// What the driver's keyboard could not type.
pub const WORDS: &str = "The carrier says Thursday. 東京 🙂";

#[tokio::test]
async fn who_comes_second_sees_who_was_first_and_keeps_the_words() {
    over_an_inquiry("second", async |house, browser, number| {
        let version = house.json(&house.mei, &format!("/tickets/{number}")).await["version"].clone();
        let ask = json!({ "version": version, "status": "pending", "reason": "carrier" });
        house.send(&house.amelie, &format!("/tickets/{number}/status"), &ask).await;
        browser.click("#status .button-main").await?;
        browser.see("Amélie Tremblay changed this while you were looking at it").await?;
        browser.see("Pending: waiting for the carrier").await?;
        assert_eq!(value(browser, "#comment").await?, WORDS);
        // What was seen can be sent again, and the words go along with whatever is pressed.
        browser.click("#status .button-main").await?;
        browser.see("Closed: resolved").await?;
        browser.find("#timeline .said").await?;
        assert_eq!(
            (value(browser, "#comment").await?.as_str(), house.comments(number).await),
            ("", vec![WORDS.into()])
        );
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn who_types_is_told_what_others_do_and_goes_on_typing() {
    over_an_inquiry("news", async |house, browser, number| told_while_typing(house, browser, number).await).await;
}

#[tokio::test]
async fn the_same_on_a_telephone() {
    let house = House::new().await;
    let number = house.inquiry("Where is my order?", "yes").await;
    house
        .story("news-phone", Look::phone(), &house.robert, async |browser| {
            browser.go(&format!("/tickets/{number}")).await?;
            write(browser, WORDS).await?;
            told_while_typing(&house, browser, number).await
        })
        .await;
}

async fn told_while_typing(house: &House, browser: &Browser, number: i64) -> Result<()> {
    let place = "document.getElementById('comment').getBoundingClientRect().top";
    let before = browser.evaluate(place).await?;
    let comments = format!("/tickets/{number}/comments");
    house.send(&house.amelie, &comments, &json!({ "comment": "The carrier has lost it." })).await;
    browser.find("[role=status] [data-live-take]").await?;
    assert_eq!(browser.text(".news").await?.lines().next(), Some("Amélie Tremblay changed this ticket."));
    // Neither the words, nor the caret, nor their place on the screen have moved; what is new waits.
    assert_eq!(value(browser, "#comment").await?, WORDS);
    assert_eq!(browser.evaluate("document.activeElement.id").await?, "comment");
    assert_eq!(browser.evaluate(place).await?, before);
    assert!(!browser.text("#ticket").await?.contains("The carrier has lost it."));
    browser.tell("Input.insertText", json!({ "text": " And more." })).await?;
    let words = format!("{WORDS} And more.");
    // The last one counts.
    house.send(&house.mei, &comments, &json!({ "comment": "She has called again." })).await;
    browser.see("Mei Chen changed this ticket.").await?;
    assert_eq!(value(browser, "#comment").await?, words);
    browser.click(".news [data-live-take]").await?;
    browser.see("She has called again.").await?;
    browser.see("The carrier has lost it.").await?;
    assert_eq!(value(browser, "#comment").await?, words);
    assert_eq!(browser.evaluate("document.querySelector('.news').childElementCount").await?, 0);
    browser.click("#answer button.button-main").await?;
    browser.see("And more.").await?;
    browser
        .wait_for("an empty comment", async || value(browser, "#comment").await.ok()?.is_empty().then_some(()))
        .await?;
    assert_eq!(house.comments(number).await, ["The carrier has lost it.", "She has called again.", &words]);
    Ok(())
}

/// A machine that believes to be in Sydney does not change the hour of a call centre in Toronto.
#[tokio::test]
async fn a_draft_is_dated_by_the_call_centre() {
    let house = House::new().await;
    let number = house.inquiry("Where is my order?", "yes").await;
    house
        .story("draft-hour", Look::default(), &house.robert, async |browser| {
            browser.tell("Emulation.setTimezoneOverride", json!({ "timezoneId": "Australia/Sydney" })).await?;
            browser.go(&format!("/tickets/{number}")).await?;
            write(browser, WORDS).await?;
            browser.see("Draft kept 08:30").await
        })
        .await;
}

/// Its ten minutes end while a comment is put right: what was written goes on as a comment that is not sent yet.
#[tokio::test]
async fn words_for_a_settled_comment_move_to_the_next_one() {
    let house = House::new().await;
    let number = house.inquiry("Where is my order?", "yes").await;
    let (path, comments) = (format!("/tickets/{number}"), format!("/tickets/{number}/comments"));
    house.send(&house.robert, &comments, &json!({ "comment": "The parcle is lost." })).await;
    house
        .story("settled", Look::default(), &house.robert, async |browser| {
            browser.go(&path).await?;
            browser.fill("#comment", "She has called.").await?;
            browser.click("details.reword summary").await?;
            browser.fill("details.reword textarea", "The parcel is in Laval.").await?;
            house.desk.later(11 * 60 * 1000);
            house.send(&house.amelie, &comments, &json!({ "comment": "Meanwhile" })).await;
            browser.find("[role=status] [data-live-take]").await?;
            assert_eq!(value(browser, "details.reword textarea").await?, "The parcel is in Laval.");
            browser.click(".news [data-live-take]").await?;
            browser.find("#ticket:not(:has(details.reword))").await?;
            let both = "She has called.\n\nThe parcel is in Laval.";
            assert_eq!(value(browser, "#comment").await?, both);
            browser.find("[data-draft-note]:not(:empty)").await?;
            browser.go(&path).await?;
            assert_eq!(value(browser, "#comment").await?, both, "they are kept as if they had been typed there");
            browser.click("#answer button.button-main").await?;
            browser.see("She has called.").await?;
            assert_eq!(house.comments(number).await, ["The parcle is lost.", "Meanwhile", both]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn words_outlive_their_session() {
    over_an_inquiry("expired", async |house, browser, number| {
        house.desk.change(Sql::new("DELETE FROM sessions")).await;
        browser.click("#answer button.button-main").await?;
        let sign_in = browser.find("#answer [data-problem] a[target=_blank]").await?;
        assert!(sign_in.attr("href").await?.is_some_and(|place| place.ends_with("/sign-in")));
        assert_eq!(value(browser, "#comment").await?, WORDS);
        house.hand_to(browser, &house.robert).await?;
        browser.click("#answer button.button-main").await?;
        browser.find("#timeline .said").await?;
        assert_eq!(house.comments(number).await, [WORDS]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn words_outlive_a_server_that_breaks() {
    over_an_inquiry("broken", async |house, browser, number| {
        house.desk.change(Sql::new("ALTER TABLE comments RENAME TO comments_mislaid")).await;
        browser.click("#answer button.button-main").await?;
        browser.find("#answer [data-problem]").await?;
        browser.see("Something broke on our side").await?;
        assert_eq!(value(browser, "#comment").await?, WORDS);
        house.desk.change(Sql::new("ALTER TABLE comments_mislaid RENAME TO comments")).await;
        browser.click("#answer button.button-main").await?;
        browser.find("#timeline .said").await?;
        assert_eq!(house.comments(number).await, [WORDS]);
        Ok(())
    })
    .await;
}

#[tokio::test]
async fn a_new_inquiry_outlives_a_server_that_breaks() {
    let house = House::new().await;
    house
        .story("broken-new", Look::default(), &house.mei, async |browser| {
            browser.go(&format!("/tickets/new?party={}", house.party)).await?;
            browser.find("#type-search:focus").await?;
            browser.keys("ord\u{e007}").await?;
            write_into(browser, "#what", WORDS).await?;
            house.desk.change(Sql::new("ALTER TABLE escalations RENAME TO escalations_mislaid")).await;
            browser.click("#new-ticket button.button-main").await?;
            browser.find("#new-ticket [data-problem]").await?;
            assert_eq!(value(browser, "#what").await?, WORDS);
            assert_eq!(value(browser, "#type-search").await?, "Order status");
            house.desk.change(Sql::new("ALTER TABLE escalations_mislaid RENAME TO escalations")).await;
            browser.click("#new-ticket button.button-main").await?;
            browser.find("#ticket-number").await?;
            // Nothing is at its field: the form comes back with every word.
            browser.go(&format!("/tickets/new?party={}", house.party)).await?;
            write_into(browser, "#what", WORDS).await?;
            browser.click("#new-ticket button.button-main").await?;
            browser.find("#type-complaint").await?;
            assert_eq!(value(browser, "#what").await?, WORDS);
            Ok(())
        })
        .await;
}

/// Tells a story that begins with Robert at an inquiry, with words written and not sent.
async fn over_an_inquiry(name: &str, tell: impl AsyncFnOnce(&House, &Browser, i64) -> Result<()>) {
    let house = House::new().await;
    let number = house.inquiry("Where is my order?", "yes").await;
    house
        .story(name, Look::default(), &house.robert, async |browser| {
            browser.go(&format!("/tickets/{number}")).await?;
            write(browser, WORDS).await?;
            tell(&house, browser, number).await
        })
        .await;
}

/// Sets the words as a paste does: the driver's keyboard knows no emoji.
async fn write(browser: &Browser, words: &str) -> Result<()> {
    write_into(browser, "#comment", words).await
}

pub async fn write_into(browser: &Browser, css: &str, words: &str) -> Result<()> {
    browser.click(css).await?;
    browser.tell("Input.insertText", json!({ "text": words })).await?;
    assert_eq!(value(browser, css).await?, words);
    Ok(())
}
