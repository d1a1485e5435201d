//! Where log lines go and how they look: stderr, for people or for machines. What is logged is filtered by
//! `RUST_LOG`.

use crate::platform::config::LogFormat;
use tracing_subscriber::EnvFilter;

/// Begins logging; a second time changes nothing.
pub(super) fn begin(format: LogFormat) {
    let quiet = || EnvFilter::new("info,sqlx=warn,hyper=warn");
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| quiet());
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    let lines = lines.with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()));
    // An error means that somebody listens already, as in a test.
    drop(match format {
        LogFormat::Text => lines.try_init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).try_init(),
    });
}
