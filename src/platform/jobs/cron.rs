//! Ticks of the schedule: the next moment of each entry is a row, and whoever moves it on queues the job in the same
//! transaction, so that a tick happens once however many processes look. It knows no expression.

use super::{
    Clock, Schedule,
    schedule::{Entry, until},
};
use crate::platform::{
    db::{Db, FromRow, Reads, Sql, Tx},
    failure::Failure,
    moment::Timestamp,
};
use std::time::Duration;

/// Ticks for ever.
pub(super) async fn tick(db: &Db, schedule: &Schedule, clock: &Clock, poll: Duration) {
    if schedule.entries.is_empty() {
        return;
    }
    let mut entered = false;
    loop {
        let sleep = match round(db, schedule, clock, &mut entered).await {
            Ok(next) => until(next, clock()).min(poll),
            Err(failure) => {
                let why = failure.into_anyhow();
                tracing::error!(why = format!("{why:#}"), "the schedule does not tick");
                poll.min(Duration::from_secs(5))
            }
        };
        tokio::time::sleep(sleep).await;
    }
}

/// Queues what has come; answers when something comes next.
async fn round(db: &Db, schedule: &Schedule, clock: &Clock, entered: &mut bool) -> Result<Option<Timestamp>, Failure> {
    if !*entered {
        enter(db, schedule, clock()).await?;
        *entered = true;
    }
    let rows: Vec<Row> = db.reads().all(Sql::new("SELECT name, expression, next_moment FROM cron_ticks")).await?;
    let mut earliest = None;
    for entry in &schedule.entries {
        // A node of another version may keep this name by another expression.
        let own = |row: &&Row| row.name == entry.name && row.expression == entry.expression;
        let Some(row) = rows.iter().find(own) else { continue };
        let now = clock();
        let next = if row.next_moment <= now { take(db, entry, row.next_moment, now).await? } else { row.next_moment };
        earliest = Some(earliest.map_or(next, |earliest: Timestamp| earliest.min(next)));
    }
    Ok(earliest)
}

/// Makes the rows of new entries, and works those anew whose expression was changed.
async fn enter(db: &Db, schedule: &Schedule, now: Timestamp) -> Result<(), Failure> {
    let mut rows: Vec<_> =
        schedule.entries.iter().map(|entry| (entry.name, entry.expression.clone(), next(entry, now))).collect();
    // One order for all processes, so that none waits for another in a circle.
    rows.sort_unstable();
    db.write(None, async move |tx| {
        for (name, expression, next) in &rows {
            let sql = Sql::new(
                "INSERT INTO cron_ticks (name, expression, next_moment) VALUES (?, ?, ?)
                 ON CONFLICT (name) DO UPDATE SET
                   expression = excluded.expression, next_moment = excluded.next_moment
                 WHERE cron_ticks.expression <> excluded.expression",
            );
            tx.execute(sql.bind(*name).bind(expression.clone()).bind(*next)).await?;
        }
        Ok(())
    })
    .await
}

/// Moves the moment on and queues the job, unless another process did; answers the moment after.
async fn take(db: &Db, entry: &Entry, come: Timestamp, now: Timestamp) -> Result<Timestamp, Failure> {
    let next = next(entry, now);
    let entry = entry.clone();
    db.write(None, async move |tx: &mut Tx| {
        let sql =
            Sql::new("UPDATE cron_ticks SET next_moment = ? WHERE name = ? AND expression = ? AND next_moment = ?");
        let sql = sql.bind(next).bind(entry.name).bind(entry.expression.clone()).bind(come);
        if tx.execute(sql).await? == 1 {
            tx.enqueue(entry.job_at(now));
        }
        Ok(())
    })
    .await?;
    Ok(next)
}

/// The moment after `now`, or the end of time for an expression that has run out of years.
fn next(entry: &Entry, now: Timestamp) -> Timestamp {
    entry.next_after(now).unwrap_or(Timestamp::MAX)
}

#[derive(FromRow)]
struct Row {
    name: String,
    expression: String,
    next_moment: Timestamp,
}
