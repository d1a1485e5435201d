//! A new user as whoever administers asks for one: without a password, which nobody but its owner knows, and with a one-time
//! code instead. The rules are those of every new user. It knows no page.

use super::letting_in::{Made, give_code};
use super::users::{self, NewUser};
use super::{Actor, Role, call_centres};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text::Texts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: somebody new.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct AddUser {
    /// Such as `CA-mchen`; with a prefix only for those who answer customers.
    #[serde(default)]
    pub user_name: String,
    /// The name that people read.
    #[serde(default)]
    pub display_name: String,
    /// Where mail reaches them.
    pub email: Option<String>,
    /// The code of the call centre they work in; that of the user name, for those who answer customers, if left out. CA, US,
    /// UK and AU are made when they are first named.
    pub call_centre: Option<String>,
    /// At least one.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The user name of the lead their escalations go to.
    pub lead: Option<String>,
    /// The user name of whoever stands in for them while they are away.
    pub cover: Option<String>,
    /// The keys of the departments they are in. These give no access to inquiries.
    #[serde(default)]
    pub departments: Vec<i64>,
    /// The language of their pages.
    #[serde(default = "english")]
    pub language: String,
}

/// The verb: adds the user, and gives them a code of this hash; answers the user's id.
///
/// # Errors
/// Not seen by those who may not administer people; everything that is wrong, each at its field.
pub(super) async fn add_with_code(
    tx: &mut Tx,
    by: Actor<'_>,
    (ask, texts): (&AddUser, &Texts),
    hash: &str,
    now: Timestamp,
) -> Result<(i64, Made), Failure> {
    let user = ask.new_user();
    if let Some(code) = user.call_centre.as_deref() {
        call_centres::make_if_shipped(tx, by, code, texts, now).await?;
    }
    let person = users::add(tx, by, &user, now).await?;
    Ok((person.id, give_code(tx, by, person.id, hash, now).await?))
}

impl AddUser {
    fn new_user(&self) -> NewUser {
        self.user().in_centre_of_name()
    }

    /// What is known of them, without a password.
    pub(super) fn user(&self) -> NewUser {
        NewUser {
            user_name: self.user_name.clone(),
            display_name: self.display_name.clone(),
            email: self.email.clone(),
            call_centre: self.call_centre.clone(),
            lead: self.lead.clone(),
            cover: self.cover.clone(),
            roles: self.roles.iter().copied().collect(),
            departments: self.departments.iter().copied().collect(),
            language: self.language.clone(),
            password: None,
        }
    }
}

impl NewUser {
    /// The same in the call centre that begins the user name, where none is named and their work needs one.
    #[must_use]
    pub fn in_centre_of_name(self) -> Self {
        let serves = self.roles.iter().any(|role| *role != Role::Admin);
        let prefix = self.user_name.trim().split_once('-').map(|(prefix, _)| prefix.to_owned()).filter(|_| serves);
        Self { call_centre: self.call_centre.filter(|code| !code.trim().is_empty()).or(prefix), ..self }
    }
}

fn english() -> String {
    crate::platform::text::catalogue::BASE_LANGUAGE.to_owned()
}
