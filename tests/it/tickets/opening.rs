//! Opening an inquiry by page, fragment and JSON: what comes back, what is refused at its field, and that nothing is
//! half done.

use super::inquiry::{Scene, basis, counted, escalated_in_canada, number};
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::HOUR;
use axum::http::Method;
use futures_util::future::join_all;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use watchdesk::platform::db::Sql;

const KEY: &str = "7a3c1d52-6a55-4b1e-9a3e-0c9d8f2b1a11";

#[tokio::test]
async fn a_browser_without_script_is_led_to_the_receipt() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let form = scene.page(&scene.owner, &format!("/tickets/new?party={}", scene.party)).await.with_status(200);
        assert!(form.body.contains("method=\"post\" action=\"/tickets\""), "{}", form.body);
        let party = scene.party.to_string();
        let fields = [
            ("request_key", form.hidden("request_key")),
            ("party", &party),
            ("type", "3"),
            ("details", ""),
            ("what", "Where is my order?\r\nIt was due on Monday."),
            ("due", "1"),
            ("escalate", "yes"),
            ("why", "They are furious"),
        ];
        let done = scene.desk.ask(Ask::post("/tickets", &fields).cookie(&scene.owner)).await.with_status(303);
        let receipt = scene.page(&scene.owner, done.place()).await.with_status(200);
        let number: i64 = done.place().split('/').nth(2).expect("a number").parse().expect("a number");
        assert_eq!(done.place(), format!("/tickets/{number}/receipt"));
        for word in [&*number.to_string(), "Where is my order?", "Name of CA-lhart", "escalated", "Open"] {
            assert!(receipt.body.contains(word), "{word}: {}", receipt.body);
        }
        let view = scene.ticket(number).await;
        assert_eq!(view["body"], "It was due on Monday.");
        assert_eq!(view["escalation"]["why"], "They are furious");
        assert_eq!(view["escalation"]["raised_to"]["user_name"], "CA-lhart");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_program_gets_the_view_and_where_it_stands() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let said = scene.open(&scene.inquiry("Where is my order?", "no")).await.with_status(201);
        let number = number(&said);
        assert_eq!(said.place(), format!("/tickets/{number}"));
        assert_eq!(said.json(), scene.ticket(number).await);
        assert_eq!(scene.happened(number).await, ["ticket.opened"]);
        assert_eq!(said.json()["assignee"]["user_name"], "CA-mchen");
        let mine = format!("tickets/inquiry/open/records/{}", scene.cast.owner.id);
        let counted = counted(&scene).await;
        let of_all = "tickets/inquiry/open/records".to_owned();
        let of_canada = format!("{of_all}/from/CA");
        assert_eq!(counted, [(mine, 1), (of_all, 1), (of_canada, 1)].into(), "{counted:?}");
        assert!(basis(&scene, number).await.contains("America/Toronto"));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_script_is_sent_to_the_receipt() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let party = scene.party.to_string();
        let fields = [("party", &*party), ("type", "3"), ("what", "Where?"), ("due", "2"), ("escalate", "yes")];
        let said = scene.desk.ask(Ask::post("/tickets", &fields).fragment().cookie(&scene.owner)).await;
        let said = said.with_status(204);
        let number: i64 = said.place().split('/').nth(2).expect("a number").parse().expect("a number");
        assert_eq!(said.place(), format!("/tickets/{number}/receipt"));
        assert_eq!(scene.happened(number).await, ["ticket.opened", "ticket.escalated"]);
        assert_eq!(counted(&scene).await, escalated_in_canada("open", 1));
        scene.agrees().await;
    })
    .await;
}

/// A field, what is wrong with it, and the complaint.
fn wrongs() -> Vec<(&'static str, Value, &'static str)> {
    vec![
        ("type", Value::Null, "type=ticket-type-choose"),
        ("type", json!(999), "type=ticket-type-choose"),
        ("what", json!(""), "what=input-empty"),
        ("what", json!(" \u{200B} \r\n"), "what=input-empty"),
        ("what", json!("a\u{7}b"), "what=input-control"),
        ("what", json!("x".repeat(20_001)), "what=input-too-long"),
        ("due", Value::Null, "due=ticket-due-choose"),
        ("due", json!(4), "due=ticket-due-choose"),
        ("due", json!(-1), "due=ticket-due-choose"),
        ("escalate", Value::Null, "escalate=ticket-escalate-choose"),
        ("why", json!("x".repeat(501)), "why=input-too-long"),
    ]
}

