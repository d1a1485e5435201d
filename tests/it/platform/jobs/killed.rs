//! Real processes, killed in mid-job or ended by their own job, and two that keep one schedule. Each is this test
//! program again, told by its environment which part it plays.

use super::crew::{NOON, PATIENCE, effect, events, queue, rows, until_empty, until_rows};
use crate::platform::both::{Desk, on_both_engines};
use crate::support::databases;
use crate::support::leash::{Leash, Leashed};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio_util::sync::CancellationToken;
use watchdesk::platform::db::{Db, Reads, Sql};
use watchdesk::platform::jobs::{Clock, Job, Lease, Pace, Registry, Runner, Schedule, dead};
use watchdesk::platform::moment::Timestamp;

on_both_engines!(
    a_job_survives_the_death_of_its_process,
    a_job_that_kills_its_process_is_buried,
    two_processes_tick_once,
);

/// A job of the other process.
#[derive(Serialize, Deserialize)]
enum Deed {
    /// Never ends the first time, and writes an event the second.
    HangOnce,
    /// Takes its process along.
    Abort,
    /// Writes an event.
    Tick,
}

impl Job for Deed {
    type Context = Db;
    const KIND: &'static str = "test.deed";
    const MAX_ATTEMPTS: u32 = 2;
    const LEASE: Duration = Duration::from_millis(1_500);

    async fn run(self, db: &Db, lease: &Lease) -> anyhow::Result<()> {
        match self {
            Self::HangOnce if lease.attempt() == 1 => std::future::pending().await,
            Self::Abort => std::process::abort(),
            Self::HangOnce | Self::Tick => effect(db, lease).await,
        }
    }
}

async fn a_job_survives_the_death_of_its_process(desk: Desk) {
    let part = Part::new(&desk);
    queue(&desk.db, Deed::HangOnce, Timestamp::now()).await;
    let mut first = part.start();
    until_rows(&desk.db, |rows| rows[0].state == "running").await;
    first.kill().expect("killed in mid-job");
    let left = rows(&desk.db).await.remove(0);
    assert_eq!((left.state.as_str(), left.attempts), ("running", 1), "it left no word");
    let until = left.lease_until.expect("a lease");
    let mut second = part.start();
    until_rows(&desk.db, |rows| rows.is_empty() || rows[0].attempts == 2).await;
    assert!(Timestamp::now() > until, "taken over before the lease ran out");
    until_empty(&desk).await;
    assert_eq!(events(&desk.db, "job.done").await, 1);
    second.kill().expect("killed");
}

async fn a_job_that_kills_its_process_is_buried(desk: Desk) {
    let part = Part::new(&desk);
    queue(&desk.db, Deed::Abort, Timestamp::now()).await;
    for attempt in 1..=2 {
        let mut victim = part.start();
        let ended = victim.wait(PATIENCE).expect("the job ends its process");
        assert!(!ended.success());
        let row = rows(&desk.db).await.remove(0);
        assert_eq!((row.state.as_str(), row.attempts), ("running", attempt));
    }
    let mut third = part.start();
    until_rows(&desk.db, |rows| rows[0].state == "dead").await;
    let buried = dead(desk.db.reads(), 1).await.expect("the dead").remove(0);
    assert_eq!(buried.attempts, 2);
    assert_eq!(buried.last_error.as_deref(), Some("attempt 2 did not end: its process died or hung"));
    assert!(third.ended().expect("a state").is_none(), "the third process lives");
    third.kill().expect("killed");
}

