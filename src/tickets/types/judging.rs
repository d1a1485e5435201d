//! What a type may say of itself: its name, its group and the rest, each within bounds. It knows no database and no file.

use super::naming;
use crate::platform::refusal::{Complaint, Complaints, Refusal};
use crate::platform::text::clean;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The longest, in characters.
pub(super) const MOST_NAME: usize = 60;
pub(super) const MOST_GROUP: usize = 40;
pub(super) const MOST_DESCRIPTION: usize = 200;
pub(super) const MOST_SEARCH_WORDS: usize = 200;
/// The promises that a type can have, in business days.
pub(super) const DUE_DAYS: std::ops::RangeInclusive<i32> = 0..=3;
/// Types that are offered at most: a list that nobody can read serves nobody.
pub(super) const MOST_TYPES: usize = 200;

/// What is asked of one type, new or there already.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct TypeAsk {
    /// The version that the form was drawn from; none for a new type.
    pub version: Option<i64>,
    /// Its name.
    pub name: String,
    /// The heading under which forms offer it.
    pub group: Option<String>,
    /// What it covers, in a sentence.
    pub description: Option<String>,
    /// Words that find it beside its name.
    pub search_words: Option<String>,
    /// Its usual promise in business days; 0 is the same day.
    pub due_days: i32,
}

/// What a type says of itself, each part checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sound {
    pub(super) name: String,
    pub(super) group: String,
    pub(super) description: String,
    pub(super) search_words: String,
    pub(super) due_days: i32,
}

impl TypeAsk {
    /// What was asked, if all of it can be.
    ///
    /// # Errors
    /// Everything that is wrong, each at its field.
    pub(super) fn judged(&self) -> Result<Sound, Refusal> {
        let mut complaints = Complaints::default();
        let mut optional = |field, said: &Option<String>, most| {
            let cleaned = clean::optional_line(said.as_deref().unwrap_or_default(), most);
            complaints.keep(field, cleaned).unwrap_or_default()
        };
        let group = optional("group", &self.group, MOST_GROUP);
        let description = optional("description", &self.description, MOST_DESCRIPTION);
        let search_words = optional("search_words", &self.search_words, MOST_SEARCH_WORDS);
        let name = complaints.keep("name", clean::line(&self.name, MOST_NAME));
        if !DUE_DAYS.contains(&self.due_days) {
            complaints.push(Complaint::at("due_days", "types-due-wrong").with("most", *DUE_DAYS.end()));
        }
        complaints.into_result()?;
        Ok(Sound { name, group, description, search_words, due_days: self.due_days })
    }
}

impl Sound {
    /// The name as it is compared.
    pub(super) fn key(&self) -> String {
        naming::key(&self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_wrong_is_said_at_its_field() {
        let long = || Some("x".repeat(10_000));
        let ask = TypeAsk {
            name: "\u{200b}".into(),
            group: Some("a\0".into()),
            description: long(),
            search_words: long(),
            due_days: 4,
            version: None,
        };
        let refusal = ask.judged().unwrap_err();
        let said: Vec<_> = refusal.complaints.iter().map(|said| (said.field.unwrap_or("*"), said.key)).collect();
        let expected = [
            ("group", "input-nul"),
            ("description", "input-too-long"),
            ("search_words", "input-too-long"),
            ("name", "input-empty"),
            ("due_days", "types-due-wrong"),
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn what_can_be_seen_is_kept() {
        let ask =
            TypeAsk { name: " <b>החזרה</b> \u{202e}".into(), group: Some("  ".into()), ..TypeAsk::default() };
        let sound = ask.judged().unwrap();
        assert_eq!((sound.name.as_str(), sound.group.as_str(), sound.due_days), ("<b>החזרה</b>", "", 0));
    }
}
