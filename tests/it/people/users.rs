//! Users as they are added: what is wrong is said at its field, against what is there already, and nothing is left
//! half done.

use super::desk::{Desk, hashed, new_user, refused};
use crate::support::databases::on_both;
use watchdesk::clock::CalendarDraft;
use watchdesk::people::users::NewUser;
use watchdesk::people::{Actor, Member, Role, accounts, call_centres, users};
use watchdesk::platform::db::{Reads, Sql, Tx};
use watchdesk::platform::events;

async fn csr(user_name: &str, change: impl FnOnce(&mut NewUser)) -> NewUser {
    let mut ask = new_user(user_name, &[Role::Csr]).await;
    change(&mut ask);
    ask
}

#[tokio::test]
async fn what_does_not_fit_what_is_there_is_said_at_its_field() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let (gone, now) = (cast.colleague.id, desk.app.now());
        desk.app
            .db
            .write(None, async move |tx: &mut Tx| accounts::disable(tx, Actor::System, gone, now).await)
            .await
            .expect("disabled");
        let count =
            async || desk.app.db.reads().value::<i64>(Sql::new("SELECT count(*) FROM users")).await.expect("a count");
        let before = count().await;
        let cases = [
            (csr("ca-MCHEN", |_| ()).await, "user_name=people-user-name-taken"),
            (csr("US-mchen", |_| ()).await, "call_centre=people-centre-unknown"),
            (csr("CA-new", |ask| ask.call_centre = Some("UK".into())).await, "user_name=people-user-name-prefix"),
            (csr("CA-new", |ask| ask.call_centre = None).await, "call_centre=people-centre-needed"),
            (csr("CA-new", |ask| ask.call_centre = Some("C\0".into())).await, "call_centre=people-centre-unknown"),
            (csr("CA-new", |ask| ask.lead = Some("CA-nobody".into())).await, "lead=people-colleague-unknown"),
            (csr("CA-new", |ask| ask.lead = Some("\0".into())).await, "lead=people-colleague-unknown"),
            (csr("CA-new", |ask| ask.lead = Some("CA-mchen".into())).await, "lead=people-lead-cannot"),
            (csr("CA-new", |ask| ask.lead = Some("CA-bdupont".into())).await, "lead=people-colleague-unknown"),
            (csr("CA-new", |ask| ask.cover = Some(cast.admin.user_name.clone())).await, "cover=people-cover-cannot"),
            (csr("CA-new", |ask| ask.cover = Some("CA-bdupont".into())).await, "cover=people-colleague-unknown"),
            (csr("CA-new", |ask| ask.email = Some("mei at home".into())).await, "email=people-email-wrong"),
            (csr("CA-new", |ask| ask.display_name = "<b>".repeat(4000)).await, "display_name=input-too-long"),
        ];
        for (ask, complaint) in cases {
            let name = ask.user_name.clone();
            assert_eq!(refused(desk.add(ask).await), [complaint], "{name}");
        }
        assert_eq!(count().await, before);
        let ask = csr("ca-new", |ask| {
            ask.display_name = " 👩‍👩‍👧 <b>שלום</b> ".into();
            ask.lead = Some("ca-LHART".into());
            ask.email = Some(" new@example.com ".into());
        });
        let person = desk.add(ask.await).await.expect("added");
        assert_eq!((person.user_name.as_str(), person.display_name.as_str()), ("CA-new", "👩‍👩‍👧 <b>שלום</b>"));
    })
    .await;
}

