//! The body of a list that goes out while it is made. It ends early, as a broken one, where a row cannot be read, where
//! nobody takes it any more, and where it takes for ever; it never looks whole then. It knows no row.

use super::gates::Turn;
use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};
use std::io;
use std::pin::pin;
use std::time::Duration;
use tokio::sync::mpsc::{self, Receiver, Sender};
use tokio::time::timeout;
use tracing::Instrument;

/// How long somebody may take nothing of it, and how long it may take in all.
const STALL: Duration = Duration::from_secs(60);
const LONGEST: Duration = Duration::from_secs(3600);

/// The body of these pieces. `turn` is given back when the last one is on its way, or nobody wants it any more.
pub(super) fn body<P: Into<Bytes> + Send + 'static>(
    pieces: impl Stream<Item = anyhow::Result<P>> + Send + 'static,
    turn: Turn,
) -> Body {
    body_within(STALL, pieces, turn)
}

fn body_within<P: Into<Bytes> + Send + 'static>(
    stall: Duration,
    pieces: impl Stream<Item = anyhow::Result<P>> + Send + 'static,
    turn: Turn,
) -> Body {
    let (sender, receiver) = mpsc::channel(1);
    let work = async move {
        if let Err(why) = timeout(LONGEST, send(stall, pieces, &sender)).await.unwrap_or(Err(Why::TooLong)) {
            why.log();
        }
        drop(turn);
    };
    tokio::spawn(work.in_current_span());
    Body::from_stream(received(receiver))
}

enum Why {
    Broken(anyhow::Error),
    Gone,
    Stalled,
    TooLong,
}

/// `None` says that it was all.
type Piece = Option<Bytes>;

async fn send<P: Into<Bytes>>(
    stall: Duration,
    pieces: impl Stream<Item = anyhow::Result<P>>,
    sender: &Sender<Piece>,
) -> Result<(), Why> {
    let mut pieces = pin!(pieces);
    while let Some(piece) = pieces.next().await {
        give(stall, sender, Some(piece.map_err(Why::Broken)?.into())).await?;
    }
    give(stall, sender, None).await
}

async fn give(stall: Duration, sender: &Sender<Piece>, piece: Piece) -> Result<(), Why> {
    match timeout(stall, sender.send(piece)).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) => Err(Why::Gone),
        Err(_) => Err(Why::Stalled),
    }
}

fn received(receiver: Receiver<Piece>) -> impl Stream<Item = io::Result<Bytes>> + Send {
    stream::unfold(Some(receiver), async |receiver| {
        let mut receiver = receiver?;
        match receiver.recv().await {
            Some(Some(piece)) => Some((Ok(piece), Some(receiver))),
            Some(None) => None,
            // Without an end the connection is cut, and a browser says that the download failed.
            None => Some((Err(io::Error::other("the list broke off")), None)),
        }
    })
}

impl Why {
    fn log(self) {
        match self {
            Self::Broken(error) => tracing::error!(why = format!("{error:#}"), "a list broke off on its way out"),
            Self::Gone => tracing::info!("a list is not wanted any more"),
            Self::Stalled => tracing::warn!("a list was not taken for {STALL:?} and broke off"),
            Self::TooLong => tracing::warn!("a list took more than {LONGEST:?} and broke off"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::sheets::Gates;
    use http_body_util::BodyExt;

    fn pieces(last: anyhow::Result<&'static str>) -> impl Stream<Item = anyhow::Result<&'static str>> + Send {
        stream::iter([Ok("a"), Ok("b"), last])
    }

    #[tokio::test]
    async fn what_breaks_off_does_not_look_whole() {
        let gates = Gates::default();
        let whole = body(pieces(Ok("c")), gates.sending(0).unwrap());
        assert_eq!(whole.collect().await.unwrap().to_bytes(), "abc");
        let broken = body(pieces(Err(anyhow::anyhow!("no row"))), gates.sending(0).unwrap());
        assert!(broken.collect().await.is_err());
    }

    async fn is_free(gates: &Gates) {
        while gates.sending(9).is_err() {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn who_takes_nothing_keeps_nobody_waiting() {
        let gates = Gates::default();
        let endless = || stream::repeat_with(|| Ok("x"));
        let stall = Duration::from_millis(5);
        let kept: Vec<Body> = (0..6).map(|at| body_within(stall, endless(), gates.sending(at).unwrap())).collect();
        is_free(&gates).await;
        for body in kept {
            assert!(body.collect().await.is_err(), "cut off");
        }
        let turns: Vec<_> = (1..6).map(|at| gates.sending(at).unwrap()).collect();
        drop(body(endless(), gates.sending(0).unwrap()));
        is_free(&gates).await;
        drop(turns);
    }
}
