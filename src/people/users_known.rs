//! Users as a file of them would say them, many at once: to see what it changes, and whether anybody changed them since. It
//! judges nothing.

use super::user_rows::roles_of_all;
use super::users::{NewUser, key};
use super::{Role, departments};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};

/// Users looked up at once.
const TOGETHER: usize = 500;

/// A user who is there.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub(super) id: i64,
    version: i64,
    pub(super) user: NewUser,
}

/// Those of these keys who are there, by key.
pub(super) async fn known(
    reads: &impl Reads,
    keys: impl Iterator<Item = String>,
) -> Result<HashMap<String, Known>, Failure> {
    let keys: Vec<String> = keys.filter(|key| !key.contains('\0')).collect();
    let mut found = HashMap::new();
    for some in keys.chunks(TOGETHER) {
        let sql = Sql::new(
            "SELECT u.id, u.user_name, u.user_name_key, u.display_name, u.email, u.language, u.version,
             c.code AS call_centre, l.user_name AS lead, s.user_name AS cover
             FROM users u LEFT JOIN call_centres c ON c.id = u.call_centre_id LEFT JOIN users l ON l.id = u.lead_id
             LEFT JOIN users s ON s.id = u.cover_id WHERE u.user_name_key IN ",
        );
        let rows: Vec<Row> = reads.all(sql.list(some.iter().cloned())).await?;
        let mut roles = roles_of_all(reads, rows.iter().map(|row| row.id)).await?;
        let mut held = departments::of_users(reads, rows.iter().map(|row| row.id)).await?;
        found.extend(rows.into_iter().map(|row| {
            let roles = roles.remove(&row.id).unwrap_or_default();
            let held = held.remove(&row.id).unwrap_or_default();
            (row.user_name_key.clone(), row.known(roles, held.into_iter().map(|of| of.id).collect()))
        }));
    }
    Ok(found)
}

/// What tells these users, as they are now, from what they become: a preview carries it.
pub(super) fn marks(known: &HashMap<String, Known>) -> String {
    let sorted: BTreeSet<(i64, i64)> = known.values().map(|known| (known.id, known.version)).collect();
    let mut hash = Sha256::new();
    for (id, version) in sorted {
        hash.update(id.to_be_bytes());
        hash.update(version.to_be_bytes());
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

impl Known {
    /// Whether they say that already, so that nobody need judge it: it may have become impossible since.
    pub(super) fn says(&self, wanted: &NewUser) -> bool {
        let same = |one: &Option<String>, other: &Option<String>| one.as_deref().map(key) == other.as_deref().map(key);
        let NewUser { display_name, email, call_centre, lead, cover, roles, departments, language, .. } = &self.user;
        *display_name == wanted.display_name
            && *email == wanted.email
            && same(call_centre, &wanted.call_centre)
            && same(lead, &wanted.lead)
            && same(cover, &wanted.cover)
            && *roles == wanted.roles
            && *departments == wanted.departments
            && *language == wanted.language
    }
}

#[derive(FromRow)]
struct Row {
    id: i64,
    user_name: String,
    user_name_key: String,
    display_name: String,
    email: Option<String>,
    language: String,
    version: i64,
    call_centre: Option<String>,
    lead: Option<String>,
    cover: Option<String>,
}

impl Row {
    fn known(self, roles: BTreeSet<Role>, departments: BTreeSet<i64>) -> Known {
        let Self { user_name, display_name, email, call_centre, lead, cover, language, .. } = self;
        let user = NewUser {
            user_name,
            display_name,
            email,
            call_centre,
            lead,
            cover,
            roles,
            departments,
            language,
            password: None,
        };
        Known { id: self.id, version: self.version, user }
    }
}
