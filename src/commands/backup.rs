//! `watchdesk backup FILE`.
use super::Ended;
use crate::platform::config::Config;
use clap::Args;
/// Where to.
#[derive(Args)]
pub struct Backup {
    /// The file to write
    pub file: std::path::PathBuf,
    #[command(flatten)]
    pub config: Config,
}
/// Writes it.
///
/// # Errors
/// Later.
pub async fn backup(_: &Backup) -> anyhow::Result<Ended> {
    anyhow::bail!("not yet")
}