#[tokio::test]
async fn each_field_is_refused_where_it_stands() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for (field, value, complaint) in wrongs() {
            let mut ask = scene.inquiry("Typed & kept", "yes");
            ask["why"] = "Kept too".into();
            ask[field] = value;
            let said = scene.open(&ask).await.with_status(422);
            assert_eq!(said.complaints(), [complaint], "{ask}");
            let fields = as_form(&ask);
            let fields: Vec<_> = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            let page = scene.desk.ask(Ask::post("/tickets", &fields).cookie(&scene.owner)).await.with_status(422);
            assert!(page.body.contains(&format!("id=\"{field}-complaint\"")), "{field}: {}", page.body);
            assert!(field == "what" || page.body.contains("Typed &#38; kept"), "{}", page.body);
            assert!(field == "why" || page.body.contains("Kept too"), "{}", page.body);
            let part = scene.desk.ask(Ask::post("/tickets", &fields).fragment().cookie(&scene.owner)).await;
            assert!(part.with_status(422).body.trim_start().starts_with("<form"));
        }
        assert_eq!((scene.count("tickets").await, scene.count("comments").await), (0, 0));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn everything_wrong_is_said_at_once() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let said = scene.open(&json!({ "party": scene.party })).await.with_status(422);
        let fields: BTreeSet<_> = said.complaints().into_iter().collect();
        let expected =
            ["due=ticket-due-choose", "escalate=ticket-escalate-choose", "type=ticket-type-choose", "what=input-empty"];
        assert_eq!(fields, expected.map(str::to_owned).into());
        assert_eq!(scene.open(&json!({})).await.with_status(422).complaints(), ["party=ticket-party-choose"]);
    })
    .await;
}

#[tokio::test]
async fn other_demands_details_and_keeps_them() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let mut ask = scene.inquiry("They want a tour", "no");
        ask["type"] = 15.into();
        assert_eq!(scene.open(&ask).await.with_status(422).complaints(), ["details=ticket-details-needed"]);
        ask["details"] = "x".repeat(201).into();
        assert_eq!(scene.open(&ask).await.with_status(422).complaints(), ["details=input-too-long"]);
        ask["details"] = " A tour ".into();
        assert_eq!(scene.open(&ask).await.with_status(201).json()["details"], "A tour");
        ask["type"] = 3.into();
        assert_eq!(scene.open(&ask).await.with_status(201).json()["details"], Value::Null, "left over");
    })
    .await;
}

#[tokio::test]
async fn today_is_refused_when_the_day_is_over() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let mut ask = scene.inquiry("Now, please", "no");
        ask["due"] = 0.into();
        scene.open(&ask).await.with_status(201);
        scene.desk.later(9 * HOUR);
        assert_eq!(scene.open(&ask).await.with_status(422).complaints(), ["due=due-after-closing"]);
        let page = scene.page(&scene.owner, &format!("/tickets/new?party={}", scene.party)).await.with_status(200);
        assert!(page.body.contains("name=\"due\" value=\"0\" disabled"), "{}", page.body);
        assert!(page.body.contains("Closed for today"), "{}", page.body);
        ask["due"] = 1.into();
        scene.open(&ask).await.with_status(201);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_has_no_lead_keeps_a_record() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let ask = scene.inquiry("Whom do I ask?", "yes");
        let token = scene.desk.session(&scene.cast.abroad).await;
        let by = |ask: &Value| Ask::send(Method::POST, "/tickets", ask).bearer(&token);
        let said = scene.desk.ask(by(&ask)).await.with_status(422);
        assert_eq!(said.complaints(), ["escalate=ticket-no-lead"]);
        scene.desk.ask(by(&scene.inquiry("Whom do I ask?", "no"))).await.with_status(201);
        let page = scene.page(&token, &format!("/tickets/new?party={}", scene.party)).await.with_status(200);
        assert!(page.body.contains("name=\"escalate\" value=\"yes\" disabled"), "{}", page.body);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn no_call_centre_means_no_promise() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let nowhere = Sql::new("UPDATE users SET call_centre_id = NULL WHERE id = ?").bind(scene.cast.owner.id);
        scene.desk.change(nowhere).await;
        let said = scene.open(&scene.inquiry("When?", "no")).await.with_status(409);
        assert_eq!(said.complaints(), ["*=ticket-no-call-centre"]);
        let form = scene.page(&scene.owner, &format!("/tickets/new?party={}", scene.party)).await.with_status(409);
        assert!(form.body.contains("You work in no call centre"), "{}", form.body);
    })
    .await;
}

