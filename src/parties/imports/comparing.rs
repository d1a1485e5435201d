//! What the rows of a file would do to the distributors as they are now: how many are new, say something else, or say the
//! same, the first of each by name, and a mark of all of it. It writes nothing.

use super::listed::{AddedRow, ChangedCell, ChangedRow, ListedRows, MOST};
use super::marking::Mark;
use crate::parties::Party;
use crate::parties::columns::Column;
use crate::parties::lines::Line;
use crate::parties::recognising::recognised;
use crate::parties::saving::{Tally, known, value};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use std::collections::HashSet;

/// Lines compared at once: as many as an import applies at once, which recognises people among them.
const TOGETHER: usize = 100;

/// What the lines would do.
#[derive(Default)]
pub(super) struct Would {
    pub(super) tally: Tally,
    pub(super) listed: ListedRows,
    /// Prospects who would have a number by then.
    claimed: HashSet<i64>,
    pub(super) mark: Mark,
}

/// Compares the lines; the mark begins with the `secret`.
///
/// # Errors
/// When the database fails.
pub(super) async fn compare(reads: &impl Reads, secret: &str, lines: &[Line]) -> Result<Would, Failure> {
    let mut would = Would { mark: Mark::of(secret), ..Would::default() };
    for chunk in lines.chunks(TOGETHER) {
        would.compare(reads, chunk).await?;
        // A large file is many lookups, each of which holds the thread that it is asked on.
        tokio::task::yield_now().await;
    }
    Ok(would)
}

impl Would {
    async fn compare(&mut self, reads: &impl Reads, lines: &[Line]) -> Result<(), Failure> {
        let known = known(reads, lines).await?;
        let strangers: Vec<&Line> = lines.iter().filter(|line| !known.contains_key(&line.key)).collect();
        let mut found = recognised(reads, &strangers).await?;
        found.doubts.leave_out(&self.claimed);
        for line in lines {
            for (column, said) in &line.says {
                self.mark.add(&[column.as_str(), said.as_deref().unwrap_or_default()]);
            }
            match known.get(&line.key) {
                None => {
                    let certain = found.certain.get(&line.key);
                    let certain = certain.filter(|(prospect, ..)| !self.claimed.contains(&prospect.id));
                    let prospect = certain.map(|(prospect, ..)| prospect.id);
                    let others = certain.into_iter().flat_map(|(.., others)| others).map(|other| other.id);
                    self.claimed.extend(prospect.into_iter().chain(others));
                    self.mark.add(&["new", &prospect.map(|id| id.to_string()).unwrap_or_default()]);
                    self.tally.attached += i64::from(prospect.is_some());
                    self.adds(line);
                }
                Some(before) => self.compares(line, before),
            }
        }
        self.listed.doubts_more += i64::try_from(found.doubts.count()).unwrap_or(i64::MAX);
        for doubt in found.doubts.told {
            if self.listed.doubts.len() < MOST {
                self.listed.doubts.push(doubt);
                self.listed.doubts_more -= 1;
            }
        }
        Ok(())
    }

    fn adds(&mut self, line: &Line) {
        self.tally.added += 1;
        if self.listed.added.len() < MOST {
            self.listed.added.push(AddedRow::of(line));
        } else {
            self.listed.added_more += 1;
        }
    }

    fn compares(&mut self, line: &Line, before: &Party) {
        let after = line.applied_to(before.clone());
        let differs = |column: &&Column| value(before, **column) != value(&after, **column);
        let changed: Vec<Column> = Column::ALL.iter().filter(differs).copied().collect();
        self.mark.add(&["there", &before.id.to_string()]);
        if changed.is_empty() {
            self.tally.unchanged += 1;
            return;
        }
        self.tally.changed += 1;
        for column in &changed {
            self.mark.add(&[column.as_str(), value(before, *column).unwrap_or_default()]);
        }
        if self.listed.changed.len() == MOST {
            self.listed.changed_more += 1;
            return;
        }
        let said = |party: &Party, column| value(party, column).map(str::to_owned);
        let cell = |column: Column| ChangedCell { column, from: said(before, column), to: said(&after, column) };
        let cells = changed.into_iter().map(cell).collect();
        self.listed.changed.push(ChangedRow { row: AddedRow::of(line), cells });
    }
}
