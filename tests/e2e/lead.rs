//! A lead at their desk by keys alone, and what is heard of a form that the script sent.

use crate::house::House;
use crate::support::browser::{Browser, Look};
use anyhow::Result;
use serde_json::json;
use thirtyfour::Key;

#[tokio::test]
async fn a_lead_checks_row_after_row_without_a_mouse() {
    let house = House::new().await;
    let (first, second) = (house.inquiry("It has not come.", "yes").await, house.inquiry("She waits.", "yes").await);
    for number in [first, second] {
        let today = json!({ "version": 1, "due": 0, "because": "She needs it today." });
        house.send(&house.mei, &format!("/tickets/{number}/due"), &today).await;
    }
    house
        .story("lead-keys", Look::default(), &house.robert, async |browser| {
            browser.go("/").await?;
            browser.find(&format!("#check-{first} form button")).await?;
            // Down the desk: the two that wait, then the two to be checked.
            for row in [format!("waiting-{first}"), format!("waiting-{second}"), format!("check-{first}")] {
                browser.keys("j").await?;
                browser.find(&format!("#{row}.here [data-row-link]:focus")).await?;
            }
            browser.keys(Key::Tab + "").await?;
            browser.find(&format!("#check-{first} form button:focus")).await?;
            browser.keys(Key::Enter + "").await?;
            browser.see("1 of 2 due today are not checked yet.").await?;
            hears(browser, &format!("{first} is checked.")).await?;
            browser.find(&format!("#check-{first}.here [data-row-link]:focus")).await?;
            // The number of the next row, and its button.
            browser.keys(Key::Tab + Key::Tab).await?;
            browser.find(&format!("#check-{second} form button:focus")).await?;
            browser.keys(Key::Enter + "").await?;
            browser.see("All 2 due today are checked.").await?;
            browser.find(&format!("#check-{second} [data-row-link]:focus")).await?;
            browser.keys("ko").await?;
            browser.find("#ticket").await?;
            assert_eq!(browser.path().await?, format!("/tickets/{first}?list=part%3Dchecks"));
            assert_eq!(browser.complaints().await?, Vec::<String>::new());
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_lead_answers_one_after_the_other_and_is_back_at_the_desk() {
    let house = House::new().await;
    let (first, second) = (house.inquiry("It has not come.", "yes").await, house.inquiry("She waits.", "yes").await);
    house
        .story("lead-answers", Look::default(), &house.robert, async |browser| {
            browser.go("/").await?;
            browser.click(&format!("#waiting-{first} [data-row-link]")).await?;
            browser.fill("#comment", "Send it once more.").await?;
            browser.click("#answer button[formaction*='/answer']").await?;
            hears(browser, &format!("{first} is answered and back with the CSR.")).await?;
            browser.click("h1").await?;
            browser.keys("j").await?;
            browser.see("She waits.").await?;
            assert_eq!(browser.path().await?, format!("/tickets/{second}?list=part%3Dwaiting"));
            browser.see("last of the list").await?;
            browser.click("#trail a").await?;
            browser.find(&format!("#waiting-{second}")).await?;
            let waiting = browser.evaluate("document.querySelectorAll('[id^=\"waiting-\"][data-row]').length").await?;
            assert_eq!(waiting, 1);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn what_a_form_did_is_heard() {
    let house = House::new().await;
    let number = house.inquiry("It has not come.", "yes").await;
    house
        .story("heard", Look::default(), &house.robert, async |browser| {
            browser.go(&format!("/tickets/{number}")).await?;
            browser.fill("#comment", "It arrives today.").await?;
            browser.click("#answer button.button-main").await?;
            hears(browser, &format!("Your comment is on {number}.")).await?;
            browser.click("#status .button-main").await?;
            hears(browser, &format!("{number} is closed.")).await
        })
        .await;
}

#[tokio::test]
async fn the_pencil_keeps_the_list_without_javascript() {
    let house = House::new().await;
    let number = house.inquiry("It has not come.", "yes").await;
    house
        .story("pencil-plain", Look { javascript: false, ..Look::phone() }, &house.robert, async |browser| {
            browser.go("/tickets?status=open&scope=all&creator=CA-").await?;
            browser.click(&format!("#ticket-{number} .act a")).await?;
            browser.fill(&format!("#comment-{number}"), "It arrives today.").await?;
            browser.click(&format!("#edit-{number} button.button-main")).await?;
            browser.see(&format!("{number} is saved.")).await?;
            assert_eq!(browser.path().await?, "/tickets?status=open&scope=all&creator=CA-");
            assert_eq!(house.comments(number).await, ["It arrives today."]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_row_is_bold_until_it_was_opened() {
    let house = House::new().await;
    let number = house.inquiry("It has not come.", "yes").await;
    house
        .story("bold", Look::default(), &house.robert, async |browser| {
            browser.go("/tickets").await?;
            let weight = format!("getComputedStyle(document.querySelector('#ticket-{number} .row-link')).fontWeight");
            assert_eq!(browser.evaluate(&weight).await?, "660");
            browser.click(&format!("#ticket-{number} .row-link")).await?;
            browser.find("#ticket").await?;
            browser.go("/tickets").await?;
            browser.find(&format!("#ticket-{number}")).await?;
            assert_eq!(browser.evaluate(&weight).await?, "400");
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn the_filters_open_below_their_button() {
    let house = House::new().await;
    house
        .story("filters-open", Look::default(), &house.robert, async |browser| {
            browser.go("/tickets").await?;
            let place = "JSON.stringify(document.querySelector('#more-filters summary').getBoundingClientRect())";
            let before = browser.evaluate(place).await?;
            browser.click("#more-filters summary").await?;
            let field = browser.find("#more-filters[open] #type").await?;
            assert_eq!(browser.evaluate(place).await?, before, "what was pressed stays under the hand");
            let bottom = "document.querySelector('#more-filters summary').getBoundingClientRect().bottom";
            let bottom = browser.evaluate(bottom).await?.as_f64().unwrap_or_default();
            assert!(field.rect().await?.y > bottom, "the fields stand below");
            browser.click("#more-filters summary").await?;
            browser.find("#more-filters:not([open])").await.map(drop)
        })
        .await;
}

#[tokio::test]
async fn who_sees_a_ticket_on_a_telephone_sees_first_what_counts() {
    let house = House::new().await;
    let number = house.inquiry("It has not come.", "yes").await;
    house
        .story("first-screen", Look::phone(), &house.robert, async |browser| {
            browser.go(&format!("/tickets/{number}")).await?;
            let head = browser.text("#head").await?;
            for word in ["Open", "with Robert Okafor", "left"] {
                assert!(head.contains(word), "{word}: {head}");
            }
            let head = browser.find("#head").await?.rect().await?;
            assert!(head.y + head.height < 844.0, "on the first screen");
            browser.go(&format!("/tickets/new?party={}", house.party)).await?;
            let (others, form) = (browser.find("#others").await?, browser.find("#new-ticket").await?);
            assert!(others.rect().await?.y < form.rect().await?.y, "what is open stands before the form");
            Ok(())
        })
        .await;
}

/// Waits until a screen reader is told this.
async fn hears(browser: &Browser, sentence: &str) -> Result<()> {
    let said = async || {
        let said = browser.evaluate("document.getElementById('spoken').textContent").await.ok()?;
        (said == sentence).then_some(())
    };
    browser.wait_for(&format!("\"{sentence}\" to be said"), said).await
}