#[tokio::test]
async fn whoever_names_nobody_is_led_to_the_distributors() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let bare = scene.page(&scene.owner, "/tickets/new").await.with_status(200).body;
        let typed = [("type", "3"), ("what", "x"), ("due", "1"), ("escalate", "no")];
        let sent = scene.desk.ask(Ask::post("/tickets", &typed).cookie(&scene.owner)).await.with_status(422).body;
        for page in [bare, sent] {
            assert!(page.contains("Whom is it about?") && page.contains("find the distributor first"), "{page}");
            assert!(page.contains("class=\"button button-main\" href=\"/parties\""), "{page}");
            assert!(page.contains("href=\"/tickets/new?prospect=yes\"") && !page.contains("fault-code"), "{page}");
        }
        let json = scene.desk.ask(Ask::get("/tickets/new").json().bearer(&scene.owner)).await.with_status(422);
        assert_eq!(json.complaints(), ["party=ticket-party-choose"]);
        assert!(!json.body.contains("press +"), "a program has nothing to press: {}", json.body);
        let mut ask = scene.inquiry("About whom?", "no");
        ask.as_object_mut().expect("an object").remove("party");
        assert_eq!(scene.open(&ask).await.with_status(422).complaints(), ["party=ticket-party-choose"]);
    })
    .await;
}

/// The number is read aloud by who made the ticket; for everybody else, there is the ticket.
#[tokio::test]
async fn the_receipt_is_for_who_made_the_ticket() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let number = scene.record().await;
        let place = format!("/tickets/{number}/receipt");
        let own = scene.page(&scene.owner, &place).await.with_status(200).body;
        assert!(own.contains("Ticket made"), "{own}");
        let other = scene.page(&scene.lead, &place).await.with_status(303);
        assert_eq!(other.place(), format!("/tickets/{number}"));
        // Neither it nor the form belongs to the worklist.
        for page in [own, scene.page(&scene.owner, &format!("/tickets/new?party={}", scene.party)).await.body] {
            assert!(page.contains("<a href=\"/parties\" aria-current=\"page\""), "{page}");
            assert_eq!(page.matches("aria-current").count(), 1, "{page}");
        }
        // A bookmark of it leads to the ticket as it stands.
        scene.later(25 * HOUR).await;
        assert_eq!(scene.page(&scene.owner, &place).await.with_status(303).place(), format!("/tickets/{number}"));
    })
    .await;
}

