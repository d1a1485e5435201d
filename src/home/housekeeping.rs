//! What the desk throws away after a while: request keys, drafts, abandoned uploads. It knows no business noun.

use crate::app::App;
use crate::platform::failure::Failure;
use crate::platform::jobs::{Job, Lease};
use crate::platform::moment::Timestamp;
use crate::platform::{db, drafts};
use serde::{Deserialize, Serialize};
use std::time::Duration;

const DAY: i64 = 24 * 60 * 60 * 1000;
/// Nobody repeats a request after so long, in milliseconds: 3 days.
const KEYS_KEPT: i64 = 3 * DAY;
/// A draft that nobody touched for so long is given up, in milliseconds: 30 days.
const DRAFTS_KEPT: i64 = 30 * DAY;
/// An upload that has not ended by then never will.
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

/// Deletes uploads that were broken off. Content itself stays: a room that attaches files says here which it keeps.
#[derive(Debug, Serialize, Deserialize)]
pub struct SweepFiles {}

impl Job for SweepFiles {
    type Context = App;
    const KIND: &'static str = "files.sweep";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        let swept = app.files.sweep(UPLOADS_KEPT, async |_| Ok(true)).await?;
        tracing::debug!(swept, "abandoned uploads are deleted");
        Ok(())
    }
}

async fn forget(
    app: &App,
    verb: impl AsyncFn(&mut db::Tx) -> Result<u64, Failure> + Send + 'static,
) -> anyhow::Result<()> {
    let gone = app.db.write(None, verb).await.map_err(Failure::into_anyhow)?;
    tracing::debug!(gone, "old rows are forgotten");
    Ok(())
}
