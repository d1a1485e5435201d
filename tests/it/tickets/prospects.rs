//! Whoever is not in the system: a ticket for them, how they are found again, and what becomes of it when an import
//! brings them in.

use super::inquiry::{Scene, number};
use crate::support::asking::{Ask, Said};
use crate::support::databases::on_both;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::parties::importing::{self, Summary};
use watchdesk::people::Actor;
use watchdesk::platform::db::{Reads, Sql};
use watchdesk::platform::events;
use watchdesk::platform::text::Catalogue;

const FORM: &str = "/tickets/new?prospect=yes";

#[tokio::test]
async fn a_browser_without_script_opens_a_ticket_for_a_prospect() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let found = scene.page(&scene.owner, "/parties?name=Zo%C3%AB+Lee&phone=416+555+0134").await.with_status(200);
        let link = "/tickets/new?prospect=yes&#38;name=Zo%C3%AB+Lee&#38;phone=416+555+0134";
        assert!(found.body.contains(link), "{}", found.body);
        let form = scene.page(&scene.owner, &link.replace("&#38;", "&")).await.with_status(200);
        for part in ["value=\"Zoë Lee\"", "value=\"416 555 0134\"", "data-draft=\"new-ticket-prospect.", "name=\"due\""]
        {
            assert!(form.body.contains(part), "{part}: {}", form.body);
        }
        let fields = [
            ("request_key", form.hidden("request_key")),
            ("prospect", form.hidden("prospect")),
            ("name", "Zoë Lee"),
            ("phone", "416 555 0134"),
            ("email", "Zoe@Example.com"),
            ("type", "12"),
            ("what", "Who sells near me?"),
            ("channel", "phone"),
            ("due", "1"),
            ("escalate", "yes"),
        ];
        let done = scene.desk.ask(Ask::post("/tickets", &fields).cookie(&scene.owner)).await.with_status(303);
        let again = scene.desk.ask(Ask::post("/tickets", &fields).cookie(&scene.owner)).await.with_status(303);
        assert_eq!(done.place(), again.place(), "pressed twice");
        let receipt = scene.page(&scene.owner, done.place()).await.with_status(200);
        let number: i64 = done.place().split('/').nth(2).expect("a number").parse().expect("a number");
        let page = scene.page(&scene.lead, &format!("/tickets/{number}")).await.with_status(200);
        let list = scene.page(&scene.lead, "/tickets").await.with_status(200);
        for said in [&receipt, &page, &list] {
            assert!(said.body.contains("Zoë Lee") && said.body.contains("Not in system"), "{}", said.body);
        }
        let party = &scene.ticket(number).await["party"];
        let said = json!([party["number"], party["name"], party["phone"], party["email"]]);
        assert_eq!(said, json!([null, "Zoë Lee", "416 555 0134", "Zoe@Example.com"]));
        assert_eq!(happened(&scene, party["id"].as_i64().expect("an id")).await, ["party.prospect_noted"]);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_prospect_is_found_by_name_and_telephone_and_listed_nowhere_else() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let party = opened(&scene, "Zoë Lee", "416 555 0134", "").await.1;
        for (query, finds) in [
            ("", false),
            ("?number=4711", false),
            ("?name=oak", false),
            ("?name=zoe", true),
            ("?phone=4165550134", true),
            ("?number=(416)+555-0134", true),
        ] {
            let ask = Ask::get(&format!("/parties{query}")).json().bearer(&scene.owner);
            let found = scene.desk.ask(ask).await.with_status(200).json();
            let ids: Vec<_> = found["parties"].as_array().expect("parties").iter().map(|one| &one["id"]).collect();
            assert_eq!(ids.contains(&&json!(party)), finds, "{query}: {found}");
            let page = scene.page(&scene.owner, &format!("/parties{query}")).await.with_status(200);
            assert_eq!(page.body.contains(">Not in system</small>"), finds, "{query}: {}", page.body);
        }
        let again = scene.page(&scene.owner, &format!("/tickets/new?party={party}")).await.with_status(200);
        assert!(again.body.contains("Not in system") && again.body.contains("Who sells near me?"), "{}", again.body);
    })
    .await;
}

