//! Handing a ticket over by page, fragment and JSON: to whoever works inquiries, and to nobody else.

use super::inquiry::Scene;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use serde_json::json;
use watchdesk::people::{Actor, accounts};
use watchdesk::platform::db::Tx;

#[tokio::test]
async fn by_page_by_fragment_and_by_program() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let numbers = [scene.record().await, scene.record().await, scene.record().await];
        let path = |number: i64| format!("/tickets/{number}/assignee");
        let fields = [("version", "1"), ("assignee", "ca-bdupont")];
        let done = scene.desk.ask(Ask::post(&path(numbers[0]), &fields).cookie(&scene.owner)).await.with_status(303);
        assert_eq!(done.place(), format!("/tickets/{}", numbers[0]));
        let part = scene.desk.ask(Ask::post(&path(numbers[1]), &fields).fragment().cookie(&scene.owner)).await;
        let part = part.with_status(200).body;
        assert!(part.contains("handed it from Name of CA-mchen to Name of CA-bdupont"), "{part}");
        let ask = json!({ "version": 1, "assignee": "CA-bdupont" });
        scene.verb(&scene.owner, numbers[2], "assignee", &ask).await.with_status(200);
        for number in numbers {
            assert_eq!(scene.happened(number).await, ["ticket.opened", "ticket.assigned"]);
            let view = scene.ticket(number).await;
            assert_eq!((&view["version"], &view["assignee"]["user_name"]), (&json!(2), &json!("CA-bdupont")));
            let what = &view["timeline"][1]["what"];
            assert_eq!(
                (&what["from"]["user_name"], &what["to"]["user_name"]),
                (&json!("CA-mchen"), &json!("CA-bdupont"))
            );
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn one_takes_it_with_one_press() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let own = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200).body;
        assert!(!own.contains("id=\"take\""), "{own}");
        let page = scene.page(&scene.colleague, &format!("/tickets/{number}")).await.with_status(200);
        assert!(
            page.body.contains("id=\"take\"") && page.body.contains("<option value=\"UK-osmith\">"),
            "{}",
            page.body
        );
        assert!(!page.body.contains("<option value=\"ingrid\">"), "an admin works no inquiries: {}", page.body);
        let fields = [("version", page.hidden("version")), ("assignee", page.hidden("assignee"))];
        let form = Ask::post(&format!("/tickets/{number}/assignee"), &fields).cookie(&scene.colleague);
        scene.desk.ask(form).await.with_status(303);
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.body;
        assert!(page.contains("Name of CA-bdupont took it"), "{page}");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_else_can_be_given_one() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let (gone, now) = (scene.cast.abroad.id, scene.desk.app.now());
        let leaves = async move |tx: &mut Tx| accounts::disable(tx, Actor::System, gone, now).await;
        scene.desk.app.db.write(None, leaves).await.expect("left");
        for (to, key) in [
            ("ingrid", "ticket-assignee-unknown"),
            ("UK-osmith", "ticket-assignee-unknown"),
            ("Nobody", "ticket-assignee-nobody"),
            ("👩 <b>", "ticket-assignee-unknown"),
            (" ", "ticket-assignee-choose"),
            ("CA-mchen", "ticket-has-it-already"),
        ] {
            let said = scene.verb(&scene.owner, number, "assignee", &json!({ "version": 1, "assignee": to })).await;
            assert_eq!(said.with_status(422).complaints(), [format!("assignee={key}")], "{to}");
        }
        let fields = [("version", "1"), ("assignee", "Typed & kept")];
        let form = Ask::post(&format!("/tickets/{number}/assignee"), &fields).cookie(&scene.owner);
        let page = scene.desk.ask(form).await.with_status(422).body;
        assert!(page.contains("value=\"Typed &#38; kept\"") && page.contains("id=\"assignee-complaint\""), "{page}");
        assert!(page.contains("<details id=\"change\" open>"), "{page}");
        assert_eq!(scene.happened(number).await, ["ticket.opened"]);
        // The worklist's other word: whoever is called Mei is not meant by it.
        let me = json!({ "version": 1, "assignee": "me" });
        let view = scene.verb(&scene.lead, number, "assignee", &me).await.with_status(200).json();
        assert_eq!(view["assignee"]["id"], scene.cast.lead.id);
    })
    .await;
}

#[tokio::test]
async fn stale_closed_repeated_and_by_outsiders() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let ask = |version: i64| json!({ "version": version, "assignee": "CA-bdupont" });
        let outsider = scene.desk.session(&scene.cast.admin).await;
        scene.verb(&outsider, number, "assignee", &ask(1)).await.with_status(404);
        scene.verb(&scene.colleague, number, "comments", &json!({ "comment": "News" })).await.with_status(200);
        let fields = [("version", "1"), ("assignee", "CA-bdupont")];
        let form = Ask::post(&format!("/tickets/{number}/assignee"), &fields).cookie(&scene.owner);
        let page = scene.desk.ask(form).await.with_status(409).body;
        assert!(
            page.contains("name=\"assignee\" list=\"colleagues\"") && page.contains("value=\"CA-bdupont\""),
            "{page}"
        );
        let key = "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f";
        for _ in 0..3 {
            let fields = [("version", "2"), ("assignee", "CA-bdupont"), ("request_key", key)];
            let form = Ask::post(&format!("/tickets/{number}/assignee"), &fields).cookie(&scene.owner);
            scene.desk.ask(form).await.with_status(303);
        }
        assert_eq!(scene.ticket(number).await["version"], 3);
        scene.verb(&scene.owner, number, "status", &json!({ "version": 3, "status": "closed" })).await.with_status(200);
        let late = scene.verb(&scene.owner, number, "assignee", &json!({ "version": 4, "assignee": "CA-lhart" })).await;
        assert_eq!(late.with_status(409).complaints(), ["*=ticket-is-closed"]);
        scene.agrees().await;
    })
    .await;
}
