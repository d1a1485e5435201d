//! `watchdesk migrate`: brings the schema of a desk up to this program.

use super::Ended;
use crate::app::App;
use crate::platform::config::Config;

/// Migrates, and says what was applied.
///
/// # Errors
/// No desk there; a database that cannot be opened, or whose schema is newer than the program.
pub async fn migrate(config: &Config) -> anyhow::Result<Ended> {
    super::check_is_there(config)?;
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