#[tokio::test]
async fn a_distributor_that_is_gone_or_was_never_there() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        for party in [0, -1, scene.party + 1, i64::MAX, i64::MIN] {
            let mut ask = scene.inquiry("About whom?", "no");
            ask["party"] = party.into();
            assert_eq!(scene.open(&ask).await.with_status(422).complaints(), ["party=ticket-party-gone"], "{party}");
            let typed = [("party", party.to_string()), ("type", "3".into()), ("what", "x".into()), ("due", "1".into())];
            let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let page = scene.desk.ask(Ask::post("/tickets", &typed).cookie(&scene.owner)).await.with_status(422);
            assert!(page.body.contains("There is no such distributor"), "{}", page.body);
            assert!(page.body.contains("class=\"button button-main\" href=\"/parties\""), "{}", page.body);
            assert_eq!(scene.page(&scene.owner, &format!("/tickets/new?party={party}")).await.status, 404, "{party}");
        }
        let form = format!("/tickets/new?party={}", scene.party);
        for place in ["/parties", &form] {
            assert!(!scene.page(&scene.owner, place).await.body.contains("Inactive"), "{place}");
        }
        let inactive = Sql::new("UPDATE parties SET status = 'inactive' WHERE id = ?").bind(scene.party);
        scene.desk.change(inactive).await;
        let said = scene.open(&scene.inquiry("I left, and still have a question", "no")).await.with_status(201);
        assert_eq!(said.json()["party"]["status"], "inactive", "whoever left may still ask");
        let ticket = format!("/tickets/{}", number(&said));
        for place in ["/parties", &form, &ticket] {
            assert!(scene.page(&scene.owner, place).await.body.contains(">Inactive</span>"), "{place}");
        }
        let found = scene.desk.ask(Ask::get("/parties").json().bearer(&scene.owner)).await.json();
        assert_eq!(found["parties"][0]["status"], "inactive");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_repeated_key_is_one_ticket() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let ask = scene.inquiry("Pressed twice", "yes");
        let send = |ask: &Value| {
            let ask = Ask::send(Method::POST, "/tickets", ask).bearer(&scene.owner);
            scene.desk.ask(ask.header("idempotency-key", KEY))
        };
        let said = join_all((0..20).map(|_| send(&ask))).await;
        let numbers: BTreeSet<_> = said.into_iter().map(|said| number(&said.with_status(201))).collect();
        assert_eq!(numbers.len(), 1);
        assert_eq!((scene.count("tickets").await, scene.count("escalations").await), (1, 1));
        let other = send(&scene.inquiry("Another text", "yes")).await.with_status(409);
        assert_eq!(other.complaints(), ["*=request-key-reused"]);
        assert_eq!(scene.count("tickets").await, 1);
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn a_refused_ask_uses_up_no_number() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let first = scene.record().await;
        let refused = [("", "yes"), ("x", ""), (&*"x".repeat(20_001), "no")];
        join_all(refused.map(|(what, escalate)| {
            let ask = scene.inquiry(what, escalate);
            let scene = &scene;
            async move { scene.open(&ask).await.with_status(422) }
        }))
        .await;
        assert_eq!(scene.record().await, first + 1);
    })
    .await;
}

#[tokio::test]
async fn a_sent_inquiry_leaves_no_draft() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (form, path) =
            (format!("/drafts/new-ticket-{}", scene.party), format!("/tickets/new?party={}", scene.party));
        let typed = json!({ "fields": { "what": "Half a sent", "type": "3", "due": "2", "escalate": "no" } });
        let keep = Ask::send(Method::PUT, &form, &typed).bearer(&scene.owner);
        scene.desk.ask(keep).await.with_status(200);
        assert!(scene.page(&scene.owner, &path).await.body.contains("Half a sent"));
        assert!(!scene.page(&scene.colleague, &path).await.body.contains("Half a sent"), "a draft is one person's");
        scene.record().await;
        assert!(!scene.page(&scene.owner, &path).await.body.contains("Half a sent"));
    })
    .await;
}

