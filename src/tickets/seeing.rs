//! Which tickets somebody may see: one condition, used by extractor, list, search, counts and live alike.
//! What it leaves out does not exist for them.

use super::ticket::{Kind, Ticket};
use crate::people::{Actor, Permission};
use crate::platform::db::{Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;

/// The condition on `tickets` that holds for what `by` may see, without a leading `AND`.
#[must_use]
pub fn visible_to<'a>(by: impl Into<Actor<'a>>) -> Sql {
    Sql::new("tickets.kind IN ").list(kinds(by))
}

/// The kinds that `by` may see at all. Inquiries never cross departments: only customer service has them. Nothing is
/// hidden from the desk itself.
#[must_use]
pub fn kinds<'a>(by: impl Into<Actor<'a>>) -> Vec<Kind> {
    let Actor::Member(member) = by.into() else { return Kind::ALL.to_vec() };
    let inquiries = member.may(Permission::WorkInquiries);
    inquiries.then_some(Kind::Inquiry).into_iter().collect()
}

/// The ticket with this number, as `by` may see it.
///
/// # Errors
/// Not seen, whether it does not exist or is not theirs: the answer must not tell which.
pub async fn find(reads: &impl Reads, by: impl Into<Actor<'_>>, number: i64) -> Result<Ticket, Failure> {
    let sql = Sql::new("SELECT ")
        .push(Ticket::COLUMNS)
        .push(" FROM tickets WHERE id = ?")
        .bind(number)
        .push(" AND ")
        .append(visible_to(by));
    let found = reads.one(sql).await?;
    found.ok_or_else(|| Refusal::not_seen().into())
}
