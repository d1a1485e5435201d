//! Inquiry types: what a customer can ask about, in the order in which the form offers them. "Other" stands
//! last and demands words.

pub mod columns;
pub mod editing;
pub mod exporting;
mod happenings;
pub mod importing;
mod judging;
pub mod listing;
mod naming;
pub mod ordering;
mod planning;
pub mod previewing;
pub mod promoting;
pub mod retiring;
pub mod reviewing;
mod rows;
pub mod saying;
mod sketching;
mod storing;
pub mod tallying;
pub mod type_page;

use crate::platform::db::{DbErr, FromRow, Reads, Sql};
use crate::platform::refusal::Complaints;
use crate::platform::text::{Texts, clean};
use serde::Serialize;
use utoipa::ToSchema;

/// The id of "Other", which every desk has.
pub const OTHER: i64 = 15;

/// Longest details of "Other", in characters.
pub const MOST_DETAILS: usize = 200;

/// One type of inquiry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct InquiryType {
    /// The key.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The heading under which forms offer it; empty where it needs none.
    #[serde(rename = "group")]
    pub group_name: String,
    /// What it covers, in a sentence.
    pub description: String,
    /// Words that find it beside its name.
    pub search_words: String,
    /// Its usual promise in business days; 0 is the same day.
    pub due_days: i32,
}

/// The beginning of the keys of those that come with the desk.
const SHIPPED: &str = "type-";

impl InquiryType {
    /// Its name as the reader says it: those that come with the desk have words in every language.
    #[must_use]
    pub fn said(&self, texts: &Texts) -> String {
        texts.known(SHIPPED, &self.name)
    }

    /// Whether the details must be said in words.
    #[must_use]
    pub const fn demands_details(&self) -> bool {
        self.id == OTHER
    }

    /// The details as they are kept with a ticket of this type: none but where it demands them.
    pub fn details(&self, raw: Option<&str>, complaints: &mut Complaints) -> Option<String> {
        if !self.demands_details() {
            return None;
        }
        let raw = raw.unwrap_or_default();
        if raw.trim().is_empty() {
            complaints.add("details", "ticket-details-needed");
            return None;
        }
        Some(complaints.keep("details", clean::line(raw, MOST_DETAILS)))
    }
}

/// The types under their headings, each heading once and where its first type stands; those without one come first, and
/// "Other" last.
#[must_use]
pub fn grouped(types: &[InquiryType]) -> Vec<(&str, Vec<&InquiryType>)> {
    let mut groups: Vec<(&str, Vec<&InquiryType>)> = vec![("", Vec::new())];
    let (other, named): (Vec<_>, Vec<_>) = types.iter().partition(|of| of.demands_details());
    for of in named {
        match groups.iter_mut().find(|(name, _)| *name == of.group_name) {
            Some((_, group)) => group.push(of),
            None => groups.push((&of.group_name, vec![of])),
        }
    }
    groups.push(("", other));
    groups.retain(|(_, group)| !group.is_empty());
    groups
}

/// The types that a new inquiry may have, "Other" last.
///
/// # Errors
/// When the database fails.
pub async fn offered(reads: &impl Reads) -> Result<Vec<InquiryType>, DbErr> {
    let sql = Sql::new(
        "SELECT id, name, group_name, description, search_words, due_days FROM inquiry_types
         WHERE retired_at IS NULL ORDER BY position, id",
    );
    reads.all(sql).await
}

/// Those, and the one of this id where it is retired: somebody still looks for its tickets.
///
/// # Errors
/// When the database fails.
pub async fn offered_and(reads: &impl Reads, id: Option<i64>) -> Result<Vec<InquiryType>, DbErr> {
    let mut types = offered(reads).await?;
    if let Some(id) = id.filter(|id| types.iter().all(|of| of.id != *id)) {
        types.extend(find(reads, id).await?);
    }
    Ok(types)
}

/// The type with this id, retired or not: an old ticket keeps its type.
///
/// # Errors
/// When the database fails.
pub async fn find(reads: &impl Reads, id: i64) -> Result<Option<InquiryType>, DbErr> {
    let sql =
        Sql::new("SELECT id, name, group_name, description, search_words, due_days FROM inquiry_types WHERE id = ?");
    reads.one(sql.bind(id)).await
}

/// The type with this id, if a new inquiry may have it.
///
/// # Errors
/// When the database fails.
pub async fn find_offered(reads: &impl Reads, id: i64) -> Result<Option<InquiryType>, DbErr> {
    let sql = Sql::new(
        "SELECT id, name, group_name, description, search_words, due_days FROM inquiry_types
         WHERE retired_at IS NULL AND id = ?",
    );
    reads.one(sql.bind(id)).await
}
