//! What the rows of a file would change: how many distributors are new, say something else, or say the same. It writes
//! nothing, and what happens meanwhile it does not see.

use crate::parties::lines::Line;
use crate::parties::saving::{Tally, known};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;

/// Numbers looked up at once.
const TOGETHER: usize = 250;

/// Counts what the lines would do.
///
/// # Errors
/// When the database fails.
pub(super) async fn compare(reads: &impl Reads, lines: &[Line]) -> Result<Tally, Failure> {
    let mut tally = Tally::default();
    for chunk in lines.chunks(TOGETHER) {
        let known = known(reads, chunk).await?;
        for line in chunk {
            match known.get(&line.key) {
                None => tally.added += 1,
                Some(before) if line.changes(before) => tally.changed += 1,
                Some(_) => tally.unchanged += 1,
            }
        }
        // A large file is many lookups, each of which holds the thread that it is asked on.
        tokio::task::yield_now().await;
    }
    Ok(tally)
}
