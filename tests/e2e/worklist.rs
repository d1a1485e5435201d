//! A lead at the worklist: the pencil on a row, and news that come without asking.

use crate::house::House;
use crate::support::browser::{Browser, Look};
use anyhow::Result;
use serde_json::json;

#[tokio::test]
async fn the_pencil_comments_and_closes_without_leaving_the_list() {
    let house = House::new().await;
    let number = house.inquiry("Where is my order?", "yes").await;
    let other = house.inquiry("Where is my other order?", "yes").await;
    house
        .story("pencil", Look::default(), &house.robert, async |browser| {
            browser.go("/tickets").await?;
            browser.click(&format!("#ticket-{number} [data-edit]")).await?;
            browser.find(&format!("#ticket-{number} .editor textarea:focus")).await?;
            // Nothing said and nothing changed is refused in its place.
            browser.keys("\u{e009}\u{e007}").await?;
            browser.find(&format!("#ticket-{number} .editor .notice, #ticket-{number} .editor .complaint")).await?;
            browser.fill(&format!("#ticket-{number} .editor textarea"), "It arrives today.").await?;
            browser.click(&format!("#ticket-{number} .editor label:has([value=closed])")).await?;
            browser.click(&format!("#ticket-{number} .editor button.button-main")).await?;
            browser.see("Closed: resolved").await?;
            browser.find("#notices .notice-good").await?;
            browser.find(&format!("#ticket-{number}:not(:has(.editor))")).await?;
            browser.find(&format!("#ticket-{other}")).await?;
            assert_eq!(browser.path().await?, "/tickets");
            // One's own deed is no news.
            browser.find("#list:has(#offer-list[hidden])").await?;
            assert_eq!(house.comments(number).await, ["It arrives today."]);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_new_escalation_comes_by_itself() {
    let house = House::new().await;
    let first = house.inquiry("Where is my order?", "yes").await;
    house
        .story("live", Look::default(), &house.robert, async |browser| {
            browser.go("/tickets").await?;
            browser.find(&format!("#ticket-{first}")).await?;
            listening(browser, &house).await?;
            let second = house.inquiry("Where is my other order?", "yes").await;
            browser.find(&format!("#ticket-{second}")).await?;
            browser.see("Where is my other order?").await?;
            // While somebody is at a row the list does not move under their hand: it says that there is news.
            browser.keys("j").await?;
            browser.find("[data-row-link]:focus").await?;
            let third = house.inquiry("Where is my third order?", "yes").await;
            browser.click("[data-live-take]").await?;
            browser.find(&format!("#ticket-{third}")).await?;
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn a_list_is_filtered_and_gone_through_by_keys() {
    let house = House::new().await;
    let first = house.inquiry("Where is my order?", "yes").await;
    let second = house.inquiry("Where is my other order?", "yes").await;
    house
        .story("filters", Look::default(), &house.robert, async |browser| {
            browser.go("/tickets").await?;
            browser.keys("f").await?;
            browser.find("#more-filters[open] #type:focus").await?;
            browser.fill("#order", "SO404").await?;
            browser.see("No ticket fits these filters").await?;
            browser.click("#chips .chip-off").await?;
            browser.find(&format!("#ticket-{first}")).await?;
            browser.click(".c-number a").await?;
            browser.find(".c-number[aria-sort=ascending]").await?;
            browser.keys("jo").await?;
            browser.find("#ticket").await?;
            assert!(browser.path().await?.starts_with(&format!("/tickets/{first}?list=")));
            browser.keys("j").await?;
            browser.see("Where is my other order?").await?;
            assert!(browser.path().await?.starts_with(&format!("/tickets/{second}?list=")));
            browser.keys("k").await?;
            browser.find("a[rel=next]").await?;
            browser.click(".trail a").await?;
            browser.find(".c-number[aria-sort=ascending]").await?;
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn whose_tickets_is_asked_by_a_part_of_a_name() {
    let house = House::new().await;
    let roberts = house.inquiry("Where is my order?", "yes").await;
    let hers = house.inquiry("Where is my other order?", "yes").await;
    let ask = json!({ "version": 1, "assignee": "CA-atremblay" });
    house.send(&house.mei, &format!("/tickets/{hers}/assignee"), &ask).await;
    house
        .story("whose", Look::default(), &house.robert, async |browser| {
            browser.go("/tickets").await?;
            browser.click("#more-filters > summary").await?;
            browser.click("#assignee").await?;
            let offered = "document.querySelector('#assignee').list.querySelector('[value=CA-atremblay]')?.text";
            let name = async || (browser.evaluate(offered).await.ok()? == "Amélie Tremblay").then_some(());
            browser.wait_for("her name to be offered", name).await?;
            browser.fill("#assignee", "ca-").await?;
            browser.see("could be Amélie Tremblay (CA-atremblay), Mei Chen (CA-mchen)").await?;
            browser.see("Whose tickets?").await?;
            browser.fill("#assignee", "amel").await?;
            browser.find(&format!("#list:has(#ticket-{hers}):not(:has(#ticket-{roberts}))")).await?;
            browser.find("body:not(:has(#assignee-complaint))").await?;
            browser.see("Assigned to CA-atremblay").await?;
            browser.fill("#assignee", "okafor").await?;
            browser.find(&format!("#list:has(#ticket-{roberts}):not(:has(#ticket-{hers}))")).await?;
            browser.click(&format!("#ticket-{roberts} .row-link")).await?;
            browser.find("#ticket").await?;
            assert!(browser.path().await?.contains("assignee%3DCA-rokafor"), "{}", browser.path().await?);
            Ok(())
        })
        .await;
}

#[tokio::test]
async fn an_open_ticket_shows_what_a_colleague_does() {
    let house = House::new().await;
    let number = house.inquiry("Where is my order?", "yes").await;
    house
        .story("live-ticket", Look::default(), &house.robert, async |browser| {
            browser.go(&format!("/tickets/{number}")).await?;
            listening(browser, &house).await?;
            let ask = json!({ "comment": "The customer called again." });
            house.send(&house.amelie, &format!("/tickets/{number}/comments"), &ask).await;
            browser.see("The customer called again.").await
        })
        .await;
}

/// Waits until the page hears the desk: what happened before stands on the page itself.
async fn listening(browser: &Browser, house: &House) -> Result<()> {
    let hears = async || (house.desk.app.live.listeners() > 0).then_some(());
    browser.wait_for("the page to listen", hears).await
}

#[tokio::test]
async fn the_filter_offers_the_names_of_colleagues_once_somebody_enters_it() {
    let house = House::new().await;
    house
        .story("names", Look::default(), &house.mei, async |browser| {
            browser.go("/tickets").await?;
            browser.keys("f").await?;
            assert_eq!(browser.evaluate("document.querySelectorAll('#assignees [data-suggested]').length").await?, 0);
            browser.click("#assignee").await?;
            let names = "[...document.querySelectorAll('#assignees option')].map((option) => option.value).join()";
            let offered =
                async || Some(browser.evaluate(names).await.ok()?.as_str()?.contains("CA-rokafor")).filter(|is| *is);
            browser.wait_for("the names of colleagues", offered).await?;
            assert!(browser.evaluate(names).await?.as_str().is_some_and(|all| all.starts_with("me,nobody,")));
            Ok(())
        })
        .await;
}

/// On a desk with more colleagues than one answer names.
#[tokio::test]
async fn the_filter_asks_for_names_once_somebody_pauses() {
    let house = House::new().await;
    house
        .story("names-many", Look::default(), &house.mei, async |browser| {
            browser.go("/tickets").await?;
            let many = "const list = fetch; globalThis.asked = []; globalThis.lost = 0; globalThis.answer = (name) =>
                JSON.stringify({ people: [{ user_name: name, display_name: name }], or_more: true });
                globalThis.fetch = async (url, how) => {
                    const place = new URL(url, location.href);
                    if (place.pathname !== '/colleagues') return list(url, how);
                    asked.push(place.searchParams.get('q'));
                    return new Response(answer('X-' + asked.length));
                };
                addEventListener('unhandledrejection', () => { lost += 1; }); void 0";
            browser.evaluate(many).await?;
            browser.keys("f").await?;
            browser.click("#assignee").await?;
            offers(browser, "X-1").await?;
            browser.keys("CA-r").await?;
            offers(browser, "X-2").await?;
            assert_eq!(browser.evaluate("asked.join()").await?, ",CA-r", "not at every key");
            // What is no answer changes nothing, and the next key asks again.
            browser.evaluate("globalThis.sound = answer; globalThis.answer = () => '<p>'; void 0").await?;
            browser.keys("o").await?;
            let answered = async || (browser.evaluate("asked.length").await.ok()? == 3).then_some(());
            browser.wait_for("an answer that is none", answered).await?;
            browser.evaluate("globalThis.answer = sound; void 0").await?;
            browser.keys("k").await?;
            offers(browser, "X-4").await?;
            assert_eq!(browser.evaluate("lost").await?, 0, "no rejection is left");
            Ok(())
        })
        .await;
}

async fn offers(browser: &Browser, name: &str) -> Result<()> {
    let names = "[...document.querySelectorAll('#assignees [data-suggested]')].map((option) => option.value).join()";
    let offered = async || (browser.evaluate(names).await.ok()? == name).then_some(());
    browser.wait_for(name, offered).await
}
