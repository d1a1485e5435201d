//! Bringing parties in from a file: read whole, judged whole, staged whole, then applied. All of it or nothing, also
//! when the process is killed on the way. It knows no terminal and no page.

use super::lines::{self, Line};
use super::{Doubt, applying, columns, doubting, staging};
use crate::people::{Actor, Permission};
use crate::platform::db::Db;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use crate::platform::sheets::{self, Limits};
use crate::platform::text::{Arg, Texts};
use serde::Serialize;
use std::path::{Path, PathBuf};
use utoipa::ToSchema;

pub use super::staging::Progress;

/// What came of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Summary {
    /// Which import it was, as its event names it.
    pub import: i64,
    /// The name of the file, without its folder.
    pub file: String,
    /// Rows in it.
    pub rows: i64,
    /// Parties that were not there before.
    pub added: i64,
    /// Parties that were there and said something else.
    pub changed: i64,
    /// Parties that said the same.
    pub unchanged: i64,
    /// Of those added: people known before as not in the system, whose tickets came along.
    pub attached: i64,
    /// Who could be meant by rows of new numbers, and was left alone; the first of them.
    pub doubts: Vec<Doubt>,
    /// How many more there are.
    pub doubts_more: i64,
    /// Columns that say nothing to us.
    pub ignored: Vec<String>,
}

/// Imports the parties of a CSV file or an Excel workbook. A second run with the same
/// file changes nothing.
///
/// # Errors
/// Not seen by those who may not import; everything that is wrong with the file, at the field `file`; a database that
/// fails, after which the import is finished by a running desk if it was staged whole, and forgotten if not.
pub async fn import(
    db: &Db,
    by: Actor<'_>,
    file: &Path,
    now: impl Fn() -> Timestamp + Sync,
    progress: impl Fn(Progress) + Sync,
) -> Result<Summary, Failure> {
    by.check_may(Permission::ImportParties)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().replace('\0', "");
    let path = file.to_owned();
    let read = tokio::task::spawn_blocking(move || read(path)).await.map_err(anyhow::Error::from)?;
    let (lines, ignored) = read?;
    staging::sweep(db, now()).await?;
    let import = staging::stage(db, &name, by.id(), lines, now(), &progress).await?;
    let count = |rows: i64| usize::try_from(rows).unwrap_or(0);
    let applied = |so_far: &applying::Standing| {
        progress(Progress::Applied { done: count(so_far.rows_applied), total: count(so_far.rows_total) });
    };
    let end = applying::apply(db, import, &now, &applied).await?;
    let end = end.ok_or_else(|| anyhow::anyhow!("import {import} is gone"))?;
    let (doubts, doubts_more) = doubting::of_import(db.reads(), import).await?;
    Ok(Summary {
        doubts,
        doubts_more,
        import,
        file: name,
        rows: end.rows_total,
        added: end.added,
        changed: end.changed,
        unchanged: end.unchanged,
        attached: end.attached,
        ignored,
    })
}

impl Summary {
    /// The sentences that tell a person what came of it.
    #[must_use]
    pub fn said(&self, texts: &Texts) -> Vec<String> {
        let counts: [(&str, Arg); 5] = [
            ("file", Arg::from(&self.file)),
            ("rows", self.rows.into()),
            ("added", self.added.into()),
            ("changed", self.changed.into()),
            ("unchanged", self.unchanged.into()),
        ];
        let mut done = texts.with("parties-import-done", &counts);
        if self.attached > 0 {
            let attached = texts.with("parties-import-attached", &[("count", self.attached.into())]);
            done = format!("{done} {attached}");
        }
        let mut said = vec![done];
        said.extend(self.doubts.iter().map(|doubt| doubt.said(texts)));
        if self.doubts_more > 0 {
            said.push(texts.with("parties-import-doubts-more", &[("count", self.doubts_more.into())]));
        }
        if !self.ignored.is_empty() {
            said.push(texts.with("parties-import-ignored", &[("columns", self.ignored.join(", ").into())]));
        }
        said
    }
}

fn read(path: PathBuf) -> Result<(Vec<Line>, Vec<String>), Refusal> {
    let sheet = sheets::read_path(&path, &Limits::default()).map_err(|fault| fault.at("file"))?;
    let columns = columns::of(&sheet, &[])?;
    let lines = lines::read(&sheet, &columns)?;
    Ok((lines, columns.ignored))
}
