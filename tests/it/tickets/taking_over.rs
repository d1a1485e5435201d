//! Starting work on what somebody else has, or nobody: the page says so before, the history after, and whoever has it
//! then is the one who must act next.

use super::inquiry::Scene;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use serde_json::{Value, json};
use watchdesk::platform::db::Sql;

fn start(version: i64) -> Value {
    json!({ "version": version, "status": "in_progress" })
}

fn who_and_what(view: &Value) -> (&Value, &Value, &Value) {
    (&view["assignee"]["user_name"], &view["status"], &view["waiting_for"])
}

#[tokio::test]
async fn a_lead_who_starts_takes_it_over_and_everybody_reads_so() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let path = format!("/tickets/{number}");
        let own = scene.page(&scene.owner, &path).await.with_status(200).body;
        assert!(own.contains(">Start work</button>") && own.contains("Waiting for you"), "{own}");
        let page = scene.page(&scene.lead, &path).await.with_status(200);
        assert!(page.body.contains(">Take over and start work</button>"), "{}", page.body);
        assert!(page.body.contains("Waiting for Name of CA-mchen"), "{}", page.body);
        let fields = [("version", page.hidden("version")), ("status", "in_progress")];
        let form = Ask::post(&format!("{path}/status"), &fields).cookie(&scene.lead);
        scene.desk.ask(form).await.with_status(303);
        let page = scene.page(&scene.owner, &path).await.with_status(200).body;
        assert!(page.contains("Name of CA-lhart took it over from Name of CA-mchen"), "{page}");
        assert!(page.contains("Name of CA-lhart works on it") && !page.contains("Start work<"), "{page}");
        let view = scene.ticket(number).await;
        assert_eq!(who_and_what(&view), (&json!("CA-lhart"), &json!("in_progress"), &json!("lead")));
        let mut happened = scene.happened(number).await;
        happened.retain(|kind| kind != "ticket.checked");
        assert_eq!(happened, ["ticket.opened", "ticket.assigned", "ticket.status_changed"]);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_nobody_has_is_taken_and_what_one_has_only_started() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let numbers = [scene.record().await, scene.record().await];
        scene.desk.change(Sql::new("UPDATE tickets SET assignee = NULL WHERE id = ?").bind(numbers[0])).await;
        let page = scene.page(&scene.colleague, &format!("/tickets/{}", numbers[0])).await.with_status(200).body;
        assert!(page.contains(">Start work</button>") && page.contains("Waiting for somebody to take it"), "{page}");
        let view = scene.verb(&scene.colleague, numbers[0], "status", &start(1)).await.with_status(200).json();
        assert_eq!(who_and_what(&view), (&json!("CA-bdupont"), &json!("in_progress"), &json!("csr")));
        let taken = &view["timeline"][1]["what"];
        assert_eq!((&taken["kind"], &taken["from"]), (&json!("assigned"), &json!(null)));
        let page = scene.page(&scene.owner, &format!("/tickets/{}", numbers[0])).await.with_status(200).body;
        assert!(page.contains("Name of CA-bdupont took it<"), "{page}");
        scene.verb(&scene.owner, numbers[1], "status", &start(1)).await.with_status(200);
        assert_eq!(scene.happened(numbers[1]).await, ["ticket.opened", "ticket.status_changed"]);
    })
    .await;
}

#[tokio::test]
async fn an_escalation_that_a_colleague_takes_over_waits_for_the_colleague() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200).body;
        assert!(page.contains("Waiting for the lead, Name of CA-lhart"), "{page}");
        let view = scene.verb(&scene.colleague, number, "status", &start(1)).await.with_status(200).json();
        assert_eq!(who_and_what(&view), (&json!("CA-bdupont"), &json!("in_progress"), &json!("csr")));
        assert_eq!(view["escalation"]["raised_to"]["user_name"], "CA-lhart", "it runs on");
        let view = scene.verb(&scene.lead, number, "assignee", &json!({ "version": 2, "assignee": "CA-lhart" })).await;
        assert_eq!(view.with_status(200).json()["waiting_for"], "lead");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn the_second_to_start_is_told_who_was_first() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let path = format!("/tickets/{number}/status");
        let form = |token: &str| Ask::post(&path, &[("version", "1"), ("status", "in_progress")]).cookie(token);
        let (one, other) = tokio::join!(scene.desk.ask(form(&scene.lead)), scene.desk.ask(form(&scene.colleague)));
        let view = scene.ticket(number).await;
        let (lost, winner) = if one.status == 303 { (other, "CA-lhart") } else { (one, "CA-bdupont") };
        assert_eq!(view["assignee"]["user_name"], winner);
        let page = lost.with_status(409).body;
        assert!(page.contains(&format!("Name of {winner} changed this while you were looking at it")), "{page}");
        assert!(page.contains(&format!("Name of {winner} works on it")), "{page}");
        assert_eq!(view["version"], 2);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn the_pencil_says_what_in_progress_comes_to() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let place = format!("/tickets/{number}/editor?scope=all");
        let editor =
            async |token: &str| scene.desk.ask(Ask::get(&place).fragment().cookie(token)).await.with_status(200).body;
        let theirs = editor(&scene.lead).await;
        assert!(theirs.contains("In progress takes it over from Name of CA-mchen."), "{theirs}");
        let own = editor(&scene.owner).await;
        assert!(!own.contains("only-started"), "{own}");
        let fields = [("version", "1"), ("status", "in_progress"), ("comment", "I take it")];
        scene.desk.ask(Ask::post(&place, &fields).fragment().cookie(&scene.lead)).await.with_status(200);
        let view = scene.ticket(number).await;
        assert_eq!(who_and_what(&view), (&json!("CA-lhart"), &json!("in_progress"), &json!("lead")));
        assert_eq!(
            scene.happened(number).await,
            ["ticket.opened", "ticket.commented", "ticket.assigned", "ticket.status_changed"]
        );
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn an_escalation_stays_on_the_desk_of_its_lead_while_another_works_on_it() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let waiting = async || -> Vec<Value> {
            let desk = scene.desk.ask(Ask::get("/?desk=lead").json().bearer(&scene.lead)).await.with_status(200).json();
            let rows = desk["waiting"].as_array().cloned().unwrap_or_default();
            rows.into_iter().map(|row| row["number"].clone()).collect()
        };
        assert_eq!(waiting().await, [json!(number)]);
        scene.verb(&scene.colleague, number, "status", &start(1)).await.with_status(200);
        assert_eq!(waiting().await, [json!(number)], "who was asked reads on who works on it");
        let answer = json!({ "version": 2, "comment": "It left yesterday." });
        scene.verb(&scene.colleague, number, "answer", &answer).await.with_status(200);
        assert_eq!(waiting().await, [] as [Value; 0]);
        scene.agrees().await;
    })
    .await;
}
