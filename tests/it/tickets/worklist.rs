//! The worklist through the whole router: every tab, scope and creator filter against what the rows say, page by page.
//! The pencil, and the other filters and orders, have files of their own.

use super::many;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::{Cast, Desk};
use serde_json::Value;
use watchdesk::people::Member;
use watchdesk::tickets::Status;
use watchdesk::tickets::filtering::Scope;

async fn list(desk: &Desk, token: &str, query: &str) -> Value {
    desk.ask(Ask::get(&format!("/tickets?{query}")).json().bearer(token)).await.with_status(200).json()
}

/// Every ticket of a list, page after page, and the first page.
async fn walk(desk: &Desk, token: &str, query: &str) -> (Vec<i64>, Value) {
    let first = list(desk, token, query).await;
    let (mut page, mut seen) = (first.clone(), Vec::new());
    loop {
        let rows = page["tickets"].as_array().expect("rows");
        assert!(rows.len() <= 50, "{query}");
        seen.extend(rows.iter().map(|row| row["number"].as_i64().expect("a number")));
        let Some(next) = page["next"].as_str() else { return (seen, first) };
        assert_eq!(rows.len(), 50, "{query}");
        let following = list(desk, token, &format!("{query}&after={next}")).await;
        let previous = following["previous"].as_str().expect("a page before");
        let before = list(desk, token, &format!("{query}&after={previous}")).await;
        assert_eq!((&before["tickets"], &before["previous"]), (&page["tickets"], &page["previous"]), "{query}");
        page = following;
    }
}

/// What the list should hold, by the rows alone.
fn expected(rows: &[many::Row], by: &Member, cast: &Cast, status: Status, scope: Scope, creator: &str) -> Vec<i64> {
    let name = |id: Option<i64>| {
        let Some(id) = id else { return String::new() };
        let people = [&cast.owner, &cast.colleague, &cast.lead, &cast.abroad];
        people.into_iter().find(|member| member.id == id).expect("one of the cast").user_name.to_lowercase()
    };
    let belongs = |row: &&many::Row| {
        let within = match scope {
            Scope::Escalated => row.escalated == 1,
            Scope::Mine => row.escalated == 1 || row.created_by == Some(by.id),
            Scope::All => true,
        };
        row.status == status && within && name(row.created_by).starts_with(&creator.trim().to_lowercase())
    };
    let mut rows: Vec<&many::Row> = rows.iter().filter(belongs).collect();
    rows.sort_by_key(|row| match row.closed_at {
        Some(at) => (0, (-at, -row.id)),
        None => (-row.escalated, (row.due_at, row.id)),
    });
    rows.into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn tabs_rows_and_pages_agree_in_every_scope() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let rows = many::fill(&desk, &cast, 900, Status::ALL).await;
        let by = &cast.owner;
        let token = desk.session(by).await;
        for creator in ["", "CA-", "ca-M", "uk-osmith", " CA", "CA-b", "UK-"] {
            for scope in Scope::ALL {
                for status in Status::ALL {
                    let encoded: String = url::form_urlencoded::byte_serialize(creator.as_bytes()).collect();
                    let query = format!("status={status}&scope={scope}&creator={encoded}");
                    let (seen, first) = walk(&desk, &token, &query).await;
                    assert_eq!(seen, expected(&rows, by, &cast, *status, *scope, creator), "{query}");
                    for tab in first["tabs"].as_array().expect("tabs") {
                        let status: Status = tab["status"].as_str().expect("a status").parse().expect("a status");
                        let all = expected(&rows, by, &cast, status, *scope, creator).len();
                        assert_eq!(
                            (tab["tickets"].as_u64(), &tab["or_more"]),
                            (Some(all as u64), &false.into()),
                            "{query}"
                        );
                    }
                }
            }
        }
        let plain = list(&desk, &token, "").await;
        assert_eq!((plain["status"].as_str(), plain["scope"].as_str()), (Some("open"), Some("escalated")));
    })
    .await;
}

#[tokio::test]
async fn the_count_of_a_call_centre_is_exact_and_that_of_some_of_its_people_stops_at_a_thousand() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let rows = many::fill(&desk, &cast, 4_200, &[Status::Pending]).await;
        let token = desk.session(&cast.lead).await;
        let exact = list(&desk, &token, "status=pending&scope=all&creator=CA-").await;
        let all = expected(&rows, &cast.lead, &cast, Status::Pending, Scope::All, "CA-").len();
        assert_eq!((&exact["tabs"][2]["tickets"], &exact["tabs"][2]["or_more"]), (&all.into(), &false.into()));
        let page = list(&desk, &token, "status=pending&scope=all&creator=CA-m").await;
        assert_eq!((&page["tabs"][2]["tickets"], &page["tabs"][2]["or_more"]), (&1_000.into(), &true.into()));
        let html =
            desk.ask(Ask::get("/tickets?status=pending&scope=all&creator=CA-m").cookie(&token)).await.with_status(200);
        assert!(html.body.contains("1,000+"), "{}", html.body);
        assert!(html.body.contains("data-announce=\"1,000 tickets or more\""));
        let html = desk.ask(Ask::get("/tickets?status=pending&scope=all").cookie(&token)).await.with_status(200);
        assert!(html.body.contains("1–50 of 4,200") && html.body.contains("rel=\"next\""), "{}", html.body);
    })
    .await;
}

