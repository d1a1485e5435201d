//! Whom the assignee filter of a worklist means by what somebody wrote: from here on the list's addresses name them by
//! their user name. It reads no ticket.

use super::filtering::Filter;
use crate::people::{Member, Permission, colleagues, users};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;

/// The same filter with the assignee's user name in place of a part of a name, and what is to be said where that means
/// nobody or several people.
///
/// # Errors
/// When the database fails.
pub async fn named(reads: &impl Reads, member: &Member, filter: Filter) -> Result<(Filter, Option<Refusal>), Failure> {
    let Some(typed) = filter.assignee() else { return Ok((filter, None)) };
    let word = typed.to_lowercase();
    if ["me", "nobody"].contains(&word.as_str()) {
        return Ok((Filter { assignee: Some(word), ..filter }, None));
    }
    // Who has left can still have tickets, and is named in full.
    if users::by_name(reads, &typed).await?.is_some() {
        return Ok((filter, None));
    }
    let meant = colleagues::meant(reads, &typed, Permission::WorkInquiries, member.call_centre).await?;
    Ok(match meant.one("assignee", &typed, "worklist-assignee-unknown") {
        Ok(person) => (Filter { assignee: Some(person.user_name), ..filter }, None),
        Err(refusal) => (filter, Some(refusal)),
    })
}
