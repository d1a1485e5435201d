//! `watchdesk demo`.
use super::Ended;
use crate::platform::config::Config;
use clap::Args;
/// How much.
#[derive(Args)]
pub struct Demo {
    /// How many tickets
    #[arg(long, default_value_t = 20_000)]
    pub tickets: u32,
}
/// Runs it.
///
/// # Errors
/// Later.
pub async fn demo(_: Demo, _: Config) -> anyhow::Result<Ended> {
    anyhow::bail!("not yet")
}
