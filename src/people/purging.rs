//! The timed job that takes away sessions that are over and codes that have lapsed. They open no door any more; only their
//! rows stand about.

use super::{letting_in, sessions};
use crate::app::App;
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::jobs::{Job, Lease};
use serde::{Deserialize, Serialize};

/// Takes away the rows of sessions that are over, and of codes that have lapsed.
#[derive(Debug, Serialize, Deserialize)]
pub struct PurgeSessions {}

impl Job for PurgeSessions {
    type Context = App;
    const KIND: &'static str = "sessions.purge";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        let now = app.now();
        let verb = async move |tx: &mut Tx| Ok(sessions::purge(tx, now).await? + letting_in::purge(tx, now).await?);
        let gone = app.db.write(None, verb).await.map_err(Failure::into_anyhow)?;
        tracing::debug!(gone, "sessions and codes that are over are taken away");
        Ok(())
    }
}
