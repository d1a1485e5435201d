//! The whole way of an inquiry through its people: a CSR takes it, the lead works it from the list and from its page, until
//! it is closed and open again. Told once, and walked by keys alone, without JavaScript, and on a telephone.

use crate::house::{House, number_here};
use crate::path::value;
use crate::steps::{Hands, Walker};
use crate::support::browser::{Look, story};
use crate::support::desk::PASSWORD;
use anyhow::{Result, ensure};
use serde_json::json;

const WHAT: &str = "The order has not come.";

#[tokio::test]
async fn the_whole_way_by_keys_alone() {
    walked("whole-keys", Look::default(), Hands::Keys).await;
}

#[tokio::test]
async fn the_whole_way_without_javascript() {
    walked("whole-plain", Look::without_javascript(), Hands::Mouse).await;
}

#[tokio::test]
async fn the_whole_way_on_a_telephone() {
    walked("whole-phone", Look::phone(), Hands::Mouse).await;
}

async fn walked(name: &str, look: Look, hands: Hands) {
    let house = House::new().await;
    let number = std::sync::OnceLock::new();
    story(name, &house.address, look.clone(), async |browser| {
        let walker = Walker { browser, hands, look };
        let opened = opens(&walker).await?;
        let _ = number.set(opened);
        let ticket = house.json(&house.mei, &format!("/tickets/{opened}")).await;
        assert_eq!((&ticket["type"], &ticket["party"]["number"]), (&json!("Order status"), &json!("48210")));
        assert_eq!(ticket["escalation"]["why"], "She is upset.");
        assert_eq!(ticket["escalation"]["raised_to"]["display_name"], "Robert Okafor");
        walker.press(".menu-open").await?;
        walker.press("#me form button").await?;
        leads(&walker, opened).await?;
        changes(&walker, opened).await?;
        assert_eq!(browser.complaints().await?, Vec::<String>::new());
        Ok(())
    })
    .await;
    let number = *number.get().expect("a number");
    let ticket = house.json(&house.mei, &format!("/tickets/{number}")).await;
    assert_eq!((&ticket["status"], &ticket["due"]["moved"]), (&json!("open"), &json!(1)), "{ticket}");
    assert_eq!(ticket["assignee"]["user_name"], "CA-atremblay");
    assert_eq!(house.comments(number).await, ["I am calling the carrier.", "They look for it."]);
}

async fn signs_in(walker: &Walker<'_>, user_name: &str) -> Result<()> {
    walker.arrives("#user_name").await?;
    walker.write("#user_name", user_name).await?;
    walker.write("#password", PASSWORD).await?;
    walker.press("button.button-main").await?;
    walker.arrives(".menu-open").await
}

/// From the sign-in to the number that is read aloud.
async fn opens(walker: &Walker<'_>) -> Result<i64> {
    let browser = walker.browser;
    // Whoever was on the way somewhere is there after signing in.
    let place = if walker.has_script() { "/" } else { "/parties" };
    browser.go(place).await?;
    signs_in(walker, "CA-mchen").await?;
    ensure!(browser.path().await? == place);
    match walker.hands {
        Hands::Keys => {
            walker.write("#number", "48210").await?;
            walker.enter().await?;
        }
        Hands::Mouse => {
            walker.write("#name", "maple").await?;
            walker.press(".finder button").await?;
        }
    }
    // The plus of the first one found has the focus: Enter once more is enough.
    walker.arrives("a.add:focus").await?;
    walker.press("a.add").await?;
    walker.arrives("#what").await?;
    if walker.has_script() {
        walker.write("#type-search", "ord").await?;
        walker.enter().await?;
        ensure!(value(browser, "#type-search").await? == "Order status");
    } else {
        walker.choose("#type", "3").await?;
    }
    walker.write("#what", WHAT).await?;
    walker.tick("#new-ticket [name=due][value='2']").await?;
    walker.tick("#new-ticket [name=escalate][value=yes]").await?;
    walker.write("#why", "She is upset.").await?;
    walker.press("#new-ticket .button-main").await?;
    walker.arrives("#ticket-number").await?;
    let number = number_here(browser).await?;
    ensure!(browser.text("#ticket-number").await? == number.to_string());
    Ok(number)
}

/// From the sign-in over the list, where the lead says something and takes it in hand.
async fn leads(walker: &Walker<'_>, number: i64) -> Result<()> {
    let browser = walker.browser;
    signs_in(walker, "CA-rokafor").await?;
    browser.see("Escalations to you").await?;
    walker.press(".nav a[href='/tickets']").await?;
    let row = format!("#ticket-{number}");
    walker.arrives(&row).await?;
    walker.press(&format!("{row} [data-edit]")).await?;
    if walker.has_script() {
        walker.arrives(&format!("{row} .editor textarea:focus")).await?;
        walker.write(&format!("{row} .editor textarea"), "I am calling the carrier.").await?;
        walker.tick(&format!("{row} .editor [value=in_progress]")).await?;
        walker.press(&format!("{row} .editor .button-main")).await?;
        browser.find(&format!("{row}:not(:has(.editor))")).await?;
        browser.see(&format!("Saved: {number}")).await?;
        // The list has kept the hand where it was.
        browser.find(&format!("{row}:focus-within")).await?;
        walker.press(&format!("{row} .row-link")).await?;
    } else {
        walker.write(&format!("#comment-{number}"), "I am calling the carrier.").await?;
        walker.press(".editor .button-main").await?;
        browser.see(&format!("{number} is saved")).await?;
        walker.press(&format!("{row} .row-link")).await?;
        walker.arrives("#ticket").await?;
        walker.press("#step-in_progress button").await?;
    }
    browser.find("#status .chip-in_progress").await?;
    walker.arrives("#ticket").await
}

/// On the page of the ticket, and back to the list that it was opened from.
async fn changes(walker: &Walker<'_>, number: i64) -> Result<()> {
    let browser = walker.browser;
    let here = format!("/tickets/{number}?list=");
    walker.write("#comment", "They look for it.").await?;
    walker.press("#answer .button-main").await?;
    browser
        .wait_for("an empty comment", async || value(browser, "#comment").await.ok()?.is_empty().then_some(()))
        .await?;
    browser.see("They look for it.").await?;
    walker.holds("#answer").await?;
    walker.choose("#pend-why", "carrier").await?;
    walker.press("#pend button").await?;
    browser.see("Pending: waiting for the carrier").await?;
    walker.holds("#pend").await?;
    walker.arrives("#ticket").await?;
    walker.open("#change").await?;
    walker.tick("#move-due [name=due][value='3']").await?;
    walker.write("#because", "The carrier needs a day.").await?;
    walker.press("#move-due .button").await?;
    browser.see("moved 1×").await?;
    walker.holds("#change > summary").await?;
    walker.arrives("#ticket").await?;
    walker.open("#change").await?;
    walker.write("#assignee", "amelie").await?;
    walker.press("#assign .button").await?;
    browser.see("to Amélie Tremblay").await?;
    walker.holds("#change > summary").await?;
    walker.arrives("#ticket").await?;
    walker.press("#close .button-main").await?;
    browser.see("Closed: resolved").await?;
    walker.holds("#status").await?;
    walker.arrives("#ticket").await?;
    walker.press("#step-open button").await?;
    browser.find("#status .chip-open").await?;
    let path = browser.path().await?;
    ensure!(path.starts_with(&here), "{path} has forgotten the list");
    walker.press(".trail a").await?;
    walker.arrives("#list").await?;
    ensure!(browser.path().await?.starts_with("/tickets?status=open"));
    Ok(())
}
