//! Inquiries that were typed and not sent yet: each open form keeps its own, so that two callers about one distributor
//! share no word. It knows names and moments, never what was typed.

use super::files;
use crate::platform::db::Reads;
use crate::platform::drafts;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A form with something in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsent {
    /// Its name.
    pub form: String,
    /// When somebody last typed into it, or put a file there.
    pub at: Timestamp,
}

/// What the names of all forms about a party, or for a prospect, begin with.
#[must_use]
pub fn base(party: Option<i64>, prospect: bool) -> Option<String> {
    match (party, prospect) {
        (Some(party), false) => Some(format!("new-ticket-{party}")),
        (None, true) => Some("new-ticket-prospect".to_owned()),
        _ => None,
    }
}

/// A name for a form that is opened now.
#[must_use]
pub fn fresh(base: &str) -> String {
    format!("{base}.{}", Uuid::new_v4().simple())
}

/// The name of the form that comes after `form`, once a page with this request key had sent it in vain: the same each time.
#[must_use]
pub fn after(form: &str, base: &str, key: Option<Uuid>) -> String {
    let Some(key) = key else { return fresh(base) };
    let digest = Sha256::new().chain_update(key.as_bytes()).chain_update(form.as_bytes()).finalize();
    let name = digest.iter().take(16).map(|byte| format!("{byte:02x}"));
    format!("{base}.{}", name.collect::<String>())
}

/// The form that was sent, as it names itself: nobody's but one of this base.
#[must_use]
pub fn named(form: Option<&str>, base: &str) -> String {
    form.filter(|form| is_of(form, base)).unwrap_or(base).to_owned()
}

/// The forms of this base in which something waits for `by`, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn of(reads: &impl Reads, by: i64, base: &str) -> Result<Vec<Unsent>, Failure> {
    let mut latest: BTreeMap<String, Timestamp> = BTreeMap::new();
    let kept = drafts::names(reads, by).await?.into_iter().chain(files::waiting_forms(reads, by).await?);
    for (form, at) in kept.filter(|(form, _)| is_of(form, base)) {
        let last = latest.entry(form).or_insert(at);
        *last = at.max(*last);
    }
    let mut unsent: Vec<Unsent> = latest.into_iter().map(|(form, at)| Unsent { form, at }).collect();
    unsent.sort_by(|one, other| other.at.cmp(&one.at).then_with(|| one.form.cmp(&other.form)));
    Ok(unsent)
}

/// Whether a form is one of this base.
#[must_use]
pub fn is_of(form: &str, base: &str) -> bool {
    form.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_belongs_to_its_party_only() {
        let base = base(Some(56), false).unwrap();
        assert!(is_of(&base, &base) && is_of(&fresh(&base), &base) && fresh(&base) != fresh(&base));
        for other in ["new-ticket-563", "new-ticket-5", "new-ticket-563.a", "", "ticket-56-comment"] {
            assert_eq!(named(Some(other), &base), base, "{other}");
        }
        assert_eq!(named(Some("new-ticket-56.a"), &base), "new-ticket-56.a");
        assert_eq!(named(None, &base), base);
    }

    #[test]
    fn one_page_leads_to_one_form_after_it() {
        let (one, other) = (Some(Uuid::from_u128(1)), Some(Uuid::from_u128(2)));
        let next = after("new-ticket-56.a", "new-ticket-56", one);
        assert!(is_of(&next, "new-ticket-56") && drafts::is_form(&next), "{next}");
        assert_eq!(next, after("new-ticket-56.a", "new-ticket-56", one));
        assert_ne!(next, after("new-ticket-56.a", "new-ticket-56", other));
        assert_ne!(next, after("new-ticket-56.b", "new-ticket-56", one));
        assert_ne!(after("a", "a", None), after("a", "a", None));
    }
}
