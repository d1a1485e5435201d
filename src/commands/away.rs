//! `watchdesk user away`: somebody is away until the end of a day, and who stands in. The rules are those of the people
//! room.

use super::{Ended, open_migrated};
use crate::people::Actor;
use crate::people::being_away::{Away, set_away};
use crate::people::standing_in::Gap;
use crate::platform::config::Config;
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use clap::Args;

/// Who is away, and until when.
#[derive(Args)]
#[group(skip)]
pub struct AwayArgs {
    /// Such as CA-rokafor
    pub user_name: String,

    /// The last day away, such as 2026-12-04, by the clock of their call centre
    #[arg(long, required_unless_present = "back", conflicts_with = "back")]
    pub until: Option<String>,

    /// They are here again
    #[arg(long)]
    pub back: bool,

    /// User name of whoever stands in [default: who did so far]
    #[arg(long)]
    pub cover: Option<String>,
}

/// Notes the absence, or its end.
///
/// # Errors
/// What the rule refuses, each at its flag.
pub async fn away(ask: AwayArgs, config: &Config) -> anyhow::Result<Ended> {
    let db = open_migrated(config).await?;
    let (name, day) = (ask.user_name.clone(), ask.until.clone());
    let ask = Away { user_name: ask.user_name, until: ask.until, cover: ask.cover };
    let now = Timestamp::now();
    let done = db.write(None, async move |tx: &mut Tx| set_away(tx, Actor::System, &ask, now).await).await;
    db.close().await;
    let noted = done.map_err(Failure::into_anyhow)?;
    match day {
        Some(day) => println!("{name} is away; the last day is {}.", day.trim()),
        None => println!("{name} is here."),
    }
    match noted.gap {
        Some(Gap::Nobody) => println!(
            "Nobody stands in: what is escalated to {name} waits for their return. Name somebody with --cover USER_NAME."
        ),
        Some(Gap::Away(cover)) => println!(
            "{cover}, who stands in, is away too: what is escalated to {name} lies with {cover}. Name somebody else with \
             --cover USER_NAME."
        ),
        None => {}
    }
    Ok(Ended::Well)
}
