//! The distributor's dashboard: page, fragment and JSON say the same, to those who may look.

use super::desk::{Desk, import_csv, now};
use crate::support::databases::on_both;
use watchdesk::people::{Actor, Role};
use watchdesk::platform::db::{Sql, Tx};
use watchdesk::tickets::opening::{self, Escalated, NewInquiry};

const HTML: &str = "text/html";
const FRAGMENT: &str = "text/vnd.watchdesk.fragment+html";
const FILE: &str = "number,name,region,contact,phone,language,warning,status\n\
    200127,O’Neil Fastenings,\"Ontario, CA\",Siobhán O’Neil,+1 416 555 0134,English,Speak to the account holder only,active\n\
    200131,東京精密工業株式会社,\"Tokyo, JP\",佐藤 美咲,+81 3 5555 0177,Japanese,,inactive\n\
    300,<b>Bold</b> & Sons,,,,,,active\n";

#[tokio::test]
async fn page_fragment_and_json_agree() {
    on_both(async |db| {
        import_csv(&db, FILE).await;
        let desk = Desk::new(db);
        let (_, token) = desk.person("CA-mchen", Role::Csr).await;
        let json = desk.json("?name=oneil", &token).await;
        let found = &json["parties"][0];
        assert_eq!((json["parties"].as_array().map(Vec::len), &json["more"]), (Some(1), &false.into()));
        assert_eq!(
            (&found["number"], &found["warning"], &found["open_tickets"]),
            (&"200127".into(), &"Speak to the account holder only".into(), &0.into())
        );
        let page = desk.get("/parties?name=oneil", HTML, Some(&token)).await;
        let fragment = desk.get("/parties?name=oneil", FRAGMENT, Some(&token)).await;
        assert!(page.body.starts_with("<!doctype html>") && page.body.contains(fragment.body.trim()));
        assert!(fragment.body.trim_start().starts_with("<section id=\"found\""), "{}", fragment.body);
        let plus = format!("href=\"/tickets/new?party={}\" data-enter", found["id"]);
        for said in [&page, &fragment] {
            for part in [
                "200127",
                "O’Neil Fastenings",
                "Ontario, CA",
                "Siobhán O’Neil",
                "+1 416 555 0134",
                "English",
                "Speak to the account holder only",
                "One found",
                &plus,
            ] {
                assert!(said.body.contains(part), "{part} is missing in {}", said.body);
            }
            assert!(!said.body.contains("東京") && !said.body.contains("parties-"), "{}", said.body);
        }
        assert!(page.body.contains("value=\"oneil\""), "the field keeps what was typed");
        let all = desk.get("/parties", HTML, Some(&token)).await;
        assert!(
            all.body.contains("&#60;b&#62;Bold&#60;/b&#62; &#38; Sons") && !all.body.contains("<b>Bold"),
            "{}",
            all.body
        );
        assert!(all.body.contains(">Inactive</span>") && all.body.contains("3 found"));
        assert_eq!(desk.json("?phone=4165550134", &token).await["parties"][0]["number"], "200127");
    })
    .await;
}

#[tokio::test]
async fn open_tickets_are_counted() {
    on_both(async |db| {
        import_csv(&db, FILE).await;
        let desk = Desk::new(db);
        let (mei, token) = desk.person("CA-mchen", Role::Csr).await;
        let party = desk.json("?number=200127", &token).await["parties"][0]["id"].as_i64().expect("an id");
        for _ in 0..3 {
            let (mei, ask) = (mei.clone(), ask(party));
            let opened = desk
                .app
                .db
                .write(None, async move |tx: &mut Tx| opening::open(tx, Actor::from(&mei), &ask, now()).await)
                .await;
            opened.expect("a ticket");
        }
        let close = Sql::new(
            "UPDATE tickets SET status = 'closed', reason = 'resolved' WHERE id = (SELECT min(id) FROM tickets)",
        );
        desk.app.db.write(None, async move |tx: &mut Tx| Ok(tx.execute(close.clone()).await?)).await.expect("closed");
        assert_eq!(desk.json("?number=200127", &token).await["parties"][0]["open_tickets"], 2);
        let page = desk.get("/parties", HTML, Some(&token)).await;
        assert!(
            page.body.contains(">2 open</a>") && page.body.contains(&format!("/tickets/new?party={party}#others")),
            "{}",
            page.body
        );
    })
    .await;
}

