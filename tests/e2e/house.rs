//! A small furnished desk behind a real socket, with a stopped clock: Monday morning in Toronto. Knows who is there,
//! and no page.

use crate::support::asking::Ask;
use crate::support::browser::{Browser, Look, story};
use crate::support::databases::{Engine, Place, empty, migrated};
use crate::support::desk::{Desk, new_user};
use anyhow::{Context, Result};
use axum::http::Method;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use watchdesk::parties::importing;
use watchdesk::people::call_centres::Preset;
use watchdesk::people::users::NewUser;
use watchdesk::people::{Actor, Member, Role};
use watchdesk::platform::db::{Reads, Sql};
use watchdesk::platform::jobs::{Pace, Runner, Schedule};
use watchdesk::platform::web::server::{Patience, serve};

const DISTRIBUTORS: &str = "Number,Name,Region,Contact,Telephone,E-mail,Language
48210,Maple Leaf Wellness,Ontario,Sana Khan,+1 416 555 0142,sana@example.com,en
48211,O’Neil & Daughters <Nutrition>,Nova Scotia,Fiona O’Neil,+1 902 555 0177,,en
50007,Boréal Santé,Québec,Luc Gagné,+1 418 555 0119,luc@example.com,fr
";

pub struct House {
    pub desk: Desk,
    /// `http://127.0.0.1:<port>`
    pub address: String,
    /// A CSR of Canada.
    pub mei: Member,
    /// Her lead.
    pub robert: Member,
    /// A CSR beside her.
    pub amelie: Member,
    pub ingrid: Member,
    /// Maple Leaf Wellness, number 48210.
    pub party: i64,
    _place: Place,
}

impl House {
    pub async fn new() -> Self {
        let place = migrated(Engine::Sqlite).await;
        let desk = Desk::new(place.open().await);
        desk.centres(&[Preset::Ca]).await;
        let robert = person(&desk, "CA-rokafor", "Robert Okafor", Role::CsrLead).await;
        let mei = person(&desk, "CA-mchen", "Mei Chen", Role::Csr).await;
        let amelie = person(&desk, "CA-atremblay", "Amélie Tremblay", Role::Csr).await;
        let ingrid = person(&desk, "ingrid", "Ingrid Berg", Role::Admin).await;
        let party = distributors(&desk).await;
        let address = open_door(&desk).await;
        Self { desk, address, mei, robert, amelie, ingrid, party, _place: place }
    }

    /// Tells a story as somebody who has signed in already.
    pub async fn story(&self, name: &str, look: Look, who: &Member, tell: impl AsyncFnOnce(&Browser) -> Result<()>) {
        let session = self.desk.session(who).await;
        story(name, &self.address, look, async |browser| {
            browser.carry(&session).await?;
            tell(browser).await
        })
        .await;
    }

    /// From here on the browser is theirs.
    pub async fn hand_to(&self, browser: &Browser, who: &Member) -> Result<()> {
        browser.carry(&self.desk.session(who).await).await
    }

    /// Opens an inquiry as Mei, escalated to Robert or not; answers its number.
    pub async fn inquiry(&self, what: &str, escalate: &str) -> i64 {
        let ask = json!({ "party": self.party, "type": 3, "what": what, "due": 1, "escalate": escalate });
        self.send(&self.mei, "/tickets", &ask).await["number"].as_i64().expect("a number")
    }

    /// The address of the third page of the worklist, of a desk that has as many.
    pub async fn third_page(&self) -> String {
        for number in 0..110 {
            self.inquiry(&format!("Question {number}"), "no").await;
        }
        let mut place = "/tickets?scope=all".to_owned();
        for _ in 0..2 {
            let next = self.json(&self.mei, &place).await["next"].as_str().expect("a next page").to_owned();
            place = format!("/tickets?scope=all&after={next}");
        }
        place
    }