#[tokio::test]
async fn only_administrators_make_and_change_people() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let now = desk.app.now();
        for by in [&cast.owner, &cast.lead, &cast.abroad] {
            let (by, ask, other) = (by.clone(), new_user("CA-new", &[Role::Admin]).await, cast.colleague.id);
            let member = by.clone();
            let add = async move |tx: &mut Tx| users::add(tx, Actor::from(&member), &ask, now).await;
            assert_eq!(refused(desk.app.db.write(None, add).await), ["*=refusal-not-seen"]);
            let member = by.clone();
            let disable = async move |tx: &mut Tx| accounts::disable(tx, Actor::from(&member), other, now).await;
            assert_eq!(refused(desk.app.db.write(None, disable).await), ["*=refusal-not-seen"]);
            let (member, password) = (by.clone(), hashed().await);
            let password =
                async move |tx: &mut Tx| accounts::set_password(tx, Actor::from(&member), other, &password, now).await;
            assert_eq!(refused(desk.app.db.write(None, password).await), ["*=refusal-not-seen"]);
            let centre = async move |tx: &mut Tx| {
                call_centres::add(tx, Actor::from(&by), "FR", "France", CalendarDraft::london(), now).await
            };
            assert_eq!(refused(desk.app.db.write(None, centre).await), ["*=refusal-not-seen"]);
        }
        let (admin, ask) = (cast.admin.clone(), new_user("CA-new", &[Role::Csr]).await);
        let add = async move |tx: &mut Tx| users::add(tx, Actor::from(&admin), &ask, now).await;
        let added = desk.app.db.write(None, add).await.expect("added");
        let member = Member::load(desk.app.db.reads(), added.id).await.expect("a database").expect("a member");
        assert_eq!((member.prefix(), member.call_centre), ("CA", cast.owner.call_centre));
        // The cast was added by nobody, this one by the administrator.
        for (user, by) in [(cast.owner.id, None), (added.id, Some(cast.admin.id))] {
            let trail = events::of_subject(desk.app.db.reads(), users::subject(user), None, 1).await.expect("events");
            assert_eq!((trail[0].kind.as_str(), trail[0].actor), ("user.added", by));
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_is_disabled_by_mistake() {
    on_both(async |db| {
        let (desk, cast) = Desk::with_cast(db).await;
        let (now, admin) = (desk.app.now(), cast.admin.id);
        let disable = |user: i64| async move |tx: &mut Tx| accounts::disable(tx, Actor::System, user, now).await;
        assert_eq!(refused(desk.app.db.write(None, disable(admin)).await), ["*=people-last-admin"]);
        assert_eq!(refused(desk.app.db.write(None, disable(999_999)).await), ["*=refusal-not-seen"]);
        desk.add(new_user("second", &[Role::Admin]).await).await.expect("another administrator");
        desk.app.db.write(None, disable(admin)).await.expect("disabled");
    })
    .await;
}

#[tokio::test]
async fn call_centres_are_told_apart_by_code() {
    on_both(async |db| {
        let (desk, _) = Desk::with_cast(db).await;
        let now = desk.app.now();
        let add = |code: &'static str, name: &'static str, zone: &'static str| {
            async move |tx: &mut Tx| {
                let calendar = CalendarDraft { zone: zone.to_owned(), ..CalendarDraft::london() };
                call_centres::add(tx, Actor::System, code, name, calendar, now).await
            }
        };
        let db = &desk.app.db;
        let (zone, long) = ("Europe/Paris", "FRFRFRFRF");
        assert_eq!(refused(db.write(None, add("ca", "Canada again", zone)).await), ["code=people-centre-taken"]);
        assert_eq!(
            refused(db.write(None, add("F-R", " ", zone)).await),
            ["name=input-empty", "code=people-centre-code"]
        );
        assert_eq!(
            refused(db.write(None, add(long, "France", "Mars/Olympus")).await),
            ["code=input-too-long", "calendar=people-centre-calendar"]
        );
        let made = db.write(None, add("fr", "France", zone)).await.expect("a call centre");
        assert_eq!(call_centres::by_code(db.reads(), " fr ").await.expect("a database"), Some(made.clone()));
        assert_eq!(call_centres::by_id(db.reads(), made.id).await.expect("a database"), Some(made));
        let codes: Vec<String> =
            call_centres::all(db.reads()).await.expect("rows").into_iter().map(|centre| centre.code).collect();
        assert_eq!(codes, ["CA", "FR", "UK"]);
    })
    .await;
}
