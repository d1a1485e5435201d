//! The counts on a worklist's tabs: exact from the writer's counters for everybody and for a call centre, else counted from
//! the rows up to a thousand. It reads no row itself.

use super::filtering::{Creators, Filter, Section};
use super::worklist_rows::of_section;
use super::{Kind, Status, counting};
use crate::people::Member;
use crate::platform::db::{FromRow, Reads, Sql, counters};
use crate::platform::failure::Failure;
use serde::Serialize;
use utoipa::ToSchema;

/// A filtered count stops here: what is more is "1,000+".
pub const MOST_COUNTED: i64 = 1_000;

/// A tab with how many tickets stand behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct TabView {
    /// Which.
    pub status: Status,
    /// How many tickets of the same scope and creators it has.
    pub tickets: i64,
    /// There are more than `tickets`: they were not counted further.
    pub or_more: bool,
}

/// The four tabs of `filter`.
///
/// # Errors
/// When the database fails.
pub async fn tabs(
    reads: &impl Reads,
    member: &Member,
    filter: &Filter,
    creators: &Creators,
) -> Result<Vec<TabView>, Failure> {
    let sections = filter.sections(member, creators);
    let names = |status: &Status| {
        let names = sections.iter().map(|section| counters_of(*status, section)).collect::<Option<Vec<_>>>()?;
        Some(names.concat())
    };
    match Status::ALL.iter().map(names).collect::<Option<Vec<_>>>() {
        Some(names) => counted(reads, &names).await,
        None => filtered(reads, member, &sections).await,
    }
}

/// The counters whose sum a section has on a tab, if there are such.
fn counters_of(status: Status, section: &Section) -> Option<Vec<String>> {
    let kind = Kind::Inquiry;
    match &section.creators {
        Creators::Everyone => Some(vec![counting::all(kind, status, section.escalated)]),
        Creators::Prefixes(prefixes) => {
            let of = |prefix: &String| counting::of_call_centre(kind, status, section.escalated, prefix);
            Some(prefixes.iter().map(of).collect())
        }
        Creators::Users(users) if !section.escalated => {
            Some(users.iter().map(|user| counting::records_of(kind, status, *user)).collect())
        }
        Creators::Users(users) => users.is_empty().then(Vec::new),
    }
}

async fn counted(reads: &impl Reads, names: &[Vec<String>]) -> Result<Vec<TabView>, Failure> {
    let values = counters::named(reads, names.concat()).await?;
    let count = |(status, names): (&Status, &Vec<String>)| TabView {
        status: *status,
        tickets: names.iter().filter_map(|name| values.get(name)).sum(),
        or_more: false,
    };
    Ok(Status::ALL.iter().zip(names).map(count).collect())
}

async fn filtered(reads: &impl Reads, member: &Member, sections: &[Section]) -> Result<Vec<TabView>, Failure> {
    let counted: Vec<Counted> = match counts(member, sections) {
        Some(sql) => reads.all(sql).await?,
        None => Vec::new(),
    };
    let count = |status: &Status| {
        let found = counted.iter().filter(|counted| counted.status == *status);
        let tickets: i64 = found.map(|counted| counted.tickets).sum();
        TabView { status: *status, tickets: tickets.min(MOST_COUNTED), or_more: tickets > MOST_COUNTED }
    };
    Ok(Status::ALL.iter().map(count).collect())
}

/// The query of every section's count on every tab, each of which stops one above [`MOST_COUNTED`]; none where nobody
/// is meant. Public for the test that has it explained.
#[must_use]
pub fn counts(member: &Member, sections: &[Section]) -> Option<Sql> {
    let mut sql: Option<Sql> = None;
    for section in sections.iter().filter(|section| !section.creators.is_nobody()) {
        for status in Status::ALL {
            let piece = Sql::new("SELECT '")
                .push(status.as_str())
                .push("' AS status, count(*) AS tickets FROM (SELECT 1 FROM tickets WHERE ")
                .append(of_section(member, *status, section.escalated));
            let piece = match &section.creators {
                Creators::Everyone => piece,
                Creators::Prefixes(prefixes) => {
                    piece.push(" AND tickets.creator_prefix IN ").list(prefixes.iter().map(String::as_str))
                }
                Creators::Users(users) => piece.push(" AND tickets.created_by IN ").list(users.iter().copied()),
            };
            let piece = piece.push(" LIMIT ?) AS capped").bind(MOST_COUNTED + 1);
            sql = Some(match sql {
                Some(sql) => sql.push(" UNION ALL ").append(piece),
                None => piece,
            });
        }
    }
    sql
}

#[derive(FromRow)]
struct Counted {
    status: Status,
    tickets: i64,
}
