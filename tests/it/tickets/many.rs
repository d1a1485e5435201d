//! Many tickets at once, put beside the verbs for speed, with their counters. Knows the table, not what is right.

use crate::support::desk::{Cast, Desk, HOUR};
use watchdesk::platform::db::counters::{self, Wrong};
use watchdesk::platform::db::{FromRow, Reads, Sql, Tx};
use watchdesk::tickets::{Status, counting};

/// What a worklist decides by.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    pub id: i64,
    pub status: Status,
    pub escalated: i32,
    pub created_by: Option<i64>,
    pub due_at: i64,
    pub assignee: Option<i64>,
    pub type_id: Option<i64>,
    pub party_id: Option<i64>,
    pub order_number: Option<String>,
    pub changed_at: i64,
    pub closed_at: Option<i64>,
}

/// The number of the first ticket: what verbs open stands below.
pub const FIRST: i64 = 1_000_000;

/// The number of the second distributor, whose name comes first.
pub const OTHER: &str = "200900";

/// `count` tickets of three creators in two call centres and of the desk itself, half of them escalated, many due at the same moment, from a
/// day ago to four days ahead, of several types and two distributors; answers what was made.
pub async fn fill(desk: &Desk, cast: &Cast, count: i64, statuses: &[Status]) -> Vec<Row> {
    let party = desk.party("200127", "O’Neil <b>Fastenings</b>").await;
    let other = desk.party(OTHER, "Acme Supplies").await;
    let (owner, colleague, abroad, lead) = (cast.owner.id, cast.colleague.id, cast.abroad.id, cast.lead.id);
    let now = desk.app.now().as_millis();
    let statuses = statuses.to_vec();
    let verb = async move |tx: &mut Tx| {
        let hours = tx.value::<i64>(Sql::new("SELECT min(id) FROM calendar_versions")).await?.unwrap_or_default();
        let groups = i64::try_from(statuses.len()).unwrap_or(1);
        for at in 0..count {
            let (status, turn) = (statuses[usize::try_from(at % groups).unwrap_or(0)], at / groups);
            let escalated = i32::from(turn % 2 == 0);
            let by = [owner, colleague, abroad][usize::try_from(turn / 2 % 3).unwrap_or(0)];
            let by = Some(by).filter(|_| turn % 16 < 14);
            let due = now + (at * 7_919 % 120 - 24) * HOUR;
            let sql = Sql::new(
                "INSERT INTO tickets (id, kind, status, reason, subject, body, type_id, party_id, created_by, creator_prefix,
                 assignee, escalated, due_at, due_days, calendar_version_id, created_at, changed_at, changed_by, version,
                 order_number, closed_at)
                 VALUES (?, 'inquiry', ?, ?, 'Broken <b> valve', 'Lot 8841.', ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, 1, ?, ?)",
            );
            let changed = now - (at * 1_361 % 500) * HOUR / 4;
            let reason = match status {
                Status::Pending => Some("customer"),
                Status::Closed => Some("resolved"),
                Status::Open | Status::InProgress => None,
            };
            let sql = sql.bind(FIRST + at).bind(status).bind(reason.map(str::to_owned));
            let sql = sql.bind([3_i64, 5, 8, 15][usize::try_from(at * 31 % 7 % 4).unwrap_or(0)]);
            let sql = sql.bind(if at % 11 == 0 { other } else { party }).bind(by);
            let prefix = by.map_or("", |by| if by == abroad { "UK" } else { "CA" });
            let sql = sql.bind(prefix).bind(if escalated == 1 { Some(lead).filter(|_| turn % 5 > 0) } else { by });
            let sql = sql.bind(escalated).bind(due).bind(hours).bind(now - 30 * HOUR).bind(changed).bind(by);
            let order = (at % 17 == 0).then(|| format!("so {}", at % 3));
            let sql = sql.bind(order).bind((status == Status::Closed).then_some(changed));
            tx.execute(sql).await?;
            if escalated == 1 {
                let sql = Sql::new(
                    "INSERT INTO escalations (id, ticket_id, raised_by, raised_at, raised_to) VALUES (?, ?, ?, ?, ?)",
                );
                tx.execute(sql.bind(FIRST + at).bind(FIRST + at).bind(by).bind(now).bind(lead)).await?;
            }
        }
        for (name, value) in counting::recount(tx).await? {
            tx.count(name, value);
        }
        Ok(())
    };
    desk.app.db.write(None, verb).await.expect("tickets");
    rows(desk).await
}

/// Every ticket as it stands.
pub async fn rows(desk: &Desk) -> Vec<Row> {
    let sql = Sql::new(
        "SELECT id, status, escalated, created_by, due_at, assignee, type_id, party_id, order_number, changed_at, closed_at
         FROM tickets ORDER BY id",
    );
    desk.app.db.reads().all(sql).await.expect("rows")
}

/// Lets the planner know what the tables hold, where it looks; the embedded engine goes by what a migration told it.
pub async fn analyse(desk: &Desk) {
    if !desk.app.db.engine_version().await.expect("a version").starts_with("SQLite") {
        desk.change(Sql::new("analyze")).await;
    }
}

/// Counters that do not say what the rows say.
pub async fn wrong(desk: &Desk) -> Vec<Wrong> {
    let truth = counting::recount(desk.app.db.reads()).await.expect("rows");
    counters::compare(desk.app.db.reads(), counting::PREFIX, &truth).await.expect("counters")
}

/// Whether an engine's plan has a line that reads the whole table, by no index.
pub fn reads_them_all(plan: &[String]) -> bool {
    plan.iter().map(|line| line.trim().to_lowercase()).any(|line| {
        line.contains("seq scan on tickets")
            || line.split("scan tickets").nth(1).is_some_and(|rest| !rest.contains("index"))
    })
}
