//! The first minutes of an empty desk: the one-time code makes the first administrator, and nobody after them.

use crate::house::bare;
use crate::path::value;
use crate::support::browser::{Look, story};
use crate::support::desk::{Desk, PASSWORD};
use watchdesk::people::setting_up;
use watchdesk::platform::db::Tx;

#[tokio::test]
async fn an_empty_desk_is_set_up_with_its_code() {
    let (desk, address, _place) = bare().await;
    let code = code(&desk).await;
    story("set-up", &address, Look::default(), async |browser| {
        browser.go("/set-up").await?;
        browser.find("#code:focus").await?;
        browser.keys("0000-0000").await?;
        browser.fill("#display_name", "Ingrid Berg").await?;
        browser.fill("#user_name", "ingrid").await?;
        browser.click("[name=answers_customers]").await?;
        browser.fill("#password", PASSWORD).await?;
        browser.click("button.button-main").await?;
        // A wrong code is said at its field, and the rest stays as it was typed.
        browser.find("#code-complaint").await?;
        assert_eq!(value(browser, "#display_name").await?, "Ingrid Berg");
        browser.fill("#code", &code).await?;
        browser.fill("#password", PASSWORD).await?;
        browser.click("button.button-main").await?;
        browser.see("Welcome").await?;
        browser.see("There are no distributors yet").await?;
        browser.go("/set-up").await?;
        browser.see("There is nothing here").await
    })
    .await;
}

#[tokio::test]
async fn whoever_answers_customers_too_is_told_what_comes_first() {
    let (desk, address, _place) = bare().await;
    let code = code(&desk).await;
    story("first-steps", &address, Look::default(), async |browser| {
        browser.go("/set-up").await?;
        browser.fill("#code", &code).await?;
        browser.fill("#display_name", "Ingrid Berg").await?;
        browser.fill("#user_name", "CA-iberg").await?;
        browser.fill("#password", PASSWORD).await?;
        browser.click("button.button-main").await?;
        browser.see("0 of 6 done").await?;
        browser.click(".step:has(#step-parties) summary").await?;
        browser.click("[data-copy='#step-parties']").await?;
        browser.see("Copied").await?;
        browser.click("#first-steps .steps-head form button").await?;
        browser.see("Put away. You find the list").await?;
        browser.go("/me").await?;
        browser.click("#member a").await?;
        browser.see("Bring in the distributors").await?;
        browser.click("#first-steps > form button").await?;
        browser.see("0 of 6 done").await?;
        browser.click(".step:has(#step-parties) .step-say button").await?;
        browser.see("Skipped").await
    })
    .await;
}

/// The one-time code of a desk that has no administrator yet.
pub async fn code(desk: &Desk) -> String {
    let now = desk.app.now();
    let code = desk.app.db.write(None, async move |tx: &mut Tx| setting_up::make_code(tx, now).await).await;
    code.expect("a database").expect("a code")
}
