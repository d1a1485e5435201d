//! How a session ends: by idleness, by age, with its account, with its password, and from the table.

use super::desk::{Desk, hashed};
use crate::support::databases::on_both;
use watchdesk::people::sessions::{IDLE, LONGEST, NOTED_EVERY, purge};
use watchdesk::people::{Actor, Member, accounts};
use watchdesk::platform::db::{Reads, Sql, Tx};

const HOUR: i64 = 60 * 60 * 1000;

async fn rows(desk: &Desk) -> i64 {
    desk.app.db.reads().value(Sql::new("SELECT count(*) FROM sessions")).await.expect("a count").unwrap_or_default()
}

#[tokio::test]
async fn an_idle_session_ends() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let (idle, used) = (desk.token("CA-mchen").await, desk.token("CA-bdupont").await);
        desk.later(IDLE - 1);
        assert!(desk.me(&used).await.is_some());
        desk.later(1);
        assert!(desk.me(&idle).await.is_none());
        assert!(desk.me(&used).await.is_some(), "its use moved its end");
    })
    .await;
}

#[tokio::test]
async fn use_is_written_down_now_and_then() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let token = desk.token("CA-mchen").await;
        let seen = async || {
            desk.app
                .db
                .reads()
                .value::<i64>(Sql::new("SELECT seen_at FROM sessions"))
                .await
                .expect("a row")
                .expect("a moment")
        };
        let first = seen().await;
        desk.later(NOTED_EVERY - 1);
        assert!(desk.me(&token).await.is_some());
        assert_eq!(seen().await, first);
        desk.later(1);
        assert!(desk.me(&token).await.is_some());
        assert_eq!(seen().await, first + NOTED_EVERY);
    })
    .await;
}

#[tokio::test]
async fn however_used_a_session_grows_old() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let token = desk.token("CA-mchen").await;
        for _ in 0..(LONGEST / (8 * HOUR)) - 1 {
            desk.later(8 * HOUR);
            assert!(desk.me(&token).await.is_some());
        }
        desk.later(8 * HOUR);
        assert!(desk.me(&token).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let (token, other) = (desk.token("CA-mchen").await, desk.token("CA-bdupont").await);
        let (user, now, admin) = (cast.owner.id, desk.app.now(), cast.admin.clone());
        let verb = async move |tx: &mut Tx| accounts::disable(tx, Actor::from(&admin), user, now).await;
        desk.app.db.write(None, verb.clone()).await.expect("disabled");
        desk.app.db.write(None, verb).await.expect("disabling twice is one disabling");
        assert!(desk.me(&token).await.is_none());
        assert!(desk.me(&other).await.is_some());
        assert_eq!(Member::load(desk.app.db.reads(), user).await.expect("a database"), None);
        assert_eq!(rows(&desk).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_what_the_old_one_began() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let (one, two, other) =
            (desk.token("CA-mchen").await, desk.token("CA-mchen").await, desk.token("CA-bdupont").await);
        let (me, now, password) = (cast.owner.clone(), desk.app.now(), hashed().await);
        let verb = async move |tx: &mut Tx| accounts::set_password(tx, Actor::from(&me), me.id, &password, now).await;
        desk.app.db.write(None, verb).await.expect("a new password");
        assert!(desk.me(&one).await.is_none() && desk.me(&two).await.is_none());
        assert!(desk.me(&other).await.is_some());
        assert!(desk.me(&desk.token("CA-mchen").await).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn what_is_over_is_swept() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        desk.token("CA-mchen").await;
        desk.later(HOUR);
        let living = desk.token("CA-bdupont").await;
        desk.later(IDLE - HOUR);
        let now = desk.app.now();
        let swept = desk.app.db.write(None, async move |tx: &mut Tx| purge(tx, now).await).await.expect("a sweep");
        assert_eq!((swept, rows(&desk).await), (1, 1));
        assert!(desk.me(&living).await.is_some());
    })
    .await;
}
