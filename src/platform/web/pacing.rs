//! The pace between a body and its parser, so that neither a fast sender nor an endless one fills the memory. It must
//! not know what the parser looks for.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::{Poll, ready},
};

use axum::Error;
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream};

/// A parser that has found nothing in so many bytes is fed no more: it holds them, and looks through all of them again
/// with every piece.
const MOST_UNREAD: usize = 16 * 1024;

/// What a body and its parser know of one another.
#[derive(Clone, Debug, Default)]
pub(super) struct Pace(Arc<State>);

#[derive(Debug, Default)]
struct State {
    /// Bytes that were handed over since the parser last found something.
    unread: AtomicUsize,
    rests: AtomicBool,
}

impl Pace {
    /// The parser has found something: it looks at what it has first, and is then fed on.
    pub(super) fn found(&self) {
        self.0.unread.store(0, Ordering::Relaxed);
        self.0.rests.store(true, Ordering::Relaxed);
    }

    /// The same pieces with a pause after each, as the parser reads on for as long as anything is ready; and with an
    /// error in place of those that it would only pile up.
    pub(super) fn of<S>(self, mut pieces: S) -> impl Stream<Item = Result<Bytes, Error>>
    where
        S: Stream<Item = Result<Bytes, Error>> + Unpin,
    {
        let Self(state) = self;
        stream::poll_fn(move |context| {
            if state.rests.swap(false, Ordering::Relaxed) {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            if state.unread.load(Ordering::Relaxed) > MOST_UNREAD {
                return Poll::Ready(Some(Err(Error::new(io::Error::other("a part without a beginning")))));
            }
            let piece = ready!(pieces.poll_next_unpin(context));
            state.rests.store(true, Ordering::Relaxed);
            if let Some(Ok(piece)) = &piece {
                state.unread.fetch_add(piece.len(), Ordering::Relaxed);
            }
            Poll::Ready(piece)
        })
    }
}