async fn two_processes_tick_once(desk: Desk) {
    let part = Part::new(&desk).by_clock();
    part.set_clock(NOON);
    let mut pair = [part.start(), part.start()];
    part.until_ready(2).await;
    let next = async || -> Option<Timestamp> {
        desk.db.reads().value(Sql::new("SELECT next_moment FROM cron_ticks")).await.expect("a row")
    };
    let rounds = 25;
    for round in 1..=rounds {
        let moment = NOON + round * 1_000;
        let deadline = Instant::now() + PATIENCE;
        while next().await != Some(Timestamp::from_millis(moment)) {
            assert!(Instant::now() < deadline, "round {round} does not come");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        part.set_clock(moment);
        while events(&desk.db, "job.done").await < round {
            assert!(Instant::now() < deadline, "round {round} is not run");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        until_empty(&desk).await;
    }
    for process in &mut pair {
        process.kill().expect("killed");
    }
    assert_eq!(events(&desk.db, "job.done").await, rounds, "one job a tick");
    assert!(rows(&desk.db).await.is_empty());
}

/// The part that the other processes play.
struct Part {
    url: String,
    folder: tempfile::TempDir,
    by_clock: bool,
}

const URL: &str = "WATCHDESK_TEST_PART_URL";
const FOLDER: &str = "WATCHDESK_TEST_PART_FOLDER";
const CLOCK: &str = "WATCHDESK_TEST_PART_CLOCK";

impl Part {
    fn new(desk: &Desk) -> Self {
        Self { url: desk.place.url.clone(), folder: tempfile::tempdir().expect("a folder"), by_clock: false }
    }

    /// The processes live by a clock that the test sets, and keep a schedule that ticks every second.
    fn by_clock(self) -> Self {
        Self { by_clock: true, ..self }
    }

    fn start(&self) -> Leashed {
        let program = std::env::current_exe().expect("this program");
        let own = concat!(module_path!(), "::plays_its_part");
        let (_, test) = own.split_once("::").expect("the crate's name first");
        let mut leash = Leash::of(program).args(["--exact", test, "--nocapture"]).env(URL, &self.url);
        leash = leash.env(FOLDER, self.folder.path().to_string_lossy());
        if self.by_clock {
            leash = leash.env(CLOCK, "1");
        }
        leash.start().expect("started")
    }

    fn set_clock(&self, millis: i64) {
        let draft = self.folder.path().join("clock.draft");
        std::fs::write(&draft, millis.to_string()).expect("written");
        // Renamed, so that nobody reads half a number.
        std::fs::rename(draft, self.folder.path().join("clock")).expect("renamed");
    }

    async fn until_ready(&self, processes: usize) {
        let deadline = Instant::now() + PATIENCE;
        let ready = || {
            let names = std::fs::read_dir(self.folder.path()).expect("a folder").flatten();
            names.filter(|entry| entry.file_name().to_string_lossy().starts_with("ready")).count()
        };
        while ready() < processes {
            assert!(Instant::now() < deadline, "the other processes do not start");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
}

/// The other process; in an ordinary run of the tests, nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plays_its_part() {
    let (Ok(url), Ok(folder)) = (std::env::var(URL), std::env::var(FOLDER)) else { return };
    let folder = PathBuf::from(folder);
    let db = databases::open(&url).await;
    let mut schedule = Schedule::new();
    let mut clock: Clock = Arc::new(Timestamp::now);
    if std::env::var(CLOCK).is_ok() {
        schedule = schedule.entry("every-second", "* * * * * *", &Deed::Tick).expect("a sound schedule");
        clock = clock_of(&folder);
    }
    let registry = Registry::new().add::<Deed>();
    let runner = Runner::new(db.clone(), db, registry, schedule).expect("a sound schedule").clock(clock);
    let pace = Pace { workers: 2, poll: Duration::from_millis(5), grace: Duration::ZERO };
    std::fs::write(folder.join(format!("ready-{}", std::process::id())), "").expect("written");
    runner.pace(pace).run(CancellationToken::new()).await;
}

fn clock_of(folder: &Path) -> Clock {
    let file = folder.join("clock");
    Arc::new(move || {
        let millis = std::fs::read_to_string(&file).expect("the test's clock");
        Timestamp::from_millis(millis.parse().expect("a number"))
    })
}
