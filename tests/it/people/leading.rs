//! Whom an escalation reaches: the lead, or whoever covers while the lead is away or gone.

use super::desk::{Cast, Desk, refused};
use crate::support::databases::on_both;
use watchdesk::people::Actor;
use watchdesk::people::Gap;
use watchdesk::people::being_away::{Away, set_away};
use watchdesk::people::leading::escalates_to;
use watchdesk::people::standing_in::left_by;
use watchdesk::platform::db::{Sql, Tx};
use watchdesk::platform::failure::Failure;

const HOUR: i64 = 60 * 60 * 1000;

async fn change(desk: &Desk, sql: Sql) {
    let verb = async move |tx: &mut Tx| {
        tx.execute(sql.clone()).await?;
        Ok(())
    };
    desk.app.db.write(None, verb).await.expect("changed");
}

async fn reached(desk: &Desk, cast: &Cast) -> Option<String> {
    let reached = escalates_to(desk.app.db.reads(), cast.owner.id, desk.app.now()).await.expect("a database");
    reached.map(|person| person.user_name)
}

#[tokio::test]
async fn away_until_the_end_of_a_day() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let set = async |until: Option<&str>, cover: Option<&str>| {
            let text = |text: &str| text.to_owned();
            let ask = Away { user_name: "ca-lhart".into(), until: until.map(text), cover: cover.map(text) };
            let now = desk.app.now();
            desk.app.db.write(None, async move |tx: &mut Tx| set_away(tx, Actor::System, &ask, now).await).await
        };
        // 8:30 in Toronto on the second of November.
        let until = set(Some("2026-11-02"), Some("CA-bdupont")).await.expect("away");
        assert_eq!(until.gaps, [Gap::Own("CA-bdupont".into())], "the cover escalates to the same lead");
        assert_eq!(until.until.expect("an end").to_string(), "2026-11-03T05:00:00.000Z");
        assert_eq!(reached(&desk, &cast).await.as_deref(), Some("CA-bdupont"));
        set(None, None).await.expect("back");
        assert_eq!(reached(&desk, &cast).await.as_deref(), Some("CA-lhart"));
        set(Some("2026-11-02"), None).await.expect("away, and the cover of before");
        assert_eq!(reached(&desk, &cast).await.as_deref(), Some("CA-bdupont"));
        desk.later(16 * HOUR);
        assert_eq!(reached(&desk, &cast).await.as_deref(), Some("CA-lhart"), "the day is over");
        for (until, cover) in
            [(Some("2026-11-01"), None), (Some("x\0"), None), (None, Some("CA-lhart")), (None, Some("x"))]
        {
            assert!(matches!(set(until, cover).await, Err(Failure::Refused(_))), "{until:?} {cover:?}");
        }
        // Whoever stands in is somebody to whom the work can go, and who is here.
        let (tomorrow, admin) = (Some("2026-11-05"), cast.admin.user_name.clone());
        assert_eq!(refused(set(tomorrow, Some(&admin)).await), ["cover=people-cover-cannot"]);
        change(&desk, Sql::new("UPDATE users SET away_until = 9000000000000 WHERE id = ?").bind(cast.colleague.id))
            .await;
        assert_eq!(refused(set(tomorrow, Some("CA-bdupont")).await), ["cover=people-cover-away"]);
        let noted = set(tomorrow, None).await.expect("away, whatever becomes of the cover");
        assert_eq!(noted.gaps, [Gap::Away("CA-bdupont".into())]);
        change(&desk, Sql::new("UPDATE users SET cover_id = NULL WHERE id = ?").bind(cast.lead.id)).await;
        assert_eq!(set(tomorrow, None).await.expect("away").gaps, [Gap::Nobody]);
        assert_eq!(set(None, None).await.expect("back").gaps, []);
    })
    .await;
}

#[tokio::test]
async fn the_lead_or_the_cover() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let set = |column: &'static str| Sql::new("UPDATE users SET ").push(column).push(" = ? WHERE id = ?");
        let (lead, cover) = (cast.lead.id, cast.colleague.id);
        assert_eq!(reached(&desk, &cast).await.as_deref(), Some("CA-lhart"));
        change(&desk, set("away_until").bind(desk.app.now().plus_millis(HOUR)).bind(lead)).await;
        assert_eq!(reached(&desk, &cast).await.as_deref(), Some("CA-lhart"), "nobody covers, so it waits for the lead");
        change(&desk, set("cover_id").bind(cover).bind(lead)).await;
        assert_eq!(reached(&desk, &cast).await.as_deref(), Some("CA-bdupont"));
        desk.later(HOUR);
        assert_eq!(reached(&desk, &cast).await.as_deref(), Some("CA-lhart"), "back");
        change(&desk, set("disabled_at").bind(desk.app.now()).bind(lead)).await;
        assert_eq!(reached(&desk, &cast).await.as_deref(), Some("CA-bdupont"));
        change(&desk, set("disabled_at").bind(desk.app.now()).bind(cover)).await;
        assert_eq!(reached(&desk, &cast).await, None);
        let nobodys = escalates_to(desk.app.db.reads(), cast.abroad.id, desk.app.now()).await.expect("a database");
        assert_eq!(nobodys, None);
    })
    .await;
}

#[tokio::test]
async fn whoever_stands_in_and_goes_away_hears_whom_they_leave() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let set = async |name: &str, cover: Option<&str>| {
            let (until, cover) = (Some("2026-11-05".to_owned()), cover.map(str::to_owned));
            let (ask, now) = (Away { user_name: name.to_owned(), until, cover }, desk.app.now());
            let verb = async move |tx: &mut Tx| set_away(tx, Actor::System, &ask, now).await;
            desk.app.db.write(None, verb).await.expect("away").gaps
        };
        assert_eq!(set("UK-osmith", None).await, [], "nobody is left by whoever leads nobody");
        set("CA-lhart", Some("CA-bdupont")).await;
        assert_eq!(set("CA-bdupont", None).await, [Gap::Leaves("CA-lhart".into())]);
        change(&desk, Sql::new("UPDATE users SET away_until = NULL WHERE id = ?").bind(cast.lead.id)).await;
        assert_eq!(set("CA-bdupont", None).await, [], "the lead is here");
        change(&desk, Sql::new("UPDATE users SET disabled_at = 1 WHERE id = ?").bind(cast.lead.id)).await;
        assert_eq!(set("CA-bdupont", None).await, [Gap::Leaves("CA-lhart".into())], "and then is gone for good");
        let plan = desk.app.db.reads().explain(left_by(cast.colleague.id, desk.app.now())).await.expect("a plan");
        let plan = plan.join("\n");
        assert!(plan.contains("users_cover") || plan.contains("Seq Scan on users"), "{plan}");
    })
    .await;
}
