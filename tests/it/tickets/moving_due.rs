//! Moving a due date: the deadline, its working-out and the sweep follow, the reason is kept, and the moves are counted
//! wherever the date stands.

use super::inquiry::{Scene, basis};
use crate::support::asking::Ask;
use crate::support::databases::on_both;
use crate::support::desk::{DAY, HOUR};
use serde_json::{Value, json};
use watchdesk::platform::db::Tx;
use watchdesk::platform::db::deadlines;
use watchdesk::tickets::{Ticket, sweeping};

/// Notes what has come, as the sweep does.
async fn sweep(scene: &Scene) -> usize {
    let (db, now) = (&scene.desk.app.db, scene.desk.app.now());
    let come = deadlines::come(db.reads(), Ticket::subject_of(0).kind, now, 100).await.expect("deadlines");
    db.write(None, async move |tx: &mut Tx| sweeping::note(tx, &come, now).await).await.expect("noted")
}

fn to(version: i64, due: i32) -> Value {
    json!({ "version": version, "due": due, "because": "The carrier found it" })
}

#[tokio::test]
async fn by_page_by_fragment_and_by_program() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let numbers = [scene.record().await, scene.record().await, scene.record().await];
        let path = |number: i64| format!("/tickets/{number}/due");
        let fields = [("version", "1"), ("due", "3"), ("day", ""), ("because", "Lost & <found>")];
        scene.desk.ask(Ask::post(&path(numbers[0]), &fields).cookie(&scene.owner)).await.with_status(303);
        let part = scene.desk.ask(Ask::post(&path(numbers[1]), &fields).fragment().cookie(&scene.owner)).await;
        let part = part.with_status(200).body;
        assert!(part.contains("moved the due time from") && part.contains("Lost &#38; &#60;found&#62;"), "{part}");
        assert!(part.contains("moved 1×"), "{part}");
        let ask = json!({ "version": 1, "due": 3, "because": "Lost & <found>" });
        scene.verb(&scene.owner, numbers[2], "due", &ask).await.with_status(200);
        for number in numbers {
            assert_eq!(scene.happened(number).await, ["ticket.opened", "ticket.due_moved"]);
            let view = scene.ticket(number).await;
            // Monday and three business days, in Toronto.
            assert_eq!(view["due"]["at"], "2026-11-05T22:00:00.000Z");
            assert_eq!((&view["due"]["days"], &view["due"]["moved"]), (&json!(3), &json!(1)));
            let what = &view["timeline"][1]["what"];
            assert_eq!((&what["kind"], &what["why"]), (&json!("due_moved"), &json!("Lost & <found>")));
            assert_eq!(what["from"], "2026-11-03T22:00:00.000Z");
        }
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn every_move_is_counted_wherever_it_stands() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let (number, still) = (scene.escalated().await, scene.escalated().await);
        scene.verb(&scene.lead, number, "due", &to(1, 3)).await.with_status(200);
        let day = json!({ "version": 2, "day": "2026-11-09", "because": "They are away" });
        let view = scene.verb(&scene.lead, number, "due", &day).await.with_status(200).json();
        assert_eq!((&view["due"]["days"], &view["due"]["moved"]), (&json!(5), &json!(2)));
        for place in [format!("/tickets/{number}"), "/tickets".to_owned(), format!("/tickets/{number}/due")] {
            let page = scene.page(&scene.lead, &place).await.with_status(200).body;
            assert_eq!(page.matches("moved 2×").count(), 1, "{place} {page}");
        }
        let page = scene.page(&scene.lead, &format!("/tickets/{still}")).await.with_status(200).body;
        assert!(!page.contains("×"), "{page}");
        let ask = Ask::get("/tickets").json().bearer(&scene.lead);
        let listed = scene.desk.ask(ask).await.with_status(200).json();
        let moved: Vec<_> =
            listed["tickets"].as_array().expect("rows").iter().map(|row| &row["due"]["moved"]).collect();
        assert_eq!(moved, [&json!(0), &json!(2)], "the one that was moved away comes last");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn its_working_out_and_the_sweep_follow() {
    on_both(async |db| {
        let mut scene = Scene::new(db).await;
        let number = scene.record().await;
        let before = basis(&scene, number).await;
        scene.verb(&scene.owner, number, "due", &to(1, 2)).await.with_status(200);
        let after = basis(&scene, number).await;
        assert_ne!(before, after);
        let page = scene.page(&scene.owner, &format!("/tickets/{number}/deadline")).await.with_status(200).body;
        assert!(page.contains("2 business days"), "{page}");
        scene.later(DAY + 10 * HOUR).await;
        assert_eq!(sweep(&scene).await, 0, "it would have been due yesterday");
        scene.later(DAY).await;
        assert_eq!(sweep(&scene).await, 1);
        assert_eq!(scene.ticket(number).await["due"]["state"], "overdue");
        scene.agrees().await;
        let today = json!({ "version": 2, "day": "2026-11-05", "because": "Nobody looked" });
        let view = scene.verb(&scene.owner, number, "due", &today).await.with_status(200).json();
        assert_ne!(view["due"]["state"], "overdue");
        scene.agrees().await;
        scene.later(DAY).await;
        assert_eq!(sweep(&scene).await, 1, "it comes again");
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        for (ask, complaint) in [
            (json!({ "version": 1, "because": "x" }), "due=ticket-due-choose-again"),
            (json!({ "version": 1, "due": 4, "because": "x" }), "due=ticket-due-choose"),
            (json!({ "version": 1, "due": 1, "because": "x" }), "due=ticket-due-same"),
            (json!({ "version": 1, "due": 2 }), "because=ticket-because-needed"),
            (json!({ "version": 1, "due": 2, "because": "x".repeat(10_000) }), "because=input-too-long"),
            (json!({ "version": 1, "day": "tomorrow", "because": "x" }), "day=ticket-day-unreadable"),
            (json!({ "version": 1, "day": "2026-11-01", "because": "x" }), "day=ticket-day-past"),
            (json!({ "version": 1, "day": "2026-11-07", "because": "x" }), "day=ticket-day-closed"),
            (json!({ "version": 1, "day": "2031-01-06", "because": "x" }), "day=ticket-day-too-far"),
            (json!({ "version": 1, "day": "9".repeat(10_000), "because": "x" }), "day=ticket-day-unreadable"),
        ] {
            let said = scene.verb(&scene.owner, number, "due", &ask).await.with_status(422);
            assert_eq!(said.complaints(), [complaint]);
        }
        let fields = [("version", "1"), ("due", ""), ("day", "2026-11-07"), ("because", "Typed & kept")];
        let form = Ask::post(&format!("/tickets/{number}/due"), &fields).cookie(&scene.owner);
        let page = scene.desk.ask(form).await.with_status(422).body;
        for kept in ["id=\"day-complaint\"", "value=\"2026-11-07\"", "value=\"Typed &#38; kept\"", "value=\"\" checked"]
        {
            assert!(page.contains(kept), "{kept} {page}");
        }
        assert_eq!((scene.count("remarks").await, scene.happened(number).await.len()), (0, 1));
        scene.agrees().await;
    })
    .await;
}

