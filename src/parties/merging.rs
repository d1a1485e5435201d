//! Two rows that are one person: one stays and the other leads to it, found by nothing any more. What else follows, the
//! door says: this room knows nobody above it.

use super::{Party, keys};
use crate::platform::db::{Happening, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text::fold;
use serde_json::json;

/// That a prospect is somebody who is here already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    /// The row that leads on.
    pub from: i64,
    /// The row that stays.
    pub into: i64,
    /// Who found it out; nobody where it was the desk itself.
    pub by: Option<i64>,
    /// When it was found out.
    pub at: Timestamp,
}

/// What goes along with somebody, in the same transaction. Door 4 says what that is.
pub trait GoesAlong {
    /// Lets it go along.
    ///
    /// # Errors
    /// When the database fails.
    fn go_along(self, tx: &mut Tx) -> impl Future<Output = Result<(), Failure>>;
}

/// Makes the prospect `from` lead to `into`, with all that is theirs.
///
/// # Errors
/// When the database fails.
pub(super) async fn merge(
    tx: &mut Tx,
    by: Option<i64>,
    from: &Party,
    into: i64,
    now: Timestamp,
) -> Result<(), Failure> {
    let sql = Sql::new(
        "UPDATE parties SET same_as = ?, email_key = NULL, phone_key = NULL, name_key = NULL, keyed = 1, updated_at = ?,
         version = version + 1 WHERE id = ? AND number IS NULL AND same_as IS NULL",
    );
    if tx.execute(sql.bind(into).bind(now).bind(from.id)).await? == 0 {
        return Ok(());
    }
    // Who led to them leads on at once: no way has two steps.
    tx.execute(Sql::new("UPDATE parties SET same_as = ? WHERE same_as = ?").bind(into).bind(from.id)).await?;
    tx.execute(Sql::new("DELETE FROM party_words WHERE party_id = ?").bind(from.id)).await?;
    tx.execute(Sql::new("DELETE FROM party_keys WHERE party_id = ?").bind(from.id)).await?;
    let body = json!({ "into": into, "version": from.version + 1 });
    tx.record(Happening { at: now, actor: by, subject: Party::subject_of(from.id), kind: "party.merged", body });
    Merged { from: from.id, into, by, at: now }.go_along(tx).await
}

/// What the name of a prospect is known by; nothing for who has a number.
pub(super) fn name_key(party: &Party) -> Option<String> {
    if party.number.as_deref().and_then(keys::number_key).is_some() {
        return None;
    }
    Some(fold(&party.name)).filter(|key| !key.is_empty())
}
