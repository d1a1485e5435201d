//! `watchdesk migrate`: brings the schema up to this program.

use super::Ended;
use crate::app::App;
use crate::platform::config::Config;
use anyhow::Context;

/// Migrates, and says what was applied.
///
/// # Errors
/// A database that cannot be opened, or whose schema is newer than the program.
pub async fn migrate(config: &Config) -> anyhow::Result<Ended> {
    std::fs::create_dir_all(&config.data)
        .with_context(|| format!("the data folder {} cannot be made", config.data.display()))?;
    let db = App::open_db(config).await?;
    let applied = db.migrate().await;
    db.close().await;
    match applied?.as_slice() {
        [] => println!("The schema is up to date; nothing was to be done."),
        [only] => println!("Applied migration {only}."),
        [first, .., last] => println!("Applied migrations {first} to {last}."),
    }
    Ok(Ended::Well)
}
