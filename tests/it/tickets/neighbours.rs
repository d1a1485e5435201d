//! The way through a list on the pages of its tickets: from the first to the last and back, as the list has them.

use super::many;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::Desk;
use serde_json::{Value, json};
use watchdesk::platform::db::{Reads, Sql};
use watchdesk::tickets::Status;

/// Where a link of this relation leads.
fn link(html: &str, relation: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("rel=\"{relation}\" href=\""))?;
    rest.split('"').next().map(|place| place.replace("&#38;", "&"))
}

#[tokio::test]
async fn next_and_previous_go_through_the_list_and_back() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 320, Status::ALL).await;
        let token = desk.session(&cast.owner).await;
        for query in [
            "status=open",
            "status=open&scope=mine&creator=CA-",
            "status=closed&scope=all&type=5",
            "status=open&scope=all&assignee=me&sort=customer&direction=descending",
            "status=pending&scope=all&sort=assignee",
            "status=open&scope=all&party=200900&sort=changed",
            "status=open&scope=all&due=overdue",
        ] {
            let list = desk.ask(Ask::get(&format!("/tickets?{query}")).json().bearer(&token)).await.json();
            let rows = list["tickets"].as_array().expect("rows").iter();
            let numbers: Vec<i64> = rows.filter_map(|row| row["number"].as_i64()).take(20).collect();
            assert!(numbers.len() > 1, "{query}");
            let encoded: String = url::form_urlencoded::byte_serialize(query.as_bytes()).collect();
            let place = |number: i64| format!("/tickets/{number}?list={encoded}");
            let mut here = place(numbers[0]);
            for (at, number) in numbers.iter().enumerate() {
                assert_eq!(here, place(*number), "{query}");
                let page = desk.ask(Ask::get(&here).cookie(&token)).await.with_status(200).body;
                assert!(page.replace("&#38;", "&").contains(&format!("<a href=\"/tickets?{query}\">Back to the list")));
                let before = at.checked_sub(1).map(|before| place(numbers[before]));
                assert_eq!(link(&page, "prev"), before, "{query}");
                assert_eq!(page.contains("first of the list"), before.is_none());
                match link(&page, "next") {
                    Some(next) => here = next,
                    None => assert!(at + 1 == numbers.len() && page.contains("last of the list"), "{query}"),
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_way_goes_on_when_the_ticket_has_left_the_list() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 80, &[Status::Open]).await;
        let token = desk.session(&cast.lead).await;
        let numbers = listed(&desk, &token).await;
        let number = |at: usize| numbers[at];
        let ask = json!({ "version": 1, "status": "closed" });
        let closing = format!("/tickets/{}/status", number(4));
        desk.ask(Ask::send(axum::http::Method::POST, &closing, &ask).bearer(&token)).await.with_status(200);
        let page = desk.ask(Ask::get(&format!("/tickets/{}?list=status%3Dopen", number(4))).cookie(&token)).await.body;
        assert_eq!(link(&page, "prev"), Some(format!("/tickets/{}?list=status%3Dopen", number(3))));
        assert_eq!(link(&page, "next"), Some(format!("/tickets/{}?list=status%3Dopen", number(5))));
    })
    .await;
}

