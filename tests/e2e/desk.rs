//! Desks: a lead's morning, from what waits to "all due today are checked", and a CSR who finds the answer and puts a
//! mistake right.

use crate::house::House;
use crate::support::browser::{Browser, Look};
use crate::support::desk::HOUR;
use anyhow::Result;
use serde_json::json;

#[tokio::test]
async fn a_leads_morning() {
    let house = House::new().await;
    let late = promised(&house, "It should be there.", 0, "09:00").await;
    let first = promised(&house, "The parcel is lost.", 0, "").await;
    let second = promised(&house, "She waits.", 0, "").await;
    let next = promised(&house, "It can wait.", 1, "").await;
    house.desk.later(HOUR);
    house
        .story("lead-morning", Look::default(), &house.robert, async |browser| {
            browser.go("/").await?;
            waiting(browser, 4).await?;
            browser.see("The one that is overdue is not checked yet.").await?;
            browser.see("2 of 2 due today are not checked yet.").await?;
            browser.see("The one due on the next business day is not checked yet.").await?;
            // Whatever is opened is checked, and the way back leads to what is left.
            for number in [first, second] {
                browser.click(&format!("#check-{number} .row-link")).await?;
                browser.see("Robert Okafor checked it").await?;
                browser.driver.back().await?;
                browser.find(&format!("#check-{number}:not(.unchecked)")).await?;
            }
            browser.see("All 2 due today are checked.").await?;
            // The other screen stands beside, and is not touched.
            let screen = Browser::open(&house.address, Look::default()).await?;
            house.hand_to(&screen, &house.robert).await?;
            screen.go("/").await?;
            waiting(&screen, 4).await?;
            browser.click(&format!("#check-{first} .row-link")).await?;
            browser.fill("#comment", "Send it again, on us.").await?;
            browser.click("#answer button[formaction*='/answer']").await?;
            browser.see("answered and sent it back to Mei Chen").await?;
            waiting(&screen, 3).await?;
            closes_and_ends(browser, &screen, late, next).await?;
            assert_eq!(browser.complaints().await?, Vec::<String>::new());
            house.hand_to(browser, &house.mei).await?;
            browser.go("/").await?;
            finds_the_answer(browser, first).await
        })
        .await;
}

async fn closes_and_ends(browser: &Browser, screen: &Browser, late: i64, next: i64) -> Result<()> {
    browser.go("/").await?;
    waiting(browser, 3).await?;
    browser.click(&format!("#check-{late} .row-link")).await?;
    browser.click("#close .button-main").await?;
    browser.see("Closed: resolved").await?;
    waiting(screen, 2).await?;
    screen.see("Nothing is overdue.").await?;
    // What need not be opened is checked by a press.
    screen.click(&format!("#check-{next} form button")).await?;
    screen.see("The one due on the next business day is checked.").await?;
    browser.go(&format!("/tickets/{next}")).await?;
    browser.click("#deescalate button").await?;
    browser.see("ended the escalation").await?;
    waiting(screen, 1).await?;
    screen.see("Nothing is due on the next business day.").await
}

/// How many escalations a desk says to be waiting, as soon as it does.
async fn waiting(browser: &Browser, count: usize) -> Result<()> {
    let words = format!("{count} escalations waiting");
    let says = async || (browser.text("#waiting-title .count").await.ok()? == count.to_string()).then_some(());
    browser.wait_for(&words, says).await
}

/// An inquiry of Mei's that is escalated, due in so many days, at an hour or at the end of the day.
async fn promised(house: &House, what: &str, due: i32, hour: &str) -> i64 {
    let mut ask = json!({ "party": house.party, "type": 3, "what": what, "due": due, "escalate": "yes" });
    if !hour.is_empty() {
        ask["hour"] = hour.into();
    }
    house.send(&house.mei, "/tickets", &ask).await["number"].as_i64().expect("a number")
}

