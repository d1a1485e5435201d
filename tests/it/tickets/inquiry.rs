//! The scene of this room's tests: a desk with its people signed in and a distributor to be asked about. Knows how to
//! ask, and what must agree after anything.

use crate::support::asking::{Ask, Said};
use crate::support::desk::{Cast, Desk};
use axum::http::Method;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use watchdesk::platform::db::{Db, FromRow, Reads, Sql, counters, deadlines};
use watchdesk::platform::events::{self, Event};
use watchdesk::platform::moment::Timestamp;
use watchdesk::tickets::{Ticket, counting};

pub struct Scene {
    pub desk: Desk,
    pub cast: Cast,
    /// The distributor.
    pub party: i64,
    /// Sessions of the cast.
    pub owner: String,
    pub colleague: String,
    pub lead: String,
}

impl Scene {
    pub async fn new(db: Db) -> Self {
        let (desk, cast) = Desk::with_cast(db).await;
        let party = desk.party("4711", "Oak & Sons <Trading>").await;
        let owner = desk.session(&cast.owner).await;
        let colleague = desk.session(&cast.colleague).await;
        let lead = desk.session(&cast.lead).await;
        Self { desk, cast, party, owner, colleague, lead }
    }

    /// Time passes, and everybody signs in anew: a session does not outlive a day.
    pub async fn later(&mut self, millis: i64) {
        self.desk.later(millis);
        self.owner = self.desk.session(&self.cast.owner).await;
        self.colleague = self.desk.session(&self.cast.colleague).await;
        self.lead = self.desk.session(&self.cast.lead).await;
    }

    /// A sound inquiry as a program asks it.
    pub fn inquiry(&self, what: &str, escalate: &str) -> Value {
        json!({ "party": self.party, "type": 3, "what": what, "due": 1, "escalate": escalate })
    }

    /// Opens one by JSON; answers what came back.
    pub async fn open(&self, ask: &Value) -> Said {
        self.desk.ask(Ask::send(Method::POST, "/tickets", ask).bearer(&self.owner)).await
    }

    /// The number of a new record of the owner.
    pub async fn record(&self) -> i64 {
        number(&self.open(&self.inquiry("Where is my order?\nIt was due on Monday.", "no")).await.with_status(201))
    }

    /// The number of a new inquiry that is escalated to the lead.
    pub async fn escalated(&self) -> i64 {
        number(&self.open(&self.inquiry("Where is my order?", "yes")).await.with_status(201))
    }

    /// Asks JSON of `/tickets/{number}/{verb}`.
    pub async fn verb(&self, token: &str, number: i64, verb: &str, ask: &Value) -> Said {
        let path = format!("/tickets/{number}/{verb}");
        self.desk.ask(Ask::send(Method::POST, &path, ask).bearer(token)).await
    }

    /// The ticket as programs see it.
    pub async fn ticket(&self, number: i64) -> Value {
        let ask = Ask::get(&format!("/tickets/{number}")).json().bearer(&self.owner);
        self.desk.ask(ask).await.with_status(200).json()
    }

    /// The page as browsers without script see it: a new form of an inquiry leads to its own address first.
    pub async fn page(&self, token: &str, path: &str) -> Said {
        let see = async |path: &str| self.desk.ask(Ask::get(path).header("accept", "text/html").cookie(token)).await;
        let said = see(path).await;
        let is_form = path.starts_with("/tickets/new") && said.place().starts_with("/tickets/new");
        if is_form { see(said.place()).await } else { said }
    }

    /// The kinds of all that happened to a ticket, oldest first.
    pub async fn happened(&self, number: i64) -> Vec<String> {
        self.events(number).await.into_iter().map(|event| event.kind).collect()
    }

    async fn events(&self, number: i64) -> Vec<Event> {
        let reads = self.desk.app.db.reads();
        events::of_subject(reads, Ticket::subject_of(number), None, 500).await.expect("events")
    }

    /// Counts the rows of a table.
    pub async fn count(&self, table: &'static str) -> i64 {
        let sql = Sql::new("SELECT count(*) FROM ").push(table);
        self.desk.app.db.reads().value(sql).await.expect("a database").expect("a count")
    }

