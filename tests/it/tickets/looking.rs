//! Looking at a ticket: what a lead has checked stands in its history, once a day; what others do is news once.

use super::inquiry::Scene;
use super::many;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::{DAY, Desk};
use watchdesk::tickets::desk_list::{DeskList, DeskPart};
use watchdesk::tickets::filtering::Place;
use watchdesk::tickets::{Status, checking, minding};

#[tokio::test]
async fn a_lead_who_opens_a_ticket_has_checked_it_once_a_day() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let place = format!("/tickets/{number}");
        let checks = async |scene: &Scene| {
            scene.happened(number).await.into_iter().filter(|kind| kind == "ticket.checked").count()
        };
        scene.page(&scene.owner, &place).await.with_status(200);
        scene.desk.ask(Ask::get(&place).json().bearer(&scene.lead)).await.with_status(200);
        scene.desk.ask(Ask::get(&place).fragment().cookie(&scene.lead)).await.with_status(200);
        scene.desk.ask(Ask::get(&place).bearer(&scene.lead)).await.with_status(200);
        let ahead = Ask::get(&place).header("accept", "text/html").header("sec-purpose", "prefetch;prerender");
        scene.desk.ask(ahead.cookie(&scene.lead)).await.with_status(200);
        assert_eq!(checks(&scene).await, 0, "a CSR, a program and an open page that looks again check nothing");
        let page = scene.page(&scene.lead, &place).await.with_status(200).body;
        assert!(page.contains("Name of CA-lhart checked it"), "{page}");
        scene.page(&scene.lead, &place).await.with_status(200);
        assert_eq!(checks(&scene).await, 1);
        scene.later(DAY).await;
        scene.page(&scene.lead, &place).await.with_status(200);
        assert_eq!(checks(&scene).await, 2);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_closed_ticket_is_looked_at_and_not_checked() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let close = serde_json::json!({ "version": 1, "status": "closed", "reason": "resolved" });
        scene.verb(&scene.colleague, number, "status", &close).await.with_status(200);
        scene.page(&scene.lead, &format!("/tickets/{number}")).await.with_status(200);
        let path = format!("/tickets/{number}/check");
        scene.desk.ask(Ask::post(&path, &[]).cookie(&scene.lead)).await.with_status(303);
        assert!(!scene.happened(number).await.contains(&"ticket.checked".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn every_list_of_a_desk_is_made_of_ranges_of_indexes() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 6_000, Status::ALL).await;
        many::analyse(&desk).await;
        let (reads, by, now) = (desk.app.db.reads(), &cast.owner, desk.app.now());
        let soon = (now, now.plus_millis(DAY));
        let beside = |part, all, backwards| {
            let until = (part == DeskPart::Checks).then_some(soon.1);
            let at = Place { seen: 0, step: 0, key: now.as_millis(), id: 200_100 };
            DeskList { part, all }.step(by, now, until, at, backwards)
        };
        for (query, indexes) in [
            (checking::due_between(by, None, soon), ["tickets_due"].as_slice()),
            // Either is a range of due times; which is shorter, the engine knows.
            (checking::due_between(by, Some("CA"), soon), &["tickets_due", "tickets_prefix_due"]),
            (minding::waiting_ids(by), &["tickets_assignee_due"]),
            (minding::open_ids(by), &["tickets_creator_due"]),
            (minding::news_ids(by, now.plus_millis(-DAY)), &["tickets_creator_changed"]),
            (beside(DeskPart::Waiting, false, false), &["tickets_assignee_due"]),
            (beside(DeskPart::Mine, false, true), &["tickets_creator_due"]),
            (beside(DeskPart::News, false, false), &["tickets_creator_changed"]),
            (beside(DeskPart::Checks, false, true), &["tickets_due", "tickets_prefix_due"]),
            (beside(DeskPart::Checks, true, false), &["tickets_due"]),
        ] {
            let plan = reads.explain(query).await.expect("a plan");
            assert!(indexes.iter().any(|index| plan.join("\n").contains(index)), "{indexes:?} {plan:?}");
            assert!(!many::reads_them_all(&plan), "{plan:?}");
        }
    })
    .await;
}