#[tokio::test]
async fn what_is_too_far_away_is_neither_linked_nor_said_to_be_the_end() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 3_200, &[Status::Open]).await;
        let other = Sql::new("SELECT id FROM parties WHERE number = ?").bind(many::OTHER);
        let other: i64 = desk.app.db.reads().value(other).await.expect("an answer").expect("a party");
        let rest = Sql::new("UPDATE tickets SET party_id = NULL WHERE party_id = ?").bind(other);
        desk.change(rest).await;
        let last = Sql::new("UPDATE tickets SET party_id = ? WHERE id = ? OR id >= ?").bind(other);
        desk.change(last.bind(many::FIRST).bind(many::FIRST + 2_600)).await;
        let token = desk.session(&cast.owner).await;
        let query = "status%3Dopen%26scope%3Dall%26party%3D200900%26sort%3Dnumber";
        let page = desk.ask(Ask::get(&format!("/tickets/{}?list={query}", many::FIRST)).cookie(&token)).await;
        let page = page.with_status(200).body;
        assert_eq!((link(&page, "prev"), link(&page, "next")), (None, None));
        assert!(page.contains("first of the list") && !page.contains("last of the list"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn a_list_that_is_none_is_ignored() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let number = many::fill(&desk, &cast, 8, Status::ALL).await[0].id;
        let token = desk.session(&cast.owner).await;
        let endless = format!("creator={}", "x".repeat(5_000));
        for list in ["status%3Dweird", "", "scope%3Dall%26scope%3Dmine", &endless] {
            let page =
                desk.ask(Ask::get(&format!("/tickets/{number}?list={list}")).cookie(&token)).await.with_status(200);
            assert!(page.body.contains("<a href=\"/tickets\">Worklist</a>"), "{list}");
            assert!(!page.body.contains("rel=\"next\""), "{list}");
        }
        let json = desk.ask(Ask::get(&format!("/tickets/{number}?list=status%3Dopen")).json().bearer(&token)).await;
        assert_eq!(json.with_status(200).json()["number"], number);
    })
    .await;
}

/// What is done to a ticket moves it about in its list, or out of it. The way goes on from where it stood.
#[tokio::test]
async fn the_way_goes_on_from_where_the_ticket_stood_whatever_is_done_to_it() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 160, Status::RUNNING.as_slice()).await;
        let lead = desk.session(&cast.lead).await;
        for (nth, (list, part, ask)) in [
            ("status=open", "answer", json!({ "comment": "Yes" })),
            ("status=open", "escalation/end", json!({})),
            ("status=open&scope=all&sort=due", "due", json!({ "due": 3, "because": "She agreed." })),
            ("status=open&sort=assignee", "assignee", json!({ "assignee": "CA-bdupont" })),
            ("status=open&scope=all&sort=changed", "status", json!({ "status": "closed", "comment": "Done." })),
            ("status=open&sort=type", "type", json!({ "type": 1 })),
            ("part=waiting", "answer", json!({ "comment": "Yes" })),
            ("part=checks&all=true", "due", json!({ "due": 3, "because": "She agreed." })),
        ]
        .into_iter()
        .enumerate()
        {
            let numbers = in_list(&desk, &lead, list).await;
            let (before, number, after) = (numbers[1], numbers[2], numbers[3]);
            let encoded: String = url::form_urlencoded::byte_serialize(list.as_bytes()).collect();
            let place = format!("/tickets/{number}?list={encoded}");
            let page = desk.ask(Ask::get(&place).cookie(&lead)).await.with_status(200).body.replace("&#38;", "&");
            let (_, rest) = page.split_once("data-live-url=\"").expect("its own address");
            let own = rest.split('"').next().expect("its end").to_owned();
            let deed = own.replacen(&format!("/{number}?"), &format!("/{number}/{part}?"), 1);
            let mut ask = ask;
            ask["version"] = desk.ask(Ask::get(&own).json().bearer(&lead)).await.json()["version"].clone();
            let done = desk.ask(Ask::send(axum::http::Method::POST, &deed, &ask).bearer(&lead)).await;
            let near = done.with_status(200).json()["neighbours"].clone();
            let beside = [&near["previous"]["number"], &near["next"]["number"]];
            assert_eq!(beside, [before, after].map(Value::from).each_ref(), "{nth} {list}");
            let page = desk.ask(Ask::get(&own).cookie(&lead)).await.with_status(200).body;
            assert_eq!(link(&page, "next"), Some(format!("/tickets/{after}?list={encoded}")), "{nth} {list}");
            // A place that is none of this list, or of another ticket, is nowhere.
            let made_up = own.split_once("&at=").expect("a place").0.to_owned() + "&at=WzEsMiwzLDQsNV0";
            desk.ask(Ask::get(&made_up).cookie(&lead)).await.with_status(200);
        }
    })
    .await;
}

