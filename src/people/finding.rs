//! Finding users by what somebody types of their names. It knows nothing of what is done with them.

use super::users;
use crate::platform::db::{DbErr, FromRow, Reads, Sql};

/// The ids of users, disabled or not, whose user names begin so in any case: at most `most`, by name.
///
/// # Errors
/// When the database fails.
pub async fn by_beginning(reads: &impl Reads, beginning: &str, most: usize) -> Result<Vec<i64>, DbErr> {
    let first = users::key(beginning);
    // Names are ASCII: what begins so stands before what begins with the next greater last letter.
    let mut past = first.clone().into_bytes();
    match past.last_mut() {
        Some(last) if last.is_ascii() => *last += 1,
        _ => return Ok(Vec::new()),
    }
    let sql =
        Sql::new("SELECT id FROM users WHERE user_name_key >= ? AND user_name_key < ? ORDER BY user_name_key LIMIT ?")
            .bind(first)
            .bind(String::from_utf8_lossy(&past).into_owned())
            .bind(i64::try_from(most).unwrap_or(i64::MAX));
    let found: Vec<Found> = reads.all(sql).await?;
    Ok(found.into_iter().map(|found| found.id).collect())
}

#[derive(FromRow)]
struct Found {
    id: i64,
}
