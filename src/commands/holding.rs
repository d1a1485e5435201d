//! One server at a time works on an embedded database: who does holds a lock beside it. It knows nothing of what is served.

use super::folder::beside_database;
use crate::platform::config::Config;
use anyhow::{Context, bail};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The right to serve from an embedded database. The system takes it back when the process ends, however it ends.
#[derive(Debug)]
pub(super) struct Held {
    _lock: Option<File>,
}

/// Takes it. A database on a server may have several nodes and needs none. Commands that run beside a server do not ask
/// for it: the engine's own locks are enough for them, while of two servers each would hear late what the other one did.
///
/// # Errors
/// Another server holds it.
pub(super) fn hold(config: &Config) -> anyhow::Result<Held> {
    let Some(path) = lock_file(config) else { return Ok(Held { _lock: None }) };
    if let Some(folder) = path.parent() {
        let name = folder.display();
        std::fs::create_dir_all(folder).with_context(|| format!("the data folder {name} cannot be made"))?;
    }
    let opened = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
    let lock = opened.with_context(|| format!("the file {} cannot be written", path.display()))?;
    let mut lock = locked(lock, &path)?;
    // Only for whoever is refused: that it cannot be said keeps nobody from serving.
    drop(lock.set_len(0).and_then(|()| lock.write_all(std::process::id().to_string().as_bytes())));
    Ok(Held { _lock: Some(lock) })
}

/// Whether no server holds it: for what deletes a folder before it serves from it.
///
/// # Errors
/// Another server holds it.
pub(super) fn check_free(config: &Config) -> anyhow::Result<()> {
    let Some(path) = lock_file(config) else { return Ok(()) };
    File::open(&path).map_or(Ok(()), |lock| locked(lock, &path).map(drop))
}

fn lock_file(config: &Config) -> Option<PathBuf> {
    beside_database(config, ".serving")
}

fn locked(mut lock: File, path: &Path) -> anyhow::Result<File> {
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => {
            let mut process = String::new();
            drop(lock.read_to_string(&mut process));
            let process = if process.is_empty() { process } else { format!(" (process {process})") };
            bail!(
                "another Watchdesk{process} serves the desk in {} already, and one server at a time may. End that one, \
                 or begin another desk with --data FOLDER. Commands such as `watchdesk backup` may run beside it; a \
                 desk with several servers needs PostgreSQL.",
                path.parent().unwrap_or(path).display()
            )
        }
        // A folder on a network may know no locks.
        Err(TryLockError::Error(why)) => {
            tracing::warn!(%why, "whether another server works in this data folder cannot be told");
            Ok(lock)
        }
    }
}
