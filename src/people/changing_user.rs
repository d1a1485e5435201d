//! Changing what is known of a user: name, call centre, roles, lead and cover, by the rules for a new one. It knows neither
//! passwords nor sessions.

use super::adding_user::AddUser;
use super::judging::{Standing, judge};
use super::leading::able_lead;
use super::leaving::{GoesAlong, Left};
use super::user_rows::{Before, departments_of, find, roles_of, write};
use super::users::{self, NewUser, subject};
use super::{Actor, Member, Permission, Role, accounts, call_centres};
use crate::platform::db::{Happening, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use crate::platform::text::Texts;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: all that shall be known of the user as it was seen.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct ChangeUser {
    /// The version that the form was drawn from.
    pub version: i64,
    /// The name that people read.
    #[serde(default)]
    pub display_name: String,
    /// Where mail reaches them.
    pub email: Option<String>,
    /// The code of the call centre they work in. The user name begins with it from now on.
    pub call_centre: Option<String>,
    /// At least one.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// The user name of the lead their escalations go to.
    pub lead: Option<String>,
    /// The user name of whoever stands in for them while they are away.
    pub cover: Option<String>,
    /// The keys of all departments they are in. One that they are in already may be retired.
    #[serde(default)]
    pub departments: Vec<i64>,
    /// Such as `en`.
    #[serde(default)]
    pub language: String,
}

/// The verb: changes the user of this id; answers their user name. What changes nothing is done without a trace.
///
/// # Errors
/// Not seen by those who may not administer people, and where there is no such user; stale; everything that is wrong, each
/// at its field; the only administrator, who must remain one.
pub async fn change(
    tx: &mut Tx,
    by: Actor<'_>,
    user: i64,
    ask: &ChangeUser,
    now: Timestamp,
) -> Result<String, Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let before = find(tx, user).await?;
    if before.version != ask.version {
        return Err(Refusal::stale("people-user-stale").into());
    }
    let centre = match before.call_centre_id {
        Some(centre) => call_centres::by_id(tx, centre).await?,
        None => None,
    };
    let wanted = ask.wanted(&before.user_name, centre.as_ref().map(|centre| centre.code.as_str()));
    Ok(change_to(tx, by, &before, &wanted, now).await?.0)
}

/// Makes of a user what is wanted; answers their user name, and the fields that say something else.
///
/// # Errors
/// As [`change`].
pub(super) async fn change_to(
    tx: &mut Tx,
    by: Actor<'_>,
    before: &Before,
    wanted: &NewUser,
    now: Timestamp,
) -> Result<(String, Vec<&'static str>), Failure> {
    let user = before.id;
    let standing = Standing { id: user, lead: before.lead_id, cover: before.cover_id };
    let sound = judge(tx, wanted, Some(standing)).await?;
    let roles = roles_of(tx, user).await?;
    if roles.contains(&Role::Admin) && !wanted.roles.contains(&Role::Admin) && accounts::is_last_admin(tx, user).await?
    {
        return Err(Refusal::new(Kind::Conflict, Complaint::at("roles", "people-last-admin")).into());
    }
    let (new_roles, moves) = (roles != wanted.roles, departments_of(tx, user).await? != sound.departments);
    let changed = before.changed(&sound, new_roles, moves);
    if changed.is_empty() {
        return Ok((before.user_name.clone(), changed));
    }
    let worked = works(tx, user).await?;
    write(tx, before, &sound, new_roles.then_some(&wanted.roles), moves.then_some(&sound.departments)).await?;
    let body = serde_json::json!({
        "changed": changed, "user_name": sound.user_name, "roles": wanted.roles, "lead": sound.lead,
        "cover": sound.cover, "call_centre": sound.call_centre.map(|centre| centre.code),
        "departments": sound.departments,
    });
    tx.record(Happening { at: now, actor: by.id(), subject: subject(user), kind: "user.changed", body });
    if worked && !works(tx, user).await? {
        Left { user, at: now }.go_along(tx).await?;
    }
    Ok((sound.user_name, changed))
}

