//! A CSR whose language is French finds a distributor, writes down what happened and reads out the number; and no page
//! grows too wide by its longer words.

use crate::house::{House, number_here};
use crate::pages::{pages_of_csr, sound_here};
use crate::support::browser::{Browser, Look};
use crate::support::desk::PASSWORD;
use anyhow::{Result, ensure};
use watchdesk::platform::db::Sql;

#[tokio::test]
async fn a_call_from_laval() {
    told("french", Look { language: "fr-CA", ..Look::default() }).await;
}

#[tokio::test]
async fn the_same_on_a_telephone() {
    told("french-phone", Look { language: "fr-CA", ..Look::phone() }).await;
}

/// What can be pressed, or heads a column, and is narrower than its words.
const CUT: &str = "[...document.querySelectorAll('.button, .tabs a, .segments label, .nav a, th, .choice, .chip')]
    .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent.trim()).join(', ')";

async fn french_house() -> House {
    let house = House::new().await;
    house.desk.change(Sql::new("UPDATE users SET language = ?").bind("fr-CA".to_owned())).await;
    house
}

async fn told(name: &str, look: Look) {
    let house = french_house().await;
    crate::support::browser::story(name, &house.address, look, async |browser| {
        browser.go("/").await?;
        browser.see("Mot de passe oublié?").await?;
        browser.fill("#user_name", "CA-atremblay").await?;
        browser.fill("#password", PASSWORD).await?;
        browser.click("button.button-main").await?;
        browser.see("Vos billets ouverts").await?;
        assert_eq!(browser.evaluate("document.documentElement.lang").await?, "fr-CA");
        browser.fill("#number", "50007").await?;
        browser.click(".finder .button-main").await?;
        browser.see("Boréal Santé").await?;
        browser.see("Français").await?;
        browser.click("a.add").await?;
        browser.see("Que s’est-il passé?").await?;
        browser.fill("#what", "La boîte est arrivée brisée.").await?;
        writes_down(browser).await?;
        let number = number_here(browser).await?;
        browser.see("Billet créé").await?;
        assert_eq!(browser.text("#ticket-number").await?, number.to_string());
        browser.see("Robert Okafor, en escalade").await?;
        browser.see("mardi 3 novembre 2026 à 17 h, HNE").await?;
        assert_eq!(browser.complaints().await?, Vec::<String>::new());
        Ok(())
    })
    .await;
}

/// Chooses a type and the next business day, and sends the form.
async fn writes_down(browser: &Browser) -> Result<()> {
    browser.click("#type-search").await?;
    browser.keys("livraison").await?;
    browser.keys("\u{e007}").await?;
    browser.click("label.choice:has([name=due][value='1'])").await?;
    browser.click("#new-ticket .button-main").await?;
    browser.find("#ticket-number").await.map(drop)
}

#[tokio::test]
async fn longer_words_fit_on_a_desk() {
    fits("french-wide", Look::default()).await;
}

#[tokio::test]
async fn longer_words_fit_on_a_telephone() {
    fits("french-narrow", Look::phone()).await;
}

async fn fits(name: &str, look: Look) {
    let house = french_house().await;
    let number = house.inquiry("La boîte est arrivée brisée, et la cliente a appelé deux fois.", "yes").await;
    house
        .story(name, look, &house.mei, async |browser| {
            let third = house.third_page().await;
            for path in pages_of_csr(&house, number).into_iter().chain([third]) {
                sound_here(browser, &path, false).await?;
                let cut = browser.evaluate(CUT).await?;
                ensure!(cut == "", "{path}: these words are cut off: {cut}");
            }
            Ok(())
        })
        .await;
}
