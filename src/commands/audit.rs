//! `watchdesk audit verify`: proves the chain of events from the first to the last.

use super::{Ended, open_migrated};
use crate::platform::config::Config;
use crate::platform::events;

/// Verifies the chain, and prints its head.
///
/// # Errors
/// A database that cannot be opened or does not answer. A broken chain is said, and ends the command with 1.
pub async fn verify(config: &Config) -> anyhow::Result<Ended> {
    let db = open_migrated(config).await?;
    let found = events::verify(db.reads()).await;
    db.close().await;
    match found? {
        Ok(verified) => {
            println!("The chain holds: {} events.", verified.events);
            println!("Head: {}", verified.head);
            println!("Write the head down elsewhere: it proves later that nothing before it was changed.");
            Ok(Ended::Well)
        }
        Err(broken) => {
            eprintln!(
                "watchdesk: the chain is broken: {broken}. It is evidence, so nothing was changed; compare with a backup."
            );
            Ok(Ended::Wrong)
        }
    }
}
