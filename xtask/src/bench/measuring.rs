//! One desk under load: every kind of request in turn, round after round, so that a noisy minute touches all kinds
//! alike. Knows neither targets nor tables.

use super::cluster::Cluster;
use super::desk::{Desk, Place, Session};
use super::figures::{Figure, Round, median, percentile};
use super::http::Client;
use super::kinds::{self, Kind};
use super::load::Crowd;
use super::meters::Meters;
use super::processes::Memory;
use crate::run::say;
use std::path::Path;
use std::time::Duration;

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
    pub const QUICK: Self = Self { rounds: 1, read: Duration::from_millis(500), write: Duration::from_secs(1) };

    /// In words, for the line above the tables.
    pub fn words(&self) -> String {
        match self.rounds {
            1 => "one quick round: not figures to quote".into(),
            rounds => format!("medians of {rounds} rounds"),
        }
    }
}

/// A desk that is ready to be measured, and to be written to.
pub struct Ground<'a> {
    /// The program that serves it.
    pub program: &'a Path,
    pub place: Place,
    pub cluster: Option<&'a Cluster>,
    pub tickets: u64,
}

/// What was measured on it.
pub struct Measured {
    pub figures: Vec<Figure>,
    /// After all load.
    pub memory: Memory,
    /// Seconds from the start of the program until it is ready.
    pub start: f64,
}

impl Ground<'_> {
    /// Serves the desk and measures it.
    pub fn measure(&self, plan: Plan) -> Result<Measured, String> {
        let start = self.start_seconds()?;
        let desk = Desk::start(self.program, &self.place)?;
        let mut session = Session::begin(desk.address)?;
        let mut kinds = kinds::all(&mut session, self.tickets)?;
        let mut figures = warm_up(&desk, &mut kinds)?;
        // First everything that reads, on the desk as it was furnished.
        for writes in [false, true] {
            for round in 1..=plan.rounds {
                say(&format!("  {} {round} of {}", if writes { "creating" } else { "reading" }, plan.rounds));
                for (at, figure) in &mut figures {
                    let kind = &mut kinds[*at];
                    if kind.writes() == writes {
                        kind.renew();
                        figure.rounds.push(self.round(&desk, kind, figure.clients, plan)?);
                    }
                }
            }
        }
        let memory = desk.memory()?;
        desk.stop()?;
        Ok(Measured { figures: figures.into_iter().map(|(_, figure)| figure).collect(), memory, start })
    }

    /// The median of three starts on a desk that was ended well.
    fn start_seconds(&self) -> Result<f64, String> {
        let one = |_| {
            let desk = Desk::start(self.program, &self.place)?;
            let seconds = desk.start.as_secs_f64();
            desk.stop().map(|()| seconds)
        };
        // The first one may still migrate, and finds nothing in memory.
        one(0)?;
        Ok(median((1..=3).map(one).collect::<Result<_, String>>()?))
    }

    fn round(&self, desk: &Desk, kind: &Kind, clients: usize, plan: Plan) -> Result<Round, String> {
        let time = if kind.writes() { plan.write } else { plan.read };
        let mut crowd = Crowd::connect(desk.address, clients)?;
        let before = Meters::read(desk, self.cluster)?;
        let sample = crowd.run(time, &|number| kind.request(number))?;
        let spent = before.until(&Meters::read(desk, self.cluster)?);
        let requests = sample.latencies.len();
        #[expect(clippy::cast_precision_loss, reason = "nobody sends 2^52 requests")]
        let count = requests.max(1) as f64;
        Ok(Round {
            cpu: spent.desk / count,
            cluster: spent.cluster / count,
            p50: percentile(&sample.latencies, 50),
            p95: percentile(&sample.latencies, 95),
            p99: percentile(&sample.latencies, 99),
            per_second: count / sample.took.as_secs_f64(),
            requests,
            foreign: spent.foreign,
        })
    }
}

/// Looks at one answer of each kind, asks for it a while, and makes room for its figures, each with the place of its
/// kind.
fn warm_up(desk: &Desk, kinds: &mut [Kind]) -> Result<Vec<(usize, Figure)>, String> {
    let mut figures = Vec::new();
    let mut client = Client::connect(desk.address)?;
    for (at, kind) in kinds.iter_mut().enumerate() {
        kind.renew();
        let request = kind.request(0);
        let answer = client.send(&request)?;
        match String::from_utf8_lossy(answer).matches(kind.shows).count() {
            0 => return Err(format!("the answer to {} does not show `{}`", request.line, kind.shows)),
            few if few < kind.times => say(&format!("  {}: {few} rows only, of {}", kind.name, kind.times)),
            _ => {}
        }
        let bytes = answer.len();
        if !kind.writes() {
            Crowd::connect(desk.address, 4)?.run(Duration::from_millis(250), &|number| kind.request(number))?;
        }
        let empty = |clients: &usize| Figure { name: kind.name, clients: *clients, bytes, rounds: Vec::new() };
        figures.extend(kind.clients.iter().map(empty).map(|figure| (at, figure)));
    }
    Ok(figures)
}
