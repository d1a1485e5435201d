//! The timed jobs of this program: which job, when, in which time zone. It works moments out and stores nothing.

use super::{Job, job::stored};
use crate::platform::{db::NewJob, moment::Timestamp};
use croner::{Cron, parser::CronParser};
use jiff::tz::TimeZone;
use std::{sync::Arc, time::Duration};

/// What time it is.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Every timed job, each under a name of its own.
#[derive(Clone, Debug)]
pub struct Schedule {
    zone: TimeZone,
    pub(super) entries: Vec<Entry>,
}

/// One timed job.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: &'static str,
    /// The cron expression and the zone it is read in, as they are stored beside the next moment.
    pub(super) expression: String,
    zone: TimeZone,
    cron: Cron,
    job: NewJob,
}

/// Why a schedule cannot be kept: a mistake of ours or of the configuration, said at start.
#[derive(Debug, thiserror::Error)]
pub enum ScheduleFault {
    /// No such zone, or no time zone data on this machine.
    #[error("there is no time zone {0:?}: {1}")]
    Zone(String, String),
    /// Not a cron expression, or one that never comes true.
    #[error("{name}: {expression:?} is no time to run at: {why}")]
    Expression {
        /// Of the entry.
        name: &'static str,
        /// As written.
        expression: String,
        /// What is wrong with it.
        why: String,
    },
    /// Two entries of one name.
    #[error("two timed jobs are called {0:?}")]
    Name(&'static str),
    /// A job type that is missing in the registry.
    #[error("{0}: the job {1:?} is not registered")]
    Kind(&'static str, &'static str),
    /// A job that cannot be written down.
    #[error("{0}: its job cannot be stored: {1}")]
    Body(&'static str, serde_json::Error),
}

impl Schedule {
    /// Without any job, by UTC.
    #[must_use]
    pub fn new() -> Self {
        Self { zone: TimeZone::UTC, entries: Vec::new() }
    }

    /// Reads the expressions of what is added after this in a zone such as `"America/Toronto"`.
    ///
    /// # Errors
    /// [`ScheduleFault::Zone`].
    pub fn in_zone(self, name: &str) -> Result<Self, ScheduleFault> {
        let zone = TimeZone::get(name).map_err(|why| ScheduleFault::Zone(name.to_owned(), why.to_string()))?;
        Ok(Self { zone, ..self })
    }

    /// Queues `job` whenever the cron expression comes true: five fields, or six with seconds first. A tick is
    /// skipped while the job of an earlier one waits or runs; those missed while no process ran are made up for by
    /// one. An hour that the clocks skip or repeat runs a job of a fixed time once.
    ///
    /// # Errors
    /// See [`ScheduleFault`].
    pub fn entry<J: Job>(mut self, name: &'static str, expression: &str, job: &J) -> Result<Self, ScheduleFault> {
        if self.entries.iter().any(|entry| entry.name == name) {
            return Err(ScheduleFault::Name(name));
        }
        let wrong = |why: &dyn std::fmt::Display| ScheduleFault::Expression {
            name,
            expression: expression.to_owned(),
            why: why.to_string(),
        };
        let cron = CronParser::new().parse(expression).map_err(|why| wrong(&why))?;
        let job =
            stored(job, Timestamp::MIN, Some(format!("cron/{name}"))).map_err(|why| ScheduleFault::Body(name, why))?;
        let zone = self.zone.clone();
        let expression = format!("{expression} {}", zone.iana_name().unwrap_or("UTC"));
        let entry = Entry { name, expression, zone, cron, job };
        entry.next_after(Timestamp::now()).ok_or_else(|| wrong(&"it never comes"))?;
        self.entries.push(entry);
        Ok(self)
    }

    pub(super) fn check(&self, known: impl Fn(&str) -> bool) -> Result<(), ScheduleFault> {
        match self.entries.iter().find(|entry| !known(entry.job.kind)) {
            Some(entry) => Err(ScheduleFault::Kind(entry.name, entry.job.kind)),
            None => Ok(()),
        }
    }
}

impl Default for Schedule {
    fn default() -> Self {
        Self::new()
    }
}

impl Entry {
    /// The first moment after `now`, if there is one within the years that cron knows.
    pub(super) fn next_after(&self, now: Timestamp) -> Option<Timestamp> {
        let now = jiff::Timestamp::from(now).to_zoned(self.zone.clone());
        let next = self.cron.find_next_occurrence(&now, false).ok()?;
        Some(next.timestamp().into())
    }

    pub(super) fn job_at(&self, now: Timestamp) -> NewJob {
        NewJob { run_at: now, ..self.job.clone() }
    }
}

/// How long from `now` to `next`; for ever, if there is no next.
pub(super) fn until(next: Option<Timestamp>, now: Timestamp) -> Duration {
    let millis = |next: Timestamp| next.as_millis().saturating_sub(now.as_millis());
    next.map_or(Duration::MAX, |next| Duration::from_millis(u64::try_from(millis(next)).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::jobs::Lease;
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    struct Chime;

    impl Job for Chime {
        type Context = ();
        const KIND: &'static str = "chime";

        async fn run(self, (): &(), _: &Lease) -> anyhow::Result<()> {
            Ok(())
        }
    }

    /// The next `count` moments after `start`, in UTC.
    fn moments(expression: &str, start: &str, count: usize) -> Vec<String> {
        let schedule =
            Schedule::new().in_zone("America/Toronto").and_then(|all| all.entry("chime", expression, &Chime));
        let entry = schedule.expect("a sound schedule").entries.remove(0);
        let start: Timestamp = start.parse().expect("a moment");
        let all = std::iter::successors(entry.next_after(start), |last| entry.next_after(*last));
        all.take(count).map(|at| at.to_string().replace(":00.000Z", "")).collect()
    }

    #[test]
    fn moments_are_those_of_the_zone() {
        assert_eq!(moments("15 3 * * *", "2026-07-01T00:00:00Z", 2), ["2026-07-01T07:15", "2026-07-02T07:15"]);
        assert_eq!(moments("0 9 * * MON", "2026-01-01T00:00:00Z", 1), ["2026-01-05T14:00"]);
        // Strictly after, to the millisecond.
        assert_eq!(moments("15 3 * * *", "2026-07-01T07:14:59.999Z", 1), ["2026-07-01T07:15"]);
        assert_eq!(moments("15 3 * * *", "2026-07-01T07:15:00.000Z", 1), ["2026-07-02T07:15"]);
        assert_eq!(moments("15 3 * * *", "2026-07-01T07:15:00.001Z", 1), ["2026-07-02T07:15"]);
    }

    #[test]
    fn a_fixed_time_comes_once_when_the_clocks_change() {
        // Toronto skips 2:00 to 3:00 on 8 March 2026, and repeats 1:00 to 2:00 on 1 November.
        let spring = moments("30 2 * * *", "2026-03-07T12:00:00Z", 2);
        assert_eq!(spring, ["2026-03-08T07:00", "2026-03-09T06:30"]);
        let autumn = moments("30 1 * * *", "2026-10-31T12:00:00Z", 2);
        assert_eq!(autumn, ["2026-11-01T05:30", "2026-11-02T06:30"]);
    }
}
