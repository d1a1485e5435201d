//! Rows that never change once they are committed, kept as they were parsed, a bounded number of them. It knows
//! neither tables nor types, and nothing that can change belongs here: nobody would hear of it.

use crate::platform::recent::Recent;
use std::any::Any;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What one [`Db`](super::Db) remembers: the same for its readers and its verbs.
#[derive(Clone, Debug)]
pub struct Memo {
    shared: Arc<Mutex<Rows>>,
    /// Of a batch: what it read, its own uncommitted rows perhaps among it, until the commit.
    held: Option<Held>,
}

type Key = (&'static str, i64);
type Row = Arc<dyn Any + Send + Sync>;
type Held = Arc<Mutex<Vec<(Key, Row)>>>;

type Rows = Recent<Key, Row>;

/// Rows of one generation.
const GENERATION: usize = 500;

impl Default for Memo {
    fn default() -> Self {
        Self { shared: Arc::new(Mutex::new(Rows::new(GENERATION))), held: None }
    }
}

impl Memo {
    /// The row `id` of `kind`, if it is remembered, and as this type.
    #[must_use]
    pub fn get<T: Send + Sync + 'static>(&self, kind: &'static str, id: i64) -> Option<Arc<T>> {
        lock(&self.shared).get(&(kind, id))?.downcast().ok()
    }

    /// Remembers a row that will never change. Inside a verb it is remembered when the batch has committed, and
    /// forgotten if the verb is undone: the row may be one of its own.
    pub fn put<T: Send + Sync + 'static>(&self, kind: &'static str, id: i64, row: Arc<T>) {
        match &self.held {
            Some(held) => lock(held).push(((kind, id), row)),
            None => lock(&self.shared).put((kind, id), row),
        }
    }

    /// The same for a batch that is about to begin.
    pub(super) fn of_batch(&self) -> Self {
        Self { shared: Arc::clone(&self.shared), held: Some(Arc::default()) }
    }

    /// How much the batch holds, for [`Memo::back_to`].
    pub(super) fn mark(&self) -> usize {
        self.held.as_ref().map_or(0, |held| lock(held).len())
    }

    /// Forgets what a verb put since `mark`.
    pub(super) fn back_to(&self, mark: usize) {
        if let Some(held) = &self.held {
            lock(held).truncate(mark);
        }
    }

    /// Remembers what the batch held, now that it is committed.
    pub(super) fn committed(&self) {
        let Some(held) = &self.held else { return };
        let rows = std::mem::take(&mut *lock(held));
        let mut shared = lock(&self.shared);
        rows.into_iter().for_each(|(key, row)| shared.put(key, row));
    }
}

fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_kind_or_type_is_another_row() {
        let memo = Memo::default();
        memo.put("number", 1, Arc::new(7i64));
        assert_eq!(memo.get::<i64>("letter", 1), None);
        assert_eq!(memo.get::<String>("number", 1), None);
    }

    #[test]
    fn a_batch_tells_what_it_read_after_its_commit() {
        let memo = Memo::default();
        let batch = memo.of_batch();
        batch.put("number", 1, Arc::new(1i64));
        let mark = batch.mark();
        batch.put("number", 2, Arc::new(2i64));
        batch.back_to(mark);
        assert_eq!(memo.get::<i64>("number", 1), None);
        batch.committed();
        assert_eq!(batch.get::<i64>("number", 1).as_deref(), Some(&1));
        assert_eq!(memo.get::<i64>("number", 2), None);
    }
}