/// The numbers of the tickets of a list, as its page has them.
async fn in_list(desk: &Desk, token: &str, list: &str) -> Vec<i64> {
    let number = |row: &Value| row["number"].as_i64().expect("a number");
    if !list.starts_with("part=") {
        let view = desk.ask(Ask::get(&format!("/tickets?{list}")).json().bearer(token)).await.with_status(200).json();
        return view["tickets"].as_array().expect("rows").iter().map(number).collect();
    }
    let view = desk.ask(Ask::get("/?all=true").json().bearer(token)).await.with_status(200).json();
    let rows = |view: &Value| view.as_array().cloned().unwrap_or_default();
    if list == "part=waiting" {
        return rows(&view["waiting"]).iter().map(number).collect();
    }
    let stretches = rows(&view["checks"]);
    stretches.iter().flat_map(|one| rows(&one["tickets"])).map(|one| number(&one["ticket"])).collect()
}

#[tokio::test]
async fn a_lead_goes_through_what_waits_and_a_desk_through_what_is_theirs() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 240, &[Status::Open, Status::InProgress, Status::Pending]).await;
        for (who, address, list, back) in [
            (&cast.lead, "/", "waiting", "/?desk=lead"),
            (&cast.lead, "/?all=true", "checks", "/?desk=lead&all=true"),
            (&cast.owner, "/", "mine", "/?desk=csr"),
        ] {
            let token = desk.session(who).await;
            let view = desk.ask(Ask::get(address).json().bearer(&token)).await.json();
            let tickets: Vec<&Value> = match list {
                "checks" => {
                    let stretches = view["checks"].as_array().expect("stretches").iter();
                    stretches
                        .flat_map(|one| one["tickets"].as_array().expect("a list"))
                        .map(|one| &one["ticket"])
                        .collect()
                }
                list => view[list].as_array().expect("a list").iter().collect(),
            };
            let numbers: Vec<i64> = tickets.iter().filter_map(|ticket| ticket["number"].as_i64()).take(12).collect();
            assert!(numbers.len() > 2, "{list}: {view}");
            let html = desk.ask(Ask::get(address).cookie(&token)).await.with_status(200).body.replace("&#38;", "&");
            let all = if address.contains("all") { "%26all%3Dtrue" } else { "" };
            let place = |number: i64| format!("/tickets/{number}?list=part%3D{list}{all}");
            assert!(html.contains(&format!("href=\"{}\"", place(numbers[0]))), "{html}");
            for (at, number) in numbers.iter().enumerate() {
                let page = desk.ask(Ask::get(&place(*number)).cookie(&token)).await.with_status(200).body;
                assert!(page.replace("&#38;", "&").contains(&format!("<a href=\"{back}\">Back to the desk")), "{page}");
                assert_eq!(link(&page, "prev"), at.checked_sub(1).map(|before| place(numbers[before])), "{list}");
                if let Some(next) = numbers.get(at + 1) {
                    assert_eq!(link(&page, "next"), Some(place(*next)), "{list}");
                }
            }
        }
        // What was answered has left the list, and the way goes on.
        let token = desk.session(&cast.lead).await;
        let view = desk.ask(Ask::get("/").json().bearer(&token)).await.json();
        let number = |at: usize| view["waiting"][at]["number"].as_i64().expect("a number");
        let ask = json!({ "version": 1, "status": "closed" });
        let closing = format!("/tickets/{}/status", number(1));
        desk.ask(Ask::send(axum::http::Method::POST, &closing, &ask).bearer(&token)).await.with_status(200);
        let place = format!("/tickets/{}?list=part%3Dwaiting", number(1));
        let near = desk.ask(Ask::get(&place).json().bearer(&token)).await.json()["neighbours"].clone();
        assert_eq!((&near["previous"]["number"], &near["next"]["number"]), (&number(0).into(), &number(2).into()));
    })
    .await;
}

