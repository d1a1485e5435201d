//! The desk: what a CSR finds answered, and what a lead has to check before it is due.

use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::{DAY, HOUR};
use crate::tickets::inquiry::Scene;
use serde_json::{Value, json};

async fn desk(scene: &Scene, token: &str, address: &str) -> Value {
    scene.desk.ask(Ask::get(address).json().bearer(token)).await.with_status(200).json()
}

fn numbers(list: &Value) -> Vec<i64> {
    list.as_array().expect("a list").iter().map(|ticket| ticket["number"].as_i64().expect("a number")).collect()
}

fn checks(view: &Value, nth: usize) -> (Value, Value, Vec<i64>) {
    let stretch = &view["checks"][nth];
    let tickets = stretch["tickets"].as_array().expect("a list").iter().map(|check| check["ticket"].clone());
    (stretch["total"].clone(), stretch["unchecked"].clone(), numbers(&tickets.collect()))
}

#[tokio::test]
async fn a_csr_finds_what_was_answered_until_they_looked() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (answered, waits, closed) = (scene.escalated().await, scene.escalated().await, scene.escalated().await);
        let own = scene.record().await;
        let view = desk(&scene, &scene.owner, "/").await;
        assert_eq!((&view["desk"], numbers(&view["news"])), (&json!("csr"), vec![]));
        assert_eq!(numbers(&view["mine"]), [answered, waits, closed, own]);
        scene.desk.later(1000);
        let answer = json!({ "version": 1, "comment": "Send it again." });
        scene.verb(&scene.lead, answered, "answer", &answer).await.with_status(200);
        scene.desk.later(1000);
        let close = json!({ "version": 1, "status": "closed", "reason": "resolved" });
        scene.verb(&scene.lead, closed, "status", &close).await.with_status(200);
        scene.verb(&scene.owner, waits, "comments", &json!({ "comment": "She called again." })).await.with_status(200);
        let view = desk(&scene, &scene.owner, "/").await;
        assert_eq!(numbers(&view["news"]), [closed, answered], "one's own words are no news");
        assert_eq!(numbers(&view["mine"]), [answered, waits, own]);
        scene.page(&scene.owner, &format!("/tickets/{answered}")).await.with_status(200);
        assert_eq!(numbers(&desk(&scene, &scene.owner, "/").await["news"]), [closed]);
        scene.verb(&scene.lead, answered, "comments", &json!({ "comment": "Today, please." })).await.with_status(200);
        let page = scene.page(&scene.owner, "/").await.with_status(200).body;
        let news = page.find("Answered or changed since you looked").expect("news");
        let mine = page.find("Your open tickets").expect("tickets");
        assert!(page[news..mine].contains(&format!("/tickets/{answered}")), "{page}");
        assert!(page.contains("name=\"number\""), "a call can be taken at once: {page}");
        // Words of one's own do not hide an answer that one has not seen yet.
        scene.verb(&scene.lead, waits, "comments", &json!({ "comment": "Send it again." })).await.with_status(200);
        scene.verb(&scene.owner, waits, "comments", &json!({ "comment": "She calls." })).await.with_status(200);
        let news = numbers(&desk(&scene, &scene.owner, "/").await["news"]);
        assert!(news.contains(&waits), "{news:?}");
        scene.page(&scene.owner, &format!("/tickets/{waits}")).await.with_status(200);
        scene.verb(&scene.owner, waits, "comments", &json!({ "comment": "Thanks." })).await.with_status(200);
        let news = numbers(&desk(&scene, &scene.owner, "/").await["news"]);
        assert!(!news.contains(&waits), "{news:?}");
        let colleague = desk(&scene, &scene.colleague, "/").await;
        assert_eq!((numbers(&colleague["news"]), numbers(&colleague["mine"])), (vec![], vec![]));
    })
    .await;
}

