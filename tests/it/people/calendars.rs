//! Calendars are only ever added to: a new version counts from now on, and an old one reads as it did.

use super::desk::Desk;
use crate::support::databases::on_both;
use watchdesk::clock::CalendarDraft;
use watchdesk::people::{Actor, calendars};
use watchdesk::platform::db::Tx;

#[tokio::test]
async fn a_change_is_a_new_version() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let (reads, centre) = (desk.app.db.reads(), cast.owner.call_centre.expect("a call centre"));
        let old = calendars::of_call_centre(reads, centre).await.expect("a database").expect("a calendar");
        let (now, by) = (desk.app.now(), cast.admin.clone());
        let name = watchdesk::people::call_centres::Preset::Ca.name_key();
        let publish = async move |tx: &mut Tx| {
            calendars::publish(tx, Actor::from(&by), name, &CalendarDraft::sydney(), now).await
        };
        desk.app.db.write(None, publish).await.expect("published");
        let new = calendars::of_call_centre(reads, centre).await.expect("a database").expect("a calendar");
        assert!(new.version_id > old.version_id);
        assert_eq!(CalendarDraft::from((*new.calendar).clone()).zone, "Australia/Sydney");
        let kept = calendars::version(reads, old.version_id).await.expect("a database").expect("the old version");
        assert_eq!(CalendarDraft::from((*kept.calendar).clone()), CalendarDraft::toronto());
        let abroad = cast.abroad.call_centre.expect("a call centre");
        let other = calendars::of_call_centre(reads, abroad).await.expect("a database").expect("a calendar");
        assert_eq!(CalendarDraft::from((*other.calendar).clone()), CalendarDraft::london());
        assert!(calendars::version(reads, 999_999).await.expect("a database").is_none());
    })
    .await;
}
