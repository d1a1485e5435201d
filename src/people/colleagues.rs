//! Colleagues: who can be handed work that needs a permission, and whom somebody means who writes a part of a name. It
//! knows nothing of the work.

use super::leading::Person;
use super::{Member, Permission, users};
use crate::platform::db::{DbErr, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::text::fold;

/// How many are looked through for whoever is meant.
const MOST_LOOKED_AT: i64 = 2_000;
/// Characters of what is typed: no name has more, and nobody is looked for by a whole letter.
const LONGEST: usize = 150;
/// How many are named where several could be meant.
const MOST_NAMED: usize = 3;

/// Who is meant by what somebody wrote of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Nobody is called so.
    Nobody,
    /// They and nobody else.
    One(Person),
    /// It could be each of them.
    Several(Vec<Person>),
}

/// Those who hold `permission` and are not disabled: at most `most`, those of `call_centre` first, by user name.
///
/// # Errors
/// When the database fails.
pub async fn who_may(
    reads: &impl Reads,
    permission: Permission,
    call_centre: Option<i64>,
    most: i64,
) -> Result<Vec<Person>, DbErr> {
    let sql = Sql::new(
        "SELECT u.id, u.user_name, u.display_name FROM users u WHERE u.disabled_at IS NULL AND u.id IN
           (SELECT r.user_id FROM user_roles r JOIN role_permissions p ON p.role = r.role WHERE p.permission = ?)
         ORDER BY CASE WHEN u.call_centre_id = ? THEN 0 ELSE 1 END, u.user_name_key LIMIT ?",
    );
    reads.all(sql.bind(permission).bind(call_centre.unwrap_or_default()).bind(most)).await
}

/// The user of this id, if they hold `permission` and are not disabled.
///
/// # Errors
/// When the database fails.
pub async fn able(reads: &impl Reads, id: i64, permission: Permission) -> Result<Option<Person>, DbErr> {
    let member = Member::load(reads, id).await?.filter(|member| member.may(permission));
    Ok(member.as_ref().map(Person::from))
}

/// The same by user name, whatever its case.
///
/// # Errors
/// When the database fails.
pub async fn able_by_name(
    reads: &impl Reads,
    user_name: &str,
    permission: Permission,
) -> Result<Option<Person>, Failure> {
    match users::by_name(reads, user_name).await? {
        Some(id) => Ok(able(reads, id, permission).await?),
        None => Ok(None),
    }
}

/// Whom `typed` means among those who hold `permission` and are not disabled, whatever its case and accents: the one of
/// this whole name; else those whose user name, with its prefix or without, or whose names in any order begin so. Of
/// several those of `call_centre` come first.
///
/// # Errors
/// When the database fails.
pub async fn meant(
    reads: &impl Reads,
    typed: &str,
    permission: Permission,
    call_centre: Option<i64>,
) -> Result<Meant, DbErr> {
    Ok(Meant::among(who_may(reads, permission, call_centre, MOST_LOOKED_AT).await?, typed))
}

impl Meant {
    fn among(people: Vec<Person>, typed: &str) -> Self {
        let Some((name, key)) = keys(typed) else { return Self::Nobody };
        let whole = |person: &&Person| fold(&person.display_name) == name || users::key(&person.user_name) == key;
        let found: Vec<Person> = people.iter().filter(whole).cloned().collect();
        let found = match found.is_empty() {
            true => people.into_iter().filter(|person| begins(person, &name, &key)).collect(),
            false => found,
        };
        match <[Person; 1]>::try_from(found) {
            Ok([person]) => Self::One(person),
            Err(none) if none.is_empty() => Self::Nobody,
            Err(several) => Self::Several(several),
        }
    }

    /// The one who is meant.
    ///
    /// # Errors
    /// At `field`: `unknown` where it is nobody; else who it could be.
    pub fn one(self, field: &'static str, typed: &str, unknown: &'static str) -> Result<Person, Refusal> {
        let typed: String = typed.chars().take(LONGEST).collect();
        let people = match self {
            Self::One(person) => return Ok(person),
            Self::Nobody => return Err(Refusal::invalid(field, unknown).with("typed", typed)),
            Self::Several(people) => people,
        };
        let key = if people.len() > MOST_NAMED { "people-many-meant" } else { "people-several-meant" };
        let name = |person: &Person| format!("{} ({})", person.display_name, person.user_name);
        let names: Vec<String> = people.iter().take(MOST_NAMED).map(name).collect();
        Err(Refusal::invalid(field, key).with("typed", typed).with("names", names.join(", ")))
    }
}