#[tokio::test]
async fn empty_pages_say_what_to_do() {
    on_both(async |db| {
        let desk = Desk::new(db.clone());
        let (_, token) = desk.person("CA-mchen", Role::CsrLead).await;
        for path in ["/parties", "/parties?name=zimmermann"] {
            let none = desk.get(path, HTML, Some(&token)).await;
            assert!(
                none.body.contains("There are no distributors yet") && none.body.contains("import parties"),
                "{}",
                none.body
            );
        }
        import_csv(&db, FILE).await;
        let nothing = desk.get("/parties?name=zimm%3Cb%3E&number=9", FRAGMENT, Some(&token)).await;
        assert!(nothing.body.contains("No distributor matches “9 zimm&#60;b&#62;”"), "{}", nothing.body);
        assert!(
            nothing.body.contains("data-announce=\"No distributor matches")
                && nothing.body.contains("Nobody fits both fields. Empty one of them")
        );
        for query in ["?number=416%20555%209", "?name=zimmermann", "?number=zimmermann"] {
            let nothing = desk.get(&format!("/parties{query}"), HTML, Some(&token)).await.body;
            assert!(
                nothing.contains("Try another spelling") && nothing.contains("last four of the telephone"),
                "{nothing}"
            );
            assert!(
                nothing.contains("Not a distributor yet?") && nothing.contains("/tickets/new?prospect=yes"),
                "{nothing}"
            );
            assert_eq!(nothing.contains("prospect=yes&#38;name=zimmermann"), query.contains("zimm"), "{nothing}");
        }
        let part = desk.json("?name=0134", &token).await;
        assert_eq!(part["parties"][0]["number"], "200127", "a part of a telephone, in the field of names");
    })
    .await;
}

#[tokio::test]
async fn strangers_find_no_page() {
    on_both(async |db| {
        import_csv(&db, FILE).await;
        let desk = Desk::new(db);
        let (_, admin) = desk.person("ingrid", Role::Admin).await;
        assert_eq!(desk.get("/parties", "application/json", None).await.status, 401);
        assert_eq!(desk.get("/parties", HTML, None).await.status, 303);
        for accept in ["application/json", HTML, FRAGMENT] {
            let said = desk.get("/parties?number=200127", accept, Some(&admin)).await;
            assert_eq!(said.status, 404);
            assert!(!said.body.contains("Neil"), "{}", said.body);
        }
    })
    .await;
}

#[tokio::test]
async fn hostile_queries_are_answered() {
    on_both(async |db| {
        import_csv(&db, FILE).await;
        let desk = Desk::new(db);
        let (_, token) = desk.person("CA-mchen", Role::Csr).await;
        let long = "x".repeat(10_000);
        for text in ["%00", "%25", "_", "%F0%9F%8E%AA", "%D7%A9%D7%9C", "%3Cscript%3E", "%E2%80%AE", "'", &long] {
            for field in ["number", "name", "phone"] {
                let query = format!("?{field}={text}");
                assert_eq!(desk.json(&query, &token).await["parties"], serde_json::json!([]), "{query:.40}");
                let page = desk.get(&format!("/parties{query}"), HTML, Some(&token)).await;
                assert_eq!(page.status, 200);
                assert!(!page.body.contains("<script>"), "{}", page.body);
            }
        }
        for broken in ["?name=%FF", "?name=a&name=b"] {
            assert_eq!(
                desk.get(&format!("/parties{broken}"), "application/json", Some(&token)).await.status,
                422,
                "{broken}"
            );
        }
        assert_eq!(desk.json("?number=&name=&phone=", &token).await["parties"].as_array().map(Vec::len), Some(3));
    })
    .await;
}

fn ask(party: i64) -> NewInquiry {
    NewInquiry {
        party: Some(party),
        type_id: Some(1),
        what: Some("A pallet is missing".into()),
        due: Some(1),
        escalate: Some(Escalated::No),
        ..NewInquiry::default()
    }
}
