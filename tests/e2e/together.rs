//! Two people at two browsers over one ticket: who comes second sees what the first one did, and keeps every word.

use crate::house::House;
use crate::path::value;
use crate::support::browser::{Browser, Look};
use anyhow::Result;

#[tokio::test]
async fn both_move_its_due_time() {
    let house = House::new().await;
    let number = house.inquiry("Where is my order?", "yes").await;
    house
        .story("together", Look::default(), &house.robert, async |browser| {
            let other = Browser::open(&house.address, Look::default()).await?;
            house.hand_to(&other, &house.amelie).await?;
            begins(browser, number, 3, "She is away until Thursday.").await?;
            begins(&other, number, 2, "The carrier needs a day.").await?;
            other.click("#move-due .button").await?;
            other.see("moved 1×").await?;
            // He is told, and nothing that he writes moves.
            browser.find("[role=status] [data-live-take]").await?;
            kept(browser).await?;
            browser.click("#move-due .button").await?;
            browser.see("Amélie Tremblay changed this while you were looking at it").await?;
            browser.see("Amélie Tremblay moved the due time").await?;
            browser.see("The carrier needs a day.").await?;
            browser.find("#timeline .happened .chip").await?;
            kept(browser).await?;
            // What was seen can be sent again, and she sees it without asking.
            browser.click("#move-due .button").await?;
            browser.see("moved 2×").await?;
            other.see("moved 2×").await?;
            other.see("She is away until Thursday.").await?;
            let ticket = house.json(&house.mei, &format!("/tickets/{number}")).await;
            assert_eq!((&ticket["due"]["moved"], &ticket["due"]["days"]), (&2.into(), &3.into()), "{ticket}");
            Ok(())
        })
        .await;
}

async fn begins(browser: &Browser, number: i64, days: i32, because: &str) -> Result<()> {
    browser.go(&format!("/tickets/{number}")).await?;
    browser.click("#change > summary").await?;
    browser.click(&format!("#move-due label:has([value='{days}'])")).await?;
    browser.fill("#because", because).await
}

async fn kept(browser: &Browser) -> Result<()> {
    assert_eq!(value(browser, "#because").await?, "She is away until Thursday.");
    browser.find("#move-due label:has([value='3']:checked)").await.map(drop)
}
