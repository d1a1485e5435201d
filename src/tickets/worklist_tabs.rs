//! The counts on a worklist's tabs: exact from the writer's counters where nothing is filtered, else counted from the
//! rows up to a thousand. It reads no row itself.

use super::filtering::{Creators, Filter, Scope, Section};
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
    match creators {
        Creators::Everyone => all(reads, member, filter.scope()).await,
        Creators::Prefixes(_) | Creators::Users(_) => filtered(reads, member, &filter.sections(member, creators)).await,
    }
}

async fn all(reads: &impl Reads, member: &Member, scope: Scope) -> Result<Vec<TabView>, Failure> {
    let names = |status: Status| {
        let kind = Kind::Inquiry;
        let records = match scope {
            Scope::Escalated => None,
            Scope::Mine => Some(counting::records_of(kind, status, member.id)),
            Scope::All => Some(counting::records(kind, status)),
        };
        std::iter::once(counting::escalated(kind, status)).chain(records)
    };
    let values = counters::named(reads, Status::ALL.iter().flat_map(|status| names(*status))).await?;
    let count = |status: &Status| TabView {
        status: *status,
        tickets: names(*status).filter_map(|name| values.get(&name)).sum(),
        or_more: false,
    };
    Ok(Status::ALL.iter().map(count).collect())
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
