//! Bold until one has seen it: what of a list is new to whom, and how a look takes it away.

use super::inquiry::Scene;
use super::many;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::{DAY, Desk};
use serde_json::json;
use watchdesk::platform::db::Sql;
use watchdesk::tickets::{Status, worklist_rows};

impl Scene {
    /// Whether this ticket is new to whoever has the session, as programs and pages say it.
    async fn is_new(&self, token: &str, status: &str, number: i64) -> bool {
        let place = format!("/tickets?status={status}&scope=all");
        let list = self.desk.ask(Ask::get(&place).json().bearer(token)).await.with_status(200).json();
        let mut rows = list["tickets"].as_array().expect("rows").iter();
        let row = rows.find(|row| row["number"] == number).expect("the ticket");
        let page = self.page(token, &place).await.with_status(200).body;
        let piece =
            page.split("<tbody").find(|piece| piece.contains(&format!("id=\"ticket-{number}\""))).expect("a row");
        let is_new = row["unread"] == true;
        assert_eq!(piece.contains("class=\"row unread\"") && piece.contains("New to you:"), is_new, "{piece}");
        is_new
    }

    async fn opens(&self, token: &str, number: i64) {
        self.page(token, &format!("/tickets/{number}")).await.with_status(200);
    }
}

#[tokio::test]
async fn a_ticket_is_bold_until_one_has_opened_it_and_again_when_another_changes_it() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let (owner, colleague, lead) = (&scene.owner, &scene.colleague, &scene.lead);
        assert!(!scene.is_new(owner, "open", number).await, "one's own");
        assert!(scene.is_new(lead, "open", number).await && scene.is_new(colleague, "open", number).await);
        // A program, and an open page that looks again, have no eyes.
        scene.desk.ask(Ask::get(&format!("/tickets/{number}")).json().bearer(colleague)).await.with_status(200);
        scene.desk.ask(Ask::get(&format!("/tickets/{number}")).fragment().cookie(colleague)).await.with_status(200);
        assert!(scene.is_new(colleague, "open", number).await);
        scene.opens(lead, number).await;
        assert!(!scene.is_new(lead, "open", number).await && scene.is_new(colleague, "open", number).await);
        scene.opens(colleague, number).await;
        assert!(!scene.is_new(colleague, "open", number).await, "whoever looks, and not only whom it concerns");
        scene.verb(owner, number, "comments", &json!({ "comment": "She called again." })).await.with_status(200);
        assert!(scene.is_new(lead, "open", number).await && scene.is_new(colleague, "open", number).await);
        assert!(!scene.is_new(owner, "open", number).await);
        let pend = json!({ "version": 2, "status": "pending", "reason": "customer" });
        scene.verb(lead, number, "status", &pend).await.with_status(200);
        assert!(!scene.is_new(lead, "pending", number).await, "who changes it has it before them");
        assert!(scene.is_new(owner, "pending", number).await);
        let checks = scene.happened(number).await.into_iter().filter(|kind| kind == "ticket.checked").count();
        assert_eq!(checks, 1, "only a lead checks, and once");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_closed_or_has_rested_for_two_weeks_is_not_bold() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let (closed, old) = (scene.record().await, scene.record().await);
        let close = json!({ "version": 1, "status": "closed", "reason": "resolved" });
        scene.verb(&scene.owner, closed, "status", &close).await.with_status(200);
        assert!(!scene.is_new(&scene.colleague, "closed", closed).await);
        assert!(scene.is_new(&scene.colleague, "open", old).await);
        scene.later(13 * DAY).await;
        assert!(scene.is_new(&scene.colleague, "open", old).await);
        scene.later(DAY).await;
        assert!(!scene.is_new(&scene.colleague, "open", old).await, "nor is what lay there before one came");
    })
    .await;
}

#[tokio::test]
async fn the_looks_of_a_page_are_found_by_their_key() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 6_000, Status::ALL).await;
        let everybody = "INSERT INTO ticket_looks (ticket_id, user_id, at, version, led)
             SELECT t.id, u.id, t.changed_at, 1, 0 FROM tickets t CROSS JOIN users u";
        desk.change(Sql::new(everybody)).await;
        many::analyse(&desk).await;
        let page = worklist_rows::columns(&cast.owner).push(" WHERE tickets.id IN ");
        let plan = desk.app.db.reads().explain(page.list(many::FIRST..many::FIRST + 50)).await.expect("a plan");
        let lines: Vec<String> = plan.iter().map(|line| line.to_lowercase()).collect();
        let looks = lines.iter().find(|line| line.contains("looks")).expect("the looks");
        assert!(looks.contains("index") && (looks.contains("ticket_id") || looks.contains("pkey")), "{plan:?}");
        assert!(!many::reads_them_all(&plan), "{plan:?}");
    })
    .await;
}
