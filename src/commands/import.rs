//! `watchdesk import parties FILE`: distributors from a workbook or a CSV file. What a row must be, the parties room
//! decides.

use super::{Ended, open_migrated};
use crate::parties::importing::{self, Progress};
use crate::people::Actor;
use crate::platform::config::Config;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text::Catalogue;
use std::io::{IsTerminal, Write};
use std::path::Path;

/// Imports the file, and says what became of its rows.
///
/// # Errors
/// A file that cannot be read or is refused; nothing of it is done then.
pub async fn parties(file: &Path, config: &Config) -> anyhow::Result<Ended> {
    let texts = Catalogue::load()?.texts("en");
    let db = open_migrated(config).await?;
    let imported = importing::import(&db, Actor::System, file, Timestamp::now, progress).await;
    db.close().await;
    let summary = imported.map_err(Failure::into_anyhow)?;
    summary.said(&texts).iter().for_each(|line| println!("{line}"));
    Ok(Ended::Well)
}

fn progress(step: Progress) {
    let mut out = std::io::stderr();
    if !out.is_terminal() {
        return;
    }
    let (what, done, total) = match step {
        Progress::Staged { done, total } => ("Reading", done, total),
        Progress::Applied { done, total } => ("Importing", done, total),
    };
    drop(write!(out, "\r{what}: {done} of {total} ").and_then(|()| out.flush()));
    if done == total {
        eprintln!();
    }
}