    /// Does something as a program would, for this person.
    pub async fn send(&self, who: &Member, path: &str, ask: &Value) -> Value {
        let token = self.desk.session(who).await;
        let said = self.desk.ask(Ask::send(Method::POST, path, ask).bearer(&token)).await;
        assert!(said.status.is_success(), "{path}: {} {}", said.status, said.body);
        said.json()
    }

    /// What programs are told at this address.
    pub async fn json(&self, who: &Member, path: &str) -> Value {
        let token = self.desk.session(who).await;
        self.desk.ask(Ask::get(path).json().bearer(&token)).await.with_status(200).json()
    }

    /// What everybody has written on a ticket.
    pub async fn comments(&self, number: i64) -> Vec<String> {
        let ticket = self.json(&self.robert, &format!("/tickets/{number}")).await;
        let lines = ticket["timeline"].as_array().expect("a timeline");
        let texts = lines.iter().filter_map(|line| line["what"]["text"].as_str());
        texts.map(str::to_owned).collect()
    }
}

/// From here on the desk does its jobs, by its own clock.
pub fn works(desk: &Desk) {
    let app = desk.app.clone();
    let runner = Runner::new(app.db.clone(), app.clone(), watchdesk::jobs::registry(), Schedule::new());
    let clock = app.clone();
    let runner = runner.expect("a runner").clock(Arc::new(move || clock.now()));
    let pace = Pace { poll: Duration::from_millis(20), ..Pace::default() };
    tokio::spawn(runner.pace(pace).run(app.closing.clone()));
}

/// Waits until no job is due.
pub async fn until_done(desk: &Desk) {
    let left = async || {
        let sql = Sql::new(
            "SELECT kind || ' ' || state || ' ' || coalesce(last_error, '') FROM jobs WHERE run_at <= ? LIMIT 1",
        );
        let sql = sql.bind(desk.app.now());
        desk.app.db.reads().value::<String>(sql).await.expect("jobs")
    };
    let patience = Instant::now() + Duration::from_secs(60);
    while let Some(job) = left().await {
        assert!(Instant::now() < patience, "never done: {job}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A desk on which nobody is yet; its address, and what must be kept while it is open.
pub async fn bare() -> (Desk, String, Place) {
    let place = empty(Engine::Sqlite).await;
    let db = place.open().await;
    db.migrate().await.expect("it migrates");
    let desk = Desk::new(db);
    let address = open_door(&desk).await;
    (desk, address, place)
}

/// The number in the address of a page such as `/tickets/7/receipt`.
pub async fn number_here(browser: &Browser) -> Result<i64> {
    let path = browser.path().await?;
    let number = path.split('/').nth(2).and_then(|number| number.parse().ok());
    number.with_context(|| format!("no number in {path}"))
}

async fn open_door(desk: &Desk) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    let router = watchdesk::routes::router(&desk.app).expect("the routes");
    tokio::spawn(serve(listener, router, desk.app.closing.clone(), Patience::default()));
    tokio::spawn(watchdesk::reactions::run(desk.app.clone()));
    address
}

/// Brings the distributors in from a file, as an administrator does; answers the id of the first.
async fn distributors(desk: &Desk) -> i64 {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("distributors.csv");
    std::fs::write(&file, DISTRIBUTORS).expect("a file");
    let now = desk.app.now();
    let imported = importing::import(&desk.app.db, Actor::System, &file, move || now, |_| ()).await;
    imported.unwrap_or_else(|why| panic!("no distributors: {why:?}"));
    let first = Sql::new("SELECT id FROM parties WHERE number = '48210'");
    desk.app.db.reads().value(first).await.expect("a database").expect("a distributor")
}

async fn person(desk: &Desk, user_name: &str, display_name: &str, role: Role) -> Member {
    let lead = (role == Role::Csr).then(|| "CA-rokafor".to_owned());
    let ask = NewUser { display_name: display_name.into(), lead, ..new_user(user_name, &[role]).await };
    let added = desk.add(ask).await.expect("somebody new");
    desk.member(added.id).await
}