/// The verb: gives a user another lead, or none.
///
/// # Errors
/// Not seen by those who may not administer people; nobody of these names, at its field; somebody who cannot lead them.
pub async fn set_lead(
    tx: &mut Tx,
    by: Actor<'_>,
    user_name: &str,
    lead: Option<&str>,
    now: Timestamp,
) -> Result<(), Failure> {
    by.check_may(Permission::AdministerPeople)?;
    let user = users::by_name(tx, user_name).await?;
    let user = user.ok_or_else(|| Refusal::invalid("user_name", "people-colleague-unknown"))?;
    let lead = match lead {
        Some(name) => {
            let able = able_lead(tx, Some(user), name, None).await?;
            Some(able.map_err(|complaint| Refusal::new(Kind::Invalid, complaint).at("lead"))?)
        }
        None => None,
    };
    let sql = Sql::new("UPDATE users SET lead_id = ?, version = version + 1 WHERE id = ?").bind(lead).bind(user);
    tx.execute(sql).await?;
    let body = serde_json::json!({ "changed": ["lead"], "lead": lead });
    tx.record(Happening { at: now, actor: by.id(), subject: subject(user), kind: "user.changed", body });
    Ok(())
}

impl ChangeUser {
    /// The same as of a new user. The user name follows the call centre, from that of this code.
    fn wanted(&self, user_name: &str, from: Option<&str>) -> NewUser {
        let to = self.call_centre.as_deref().map(str::trim).filter(|code| !code.is_empty());
        let is_centre = |prefix: &str| [from, to].into_iter().flatten().any(|code| code.eq_ignore_ascii_case(prefix));
        let own = user_name.split_once('-').filter(|(prefix, _)| is_centre(prefix)).map_or(user_name, |(_, own)| own);
        let user_name = to.map_or(user_name.to_owned(), |code| format!("{}-{own}", code.to_ascii_uppercase()));
        NewUser { user_name, ..AddUser::from(self.clone()).user() }
    }
}

impl From<ChangeUser> for AddUser {
    /// The same of somebody new, but for their user name, which is not asked for.
    fn from(ask: ChangeUser) -> Self {
        Self {
            user_name: String::new(),
            display_name: ask.display_name,
            email: ask.email,
            call_centre: ask.call_centre,
            roles: ask.roles,
            lead: ask.lead,
            cover: ask.cover,
            departments: ask.departments,
            language: ask.language,
        }
    }
}

async fn works(reads: &impl Reads, user: i64) -> Result<bool, Failure> {
    let member = Member::load(reads, user).await?;
    Ok(member.is_some_and(|member| member.may(Permission::WorkInquiries)))
}

/// Makes the call centre that is asked for, where the program knows its hours, and then changes the user.
///
/// # Errors
/// As [`change`].
pub(super) async fn change_and_make(
    tx: &mut Tx,
    by: Actor<'_>,
    user: i64,
    (ask, texts): (&ChangeUser, &Texts),
    now: Timestamp,
) -> Result<String, Failure> {
    if let Some(code) = ask.call_centre.as_deref() {
        call_centres::make_if_shipped(tx, by, code, texts, now).await?;
    }
    change(tx, by, user, ask, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_name_follows_the_call_centre() {
        let named = |name: &str, from: Option<&str>, to: &str| {
            let ask = ChangeUser { call_centre: Some(to.into()), ..ChangeUser::default() };
            ask.wanted(name, from).user_name
        };
        assert_eq!(named("CA-mchen", Some("CA"), "UK"), "UK-mchen");
        assert_eq!(named("CA-mchen", Some("CA"), "CA"), "CA-mchen");
        assert_eq!(named("CA-mchen", Some("CA"), " "), "CA-mchen", "whoever leaves customer service keeps it");
        assert_eq!(named("mary-ann", None, "uk"), "UK-mary-ann");
        assert_eq!(named("UK-ann", None, "uk"), "UK-ann");
    }
}
