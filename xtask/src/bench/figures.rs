//! What one kind of request cost: the rounds as they were measured, and their medians. Knows neither clocks nor
//! requests.

/// One round. Times are milliseconds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round {
    /// CPU time of the server's process, for one request.
    pub cpu: f64,
    /// CPU time of PostgreSQL's processes, for one request; 0 on SQLite.
    pub cluster: f64,
    pub p50: f64,
    pub p95: f64,
    pub p99: f64,
    /// Requests in a second of the clock on the wall.
    pub per_second: f64,
    /// Requests of the round.
    pub requests: usize,
    /// The share of the machine that somebody else used meanwhile, 0 to 1.
    pub foreign: f64,
}

/// A kind of request with so many clients.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The kind's name.
    pub name: &'static str,
    pub clients: usize,
    /// Bytes of an answer.
    pub bytes: usize,
    pub rounds: Vec<Round>,
}

/// More than this used by others and a figure is marked.
const BUSY: f64 = 0.1;

impl Figure {
    /// Every measure by itself at the middle of its rounds.
    pub fn median(&self) -> Round {
        let of = |measure: fn(&Round) -> f64| median(self.rounds.iter().map(measure).collect());
        Round {
            cpu: of(|round| round.cpu),
            cluster: of(|round| round.cluster),
            p50: of(|round| round.p50),
            p95: of(|round| round.p95),
            p99: of(|round| round.p99),
            per_second: of(|round| round.per_second),
            requests: self.rounds.iter().map(|round| round.requests).sum(),
            foreign: of(|round| round.foreign),
        }
    }

    /// Whether the machine was busy with other things in most rounds.
    pub fn is_doubtful(&self) -> bool {
        self.median().foreign > BUSY
    }
}

impl Round {
    /// CPU time of all processes, for one request.
    pub fn whole_cpu(&self) -> f64 {
        self.cpu + self.cluster
    }
}

/// The middle one; the mean of two in the middle; 0 of none.
pub fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    let middle = all.len() / 2;
    match all.len() {
        0 => 0.0,
        even if even.is_multiple_of(2) => f64::midpoint(all[middle - 1], all[middle]),
        _ => all[middle],
    }
}

/// The smallest of `sorted` that `percent` of them do not exceed (nearest rank); 0 of none.
pub fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100);
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn middles_and_ranks() {
        assert_eq!(median(vec![]), 0.0);
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
        assert_eq!(median(vec![9.0, 1.0, 2.0, 4.0]), 3.0);
        let hundred: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!([50, 95, 99, 100].map(|percent| percentile(&hundred, percent)), [50.0, 95.0, 99.0, 100.0]);
        assert_eq!([1, 50, 99].map(|percent| percentile(&[7.0], percent)), [7.0; 3]);
        assert_eq!(percentile(&[], 99), 0.0);
    }

    #[test]
    fn each_measure_has_its_own_median() {
        let round = |cpu, p50, foreign| Round { cpu, p50, foreign, requests: 10, ..Round::default() };
        let rounds = vec![round(1.0, 9.0, 0.0), round(2.0, 8.0, 0.0), round(3.0, 7.0, 0.9)];
        let figure = Figure { name: "x", clients: 1, bytes: 0, rounds };
        let median = figure.median();
        assert_eq!((median.cpu, median.p50, median.requests), (2.0, 8.0, 30));
        assert!(!figure.is_doubtful());
    }
}
