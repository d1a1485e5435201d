//! Files that were uploaded for a ticket which was never opened: their rows are forgotten after a day. Their content goes
//! with the sweep of the store.

use super::files;
use crate::app::App;
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::jobs::{Job, Lease};
use serde::{Deserialize, Serialize};

/// A file waits for its ticket for so long, in milliseconds: a day.
const KEPT: i64 = 24 * 60 * 60 * 1000;

/// Forgets uploads that no ticket has taken.
#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetUploads {}

impl Job for ForgetUploads {
    type Context = App;
    const KIND: &'static str = "tickets.forget_uploads";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        let before = app.now().plus_millis(-KEPT);
        let verb = async move |tx: &mut Tx| files::forget(tx, before).await;
        let gone = app.db.write(None, verb).await.map_err(Failure::into_anyhow)?;
        tracing::debug!(gone, "uploads without a ticket are forgotten");
        Ok(())
    }
}