#[tokio::test]
async fn bad_input_is_refused_at_its_field_and_kept() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let long = "x".repeat(10_000);
        for (name, phone, email, complaint) in [
            ("", "416 555 0134", "", "name=input-empty"),
            (" \u{200B}", "416 555 0134", "", "name=input-empty"),
            (&*long, "416 555 0134", "", "name=input-too-long"),
            ("Ann\u{7}", "", "", "name=input-control"),
            ("Ann", "call me", "", "phone=party-phone-wrong"),
            ("Ann", &long, "", "phone=input-too-long"),
            ("Ann", "", "ann", "email=party-email-wrong"),
            ("Ann", "", "a@b\u{7}", "email=input-control"),
        ] {
            let said = scene.open(&asked(name, phone, email)).await.with_status(422);
            assert_eq!(said.complaints(), [complaint], "{name:.20} {phone:.20} {email}");
            let fields = [("prospect", "yes"), ("name", name), ("phone", phone), ("email", email), ("type", "3")];
            let rest = [("what", "Typed & kept"), ("due", "1"), ("escalate", "no")];
            let ask = Ask::post("/tickets", &[&fields[..], &rest].concat()).cookie(&scene.owner);
            let page = scene.desk.ask(ask).await.with_status(422);
            let field = complaint.split_once('=').expect("a field").0;
            assert!(page.body.contains(&format!("id=\"{field}-complaint\"")), "{field}: {}", page.body);
            assert!(page.body.contains("Typed &#38; kept") && page.body.contains("value=\"yes\""), "{}", page.body);
            assert!(phone != "416 555 0134" || page.body.contains("value=\"416 555 0134\""), "{}", page.body);
        }
        let mut both = asked("Ann", "", "");
        both["party"] = scene.party.into();
        assert_eq!(scene.open(&both).await.with_status(422).complaints(), ["party=ticket-party-or-prospect"]);
        assert_eq!((scene.count("tickets").await, scene.count("parties").await), (0, 1), "nothing is half done");
    })
    .await;
}

#[tokio::test]
async fn strangers_write_nobody_down() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let admin = scene.desk.session(&scene.cast.admin).await;
        assert_eq!(scene.page(&admin, FORM).await.status, 404);
        let ask = Ask::send(Method::POST, "/tickets", &asked("Ann", "", "")).bearer(&admin);
        assert_eq!(scene.desk.ask(ask).await.status, 404);
        assert_eq!(scene.count("parties").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_draft_is_offered_and_can_be_left_alone() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let typed = json!({ "fields": { "name": "Half a na", "what": "Half a sent", "due": "1", "escalate": "no" } });
        let keep = Ask::send(Method::PUT, "/drafts/new-ticket-prospect", &typed).bearer(&scene.owner);
        scene.desk.ask(keep).await.with_status(200);
        let form = scene.page(&scene.owner, &format!("{FORM}&name=Ann&phone=4165550134")).await;
        for part in ["value=\"Half a na\"", "Half a sent", "value=\"4165550134\"", "&#38;afresh=yes"] {
            assert!(form.body.contains(part), "{part}: {}", form.body);
        }
        let afresh = scene.page(&scene.owner, &format!("{FORM}&afresh=yes")).await.with_status(200);
        assert!(!afresh.body.contains("value=\"Half a") && !afresh.body.contains("afresh=yes"), "{}", afresh.body);
        assert!(afresh.body.contains("<bdi>Half a na · Half a sent</bdi>"), "{}", afresh.body);
        opened(&scene, "Ann Lee", "", "").await;
        assert!(!scene.page(&scene.owner, FORM).await.body.contains("Half a"), "what was sent is no draft");
    })
    .await;
}