#[tokio::test]
async fn stale_closed_repeated_and_by_outsiders() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let outsider = scene.desk.session(&scene.cast.admin).await;
        scene.verb(&outsider, number, "due", &to(1, 2)).await.with_status(404);
        scene.verb(&scene.colleague, number, "comments", &json!({ "comment": "News" })).await.with_status(200);
        let path = format!("/tickets/{number}/due");
        let fields = [("version", "1"), ("due", "2"), ("because", "Typed & kept")];
        let page = scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(409).body;
        assert!(page.contains("value=\"Typed &#38; kept\"") && page.contains("value=\"2\" checked"), "{page}");
        let key = "0195fd5e-7a2b-7cc1-8f00-3a4b5c6d7e8f";
        for _ in 0..3 {
            let fields = [("version", "2"), ("due", "2"), ("because", "Once"), ("request_key", key)];
            scene.desk.ask(Ask::post(&path, &fields).cookie(&scene.owner)).await.with_status(303);
        }
        assert_eq!((scene.count("remarks").await, &scene.ticket(number).await["due"]["moved"]), (1, &json!(1)));
        scene.verb(&scene.owner, number, "status", &json!({ "version": 3, "status": "closed" })).await.with_status(200);
        let late = scene.verb(&scene.owner, number, "due", &to(4, 3)).await.with_status(409);
        assert_eq!(late.complaints(), ["*=ticket-is-closed"]);
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200).body;
        assert!(!page.contains("id=\"move-due\"") && page.contains("id=\"retype\""), "{page}");
        scene.agrees().await;
    })
    .await;
}

