//! The rows of departments, and who is in them. It judges nothing.

use super::Department;
use crate::platform::db::{DbErr, FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::text::name_key;

/// A department with what only those who edit it need.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Stored {
    #[row(nested)]
    pub(super) of: Department,
    pub(super) name_key: String,
    pub(super) version: i64,
}

/// Every department: those that are offered by name, then the retired ones.
pub(super) async fn all(reads: &impl Reads) -> Result<Vec<Stored>, DbErr> {
    let sql = Sql::new(
        "SELECT id, name, retired_at, name_key, version FROM departments
         ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, name_key",
    );
    reads.all(sql).await
}

/// The department of this id.
pub(super) async fn find(reads: &impl Reads, id: i64) -> Result<Stored, Failure> {
    let sql = Sql::new("SELECT id, name, retired_at, name_key, version FROM departments WHERE id = ?").bind(id);
    reads.one(sql).await?.ok_or_else(|| Refusal::not_seen().into())
}

/// The department of this id, for an ask that was made from the version `seen`.
pub(super) async fn find_fresh(tx: &Tx, id: i64, seen: Option<i64>) -> Result<Stored, Failure> {
    let stored = find(tx, id).await?;
    if seen == Some(stored.version) { Ok(stored) } else { Err(Refusal::stale("departments-stale").into()) }
}

/// How many can sign in, by department.
pub(super) async fn members(reads: &impl Reads) -> Result<Vec<Members>, DbErr> {
    let sql = Sql::new(
        "SELECT m.department_id, count(*) AS users FROM user_departments m JOIN users u ON u.id = m.user_id
         WHERE u.disabled_at IS NULL GROUP BY m.department_id",
    );
    reads.all(sql).await
}

/// How many people are in a department.
#[derive(FromRow)]
pub(super) struct Members {
    pub(super) department_id: i64,
    pub(super) users: i64,
}

/// Writes a new department; answers its id.
pub(super) async fn insert(tx: &mut Tx, name: &str) -> Result<i64, DbErr> {
    let id = tx.next_id("departments").await?;
    let sql = Sql::new("INSERT INTO departments (id, name, name_key) VALUES (?, ?, ?)");
    tx.execute(sql.bind(id).bind(name).bind(name_key(name))).await?;
    Ok(id)
}

/// Gives a department another name.
pub(super) async fn rename(tx: &mut Tx, id: i64, name: &str) -> Result<(), DbErr> {
    let sql = Sql::new("UPDATE departments SET name = ?, name_key = ?, version = version + 1 WHERE id = ?");
    tx.execute(sql.bind(name).bind(name_key(name)).bind(id)).await?;
    Ok(())
}

/// Retires a department, or brings it back.
pub(super) async fn set_retired(tx: &mut Tx, id: i64, at: Option<Timestamp>) -> Result<(), DbErr> {
    let sql = Sql::new("UPDATE departments SET retired_at = ?, version = version + 1 WHERE id = ?");
    tx.execute(sql.bind(at).bind(id)).await?;
    Ok(())
}