#[tokio::test]
async fn who_is_known_already_is_not_written_down_twice() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (_, first) = opened(&scene, "Zoë Lee", "416 555 0134", "").await;
        let (number, again) = opened(&scene, "ZOE LEE", "+1 (416) 555-0134", "zoe@example.com").await;
        assert_eq!(first, again);
        assert_eq!(scene.ticket(number).await["party"]["email"], "zoe@example.com", "what is new is kept");
        assert_eq!(happened(&scene, first).await, ["party.prospect_noted", "party.changed"]);
        let (_, other) = opened(&scene, "Max Lee", "416 555 0134", "").await;
        let (_, namesake) = opened(&scene, "Zoë Lee", "", "").await;
        assert_eq!(scene.count("parties").await, 4, "{first} {other} {namesake}");
    })
    .await;
}

#[tokio::test]
async fn who_is_imported_later_has_their_tickets() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (by_mail, ann) = opened(&scene, "Ann from Oak", "", "Ann@Example.com").await;
        let (by_phone, bo) = opened(&scene, "Bo Ek", "416 555 0134", "").await;
        let (by_name, cy) = opened(&scene, "Cy Fox", "", "").await;
        let file = "number,name,email,phone\n\
            900,Ann Lee,ann@example.com,\n901,BO  EK,,+1 (416) 555-0134\n902,Cy Fox,cy@example.com,416 555 0177\n";
        let done = import(&scene, file).await;
        assert_eq!((done.added, done.changed, done.unchanged, done.attached), (3, 0, 0, 2));
        let texts = Catalogue::load().expect("a catalogue").texts("en");
        let said = done.said(&texts).join("\n");
        assert!(said.contains("3 added") && said.contains("2 of those added were known as"), "{said}");
        for (number, party, says) in
            [(by_mail, ann, json!(["900", "Ann Lee"])), (by_phone, bo, json!(["901", "BO  EK"]))]
        {
            let view = scene.ticket(number).await;
            assert_eq!(json!([view["party"]["number"], view["party"]["name"]]), says);
            assert_eq!(view["party"]["id"], party);
            assert_eq!(happened(&scene, party).await, ["party.prospect_noted", "party.registered"]);
            let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await;
            assert!(!page.body.contains("Not in system"), "{}", page.body);
        }
        assert_eq!(scene.ticket(by_name).await["party"]["number"], Value::Null, "a name alone tells nobody");
        assert_eq!(happened(&scene, cy).await, ["party.prospect_noted"]);
        let again = import(&scene, file).await;
        assert_eq!((again.added, again.changed, again.unchanged, again.attached), (0, 0, 3, 0), "a second run");
        let found = scene.desk.ask(Ask::get("/parties?number=900").json().bearer(&scene.owner)).await.json();
        assert_eq!((&found["parties"][0]["id"], &found["parties"][0]["open_tickets"]), (&json!(ann), &json!(1)));
        let old = scene.desk.ask(Ask::get("/parties?name=oak+from").json().bearer(&scene.owner)).await.json();
        assert_eq!(old["parties"], json!([]), "the name of before is forgotten");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn where_there_is_a_choice_nobody_is_attached() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        // Two prospects for one row; two rows for one prospect, of which each knows another side.
        let two =
            [opened(&scene, "Ann Lee", "", "office@example.com"), opened(&scene, "Bo Ek", "", "office@example.com")];
        for one in two {
            one.await;
        }
        opened(&scene, "Cy Fox", "416 555 0134", "cy@example.com").await;
        // Two rows that share an address, and one who has a number already with the same.
        opened(&scene, "Di Gray", "", "shared@example.com").await;
        import(&scene, "number,name,email,phone\n800,Ed Hale,ed@example.com,\n").await;
        opened(&scene, "Somebody at Ed’s", "", "ed@example.com").await;
        let done = import(
            &scene,
            "number,name,email,phone\n900,Oak,office@example.com,\n901,Cyrus,cy@example.com,\n902,Cy Fox,,4165550134\n\
             903,Di,shared@example.com,\n904,Do,SHARED@example.com,\n905,Flo,ed@example.com,\n",
        )
        .await;
        assert_eq!((done.added, done.attached), (6, 0));
        let left = Sql::new("SELECT count(*) FROM parties WHERE number IS NULL");
        let left: Option<i64> = scene.desk.app.db.reads().value(left).await.expect("a count");
        assert_eq!(left, Some(5), "all of them wait for a person");
        let texts = Catalogue::load().expect("a catalogue").texts("en");
        let why: Vec<_> = done.doubts.iter().map(|doubt| (doubt.line, doubt.why.as_str())).collect();
        let twice = [(3, "twice"), (4, "twice"), (5, "twice"), (6, "twice")];
        assert_eq!(why, [&[(2, "several"), (2, "several")][..], &twice, &[(7, "taken")]].concat());
        let said = done.said(&texts);
        assert!(said[1].contains("Oak (900): could be “Ann Lee”") && said[2].contains("“Bo Ek”"), "{said:#?}");
        assert!(said.len() == 8 && !said[0].contains("not in system"), "{said:#?}");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_called_twice_is_attached_as_one() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (mailed, first) = opened(&scene, "Zed Quill", "", "zed@example.com").await;
        let (called, second) = opened(&scene, "Zed Quill", "+1 416 555 7777", "").await;
        assert_ne!(first, second, "nothing tells yet that they are one");
        let done = import(&scene, "number,name,email,phone\nCA77777,Zed Quill,zed@example.com,+1 416 555 7777\n").await;
        assert_eq!((done.added, done.attached, done.doubts.len()), (1, 1, 0));
        for number in [mailed, called] {
            let view = scene.ticket(number).await;
            assert_eq!((&view["party"]["number"], &view["party"]["id"]), (&json!("CA77777"), &json!(first)), "{view}");
        }
        assert_eq!(scene.happened(called).await, ["ticket.opened", "ticket.reattached"]);
        let page = scene.page(&scene.lead, &format!("/tickets/{called}")).await.with_status(200).body;
        assert!(page.contains("changed the customer from Zed Quill to CA77777 Zed Quill"), "{page}");
        assert_eq!(happened(&scene, second).await, ["party.prospect_noted", "party.merged"]);
        // Links and forms that name the other row lead to the party; a search finds one.
        let old = scene.page(&scene.owner, &format!("/tickets/new?party={second}")).await.with_status(200).body;
        assert!(old.contains("CA77777"), "{old}");
        let mut ask = scene.inquiry("From an old form", "no");
        ask["party"] = second.into();
        assert_eq!(scene.open(&ask).await.with_status(201).json()["party"]["id"], first);
        for query in ["name=zed+quill", "phone=4165557777"] {
            let found = scene.desk.ask(Ask::get(&format!("/parties?{query}")).json().bearer(&scene.owner)).await.json();
            assert_eq!(found["parties"].as_array().expect("parties").len(), 1, "{query}: {found}");
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn two_rows_of_one_person_are_no_third() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (_, first) = opened(&scene, "Zed Quill", "", "zed@example.com").await;
        let (called, second) = opened(&scene, "Zed Quill", "+1 416 555 7777", "").await;
        let (both, third) = opened(&scene, "zed quill", "416 555 7777", "Zed@Example.com").await;
        assert_eq!(third, first);
        assert_eq!((scene.count("parties").await, &scene.ticket(called).await["party"]["id"]), (3, &json!(first)));
        let (_, again) = opened(&scene, "Zed Quill", "416 555 7777", "").await;
        assert_eq!(again, first, "{second} is found no more");
        let done = import(&scene, "number,name,email,phone\nCA77777,Zed Quill,zed@example.com,\n").await;
        assert_eq!((done.added, done.attached), (1, 1));
        assert_eq!(scene.ticket(both).await["party"]["number"], "CA77777");
        let old = scene.page(&scene.owner, &format!("/tickets/new?party={second}")).await.with_status(200).body;
        assert!(old.contains("CA77777"), "{old}");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_stays_doubtful_is_said_by_name_and_line() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (by_name, _) = opened(&scene, "Cy Fox", "", "").await;
        let (shared, _) = opened(&scene, "Di Gray", "", "shared@example.com").await;
        let file = "number,name,email,phone\n902,CY FOX,cy@example.com,\n903,Di Gray,shared@example.com,\n\
            904,Do,SHARED@example.com,\n905,Somebody else,,\n";
        let done = import(&scene, file).await;
        assert_eq!((done.added, done.attached), (4, 0));
        let texts = Catalogue::load().expect("a catalogue").texts("en");
        let said = done.said(&texts);
        let says = |parts: &[&str]| said.iter().any(|line| parts.iter().all(|part| line.contains(part)));
        assert!(says(&["Line 2", "CY FOX (902)", "“Cy Fox”", "same name"]), "{said:#?}");
        assert!(says(&["Line 3", "Di Gray (903)", "another line"]), "{said:#?}");
        assert!(says(&["Line 4", "Do (904)", "“Di Gray”", "another line"]), "{said:#?}");
        assert_eq!(said.len(), 4, "{said:#?}");
        for number in [by_name, shared] {
            assert_eq!(scene.ticket(number).await["party"]["number"], Value::Null);
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn all_tickets_of_a_prospect_go_to_the_right_customer_in_one_step() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (first, _) = opened(&scene, "Zed Quill", "", "zed@example.com").await;
        let (second, _) = opened(&scene, "Zed Quill", "", "zed@example.com").await;
        let (third, _) = opened(&scene, "Zed Quill", "", "zed@example.com").await;
        let page = scene.page(&scene.owner, &format!("/tickets/{first}")).await.with_status(200).body;
        assert!(page.contains("And the other 2 tickets of this person"), "{page}");
        let path = format!("/tickets/{first}/party");
        let fields = [("version", "1"), ("party_number", "nobody"), ("others", "yes")];
        let refused = scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(422).body;
        assert!(refused.contains("name=\"others\" value=\"yes\" checked"), "{refused}");
        let fields = [("version", "1"), ("party_number", "4711"), ("others", "yes")];
        scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(303);
        for number in [first, second, third] {
            assert_eq!(scene.ticket(number).await["party"]["number"], "4711");
            assert_eq!(scene.happened(number).await, ["ticket.opened", "ticket.reattached"]);
        }
        let ask = json!({ "version": 2, "prospect": true, "name": "Ann Lee", "others": true });
        let said = scene.verb(&scene.owner, first, "party", &ask).await.with_status(422);
        assert_eq!(said.complaints(), ["others=ticket-others-of-prospect"], "nothing is half done");
        assert_eq!(scene.ticket(first).await["party"]["number"], "4711");
        let (fourth, _) = opened(&scene, "Max Roe", "416 555 0134", "").await;
        let (fifth, _) = opened(&scene, "Max Roe", "416 555 0134", "").await;
        let ask = json!({ "version": 1, "party_number": "4711", "others": true });
        scene.verb(&scene.lead, fourth, "party", &ask).await.with_status(200);
        assert_eq!(scene.ticket(fifth).await["party"]["number"], "4711");
        scene.agrees().await;
    })
    .await;
}

