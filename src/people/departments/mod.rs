//! Departments: where somebody works, as a company calls it. Whoever is in one may do nothing more for it: inquiries stay with
//! those who have the role.

pub mod editing;
pub mod listing;
pub mod naming;
pub mod page;
mod storing;

use crate::platform::db::{DbErr, FromRow, Reads, Sql};
use crate::platform::moment::Timestamp;
use crate::platform::text::{Texts, sort_key};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// A department.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Department {
    /// The key.
    pub id: i64,
    /// The name, as it was written.
    pub name: String,
    /// Since when nobody new is put into it, if so.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub retired_at: Option<Timestamp>,
}

/// The beginning of the keys of those that come with the desk.
const SHIPPED: &str = "department-";

impl Department {
    /// Its name as the reader says it: those that come with the desk have words in every language.
    #[must_use]
    pub fn said(&self, texts: &Texts) -> String {
        called(&self.name, texts)
    }
}

/// A department of this name, as the reader says it.
pub(super) fn called(name: &str, texts: &Texts) -> String {
    texts.known(SHIPPED, name)
}

/// Several of them in one line, as the reader says and orders them, those that are retired too.
pub(super) fn said(departments: &[Department], texts: &Texts) -> String {
    let mut departments = departments.to_vec();
    in_order(&mut departments, texts);
    joined(&departments, ", ", texts)
}

/// Puts them in the order of the words that the reader sees.
pub(super) fn in_order(departments: &mut [Department], texts: &Texts) {
    departments.sort_by_cached_key(|department| sort_key(&department.said(texts)));
}

fn joined(departments: &[Department], between: &str, texts: &Texts) -> String {
    departments.iter().map(|department| department.said(texts)).collect::<Vec<_>>().join(between)
}

/// Those that somebody can be put into, by name.
///
/// # Errors
/// When the database fails.
pub async fn offered(reads: &impl Reads) -> Result<Vec<Department>, DbErr> {
    reads.all(Sql::new("SELECT id, name, retired_at FROM departments WHERE retired_at IS NULL ORDER BY name_key")).await
}

/// Those of these users, by user and name, retired ones too.
///
/// # Errors
/// When the database fails.
pub async fn of_users(
    reads: &impl Reads,
    users: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, Vec<Department>>, DbErr> {
    let sql = Sql::new(
        "SELECT m.user_id, d.id, d.name, d.retired_at FROM user_departments m
         JOIN departments d ON d.id = m.department_id WHERE m.user_id IN ",
    );
    let rows: Vec<Held> = reads.all(sql.list(users).push(" ORDER BY d.name_key")).await?;
    let mut held: BTreeMap<i64, Vec<Department>> = BTreeMap::new();
    for row in rows {
        held.entry(row.user_id).or_default().push(row.department);
    }
    Ok(held)
}

/// Those of one user.
///
/// # Errors
/// When the database fails.
pub async fn of_user(reads: &impl Reads, user: i64) -> Result<Vec<Department>, DbErr> {
    Ok(of_users(reads, [user]).await?.remove(&user).unwrap_or_default())
}

#[derive(FromRow)]
struct Held {
    user_id: i64,
    #[row(nested)]
    department: Department,
}
