//! A desk of an older program, with tickets and distributors on it, under this one.

use crate::support::asking::Ask;
use crate::support::databases::at_both_empty;
use crate::support::desk::Desk;
use axum::http::Method;
use serde_json::{Value, json};
use watchdesk::platform::db::{Db, Migrations, Sql, Tx};

/// The first version that had tickets.
const OLD: u32 = 5;
/// What it had on the desk: somebody, a distributor, and tickets in each half of each tab.
const ROWS: &[&str] = &[
    "INSERT INTO calendars (id, name) VALUES (900, 'Old hours')",
    "INSERT INTO calendar_versions (id, calendar_id, body, made_at) VALUES (900, 900, '{}', 1)",
    "INSERT INTO users (id, user_name, user_name_key, display_name, language, created_at, version)
     VALUES (900, 'CA-old', 'ca-old', 'Olda Hand', 'en', 1, 1)",
    "INSERT INTO parties (id, number, number_key, name, name_sort, email, email_key, phone, phone_key, status, updated_at, version)
     VALUES (900, 'CA 10482', 'ca10482', 'Old Oak Wellness', 'old oak wellness', 'oak@example.com', 'oak@example.com',
     '+1 416 555 0134', '4165550134', 'active', 1, 1)",
    "INSERT INTO tickets (id, kind, status, reason, subject, body, type_id, party_id, created_by, creator_prefix, assignee,
     escalated, due_at, due_days, calendar_version_id, created_at, changed_at, changed_by, version, order_number)
     VALUES (901, 'inquiry', 'open', NULL, 'Open of old', '', 3, 900, 900, 'CA', 900, 1, 1700000000000, 1, 900, 1, 5, 900, 3, 'so 77'),
     (902, 'inquiry', 'pending', 'customer', 'Pending of old', '', 3, 900, 900, 'CA', NULL, 1, 1700000000000, 1, 900, 1, 6, 900, 1, NULL),
     (903, 'inquiry', 'closed', 'resolved', 'Closed of old', '', 3, 900, 900, 'CA', 900, 1, 1700000000000, 1, 900, 1, 1700000500000, 900, 1, NULL)",
];

async fn furnished(db: &Db) {
    db.migrate_by(&Migrations::shipped().up_to(OLD)).await.expect("the old schema");
    let rows = async |tx: &mut Tx| {
        for row in ROWS {
            tx.execute(Sql::new(row)).await?;
        }
        Ok(())
    };
    db.write(None, rows).await.expect("old rows");
}

#[tokio::test]
async fn tickets_of_an_older_program_are_all_there_under_this_one() {
    at_both_empty(async |place| {
        let db = place.open().await;
        furnished(&db).await;
        assert!(db.migrate().await.expect("it migrates").contains(&i64::from(OLD + 1)));
        let (desk, cast) = Desk::with_cast(db).await;
        let hours = "UPDATE calendar_versions SET body = (SELECT min(body) FROM calendar_versions WHERE id <> 900) WHERE id = 900";
        desk.change(Sql::new(hours)).await;
        let token = desk.session(&cast.owner).await;
        let get = async |path: &str| -> Value {
            desk.ask(Ask::get(path).json().bearer(&token)).await.with_status(200).json()
        };
        for (status, number) in [("open", 901), ("pending", 902), ("closed", 903)] {
            let list = get(&format!("/tickets?status={status}&party=CA10482")).await;
            assert_eq!(list["tickets"][0]["number"], number, "{list}");
            let ticket = get(&format!("/tickets/{number}")).await;
            assert_eq!((&ticket["status"], &ticket["party"]["name"]), (&status.into(), &"Old Oak Wellness".into()));
            desk.ask(Ask::get(&format!("/tickets/{number}")).cookie(&token)).await.with_status(200);
        }
        assert_eq!(get("/tickets?order=SO77").await["tickets"][0]["number"], 901, "as its key is compared now");
        let reopen = json!({ "version": 1, "status": "open" });
        let reopen = Ask::send(Method::POST, "/tickets/903/status", &reopen).bearer(&token);
        assert_eq!(desk.ask(reopen).await.with_status(200).json()["status"], "open");
        desk.app.db.close().await;
    })
    .await;
}
