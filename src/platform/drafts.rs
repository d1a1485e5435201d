//! What a person typed and has not sent: kept on the server, one draft a form, so that no word is lost to a closed
//! tab. It knows forms by name only, and never what stands in them.

use super::db::{DbErr, FromRow, Reads, Sql, Tx};
use super::{failure::Failure, moment::Timestamp, refusal::Refusal};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest name of a form, in bytes.
pub const LONGEST_FORM: usize = 120;
/// The largest draft, in bytes of JSON.
pub const LARGEST: usize = 256 * 1024;
/// Where the body of a draft names the page that wrote it: by the request key of its form.
pub const WRITER: &str = "by";
/// Drafts of one person; the oldest give way.
pub const MOST: i64 = 200;

/// What was typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// The fields, as the form sent them.
    pub body: serde_json::Value,
    /// When.
    pub at: Timestamp,
}

/// Keeps what `by` typed into `form` (a path such as `things/12/note`) in place of what was kept before.
///
/// # Errors
/// Refused when the form's name or the draft is too long; or the database fails.
pub async fn save(tx: &mut Tx, by: i64, form: &str, body: &serde_json::Value, at: Timestamp) -> Result<(), Failure> {
    let body = bounded(form, body)?;
    let again = Sql::new("UPDATE drafts SET body = ?, at = ? WHERE by_user = ? AND form = ?");
    if tx.execute(again.bind(body.clone()).bind(at).bind(by).bind(form)).await? == 1 {
        return Ok(());
    }
    let first = Sql::new(
        "INSERT INTO drafts (by_user, form, body, at) VALUES (?, ?, ?, ?)
         ON CONFLICT (by_user, form) DO UPDATE SET body = excluded.body, at = excluded.at",
    );
    tx.execute(first.bind(by).bind(form).bind(body).bind(at)).await?;
    let oldest = Sql::new(
        "DELETE FROM drafts WHERE by_user = ? AND form IN
         (SELECT form FROM drafts WHERE by_user = ? ORDER BY at DESC LIMIT 1000 OFFSET ?)",
    );
    tx.execute(oldest.bind(by).bind(by).bind(MOST)).await?;
    Ok(())
}

/// What `by` typed into `form`, if it is kept.
///
/// # Errors
/// When the database fails.
pub async fn load(reads: &impl Reads, by: i64, form: &str) -> Result<Option<Draft>, Failure> {
    if !is_form(form) {
        return Ok(None);
    }
    let sql = Sql::new("SELECT body, at FROM drafts WHERE by_user = ? AND form = ?");
    let row: Option<Row> = reads.one(sql.bind(by).bind(form)).await?;
    row.map(|row| Ok(Draft { body: serde_json::from_str(&row.body)?, at: row.at })).transpose()
}

/// The names of the forms into which `by` typed something that is kept, with when.
///
/// # Errors
/// When the database fails.
pub async fn names(reads: &impl Reads, by: i64) -> Result<Vec<(String, Timestamp)>, Failure> {
    let rows: Vec<Name> = reads.all(Sql::new("SELECT form, at FROM drafts WHERE by_user = ?").bind(by)).await?;
    Ok(rows.into_iter().map(|row| (row.form, row.at)).collect())
}

/// Drops the draft: it was sent, or given up.
///
/// # Errors
/// When the database fails.
pub async fn discard(tx: &mut Tx, by: i64, form: &str) -> Result<(), DbErr> {
    if !is_form(form) {
        return Ok(());
    }
    let sql = Sql::new("DELETE FROM drafts WHERE by_user = ? AND form = ?");
    tx.execute(sql.bind(by).bind(form)).await.map(drop)
}

impl Draft {
    /// Whether it is done with, once a page with the request key `key` was sent that had shown what was kept until `seen`.
    /// What another page of the same form has kept since then was not sent.
    #[must_use]
    pub fn was_in(&self, key: Option<Uuid>, seen: Option<Timestamp>) -> bool {
        let Some(writer) = self.body[WRITER].as_str() else { return true };
        key.is_some_and(|key| writer == key.to_string()) || seen.is_some_and(|seen| self.at <= seen)
    }
}

/// What was typed into one form goes on as what was typed into another.
///
/// # Errors
/// When the database fails.
pub async fn rename(tx: &mut Tx, by: i64, from: &str, to: &str) -> Result<(), DbErr> {
    if !is_form(from) || !is_form(to) {
        return Ok(());
    }
    let sql = Sql::new("UPDATE drafts SET form = ? WHERE by_user = ? AND form = ?");
    tx.execute(sql.bind(to).bind(by).bind(from)).await.map(drop)
}

/// Forgets drafts last typed at before this moment; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64, DbErr> {
    tx.execute(Sql::new("DELETE FROM drafts WHERE at < ?").bind(before)).await
}

fn bounded(form: &str, body: &serde_json::Value) -> Result<String, Refusal> {
    if !is_form(form) {
        return Err(Refusal::invalid_whole("draft-form-wrong"));
    }
    let body = body.to_string();
    if body.len() > LARGEST {
        return Err(Refusal::too_large("draft-too-large").with("max", LARGEST));
    }
    Ok(body)
}

/// Whether a form may have this name.
#[must_use]
pub fn is_form(name: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    !name.is_empty() && name.len() <= LONGEST_FORM && name.bytes().all(allowed)
}

#[derive(FromRow)]
struct Row {
    body: String,
    at: Timestamp,
}

#[derive(FromRow)]
struct Name {
    form: String,
    at: Timestamp,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::refusal::Kind;
    use serde_json::json;

    #[test]
    fn names_and_sizes_are_bounded() {
        assert!(bounded("things/12/note", &json!({ "text": "a" })).is_ok());
        let longest = "x".repeat(LONGEST_FORM);
        assert!(bounded(&longest, &json!({})).is_ok());
        for form in ["", "a b", "a\0", "é", &format!("{longest}x")] {
            assert_eq!(bounded(form, &json!({})).unwrap_err().kind, Kind::Invalid, "{form:?}");
        }
        assert!(bounded("a", &json!("x".repeat(LARGEST - 2))).is_ok());
        assert_eq!(bounded("a", &json!("x".repeat(LARGEST - 1))).unwrap_err().kind, Kind::TooLarge);
    }
}
