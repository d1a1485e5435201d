//! `watchdesk user away`: somebody is away until the end of a day, and who stands in. The rules are those of the people
//! room.

use super::{Ended, open_migrated};
use crate::people::Actor;
use crate::people::Gap;
use crate::people::being_away::{Away, set_away};
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
    for gap in noted.gaps {
        println!("{}", said(&gap, &name));
    }
    Ok(Ended::Well)
}

fn said(gap: &Gap, name: &str) -> String {
    match gap {
        Gap::Nobody => format!(
            "Nobody stands in: what is escalated to {name} waits for their return. Name somebody with --cover USER_NAME."
        ),
        Gap::Away(cover) => format!(
            "{cover}, who stands in, is away too: what is escalated to {name} lies with {cover}. Name somebody else with \
             --cover USER_NAME."
        ),
        Gap::Own(cover) => format!(
            "{cover}, who stands in, escalates to {name} too: what {cover} escalates waits for {name}'s return. Name \
             somebody else with --cover USER_NAME, or another lead for {cover} with `watchdesk user lead`."
        ),
        Gap::Leaves(lead) => format!(
            "{name} stands in for {lead}, who is not there either: what is escalated to {lead} lies with {name}. Name \
             somebody else for {lead} with `watchdesk user away {lead} --cover USER_NAME`."
        ),
    }
}
