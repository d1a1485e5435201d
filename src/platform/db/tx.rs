//! What a verb works in: one batch's transaction, and the things that the batch writes once, at its end.
//! It does no input or output but the transaction's, and cannot commit.

use super::connection::Connection;
use super::gathered::{Deadline, Gathered, Happening, Move, NewJob, Subject};
use super::reads::{Handle, Road};
use super::{DbErr, Memo, Reads, ids::Ids, sql::Sql, trouble::Trouble};
use std::{borrow::Cow, collections::BTreeMap};
use tokio::sync::Mutex;

/// One verb's view of the batch it runs in.
///
/// Everything recorded through it (events, counters, jobs, deadlines, topics) is kept if the verb answers
/// `Ok`, and forgotten together with its rows if it does not. A verb that met a failed statement is undone even if it
/// answers `Ok`: what may fail is written so that it cannot (`ON CONFLICT`, conditional updates).
pub struct Tx {
    /// Behind a lock that nobody contends for: reading takes no more than a shared reference.
    pub(super) connection: Mutex<Connection>,
    pub(super) ids: Ids,
    /// What the running verb recorded.
    pub(super) verb: Gathered,
    /// What the verbs before it recorded.
    pub(super) batch: Gathered,
    /// What the running verb met.
    pub(super) trouble: Trouble,
    pub(super) memo: Memo,
}

impl Reads for Tx {
    fn handle(&self) -> Handle<'_> {
        Handle { road: Road::Connection(&self.connection), trouble: Some(&self.trouble) }
    }

    fn memo(&self) -> &Memo {
        &self.memo
    }

    fn unflushed(&self) -> BTreeMap<Cow<'static, str>, i64> {
        let mut moves = self.batch.counters.clone();
        for (counter, by) in &self.verb.counters {
            let sum = moves.entry(counter.clone()).or_default();
            *sum = sum.saturating_add(*by);
        }
        moves
    }
}

impl Tx {
    /// Runs a statement; answers how many rows it touched. A conditional update that answers 0 lost.
    ///
    /// # Errors
    /// When the database fails or refuses the statement.
    pub async fn execute(&mut self, sql: Sql) -> Result<u64, DbErr> {
        self.connection.get_mut().execute(sql).await.inspect_err(|error| self.trouble.note(error))
    }

    /// Records what happened, in the transaction that makes it happen.
    pub fn record(&mut self, happening: Happening) {
        self.verb.topics.insert(happening.subject.topic());
        self.verb.happenings.push(happening);
    }

    /// Moves a counter; the writer sums and flushes them in name order.
    pub fn count(&mut self, counter: impl Into<Cow<'static, str>>, by: i64) {
        let sum = self.verb.counters.entry(counter.into()).or_default();
        *sum = sum.saturating_add(by);
    }

    /// Queues a job that exists if, and only if, this verb does.
    pub fn enqueue(&mut self, job: NewJob) {
        self.verb.jobs.push(job);
    }

    /// Sets the deadline `name` of a subject, or moves it. Moved to another due moment, it has not been missed.
    pub fn set_deadline(&mut self, of: Subject, name: &'static str, deadline: Deadline) {
        self.move_deadline(of, name, Move::Set(deadline));
    }

    /// Forgets the deadline `name` of a subject.
    pub fn clear_deadline(&mut self, of: Subject, name: &'static str) {
        self.move_deadline(of, name, Move::Clear);
    }

    /// The deadline `name` of a subject keeps its due moment and has no next one: nothing is owed while it rests.
    pub fn rest_deadline(&mut self, of: Subject, name: &'static str) {
        self.move_deadline(of, name, Move::Rest);
    }

    /// The deadline `name` of a subject comes when it is due, even if that is past; not if it came before.
    pub fn run_deadline(&mut self, of: Subject, name: &'static str) {
        self.move_deadline(of, name, Move::Run);
    }

    fn move_deadline(&mut self, of: Subject, name: &'static str, next: Move) {
        self.verb.deadlines.entry((of, name)).or_default().push(next);
    }

    /// Whether this batch has moved that deadline already, which the row will show at its end only.
    pub(super) fn deadline_moves(&self, kind: &str, id: i64, name: &str) -> bool {
        let mut moved = self.batch.deadlines.keys().chain(self.verb.deadlines.keys());
        moved.any(|(of, moved)| of.kind == kind && of.id == id && *moved == name)
    }

    /// Tells whoever listens to `topic`, after the commit, that something changed.
    pub fn wake(&mut self, topic: impl Into<Cow<'static, str>>) {
        self.verb.topics.insert(topic.into());
    }

    pub(super) async fn run(&mut self, statements: &str) -> Result<(), DbErr> {
        self.connection.get_mut().run(statements).await
    }
}
