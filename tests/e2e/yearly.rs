//! The yearly review of the inquiry types: what was used, what "Other" said becomes a type of its own, the list goes out as a
//! workbook, comes back edited, and says when it was reviewed and by whom.

use crate::house::{House, until_done, works};
use crate::support::browser::Look;
use crate::workbook::{Files, brings, rows};
use anyhow::ensure;
use serde_json::json;
use watchdesk::platform::db::Sql;

#[tokio::test]
async fn what_other_said_becomes_a_type_and_the_list_comes_back_edited() {
    for (name, look) in [("yearly", Look::default()), ("yearly-plain", Look::without_javascript())] {
        let house = House::new().await;
        works(&house.desk);
        let role = Sql::new("INSERT INTO user_roles (user_id, role) VALUES (?, 'csr_lead')").bind(house.ingrid.id);
        house.desk.change(role).await;
        let mut numbers = Vec::new();
        for said in ["Gift card", "gift cárd"] {
            let ask = json!({ "party": house.party, "type": 15, "details": said, "what": "A card", "due": 1, "escalate": "no" });
            numbers.push(house.send(&house.mei, "/tickets", &ask).await["number"].as_i64().expect("a number"));
        }
        let files = Files::new();
        house
            .story(name, look, &house.ingrid, async |browser| {
                browser.go("/types").await?;
                browser.see("Inquiry types").await?;
                browser.go("/types/review").await?;
                browser.see("2 tickets").await?;
                browser.click(".types-said summary").await?;
                browser.click("#promote-1 button").await?;
                browser.see("Gift card is a type now.").await?;
                until_done(&house.desk).await;
                // The list as a company keeps it: without tax slips, and with a word for the new type.
                let list = house.json(&house.ingrid, "/types").await;
                let names = list["types"].as_array().expect("types").iter();
                let names = names.map(|of| of["name"].as_str().expect("a name").to_owned());
                let mut table = rows("Name | Description");
                table.extend(names.filter(|name| name != "Tax slip").map(|name| match name.as_str() {
                    "Gift card" => vec![name, "Cards that one gives away".to_owned()],
                    _ => vec![name, String::new()],
                }));
                let book = files.workbook("types 2027.xlsx", &table);
                browser.go("/types").await?;
                brings(browser, &book).await?;
                browser.see("Tax slip").await?;
                browser.click("input[type=checkbox][name=retire_missing]").await?;
                browser.click("#confirm button.button-main").await?;
                browser.see("The list is changed").await?;
                browser.go("/types/review").await?;
                browser.click("#mark-button").await?;
                browser.see("Last reviewed on 2 Nov 2026 by Ingrid Berg.").await?;
                browser.go(&format!("/tickets/new?party={}", house.party)).await?;
                let offered = browser.text("body").await?;
                ensure!(!offered.contains("Tax slip"), "{offered}");
                browser.go(&format!("/tickets/{}", numbers[1])).await?;
                browser.see("Gift card").await?;
                // What they said stays in the history.
                browser.see("gift cárd").await
            })
            .await;
    }
}
