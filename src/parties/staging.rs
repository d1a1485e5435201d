//! The rows of an import between file and parties: written down whole before the first party changes, so that an
//! import is applied to its end or not at all. What was never whole is swept, and what was read. It knows no file.

use super::applying::{ApplyImport, TOGETHER};
use super::doubting;
use super::failing::{FailedWhy, give_up};
use super::lines::Line;
use super::saving::insert_rows;
use crate::app::App;
use crate::platform::db::{Db, FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::jobs::{self, Job, Lease};
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use futures_util::{StreamExt, TryStreamExt, stream};
use serde::{Deserialize, Serialize};

/// Rows in one verb.
pub(super) const CHUNK: usize = 100;
/// Staging takes seconds: what is older was left by a process that died.
const STALE_MILLIS: i64 = 3_600_000;
/// What was begun in the browser is staged by a job, which may wait as long as its file lasts.
const STALE_OF_JOB_MILLIS: i64 = 25 * STALE_MILLIS;
/// How long the process that staged an import has it to itself.
const HEAD_START_MILLIS: i64 = 60_000;
/// Staged rows that one verb sweeps.
const SWEPT: i64 = 1_000;

/// How far it has come; counts are rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The file is sound, and is being written down; no party has changed yet.
    Staged {
        /// So far.
        done: usize,
        /// Of the file.
        total: usize,
    },
    /// Parties change. From here on the import is finished even if this process is not.
    Applied {
        /// So far.
        done: usize,
        /// Of the file.
        total: usize,
    },
}

/// Throws away imports whose process died before they were whole, and the doubts of those that ended long ago.
#[derive(Debug, Serialize, Deserialize)]
pub struct SweepImports;

impl Job for SweepImports {
    type Context = App;
    const KIND: &'static str = "parties.sweep_imports";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        sweep(&app.db, app.now()).await.map_err(Failure::into_anyhow)
    }
}

/// Writes an import down, ready to be applied; answers its id. If this process dies before the end, nothing comes of
/// it; if it dies after, a desk applies it.
///
/// # Errors
/// When the database fails; nothing is left of the import then.
pub(super) async fn stage(
    db: &Db,
    file_name: &str,
    by: Option<i64>,
    lines: Vec<Line>,
    now: Timestamp,
    progress: &(impl Fn(Progress) + Sync),
) -> Result<i64, Failure> {
    let total = lines.len();
    let name = file_name.to_owned();
    let import = db.write(None, async move |tx: &mut Tx| begin(tx, &name, by, total, now).await).await?;
    let staged = stage_rows(db, import, lines, progress).await;
    let ended = match staged {
        Ok(()) => db.write(None, async move |tx: &mut Tx| end(tx, import, now).await).await,
        Err(failure) => Err(failure),
    };
    if let Err(failure) = ended {
        discard(db, import).await?;
        return Err(failure);
    }
    Ok(import)
}

/// Writes down the rows of an import that was begun, in place of those that an earlier attempt has written.
///
/// # Errors
/// When the database fails; what was written stays for the next attempt to throw away.
pub(super) async fn stage_anew(db: &Db, import: i64, lines: Vec<Line>, now: Timestamp) -> Result<(), Failure> {
    while db.write(None, async move |tx: &mut Tx| sweep_rows(tx, import).await).await? > 0 {}
    stage_rows(db, import, lines, &|_| {}).await?;
    db.write(None, async move |tx: &mut Tx| end(tx, import, now).await).await
}

/// Throws away what processes that died have staged in part, and doubts that had their day.
///
/// # Errors
/// When the database fails.
pub(super) async fn sweep(db: &Db, now: Timestamp) -> Result<(), Failure> {
    let before = now.plus_millis(-STALE_MILLIS);
    loop {
        let sql = Sql::new(
            "SELECT id, by_user FROM party_imports WHERE state = 'staging' AND failed_at IS NULL
             AND (started_at < ? OR by_user IS NULL AND started_at < ?) LIMIT 1",
        );
        let sql = sql.bind(now.plus_millis(-STALE_OF_JOB_MILLIS)).bind(before);
        let Some(stale) = db.reads().one::<Stale>(sql).await? else { break };
        match stale.by_user {
            // Whoever began it in the browser looks for it.
            Some(_) => give_up(db, stale.id, FailedWhy::Broken, now).await?,
            None => discard(db, stale.id).await?,
        }
    }
    doubting::sweep(db, now).await
}

#[derive(FromRow)]
struct Stale {
    id: i64,
    by_user: Option<i64>,
}

