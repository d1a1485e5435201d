//! The rows of call centres as their pages need them: with who works there and since when which hours hold. It judges nothing.

use super::centre_view::Version;
use crate::people::carrying::{IsCarried, Prefix};
use crate::people::{CallCentre, calendars, finding};
use crate::platform::db::{DbErr, FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;

/// A call centre with its version.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Stored {
    #[row(nested)]
    pub(super) of: CallCentre,
    pub(super) version: i64,
}

/// Every call centre, by code.
pub(super) async fn all(reads: &impl Reads) -> Result<Vec<Stored>, DbErr> {
    reads.all(Sql::new("SELECT id, code, name, calendar_id, version FROM call_centres ORDER BY code")).await
}

/// The call centre of this id.
pub(super) async fn find(reads: &impl Reads, id: i64) -> Result<Stored, Failure> {
    let sql = Sql::new("SELECT id, code, name, calendar_id, version FROM call_centres WHERE id = ?").bind(id);
    reads.one(sql).await?.ok_or_else(|| Refusal::not_seen().into())
}

/// How many work in a call centre and can sign in.
pub(super) async fn users(reads: &impl Reads, id: i64) -> Result<i64, DbErr> {
    let sql = Sql::new("SELECT count(*) FROM users WHERE call_centre_id = ? AND disabled_at IS NULL").bind(id);
    Ok(reads.value::<i64>(sql).await?.unwrap_or_default())
}

/// Whether somebody's user name begins with this code, whoever works in this call centre would have to be called otherwise, or
/// tickets carry it.
pub(super) async fn is_carried(reads: &impl Reads, of: &CallCentre) -> Result<bool, DbErr> {
    let sql = Sql::new("SELECT id FROM users WHERE call_centre_id = ? LIMIT 1").bind(of.id);
    let works = reads.value::<i64>(sql).await?.is_some();
    let is_begun = works || !finding::by_beginning(reads, &format!("{}-", of.code), 1).await?.is_empty();
    Ok(is_begun || Prefix(&of.code).is_carried(reads).await?)
}

/// Since when which hours hold, the newest first.
pub(super) async fn versions(reads: &impl Reads, calendar: i64) -> Result<Vec<Version>, DbErr> {
    let sql = Sql::new(
        "SELECT v.made_at, u.display_name FROM calendar_versions v LEFT JOIN users u ON u.id = v.made_by
         WHERE v.calendar_id = ? ORDER BY v.id DESC LIMIT 10",
    );
    let rows: Vec<Made> = reads.all(sql.bind(calendar)).await?;
    Ok(rows.into_iter().map(|row| Version { since: row.made_at, by: row.display_name }).collect())
}

/// The newest hours of a call centre.
pub(super) async fn hours(reads: &impl Reads, id: i64) -> Result<calendars::StoredCalendar, Failure> {
    let found = calendars::of_call_centre(reads, id).await?;
    found.ok_or_else(|| anyhow::anyhow!("call centre {id} has no calendar").into())
}

/// Gives a call centre another code and name.
pub(super) async fn update(tx: &mut Tx, id: i64, code: &str, name: &str) -> Result<(), DbErr> {
    let sql = Sql::new("UPDATE call_centres SET code = ?, name = ?, version = version + 1 WHERE id = ?");
    tx.execute(sql.bind(code).bind(name).bind(id)).await?;
    Ok(())
}

#[derive(FromRow)]
struct Made {
    made_at: Timestamp,
    display_name: Option<String>,
}