#[tokio::test]
async fn programs_and_what_script_fetches_have_the_way_too() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 80, &[Status::Open]).await;
        let token = desk.session(&cast.lead).await;
        let numbers = listed(&desk, &token).await;
        let number = |at: usize| numbers[at];
        let place = |at: usize| format!("/tickets/{}?list=status%3Dopen", number(at));
        let view = desk.ask(Ask::get(&place(1)).json().bearer(&token)).await.with_status(200).json();
        let beside = &view["neighbours"];
        assert_eq!(
            (&beside["list"], &beside["previous"]["number"]),
            (&"/tickets?status=open".into(), &number(0).into())
        );
        assert_eq!((&beside["next"]["kind"], &beside["next"]["address"]), (&"ticket".into(), &place(2).into()));
        let first = desk.ask(Ask::get(&place(0)).json().bearer(&token)).await.with_status(200).json();
        assert_eq!(first["neighbours"]["previous"]["kind"], "nothing");
        let alone = desk.ask(Ask::get(&format!("/tickets/{}", number(1))).json().bearer(&token)).await.json();
        assert_eq!(alone["neighbours"], Value::Null);
        // The ticket before it leaves the list; a deed on the page then leads past it.
        let close = json!({ "version": 1, "status": "closed" });
        let closing = format!("/tickets/{}/status", number(0));
        desk.ask(Ask::send(axum::http::Method::POST, &closing, &close).bearer(&token)).await.with_status(200);
        let said = format!("/tickets/{}/comments?list=status%3Dopen", number(1));
        let part =
            desk.ask(Ask::post(&said, &[("comment", "x")]).fragment().cookie(&token)).await.with_status(200).body;
        assert!(part.contains("id=\"trail\" data-also") && part.contains("first of the list"), "{part}");
        assert_eq!(link(&part, "next"), Some(place(2)));
        let plain = format!("/tickets/{}/comments", number(1));
        let part =
            desk.ask(Ask::post(&plain, &[("comment", "x")]).fragment().cookie(&token)).await.with_status(200).body;
        assert!(!part.contains("id=\"trail\""), "{part}");
    })
    .await;
}

#[tokio::test]
async fn why_it_is_due_leads_back_into_the_list() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let number = many::fill(&desk, &cast, 8, &[Status::Open]).await[0].id;
        let token = desk.session(&cast.owner).await;
        let tail = "?list=status%3Dopen%26scope%3Dall";
        let page = desk.ask(Ask::get(&format!("/tickets/{number}{tail}")).cookie(&token)).await.with_status(200).body;
        let page = page.replace("&#38;", "&");
        let (_, at) = page.split_once(&format!("/due{tail}&at=")).expect("the way there");
        let tail = format!("{tail}&at={}", at.split('"').next().expect("its end"));
        assert!(page.contains(&format!("data-tick-url=\"/tickets/{number}/due{tail}\"")), "{page}");
        let why = format!("/tickets/{number}/deadline{tail}");
        assert!(page.contains(&format!("href=\"{why}\"")), "{page}");
        let due = desk.ask(Ask::get(&format!("/tickets/{number}/due{tail}")).fragment().cookie(&token)).await;
        assert!(due.with_status(200).body.replace("&#38;", "&").contains(&format!("href=\"{why}\"")));
        let bare = desk.ask(Ask::get(&format!("/tickets/{number}/due")).fragment().cookie(&token)).await;
        assert!(bare.with_status(200).body.contains(&format!("href=\"/tickets/{number}/deadline\"")));
    })
    .await;
}

/// The numbers of the tickets on the first page of the worklist.
async fn listed(desk: &Desk, token: &str) -> Vec<i64> {
    let list = desk.ask(Ask::get("/tickets").json().bearer(token)).await.json();
    let rows = list["tickets"].as_array().expect("a list");
    rows.iter().map(|row| row["number"].as_i64().expect("a number")).collect()
}
