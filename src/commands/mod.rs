//! What each command does, one file each. They speak to a terminal; the desk itself speaks to its log.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "commands speak to a terminal")]

pub mod account;
pub mod audit;
pub mod away;
pub mod backup;
pub mod demo;
pub mod doctor;
mod folder;
mod holding;
pub mod import;
mod logs;
pub mod migrate;
mod reaching;
pub mod restore;
pub mod serve;
pub mod user;

pub use folder::keep_to_oneself;

use crate::app::App;
use crate::platform::config::Config;
use crate::platform::db::{self, Db, OpenFault};
use crate::platform::refusal::Refusal;
use crate::platform::text::Catalogue;
use std::process::ExitCode;

/// How a command that did its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// All is well: exit code 0.
    Well,
    /// It found something wrong, and has said what: exit code 1.
    Wrong,
}

/// How many files are written, pictures drawn and passwords tried at once: each thread keeps memory of its own.
const BESIDE: usize = 16;

/// Runs a command on as many threads as the database asks for.
///
/// # Errors
/// The command's own, or a machine that gives no threads.
pub fn block_on(command: impl Future<Output = anyhow::Result<Ended>>) -> anyhow::Result<Ended> {
    let mut threads = tokio::runtime::Builder::new_multi_thread();
    threads.worker_threads(db::threads()).max_blocking_threads(BESIDE).enable_all().build()?.block_on(command)
}

/// The exit code, after a failure was said on stderr in one paragraph.
#[must_use]
pub fn exit_code(ended: anyhow::Result<Ended>) -> ExitCode {
    match ended {
        Ok(Ended::Well) => ExitCode::SUCCESS,
        Ok(Ended::Wrong) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("watchdesk: {}", said(&error));
            ExitCode::FAILURE
        }
    }
}

/// The database of a desk that is there already, with the schema of this program.
async fn open_migrated(config: &Config) -> anyhow::Result<Db> {
    check_is_there(config)?;
    let db = App::open_db(config).await?;
    let schema = db.schema().await?;
    if schema.found == schema.known {
        return Ok(db);
    }
    db.close().await;
    if schema.found > schema.known {
        return Err(OpenFault::Newer { found: schema.found, known: schema.known }.into());
    }
    anyhow::bail!(
        "the database has schema {}, and this program needs {}. Stop the desk and run `watchdesk migrate` with the \
         same settings, or start `watchdesk serve`, which migrates by itself.",
        schema.found,
        schema.known
    )
}

/// A command that looks at a desk must not make an empty one.
fn check_is_there(config: &Config) -> anyhow::Result<()> {
    let options = App::options(config);
    if !options.is_there() && config.database_url.is_some() {
        anyhow::bail!(
            "there is no desk at the database URL. Correct it, or begin a desk there with `watchdesk serve`."
        );
    }
    if !options.is_there() {
        anyhow::bail!(
            "there is no desk in {}. Say where it is with --data FOLDER (or WATCHDESK_DATA), or begin one with \
             `watchdesk serve`.",
            config.data.display()
        );
    }
    Ok(())
}

/// A failure in one paragraph, in English: the words of a refusal come from the catalogue as on every page.
fn said(error: &anyhow::Error) -> String {
    let refusal = error.chain().find_map(|cause| cause.downcast_ref::<Refusal>());
    let Some((refusal, catalogue)) = refusal.zip(Catalogue::load().ok()) else {
        return format!("{error:#}");
    };
    let texts = catalogue.texts("en");
    let lines = refusal.complaints.iter().map(|complaint| match complaint.field {
        // What is given without a flag: the sentences about a file name its lines, those about a name need it.
        Some("file") | None => texts.complaint(complaint),
        Some("user_name") => format!("USER_NAME: {}", texts.complaint(complaint)),
        Some("display_name") => format!("--name: {}", texts.complaint(complaint)),
        Some("departments") => format!("--department: {}", texts.complaint(complaint)),
        // Two ways lead there, and none of them is a flag of that name.
        Some("password") => {
            format!("The password (WATCHDESK_PASSWORD or --password-stdin): {}", texts.complaint(complaint))
        }
        Some(field) => format!("--{}: {}", field.replace('_', "-"), texts.complaint(complaint)),
    });
    lines.collect::<Vec<_>>().join("\n  ")
}