/// The buttons say the hour that is picked before the form is sent, and it is that hour then.
#[tokio::test]
async fn an_hour_is_shown_on_the_buttons_and_kept() {
    on_both(async |db| {
        let scene = Scene::new(db).await;
        let number = scene.record().await;
        let page = scene.page(&scene.owner, &format!("/tickets/{number}")).await.with_status(200).body;
        let place = format!("/tickets/promises?ticket={number}");
        assert!(page.contains(&format!("data-sets-words=\"{place}\"")), "{page}");
        let offered = async |token: &str, query: &str| scene.desk.ask(Ask::get(query).json().bearer(token)).await;
        let due = offered(&scene.owner, &format!("{place}&hour=15:30")).await.with_status(200).json()["due"].clone();
        let words = |days: usize| due[days]["words"].as_str().expect("words").to_owned();
        assert!((0..4).all(|days| words(days).contains("15:30")), "{due}");
        assert_eq!(due[2]["at"], "2026-11-04T20:30:00.000Z");
        let late = offered(&scene.owner, &format!("{place}&hour=23:00")).await.with_status(200).json();
        assert!(late["due"][1]["words"].as_str().is_some_and(|why| why.contains("08:30 to 17:00")), "{late}");
        let closing = offered(&scene.owner, &format!("{place}&hour=")).await.with_status(200).json();
        assert_eq!(closing["due"][2]["at"], "2026-11-04T22:00:00.000Z");
        offered(&scene.owner, "/tickets/promises?hour=15:30").await.with_status(200);
        offered(&scene.owner, "/tickets/promises?ticket=999").await.with_status(404);

        let path = format!("/tickets/{number}/due");
        let send = |version: &'static str, due: &'static str, day: &'static str, hour: &'static str| {
            let fields = [("version", version), ("due", due), ("day", day), ("hour", hour), ("because", "She waits")];
            Ask::post(&path, &fields).cookie(&scene.owner)
        };
        let refused = scene.desk.ask(send("1", "2", "", "23:00")).await.with_status(422).body;
        assert!(refused.contains("id=\"hour-complaint\"") && refused.contains("value=\"23:00\""), "{refused}");
        scene.desk.ask(send("1", "2", "", "15:30")).await.with_status(303);
        let view = scene.ticket(number).await;
        assert_eq!((&view["due"]["at"], &view["due"]["days"]), (&due[2]["at"], &json!(2)));
        let part = scene.desk.ask(send("2", "", "2026-11-06", "9:15").fragment()).await.with_status(200).body;
        assert!(part.contains("09:15") && part.contains("moved 2×"), "{part}");
        let ask = json!({ "version": 3, "day": "2026-11-06", "hour": "16:00", "because": "Later" });
        let view = scene.verb(&scene.owner, number, "due", &ask).await.with_status(200).json();
        assert_eq!(view["due"]["at"], "2026-11-06T21:00:00.000Z");
        scene.verb(&scene.owner, number, "status", &json!({ "version": 4, "status": "closed" })).await.with_status(200);
        assert_eq!(offered(&scene.owner, &place).await.with_status(200).json(), json!({ "due": [] }));
        scene.agrees().await;
    })
    .await;
}
