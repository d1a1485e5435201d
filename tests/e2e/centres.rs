//! An administrator looks what another province would mean, and saves something else with the Enter key. With script and without.

use crate::house::House;
use crate::path::value;
use crate::support::browser::Look;
use serde_json::json;

#[tokio::test]
async fn holidays_are_looked_at_before_anything_is_saved() {
    for (name, look) in [("centres", Look::phone()), ("centres-plain", Look::without_javascript())] {
        let house = House::new().await;
        house
            .story(name, look, &house.ingrid, async |browser| {
                browser.go("/call-centres/CA").await?;
                browser.see("Family Day").await?;
                browser.fill("#name", "Québec").await?;
                browser.click("#region option[value='CA-QC']").await?;
                browser.click("button[name='look']").await?;
                // What was typed stays, and nothing is saved yet.
                browser.see("National Patriots").await?;
                assert_eq!(value(browser, "#name").await?, "Québec");
                browser.click("[name='closed'][value='fri']").await?;
                let times = browser
                    .evaluate("document.querySelector('[name=fri]').checkVisibility({ visibilityProperty: true })");
                assert_eq!(times.await?, json!(false), "a closed day asks for no hours");
                browser.click("#name").await?;
                // The key of a form is its main button, not the first one of the page.
                browser.keys("\u{e007}").await?;
                browser.see("Québec is saved").await.or(browser.find("h1:has(bdi)").await.map(drop))?;
                browser.go("/call-centres").await?;
                browser.see("Monday to Thursday").await?;
                browser.see("Quebec").await
            })
            .await;
    }
}
