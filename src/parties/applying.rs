//! From staged rows to parties, chunk by chunk: each chunk's effect and the cursor that passes it are one transaction,
//! so that any process may take over at any moment, and two may work at once. It knows no file.

use super::doubting::KEPT_MILLIS;
use super::lines::Line;
use super::saving::{self, Raced, Tally};
use super::staging::SweepImports;
use crate::app::App;
use crate::platform::db::{Db, FromRow, Happening, Reads, Sql, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::jobs::{self, Job, Lease};
use crate::platform::moment::Timestamp;
use futures_util::future::join_all;
use serde::{Deserialize, Serialize};

/// Applies a staged import, should the process that staged it not have done so.
#[derive(Debug, Serialize, Deserialize)]
pub struct ApplyImport {
    /// Which import.
    pub import: i64,
}

impl Job for ApplyImport {
    type Context = App;
    const KIND: &'static str = "parties.apply_import";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        let now = || app.now();
        apply(&app.db, self.import, &now, &|_| {}).await.map(drop).map_err(Failure::into_anyhow)
    }
}

/// How far an import has come.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Standing {
    pub(super) state: String,
    pub(super) rows_total: i64,
    pub(super) rows_applied: i64,
    pub(super) added: i64,
    pub(super) changed: i64,
    pub(super) unchanged: i64,
    pub(super) attached: i64,
    pub(super) doubts: i64,
}

/// Verbs on their way at the same time: they share a commit.
pub(super) const TOGETHER: usize = 8;
/// Chunks that may collide with other writers one after another before it is a fault.
const MOST_RACES: usize = 100;

/// Applies an import to its end, and those before it: parties say what the newest file says. Answers nothing for one
/// that is not there.
///
/// # Errors
/// When the database fails; the cursor stands where it is, and the import can be taken up again.
pub(super) async fn apply(
    db: &Db,
    import: i64,
    now: &(impl Fn() -> Timestamp + Sync),
    progress: &(impl Fn(&Standing) + Sync),
) -> Result<Option<Standing>, Failure> {
    let mut races = 0;
    loop {
        let Some(standing) = standing(db.reads(), import).await? else { return Ok(None) };
        progress(&standing);
        if standing.state != "applying" {
            return Ok(Some(standing));
        }
        let moment = now();
        let steps = (0..TOGETHER).map(|_| db.write(None, async move |tx: &mut Tx| step(tx, moment).await));
        for done in join_all(steps).await {
            match done {
                Ok(()) => races = 0,
                Err(Failure::Broken(error)) if error.is::<Raced>() && races < MOST_RACES => races += 1,
                Err(failure) => return Err(failure),
            }
        }
    }
}

/// Applies every import that is staged.
///
/// # Errors
/// As [`apply`].
pub(super) async fn apply_all(db: &Db, now: &(impl Fn() -> Timestamp + Sync)) -> Result<(), Failure> {
    let newest = Sql::new("SELECT id FROM party_imports WHERE state = 'applying' ORDER BY id DESC LIMIT 1");
    match db.reads().value::<i64>(newest).await? {
        Some(import) => apply(db, import, now, &|_| {}).await.map(drop),
        None => Ok(()),
    }
}

async fn standing(reads: &impl Reads, import: i64) -> Result<Option<Standing>, Failure> {
    let sql = Sql::new(
        "SELECT state, rows_total, rows_applied, added, changed, unchanged, attached, doubts FROM party_imports
         WHERE id = ?",
    );
    Ok(reads.one(sql.bind(import)).await?)
}

/// An import whose row this transaction holds.
#[derive(FromRow)]
struct Held {
    id: i64,
    file_name: String,
    by_user: Option<i64>,
    applied_line: i64,
}

#[derive(FromRow)]
struct Staged {
    line: i64,
    body: String,
}

/// The verb: applies the next chunk of the oldest import that is not done.
async fn step(tx: &mut Tx, now: Timestamp) -> Result<(), Failure> {
    let oldest = Sql::new("SELECT id FROM party_imports WHERE state = 'applying' ORDER BY id LIMIT 1");
    let Some(import) = tx.value::<i64>(oldest).await? else { return Ok(()) };
    // Writing first takes the row's lock: the cursor that comes back is true until the commit.
    let hold = Sql::new(
        "UPDATE party_imports SET state = state WHERE id = ? AND state = 'applying'
         RETURNING id, file_name, by_user, applied_line",
    );
    let Some(held) = tx.one::<Held>(hold.bind(import)).await? else { return Ok(()) };
    let rows =
        Sql::new("SELECT line, body FROM party_import_rows WHERE import_id = ? AND line > ? ORDER BY line LIMIT 100");
    let staged: Vec<Staged> = tx.all(rows.bind(import).bind(held.applied_line)).await?;
    let Some(last) = staged.last().map(|row| row.line) else { return finish(tx, &held, now).await };
    let lines = staged.iter().map(|row| serde_json::from_str(&row.body)).collect::<Result<Vec<Line>, _>>()?;
    let tally = saving::save(tx, import, held.by_user, &lines, now).await?;
    advance(tx, &held, last, tally).await
}

async fn advance(tx: &mut Tx, held: &Held, line: i64, tally: Tally) -> Result<(), Failure> {
    let sql = Sql::new(
        "UPDATE party_imports SET applied_line = ?, rows_applied = rows_applied + ?, added = added + ?,
         changed = changed + ?, unchanged = unchanged + ?, attached = attached + ? WHERE id = ?",
    );
    let sql = sql
        .bind(line)
        .bind(tally.rows())
        .bind(tally.added)
        .bind(tally.changed)
        .bind(tally.unchanged)
        .bind(tally.attached);
    tx.execute(sql.bind(held.id)).await?;
    let sql = Sql::new("DELETE FROM party_import_rows WHERE import_id = ? AND line <= ?");
    tx.execute(sql.bind(held.id).bind(line)).await?;
    Ok(())
}

async fn finish(tx: &mut Tx, held: &Held, now: Timestamp) -> Result<(), Failure> {
    let sql = Sql::new("UPDATE party_imports SET state = 'done', finished_at = ? WHERE id = ?");
    tx.execute(sql.bind(now).bind(held.id)).await?;
    let Some(sum) = standing(tx, held.id).await? else { return Ok(()) };
    let body = serde_json::json!({
        "file": held.file_name, "rows": sum.rows_total, "added": sum.added, "changed": sum.changed, "unchanged": sum.unchanged,
        "attached": sum.attached,
    });
    let subject = Subject::new("party_import", held.id);
    tx.record(Happening { at: now, actor: held.by_user, subject, kind: "party.imported", body });
    if sum.doubts > 0 {
        let later = now.plus_millis(KEPT_MILLIS + 1);
        jobs::enqueue_once(tx, &SweepImports, later, format!("parties.sweep_doubts/{}", held.id))?;
    }
    tx.wake("parties");
    Ok(())
}
