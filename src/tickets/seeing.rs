//! Which tickets a member may see: one condition, used by extractor, list, search, counts and live alike.
//! What it leaves out does not exist for them.

use super::ticket::{Kind, Ticket};
use crate::people::{Member, Permission};
use crate::platform::db::{Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;

/// The condition on `tickets` that holds for what `member` may see, without a leading `AND`.
#[must_use]
pub fn visible_to(member: &Member) -> Sql {
    Sql::new("tickets.kind IN ").list(kinds(member))
}

/// The kinds that `member` may see at all. Inquiries never cross departments: only customer service has them.
#[must_use]
pub fn kinds(member: &Member) -> Vec<Kind> {
    let inquiries = member.may(Permission::WorkInquiries);
    inquiries.then_some(Kind::Inquiry).into_iter().collect()
}

/// The ticket with this number, as `member` may see it.
///
/// # Errors
/// Not seen, whether it does not exist or is not theirs: the answer must not tell which.
pub async fn find(reads: &impl Reads, member: &Member, number: i64) -> Result<Ticket, Failure> {
    let sql = Sql::new("SELECT ")
        .push(Ticket::COLUMNS)
        .push(" FROM tickets WHERE id = ?")
        .bind(number)
        .push(" AND ")
        .append(visible_to(member));
    let found = reads.one(sql).await?;
    found.ok_or_else(|| Refusal::not_seen().into())
}
