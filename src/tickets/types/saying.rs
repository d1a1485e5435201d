//! What "Other" said: the words in which its tickets were told, those that are alike together. Only who works inquiries may
//! read them.

use super::{OTHER, naming};
use crate::people::{Actor, Permission};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::tickets::visible_to;
use serde::Serialize;
use std::collections::HashMap;
use utoipa::ToSchema;

/// Tickets that are read at most, the newest of them.
const MOST_READ: i64 = 20_000;
/// Sayings that are shown.
const MOST_SHOWN: usize = 50;

/// Something that "Other" said, in any case and with any accents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Saying {
    /// As most wrote it.
    pub words: String,
    /// How many tickets said so in the last 90 days.
    pub tickets: i64,
}

/// What was said, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sayings {
    /// The first of them.
    pub(super) shown: Vec<Saying>,
    /// How many more there are.
    pub(super) more: usize,
}

/// What "Other" said since this moment; nothing for who may not see its tickets.
pub(super) async fn since(reads: &impl Reads, by: Actor<'_>, from: Timestamp) -> Result<Option<Sayings>, Failure> {
    if !by.may(Permission::WorkInquiries) {
        return Ok(None);
    }
    let rows: Vec<Row> = reads.all(told(by, from)).await?;
    let gather = move || gathered(rows.into_iter().filter_map(|row| row.type_details));
    // Thousands of texts are folded: not on a thread that others wait for.
    let mut shown = tokio::task::spawn_blocking(gather).await.map_err(anyhow::Error::from)?;
    let more = shown.len().saturating_sub(MOST_SHOWN);
    shown.truncate(MOST_SHOWN);
    Ok(Some(Sayings { shown, more }))
}

/// How many tickets said this since this moment, of those that are read.
pub(super) async fn count(reads: &impl Reads, by: Actor<'_>, key: &str, from: Timestamp) -> Result<i64, Failure> {
    let rows: Vec<Row> = reads.all(told(by, from)).await?;
    let key = key.to_owned();
    let count = move || {
        let said = rows.iter().filter_map(|row| row.type_details.as_deref());
        said.filter(|words| naming::key(words) == key).count()
    };
    let count = tokio::task::spawn_blocking(count).await.map_err(anyhow::Error::from)?;
    Ok(i64::try_from(count).unwrap_or(i64::MAX))
}

/// The query of what was told.
#[must_use]
pub fn told(by: Actor<'_>, from: Timestamp) -> Sql {
    let sql = Sql::new("SELECT type_details FROM tickets WHERE type_id = ?").bind(OTHER);
    let sql = sql.push(" AND created_at >= ? AND ").bind(from).append(visible_to(by));
    sql.push(" ORDER BY created_at DESC LIMIT ?").bind(MOST_READ)
}

#[derive(FromRow)]
struct Row {
    type_details: Option<String>,
}

/// Those that are alike together; of equally many, in the order of their words.
fn gathered(words: impl Iterator<Item = String>) -> Vec<Saying> {
    let mut alike: HashMap<String, HashMap<String, i64>> = HashMap::new();
    for words in words {
        *alike.entry(naming::key(&words)).or_default().entry(words).or_default() += 1;
    }
    let mut sayings: Vec<Saying> = alike
        .into_values()
        .filter_map(|spellings| {
            let tickets = spellings.values().sum();
            let usual = spellings.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
            usual.map(|(words, _)| Saying { words, tickets })
        })
        .collect();
    sayings.sort_by(|a, b| b.tickets.cmp(&a.tickets).then_with(|| a.words.cmp(&b.words)));
    sayings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_counts_together() {
        let said = ["Gift card", "parking", "gift card", "GIFT CARD", "gift card", "Gíft-card!", "Zoo", "parking"];
        let found = gathered(said.into_iter().map(str::to_owned));
        let found: Vec<_> = found.iter().map(|said| (said.words.as_str(), said.tickets)).collect();
        assert_eq!(found, [("gift card", 5), ("parking", 2), ("Zoo", 1)]);
    }
}
