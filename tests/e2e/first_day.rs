//! From an empty folder to the first real ticket, with a company's own workbooks, in English and in French: whoever sets the
//! desk up brings in types, people and distributors, and the first of them writes down the first inquiry.

use crate::house::{bare, number_here, until_done, works};
use crate::set_up::code;
use crate::support::browser::{Browser, Look, story};
use crate::support::desk::{Desk, PASSWORD};
use crate::workbook::{Files, brings, rows};
use anyhow::{Context, Result};

/// What a company has on its disks, and calls things.
struct Company {
    language: &'static str,
    types: &'static str,
    people: &'static str,
    distributors: &'static str,
    /// Three letters of a type of theirs.
    letters: &'static str,
    chosen: &'static str,
    number: &'static str,
    name: &'static str,
    what: &'static str,
    lead: &'static str,
}

const ENGLISH: Company = Company {
    language: "en",
    types: "
Inquiry type | Section | What it covers | Keywords | Business days
Damaged parcel | Delivery | The box came broken | damage, crushed | 1
Where is my order | Delivery | Late or lost | tracking, late | 1
Commission question | Money | What was paid to whom | bonus | 2",
    people: "
User name | Name | E-mail | Call centre | Roles | Lead
CA-jdoe | Jan Doe | jan@example.com | CA | CSR | CA-skhan
CA-skhan | Sana Khan | sana@example.com | CA | CSR Lead |",
    distributors: "
Customer No | Company | Province | Contact person | E-mail | Tel | Preferred language
00417 | O’Neil & Daughters | Nova Scotia | Fiona O’Neil | fiona@example.com | +1 902 555 0177 | en
00418 | Maple Leaf Wellness | Ontario | Sana Khan | | +1 416 555 0142 | en",
    letters: "dam",
    chosen: "Damaged parcel",
    number: "00417",
    name: "O’Neil & Daughters",
    what: "The box came broken.",
    lead: "Sana Khan",
};

const FRENCH: Company = Company {
    language: "fr-CA",
    types: "
Type de demande | Groupe | Description | Mots clés | Jours
Colis brisé | Livraison | La boîte est arrivée abîmée | bris, abîmé | 1
Où est ma commande | Livraison | En retard ou perdue | suivi, retard | 1",
    people: "
Nom d’utilisateur | Nom | Courriel | Centre d’appels | Rôles | Chef d’équipe
CA-jdupont | Jeanne Dupont | jeanne@example.com | CA | Représentant | CA-lgagne
CA-lgagne | Luc Gagné | luc@example.com | CA | Chef d’équipe |",
    distributors: "
No de client | Raison sociale | Province | Personne-ressource | Courriel | Téléphone | Langue
00512 | Boréal Santé | Québec | Amélie Roy | amelie@example.com | +1 418 555 0119 | fr",
    letters: "col",
    chosen: "Colis brisé",
    number: "00512",
    name: "Boréal Santé",
    what: "La boîte est arrivée brisée.",
    lead: "Luc Gagné",
};

#[tokio::test]
async fn a_company_begins_in_ten_minutes() {
    begins("first-day", &ENGLISH, Look::default()).await;
}

#[tokio::test]
async fn a_company_begins_in_french() {
    begins("first-day-french", &FRENCH, Look { language: "fr-CA", ..Look::default() }).await;
}

#[tokio::test]
async fn a_company_begins_on_a_telephone_without_script() {
    begins("first-day-plain", &ENGLISH, Look { javascript: false, ..Look::phone() }).await;
}

async fn begins(name: &str, company: &Company, look: Look) {
    let (desk, address, _place) = bare().await;
    works(&desk);
    let has_script = look.javascript;
    let files = Files::new();
    story(name, &address, look, async |browser| {
        sets_up(browser, &desk).await?;
        browser.go("/types").await?;
        brings(browser, &files.workbook("types.xlsx", &rows(company.types))).await?;
        browser.see(company.chosen).await?;
        browser.click("#confirm button.button-main").await?;
        browser.find(".types tbody").await?;
        browser.go("/users/files/new").await?;
        brings(browser, &files.workbook("people.xlsx", &rows(company.people))).await?;
        browser.click("#import button.button-main").await?;
        browser.click("#make button.button-main").await?;
        let code = code_of(browser, company).await?;
        browser.go("/parties/imports").await?;
        brings(browser, &files.workbook("distributors.xlsx", &rows(company.distributors))).await?;
        browser.click("#columns button.button-main").await?;
        until_done(&desk).await;
        first_ticket(browser, company, &code, has_script).await
    })
    .await;
}

/// The desk's first administrator, who answers no customer.
async fn sets_up(browser: &Browser, desk: &Desk) -> Result<()> {
    browser.go("/set-up").await?;
    browser.fill("#code", &code(desk).await).await?;
    browser.fill("#display_name", "Ingrid Berg").await?;
    browser.fill("#user_name", "ingrid").await?;
    browser.click("[name=answers_customers]").await?;
    browser.fill("#password", PASSWORD).await?;
    browser.click("button.button-main").await?;
    browser.find("#first-steps").await.map(drop)
}

/// The one-time code of whoever comes first in the company's file of people.
async fn code_of(browser: &Browser, company: &Company) -> Result<String> {
    let name = &rows(company.people)[1][0];
    let table = browser.text("table.codes tbody").await?;
    let line =
        table.lines().find(|line| line.contains(name.as_str())).with_context(|| format!("no {name} in {table}"))?;
    Ok(line.split_whitespace().last().unwrap_or_default().to_owned())
}

/// Somebody new signs in by their code and writes down what a customer called about.
async fn first_ticket(browser: &Browser, company: &Company, code: &str, has_script: bool) -> Result<()> {
    browser.carry("nobody").await?;
    browser.go("/sign-in/code").await?;
    browser.fill("#user_name", &rows(company.people)[1][0]).await?;
    browser.fill("#code", code).await?;
    browser.fill("#new_password", PASSWORD).await?;
    browser.click("button.button-main").await?;
    browser.find("#number").await?;
    if has_script {
        assert_eq!(browser.evaluate("document.documentElement.lang").await?, company.language);
    }
    browser.fill("#number", company.number).await?;
    browser.click(".finder .button-main").await?;
    browser.see(company.name).await?;
    browser.click("a.add").await?;
    browser.find("#what").await?;
    if has_script {
        browser.fill("#type-search", company.letters).await?;
        browser.keys("\u{e007}").await?;
    } else {
        let option = format!("//select[@id='type']//option[text()='{}']", company.chosen);
        browser.driver.find(thirtyfour::By::XPath(option)).await?.click().await?;
    }
    browser.fill("#what", company.what).await?;
    browser.click("#new-ticket .button-main").await?;
    browser.find("#ticket-number").await?;
    let number = number_here(browser).await?;
    assert_eq!(browser.text("#ticket-number").await?, number.to_string());
    browser.see(company.lead).await
}
