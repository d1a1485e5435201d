//! The counters behind the worklist's tabs: their names, and their truth recomputed from the rows. A ticket
//! counts once among the escalated, or once among all records and once among its creator's.

use super::ticket::{Kind, Status, Ticket};
use crate::platform::db::counters::Recount;
use crate::platform::db::{DbErr, FromRow, Reads, Sql, Tx};

/// Every counter of this room begins with it.
pub const PREFIX: &str = "tickets/";

/// Counts a ticket in (`by` = 1) or out (-1).
pub fn count(tx: &mut Tx, ticket: &Ticket, by: i64) {
    if ticket.is_escalated() {
        tx.count(escalated(ticket.kind, ticket.status), by);
    } else {
        tx.count(records(ticket.kind, ticket.status), by);
        tx.count(records_of(ticket.kind, ticket.status, ticket.created_by), by);
    }
}

/// Tickets under escalation.
#[must_use]
pub fn escalated(kind: Kind, status: Status) -> String {
    format!("{PREFIX}{kind}/{status}/escalated")
}

/// Tickets that are only their creators' records.
#[must_use]
pub fn records(kind: Kind, status: Status) -> String {
    format!("{PREFIX}{kind}/{status}/records")
}

/// The records of one creator.
#[must_use]
pub fn records_of(kind: Kind, status: Status, creator: i64) -> String {
    format!("{PREFIX}{kind}/{status}/records/{creator}")
}

/// What the rows say: for `doctor`, which compares.
///
/// # Errors
/// When the database fails.
pub async fn recount(reads: &impl Reads) -> Result<Recount, DbErr> {
    let sql = Sql::new(
        "SELECT kind, status, escalated, created_by, count(*) AS tickets FROM tickets
         GROUP BY kind, status, escalated, created_by",
    );
    let groups: Vec<Group> = reads.all(sql).await?;
    let mut truth = Recount::new();
    for group in groups {
        let names = if group.escalated == 1 {
            vec![escalated(group.kind, group.status)]
        } else {
            vec![records(group.kind, group.status), records_of(group.kind, group.status, group.created_by)]
        };
        for name in names {
            *truth.entry(name).or_default() += group.tickets;
        }
    }
    Ok(truth)
}

#[derive(FromRow)]
struct Group {
    kind: Kind,
    status: Status,
    escalated: i32,
    created_by: i64,
    tickets: i64,
}
