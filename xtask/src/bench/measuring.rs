//! One desk under load: every kind of request in turn, round after round, so that a noisy minute touches all kinds
//! alike. Knows neither targets nor tables.

use super::cluster::Cluster;
use super::desk::{Desk, Place, Session};
use super::figures::{Figure, Round, median, percentile};
use super::http::Client;
use super::kinds::{self, Kind};
use super::load::{Crowd, Sample};
use super::processes::{self, Memory};
use super::{machine, words};
use crate::run::say;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long.
#[derive(Clone, Copy)]
pub struct Plan {
    pub rounds: usize,
    /// Of reading, for one kind with so many clients.
    pub read: Duration,
    /// Of creating.
    pub write: Duration,
}

impl Plan {
    /// For the README.
    pub const FULL: Self = Self { rounds: 3, read: Duration::from_millis(1500), write: Duration::from_secs(3) };
    /// To see whether something broke.
    pub const QUICK: Self = Self { rounds: 1, read: Duration::from_millis(400), write: Duration::from_secs(1) };
}

/// What was measured on one desk.
pub struct Measured {
    pub figures: Vec<Figure>,
    /// After all load.
    pub memory: Memory,
    /// Seconds from the start of the program until it is ready.
    pub start: f64,
}

/// Who signs in, and how many tickets there are.
pub struct Ground<'a> {
    pub user_name: &'a str,
    pub password: &'a str,
    pub tickets: u64,
}

/// Serves the desk in `place` and measures it. It is written to.
pub fn measure(
    program: &Path,
    place: &Place,
    cluster: Option<&Cluster>,
    ground: &Ground,
    plan: Plan,
) -> Result<Measured, String> {
    let start = start_seconds(program, place)?;
    let desk = Desk::start(program, place)?;
    let mut session = Session::begin(desk.address, ground.user_name, ground.password)?;
    let parties = words::gather(&mut session)?;
    let mut kinds = kinds::all(&mut session, &parties, ground.tickets)?;
    let mut figures = warm_up(&desk, &mut kinds)?;
    let (reads, writes): (Vec<usize>, Vec<usize>) = (0..figures.len()).partition(|at| !kind(&kinds, &figures[*at]).writes());
    // First everything that reads, on the desk as it was furnished.
    for (some, time) in [(reads, plan.read), (writes, plan.write)] {
        for round in 1..=plan.rounds {
            say(&format!("  round {round} of {}, {} figures", plan.rounds, some.len()));
            for at in &some {
                let figure = &mut figures[*at];
                let kind = kinds.iter_mut().find(|kind| kind.name == figure.name).ok_or("a figure without a kind")?;
                kind.renewed();
                figure.rounds.push(one_round(&desk, cluster, kind, figure.clients, time)?);
            }
        }
    }
    let memory = desk.memory()?;
    desk.stop()?;
    Ok(Measured { figures, memory, start })
}

/// The median of three starts on a desk that was ended well.
fn start_seconds(program: &Path, place: &Place) -> Result<f64, String> {
    let one = || {
        let desk = Desk::start(program, place)?;
        let seconds = desk.start.as_secs_f64();
        desk.stop().map(|()| seconds)
    };
    // The first one may still migrate, and finds nothing in memory.
    one()?;
    Ok(median((0..3).map(|_| one()).collect::<Result<_, _>>()?))
}

/// Asks for everything a while, and looks at one answer of each kind.
fn warm_up(desk: &Desk, kinds: &mut [Kind]) -> Result<Vec<Figure>, String> {
    let mut figures = Vec::new();
    let mut client = Client::connect(desk.address)?;
    for kind in kinds {
        kind.renewed();
        let answer = client.send(&kind.request(0))?;
        let bytes = answer.len();
        if !String::from_utf8_lossy(answer).contains(kind.shows) {
            return Err(format!("{}: the answer does not show `{}`", kind.request(0).line, kind.shows));
        }
        if !kind.writes() {
            Crowd::connect(desk.address, 4)?.run(Duration::from_millis(250), &|number| kind.request(number))?;
        }
        figures.extend(kind.clients.iter().map(|clients| Figure {
            name: kind.name,
            clients: *clients,
            bytes,
            rounds: Vec::new(),
        }));
    }
    Ok(figures)
}

fn one_round(
    desk: &Desk,
    cluster: Option<&Cluster>,
    kind: &Kind,
    clients: usize,
    time: Duration,
) -> Result<Round, String> {
    let mut crowd = Crowd::connect(desk.address, clients)?;
    let before = Meters::read(desk, cluster)?;
    let sample = crowd.run(time, &|number| kind.request(number))?;
    Ok(round(&sample, &before.until(&Meters::read(desk, cluster)?)))
}

fn round(sample: &Sample, spent: &Meters) -> Round {
    let requests = sample.latencies.len();
    #[expect(clippy::cast_precision_loss, reason = "nobody counts to 2^52 requests")]
    let (count, cores) = (requests.max(1) as f64, machine::cores() as f64);
    let foreign = spent.machine - spent.desk - spent.cluster - spent.own;
    let whole = spent.at.elapsed_ms * cores;
    Round {
        cpu: spent.desk / count,
        cluster: spent.cluster / count,
        p50: percentile(&sample.latencies, 50),
        p95: percentile(&sample.latencies, 95),
        p99: percentile(&sample.latencies, 99),
        per_second: count / sample.took.as_secs_f64(),
        requests,
        foreign: (foreign / whole).clamp(0.0, 1.0),
    }
}
