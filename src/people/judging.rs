//! What is asked of every user, new or changed: the rule for each field, by itself and against who and what is there
//! already. It writes nothing.

use super::leading::able_lead;
use super::standing_in::able_cover;
use super::users::NewUser;
use super::{CallCentre, Role, call_centres, departments};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use crate::platform::refusal::{Complaint, Complaints};
use crate::platform::text::{Catalogue, clean};
use std::collections::BTreeSet;

/// What was asked and can be.
pub(super) struct Sound {
    pub(super) user_name: String,
    pub(super) display_name: String,
    pub(super) email: Option<String>,
    pub(super) call_centre: Option<CallCentre>,
    pub(super) lead: Option<i64>,
    pub(super) cover: Option<i64>,
    pub(super) language: String,
    pub(super) departments: BTreeSet<i64>,
}

/// Who is changed, and whom they had so far: a lead who has left since need not be replaced to mend a name.
#[derive(Clone, Copy)]
pub(super) struct Standing {
    pub(super) id: i64,
    pub(super) lead: Option<i64>,
    pub(super) cover: Option<i64>,
}

/// Judges a user, a new one where there is none yet.
///
/// # Errors
/// Everything that is wrong, each at its field.
pub(super) async fn judge(reads: &impl Reads, ask: &NewUser, of: Option<Standing>) -> Result<Sound, Failure> {
    let mut complaints = Complaints::default();
    let typed = ask.check(&mut complaints);
    let call_centre = match given(ask.call_centre.as_deref()) {
        Some(code) => complaints.keep("call_centre", find_centre(reads, code).await?.map(Some)),
        None => None,
    };
    let id = of.map(|of| of.id);
    let lead = match given(ask.lead.as_deref()) {
        Some(name) => {
            let before = of.and_then(|of| of.lead);
            complaints.keep("lead", able_lead(reads, id, name, before).await?.map(Some))
        }
        None => None,
    };
    let cover = match given(ask.cover.as_deref()) {
        Some(name) => {
            let before = of.and_then(|of| of.cover);
            complaints.keep("cover", able_cover(reads, id, name, before).await?.map(Some))
        }
        None => None,
    };
    if !are_departments(reads, id, &ask.departments).await? {
        complaints.add("departments", "people-department-unknown");
    }
    let user_name = match &call_centre {
        Some(centre) if !typed.user_name.is_empty() => {
            let serves = ask.roles.iter().any(|role| *role != Role::Admin);
            let in_centre = in_centre(&typed.user_name, &centre.code);
            // Whoever only administers needs no call centre, and no prefix without one.
            let says = if serves { "people-user-name-prefix" } else { "people-user-name-prefix-or-none" };
            complaints.keep("user_name", in_centre.map_err(|why| Complaint { key: says, ..why }))
        }
        _ => typed.user_name,
    };
    complaints.into_result()?;
    let Typed { display_name, email, language, .. } = typed;
    let departments = ask.departments.clone();
    Ok(Sound { user_name, display_name, email, call_centre, lead, cover, language, departments })
}

fn given(field: Option<&str>) -> Option<&str> {
    field.filter(|text| !text.trim().is_empty())
}

async fn find_centre(reads: &impl Reads, code: &str) -> Result<Result<CallCentre, Complaint>, Failure> {
    let found = if code.contains('\0') { None } else { call_centres::by_code(reads, code).await? };
    if let Some(found) = found {
        return Ok(Ok(found));
    }
    let codes = call_centres::codes(reads).await?;
    Ok(Err(Complaint::whole("people-centre-unknown").with("codes", codes.join(", "))))
}

/// Whether all of these are departments that somebody can be put into, or that `user` is in already.
async fn are_departments(reads: &impl Reads, user: Option<i64>, asked: &BTreeSet<i64>) -> Result<bool, Failure> {
    if asked.is_empty() {
        return Ok(true);
    }
    let held = match user {
        Some(user) => departments::of_user(reads, user).await?,
        None => Vec::new(),
    };
    let offered = departments::offered(reads).await?;
    Ok(asked.iter().all(|id| offered.iter().chain(&held).any(|department| department.id == *id)))
}

/// The fields that can be judged by themselves, cleaned.
#[derive(Default)]
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
        let language = if language.is_empty() { language } else { complaints.keep("language", spoken(&language)) };
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

/// What addresses below `/users` mean already: who is called so would have no page.
const SHADOWED: [&str; 1] = ["files"];

/// `^[A-Za-z0-9][A-Za-z0-9._-]{1,39}$`: it stands in addresses and filters, and is said over the telephone.
fn named(user_name: String) -> Result<String, Complaint> {
    if SHADOWED.iter().any(|taken| user_name.eq_ignore_ascii_case(taken)) {
        return Err(Complaint::whole("people-user-name-shadowed").with("name", user_name));
    }
    let fits = user_name.chars().count() >= 2
        && user_name.starts_with(|first: char| first.is_ascii_alphanumeric())
        && user_name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte));
    if fits { Ok(user_name) } else { Err(Complaint::whole("people-user-name-letters")) }
}

/// The user name with the prefix of its call centre, written as the call centre writes it.
pub(super) fn in_centre(user_name: &str, code: &str) -> Result<String, Complaint> {
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

/// The language of this tag, as its catalogue writes it.
pub(super) fn spoken(tag: &str) -> Result<String, Complaint> {
    let here = Catalogue::embedded();
    let found = here.iter().find(|language| language.eq_ignore_ascii_case(tag)).cloned();
    found.ok_or_else(|| Complaint::whole("people-language-wrong").with("languages", here.join(", ")))
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
        for taken in ["files", "Files"] {
            assert_eq!(complaints(|ask| ask.user_name = taken.into()), ["user_name=people-user-name-shadowed"]);
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
