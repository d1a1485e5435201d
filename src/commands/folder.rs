//! The data folder as the operating system sees it: nobody else reads what lies there. It knows nothing of what the files
//! hold.

use crate::app::App;
use crate::platform::config::Config;
use rustix::fs::Mode;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Whatever this process writes from now on is for its own user alone, from the first byte: the database, its log, uploads,
/// backups. For the whole process rather than file by file, because the engine makes files of its own.
pub fn keep_to_oneself() {
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
}

/// Takes from everybody else what older programs let them read: the database and the uploads, which are Watchdesk's own.
/// Not the data folder's own rights: whoever made it may have put other things there, or let somebody in by intent; with
/// these closed its names are all that is to be seen, and `doctor` says so.
pub(super) fn tighten(config: &Config) {
    for path in own(config) {
        let Some(mode) = loose(&path) else { continue };
        match std::fs::set_permissions(&path, Permissions::from_mode(mode & !OTHERS)) {
            Ok(()) => {
                tracing::info!(path = %path.display(), "others on this machine could read it, and cannot any more");
            }
            Err(why) => tracing::warn!(path = %path.display(), %why, "others on this machine can read it"),
        }
    }
}

/// The rights of the data folder, where they let others on this machine in.
pub(super) fn open_to_others(config: &Config) -> Option<u32> {
    loose(&config.data)
}

/// What group and others may do.
const OTHERS: u32 = 0o077;

fn loose(path: &Path) -> Option<u32> {
    let mode = std::fs::metadata(path).ok()?.permissions().mode() & 0o777;
    Some(mode).filter(|mode| mode & OTHERS != 0)
}

fn own(config: &Config) -> Vec<PathBuf> {
    let database = ["", "-wal", "-shm"].into_iter().filter_map(|ending| beside_database(config, ending));
    database.chain([config.files_folder()]).collect()
}

/// What lies beside an embedded database under its name with this ending; nothing beside one that is no file.
pub(super) fn beside_database(config: &Config, ending: &str) -> Option<PathBuf> {
    // What is no file is refused when it is opened.
    let mut name = App::options(config).file().filter(|file| file.file_name().is_some())?.into_os_string();
    name.push(ending);
    Some(name.into())
}
