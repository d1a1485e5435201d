//! Whether tickets were opened under the code of a call centre: it stands on them for good. It knows no call centre.

use super::{Kind, Status};
use crate::platform::db::{DbErr, Reads, Sql};

/// Whether any ticket carries this code.
///
/// # Errors
/// When the database fails.
pub async fn is_carried(reads: &impl Reads, prefix: &str) -> Result<bool, DbErr> {
    Ok(reads.value::<i64>(carrying(prefix)).await?.is_some())
}

/// The query of one that does. Public for the test that has it explained.
#[must_use]
pub fn carrying(prefix: &str) -> Sql {
    let sql = Sql::new("SELECT id FROM tickets WHERE kind IN ").list(Kind::ALL.iter().copied());
    let sql = sql.push(" AND status IN ").list(Status::ALL.iter().copied());
    sql.push(" AND escalated IN (0, 1) AND creator_prefix = ?").bind(prefix).push(" LIMIT 1")
}
