//! `watchdesk serve`: the running desk, from the open socket to the closed database. It knows the doors and no page.

use super::{Ended, folder, holding, logs, reaching};
use crate::app::App;
use crate::parties::keying;
use crate::people::setting_up;
use crate::platform::config::Config;
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::jobs::Runner;
use crate::platform::web::server::{self, Patience};
use crate::{jobs, reactions, routes, schedule};
use anyhow::Context;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Serves until a signal asks it to end.
///
/// # Errors
/// A taken address, a database that cannot be opened or migrated.
pub async fn serve(config: Config) -> anyhow::Result<Ended> {
    logs::begin(config.log_format);
    // First, so that a mistyped address is refused before anything is made.
    let listener = listen(config.listen).await?;
    let _held = holding::hold(&config)?;
    let app = App::open(reaching::settled(config, listener.local_addr()?)).await?;
    app.db.migrate().await?;
    run(app, listener, async |_| Ok(())).await
}

/// Runs an open, migrated desk. `greet` is told the address by which people reach it.
///
/// # Errors
/// A broken table of routes or schedule; what `greet` says.
pub(super) async fn run(
    app: App,
    listener: TcpListener,
    greet: impl AsyncFnOnce(&str) -> anyhow::Result<()>,
) -> anyhow::Result<Ended> {
    folder::tighten(&app.config);
    let address = app.config.address();
    end_on_signal(app.closing.clone())?;
    let router = routes::router(&app)?;
    let runner = Runner::new(app.db.clone(), app.clone(), jobs::registry(), schedule::schedule()?)?;
    println!("Watchdesk is at {address}");
    invite(&app, &address).await?;
    let now = app.now();
    app.db.write(None, async move |tx: &mut Tx| keying::begin(tx, now).await).await.map_err(Failure::into_anyhow)?;
    greet(&address).await?;
    let runner = tokio::spawn(runner.run(app.closing.clone()));
    let reactions = tokio::spawn(reactions::run(app.clone()));
    server::serve(listener, router, app.closing.clone(), Patience::default()).await;
    // Requests are done; now the jobs in hand finish, and nothing writes any more when the database closes.
    drop(tokio::join!(runner, reactions));
    app.db.close().await;
    tracing::info!("the desk is closed");
    Ok(Ended::Well)
}

pub(super) async fn listen(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| {
        format!(
            "cannot listen on {address}. Perhaps another program is there: end it, or choose another address with \
             --listen HOST:PORT (or WATCHDESK_LISTEN)"
        )
    })
}

/// On a desk without an administrator, says where and with which code the first one is made.
async fn invite(app: &App, address: &str) -> anyhow::Result<()> {
    let now = app.now();
    let code = app.db.write(None, async move |tx: &mut Tx| setting_up::make_code(tx, now).await).await;
    if let Some(code) = code.map_err(Failure::into_anyhow)? {
        println!("There is no administrator yet. Make the first one at {address}/set-up with this one-time code:");
        println!("    {code}");
    }
    Ok(())
}

fn end_on_signal(closing: CancellationToken) -> anyhow::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("asked to end: open requests and jobs are finished first");
        closing.cancel();
    });
    Ok(())
}
