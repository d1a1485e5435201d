//! The demo's data folder: known by a marker file, without which nothing in it is touched.

use crate::platform::config::Config;
use anyhow::{Context, bail};
use std::path::Path;

/// Stands in the data folder of a demo and nowhere else.
const MARKER: &str = "THIS-IS-A-DEMO.txt";
const WORDS: &str = "watchdesk demo made this folder. `watchdesk demo --reset` deletes everything in it.\n";

/// Makes the folder, or checks that a demo made it; empties it first where `reset` is asked for.
pub(super) fn prepare(config: &Config, reset: bool) -> anyhow::Result<()> {
    let folder = &config.data;
    let name = folder.display();
    if reset && config.database_url.is_some() {
        bail!("--reset deletes the embedded database only. Drop your demo database yourself, and make an empty one.");
    }
    let is_ours = folder.join(MARKER).is_file();
    if !is_ours && !is_empty(folder)? {
        bail!(
            "the folder {name} holds something that no demo made, so nothing in it was touched. Choose another with \
             --data FOLDER, or leave --data away: the demo then makes ./watchdesk-demo."
        );
    }
    if reset && is_ours {
        std::fs::remove_dir_all(folder).with_context(|| format!("the demo in {name} cannot be deleted"))?;
    }
    std::fs::create_dir_all(folder).with_context(|| format!("the folder {name} cannot be made"))?;
    std::fs::write(folder.join(MARKER), WORDS).with_context(|| format!("nothing can be written to {name}"))
}

fn is_empty(folder: &Path) -> anyhow::Result<bool> {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error).with_context(|| format!("the folder {} cannot be read", folder.display())),
    }
}
