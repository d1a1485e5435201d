//! What the tests of this room share: files to import, members who look, a desk behind its layers. Knows no right
//! answer.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use clap::Parser;
use http_body_util::BodyExt;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use tower::ServiceExt;
use watchdesk::app::App;
use watchdesk::parties::importing::{self, Summary};
use watchdesk::parties::searching::{Seek, search};
use watchdesk::people::call_centres::{self, Preset};
use watchdesk::people::sessions::{self, Token};
use watchdesk::people::users::{self, NewUser};
use watchdesk::people::{Actor, Member, Permission, Role};
use watchdesk::platform::config::Config;
use watchdesk::platform::db::{Db, Reads, Sql, Tx};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::moment::Timestamp;
use watchdesk::platform::text::Catalogue;

/// 2026-11-02, a Monday, 13:30 UTC.
pub const NOW: i64 = 1_793_626_200_000;

pub fn now() -> Timestamp {
    Timestamp::from_millis(NOW)
}

/// Somebody who may look distributors up.
pub fn csr() -> Member {
    Member {
        id: 7,
        user_name: "CA-mchen".into(),
        display_name: "Mei Chen".into(),
        language: "en".into(),
        call_centre: None,
        roles: BTreeSet::from([Role::Csr]),
        permissions: BTreeSet::from([Permission::ReadParties, Permission::WorkInquiries]),
    }
}

/// A folder of files to import.
pub struct Files(TempDir);

impl Files {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, content).expect("written");
        path
    }
}

pub async fn import(db: &Db, file: &Path) -> Result<Summary, Failure> {
    importing::import(db, Actor::System, file, now, |_| {}).await
}

/// Imports these lines of CSV.
pub async fn import_csv(db: &Db, csv: &str) -> Summary {
    let files = Files::new();
    import(db, &files.file("parties.csv", csv)).await.unwrap_or_else(|failure| panic!("{failure:?}"))
}

/// The sentences that an import is refused with.
pub async fn refused(db: &Db, file: &Path) -> Vec<String> {
    let texts = Catalogue::load().expect("a catalogue").texts("en");
    match import(db, file).await {
        Err(Failure::Refused(refusal)) => refusal
            .complaints
            .iter()
            .map(|complaint| {
                let sentence = texts.complaint(complaint);
                assert_ne!(sentence, complaint.key, "the catalogue lacks it");
                sentence
            })
            .collect(),
        other => panic!("not refused: {other:?}"),
    }
}

pub fn seek(number: &str, name: &str, phone: &str) -> Seek {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Seek { number: given(number), name: given(name), phone: given(phone) }
}

/// The numbers found, in order.
pub async fn found(db: &Db, seek: &Seek) -> Vec<String> {
    let found = search(db.reads(), &csr(), seek).await.expect("an answer");
    found.parties.into_iter().map(|party| party.number.expect("a number")).collect()
}

pub async fn count(db: &Db, sql: &'static str) -> i64 {
    db.reads().value(Sql::new(sql)).await.expect("a count").unwrap_or_default()
}

/// Everything that parties say, for comparing.
pub async fn parties(db: &Db) -> Vec<String> {
    #[derive(watchdesk::platform::db::FromRow)]
    struct Row {
        number: String,
        name: String,
        contact: Option<String>,
        status: String,
        version: i64,
    }
    let sql = Sql::new("SELECT number, name, contact, status, version FROM parties ORDER BY number_key");
    let rows: Vec<Row> = db.reads().all(sql).await.expect("rows");
    let shown = |row: Row| {
        format!("{} {} {} {} v{}", row.number, row.name, row.contact.unwrap_or("-".into()), row.status, row.version)
    };
    rows.into_iter().map(shown).collect()
}

/// A desk behind the real layers.
pub struct Desk {
    pub app: App,
    router: axum::Router,
    _folder: TempDir,
}

pub struct Said {
    pub status: StatusCode,
    pub body: String,
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    config: Config,
}

/// An application over this database.
pub fn app(db: Db, folder: &Path, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> App {
    let config = Line::parse_from(["watchdesk", "--data", &folder.display().to_string()]).config;
    App::assemble(config, db, clock).expect("an application")
}

impl Desk {
    pub fn new(db: Db) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let app = app(db, folder.path(), now);
        let router = watchdesk::routes::router(&app).expect("the routes");
        Self { router, app, _folder: folder }
    }

    /// Somebody new, and the token of their session.
    pub async fn person(&self, user_name: &'static str, role: Role) -> (Member, Token) {
        let token = Token::random();
        let begun = token.clone();
        let verb = async move |tx: &mut Tx| {
            let code = user_name.split_once('-').map(|(code, _)| code.to_owned());
            if code.is_some() && call_centres::by_code(tx, "CA").await?.is_none() {
                call_centres::add(tx, Actor::System, "CA", "people-centre-ca", Preset::Ca.calendar(), now()).await?;
            }
            let ask = NewUser {
                user_name: user_name.to_owned(),
                display_name: user_name.to_owned(),
                call_centre: code,
                roles: BTreeSet::from([role]),
                language: "en".into(),
                ..NewUser::default()
            };
            let person = users::add(tx, Actor::System, &ask, now()).await?;
            sessions::begin(tx, person.id, &begun, None, "test", now()).await?;
            Ok(person.id)
        };
        let id = self.app.db.write(None, verb).await.expect("a person");
        (Member::load(self.app.db.reads(), id).await.expect("a database").expect("a member"), token)
    }

    pub async fn get(&self, path: &str, accept: &str, token: Option<&Token>) -> Said {
        let mut request = Request::get(path).header(header::ACCEPT, accept);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", token.reveal()));
        }
        let response =
            self.router.clone().oneshot(request.body(Body::empty()).expect("a request")).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        Said { status: parts.status, body: String::from_utf8(body.to_vec()).expect("UTF-8") }
    }

    pub async fn json(&self, query: &str, token: &Token) -> Value {
        let said = self.get(&format!("/parties{query}"), "application/json", Some(token)).await;
        assert_eq!(said.status, 200, "{}", said.body);
        serde_json::from_str(&said.body).expect("JSON")
    }
}
