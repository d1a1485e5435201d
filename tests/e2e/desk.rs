//! Desks: a lead's morning, from what waits to "all due today are checked", and a CSR who finds the answer and puts a
//! mistake right.

use crate::house::House;
use crate::support::browser::{Browser, Look};
use anyhow::Result;
use serde_json::json;

#[tokio::test]
async fn a_leads_morning() {
    let house = House::new().await;
    let (first, second) = (house.inquiry("The parcel is lost.", "yes").await, house.inquiry("She waits.", "yes").await);
    for number in [first, second] {
        let today = json!({ "version": 1, "due": 0, "because": "She needs it today." });
        house.send(&house.mei, &format!("/tickets/{number}/due"), &today).await;
    }
    house
        .story("lead-morning", Look::default(), &house.robert, async |browser| {
            browser.go("/").await?;
            browser.see("Escalations waiting for you").await?;
            browser.see("2 of 2 due today are not checked yet.").await?;
            // Whatever is opened is checked; the other needs one press.
            browser.click(&format!("#check-{first} .row-link")).await?;
            browser.see("Robert Okafor checked it").await?;
            browser.fill("#comment", "Send it again, on us.").await?;
            browser.click("#answer button[formaction$='/answer']").await?;
            browser.see("answered and sent it back to Mei Chen").await?;
            browser.go("/").await?;
            browser.see("The one due today is not checked yet.").await?;
            browser.click(&format!("#check-{second} form button")).await?;
            browser.see("The one due today is checked.").await?;
            assert_eq!(browser.complaints().await?, Vec::<String>::new());
            house.hand_to(browser, &house.mei).await?;
            browser.go("/").await?;
            finds_the_answer(browser, first).await
        })
        .await;
}

async fn finds_the_answer(browser: &Browser, number: i64) -> Result<()> {
    browser.find(&format!("section[aria-labelledby='news-title'] a[href='/tickets/{number}']")).await?;
    browser.click(&format!("section[aria-labelledby='news-title'] a.row-link[href='/tickets/{number}']")).await?;
    browser.see("Send it again, on us.").await?;
    browser.go("/").await?;
    browser.see("Nothing new").await
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
            Ok(())
        })
        .await;
    assert_eq!(house.comments(number).await, ["The parcel is in Laval."]);
    let ticket = house.json(&house.mei, &format!("/tickets/{number}")).await;
    assert_eq!(ticket["party"]["number"], "50007");
}
