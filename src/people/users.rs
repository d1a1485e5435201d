//! A new user, and what users are known by. The verb is the same for the command, the set-up page, the page of users and
//! the demo. It knows no session, and a password only as its hash.

use super::judging::{Sound, judge};
use super::leading::Person;
use super::passwords::Hashed;
use super::user_rows::{give_roles, put_into};
use super::{Actor, Permission, Role};
use crate::platform::db::{Happening, Reads, Sql, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use std::collections::BTreeSet;

/// Who is to be added, as it was typed.
#[derive(Clone, Debug, Default)]
pub struct NewUser {
    /// Such as `CA-mchen`; unique whatever its case.
    pub user_name: String,
    /// The name that people read.
    pub display_name: String,
    /// Where mail reaches them.
    pub email: Option<String>,
    /// The code of the call centre they work in.
    pub call_centre: Option<String>,
    /// The user name of the lead their escalations go to.
    pub lead: Option<String>,
    /// The user name of whoever stands in for them while they are away.
    pub cover: Option<String>,
    /// At least one.
    pub roles: BTreeSet<Role>,
    /// The keys of the departments they are in.
    pub departments: BTreeSet<i64>,
    /// Such as `en` or `fr-CA`.
    pub language: String,
    /// Without one nobody can sign in to the account.
    pub password: Option<Hashed>,
}

/// Adds a user. Commands and the set-up do it as the desk itself.
///
/// # Errors
/// Not seen by those who may not administer people; everything that is wrong, each at its field.
pub async fn add(tx: &mut Tx, by: Actor<'_>, ask: &NewUser, now: Timestamp) -> Result<Person, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let sound = judge(tx, ask, None).await?;
    let (user_name, display_name) = (sound.user_name.clone(), sound.display_name.clone());
    let person = Person { id: tx.next_id("users").await?, user_name, display_name };
    insert(tx, &person, &sound, ask, now).await?;
    tx.record(Happening {
        at: now,
        actor: by.id(),
        subject: subject(person.id),
        kind: "user.added",
        body: serde_json::json!({
            "user_name": person.user_name, "display_name": person.display_name, "roles": ask.roles,
            "call_centre": sound.call_centre.map(|centre| centre.code),
        }),
    });
    Ok(person)
}

/// What users' events are about.
#[must_use]
pub const fn subject(id: i64) -> Subject {
    Subject::new("user", id)
}

/// The one form of a user name by which accounts are told apart.
#[must_use]
pub fn key(user_name: &str) -> String {
    user_name.trim().to_lowercase()
}

/// The id behind a user name, disabled or not, whatever its case.
///
/// # Errors
/// When the database fails.
pub async fn by_name(reads: &impl Reads, user_name: &str) -> Result<Option<i64>, Failure> {
    // PostgreSQL cannot even be asked for a NUL.
    if user_name.contains('\0') {
        return Ok(None);
    }
    Ok(reads.value(Sql::new("SELECT id FROM users WHERE user_name_key = ?").bind(key(user_name))).await?)
}

/// Whether the user of this id supervises.
///
/// # Errors
/// When the database fails.
pub async fn leads(reads: &impl Reads, user: i64) -> Result<bool, Failure> {
    let sql = Sql::new("SELECT user_id FROM user_roles WHERE user_id = ?").bind(user);
    Ok(reads.value::<i64>(sql.push(" AND role = ?").bind(Role::CsrLead)).await?.is_some())
}

async fn insert(tx: &mut Tx, person: &Person, sound: &Sound, ask: &NewUser, now: Timestamp) -> Result<(), Failure> {
    let sql = Sql::new(
        "INSERT INTO users (id, user_name, user_name_key, display_name, email, call_centre_id, lead_id, cover_id,
         away_until, language, password_hash, disabled_at, created_at, version)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, NULL, ?, 1) ON CONFLICT (user_name_key) DO NOTHING",
    )
    .bind(person.id)
    .bind(person.user_name.clone())
    .bind(key(&person.user_name))
    .bind(person.display_name.clone())
    .bind(sound.email.clone())
    .bind(sound.call_centre.as_ref().map(|centre| centre.id))
    .bind(sound.lead)
    .bind(sound.cover)
    .bind(sound.language.clone())
    .bind(ask.password.as_ref().map(|hashed| hashed.as_str().to_owned()))
    .bind(now);
    if tx.execute(sql).await? == 0 {
        return Err(taken(&person.user_name).into());
    }
    give_roles(tx, person.id, &ask.roles).await?;
    put_into(tx, person.id, &sound.departments).await
}

/// The refusal of a name that somebody has.
pub(super) fn taken(user_name: &str) -> Refusal {
    Refusal::invalid("user_name", "people-user-name-taken").with("name", user_name)
}
