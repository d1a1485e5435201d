//! What the desk does itself, as mail that comes in, a rule or a job will: by the same verbs, with nobody as the author,
//! and "Watchdesk" wherever people read who it was.

use super::inquiry::{Scene, number};
use super::many;
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::{Desk, refused};
use serde_json::{Value, json};
use watchdesk::people::Actor;
use watchdesk::platform::db::{Reads, Sql, Tx};
use watchdesk::platform::events;
use watchdesk::platform::failure::Failure;
use watchdesk::platform::moment::Timestamp;
use watchdesk::tickets::commenting::{NewComment, comment};
use watchdesk::tickets::escalating::{Escalate, escalate, escalate_to};
use watchdesk::tickets::opening::{NewInquiry, open};
use watchdesk::tickets::progressing::{Progress, progress};
use watchdesk::tickets::{Status, Ticket, TicketView, find};

/// Does something to a ticket as the desk itself.
async fn does<V>(desk: &Desk, verb: V) -> Result<i64, Failure>
where
    V: AsyncFn(&mut Tx, Actor<'_>, Timestamp) -> Result<i64, Failure> + Send + 'static,
{
    let now = desk.app.now();
    desk.app.db.write(None, async move |tx: &mut Tx| verb(tx, Actor::System, now).await).await
}

async fn says(desk: &Desk, number: i64, text: &str) -> Result<i64, Failure> {
    let ask = NewComment { comment: text.to_owned() };
    does(desk, async move |tx, by, now| comment(tx, by, number, &ask, now).await).await
}

/// Who did what to a ticket, oldest first.
async fn actors(desk: &Desk, number: i64) -> Vec<(String, Option<i64>)> {
    let found = events::of_subject(desk.app.db.reads(), Ticket::subject_of(number), None, 500).await.expect("events");
    found.into_iter().map(|event| (event.kind, event.actor)).collect()
}

#[tokio::test]
async fn it_comments_and_moves_a_ticket_on() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let owner = Some(scene.cast.owner.id);
        says(&scene.desk, number, "The parcel was scanned in Laval.").await.expect("a comment");
        let ask = Progress {
            version: 2,
            status: Status::InProgress,
            reason: None,
            closed_reason: None,
            pending_reason: None,
            comment: Some("Moving.".into()),
            files: vec![],
        };
        let moves = async move |tx: &mut Tx, by: Actor<'_>, now| progress(tx, by, number, &ask, now).await;
        does(&scene.desk, moves).await.expect("moved");
        let view = scene.ticket(number).await;
        assert_eq!((&view["status"], &view["version"]), (&json!("in_progress"), &json!(3)));
        assert_eq!(view["assignee"]["user_name"], "CA-mchen", "it takes work from nobody");
        let by: Vec<&Value> = view["timeline"].as_array().expect("entries").iter().map(|entry| &entry["by"]).collect();
        assert_eq!(by[0]["user_name"], "CA-mchen");
        assert!(by.len() == 4 && by[1..].iter().all(|by| by.is_null()), "{by:?}");
        let kinds = [("ticket.opened", owner), ("ticket.commented", None), ("ticket.commented", None)];
        let kinds = kinds.into_iter().chain([("ticket.status_changed", None)]);
        let expected: Vec<_> = kinds.map(|(kind, by)| (kind.to_owned(), by)).collect();
        assert_eq!(actors(&scene.desk, number).await, expected);
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200).body;
        assert!(page.contains("<b><bdi>Watchdesk</bdi></b>") && page.contains("scanned in Laval"), "{page}");
        assert!(page.contains("Watchdesk set it to In progress"), "{page}");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn it_escalates_to_whom_it_names() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let ask = |version| Escalate { version, why: Some("Nobody answered for two days".into()) };
        let unnamed = async move |tx: &mut Tx, by: Actor<'_>, now| escalate(tx, by, number, &ask(1), now).await;
        assert_eq!(refused(does(&scene.desk, unnamed).await), ["escalate=ticket-name-a-lead"]);
        let to = |lead: i64, version| {
            async move |tx: &mut Tx, by: Actor<'_>, now| escalate_to(tx, by, number, lead, &ask(version), now).await
        };
        for nobody in [scene.cast.admin.id, 999_999] {
            assert_eq!(refused(does(&scene.desk, to(nobody, 1)).await), ["escalate=ticket-cannot-escalate-to"]);
        }
        assert_eq!(refused(does(&scene.desk, to(scene.cast.lead.id, 7)).await), ["*=ticket-stale"]);
        does(&scene.desk, to(scene.cast.lead.id, 1)).await.expect("escalated");
        assert_eq!(refused(does(&scene.desk, to(scene.cast.lead.id, 2)).await), ["*=ticket-already-escalated"]);
        let view = scene.ticket(number).await;
        assert_eq!(view["escalation"]["raised_by"], json!(null));
        assert_eq!(view["escalation"]["raised_to"]["user_name"], "CA-lhart");
        assert_eq!(view["assignee"]["user_name"], "CA-lhart");
        let page = scene.page(&scene.lead, &format!("/tickets/{number}")).await.with_status(200).body;
        assert!(page.contains("Watchdesk escalated it to Name of CA-lhart"), "{page}");
        assert!(page.contains("<dd><bdi>Watchdesk</bdi>, "), "{page}");
        assert!(actors(&scene.desk, number).await.contains(&("ticket.escalated".to_owned(), None)));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn it_closes_what_is_escalated_and_people_open_it_again() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.escalated().await;
        let ask = Progress {
            version: 1,
            status: Status::Closed,
            reason: None,
            closed_reason: None,
            pending_reason: None,
            comment: None,
            files: vec![],
        };
        let closes = async move |tx: &mut Tx, by: Actor<'_>, now| progress(tx, by, number, &ask, now).await;
        does(&scene.desk, closes).await.expect("closed");
        scene.agrees().await;
        let open = json!({ "version": 2, "status": "open" });
        let view = scene.verb(&scene.lead, number, "status", &open).await.with_status(200).json();
        assert_eq!(view["escalation"]["ended_at"], json!(null));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_was_overtaken_by_it_is_told() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        says(&scene.desk, number, "News").await.expect("a comment");
        let ask = json!({ "version": 1, "status": "closed" });
        let said = scene.verb(&scene.owner, number, "status", &ask).await.with_status(409);
        assert_eq!(said.complaints(), ["*=ticket-stale-by-the-desk"]);
        assert!(said.body.contains("Watchdesk changed this"), "{}", said.body);
    })
    .await;
}

