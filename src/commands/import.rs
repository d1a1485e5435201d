//! `watchdesk import parties FILE` and `watchdesk import users FILE`: from a workbook or a CSV file. What a row must be, its
//! room decides.

use super::{Ended, open_migrated};
use crate::parties::importing::{self, Progress};
use crate::people::{self, Actor, importing_users};
use crate::platform::config::Config;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::sheets::Limits;
use crate::platform::text::{Arg, Catalogue, numbers};
use std::io::{IsTerminal, Write};
use std::path::Path;

/// What `--help` says: what the file must hold, and how much of it is read.
#[must_use]
pub fn about() -> String {
    let Limits { file_bytes, inflated_bytes, rows, columns, cells, cell_characters, time, .. } = Limits::default();
    // As the refusals count them.
    let (megabytes, inflated) = (file_bytes >> 20, inflated_bytes >> 20);
    let grouped = |number: usize| numbers::grouped(i64::try_from(number).unwrap_or(i64::MAX), ',');
    let (rows, cells, letters) = (grouped(rows), grouped(cells), grouped(cell_characters));
    format!(
        "Distributors from a workbook (.xlsx) or a CSV file\n\n\
         The first line is a header: Number and Name, and where there are any Region, Contact, E-mail, Phone, Language, \
         Status, Warning. All of the file is imported or nothing: a row that cannot be is named, with the reason. \
         Importing the same file again changes nothing.\n\n\
         At most {megabytes} MB, {rows} rows below the header, {columns} columns, {cells} cells and {letters} characters \
         in one of them are read, in {} seconds; a workbook may unpack to {inflated} MB. What is more is refused \
         before anything is imported: split the file.",
        time.as_secs()
    )
}

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

/// What `--help` says of a file of users.
#[must_use]
pub fn about_users() -> String {
    format!(
        "Users from a workbook (.xlsx) or a CSV file\n\n\
         The first line is a header: User name, and where there are any Name, E-mail, Call centre, Roles, Lead, Stands in \
         while away, Departments (by name, several with a semicolon), Language. All of the file is imported or nothing: a row that cannot be is named, with the reason. \
         Leads may stand in the same file, in any order. Importing the same file again changes nothing, and whoever is \
         missing in it stays as they are. At most {} users are taken at once.\n\n\
         Whoever is new has no password: give them a one-time code with `watchdesk user code`, or in the browser.",
        numbers::grouped(i64::try_from(people::user_lines::MOST).unwrap_or(i64::MAX), ',')
    )
}

/// Imports the file of users, and says what became of its rows.
///
/// # Errors
/// A file that cannot be read or is refused; nothing of it is done then.
pub async fn users(file: &Path, config: &Config) -> anyhow::Result<Ended> {
    let texts = Catalogue::load()?.texts("en");
    let db = open_migrated(config).await?;
    let imported = importing_users::import_file(&db, Actor::System, file, &texts, Timestamp::now()).await;
    db.close().await;
    let done = imported.map_err(Failure::into_anyhow)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let args = [("file", Arg::from(name)), ("counts", Arg::from(done.said(&texts)))];
    println!("{}", texts.with("users-import-done", &args));
    if !done.added.is_empty() {
        println!("{}", texts.say("users-import-codes"));
        done.added.iter().for_each(|name| println!("  {name}"));
    }
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