fn asked(name: &str, phone: &str, email: &str) -> Value {
    json!({
        "prospect": true, "name": name, "phone": phone, "email": email,
        "type": 12, "what": "Who sells near me?", "due": 1, "escalate": "no",
    })
}

/// Opens a ticket for a prospect; answers its number, and the key of the party.
pub async fn opened(scene: &Scene, name: &str, phone: &str, email: &str) -> (i64, i64) {
    let said: Said = scene.open(&asked(name, phone, email)).await.with_status(201);
    (number(&said), said.json()["party"]["id"].as_i64().expect("a party"))
}

pub async fn import(scene: &Scene, csv: &str) -> Summary {
    import_after(scene, 0, csv).await
}

/// Imports so many milliseconds later.
pub async fn import_after(scene: &Scene, millis: i64, csv: &str) -> Summary {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("parties.csv");
    std::fs::write(&file, csv).expect("written");
    let app = &scene.desk.app;
    importing::import(&app.db, Actor::System, &file, || app.now().plus_millis(millis), |_| {}).await.expect("a summary")
}

/// The kinds of all that happened to a party, oldest first.
async fn happened(scene: &Scene, party: i64) -> Vec<String> {
    let subject = watchdesk::parties::Party::subject_of(party);
    let told = events::of_subject(scene.desk.app.db.reads(), subject, None, 100).await.expect("events");
    told.into_iter().map(|event| event.kind).collect()
}
