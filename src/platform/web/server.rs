//! Serves a router on a socket: clients that dawdle are cut off, and a shutdown lets open requests finish within
//! bounds. It must not know what is served.

use std::{convert::Infallible, net::SocketAddr, time::Duration};

use axum::{Router, body::Body, extract::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    task::JoinSet,
};
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use super::peer::Connected;

/// How patient the server is.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// With a client that sends its headers slowly or keeps an idle connection. Proxies reuse connections that were
    /// idle for a minute, so it must be longer.
    pub headers: Duration,
    /// With open requests after a shutdown was asked for.
    pub drain: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { headers: Duration::from_secs(80), drain: Duration::from_secs(10) }
    }
}

/// Serves until `closing` is cancelled and open requests are finished or the patience with them is over.
/// `closing` is also the token in [`super::Door`], so that event streams end.
pub async fn serve(listener: TcpListener, router: Router, closing: CancellationToken, patience: Patience) {
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = closing.cancelled() => break,
            // Finished connections are taken out at once, so that none is remembered for ever.
            Some(_) = connections.join_next() => continue,
        };
        match accepted {
            Ok((stream, peer)) => {
                let connection = connection(stream, peer, router.clone(), patience);
                let watched = graceful.watch(connection);
                connections.spawn(async move {
                    if let Err(error) = watched.await {
                        tracing::debug!(%error, %peer, "a connection broke");
                    }
                });
            }
            Err(error) => {
                tracing::warn!(%error, "cannot accept a connection");
                // Out of file descriptors as a rule; trying again at once would only burn time.
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(patience.drain, graceful.shutdown()).await.is_err() {
        tracing::warn!(open = connections.len(), "requests did not finish in time and were cut off");
    }
    connections.shutdown().await;
}

fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    patience: Patience,
) -> http1::Connection<
    TokioIo<TcpStream>,
    impl hyper::service::HttpService<Incoming, ResBody = Body, Error = Infallible, Future: Send>,
> {
    // Small answers should not wait for more to come.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "cannot set TCP_NODELAY");
    }
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let router = router.clone();
        let mut request: Request = request.map(Body::new);
        request.extensions_mut().insert(Connected(peer));
        router.oneshot(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.headers)
        .max_headers(100)
        .serve_connection(TokioIo::new(stream), service)
}

#[cfg(test)]
mod tests;
