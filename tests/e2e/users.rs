//! An administrator lets somebody in, who chooses their own password; and shuts them out again. With script and without.

use crate::house::House;
use crate::path::value;
use crate::support::browser::Look;
use crate::support::desk::PASSWORD;

#[tokio::test]
async fn somebody_new_is_let_in_by_a_code_and_shut_out_again() {
    for (name, look) in [("users", Look::phone()), ("users-plain", Look::without_javascript())] {
        let house = House::new().await;
        house
            .story(name, look, &house.ingrid, async |browser| {
                browser.go("/users").await?;
                browser.click("#add summary").await?;
                browser.fill("#display_name", "Jan Doe").await?;
                browser.fill("#user_name", "CA-jdoe").await?;
                browser.click("#add button.button-main").await?;
                browser.see("Jan Doe has no lead").await?;
                let code = browser.text("#one-time-code").await?;
                browser.click("#lead option[value='CA-rokafor']").await?;
                browser.fill("#cover", "nobody").await?;
                browser.click("#change button.button-main").await?;
                // What is wrong is said at its field; the rest stays.
                browser.find("#cover-complaint").await?;
                assert_eq!(value(browser, "#lead").await?, "CA-rokafor");
                browser.fill("#cover", "CA-mchen").await?;
                browser.click("#change button.button-main").await?;
                browser.see("CA-jdoe is saved").await.or(browser.find("#cover[value='CA-mchen']").await.map(drop))?;
                browser.carry("nobody").await?;
                browser.go("/sign-in").await?;
                browser.click("a[href='/sign-in/code']").await?;
                browser.fill("#user_name", "CA-jdoe").await?;
                browser.fill("#code", &code).await?;
                browser.fill("#new_password", PASSWORD).await?;
                browser.click("button.button-main").await?;
                browser.go("/me").await?;
                browser.see("This one").await?;
                browser.find("#until").await?;
                house.send(&house.ingrid, "/users/CA-jdoe/disabling", &serde_json::json!({})).await;
                browser.go("/me").await?;
                browser.find("#password").await?;
                browser.see("Sign in").await
            })
            .await;
    }
}