#[tokio::test]
async fn a_page_a_fragment_and_json_say_the_same() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 1_300, Status::ALL).await;
        let token = desk.session(&cast.owner).await;
        let next = list(&desk, &token, "scope=mine&creator=CA-m").await["next"].as_str().map(str::to_owned);
        for query in [
            "".to_owned(),
            "status=closed&scope=all".to_owned(),
            format!("scope=mine&creator=CA-m&after={}", next.expect("more")),
        ] {
            let json = list(&desk, &token, &query).await;
            let address = format!("/tickets?{query}");
            let page = desk.ask(Ask::get(&address).cookie(&token)).await.with_status(200);
            let fragment = desk.ask(Ask::get(&address).fragment().cookie(&token)).await.with_status(200);
            assert!(
                page.body.starts_with("<!doctype html>")
                    && page.body.contains("href=\"/tickets\" aria-current=\"page\"")
            );
            assert!(fragment.body.trim_start().starts_with("<section id=\"list\""), "{}", fragment.body);
            assert!(
                fragment.body.contains("id=\"tabs\" data-also") && fragment.body.contains("id=\"chips\" data-also")
            );
            for html in [&page.body, &fragment.body] {
                assert_eq!(html.matches("<tbody").count(), json["tickets"].as_array().expect("rows").len());
                for (row, piece) in json["tickets"].as_array().expect("rows").iter().zip(html.split("<tbody").skip(1)) {
                    let number = row["number"].to_string();
                    assert!(piece.contains(&format!("id=\"ticket-{number}\"")), "{piece}");
                    assert!(piece.contains("Broken &#60;b&#62; valve") && !piece.contains("<b>"), "{piece}");
                    assert!(piece.contains(row["created_by"]["user_name"].as_str().unwrap_or("Watchdesk")));
                    assert_eq!(piece.contains("class=\"flagged\""), row["escalated"] == true, "{piece}");
                    let flag = if row["status"] == "closed" { "Was escalated" } else { "Escalated" };
                    let flag = format!("{flag} to Name of CA-lhart");
                    assert_eq!(piece.contains(&flag), row["escalated"] == true, "{piece}");
                    assert_eq!(piece.contains("New to you:"), row["unread"] == true, "{piece}");
                    let class = match row["due"]["state"].as_str().expect("a state") {
                        "over" => "due-met",
                        state => &format!("due-{state}"),
                    };
                    assert!(piece.contains(class), "{piece}");
                }
                for tab in json["tabs"].as_array().expect("tabs") {
                    assert!(html.contains(&format!("<span class=\"count\">{}</span>", tab["tickets"])), "{html}");
                }
                assert!(!html.contains("worklist-") && !html.contains("ticket-status-"), "a key without words: {html}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_filter_goes_along_everywhere() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let rows = many::fill(&desk, &cast, 900, Status::ALL).await;
        let token = desk.session(&cast.lead).await;
        let html = desk.ask(Ask::get("/tickets?scope=all&creator=ca-").fragment().cookie(&token)).await.body;
        let html = html.replace("&#38;", "&");
        let carried = "scope=all&creator=ca-";
        for place in ["data-live-url=\"", "data-tick-url=\"", "rel=\"next\" href=\""] {
            assert!(html.contains(&format!("{place}/tickets?status=open&{carried}")), "{place} {html}");
        }
        for status in Status::ALL {
            assert!(html.contains(&format!("<a href=\"/tickets?status={status}&{carried}\"")), "{html}");
        }
        assert!(html.contains(&format!("/editor?status=open&{carried}\"")), "{html}");
        let next =
            html.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a next page");
        let second = desk.ask(Ask::get(next).cookie(&token)).await.with_status(200).body.replace("&#38;", "&");
        let all = expected(&rows, &cast.lead, &cast, Status::Open, Scope::All, "ca-").len();
        assert!(second.contains(&format!("51–100 of {all}")), "{second}");
        assert!(second.contains(&format!("rel=\"prev\" href=\"/tickets?status=open&{carried}\"")), "{second}");
    })
    .await;
}

#[tokio::test]
async fn an_empty_list_says_what_to_do() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let token = desk.session(&cast.owner).await;
        let mut said = std::collections::BTreeSet::new();
        for status in Status::ALL {
            for query in ["", "&scope=mine", "&scope=all", "&creator=CA-bdupont"] {
                let html = desk
                    .ask(Ask::get(&format!("/tickets?status={status}{query}")).cookie(&token))
                    .await
                    .with_status(200);
                let (_, empty) =
                    html.body.split_once("class=\"sheet empty\"").unwrap_or_else(|| panic!("{}", html.body));
                assert!(empty.contains("<a class=\"button\" href="), "{empty}");
                assert!(html.body.contains("data-live=\"tickets\""), "a new ticket must appear");
                let title = empty.split("<h2>").nth(1).and_then(|rest| rest.split("</div>").next()).expect("a title");
                said.insert(title.to_owned());
            }
        }
        assert!(said.len() >= 13, "{said:?}");
    })
    .await;
}

