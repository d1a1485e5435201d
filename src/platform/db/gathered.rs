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

/// What a verb does to a deadline.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Move {
    Set(Deadline),
    Clear,
    /// Its clock owes nothing until it runs again.
    Rest,
    Run,
}

/// What a batch does to one deadline, in order: at most one [`Move::Set`] or [`Move::Clear`], and one other after it.
#[derive(Debug, Default)]
pub(super) struct Moves(Vec<Move>);

impl Moves {
    /// The row is known only when the batch is flushed, and with it whether a deadline that runs again was missed;
    /// so a rest is not worked into a deadline that was set, but follows it.
    pub(super) fn push(&mut self, next: Move) {
        match next {
            Move::Set(_) | Move::Clear => self.0.clear(),
            Move::Rest | Move::Run => self.0.retain(|before| matches!(before, Move::Set(_) | Move::Clear)),
        }
        self.0.push(next);
    }

    pub(super) fn into_order(self) -> Vec<Move> {
        self.0
    }
}

/// Everything recorded by one verb, or by the verbs of a batch so far.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) happenings: Vec<Happening>,
    pub(super) counters: BTreeMap<Cow<'static, str>, i64>,
    pub(super) jobs: Vec<NewJob>,
    pub(super) deadlines: BTreeMap<(Subject, &'static str), Moves>,
    pub(super) topics: BTreeSet<Cow<'static, str>>,
}

impl Gathered {
    /// Takes over what a verb recorded, after what is there.
    pub(super) fn absorb(&mut self, verb: Self) {
        self.happenings.extend(verb.happenings);
        for (counter, by) in verb.counters {
            let sum = self.counters.entry(counter).or_default();
            *sum = sum.saturating_add(by);
        }
        self.jobs.extend(verb.jobs);
        for (of, moves) in verb.deadlines {
            let all = self.deadlines.entry(of).or_default();
            moves.into_order().into_iter().for_each(|next| all.push(next));
        }
        self.topics.extend(verb.topics);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_of_a_deadline_are_merged_in_order() {
        let set = |at| {
            let due_at = Timestamp::from_millis(at);
            Move::Set(Deadline { due_at, next_moment: Some(due_at), basis: serde_json::Value::Null })
        };
        for (moves, merged) in [
            (vec![set(1), set(2)], vec![set(2)]),
            (vec![set(1), Move::Rest], vec![set(1), Move::Rest]),
            (vec![set(1), Move::Rest, Move::Run, Move::Rest], vec![set(1), Move::Rest]),
            (vec![Move::Rest, Move::Run], vec![Move::Run]),
            (vec![Move::Rest, set(1)], vec![set(1)]),
            (vec![set(1), Move::Rest, Move::Clear], vec![Move::Clear]),
            (vec![Move::Clear, Move::Run], vec![Move::Clear, Move::Run]),
        ] {
            // Each in a verb of its own, and all in one.
            let (mut many, mut one) = (Gathered::default(), Gathered::default());
            let of = (Subject::new("door", 1), "shut");
            for next in moves {
                let mut verb = Gathered::default();
                verb.deadlines.entry(of).or_default().push(next.clone());
                many.absorb(verb);
                one.deadlines.entry(of).or_default().push(next);
            }
            for mut gathered in [many, one] {
                assert_eq!(gathered.deadlines.remove(&of).unwrap_or_default().into_order(), merged);
            }
        }
    }
}