async fn finds_the_answer(browser: &Browser, number: i64) -> Result<()> {
    browser.find(&format!("section[aria-labelledby='news-title'] a[href^='/tickets/{number}?']")).await?;
    browser.click(&format!("section[aria-labelledby='news-title'] a.row-link[href^='/tickets/{number}?']")).await?;
    browser.see("Send it again, on us.").await?;
    browser.go("/").await?;
    browser
        .find(&format!("section[aria-labelledby='news-title']:not(:has(a[href^='/tickets/{number}?']))"))
        .await
        .map(drop)
}

#[tokio::test]
async fn a_wrong_distributor_and_a_wrong_word_are_put_right() {
    put_right("put-right", Look::default()).await;
}

#[tokio::test]
async fn so_they_are_on_a_telephone_without_javascript() {
    put_right("put-right-plain", Look { javascript: false, ..Look::phone() }).await;
}

async fn put_right(name: &str, look: Look) {
    let house = House::new().await;
    let number = house.inquiry("The parcel is lost.", "no").await;
    house
        .story(name, look, &house.mei, async |browser| {
            browser.go(&format!("/tickets/new?party={}", house.party)).await?;
            browser.find(&format!(".brief-list a[href='/tickets/{number}']")).await?;
            browser.go(&format!("/tickets/{number}")).await?;
            browser.fill("#comment", "The parcle is in Laval.").await?;
            browser.click("#answer button.button-main").await?;
            browser.find("details.reword summary").await?;
            browser.click("details.reword summary").await?;
            browser.fill("details.reword textarea", "The parcel is in Laval.").await?;
            browser.click("details.reword button").await?;
            browser.see("put a comment right").await?;
            browser.see("The parcel is in Laval.").await?;
            browser.click("#change summary").await?;
            browser.fill("#party_number", "50007").await?;
            browser.click("#reattach button").await?;
            browser.see("Boréal Santé").await?;
            browser.see("changed the customer from").await?;
            // So say the worklist and the pages of both distributors.
            browser.go("/tickets?scope=mine").await?;
            assert!(browser.text(&format!("#ticket-{number}")).await?.contains("Boréal Santé"));
            browser.go("/tickets?scope=mine&party=48210").await?;
            browser.see("No ticket fits these filters").await?;
            browser.go("/parties?number=50007").await?;
            browser.click("a.add").await?;
            browser.find(&format!(".brief-list a[href='/tickets/{number}']")).await?;
            browser.go(&format!("/tickets/new?party={}", house.party)).await?;
            browser.find(&format!("body:not(:has(a[href='/tickets/{number}']))")).await?;
            Ok(())
        })
        .await;
    assert_eq!(house.comments(number).await, ["The parcel is in Laval."]);
    let ticket = house.json(&house.mei, &format!("/tickets/{number}")).await;
    assert_eq!(ticket["party"]["number"], "50007");
}

/// The buttons of *Change* say the hour that is picked, as those of a new inquiry do.
#[tokio::test]
async fn the_buttons_follow_the_hour() {
    let house = House::new().await;
    let number = house.inquiry("The parcel is lost.", "no").await;
    house
        .story("hour", Look::default(), &house.mei, async |browser| {
            for (place, hour) in [
                (format!("/tickets/new?party={}", house.party), "#hour"),
                (format!("/tickets/{number}#change"), "#due-hour"),
            ] {
                browser.go(&place).await?;
                browser.evaluate("document.getElementById('change')?.setAttribute('open', '')").await?;
                browser.find(hour).await?;
                let pick = format!("document.querySelector('{hour}').value = '15:30'");
                browser.evaluate(&pick).await?;
                let told =
                    format!("document.querySelector('{hour}').dispatchEvent(new Event('input', {{bubbles: true}}))");
                browser.evaluate(&told).await?;
                let words = format!("form:has({hour}) .choice:has([value='2']) [data-due-words]");
                let follows = async || browser.text(&words).await.ok()?.contains("15:30").then_some(());
                browser.wait_for("the hour on the buttons", follows).await?;
            }
            Ok(())
        })
        .await;
}
