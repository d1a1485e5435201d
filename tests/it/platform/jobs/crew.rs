//! What the tests of jobs share: jobs that report what happens to them, a clock that the test moves, rows as they
//! are. It tests nothing.

use crate::platform::both::Desk;
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use watchdesk::platform::db::{Db, FromRow, Happening, Reads, Sql, Subject};
use watchdesk::platform::failure::Failure;
use watchdesk::platform::jobs::{self, Backoff, Clock, Job, Lease, Pace, Registry, Runner, Schedule};
use watchdesk::platform::moment::Timestamp;

/// Enough for a busy machine; a test that needs it all has failed.
pub const PATIENCE: Duration = Duration::from_secs(40);
/// Where the tests' own clock starts.
pub const NOON: i64 = 1_793_620_800_000;

/// What test jobs are run with.
#[derive(Clone)]
pub struct Context {
    pub db: Db,
    pub said: mpsc::UnboundedSender<String>,
    /// A job that waits takes one permit.
    pub gate: Arc<Semaphore>,
}

/// A job that does what its test says.
#[derive(Serialize, Deserialize)]
pub enum Act {
    Say(String),
    Fail(String),
    Panic(String),
    /// Says "waits", waits at the gate, says the text.
    Wait(String),
    /// As `Wait`, and then writes an event and its own end in one verb.
    Effect(String),
}

impl Job for Act {
    type Context = Context;
    const KIND: &'static str = "test.act";
    const MAX_ATTEMPTS: u32 = 3;
    const LEASE: Duration = Duration::from_secs(300);
    const BACKOFF: Backoff = Backoff { first: Duration::from_secs(10), most: Duration::from_secs(15) };

    async fn run(self, context: &Context, lease: &Lease) -> anyhow::Result<()> {
        act(self, context, lease).await
    }
}

/// The same with a lease so short that a test can outlive it.
#[derive(Serialize, Deserialize)]
pub struct Brief(pub Act);

impl Job for Brief {
    type Context = Context;
    const KIND: &'static str = "test.brief";
    const MAX_ATTEMPTS: u32 = 3;
    const LEASE: Duration = Duration::from_millis(1_500);
    const TIME_LIMIT: Duration = Duration::from_secs(4);

    async fn run(self, context: &Context, lease: &Lease) -> anyhow::Result<()> {
        act(self.0, context, lease).await
    }
}

async fn act(act: Act, context: &Context, lease: &Lease) -> anyhow::Result<()> {
    let say = |text: &str| drop(context.said.send(format!("{text} {}", lease.attempt())));
    match act {
        Act::Say(text) => say(&text),
        Act::Fail(text) => anyhow::bail!(text),
        Act::Panic(text) => panic!("{text}"),
        Act::Wait(text) => {
            say("waits");
            context.gate.acquire().await?.forget();
            say(&text);
        }
        Act::Effect(text) => {
            say("waits");
            context.gate.acquire().await?.forget();
            effect(&context.db, lease).await?;
            say(&text);
        }
    }
    Ok(())
}

/// An event and the end of the job, both or neither.
pub async fn effect(db: &Db, lease: &Lease) -> anyhow::Result<()> {
    let held = lease.clone();
    let verb = db.write(None, async move |tx| {
        let subject = Subject::new("job", held.job());
        let body = serde_json::json!({ "attempt": held.attempt() });
        tx.record(Happening { at: Timestamp::now(), actor: None, subject, kind: "job.done", body });
        held.complete_in(tx).await
    });
    verb.await.map_err(Failure::into_anyhow)
}

/// A clock that stands until the test moves it.
#[derive(Clone, Default)]
pub struct Hand(Arc<AtomicI64>);

impl Hand {
    pub fn now(&self) -> Timestamp {
        Timestamp::from_millis(NOON + self.0.load(Ordering::SeqCst))
    }

    pub fn forward(&self, by: Duration) {
        self.0.fetch_add(i64::try_from(by.as_millis()).expect("a sane step"), Ordering::SeqCst);
    }