    /// Fails unless counters, escalations, deadlines and events say what the tickets say.
    #[track_caller]
    pub fn agrees(&self) -> impl Future<Output = ()> {
        let asker = std::panic::Location::caller();
        async move {
            let reads = self.desk.app.db.reads();
            let truth = counting::recount(reads).await.expect("a recount");
            let wrong = counters::compare(reads, counting::PREFIX, &truth).await.expect("counters");
            assert!(wrong.is_empty(), "{asker}: {wrong:?}");
            events::verify(reads).await.expect("events").expect("a whole chain");
            for row in rows(reads).await {
                row.agrees(&self.events(row.id).await);
            }
        }
    }
}

/// The number of a ticket view.
#[track_caller]
pub fn number(said: &Said) -> i64 {
    said.json()["number"].as_i64().expect("a number")
}

/// The values of some counters, for a test that knows them.
pub async fn counted(scene: &Scene) -> BTreeMap<String, i64> {
    let says = counters::beginning_with(scene.desk.app.db.reads(), counting::PREFIX).await.expect("counters");
    says.into_iter().filter(|(_, value)| *value != 0).collect()
}

/// The counters after so many inquiries of the Canadian call centre stand escalated at `status`, and nothing else.
pub fn escalated_in_canada(status: &str, tickets: i64) -> BTreeMap<String, i64> {
    let all = format!("tickets/inquiry/{status}/escalated");
    [(format!("{all}/from/CA"), tickets), (all, tickets)].into()
}

/// A ticket beside what stands about it elsewhere.
#[derive(Debug, FromRow)]
struct Row {
    id: i64,
    status: String,
    escalated: i32,
    due_at: Timestamp,
    version: i64,
    deadline: Option<Timestamp>,
    next_moment: Option<Timestamp>,
    running: i64,
    raised: i64,
    comments: i64,
    due_moved: i64,
}

async fn rows(reads: &impl Reads) -> Vec<Row> {
    let sql = Sql::new(
        "SELECT t.id, t.status, t.escalated, t.due_at, t.version, d.due_at AS deadline, CAST(t.due_moved AS bigint) AS due_moved, d.next_moment,
         (SELECT count(*) FROM escalations e WHERE e.ticket_id = t.id AND e.ended_at IS NULL) AS running,
         (SELECT count(*) FROM escalations e WHERE e.ticket_id = t.id) AS raised,
         (SELECT count(*) FROM comments c WHERE c.ticket_id = t.id) AS comments
         FROM tickets t LEFT JOIN deadlines d ON d.subject_kind = 'ticket' AND d.subject_id = t.id AND d.name = 'due'
         ORDER BY t.id",
    );
    reads.all(sql).await.expect("tickets")
}

impl Row {
    fn agrees(&self, events: &[Event]) {
        let count = |kind: &str| events.iter().filter(|event| event.kind == kind).count();
        let is_closed = self.status == "closed";
        assert_eq!(self.deadline, Some(self.due_at), "{self:?}");
        assert_eq!(self.running, i64::from(self.escalated == 1 && !is_closed), "{self:?}");
        let since_moved = events.iter().rev().take_while(|event| event.kind != "ticket.due_moved");
        let fell_due = since_moved.filter(|event| event.kind == "ticket.fell_due").count();
        assert_eq!(self.next_moment.is_some(), !is_closed && fell_due == 0, "{self:?}");
        assert_eq!(count("ticket.due_moved") as i64, self.due_moved, "{self:?} {events:?}");
        assert_eq!(count("ticket.opened"), 1, "{self:?} {events:?}");
        assert_eq!(count("ticket.escalated") as i64, self.raised, "{self:?} {events:?}");
        assert_eq!(count("ticket.commented") as i64, self.comments, "{self:?} {events:?}");
        let led_to: BTreeSet<i64> = events.iter().filter_map(|event| version(&event.body)).collect();
        assert_eq!(led_to, (1..=self.version).collect(), "each version has its event: {self:?} {events:?}");
    }
}

fn version(body: &str) -> Option<i64> {
    let body: Value = serde_json::from_str(body).expect("JSON");
    body["version"].as_i64()
}

/// The stored working-out of a ticket's deadline.
pub async fn basis(scene: &Scene, number: i64) -> String {
    let found = deadlines::basis(scene.desk.app.db.reads(), Ticket::subject_of(number), "due").await;
    found.expect("a database").expect("a working-out")
}
