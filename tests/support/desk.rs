//! The whole desk in process: every route behind the real layers, a clock that the test moves, and people with names.
//! Knows how to set it up, not what is right.

use super::asking::{Ask, Said, sign_in};
use axum::response::Response;
use clap::Parser;
use http_body_util::BodyExt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::OnceCell;
use tower::ServiceExt;
use watchdesk::app::App;
use watchdesk::people::call_centres::{self, Preset};
use watchdesk::people::passwords::{Hashed, Password};
use watchdesk::people::sessions::{self, Token};
use watchdesk::people::users::{self, NewUser};
use watchdesk::people::{Actor, Member, Person, Role};
use watchdesk::platform::config::Config;
use watchdesk::platform::db::{Db, Sql, Tx};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::moment::Timestamp;
use watchdesk::platform::refusal::Refusal;
use watchdesk::platform::web::peer::Connected;

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery";
/// 2026-11-02, a Monday, 13:30 UTC: 8:30 in Toronto, where the day begins.
const START: i64 = 1_793_626_200_000;
pub const HOUR: i64 = 60 * 60 * 1000;
pub const DAY: i64 = 24 * HOUR;

pub struct Desk {
    pub app: App,
    router: axum::Router,
    clock: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

/// The people of the tests: a CSR, one beside them, their lead, one of another department, one of another call centre.
pub struct Cast {
    pub owner: Member,
    pub colleague: Member,
    pub lead: Member,
    pub admin: Member,
    pub abroad: Member,
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    config: Config,
}

impl Desk {
    pub fn new(db: Db) -> Self {
        Self::by(db, Arc::new(AtomicI64::new(START)))
    }

    /// A second node by the same clock: `db` is another handle of the same database.
    pub fn beside(&self, db: Db) -> Self {
        Self::by(db, Arc::clone(&self.clock))
    }

    fn by(db: Db, clock: Arc<AtomicI64>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().display().to_string();
        let config = Line::parse_from(["watchdesk", "--data", &data]).config;
        let time = Arc::clone(&clock);
        let now = move || Timestamp::from_millis(time.load(Ordering::SeqCst));
        let app = App::assemble(config, db, now).expect("a desk");
        let router = watchdesk::routes::router(&app).expect("the routes");
        Self { app, router, clock, _folder: folder }
    }

    /// A desk with its people.
    pub async fn with_cast(db: Db) -> (Self, Cast) {
        let desk = Self::new(db);
        let cast = desk.cast().await;
        (desk, cast)
    }

    pub fn later(&self, millis: i64) {
        self.clock.fetch_add(millis, Ordering::SeqCst);
    }

    /// What comes back; an event stream is let go unread.
    pub async fn ask(&self, ask: Ask) -> Said {
        let (parts, body) = self.begin(ask).await.into_parts();
        let is_stream = parts.headers.get("content-type").is_some_and(|of| of == "text/event-stream");
        let body = match is_stream {
            true => String::new(),
            false => String::from_utf8_lossy(&body.collect().await.expect("a body").to_bytes()).into_owned(),
        };
        Said { status: parts.status, headers: parts.headers, body }
    }

    /// The beginning of an answer, whose body nobody has read yet.
    pub async fn begin(&self, ask: Ask) -> Response {
        let peer: SocketAddr = format!("{}:4711", ask.from).parse().expect("an address");
        let mut request = ask.request;
        request.extensions_mut().insert(Connected(peer));
        self.router.clone().oneshot(request).await.expect("an answer")
    }

    /// The bytes of a file that comes back.
    pub async fn file(&self, ask: Ask) -> Vec<u8> {
        let response = self.begin(ask).await;
        assert_eq!(response.status(), 200, "{response:?}");
        response.into_body().collect().await.expect("a body").to_bytes().to_vec()
    }

    /// A bearer token of this user, got by signing in.
    pub async fn token(&self, user_name: &str) -> String {
        let said = self.ask(sign_in(user_name, PASSWORD).json()).await.with_status(200);
        said.json()["token"].as_str().expect("a token").to_owned()
    }

    /// The token of a new session, without the slow hashing of a sign-in.
    pub async fn session(&self, of: &Member) -> String {
        let (token, id, now) = (Token::random(), of.id, self.app.now());
        let new = token.clone();
        let verb = async move |tx: &mut Tx| sessions::begin(tx, id, &new, None, "203.0.113.1", now).await;
        self.app.db.write(None, verb).await.expect("a session");
        token.reveal().to_owned()
    }

