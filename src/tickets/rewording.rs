//! Rewording: who wrote a comment can put it right for ten minutes. What it said before is kept, and everybody can
//! read it. It knows no page.

use super::commenting::{self, Comment};
use super::happenings::TicketEvent;
use super::keeping::replace;
use super::remarking;
use super::seeing::find;
use crate::people::Actor;
use crate::platform::db::{Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::{Complaint, Kind, Refusal};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How long a comment can be changed, in minutes.
pub const MINUTES: i64 = 10;

/// What is asked: other words for a comment as it was seen.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct Reword {
    /// How often it had been changed when it was seen.
    #[serde(default)]
    pub edits: i32,
    /// What it should say.
    pub words: String,
}

impl Comment {
    /// Until when it can be changed.
    #[must_use]
    pub fn settles_at(&self) -> Timestamp {
        settles_at(self.at)
    }

    /// The rule: this comment with other words.
    ///
    /// # Errors
    /// Forbidden to who did not write it; a conflict after ten minutes; stale, where it was changed meanwhile; at the
    /// field `words`, where they are the same.
    pub fn reworded(&self, by: Actor<'_>, seen: i32, words: String, now: Timestamp) -> Result<Self, Refusal> {
        if self.author.is_none() || by.id() != self.author {
            return Err(Refusal::new(Kind::Forbidden, Complaint::whole("ticket-comment-of-another")));
        }
        if now > self.settles_at() {
            let refusal = Refusal::conflict("ticket-comment-settled").with("minutes", MINUTES);
            return Err(refusal.at("words"));
        }
        if seen != self.edits {
            return Err(Refusal::stale("ticket-comment-stale").at("words"));
        }
        if words == self.body {
            return Err(Refusal::invalid("words", "ticket-comment-same"));
        }
        Ok(Self { body: words, edits: self.edits + 1, edited_at: Some(now), ..self.clone() })
    }
}

/// Until when a comment of this moment can be changed.
#[must_use]
pub fn settles_at(at: Timestamp) -> Timestamp {
    at.plus_millis(MINUTES * 60_000)
}

/// The verb: gives a comment (a ticket's number, its own key) other words; answers the ticket's number.
///
/// # Errors
/// Not seen; empty or endless words, at the field `words`; what the rule refuses.
pub async fn reword(
    tx: &mut Tx,
    by: Actor<'_>,
    (number, comment): (i64, i64),
    ask: &Reword,
    now: Timestamp,
) -> Result<i64, Failure> {
    let ticket = find(tx, by, number).await?;
    let before = commenting::of_ticket(tx, number, comment).await?.ok_or_else(Refusal::not_seen)?;
    let after = before.reworded(by, ask.edits, commenting::clean_words(&ask.words, "words")?, now)?;
    let sql = Sql::new("UPDATE comments SET body = ?, edits = ?, edited_at = ? WHERE id = ? AND edits = ?");
    let sql = sql.bind(after.body).bind(after.edits).bind(after.edited_at).bind(comment).bind(before.edits);
    if tx.execute(sql).await? == 0 {
        return Err(Refusal::stale("ticket-comment-stale").at("words").into());
    }
    let was = remarking::write(tx, &ticket, &before.body).await?;
    let changed = ticket.changed(by, now);
    let event = TicketEvent::Reworded { comment, was };
    replace(tx, &ticket, &changed, vec![event.happened(&changed, by, now)]).await?;
    Ok(number)
}

#[cfg(test)]
#[path = "rewording_tests.rs"]
mod tests;
