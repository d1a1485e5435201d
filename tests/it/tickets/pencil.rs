//! The pencil on a worklist's row, through the whole router: with script, without, as JSON, refused and stale.

use super::many;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::Desk;
use watchdesk::people::Member;
use watchdesk::platform::db::{Reads, Sql};
use watchdesk::tickets::Status;

const QUERY: &str = "status=open&scope=all&creator=CA-";

async fn comments(desk: &Desk, number: i64) -> i64 {
    let sql = Sql::new("SELECT count(*) FROM comments WHERE ticket_id = ?").bind(number);
    desk.app.db.reads().value(sql).await.expect("a database").expect("a count")
}

async fn editor(desk: &Desk, token: &str, number: i64) -> String {
    let place = format!("/tickets/{number}/editor?{QUERY}");
    desk.ask(Ask::get(&place).fragment().cookie(token)).await.with_status(200).body
}

async fn desk_with_rows(db: watchdesk::platform::db::Db) -> (Desk, Member, Member, i64) {
    let (desk, cast) = Desk::with_cast(db).await;
    let number = many::fill(&desk, &cast, 40, &[Status::Open]).await[0].id;
    (desk, cast.lead, cast.owner, number)
}

#[tokio::test]
async fn the_editor_is_a_row_a_page_or_its_fields() {
    on_both(async |db| {
        let (desk, lead, _, number) = desk_with_rows(db).await;
        let token = desk.session(&lead).await;
        let place = format!("/tickets/{number}/editor?{QUERY}");
        let row = editor(&desk, &token, number).await.replace("&#38;", "&");
        assert!(row.trim_start().starts_with("<tr class=\"editor\">"), "{row}");
        assert!(
            row.contains(&format!("action=\"{place}\"")) && row.contains(&format!("data-target=\"#ticket-{number}\"")),
            "{row}"
        );
        assert!(row.contains("value=\"open\" checked"), "{row}");
        assert!(!row.contains("worklist-") && !row.contains("ticket-reason"), "a key without words: {row}");
        let page = desk.ask(Ask::get(&place).cookie(&token)).await.with_status(200).body.replace("&#38;", "&");
        assert!(page.starts_with("<!doctype html>") && page.contains(&format!("action=\"{place}\"")), "{page}");
        assert!(page.contains(&format!("href=\"/tickets?{QUERY}\">Back to the worklist")), "{page}");
        assert_eq!(page.matches("id=\"notices\"").count(), 1, "{page}");
        let list = desk.ask(Ask::get(&format!("/tickets?{QUERY}")).cookie(&token)).await.with_status(200).body;
        assert!(list.replace("&#38;", "&").contains(&format!("href=\"{place}\"")), "the pencil keeps the list: {list}");
        let fields = desk.ask(Ask::get(&place).json().bearer(&token)).await.with_status(200).json();
        assert_eq!((&fields["ticket"]["version"], &fields["comment"]), (&1.into(), &"".into()));
        assert_eq!(fields["pending_reasons"].as_array().expect("reasons").len(), 4);
        assert_eq!(fields["closed_reasons"][0], serde_json::json!({ "reason": "resolved", "name": "resolved" }));
    })
    .await;
}

#[tokio::test]
async fn a_row_is_commented_and_moved_in_place() {
    on_both(async |db| {
        let (desk, lead, _, number) = desk_with_rows(db).await;
        let token = desk.session(&lead).await;
        let place = format!("/tickets/{number}/editor?{QUERY}");
        // The form sends both reasons, whatever the status.
        let both = [("pending_reason", "carrier"), ("closed_reason", "duplicate")];
        let moves = [
            ("in_progress", "I take it", "is “In progress”"),
            ("pending", "", "waiting for the carrier"),
            ("closed", "Sent <again>", "Closed: duplicate"),
            ("open", "", "is “Open”"),
        ];
        let list = desk.ask(Ask::get(&format!("/tickets?{QUERY}")).json().bearer(&token)).await.json();
        let open = list["tabs"][0]["tickets"].as_i64().expect("a count");
        for (version, (status, said, news)) in moves.into_iter().enumerate() {
            let form = editor(&desk, &token, number).await;
            assert!(form.contains(&format!("name=\"version\" value=\"{}\"", version + 1)), "{form}");
            let version = (version + 1).to_string();
            let fields = [[("version", version.as_str()), ("status", status)], both].concat();
            let fields = [fields, vec![("comment", said)]].concat();
            let row = desk.ask(Ask::post(&place, &fields).fragment().cookie(&token)).await.with_status(200).body;
            assert!(row.trim_start().starts_with(&format!("<tbody class=\"entry\" id=\"ticket-{number}\"")), "{row}");
            assert!(row.contains("id=\"notices\" class=\"notices\" data-also") && row.contains(news), "{row}");
            assert!(!row.contains("class=\"editor\""), "{row}");
            let expected = if status == "open" { open } else { open - 1 };
            assert!(row.contains(&format!("Open <span class=\"count\">{expected}</span>")), "{status} {row}");
            assert_eq!(many::wrong(&desk).await, [], "after {status}");
        }
        assert_eq!(comments(&desk, number).await, 2);
    })
    .await;
}

