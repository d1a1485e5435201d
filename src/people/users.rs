//! A new user: the rule for every field, and the verb. The same for the command, the set-up page and the demo. It
//! knows no session, and a password only as its hash.

use super::leading::Person;
use super::passwords::Hashed;
use super::{Actor, CallCentre, Member, Permission, Role, call_centres};
use crate::platform::db::{Happening, Reads, Sql, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Complaints, Refusal};
use crate::platform::text::clean;
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
    let mut complaints = Complaints::default();
    let typed = ask.check(&mut complaints);
    let centre = find_centre(tx, ask, &mut complaints).await?;
    let lead = find_colleague(tx, "lead", ask.lead.as_deref(), &mut complaints).await?;
    if let Some(lead) = lead.as_ref().filter(|lead| !lead.leads()) {
        complaints.push(Complaint::at("lead", "people-lead-cannot").with("name", lead.user_name.clone()));
    }
    let cover = find_colleague(tx, "cover", ask.cover.as_deref(), &mut complaints).await?;
    if let Some(cover) = cover.as_ref().filter(|cover| !cover.may(Permission::WorkInquiries)) {
        complaints.push(Complaint::at("cover", "people-cover-cannot").with("name", cover.user_name.clone()));
    }
    let user_name = match &centre {
        Some(centre) if !typed.user_name.is_empty() => {
            complaints.keep("user_name", in_centre(&typed.user_name, &centre.code))
        }
        _ => typed.user_name.clone(),
    };
    complaints.into_result()?;
    let person = Person { id: tx.next_id("users").await?, user_name, display_name: typed.display_name.clone() };
    let colleagues = [lead, cover].map(|colleague| colleague.map(|colleague| colleague.id));
    insert(tx, &person, &typed, ask, centre.as_ref(), colleagues, now).await?;
    tx.record(Happening {
        at: now,
        actor: by.id(),
        subject: subject(person.id),
        kind: "user.added",
        body: serde_json::json!({
            "user_name": person.user_name, "display_name": person.display_name, "roles": ask.roles,
            "call_centre": centre.map(|centre| centre.code),
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

/// The fields that can be judged by themselves, cleaned.
pub(super) struct Typed {
    user_name: String,
    display_name: String,
    email: Option<String>,
    language: String,
}

impl NewUser {
    /// The rule: what is wrong without looking at what is there already.
    pub(super) fn check(&self, complaints: &mut Complaints) -> Typed {
        let user_name =
            complaints.keep("user_name", clean::line(&self.user_name, 40).map_err(Complaint::from).and_then(named));
        let display_name = complaints.keep("display_name", clean::line(&self.display_name, 100));
        let email = self.email.as_deref().unwrap_or_default();
        let email = complaints.keep("email", clean::optional_line(email, 254));
        if email.as_deref().is_some_and(|email| !is_email(email)) {
            complaints.add("email", "people-email-wrong");
        }
        let language = complaints.keep("language", clean::line(&self.language, 20));
        if !language.is_empty() && !is_language(&language) {
            complaints.add("language", "people-language-wrong");
        }
        if self.roles.is_empty() {
            complaints.add("roles", "people-roles-empty");
        }
        let serves_customers = self.roles.contains(&Role::Csr) || self.roles.contains(&Role::CsrLead);
        if serves_customers && self.call_centre.as_deref().is_none_or(|code| code.trim().is_empty()) {
            complaints.add("call_centre", "people-centre-needed");
        }
        Typed { user_name, display_name, email, language }
    }
}

/// `^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$`: it stands in addresses and filters, and is said over the telephone.
fn named(user_name: String) -> Result<String, Complaint> {
    let fits = user_name.chars().count() >= 2
        && user_name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && user_name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    if fits { Ok(user_name) } else { Err(Complaint::whole("people-user-name-letters")) }
}

/// The user name with the prefix of its call centre, written as the call centre writes it.
fn in_centre(user_name: &str, code: &str) -> Result<String, Complaint> {
    match user_name.split_once('-') {
        Some((prefix, rest)) if prefix.eq_ignore_ascii_case(code) && !rest.is_empty() => Ok(format!("{code}-{rest}")),
        _ => Err(Complaint::whole("people-user-name-prefix").with("code", code)),
    }
}

/// Plausible, no more: whether it arrives is for the first mail to show.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    let is_plain =
        |part: &str| !part.is_empty() && !part.contains(|c: char| c.is_whitespace() || "<>\"(),;:\\@".contains(c));
    is_plain(local) && is_plain(domain) && domain.contains('.') && domain.split('.').all(|label| !label.is_empty())
}

fn is_language(tag: &str) -> bool {
    tag.parse::<unic_langid::LanguageIdentifier>().is_ok()
}

async fn find_centre(tx: &Tx, ask: &NewUser, complaints: &mut Complaints) -> Result<Option<CallCentre>, Failure> {
    let Some(code) = ask.call_centre.as_deref().filter(|code| !code.trim().is_empty()) else {
        return Ok(None);
    };
    let found = if code.contains('\0') { None } else { call_centres::by_code(tx, code).await? };
    if found.is_none() {
        complaints.add("call_centre", "people-centre-unknown");
    }
    Ok(found)
}

async fn find_colleague(
    tx: &Tx,
    field: &'static str,
    user_name: Option<&str>,
    complaints: &mut Complaints,
) -> Result<Option<Member>, Failure> {
    let Some(user_name) = user_name.filter(|name| !name.trim().is_empty()) else { return Ok(None) };
    let found = match by_name(tx, user_name).await? {
        Some(id) => Member::load(tx, id).await?,
        None => None,
    };
    if found.is_none() {
        complaints.add(field, "people-colleague-unknown");
    }
    Ok(found)
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

async fn insert(
    tx: &mut Tx,
    person: &Person,
    typed: &Typed,
    ask: &NewUser,
    centre: Option<&CallCentre>,
    [lead, cover]: [Option<i64>; 2],
    now: Timestamp,
) -> Result<(), Failure> {
    let sql = Sql::new(
        "INSERT INTO users (id, user_name, user_name_key, display_name, email, call_centre_id, lead_id, cover_id,
         away_until, language, password_hash, disabled_at, created_at, version)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, NULL, ?, 1) ON CONFLICT (user_name_key) DO NOTHING",
    )
    .bind(person.id)
    .bind(person.user_name.clone())
    .bind(key(&person.user_name))
    .bind(person.display_name.clone())
    .bind(typed.email.clone())
    .bind(centre.map(|centre| centre.id))
    .bind(lead)
    .bind(cover)
    .bind(typed.language.clone())
    .bind(ask.password.as_ref().map(|hashed| hashed.as_str().to_owned()))
    .bind(now);
    if tx.execute(sql).await? == 0 {
        let taken = Refusal::invalid("user_name", "people-user-name-taken");
        return Err(taken.with("name", person.user_name.clone()).into());
    }
    for role in &ask.roles {
        let sql = Sql::new("INSERT INTO user_roles (user_id, role) VALUES (?, ?)");
        tx.execute(sql.bind(person.id).bind(*role)).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(change: impl FnOnce(&mut NewUser)) -> Vec<String> {
        let mut ask = NewUser {
            user_name: "CA-mchen".into(),
            display_name: "Mei Chen".into(),
            call_centre: Some("CA".into()),
            roles: [Role::Csr].into(),
            language: "en".into(),
            ..NewUser::default()
        };
        change(&mut ask);
        let mut complaints = Complaints::default();
        ask.check(&mut complaints);
        let said = complaints.into_result().map_or_else(|refusal| refusal.complaints, |()| Vec::new());
        said.iter().map(|one| format!("{}={}", one.field.unwrap_or("?"), one.key)).collect()
    }

    #[test]
    fn user_names_are_plain() {
        for fine in ["CA-mchen", "a1", "0-x", "Ann.Marie_2-x"] {
            assert_eq!(complaints(|ask| ask.user_name = fine.into()), Vec::<String>::new(), "{fine}");
        }
        for strange in ["a", "-a", ".a", "Méi", "a b", "<b>x</b>", "👩👩", "שלום", "a/b", "a@b"] {
            assert_eq!(
                complaints(|ask| ask.user_name = strange.into()),
                ["user_name=people-user-name-letters"],
                "{strange}"
            );
        }
        assert_eq!(complaints(|ask| ask.user_name = "  ".into()), ["user_name=input-empty"]);
        assert_eq!(complaints(|ask| ask.user_name = "a\0b".into()), ["user_name=input-nul"]);
        assert_eq!(complaints(|ask| ask.user_name = "x".repeat(10_000)), ["user_name=input-too-long"]);
    }

    #[test]
    fn everything_is_said_at_once() {
        let all = complaints(|ask| *ask = NewUser { roles: [Role::Csr].into(), ..NewUser::default() });
        assert_eq!(
            all,
            [
                "user_name=input-empty",
                "display_name=input-empty",
                "language=input-empty",
                "call_centre=people-centre-needed"
            ]
        );
        assert_eq!(complaints(|ask| ask.roles = BTreeSet::new()), ["roles=people-roles-empty"]);
        assert_eq!(complaints(|ask| ask.language = "klingon!".into()), ["language=people-language-wrong"]);
    }

    #[test]
    fn mail_addresses_are_plausible() {
        for fine in ["mei@example.com", "mei.chen+desk@sub.example.co", "o'neil@example.com", "mei@bücher.example"] {
            assert!(is_email(fine), "{fine}");
        }
        for wrong in
            ["mei", "@example.com", "mei@", "mei@example", "a b@example.com", "a@b@c.com", "mei@.com", "<m@e.com>"]
        {
            assert!(!is_email(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_prefix_is_that_of_the_call_centre() {
        assert_eq!(in_centre("ca-mchen", "CA").unwrap(), "CA-mchen");
        for wrong in ["US-mchen", "mchen", "CA-", "CAN-mchen"] {
            assert_eq!(in_centre(wrong, "CA").unwrap_err().key, "people-user-name-prefix");
        }
    }
}
