//! `watchdesk doctor`: looks the desk over, says what is wrong and how to mend it. It mends counters only, and only
//! when asked.

use super::{Ended, folder};
use crate::app::App;
use crate::people::{self, calendars, call_centres};
use crate::platform::config::Config;
use crate::platform::db::counters::{self, Wrong};
use crate::platform::db::{Db, Reads, Sql, Tx};
use crate::platform::events;
use crate::platform::failure::Failure;
use crate::platform::files::Files;
use crate::platform::jobs;
use crate::platform::moment::Timestamp;
use crate::platform::shell::word;
use crate::tickets::{counting, files as ticket_files};
use std::path::Path;

/// Lines about one thing are cut off after so many.
const MOST_LINES: usize = 10;

/// Looks the desk over.
///
/// # Errors
/// A database that cannot be opened or does not answer. What is wrong with the desk is said, and ends the command
/// with 1.
pub async fn doctor(mend: bool, config: &Config) -> anyhow::Result<Ended> {
    super::check_is_there(config)?;
    // An engine that must not be used is refused here.
    let db = App::open_db(config).await?;
    let mut found = Findings::default();
    let looked = look(&db, config, mend, &mut found).await;
    db.close().await;
    looked?;
    Ok(found.end())
}

async fn look(db: &Db, config: &Config, mend: bool, found: &mut Findings) -> anyhow::Result<()> {
    println!("engine: {}", db.engine_version().await?);
    let schema = db.schema().await?;
    if schema.found != schema.known {
        let remedy = if schema.found > schema.known {
            "A newer program made it: start that one, or restore a backup made by this one."
        } else {
            "Run `watchdesk migrate`, or start `watchdesk serve`."
        };
        found.wrong(format!("The schema is {}, and this program knows {}.", schema.found, schema.known), remedy);
        return Ok(());
    }
    println!("schema: {}, up to date", schema.found);
    let changed = db.changed_migrations().await?;
    if !changed.is_empty() {
        let what = format!("These migrations are not the ones that were applied: {}.", changed.join(", "));
        found.wrong(what, "Start the program that made this database, or restore a backup made by this one.");
    }
    clock(db, found).await?;
    chain(db, found).await?;
    files(&config.files_folder(), found);
    others(config, found);
    contents(db, config, found).await?;
    counting(db, mend, found).await?;
    dead_jobs(db, found).await?;
    people(db, found).await?;
    Ok(())
}

/// Everything that was found.
#[derive(Default)]
struct Findings(usize);

impl Findings {
    fn wrong(&mut self, what: String, remedy: &str) {
        self.0 += 1;
        println!("WRONG  {what}\n       {remedy}");
    }

    fn end(self) -> Ended {
        match self.0 {
            0 => {
                println!("All is well.");
                Ended::Well
            }
            1 => {
                println!("One thing is wrong.");
                Ended::Wrong
            }
            count => {
                println!("{count} things are wrong.");
                Ended::Wrong
            }
        }
    }
}

/// A machine whose clock was set back gives new events earlier moments than old ones, and wrong promises.
async fn clock(db: &Db, found: &mut Findings) -> anyhow::Result<()> {
    let last = events::last_seq(db.reads()).await?;
    let newest = events::after(db.reads(), last - 1, 1).await?;
    let now = Timestamp::now();
    if let Some(event) = newest.first().filter(|event| event.at > now.plus_millis(60_000)) {
        let what = format!("The newest event is of {}, and this machine's clock says {now}.", event.at);
        found.wrong(what, "Set the clock (NTP); promises are counted by it.");
    }
    Ok(())
}

/// The tail only: the whole chain is `audit verify`'s.
async fn chain(db: &Db, found: &mut Findings) -> anyhow::Result<()> {
    match events::verify_tail(db.reads(), 1_000).await? {
        Ok(verified) => println!("events: {}, the chain's end holds", verified.events),
        Err(broken) => found.wrong(
            format!("The chain of events is broken: {broken}."),
            "Nothing may be changed now: keep the database as evidence, and compare it with a backup.",
        ),
    }
    Ok(())
}

fn files(folder: &Path, found: &mut Findings) {
    let probe = folder.join(".doctor");
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(&probe, b""))
        .and_then(|()| std::fs::remove_file(&probe));
    if let Err(why) = written {
        let what = format!("Nothing can be written to {}: {why}.", folder.display());
        found.wrong(what, "Give the user of the desk the right to write there, or free some space.");
    }
}

/// Customers' letters and numbers lie there.
fn others(config: &Config, found: &mut Findings) {
    let Some(mode) = folder::open_to_others(config) else { return };
    let what = format!("Other users of this machine may look into {}: its rights are {mode:o}.", config.data.display());
    found.wrong(what, &format!("Run `chmod -R go-rwx {}` as the user of the desk.", word(&config.data)));
}

