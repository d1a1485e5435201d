//! An import of the browser that was given up: why, and that nothing of it stays. It knows no page.

use super::staging;
use crate::platform::db::{Db, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::jobs;
use crate::platform::moment::Timestamp;
use crate::text_enum;

text_enum! {
    /// Why an import was given up.
    pub enum FailedWhy {
        /// Its file lay here for too long.
        Gone = "gone",
        /// A row is refused by now.
        Refused = "refused",
        /// Something else would come of it than whoever began it has seen.
        Stale = "stale",
        /// Something broke, each time it was tried.
        Broken = "broken",
    }
}

/// By which the job of an import is found.
pub(super) fn key(import: i64) -> String {
    format!("parties.stage_import/{import}")
}

/// Whether nobody will go on with an import that is being read: its job is buried, or gone.
///
/// # Errors
/// When the database fails.
pub(super) async fn is_left(reads: &impl Reads, import: i64) -> Result<bool, Failure> {
    // The job first: whoever looks at the import afterwards sees what it has come to.
    if jobs::is_queued(reads, key(import)).await? {
        return Ok(false);
    }
    let sql = Sql::new(
        "SELECT id FROM party_imports WHERE id = ? AND state = 'staging' AND by_user IS NOT NULL AND failed_at IS NULL",
    );
    Ok(reads.value::<i64>(sql.bind(import)).await?.is_some())
}

/// Gives an import up that is not whole, and throws away what was written down of it.
///
/// # Errors
/// When the database fails.
pub(super) async fn give_up(db: &Db, import: i64, why: FailedWhy, now: Timestamp) -> Result<(), Failure> {
    let step = async move |tx: &mut Tx| {
        let sql = Sql::new("UPDATE party_imports SET failed_at = ?, failed_why = ? WHERE id = ? AND state = 'staging'");
        tx.execute(sql.bind(now).bind(why).bind(import)).await?;
        tx.wake("imports");
        staging::sweep_rows(tx, import).await
    };
    while db.write(None, step).await? > 0 {}
    Ok(())
}

impl FailedWhy {
    /// The catalogue key of its sentence.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Gone => "imports-failed-gone",
            Self::Refused => "imports-failed-refused",
            Self::Stale => "imports-failed-stale",
            Self::Broken => "imports-failed-broken",
        }
    }
}
