//! What was promised in figures, for the largest desk, and whether a measured figure keeps it. Knows no measuring.

use super::figures::Figure;
use super::kinds;

/// The most that a kind may cost; all limits hold at once.
#[derive(Clone, Copy, Default)]
pub struct Target {
    /// Milliseconds of CPU for one request, PostgreSQL's processes included, however many clients.
    cpu: Option<f64>,
    /// Milliseconds at four clients.
    p95: Option<f64>,
    p99: Option<f64>,
    /// Requests in a second at 64 clients, at least.
    per_second: Option<f64>,
}

/// From the smallest desk to the largest, the cost of a page may grow by this share.
pub const MOST_GROWTH: f64 = 0.25;
/// Resident memory after all load, in MiB.
pub const MOST_MEMORY: f64 = 100.0;
/// Seconds from start to ready.
pub const MOST_START: f64 = 0.5;

/// What was promised for a kind, if anything.
pub fn of(name: &str) -> Option<Target> {
    let page = Target { cpu: Some(0.8), p99: Some(10.0), ..Target::default() };
    match name {
        kinds::WORKLIST | kinds::CLOSED | kinds::FILTERED => Some(page),
        kinds::TICKET => Some(Target { cpu: Some(0.8), ..Target::default() }),
        kinds::BY_NUMBER | kinds::BY_RARE | kinds::BY_COMMON => {
            Some(Target { cpu: Some(10.0), p95: Some(30.0), ..Target::default() })
        }
        kinds::CREATION => Some(Target { cpu: Some(1.0), per_second: Some(2_000.0), ..Target::default() }),
        _ => None,
    }
}

impl Target {
    /// In words.
    pub fn words(&self) -> String {
        let mut words = Vec::new();
        words.extend(self.cpu.map(|most| format!("≤ {most} CPU-ms")));
        words.extend(self.p95.map(|most| format!("p95 ≤ {most} ms")));
        words.extend(self.p99.map(|most| format!("p99 ≤ {most} ms")));
        words.extend(self.per_second.map(|least| format!("≥ {least} a second")));
        words.join(", ")
    }

    /// Which limits the figures of one kind, one for each number of clients, do not keep; none is a pass.
    pub fn misses(&self, figures: &[&Figure]) -> Vec<String> {
        let mut misses = Vec::new();
        let crowded = figures.iter().max_by_key(|figure| figure.clients).map(|figure| figure.median());
        let worst = figures.iter().map(|figure| figure.median().whole_cpu()).fold(0.0, f64::max);
        if let Some(most) = self.cpu.filter(|most| worst > *most) {
            misses.push(format!("{worst:.2} CPU-ms > {most}"));
        }
        let (p95, p99) = crowded.as_ref().map_or((0.0, 0.0), |round| (round.p95, round.p99));
        for (limit, name, found) in [(self.p95, "p95", p95), (self.p99, "p99", p99)] {
            if let Some(most) = limit.filter(|most| found > *most) {
                misses.push(format!("{name} {found:.1} ms > {most}"));
            }
        }
        let rate = crowded.map(|round| round.per_second);
        if let Some((least, found)) = self.per_second.zip(rate).filter(|(least, found)| found < least) {
            misses.push(format!("{found:.0} a second < {least}"));
        }
        misses
    }
}

#[cfg(test)]
mod tests {
    use super::super::figures::Round;
    use super::*;

    fn figure(clients: usize, round: Round) -> Figure {
        Figure { name: kinds::CREATION, clients, bytes: 0, rounds: vec![round] }
    }

    #[test]
    fn each_limit_is_judged_where_it_was_promised() {
        let creation = of(kinds::CREATION).unwrap();
        assert_eq!(creation.words(), "≤ 1 CPU-ms, ≥ 2000 a second");
        let alone = figure(1, Round { cpu: 0.6, cluster: 0.3, per_second: 500.0, ..Round::default() });
        let quick = figure(64, Round { cpu: 0.4, per_second: 2_100.0, ..Round::default() });
        assert!(creation.misses(&[&alone, &quick]).is_empty());
        let slow = figure(64, Round { cpu: 0.8, cluster: 0.3, per_second: 1_900.0, ..Round::default() });
        assert_eq!(creation.misses(&[&alone, &slow]), ["1.10 CPU-ms > 1", "1900 a second < 2000"]);
        let late = figure(4, Round { p99: 12.0, p95: 40.0, ..Round::default() });
        assert_eq!(of(kinds::WORKLIST).unwrap().misses(&[&late]), ["p99 12.0 ms > 10"]);
        assert_eq!(of(kinds::BY_RARE).unwrap().misses(&[&late]), ["p95 40.0 ms > 30"]);
        assert!(of(kinds::FLOOR).is_none());
    }
}
