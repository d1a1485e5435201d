//! Whom and what the filters of a worklist mean by what somebody wrote: from here on the list's addresses name people by
//! their user name, and what does not exist is said. It reads no ticket.

use super::filtering::Filter;
use super::types;
use crate::parties;
use crate::people::{Member, Permission, colleagues, users};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::web::query;

/// The same filter with the assignee's user name in place of a part of a name, and what is to be said where a filter
/// means nobody, several people, or nothing that there is.
///
/// # Errors
/// When the database fails.
pub async fn named(reads: &impl Reads, member: &Member, filter: Filter) -> Result<(Filter, Option<Refusal>), Failure> {
    let (filter, refusal) = with_assignee(reads, member, filter).await?;
    let mut refusals: Vec<Refusal> = refusal.into_iter().collect();
    if let Some(id) = filter.type_id
        && types::find(reads, id).await?.is_none()
    {
        refusals.push(Refusal::invalid("type", "worklist-no-such-type"));
    }
    if let Some(number) = filter.party()
        && parties::by_number(reads, member, &number).await?.is_none()
    {
        refusals.push(Refusal::invalid("party", "worklist-no-such-party").with("number", number));
    }
    Ok((filter, refusals.into_iter().reduce(Refusal::and)))
}

/// What can be read of a query in which something cannot.
#[must_use]
pub fn legible(text: &str) -> Filter {
    let mut sound = url::form_urlencoded::Serializer::new(String::new());
    for (name, value) in url::form_urlencoded::parse(text.as_bytes()) {
        let alone = url::form_urlencoded::Serializer::new(String::new()).append_pair(&name, &value).finish();
        if query::<Filter>(&alone).is_some() {
            sound.append_pair(&name, &value);
        }
    }
    query(&sound.finish()).unwrap_or_default()
}

async fn with_assignee(
    reads: &impl Reads,
    member: &Member,
    filter: Filter,
) -> Result<(Filter, Option<Refusal>), Failure> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let read = |text: &str| legible(text).address();
        assert_eq!(read("status=bogus&creator=CA-&due=soon"), "/tickets?status=open&creator=CA-");
        assert_eq!(read("type=x&party=200127"), "/tickets?status=open&party=200127");
        assert_eq!(read("party=1&party=2"), "/tickets?status=open");
        assert_eq!(read("%FF=%00&=&&"), "/tickets?status=open");
    }
}