    /// Who a token opens `/me` to, if anybody.
    pub async fn me(&self, token: &str) -> Option<String> {
        let said = self.ask(Ask::get("/me").json().bearer(token)).await;
        (said.status == 200).then(|| said.json()["user_name"].as_str().expect("a name").to_owned())
    }

    pub async fn add(&self, ask: NewUser) -> Result<Person, Failure> {
        let now = self.app.now();
        self.app.db.write(None, async move |tx: &mut Tx| users::add(tx, Actor::System, &ask, now).await).await
    }

    pub async fn member(&self, id: i64) -> Member {
        Member::load(self.app.db.reads(), id).await.expect("a database").expect("a member")
    }

    /// Changes rows around every rule.
    pub async fn change(&self, sql: Sql) {
        let verb = async move |tx: &mut Tx| {
            tx.execute(sql.clone()).await?;
            Ok(())
        };
        self.app.db.write(None, verb).await.expect("changed");
    }

    /// A distributor; answers its id.
    pub async fn party(&self, number: &str, name: &str) -> i64 {
        let (number, name, now) = (number.to_owned(), name.to_owned(), self.app.now());
        let verb = async move |tx: &mut Tx| {
            let id = tx.next_id("parties").await?;
            let sql = Sql::new(
                "INSERT INTO parties (id, number, number_key, name, name_sort, status, updated_at, version)
                 VALUES (?, ?, ?, ?, ?, 'active', ?, 1)",
            );
            let sql = sql
                .bind(id)
                .bind(number.clone())
                .bind(number.to_lowercase())
                .bind(name.clone())
                .bind(name.to_lowercase())
                .bind(now);
            tx.execute(sql).await?;
            Ok(id)
        };
        self.app.db.write(None, verb).await.expect("a distributor")
    }

    async fn cast(&self) -> Cast {
        self.centres(&[Preset::Ca, Preset::Uk]).await;
        let lead = self.add(new_user("CA-lhart", &[Role::CsrLead]).await).await.expect("a lead");
        let led = async |name| NewUser { lead: Some("CA-lhart".into()), ..new_user(name, &[Role::Csr]).await };
        let owner = self.add(led("CA-mchen").await).await.expect("a CSR");
        let colleague = self.add(led("CA-bdupont").await).await.expect("a CSR");
        let admin = self.add(new_user("ingrid", &[Role::Admin]).await).await.expect("an admin");
        let abroad = self.add(new_user("UK-osmith", &[Role::Csr]).await).await.expect("a CSR abroad");
        Cast {
            owner: self.member(owner.id).await,
            colleague: self.member(colleague.id).await,
            lead: self.member(lead.id).await,
            admin: self.member(admin.id).await,
            abroad: self.member(abroad.id).await,
        }
    }

    pub async fn centres(&self, presets: &'static [Preset]) {
        let now = self.app.now();
        let verb = async move |tx: &mut Tx| {
            for preset in presets {
                call_centres::add(tx, Actor::System, preset.as_str(), preset.name_key(), preset.calendar(), now)
                    .await?;
            }
            Ok(())
        };
        self.app.db.write(None, verb).await.expect("call centres");
    }
}

/// Somebody new with the password of everybody; the call centre is that of the prefix.
pub async fn new_user(user_name: &str, roles: &[Role]) -> NewUser {
    NewUser {
        user_name: user_name.to_owned(),
        display_name: format!("Name of {user_name}"),
        call_centre: user_name.split_once('-').map(|(code, _)| code.to_owned()),
        roles: roles.iter().copied().collect(),
        language: "en".into(),
        password: Some(hashed().await),
        ..NewUser::default()
    }
}

/// Hashed once: every hash is slow on purpose.
pub async fn hashed() -> Hashed {
    static HASHED: OnceCell<Hashed> = OnceCell::const_new();
    HASHED
        .get_or_init(async || Password::new(PASSWORD, "nobody").expect("a password").hash().await.expect("a hash"))
        .await
        .clone()
}

/// What a verb was refused for, as `field=key`.
#[track_caller]
pub fn refused<T: std::fmt::Debug>(done: Result<T, Failure>) -> Vec<String> {
    let refusal: Refusal = match done {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    };
    refusal.complaints.iter().map(|one| format!("{}={}", one.field.unwrap_or("*"), one.key)).collect()
}
