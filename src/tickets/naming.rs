//! Whom and what the filters of a worklist mean by what somebody wrote: from here on the list's addresses name people by
//! their user name, and what does not exist is said. It reads no ticket.

use super::filtering::Filter;
use super::{narrowing, types};
use crate::parties::{self, Meant, Party};
use crate::people::{Member, Permission, colleagues, users};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;

/// Distributors that are named where several are meant.
const MOST_NAMED: usize = 5;

/// A filter as far as it could be understood.
#[derive(Debug, Default)]
pub struct Understood {
    /// With user names and whole numbers in place of parts of them.
    pub filter: Filter,
    /// That it means nobody, several, or nothing that there is, each at its field.
    pub refusal: Option<Refusal>,
    /// That the page was to begin at a place that is none; without it, the filter begins at the top.
    pub lost: Option<Refusal>,
}

/// What `filter` means to `member`.
///
/// # Errors
/// When the database fails.
pub async fn named(reads: &impl Reads, member: &Member, filter: Filter) -> Result<Understood, Failure> {
    let lost = filter.is_lost().then(|| Refusal::invalid("after", "worklist-after-lost"));
    let filter = if lost.is_some() { filter.from(None) } else { filter };
    let (filter, assignee) = with_assignee(reads, member, filter).await?;
    let (filter, party) = with_party(reads, member, filter).await?;
    let (filter, creator) = with_creator(reads, member, filter).await?;
    let mut refusals: Vec<Refusal> = assignee.into_iter().chain(party).chain(creator).collect();
    if let Some(id) = filter.type_id
        && types::find(reads, id).await?.is_none()
    {
        refusals.push(Refusal::invalid("type", "worklist-no-such-type"));
    }
    Ok(Understood { filter, refusal: refusals.into_iter().reduce(Refusal::and), lost })
}

/// The distributor by its whole number, where it was said without its letters or hyphens.
async fn with_party(reads: &impl Reads, member: &Member, filter: Filter) -> Result<(Filter, Option<Refusal>), Failure> {
    let Some(typed) = filter.party() else { return Ok((filter, None)) };
    let several = |found: &[Party]| {
        let numbers = found.iter().filter_map(|party| party.number.as_deref()).take(MOST_NAMED);
        let numbers = numbers.collect::<Vec<_>>().join(", ");
        Refusal::invalid("party", "worklist-several-parties").with("number", typed.clone()).with("numbers", numbers)
    };
    let refusal = match parties::numbered(reads, member, &typed).await? {
        Meant::One(party) => return Ok((Filter { party: party.number, ..filter }, None)),
        Meant::Several(found) => several(&found),
        Meant::Nobody => Refusal::invalid("party", "worklist-no-such-party").with("number", typed.clone()),
        Meant::Unclear => Refusal::invalid("party", "worklist-party-unclear").with("number", typed.clone()),
    };
    Ok((filter, Some(refusal)))
}

/// Who created them, by their user name where they were called otherwise.
async fn with_creator(
    reads: &impl Reads,
    member: &Member,
    filter: Filter,
) -> Result<(Filter, Option<Refusal>), Failure> {
    if !narrowing::means_no_creator(reads, &filter).await? {
        return Ok((filter, None));
    }
    let typed = filter.typed();
    let meant = colleagues::meant(reads, &typed, Permission::WorkInquiries, member.call_centre).await?;
    Ok(match meant.one("creator", &typed, "worklist-no-such-creator") {
        Ok(person) => (Filter { creator: Some(person.user_name), ..filter }, None),
        Err(refusal) => (filter, Some(refusal)),
    })
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