#[tokio::test]
async fn two_callers_of_one_distributor_share_no_draft() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let path = format!("/tickets/new?party={}", scene.party);
        let mut forms = Vec::new();
        for words in ["The first call", "The second call"] {
            // Both forms are open before anything is typed into either.
            let page = scene.page(&scene.owner, &format!("{path}&afresh=yes")).await.with_status(200);
            forms.push((page.hidden("form").to_owned(), words));
        }
        assert_ne!(forms[0].0, forms[1].0);
        for (form, words) in &forms {
            scene.later(60_000).await;
            let typed = json!({ "fields": { "what": words, "type": "3", "due": "2", "escalate": "no" } });
            let keep = Ask::send(Method::PUT, &format!("/drafts/{form}"), &typed).bearer(&scene.owner);
            scene.desk.ask(keep).await.with_status(200);
        }
        let page = scene.page(&scene.owner, &path).await.with_status(200);
        assert_eq!(page.hidden("form"), forms[1].0, "the last one goes on");
        for part in ["The second call", "This was typed earlier (today ", "&#38;afresh=yes", "data-chosen"] {
            assert!(page.body.contains(part), "{part}: {}", page.body);
        }
        let other = format!("{path}&draft={}", forms[0].0);
        assert!(page.body.contains(&other.replace('&', "&#38;")), "{}", page.body);
        let page = scene.page(&scene.owner, &other).await.with_status(200);
        assert!(page.body.contains("The first call") && page.hidden("form") == forms[0].0, "{}", page.body);
        let afresh = scene.page(&scene.owner, &format!("{path}&afresh=yes")).await.with_status(200);
        assert!(!afresh.body.contains("The second call</textarea>"), "{}", afresh.body);
        for (form, words) in &forms {
            // Each is told by its first words.
            let link = afresh.body.split_once(&format!("&#38;draft={form}\"")).expect("a link").1;
            assert!(link.split("</a>").next().expect("its end").contains(words), "{words}: {}", afresh.body);
        }
        let mut ask = scene.inquiry("The first call", "no");
        ask["form"] = forms[0].0.clone().into();
        scene.open(&ask).await.with_status(201);
        let page = scene.page(&scene.owner, &path).await.with_status(200);
        assert!(page.body.contains("The second call") && !page.body.contains("&#38;draft="), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn what_is_open_already_stands_beside_the_form() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (open, closed) = (scene.record().await, scene.record().await);
        scene.verb(&scene.owner, closed, "status", &json!({ "version": 1, "status": "closed" })).await.with_status(200);
        let ask = Ask::get(&format!("/tickets/new?party={}", scene.party)).json().bearer(&scene.colleague);
        let view = scene.desk.ask(ask).await.with_status(200).json();
        let others: Vec<_> = view["others"].as_array().expect("others").iter().map(|one| &one["number"]).collect();
        assert_eq!(others, [open]);
        assert_eq!(view["types"].as_array().expect("types").last().expect("a type")["name"], "Other");
    })
    .await;
}

fn as_form(ask: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    };
    ask.as_object().expect("fields").iter().map(|(name, value)| (name.clone(), text(value))).collect()
}

#[tokio::test]
async fn an_hour_of_the_day_can_be_promised() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let ask = |hour: &str| {
            let mut ask = scene.inquiry("She waits for a call", "no");
            (ask["due"], ask["hour"]) = (json!(0), json!(hour));
            ask
        };
        // 8:30 in Toronto, which is still five hours behind.
        let view = scene.open(&ask("15:30")).await.with_status(201).json();
        assert_eq!(view["due"]["at"], "2026-11-02T20:30:00.000Z");
        for (hour, key) in
            [("08:00", "due-hour-outside"), ("18:00", "due-hour-outside"), ("25:61", "ticket-hour-unreadable")]
        {
            let refused = scene.open(&ask(hour)).await.with_status(422).json();
            let message = &refused["messages"][0];
            assert_eq!((&message["field"], &message["key"]), (&json!("hour"), &json!(key)), "{hour}");
        }
        for (days, hour) in [(1, "23:00"), (3, "17:01"), (2, "08:30")] {
            let mut late = ask(hour);
            late["due"] = json!(days);
            let refused = scene.open(&late).await.with_status(422).json();
            let message = &refused["messages"][0];
            assert_eq!((&message["field"], &message["key"]), (&json!("hour"), &json!("due-hour-outside")), "{hour}");
            let said = message["text"].as_str().expect("a sentence");
            assert!(said.contains(hour) && said.contains("08:30 to 17:00"), "{said}");
            let fields = as_form(&late);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let page = scene.desk.ask(Ask::post("/tickets", &fields).cookie(&scene.owner)).await.with_status(422).body;
            assert!(page.contains("id=\"hour-complaint\"") && page.contains(&format!("value=\"{hour}\"")), "{page}");
            assert!(page.contains(&format!("value=\"{days}\" checked")), "{page}");
        }
        assert_eq!(scene.count("tickets").await, 1, "nothing is changed in silence");
        let new = format!("/tickets/new?party={}&hour=15:00", scene.party);
        let offered = scene.desk.ask(Ask::get(&new).json().bearer(&scene.owner)).await.with_status(200).json();
        let words = |days: usize| offered["due"][days]["words"].as_str().expect("words").to_owned();
        assert!((0..4).all(|days| words(days).contains("15:00")), "{offered}");
        let why =
            scene.page(&scene.owner, &format!("/tickets/{}/deadline", view["number"])).await.with_status(200).body;
        assert!(why.contains("15:30"), "{why}");
        scene.agrees().await;
    })
    .await;
}