#[tokio::test]
async fn without_a_script_one_comes_back_to_the_list() {
    on_both(async |db| {
        let (desk, lead, _, number) = desk_with_rows(db).await;
        let token = desk.session(&lead).await;
        let place = format!("/tickets/{number}/editor?{QUERY}");
        let ask = Ask::post(&place, &[("version", "1"), ("status", "in_progress"), ("comment", "")]);
        let said = desk.ask(ask.cookie(&token)).await.with_status(303);
        assert_eq!(said.place(), format!("/tickets?{QUERY}"));
        let flash =
            said.headers["set-cookie"].to_str().expect("a cookie").split(';').next().expect("a pair").to_owned();
        let list = Ask::get(said.place()).header("cookie", &format!("session={token}; {flash}"));
        assert!(desk.ask(list).await.body.contains(&format!("{number} is saved.")));
        // Refused: the form stands on a page of its own, as it was typed.
        let ask = Ask::post(
            &place,
            &[("version", "2"), ("status", "pending"), ("pending_reason", "resolved"), ("comment", "kept & whole")],
        );
        let page = desk.ask(ask.cookie(&token)).await.with_status(422).body;
        assert!(page.starts_with("<!doctype html>") && page.contains("kept &#38; whole"), "{page}");
        assert!(page.contains("This reason does not fit") && page.contains("aria-invalid=\"true\""), "{page}");
        assert!(page.contains("value=\"pending\" checked"), "{page}");
        assert_eq!(comments(&desk, number).await, 0);
    })
    .await;
}

#[tokio::test]
async fn nothing_to_do_and_an_endless_comment_are_refused_at_the_field() {
    on_both(async |db| {
        let (desk, lead, _, number) = desk_with_rows(db).await;
        let token = desk.session(&lead).await;
        let place = format!("/tickets/{number}/editor?{QUERY}");
        let endless = "x".repeat(20_001);
        for comment in ["", "  \n ", &endless] {
            let fields = [("version", "1"), ("status", "open"), ("comment", comment)];
            let row = desk.ask(Ask::post(&place, &fields).fragment().cookie(&token)).await.with_status(422).body;
            assert!(row.trim_start().starts_with("<tbody class=\"entry editor-open\""), "{row}");
            assert!(row.contains(&format!("aria-describedby=\"comment-{number}-complaint\"")), "{row}");
        }
        let body = serde_json::json!({ "version": 1, "status": "pending", "closed_reason": "resolved" });
        let said = desk.ask(Ask::send(axum::http::Method::POST, &place, &body).bearer(&token)).await.with_status(422);
        assert_eq!(said.complaints(), ["pending_reason=ticket-reason-needed"]);
        let nul = serde_json::json!({ "version": 1, "status": "open", "comment": "a\u{0}b" });
        desk.ask(Ask::send(axum::http::Method::POST, &place, &nul).bearer(&token)).await.with_status(422);
        assert_eq!((comments(&desk, number).await, many::wrong(&desk).await), (0, vec![]));
    })
    .await;
}

#[tokio::test]
async fn who_comes_second_is_told_and_keeps_the_text() {
    on_both(async |db| {
        let (desk, lead, owner, number) = desk_with_rows(db).await;
        let (first, second) = (desk.session(&lead).await, desk.session(&owner).await);
        let place = format!("/tickets/{number}/editor?{QUERY}");
        let fields = |version: &'static str| {
            [("version", version), ("status", "closed"), ("closed_reason", "no_reply"), ("comment", "my words")]
        };
        desk.ask(Ask::post(&place, &[("version", "1"), ("status", "in_progress")]).fragment().cookie(&first))
            .await
            .with_status(200);
        let row = desk.ask(Ask::post(&place, &fields("1")).fragment().cookie(&second)).await.with_status(409).body;
        assert!(row.trim_start().starts_with("<tbody class=\"entry editor-open\""), "{row}");
        assert!(
            row.contains("Name of CA-lhart") && row.contains("role=\"alert\"") && row.contains("my words"),
            "{row}"
        );
        assert!(row.contains("value=\"closed\" checked") && row.contains("value=\"no_reply\" selected"), "{row}");
        assert!(row.contains("name=\"version\" value=\"2\""), "{row}");
        let page = desk.ask(Ask::post(&place, &fields("1")).cookie(&second)).await.with_status(409).body;
        assert!(page.starts_with("<!doctype html>") && page.contains("my words"), "{page}");
        desk.ask(Ask::post(&place, &fields("1")).json().bearer(&second)).await.with_status(422); // A number is no text.
        let body = serde_json::json!({ "version": 1, "status": "closed" });
        let said = desk.ask(Ask::send(axum::http::Method::POST, &place, &body).bearer(&second)).await.with_status(409);
        assert_eq!(said.complaints(), ["*=ticket-stale"]);
        assert_eq!(comments(&desk, number).await, 0);
        desk.ask(Ask::post(&place, &fields("2")).fragment().cookie(&second)).await.with_status(200);
        assert_eq!((comments(&desk, number).await, many::wrong(&desk).await), (1, vec![]));
    })
    .await;
}

#[tokio::test]
async fn a_repeated_request_comments_once_and_a_draft_goes_with_it() {
    on_both(async |db| {
        let (desk, lead, _, number) = desk_with_rows(db).await;
        let token = desk.session(&lead).await;
        let draft = serde_json::json!({ "fields": { "comment": "half a thou" } });
        let kept = format!("/drafts/ticket-{number}-comment");
        let put = Ask::send(axum::http::Method::PUT, &kept, &draft).bearer(&token);
        assert!(desk.ask(put).await.status.is_success());
        let form = editor(&desk, &token, number).await;
        assert!(form.contains(">half a thou</textarea>"), "{form}");
        let key =
            form.split("name=\"request_key\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a key");
        let place = format!("/tickets/{number}/editor?{QUERY}");
        let fields = [("version", "1"), ("status", "open"), ("comment", "once"), ("request_key", key)];
        for _ in 0..3 {
            desk.ask(Ask::post(&place, &fields).fragment().cookie(&token)).await.with_status(200);
        }
        assert_eq!(comments(&desk, number).await, 1);
        assert!(!editor(&desk, &token, number).await.contains("half a thou"));
    })
    .await;
}
