//! Another type and another distributor: both stand in the history, before and after.

use super::inquiry::Scene;
use super::prospects::import;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use serde_json::json;

#[tokio::test]
async fn a_type_by_page_by_fragment_and_by_program() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let numbers = [scene.record().await, scene.record().await, scene.record().await];
        let path = |number: i64| format!("/tickets/{number}/type");
        let fields = [("version", "1"), ("type", "15"), ("details", "A lost <cap>")];
        scene.desk.ask(Ask::post(&path(numbers[0]), &fields).cookie(&scene.owner)).await.with_status(303);
        let part = scene.desk.ask(Ask::post(&path(numbers[1]), &fields).fragment().cookie(&scene.owner)).await;
        let part = part.with_status(200).body;
        assert!(part.contains("changed the type from Order status to Other: A lost &#60;cap&#62;"), "{part}");
        let ask = json!({ "version": 1, "type": 15, "details": "A lost <cap>" });
        scene.verb(&scene.owner, numbers[2], "type", &ask).await.with_status(200);
        for number in numbers {
            let view = scene.ticket(number).await;
            assert_eq!((&view["type"], &view["details"]), (&json!("Other"), &json!("A lost <cap>")));
            let back = json!({ "version": 2, "type": 5, "details": "left over" });
            let view = scene.verb(&scene.lead, number, "type", &back).await.with_status(200).json();
            assert_eq!((&view["type"], &view["details"]), (&json!("Refund or credit"), &json!(null)));
            let what = &view["timeline"][2]["what"];
            assert_eq!(what["from"], json!({ "name": "Other", "details": "A lost <cap>" }), "its words are kept");
            assert_eq!(what["to"], json!({ "name": "Refund or credit", "details": null }));
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_type_that_is_refused() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        for (ask, complaint) in [
            (json!({ "version": 1 }), "type=ticket-type-choose"),
            (json!({ "version": 1, "type": 999 }), "type=ticket-type-choose"),
            (json!({ "version": 1, "type": 3 }), "type=ticket-type-same"),
            (json!({ "version": 1, "type": 15 }), "details=ticket-details-needed"),
            (json!({ "version": 1, "type": 15, "details": "x".repeat(10_000) }), "details=input-too-long"),
        ] {
            let said = scene.verb(&scene.owner, number, "type", &ask).await.with_status(422);
            assert_eq!(said.complaints(), [complaint]);
        }
        let long = "x".repeat(201);
        let fields = [("version", "1"), ("type", "15"), ("details", long.as_str())];
        let form = Ask::post(&format!("/tickets/{number}/type"), &fields).cookie(&scene.owner);
        let page = scene.desk.ask(form).await.with_status(422).body;
        assert!(page.contains("id=\"details-complaint\"") && page.contains(&long), "{page}");
        assert!(page.contains("<option value=\"15\" data-other selected>"), "{page}");
        assert_eq!(scene.happened(number).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_distributor_by_page_by_fragment_and_by_program() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.desk.party("CA-4712", "Elm & <Daughters>").await;
        scene.desk.party("CA-47120", "Another that begins so").await;
        let numbers = [scene.record().await, scene.record().await, scene.record().await];
        let path = |number: i64| format!("/tickets/{number}/party");
        let fields = [("version", "1"), ("party_number", " ca-4712 ")];
        scene.desk.ask(Ask::post(&path(numbers[0]), &fields).cookie(&scene.owner)).await.with_status(303);
        let part = scene.desk.ask(Ask::post(&path(numbers[1]), &fields).fragment().cookie(&scene.owner)).await;
        let part = part.with_status(200).body;
        let says =
            "changed the customer from 4711 Oak &#38; Sons &#60;Trading&#62; to CA-4712 Elm &#38; &#60;Daughters&#62;";
        assert!(part.contains(says), "{part}");
        let ask = json!({ "version": 1, "party_number": "CA-4712" });
        scene.verb(&scene.owner, numbers[2], "party", &ask).await.with_status(200);
        for number in numbers {
            let view = scene.ticket(number).await;
            assert_eq!(view["party"]["number"], "CA-4712");
            let what = &view["timeline"][1]["what"];
            assert_eq!((&what["from"]["number"], &what["to"]["number"]), (&json!("4711"), &json!("CA-4712")));
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_number_that_is_refused() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        scene.desk.party("47120", "Begins like the other").await;
        let long = "9".repeat(10_000);
        for (typed, key) in [
            ("", "ticket-party-number-needed"),
            (" ", "ticket-party-number-needed"),
            ("4712", "ticket-party-unknown"),
            ("99", "ticket-party-unknown"),
            ("👩 <b>", "ticket-party-unknown"),
            (long.as_str(), "ticket-party-unknown"),
            ("4711", "ticket-party-same"),
        ] {
            let ask = json!({ "version": 1, "party_number": typed });
            let said = scene.verb(&scene.owner, number, "party", &ask).await.with_status(422);
            assert_eq!(said.complaints(), [format!("party_number={key}")], "{typed}");
        }
        let fields = [("version", "1"), ("party_number", "Typed & kept")];
        let form = Ask::post(&format!("/tickets/{number}/party"), &fields).cookie(&scene.owner);
        let page = scene.desk.ask(form).await.with_status(422).body;
        assert!(
            page.contains("value=\"Typed &#38; kept\"") && page.contains("id=\"party_number-complaint\""),
            "{page}"
        );
        assert_eq!(scene.happened(number).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_distributor_is_known_by_name_and_telephone_too() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        import(&scene, "number,name\nCA-4712,Elm Trading\nCA-4713,Elm & Daughters\nCA-4714,Ångström Ltd\n").await;
        let number = scene.record().await;
        let ask = |typed: &str, version: i64| json!({ "version": version, "party_number": typed });
        let said = scene.verb(&scene.owner, number, "party", &ask("elm", 1)).await.with_status(422).json();
        let message = &said["messages"][0];
        assert_eq!((&message["field"], &message["key"]), (&json!("party_number"), &json!("ticket-party-several")));
        let text = message["text"].as_str().expect("a sentence");
        assert!(text.contains("CA-4712 Elm Trading") && text.contains("CA-4713 Elm & Daughters"), "{text}");
        assert!(!text.contains("others"), "{text}");
        let view = scene.verb(&scene.owner, number, "party", &ask("angstrom", 1)).await.with_status(200).json();
        assert_eq!(view["party"]["number"], "CA-4714");
        let view = scene.verb(&scene.owner, number, "party", &ask("trading elm", 2)).await.with_status(200).json();
        assert_eq!(view["party"]["number"], "CA-4712");
        // Numbers that begin so crowd out no namesake.
        let crowd: String = (100..160).map(|number| format!("24{number},Shop {number}\n")).collect();
        import(
            &scene,
            &format!("number,name\n{crowd}24101,24 Hours North\n9,24 Hours South\n").replace("24101,Shop 101\n", ""),
        )
        .await;
        let said = scene.verb(&scene.owner, number, "party", &ask("24", 3)).await.with_status(422).json();
        let text = said["messages"][0]["text"].as_str().expect("a sentence");
        assert!(text.contains("24101 24 Hours North") && text.contains("9 24 Hours South"), "{text}");
        // Somebody who is not in the system: a name, and ways to reach them.
        let path = format!("/tickets/{number}/party");
        let fields = [("version", "3"), ("prospect", "yes"), ("name", "Zed Quill"), ("phone", "call me")];
        let page = scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(422).body;
        assert!(page.contains("id=\"phone-complaint\"") && page.contains("value=\"Zed Quill\""), "{page}");
        let fields = [("version", "3"), ("prospect", "yes"), ("name", "Zed Quill"), ("phone", "416 555 7777")];
        scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(303);
        let party = &scene.ticket(number).await["party"];
        assert_eq!(json!([party["number"], party["name"]]), json!([null, "Zed Quill"]));
        let other = scene.record().await;
        let view = scene.verb(&scene.owner, other, "party", &ask("(416) 555-7777", 1)).await.with_status(200).json();
        assert_eq!(view["party"]["name"], "Zed Quill");
        let yews: String = (0..60).map(|yew| format!("CA-{},Yew {yew}\n", 5_000 + yew)).collect();
        import(&scene, &format!("number,name\n{yews}")).await;
        let said = scene.verb(&scene.owner, other, "party", &ask("yew", 2)).await.with_status(422).json();
        let text = said["messages"][0]["text"].as_str().expect("a sentence");
        assert!(text.contains("CA-5000 Yew 0") && text.contains("and others"), "{text}");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn stale_repeated_closed_and_by_outsiders() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        scene.desk.party("4712", "Elm Trading").await;
        let number = scene.record().await;
        let outsider = scene.desk.session(&scene.cast.admin).await;
        scene.verb(&scene.colleague, number, "comments", &json!({ "comment": "News" })).await.with_status(200);
        let key = ["0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f", "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e90"];
        for (at, (verb, field, value)) in [("type", "type", "5"), ("party", "party_number", "4712")].iter().enumerate()
        {
            let path = format!("/tickets/{number}/{verb}");
            scene.verb(&outsider, number, verb, &json!({ "version": 2, *field: value })).await.with_status(404);
            let fields = [("version", "1"), (*field, *value)];
            let page = scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(409).body;
            let kept = [format!("<option value=\"{value}\" selected>"), format!("value=\"{value}\"><button")];
            assert!(page.contains(&kept[at]), "{page}");
            let version = (2 + at).to_string();
            for _ in 0..3 {
                let fields = [("version", version.as_str()), (*field, *value), ("request_key", key[at])];
                scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(303);
            }
        }
        scene.verb(&scene.owner, number, "status", &json!({ "version": 4, "status": "closed" })).await.with_status(200);
        scene.verb(&scene.lead, number, "type", &json!({ "version": 5, "type": 6 })).await.with_status(200);
        assert_eq!(scene.ticket(number).await["version"], 6);
        scene.agrees().await;
    })
    .await;
}