#[tokio::test]
async fn a_hostile_query_gets_a_list_or_a_clear_refusal() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        many::fill(&desk, &cast, 200, Status::ALL).await;
        let token = desk.session(&cast.owner).await;
        let long = format!("creator={}", "x".repeat(10_000));
        let refused = [
            "status=weird",
            "sort=body",
            "direction=up",
            "due=never",
            "type=all",
            "escalated=perhaps",
            "scope=%00",
            "status=open&status=closed",
            "scope=ALL",
            "creator=%ff",
            "assignee=%00",
            "assignee=me%27",
            "type=-1",
            "party=%00",
            "creator=%00",
            "creator=CA-%00",
            "creator=%27%20OR%201=1%20--",
            "creator=-",
            "creator=%C3%89-",
            "creator=%F0%9F%99%82",
            "creator=CA-%25",
            "creator=%3Cscript%3Ealert(1)%3C/script%3E",
            "creator=-CA-",
            &long,
        ];
        let harmless = ["status=", "scope=&creator=&after=", "order=%00", "order=%27%20OR%201=1"];
        let shrugged_off = ["after=e0.%25", "after=x", "after=WzEsMiwzLCJ4Il0", "after=WzUwLDEsMSwxXQ", "nonsense=1"];
        for query in shrugged_off {
            let place = format!("/tickets?{query}");
            assert_eq!(desk.ask(Ask::get(&place).json().bearer(&token)).await.status, 422, "{query}");
            let page = desk.ask(Ask::get(&place).cookie(&token)).await.with_status(200).body;
            assert!(page.contains("data-row"), "{query} {page}");
        }
        for query in refused {
            let said = desk.ask(Ask::get(&format!("/tickets?{query}")).json().bearer(&token)).await;
            assert_eq!(said.status, 422, "{query}");
            assert!(!said.complaints().is_empty());
            let page = desk.ask(Ask::get(&format!("/tickets?{query}")).cookie(&token)).await.with_status(422).body;
            assert!(!page.contains("<script>alert") && page.len() < 300_000, "{query}");
        }
        for query in harmless {
            let page = desk.ask(Ask::get(&format!("/tickets?{query}")).cookie(&token)).await.with_status(200);
            assert!(page.body.len() < 300_000, "{query}");
            let json = list(&desk, &token, query).await;
            let narrow = ["creator", "type", "assignee", "party", "order"];
            let filters = narrow.iter().any(|name| query.starts_with(name) && json[*name] != Value::Null);
            assert_eq!(json["tickets"].as_array().expect("rows").is_empty(), filters, "{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn outsiders_see_no_list_and_no_pencil() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let number = many::fill(&desk, &cast, 8, Status::ALL).await[0].id;
        let (admin, abroad) = (desk.session(&cast.admin).await, desk.session(&cast.abroad).await);
        let editor = format!("/tickets/{number}/editor");
        let nowhere = desk.ask(Ask::get("/nowhere").json().bearer(&admin)).await.complaints();
        for place in ["/tickets", "/tickets?scope=all", &editor] {
            assert_eq!(desk.ask(Ask::get(place).json()).await.status, 401, "{place}");
            let page = desk.ask(Ask::get(place)).await;
            assert!(page.status == 303 && page.place().starts_with("/sign-in?next="), "{place}");
            let said = desk.ask(Ask::get(place).json().bearer(&admin)).await;
            assert_eq!((said.status.as_u16(), said.complaints()), (404, nowhere.clone()), "{place}");
            // A colleague in another call centre has the same access.
            assert_eq!(desk.ask(Ask::get(place).json().bearer(&abroad)).await.status, 200, "{place}");
        }
        let ask = || Ask::post(&editor, &[("version", "1"), ("status", "closed"), ("comment", "mine")]);
        assert!(desk.ask(ask()).await.with_status(401).body.contains("action=\"/sign-in\""));
        assert_eq!(desk.ask(ask().cookie(&admin)).await.status, 404);
        for nobody in ["0", "-1", "999999999999", "99999999999999999999", "x", "%00"] {
            let place = format!("/tickets/{nobody}/editor");
            assert_eq!(desk.ask(Ask::get(&place).json().bearer(&abroad)).await.status, 404, "{nobody}");
            let ask = Ask::post(&place, &[("version", "1"), ("status", "open"), ("comment", "x")]);
            assert_eq!(desk.ask(ask.cookie(&abroad)).await.status, 404, "{nobody}");
        }
        assert_eq!(many::wrong(&desk).await, []);
    })
    .await;
}
