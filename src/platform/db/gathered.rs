//! What verbs record and the writer flushes once a batch: events, counters, jobs, deadlines, topics.
//! Plain data; it knows no SQL.

use crate::platform::moment::Timestamp;
use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

/// What something is about: a kind of noun and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Subject {
    /// The noun, such as `"user"`; the room that owns it declares the word.
    pub kind: &'static str,
    /// Its id.
    pub id: i64,
}

impl Subject {
    /// Names a subject.
    #[must_use]
    pub const fn new(kind: &'static str, id: i64) -> Self {
        Self { kind, id }
    }

    /// The live topic of this subject: `kind/id`.
    #[must_use]
    pub fn topic(self) -> Cow<'static, str> {
        Cow::Owned(format!("{}/{}", self.kind, self.id))
    }
}

/// What happened: becomes an event when its batch commits.
#[derive(Clone, Debug)]
pub struct Happening {
    /// When, by the clock of the process that did it.
    pub at: Timestamp,
    /// Which user did it; `None` is the system itself.
    pub actor: Option<i64>,
    /// To what.
    pub subject: Subject,
    /// What, such as `"ticket.opened"`.
    pub kind: &'static str,
    /// The rest, as the room that owns the kind defines it.
    pub body: serde_json::Value,
}

/// A job to be queued.
#[derive(Clone, Debug)]
pub struct NewJob {
    /// Which registered job type runs it.
    pub kind: &'static str,
    /// Its input.
    pub body: serde_json::Value,
    /// Not before this moment.
    pub run_at: Timestamp,
    /// While a job with this key waits or runs, another is not queued.
    pub unique_key: Option<String>,
}

/// A promise applied to a subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Deadline {
    /// When the promise breaks.
    pub due_at: Timestamp,
    /// When the sweep looks at it next; `None` when there is nothing left to do.
    pub next_moment: Option<Timestamp>,
    /// The working-out: which promise, which calendar version, which intervals counted.
    pub basis: serde_json::Value,
}

/// Everything recorded by one verb, or by the verbs of a batch so far.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) happenings: Vec<Happening>,
    pub(super) counters: BTreeMap<Cow<'static, str>, i64>,
    pub(super) jobs: Vec<NewJob>,
    pub(super) deadlines: BTreeMap<(Subject, &'static str), Option<Deadline>>,
    pub(super) topics: BTreeSet<Cow<'static, str>>,
}

impl Gathered {
    /// Takes over what a verb recorded; a later deadline of the same name replaces an earlier one.
    pub(super) fn absorb(&mut self, verb: Self) {
        self.happenings.extend(verb.happenings);
        for (counter, by) in verb.counters {
            let sum = self.counters.entry(counter).or_default();
            *sum = sum.saturating_add(by);
        }
        self.jobs.extend(verb.jobs);
        self.deadlines.extend(verb.deadlines);
        self.topics.extend(verb.topics);
    }
}
