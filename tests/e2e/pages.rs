//! Every page, full and empty, wide and narrow, light and dark: nothing scrolls sideways, the browser has nothing to
//! complain of, and the dark is dark.

use crate::house::{House, bare};
use crate::support::browser::{Browser, Look, story};
use anyhow::{Result, ensure};
use watchdesk::platform::db::Sql;

#[tokio::test]
async fn every_page_is_sound_on_a_desk() {
    sound("pages-wide", Look::default()).await;
}

#[tokio::test]
async fn every_page_is_sound_on_a_telephone_in_the_dark() {
    sound("pages-phone", Look { dark: true, ..Look::phone() }).await;
}

async fn sound(name: &str, look: Look) {
    let house = House::new().await;
    let long = format!("{} {}\n{}", "W".repeat(120), "مرحبا <b>", "no_break_".repeat(60));
    let number = house.inquiry(&long, "yes").await;
    house.inquiry("Where is my order?", "yes").await;
    let of_csr = pages_of_csr(&house, number);
    let dark = look.dark;
    house
        .story(name, look, &house.mei, async |browser| {
            for path in of_csr {
                sound_here(browser, &path, dark).await?;
            }
            // Who administers and leads has the longest navigation.
            let role = Sql::new("INSERT INTO user_roles (user_id, role) VALUES (?, 'csr_lead')").bind(house.ingrid.id);
            house.desk.change(role).await;
            house.hand_to(browser, &house.ingrid).await?;
            for path in [
                "/",
                "/types",
                "/types/3",
                "/types/new",
                "/types/review",
                "/users",
                "/users/files/new",
                "/codes",
                "/rights",
                "/parties/imports",
            ] {
                sound_here(browser, path, dark).await?;
            }
            browser.tell("Network.clearBrowserCookies", serde_json::json!({})).await?;
            browser.go("/sign-in").await?;
            is_sound(browser, "/sign-in", dark).await
        })
        .await;
}

/// What a CSR can look at, with a ticket of this number.
pub fn pages_of_csr(house: &House, number: i64) -> Vec<String> {
    vec![
        "/".to_owned(),
        "/?desk=lead".to_owned(),
        "/parties".to_owned(),
        "/parties?name=zzz".to_owned(),
        format!("/tickets/new?party={}", house.party),
        "/tickets?scope=all".to_owned(),
        "/tickets?status=closed".to_owned(),
        format!("/tickets/{number}"),
        format!("/tickets/{number}/receipt"),
        format!("/tickets/{number}/deadline"),
        "/keys".to_owned(),
        "/me".to_owned(),
    ]
}

/// Goes there; what is not sound is an error.
pub async fn sound_here(browser: &Browser, path: &str, dark: bool) -> Result<()> {
    browser.go(path).await?;
    is_sound(browser, path, dark).await
}

#[tokio::test]
async fn an_empty_desk_is_sound() {
    let (_desk, address, _place) = bare().await;
    story("pages-empty", &address, Look::phone(), async |browser| {
        browser.go("/set-up").await?;
        is_sound(browser, "/set-up", false).await
    })
    .await;
}

/// What can be pressed in a row and lies over something else that can: a finger would not know which it meets.
const CROSSED: &str = "(() => { const crossed = []; for (const row of document.querySelectorAll('.list .row, .desk-list > li')) {
    const targets = [...row.querySelectorAll('a, button')].filter((one) => one.checkVisibility()).map((one) => [one, one.getBoundingClientRect()]);
    for (const [one, a] of targets) for (const [other, b] of targets) if (one !== other && !one.contains(other) && !other.contains(one)
      && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) crossed.push(one.className + ' over ' + other.className);
  } return crossed.join(', '); })()";

async fn is_sound(browser: &Browser, path: &str, dark: bool) -> Result<()> {
    browser.find("h1").await?;
    let wider = browser.evaluate("document.documentElement.scrollWidth - innerWidth").await?;
    ensure!(wider.as_i64().is_some_and(|wider| wider <= 0), "{path} scrolls sideways by {wider}");
    let paper = "getComputedStyle(document.documentElement).backgroundColor";
    let light = format!(
        "(() => {{ const c = document.createElement('canvas').getContext('2d'); c.fillStyle = {paper}; c.fillRect(0, 0, 1, 1); return c.getImageData(0, 0, 1, 1).data[1] }})()"
    );
    let light = browser.evaluate(&light).await?.as_i64().unwrap_or_default();
    ensure!((light < 80) == dark, "{path}: the paper has {light} of 255");
    let crossed = browser.evaluate(CROSSED).await?;
    ensure!(crossed == "", "{path}: targets lie over each other: {crossed}");
    let complaints = browser.complaints().await?;
    ensure!(complaints.is_empty(), "{path}: {complaints:?}");
    Ok(())
}
