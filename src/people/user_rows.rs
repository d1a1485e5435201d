//! The row of a user and its roles, as a change finds and leaves them. It judges nothing.

use super::judging::Sound;
use super::users::{self, key};
use super::{Role, departments};
use crate::platform::db::{FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use std::collections::{BTreeMap, BTreeSet};

/// A user as they stand.
#[derive(FromRow)]
pub(super) struct Before {
    pub(super) id: i64,
    pub(super) user_name: String,
    pub(super) display_name: String,
    pub(super) email: Option<String>,
    pub(super) call_centre_id: Option<i64>,
    pub(super) lead_id: Option<i64>,
    pub(super) cover_id: Option<i64>,
    pub(super) language: String,
    pub(super) version: i64,
}

impl Before {
    /// The fields that will say something else.
    pub(super) fn changed(&self, to: &Sound, roles: bool, departments: bool) -> Vec<&'static str> {
        let centre = to.call_centre.as_ref().map(|centre| centre.id);
        let fields = [
            ("user_name", self.user_name != to.user_name),
            ("display_name", self.display_name != to.display_name),
            ("email", self.email != to.email),
            ("call_centre", self.call_centre_id != centre),
            ("lead", self.lead_id != to.lead),
            ("cover", self.cover_id != to.cover),
            ("language", self.language != to.language),
            ("roles", roles),
            ("departments", departments),
        ];
        fields.into_iter().filter(|(_, differs)| *differs).map(|(field, _)| field).collect()
    }
}

/// The user of this id.
///
/// # Errors
/// Not seen, where there is none.
pub(super) async fn find(reads: &impl Reads, user: i64) -> Result<Before, Failure> {
    let sql = Sql::new(
        "SELECT id, user_name, display_name, email, call_centre_id, lead_id, cover_id, language, version
         FROM users WHERE id = ?",
    );
    reads.one(sql.bind(user)).await?.ok_or_else(|| Refusal::not_seen().into())
}

/// The keys of the departments they are in.
pub(super) async fn departments_of(reads: &impl Reads, user: i64) -> Result<BTreeSet<i64>, Failure> {
    let held = departments::of_user(reads, user).await?;
    Ok(held.into_iter().map(|department| department.id).collect())
}

/// Their roles.
pub(super) async fn roles_of(reads: &impl Reads, user: i64) -> Result<BTreeSet<Role>, Failure> {
    Ok(roles_of_all(reads, [user]).await?.remove(&user).unwrap_or_default())
}

/// The roles of these users, of those who have any.
pub(super) async fn roles_of_all(
    reads: &impl Reads,
    users: impl IntoIterator<Item = i64>,
) -> Result<BTreeMap<i64, BTreeSet<Role>>, Failure> {
    let sql = Sql::new("SELECT user_id, role FROM user_roles WHERE user_id IN ").list(users);
    let mut roles: BTreeMap<i64, BTreeSet<Role>> = BTreeMap::new();
    for held in reads.all::<Held>(sql).await? {
        roles.entry(held.user_id).or_default().insert(held.role);
    }
    Ok(roles)
}

#[derive(FromRow)]
struct Held {
    user_id: i64,
    role: Role,
}

/// Writes what was asked and can be; the roles and departments where they are others.
///
/// # Errors
/// A user name that somebody else has.
pub(super) async fn write(
    tx: &mut Tx,
    before: &Before,
    to: &Sound,
    roles: Option<&BTreeSet<Role>>,
    departments: Option<&BTreeSet<i64>>,
) -> Result<(), Failure> {
    let named = users::by_name(tx, &to.user_name).await?;
    if named.is_some_and(|id| id != before.id) {
        return Err(users::taken(&to.user_name).into());
    }
    let sql = Sql::new(
        "UPDATE users SET user_name = ?, user_name_key = ?, display_name = ?, email = ?, call_centre_id = ?, lead_id = ?,
         cover_id = ?, language = ?, version = version + 1 WHERE id = ?",
    );
    let sql = sql.bind(to.user_name.clone()).bind(key(&to.user_name)).bind(to.display_name.clone());
    let sql = sql.bind(to.email.clone()).bind(to.call_centre.as_ref().map(|centre| centre.id));
    tx.execute(sql.bind(to.lead).bind(to.cover).bind(to.language.clone()).bind(before.id)).await?;
    if let Some(roles) = roles {
        tx.execute(Sql::new("DELETE FROM user_roles WHERE user_id = ?").bind(before.id)).await?;
        give_roles(tx, before.id, roles).await?;
    }
    if let Some(departments) = departments {
        tx.execute(Sql::new("DELETE FROM user_departments WHERE user_id = ?").bind(before.id)).await?;
        put_into(tx, before.id, departments).await?;
    }
    Ok(())
}

/// Gives a user without roles these.
pub(super) async fn give_roles(tx: &mut Tx, user: i64, roles: &BTreeSet<Role>) -> Result<(), Failure> {
    for role in roles {
        let sql = Sql::new("INSERT INTO user_roles (user_id, role) VALUES (?, ?)");
        tx.execute(sql.bind(user).bind(*role)).await?;
    }
    Ok(())
}

/// Puts a user who is in no department into these.
pub(super) async fn put_into(tx: &mut Tx, user: i64, departments: &BTreeSet<i64>) -> Result<(), Failure> {
    for department in departments {
        let sql = Sql::new("INSERT INTO user_departments (user_id, department_id) VALUES (?, ?)");
        tx.execute(sql.bind(user).bind(*department)).await?;
    }
    Ok(())
}
