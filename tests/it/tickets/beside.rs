//! The other tickets of a customer that stand beside a form and beside a ticket: how many there are, which, and where all
//! of them are.

use super::inquiry::{Scene, number};
use super::many;
use crate::support::databases::on_both;
use crate::support::desk::Desk;
use serde_json::json;
use watchdesk::platform::db::Sql;
use watchdesk::tickets::{Status, briefly};

#[tokio::test]
async fn a_form_says_how_many_are_open_and_leads_to_all_of_them() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let mut all = Vec::new();
        for _ in 0..11 {
            all.push(scene.record().await);
        }
        let close = json!({ "version": 1, "status": "closed", "reason": "resolved" });
        scene.verb(&scene.owner, all[0], "status", &close).await.with_status(200);
        let pend = json!({ "version": 1, "status": "pending", "reason": "customer" });
        scene.verb(&scene.owner, all[1], "status", &pend).await.with_status(200);
        let place = format!("/tickets/new?party={}", scene.party);
        let page = scene.page(&scene.owner, &place).await.with_status(200).body.replace("&#38;", "&");
        let title = page.split("id=\"others\">").nth(1).and_then(|rest| rest.split("</h2>").next()).expect("a title");
        assert_eq!(title, "Open for this customer <span>10</span>");
        assert!(page.contains("href=\"/tickets?scope=all&party=4711\""), "{page}");
        let dashboard = scene.page(&scene.owner, "/parties?number=4711").await.with_status(200).body;
        assert!(dashboard.contains("10 open"), "both say the same: {dashboard}");
        let ask = crate::support::asking::Ask::get(&place).json().bearer(&scene.owner);
        let view = scene.desk.ask(ask).await.with_status(200).json();
        assert_eq!(json!([view["others_total"], view["others_or_more"]]), json!([10, false]));
        assert_eq!(view["others"].as_array().expect("a list").len(), 8);
        // A screen reader, and who looks at a telephone, come to the open tickets before the form.
        let at = |part: &str| page.find(part).unwrap_or_else(|| panic!("{part}: {page}"));
        assert!(at("id=\"others\"") < at("id=\"new-ticket\""));
    })
    .await;
}

#[tokio::test]
async fn a_ticket_shows_what_came_before_it_and_leads_to_all() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let ask = |what: &str| scene.inquiry(what, "no");
        let first = number(&scene.open(&ask("The first call")).await.with_status(201));
        let second = number(&scene.open(&ask("The second call")).await.with_status(201));
        number(&scene.open(&ask("The third call")).await.with_status(201));
        let page = scene.page(&scene.owner, &format!("/tickets/{second}")).await.with_status(200).body;
        assert!(page.contains("Earlier tickets of this customer") && page.contains("The first call"), "{page}");
        assert!(!page.contains("The third call"), "what came later is not earlier: {page}");
        let page = scene.page(&scene.owner, &format!("/tickets/{first}")).await.with_status(200).body;
        assert!(!page.contains("Earlier tickets of this customer"), "{page}");
        assert!(page.replace("&#38;", "&").contains("href=\"/tickets?scope=all&party=4711\""), "{page}");
    })
    .await;
}

#[tokio::test]
async fn the_count_reads_one_index() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let rows = many::fill(&desk, &cast, 6_000, Status::ALL).await;
        many::analyse(&desk).await;
        let party = rows.iter().find(|row| (row.id - many::FIRST) % 11 == 0).and_then(|row| row.party_id).expect("one");
        let plan = desk
            .app
            .db
            .reads()
            .explain(Sql::new("SELECT 1 ").append(briefly::running_of(&cast.owner, party)))
            .await
            .expect("a plan");
        assert!(plan.join("\n").contains("tickets_party") && !many::reads_them_all(&plan), "{plan:?}");
    })
    .await;
}
