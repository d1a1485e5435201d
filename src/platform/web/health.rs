//! Tells a supervisor whether the process is alive and whether it can work. It must not know what is checked.

use std::{sync::Arc, time::Duration};

use axum::{
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::future::{BoxFuture, join_all};

/// A check that hangs has failed.
const PATIENCE: Duration = Duration::from_secs(2);

/// Something that must be well before requests are sent here.
#[derive(Clone)]
pub struct Check {
    /// One word, shown to whoever asks.
    pub name: &'static str,
    look: Arc<dyn Fn() -> BoxFuture<'static, anyhow::Result<()>> + Send + Sync>,
}

impl Check {
    pub fn new<F>(name: &'static str, look: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = anyhow::Result<()>> + Send + 'static,
    {
        Self { name, look: Arc::new(move || Box::pin(look())) }
    }

    async fn is_well(&self) -> bool {
        match tokio::time::timeout(PATIENCE, (self.look)()).await {
            Ok(Ok(())) => true,
            // Why it failed is for the log: strangers may ask here.
            Ok(Err(error)) => {
                tracing::warn!(check = self.name, error = format!("{error:#}"), "not ready");
                false
            }
            Err(_) => {
                tracing::warn!(check = self.name, "not ready: the check did not end in time");
                false
            }
        }
    }
}

/// Answers as long as the process does.
pub async fn alive() -> Response {
    plain(StatusCode::OK, "ok\n".to_owned())
}

/// Answers 200 when all checks pass, and 503 with those that fail.
pub async fn ready(checks: &[Check]) -> Response {
    let found = join_all(checks.iter().map(Check::is_well)).await;
    let lines = checks
        .iter()
        .zip(&found)
        .map(|(check, is_well)| format!("{} {}\n", check.name, if *is_well { "ok" } else { "failed" }));
    let status = if found.iter().all(|is_well| *is_well) { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    plain(status, lines.collect())
}

/// Marked as its own kind of text, so that the failure layer leaves it alone.
fn plain(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, "text/vnd.watchdesk.health")], text).into_response()
}