/// Begins an import of so many rows, with none of them written down; answers its id.
///
/// # Errors
/// When the database fails.
pub(super) async fn begin(
    tx: &mut Tx,
    file_name: &str,
    by: Option<i64>,
    total: usize,
    now: Timestamp,
) -> Result<i64, Failure> {
    let id = tx.next_id("party_imports").await?;
    let sql = Sql::new(
        "INSERT INTO party_imports (id, file_name, by_user, state, rows_total, applied_line, rows_applied, added,
         changed, unchanged, attached, started_at) VALUES (?, ?, ?, 'staging', ?, 0, 0, 0, 0, 0, 0, ?)",
    );
    tx.execute(sql.bind(id).bind(file_name).bind(by).bind(i64::try_from(total).unwrap_or(i64::MAX)).bind(now)).await?;
    jobs::enqueue_once(tx, &SweepImports, now.plus_millis(STALE_MILLIS + 1), "parties.sweep_imports")?;
    if by.is_some() {
        jobs::enqueue_once(tx, &SweepImports, now.plus_millis(STALE_OF_JOB_MILLIS + 1), "parties.sweep_imports/jobs")?;
    }
    Ok(id)
}

async fn stage_rows(
    db: &Db,
    import: i64,
    lines: Vec<Line>,
    progress: &(impl Fn(Progress) + Sync),
) -> Result<(), Failure> {
    let total = lines.len();
    let chunks: Vec<Vec<Line>> = lines.chunks(CHUNK).map(<[Line]>::to_vec).collect();
    drop(lines);
    let writes = stream::iter(chunks)
        .map(|chunk| db.write(None, async move |tx: &mut Tx| stage_chunk(tx, import, &chunk).await));
    let mut writes = writes.buffer_unordered(TOGETHER);
    let mut done = 0;
    while let Some(staged) = writes.try_next().await? {
        done += staged;
        progress(Progress::Staged { done, total });
    }
    Ok(())
}

async fn stage_chunk(tx: &mut Tx, import: i64, lines: &[Line]) -> Result<usize, Failure> {
    check_staging(tx, import).await?;
    let mut rows = Vec::with_capacity(lines.len());
    for line in lines {
        rows.push(vec![import.into(), i64::from(line.line).into(), serde_json::to_string(line)?.into()]);
    }
    insert_rows(tx, "INSERT INTO party_import_rows (import_id, line, body) VALUES ", rows, "", 64).await?;
    Ok(lines.len())
}

/// The import is whole: from here on it will be applied, by this process or by another.
async fn end(tx: &mut Tx, import: i64, now: Timestamp) -> Result<(), Failure> {
    check_staging(tx, import).await?;
    let sql = Sql::new(
        "UPDATE party_imports SET state = 'applying' WHERE id = ?
         AND rows_total = (SELECT count(*) FROM party_import_rows WHERE import_id = ?)",
    );
    if tx.execute(sql.bind(import).bind(import)).await? == 0 {
        return Err(anyhow::anyhow!("the staged rows of import {import} are not whole").into());
    }
    let later = now.plus_millis(HEAD_START_MILLIS);
    jobs::enqueue_once(tx, &ApplyImport { import }, later, format!("parties.apply_import/{import}"))?;
    Ok(())
}

async fn check_staging(tx: &Tx, import: i64) -> Result<(), Failure> {
    let sql = Sql::new("SELECT id FROM party_imports WHERE state = 'staging' AND failed_at IS NULL AND id = ?");
    let staging = tx.value::<i64>(sql.bind(import)).await?;
    staging.map(drop).ok_or_else(|| Refusal::conflict("parties-import-swept").at("file").into())
}

async fn discard(db: &Db, import: i64) -> Result<(), Failure> {
    let step = async move |tx: &mut Tx| {
        let swept = sweep_rows(tx, import).await?;
        if swept == 0 {
            tx.execute(Sql::new("DELETE FROM party_imports WHERE id = ? AND state = 'staging'").bind(import)).await?;
        }
        Ok(swept)
    };
    while db.write(None, step).await? > 0 {}
    Ok(())
}

/// Throws away some of the rows of an import that is not whole; answers how many.
pub(super) async fn sweep_rows(tx: &mut Tx, import: i64) -> Result<u64, Failure> {
    let rows = Sql::new(
        "DELETE FROM party_import_rows WHERE import_id = ? AND line IN
         (SELECT line FROM party_import_rows WHERE import_id = ? ORDER BY line LIMIT ?)
         AND EXISTS (SELECT 1 FROM party_imports WHERE id = ? AND state = 'staging')",
    );
    Ok(tx.execute(rows.bind(import).bind(import).bind(SWEPT).bind(import)).await?)
}