#[tokio::test]
async fn a_lead_checks_what_is_due() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let open = async |scene: &Scene, due: i64| {
            let ask = json!({ "party": scene.party, "type": 3, "what": "Where is it?", "due": due, "escalate": "yes" });
            scene.open(&ask).await.with_status(201).json()["number"].as_i64().expect("a number")
        };
        let (today, other, tomorrow, later) =
            (open(&scene, 0).await, open(&scene, 0).await, open(&scene, 1).await, open(&scene, 3).await);
        scene.record().await;
        let view = desk(&scene, &scene.lead, "/").await;
        assert_eq!((&view["desk"], &view["call_centre"]), (&json!("lead"), &json!("CA")));
        assert_eq!(numbers(&view["waiting"]), [today, other, tomorrow, later]);
        assert_eq!(checks(&view, 0), (json!(0), json!(0), vec![]));
        assert_eq!(checks(&view, 1), (json!(2), json!(2), vec![today, other]));
        assert_eq!(checks(&view, 2), (json!(1), json!(1), vec![tomorrow]));
        scene.page(&scene.lead, &format!("/tickets/{today}")).await.with_status(200);
        let page = scene.page(&scene.lead, "/").await.with_status(200).body;
        assert!(page.contains("1 of 2 due today are not checked yet."), "{page}");
        let path = format!("/tickets/{other}/check");
        let part = scene.desk.ask(Ask::post(&path, &[]).fragment().cookie(&scene.lead)).await.with_status(200).body;
        assert!(part.contains("All 2 due today are checked.") && part.contains("Name of CA-lhart"), "{part}");
        let path = format!("/tickets/{tomorrow}/check?desk=lead&all=true");
        let done = scene.desk.ask(Ask::post(&path, &[]).cookie(&scene.lead)).await.with_status(303);
        assert_eq!(done.place(), "/?desk=lead&all=true");
        let everywhere = desk(&scene, &scene.lead, "/?all=true").await;
        assert_eq!(checks(&everywhere, 2), (json!(1), json!(0), vec![tomorrow]));
        assert!(everywhere.get("call_centre").is_none_or(Value::is_null), "{everywhere}");
        // The next morning all of it is to be looked at anew, and what was due is late.
        scene.later(DAY - HOUR).await;
        let view = desk(&scene, &scene.lead, "/").await;
        assert_eq!(checks(&view, 0), (json!(2), json!(2), vec![today, other]));
        assert_eq!(checks(&view, 1), (json!(1), json!(1), vec![tomorrow]));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn both_may_look_at_either_desk_and_only_leads_check() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let theirs = desk(&scene, &scene.owner, "/?desk=lead").await;
        assert_eq!(checks(&theirs, 2), (json!(1), json!(1), vec![number]));
        assert_eq!(desk(&scene, &scene.lead, "/?desk=csr").await["desk"], "csr");
        let page = scene.page(&scene.owner, "/?desk=lead").await.with_status(200).body;
        assert!(!page.contains(&format!("action=\"/tickets/{number}/check")), "{page}");
        assert!(page.contains("<h1>The lead&#39;s desk</h1>") && page.contains("href=\"/\">Your desk</a>"), "{page}");
        assert!(page.contains("not checked yet</span>"), "{page}");
        let own = scene.page(&scene.lead, "/").await.with_status(200).body;
        assert!(own.contains("<h1>Your desk</h1>") && own.contains("href=\"/?desk=csr\">A CSR&#39;s desk"), "{own}");
        // One state, and one button that is named for what it does.
        let button = format!("Mark as checked<span class=\"unseen\"> {number}</span></button>");
        assert!(own.contains(&button) && !own.contains("not checked yet</span>"), "{own}");
        let path = format!("/tickets/{number}/check?desk=lead");
        scene.desk.ask(Ask::post(&path, &[]).cookie(&scene.owner)).await.with_status(303);
        assert_eq!(checks(&desk(&scene, &scene.lead, "/").await, 2).1, json!(1), "a CSR's look is no check");
        let strange = scene.desk.ask(Ask::get("/?desk=kitchen").json().bearer(&scene.owner)).await.with_status(422);
        assert_eq!(strange.json()["messages"][0]["field"], "desk");
    })
    .await;
}

#[tokio::test]
async fn what_a_desk_has_no_room_for_is_a_press_away() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let rest =
            "href=\"/tickets?status=open&#38;scope=all&#38;assignee=me&#38;escalated=yes\">More in the worklist</a>";
        for _ in 0..50 {
            scene.escalated().await;
        }
        let page = scene.page(&scene.lead, "/").await.with_status(200).body;
        assert!(!page.contains("More in the worklist"), "{page}");
        scene.escalated().await;
        let page = scene.page(&scene.lead, "/").await.with_status(200).body;
        assert!(page.contains(rest), "{page}");
        let list = scene.page(&scene.lead, "/tickets?status=open&scope=all&assignee=me&escalated=yes").await;
        assert_eq!(list.with_status(200).body.matches("data-row-link").count(), 50, "the first page of them");
    })
    .await;
}
