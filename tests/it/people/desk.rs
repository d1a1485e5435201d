//! A desk for the tests of this room: its routes behind the real layers, a clock that the test moves, and people
//! with names. Knows how to ask, not what is right.

use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::IntoResponse;
use clap::Parser;
use http_body_util::BodyExt;
use serde_json::Value;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::sync::OnceCell;
use tower::ServiceExt;
use watchdesk::app::App;
use watchdesk::people::call_centres::{self, Preset};
use watchdesk::people::passwords::{Hashed, Password};
use watchdesk::people::users::{self, NewUser};
use watchdesk::people::{self, Member, Person, Role};
use watchdesk::platform::config::Config;
use watchdesk::platform::db::{Db, Tx};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::moment::Timestamp;
use watchdesk::platform::refusal::Refusal;
use watchdesk::platform::web::peer::Connected;
use watchdesk::platform::web::{Door, Route, Table, dress, get};

/// Everybody's password.
pub const PASSWORD: &str = "correct horse battery";
/// 2026-11-02, a Monday, 13:30 UTC.
const START: i64 = 1_793_626_200_000;

pub struct Desk {
    pub app: App,
    router: axum::Router,
    clock: Arc<AtomicI64>,
    _folder: tempfile::TempDir,
}

/// What came back.
#[derive(Debug)]
pub struct Said {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
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
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().display().to_string();
        let config = Line::parse_from(["watchdesk", "--data", &data]).config;
        let clock = Arc::new(AtomicI64::new(START));
        let time = Arc::clone(&clock);
        let now = move || Timestamp::from_millis(time.load(Ordering::SeqCst));
        let app = App::assemble(config, db, now).expect("a desk");
        let mut routes = people::routes();
        let only: Route<App> =
            get("/for-admins", async || "in".into_response()).needs("people.administer").says("For a test.").into();
        routes.push(only);
        let table = Table::new(routes).expect("a table");
        let inside = table.router(&people::guard(app.clone(), &table)).with_state(app.clone());
        let door = Door {
            catalogue: app.catalogue.clone(),
            public_url: app.config.public_url.clone(),
            trusted_proxies: Vec::new(),
            sign_in: Some("/sign-in"),
            closing: app.closing.clone(),
        };
        let router = dress(inside, door).expect("layers");
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

    pub async fn ask(&self, ask: Ask) -> Said {
        let peer: SocketAddr = format!("{}:4711", ask.from).parse().expect("an address");
        let mut request = ask.request;
        request.extensions_mut().insert(Connected(peer));
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Said { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).expect("UTF-8") }
    }

    /// A bearer token of this user.
    pub async fn token(&self, user_name: &str) -> String {
        let said = self.ask(sign_in(user_name, PASSWORD).json()).await;
        assert_eq!(said.status, 200, "{}", said.body);
        said.json()["token"].as_str().expect("a token").to_owned()
    }

    /// Who a token opens `/me` to, if anybody.
    pub async fn me(&self, token: &str) -> Option<String> {
        let said = self.ask(Ask::get("/me").json().bearer(token)).await;
        (said.status == 200).then(|| said.json()["user_name"].as_str().expect("a name").to_owned())
    }

    pub async fn add(&self, ask: NewUser) -> Result<Person, Failure> {
        let now = self.app.now();
        self.app.db.write(None, async move |tx: &mut Tx| users::add(tx, None, &ask, now).await).await
    }

    pub async fn member(&self, id: i64) -> Member {
        Member::load(self.app.db.reads(), id).await.expect("a database").expect("a member")
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
                call_centres::add(tx, None, preset.as_str(), preset.name_key(), preset.calendar(), now).await?;
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

/// A request on its way.
pub struct Ask {
    request: Request<Body>,
    from: &'static str,
    fields: Vec<(String, String)>,
}

/// The sign-in form, filled in.
pub fn sign_in(user_name: &str, password: &str) -> Ask {
    Ask::post("/sign-in", &[("user_name", user_name), ("password", password)])
}

impl Ask {
    pub fn get(path: &str) -> Self {
        Self {
            request: Request::get(path).body(Body::empty()).expect("a request"),
            from: "203.0.113.1",
            fields: Vec::new(),
        }
    }

    pub fn post(path: &str, fields: &[(&str, &str)]) -> Self {
        let encoded = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.body(Body::from(encoded)).expect("a request");
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Self { request, from: "203.0.113.1", fields }
    }

    /// Sends and wants JSON.
    pub fn json(self) -> Self {
        let mut ask = self.header("accept", "application/json");
        if ask.request.method() == "POST" {
            let body: serde_json::Map<String, Value> =
                std::mem::take(&mut ask.fields).into_iter().map(|(name, value)| (name, value.into())).collect();
            *ask.request.body_mut() = Body::from(Value::Object(body).to_string());
            ask = ask.header("content-type", "application/json");
        }
        ask
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.request.headers_mut().insert(name, value.parse().expect("a header"));
        self
    }

    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    pub fn cookie(self, token: &str) -> Self {
        self.header("cookie", &format!("session={token}"))
    }

    pub fn from(mut self, address: &'static str) -> Self {
        self.from = address;
        self
    }
}

impl Said {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.body))
    }

    /// Where the browser is sent.
    pub fn place(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |place| place.to_str().expect("a place"))
    }

    /// The line that sets the session cookie.
    pub fn cookie_line(&self) -> Option<&str> {
        let lines = self.headers.get_all(header::SET_COOKIE).iter().map(|line| line.to_str().expect("a line"));
        lines.into_iter().find(|line| line.starts_with("session="))
    }

    /// The token in it.
    pub fn cookie(&self) -> &str {
        let line = self.cookie_line().unwrap_or_else(|| panic!("no cookie: {self:?}"));
        line.split(['=', ';']).nth(1).expect("a value")
    }

    /// `field=key` of every complaint.
    pub fn complaints(&self) -> Vec<String> {
        let body = self.json();
        let messages = body["messages"].as_array().unwrap_or_else(|| panic!("no refusal: {body}"));
        let key = |message: &Value| {
            format!("{}={}", message["field"].as_str().unwrap_or("*"), message["key"].as_str().expect("a key"))
        };
        for message in messages {
            assert_ne!(message["text"], message["key"], "a key that the catalogue lacks");
        }
        messages.iter().map(key).collect()
    }
}

/// What a verb was refused for, as `field=key`.
pub fn refused<T: std::fmt::Debug>(done: Result<T, Failure>) -> Vec<String> {
    let refusal: Refusal = match done {
        Err(Failure::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    };
    refusal.complaints.iter().map(|one| format!("{}={}", one.field.unwrap_or("*"), one.key)).collect()
}