    pub fn clock(&self) -> Clock {
        let hand = self.clone();
        Arc::new(move || hand.now())
    }
}

/// A running runner, and what its jobs say.
pub struct Crew {
    pub gate: Arc<Semaphore>,
    pub stop: CancellationToken,
    running: Option<JoinHandle<()>>,
    said: mpsc::UnboundedReceiver<String>,
    /// What was logged by jobs so far, for a failing test.
    heard: Mutex<Vec<String>>,
}

/// How a test's crew differs from the usual one.
pub struct Plan {
    pub clock: Clock,
    pub pace: Pace,
    pub schedule: Schedule,
}

impl Default for Plan {
    fn default() -> Self {
        let pace = Pace { workers: 2, poll: Duration::from_millis(10), grace: Duration::from_secs(20) };
        Self { clock: Arc::new(Timestamp::now), pace, schedule: Schedule::new() }
    }
}

impl Crew {
    pub fn start(db: &Db, plan: Plan) -> Self {
        let (sender, said) = mpsc::unbounded_channel();
        let gate = Arc::new(Semaphore::new(0));
        let context = Context { db: db.clone(), said: sender, gate: Arc::clone(&gate) };
        let registry = Registry::new().add::<Act>().add::<Brief>();
        let runner = Runner::new(db.clone(), context, registry, plan.schedule).expect("a sound schedule");
        let stop = CancellationToken::new();
        let running = tokio::spawn(runner.clock(plan.clock).pace(plan.pace).run(stop.clone()));
        Self { gate, stop, running: Some(running), said, heard: Mutex::default() }
    }

    /// What a job says next.
    pub async fn hear(&mut self) -> String {
        let said = tokio::time::timeout(PATIENCE, self.said.recv()).await;
        let said = said.unwrap_or_else(|_| panic!("silence after {:?}", self.heard)).expect("a running crew");
        self.heard.lock().expect("one test").push(said.clone());
        said
    }

    /// What was said and not heard yet.
    pub fn overhear(&mut self) -> Option<String> {
        self.said.try_recv().ok()
    }

    /// Stops in order, and waits for it.
    pub async fn stop(&mut self) {
        self.stop.cancel();
        let running = self.running.take().expect("stopped once");
        tokio::time::timeout(PATIENCE, running).await.expect("it stops").expect("without a panic");
    }

    /// As if the process were gone, with everything it was doing.
    pub async fn vanish(&mut self) {
        let running = self.running.take().expect("it vanishes once");
        running.abort();
        drop(running.await);
    }
}

/// A job as it stands in the queue.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    pub id: i64,
    pub state: String,
    pub run_at: Timestamp,
    pub attempts: i32,
    pub lease: Option<String>,
    pub lease_until: Option<Timestamp>,
    pub last_error: Option<String>,
}

pub async fn rows(db: &Db) -> Vec<Row> {
    let sql = Sql::new("SELECT id, state, run_at, attempts, lease, lease_until, last_error FROM jobs ORDER BY id");
    db.reads().all(sql).await.expect("rows")
}

pub async fn queue<J: Job + Sync>(db: &Db, job: J, at: Timestamp) {
    let queued = db.write(None, async move |tx| Ok(jobs::enqueue(tx, &job, at)?));
    queued.await.expect("queued");
}

/// Waits until the rows are as wanted, and answers them.
pub async fn until_rows(db: &Db, wanted: impl Fn(&[Row]) -> bool) -> Vec<Row> {
    let deadline = Instant::now() + PATIENCE;
    loop {
        let rows = rows(db).await;
        if wanted(&rows) {
            return rows;
        }
        assert!(Instant::now() < deadline, "waited in vain; the queue is {rows:?}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

pub async fn until_empty(desk: &Desk) {
    until_rows(&desk.db, <[Row]>::is_empty).await;
}

/// How many events of this kind there are.
pub async fn events(db: &Db, kind: &'static str) -> i64 {
    let sql = Sql::new("SELECT count(*) FROM events WHERE kind = ?").bind(kind);
    db.reads().value(sql).await.expect("a count").unwrap_or_default()
}