/// Whether this person may be who is looked for: their user name, with its prefix or without, or their names begin so.
pub(super) fn sought(person: &Person, typed: &str) -> bool {
    keys(typed).is_some_and(|(name, key)| begins(person, &name, &key))
}

/// What is typed as a name and as a user name; nothing where nobody is called so.
fn keys(typed: &str) -> Option<(String, String)> {
    if typed.chars().nth(LONGEST).is_some() {
        return None;
    }
    let (name, key) = (fold(typed), users::key(typed));
    // What no name holds is no slip of the hand.
    let is_strange = |letter: char| letter.is_ascii_punctuation() && !".-_',".contains(letter);
    (!name.is_empty() && !typed.contains(is_strange)).then_some((name, key))
}

fn begins(person: &Person, name: &str, key: &str) -> bool {
    let user_name = users::key(&person.user_name);
    let own = user_name.split_once('-').map_or("", |(_, own)| own);
    let display = fold(&person.display_name);
    let is_begun = |word: &str| display.split(' ').any(|of| of.starts_with(word));
    user_name.starts_with(key) || own.starts_with(key) || name.split(' ').all(is_begun)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn people() -> Vec<Person> {
        let names = [
            ("CA-atremblay", "Amélie Tremblay"),
            ("CA-mchen", "Mei Chen"),
            ("CA-mroy", "Marc Roy"),
            ("UK-mroy", "Marc Roy"),
            ("CA-rokafor", "Robert Okafor"),
            ("UK-rob", "Sue Roberts"),
        ];
        let person = |(id, (user_name, name)): (i64, (&str, &str))| Person {
            id,
            user_name: user_name.into(),
            display_name: name.into(),
        };
        (1..).zip(names).map(person).collect()
    }

    fn meant(typed: &str) -> Vec<String> {
        match Meant::among(people(), typed) {
            Meant::Nobody => Vec::new(),
            Meant::One(person) => vec![person.user_name],
            Meant::Several(people) => people.into_iter().map(|person| person.user_name).collect(),
        }
    }

    #[test]
    fn a_name_or_its_beginning_means_somebody() {
        for (typed, one) in [
            ("CA-mchen", "CA-mchen"),
            (" ca-MC ", "CA-mchen"),
            ("mch", "CA-mchen"),
            ("Mei Chen", "CA-mchen"),
            ("chen m", "CA-mchen"),
            ("amelie", "CA-atremblay"),
            ("TREMBLAY, Amélie", "CA-atremblay"),
            ("robert o", "CA-rokafor"),
            ("uk-rob", "UK-rob"),
        ] {
            assert_eq!(meant(typed), [one], "{typed}");
        }
    }

    #[test]
    fn what_could_be_several_names_them_and_what_is_nobody_says_so() {
        assert_eq!(meant("Marc Roy"), ["CA-mroy", "UK-mroy"]);
        assert_eq!(meant("rob"), ["CA-rokafor", "UK-rob"], "neither a name nor a user name goes before the other");
        assert_eq!(meant("CA-m"), ["CA-mchen", "CA-mroy"]);
        for nobody in ["", "  ", "\0", "-", "🙂", "hen", "mei roy", "<mchen>", "mchen\u{1F642}=", &"m ".repeat(10_000)]
        {
            assert_eq!(meant(nobody), [""; 0], "{nobody}");
        }
        let said =
            |typed: &str| Meant::among(people(), typed).one("assignee", typed, "unknown").unwrap_err().complaints;
        let several = &said("CA-m")[0];
        assert_eq!((several.field, several.key), (Some("assignee"), "people-several-meant"));
        assert_eq!(several.args[1], ("names", "Mei Chen (CA-mchen), Marc Roy (CA-mroy)".into()));
        assert_eq!(said("nobody")[0].key, "unknown");
        let many = Meant::Several(people()).one("assignee", "x", "unknown").unwrap_err().complaints;
        assert_eq!(many[0].key, "people-many-meant");
    }
}
