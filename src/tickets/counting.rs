//! The counters behind the worklist's tabs: their names, and their truth recomputed from the rows. A ticket counts
//! among the escalated or among the records: once in all, and once for its creator's call centre and, as a record, for
//! its creator, if a person created it.

use super::ticket::{Kind, Status, Ticket};
use crate::platform::db::counters::Recount;
use crate::platform::db::{DbErr, FromRow, Reads, Sql, Tx};

/// Every counter of this room begins with it.
pub const PREFIX: &str = "tickets/";

/// Counts a ticket in (`by` = 1) or out (-1).
pub fn count(tx: &mut Tx, ticket: &Ticket, by: i64) {
    let (kind, status, escalated) = (ticket.kind, ticket.status, ticket.is_escalated());
    tx.count(all(kind, status, escalated), by);
    if !ticket.creator_prefix.is_empty() {
        tx.count(of_call_centre(kind, status, escalated, &ticket.creator_prefix), by);
    }
    if let Some(creator) = ticket.created_by.filter(|_| !escalated) {
        tx.count(records_of(kind, status, creator), by);
    }
}

/// Tickets under escalation, or those that are only their creators' records.
#[must_use]
pub fn all(kind: Kind, status: Status, escalated: bool) -> String {
    format!("{PREFIX}{kind}/{status}/{}", if escalated { "escalated" } else { "records" })
}

/// The same of one call centre's creators.
#[must_use]
pub fn of_call_centre(kind: Kind, status: Status, escalated: bool, prefix: &str) -> String {
    format!("{}/from/{prefix}", all(kind, status, escalated))
}

/// The records of one creator.
#[must_use]
pub fn records_of(kind: Kind, status: Status, creator: i64) -> String {
    format!("{}/{creator}", all(kind, status, false))
}

/// What the rows say: for `doctor`, which compares.
///
/// # Errors
/// When the database fails.
pub async fn recount(reads: &impl Reads) -> Result<Recount, DbErr> {
    let mut truth = Recount::new();
    // Each from an index of its own.
    let sql = Sql::new(
        "SELECT kind, status, escalated, creator_prefix AS prefix, count(*) AS tickets FROM tickets
         GROUP BY kind, status, escalated, creator_prefix",
    );
    let groups: Vec<Group> = reads.all(sql).await?;
    for Group { kind, status, escalated, prefix, tickets } in groups {
        *truth.entry(all(kind, status, escalated == 1)).or_default() += tickets;
        if !prefix.is_empty() {
            truth.insert(of_call_centre(kind, status, escalated == 1, &prefix), tickets);
        }
    }
    let sql = Sql::new(
        "SELECT kind, status, created_by AS creator, count(*) AS tickets FROM tickets
         WHERE escalated = 0 AND created_by IS NOT NULL GROUP BY kind, status, created_by",
    );
    let records: Vec<Records> = reads.all(sql).await?;
    truth.extend(records.into_iter().map(|of| (records_of(of.kind, of.status, of.creator), of.tickets)));
    Ok(truth)
}

#[derive(FromRow)]
struct Group {
    kind: Kind,
    status: Status,
    escalated: i32,
    prefix: String,
    tickets: i64,
}

#[derive(FromRow)]
struct Records {
    kind: Kind,
    status: Status,
    creator: i64,
    tickets: i64,
}
