//! What the desk throws away after a while: request keys, drafts, abandoned uploads. It decides nothing about what a room
//! still needs.

use crate::app::App;
use crate::platform::failure::Failure;
use crate::platform::files::ContentHash;
use crate::platform::jobs::{Job, Lease};
use crate::platform::moment::Timestamp;
use crate::platform::{db, drafts};
use crate::tickets::files;
use serde::{Deserialize, Serialize};
use std::time::Duration;

const DAY: i64 = 24 * 60 * 60 * 1000;
/// Nobody repeats a request after so long, in milliseconds: 3 days.
const KEYS_KEPT: i64 = 3 * DAY;
/// A draft that nobody touched for so long is given up, in milliseconds: 30 days.
const DRAFTS_KEPT: i64 = 30 * DAY;
/// An upload that has not ended by then never will; content that came in later may be waiting for its row.
const UPLOADS_KEPT: Duration = Duration::from_secs(24 * 60 * 60);

/// Forgets the answers to requests that nobody repeats any more.
#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetRequestKeys {}

impl Job for ForgetRequestKeys {
    type Context = App;
    const KIND: &'static str = "request_keys.forget";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        let before = app.now().plus_millis(-KEYS_KEPT);
        forget(app, async move |tx: &mut db::Tx| db::forget_request_keys(tx, before).await).await
    }
}

/// Forgets drafts that were given up.
#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetDrafts {}

impl Job for ForgetDrafts {
    type Context = App;
    const KIND: &'static str = "drafts.forget";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        let before: Timestamp = app.now().plus_millis(-DRAFTS_KEPT);
        forget(app, async move |tx: &mut db::Tx| Ok(drafts::forget(tx, before).await?)).await
    }
}

/// Deletes uploads that were broken off, and content that no row names any more. A room that attaches files says here
/// which it keeps.
#[derive(Debug, Serialize, Deserialize)]
pub struct SweepFiles {}

impl Job for SweepFiles {
    type Context = App;
    const KIND: &'static str = "files.sweep";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        let swept = sweep_files(app).await?;
        tracing::debug!(swept, "abandoned content is deleted");
        Ok(())
    }
}

/// Deletes what lies in the store for longer than a day and is named by no row; answers how many contents.
///
/// # Errors
/// When the store or the database fails.
pub async fn sweep_files(app: &App) -> anyhow::Result<u64> {
    // What was taken away a moment ago stays for as long: a backup under way has read the row already.
    let since = app.now().plus_millis(-DAY);
    let is_named = |hash: ContentHash| async move {
        files::is_named(app.db.reads(), &hash, since).await.map_err(Failure::into_anyhow)
    };
    app.files.sweep(UPLOADS_KEPT, is_named).await
}

async fn forget(
    app: &App,
    verb: impl AsyncFn(&mut db::Tx) -> Result<u64, Failure> + Send + 'static,
) -> anyhow::Result<()> {
    let gone = app.db.write(None, verb).await.map_err(Failure::into_anyhow)?;
    tracing::debug!(gone, "old rows are forgotten");
    Ok(())
}
