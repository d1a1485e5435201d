//! `watchdesk import parties FILE`: distributors from a workbook or a CSV file. What a row must be, the parties room
//! decides.

use super::{Ended, open_migrated};
use crate::platform::config::Config;
use std::path::Path;

/// Imports the file, and says what became of its rows.
///
/// # Errors
/// A file that cannot be read or is refused; nothing of it is done then.
pub async fn parties(file: &Path, config: &Config) -> anyhow::Result<Ended> {
    let db = open_migrated(config).await?;
    db.close().await;
    anyhow::bail!("{} cannot be imported yet", file.display())
}
