//! What is left open while somebody is away, in a word and in a sentence. It reads nothing.

use crate::platform::text::{Arg, Texts};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What nobody gets meanwhile, though somebody escalates it. Whoever falls ill must be noted all the same, so it is said
/// and not refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "gap", content = "user_name", rename_all = "snake_case")]
pub enum Gap {
    /// Nobody was ever named, or can do it any more.
    Nobody,
    /// Whoever stands in is away too.
    Away(String),
    /// Whoever stands in escalates to them too: their own escalations would come back to themselves, and so wait.
    Own(String),
    /// They stand in themselves, for this lead, who is not there either.
    Leaves(String),
}

impl Gap {
    /// It in a sentence: of whoever is called so, or of the reader.
    #[must_use]
    pub fn said(&self, texts: &Texts, name: Option<&str>) -> String {
        let (of_other, of_reader, other) = match self {
            Self::Nobody => ("people-gap-nobody", "people-gap-nobody-you", None),
            Self::Away(cover) => ("people-gap-away", "people-gap-away-you", Some(cover)),
            Self::Own(cover) => ("people-gap-own", "people-gap-own-you", Some(cover)),
            Self::Leaves(lead) => ("people-gap-leaves", "people-gap-leaves-you", Some(lead)),
        };
        let key = if name.is_some() { of_other } else { of_reader };
        let args = [("name", name.unwrap_or_default()), ("other", other.map_or("", String::as_str))];
        texts.with(key, &args.map(|(key, text)| (key, Arg::from(text))))
    }
}