/// Every row of a file against the store: what is missing there was lost, or the folder is another desk's.
async fn contents(db: &Db, config: &Config, found: &mut Findings) -> anyhow::Result<()> {
    let Ok(store) = Files::open(&config.files_folder()) else { return Ok(()) };
    let (mut last, mut whole, mut lost) = (0, 0, Vec::new());
    loop {
        let rows = ticket_files::after(db.reads(), last, 1_000).await.map_err(Failure::into_anyhow)?;
        let Some(newest) = rows.last() else { break };
        last = newest.id;
        for file in rows {
            match store.size(&file.hash.parse()?).await? {
                Some(size) if i64::try_from(size).is_ok_and(|size| size == file.size) => whole += 1,
                Some(size) => lost.push(format!("{} ({size} bytes, not {})", file.id, file.size)),
                None => lost.push(format!("{} (missing)", file.id)),
            }
        }
    }
    if lost.is_empty() {
        println!("files: {whole}, each with its content");
        return Ok(());
    }
    let listed = lost.iter().take(MOST_LINES).map(String::as_str).collect::<Vec<_>>().join(", ");
    let what = format!("{} files have lost their content: {listed}.", lost.len());
    found.wrong(what, "Put the folder `files` of the data folder back from a backup: content lies under its own hash.");
    Ok(())
}

async fn counting(db: &Db, mend: bool, found: &mut Findings) -> anyhow::Result<()> {
    let wrong = wrong_counters(db.reads()).await.map_err(Failure::into_anyhow)?;
    if wrong.is_empty() {
        println!("counters: they say what the rows say");
    } else if mend {
        // Inside the verb nothing else is being written, so rows and counters are of one moment.
        let mended = db.write(None, async move |tx: &mut Tx| {
            let wrong = wrong_counters(tx).await?;
            wrong.iter().for_each(|wrong| counters::mend(tx, wrong));
            Ok(wrong.len())
        });
        println!("counters: {} put right", mended.await.map_err(Failure::into_anyhow)?);
    } else {
        let lines: Vec<_> = wrong
            .iter()
            .take(MOST_LINES)
            .map(|one| format!("{} says {}, not {}", one.name, one.says, one.truth))
            .collect();
        let what = format!("{} counters do not say what their rows say: {}.", wrong.len(), lines.join("; "));
        found.wrong(what, "On a running desk look once more; if they stay wrong, run `watchdesk doctor --mend`.");
    }
    Ok(())
}

async fn wrong_counters(reads: &impl Reads) -> Result<Vec<Wrong>, Failure> {
    let truth = counting::recount(reads).await?;
    Ok(counters::compare(reads, counting::PREFIX, &truth).await?)
}

async fn dead_jobs(db: &Db, found: &mut Findings) -> anyhow::Result<()> {
    let dead = jobs::dead(db.reads(), 1_000).await?;
    for job in dead.iter().take(MOST_LINES) {
        let why = job.last_error.as_deref().unwrap_or("nobody knows why");
        let what = format!("Job {} ({}) was given up after {} attempts: {why}.", job.id, job.kind, job.attempts);
        found.wrong(what, "Mend the cause; what the job should have done is still to be done.");
    }
    Ok(())
}

async fn people(db: &Db, found: &mut Findings) -> anyhow::Result<()> {
    if !people::setting_up::has_admin(db.reads()).await.map_err(Failure::into_anyhow)? {
        let remedy =
            "Start `watchdesk serve`, which prints a one-time code, or run `watchdesk user add NAME --role admin`.";
        found.wrong("There is no administrator.".to_owned(), remedy);
    }
    let alone = Sql::new(
        "SELECT u.user_name FROM users u JOIN user_roles r ON r.user_id = u.id
         WHERE r.role = 'csr' AND u.disabled_at IS NULL AND u.lead_id IS NULL ORDER BY u.user_name LIMIT 100",
    );
    let alone: Vec<Named> = db.reads().all(alone).await?;
    if !alone.is_empty() {
        let names: Vec<_> = alone.iter().take(MOST_LINES).map(|named| named.user_name.as_str()).collect();
        let what = format!("These CSRs have no lead, so they cannot escalate: {}.", names.join(", "));
        found.wrong(what, "Give them one.");
    }
    for centre in call_centres::all(db.reads()).await? {
        let calendar = calendars::of_call_centre(db.reads(), centre.id).await;
        if !matches!(calendar, Ok(Some(_))) {
            let what = format!("The call centre {} has no calendar that can be read.", centre.code);
            found.wrong(what, "Restore a backup: nobody there can promise anything.");
        }
    }
    Ok(())
}

#[derive(crate::platform::db::FromRow)]
struct Named {
    user_name: String,
}