#[tokio::test]
async fn what_it_did_is_still_hidden_from_outsiders() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        says(&scene.desk, number, "Not for everybody").await.expect("a comment");
        let outsider = scene.desk.session(&scene.cast.admin).await;
        let path = format!("/tickets/{number}");
        scene.desk.ask(Ask::get(&path).json().bearer(&outsider)).await.with_status(404);
        scene.verb(&outsider, number, "comments", &json!({ "comment": "Mine" })).await.with_status(404);
        let gone = says(&scene.desk, 999_999, "Nobody").await;
        assert_eq!(refused(gone), ["*=refusal-not-seen"], "nor does it see what is not there");
    })
    .await;
}

#[tokio::test]
async fn an_inquiry_is_opened_by_a_person() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let ask: NewInquiry = serde_json::from_value(scene.inquiry("Where is it?", "no")).expect("an ask");
        let opens = async move |tx: &mut Tx, by: Actor<'_>, now| open(tx, by, &ask, now).await;
        assert_eq!(refused(does(&scene.desk, opens).await), ["*=ticket-opened-by-people"]);
        assert_eq!(scene.count("tickets").await, 0);
    })
    .await;
}

#[tokio::test]
async fn what_it_opened_says_so_everywhere() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let rows = many::fill(&scene.desk, &scene.cast, 16, &[Status::Open]).await;
        let nobodys = rows.iter().find(|row| row.created_by.is_none()).expect("one of the desk's own").id;
        // The most urgent of all: what is due decides the place in every list.
        let urgent = Sql::new("UPDATE tickets SET due_at = 1 WHERE id = ?");
        scene.desk.change(urgent.bind(nobodys)).await;
        let view = scene.ticket(nobodys).await;
        assert_eq!(view["created_by"], json!(null));
        let page = scene.page(&scene.owner, &format!("/tickets/{nobodys}")).await.with_status(200).body;
        assert!(page.contains("by Watchdesk"), "{page}");
        let party: Value = view["party"]["id"].clone();
        let path = format!("/tickets/new?party={party}");
        let form = scene.desk.ask(Ask::get(&path).json().bearer(&scene.owner)).await.with_status(200).json();
        assert_eq!((&form["others"][0]["number"], &form["others"][0]["created_by"]), (&json!(nobodys), &json!(null)));
        assert!(scene.page(&scene.owner, &path).await.with_status(200).body.contains("<span>Watchdesk</span>"));
        let list = scene.page(&scene.owner, "/tickets?scope=all").await.with_status(200).body;
        assert_eq!(list.matches("<td class=\"c-by\">Watchdesk</td>").count(), 2, "{list}");
        assert_eq!(many::wrong(&scene.desk).await, []);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_due_comes_last_and_is_no_inquiry() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let inquiry = number(&scene.open(&scene.inquiry("Where is it?", "no")).await.with_status(201));
        let insert = |id: i64, kind: &'static str| {
            let sql = Sql::new(
                "INSERT INTO tickets (id, kind, status, subject, body, creator_prefix, escalated, created_at, changed_at,
                 version) VALUES (?, ?, 'open', 'Hello', '', '', 0, 1, 1, 1)",
            );
            let sql = sql.bind(id).bind(kind);
            scene.desk.app.db.write(None, async move |tx: &mut Tx| Ok(tx.execute(sql.clone()).await?))
        };
        assert!(insert(900, "inquiry").await.is_err(), "an inquiry is always due");
        insert(900, "conversation").await.expect("a conversation");
        says(&scene.desk, 900, "It may see every kind").await.expect("a comment");
        let reads = scene.desk.app.db.reads();
        let last: i64 =
            reads.value(Sql::new("SELECT id FROM tickets ORDER BY due_key DESC LIMIT 1")).await.unwrap().unwrap();
        assert!(last == 900 && inquiry < 900);
        let ticket = find(reads, Actor::System, 900).await.expect("the desk sees it");
        let view = TicketView::load(reads, Actor::System, ticket, None, scene.desk.app.now()).await.expect("a view");
        let view = serde_json::to_value(view).expect("JSON");
        assert_eq!((&view["due"], &view["created_by"]), (&json!(null), &json!(null)));
        for path in ["/tickets/900", "/tickets/900/due", "/tickets/900/deadline"] {
            scene.desk.ask(Ask::get(path).json().bearer(&scene.owner)).await.with_status(404);
        }
    })
    .await;
}
