//! Tells open pages of this process that something under a topic changed, and nothing about what it was: each
//! listener looks for itself, through its own rights. It must not know who listens or what a topic means.

use std::{pin::Pin, sync::Arc};

use futures_util::{Stream, stream};
use tokio::sync::broadcast::{self, error::RecvError};

/// How many publications a slow listener may fall behind before it is told to look at everything anew.
const BACKLOG: usize = 1024;

/// The in-process channel. Cloning it is cheap; all clones are one channel.
#[derive(Clone, Debug)]
pub struct Live {
    sender: broadcast::Sender<Arc<News>>,
}

#[derive(Debug)]
struct News {
    topics: Vec<String>,
    by: Option<String>,
}

/// What a listener is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nudge {
    /// Something under these topics changed. Only topics that passed the filter are named.
    Changed {
        topics: Vec<String>,
        /// Whose deed it was, so that their own page need not tell them.
        by: Option<String>,
    },
    /// The listener fell behind, and anything may have changed.
    Everything,
}

/// What one listener hears, in the order in which it was published. It ends when the channel is dropped.
pub type Subscription = Pin<Box<dyn Stream<Item = Nudge> + Send>>;

impl Live {
    pub fn new() -> Self {
        Self { sender: broadcast::Sender::new(BACKLOG) }
    }

    /// Tells all listeners that something under these topics changed. It never waits.
    pub fn publish<T: Into<String>>(&self, topics: impl IntoIterator<Item = T>) {
        self.send(None, topics);
    }

    /// As [`Live::publish`], and says by whose user name it happened.
    pub fn publish_by<T: Into<String>>(&self, by: impl Into<String>, topics: impl IntoIterator<Item = T>) {
        self.send(Some(by.into()), topics);
    }

    fn send<T: Into<String>>(&self, by: Option<String>, topics: impl IntoIterator<Item = T>) {
        let topics: Vec<String> = topics.into_iter().map(Into::into).collect();
        if !topics.is_empty() {
            // An error means that nobody listens, which is no error here.
            let _ = self.sender.send(Arc::new(News { topics, by }));
        }
    }

    /// Listens from this moment on to the topics that pass the filter.
    pub fn subscribe(&self, filter: impl Fn(&str) -> bool + Send + Sync + 'static) -> Subscription {
        let state = (self.sender.subscribe(), filter);
        Box::pin(stream::unfold(state, async |(mut receiver, filter)| {
            loop {
                match receiver.recv().await {
                    Ok(news) => {
                        let heard: Vec<String> = news.topics.iter().filter(|topic| filter(topic)).cloned().collect();
                        if !heard.is_empty() {
                            return Some((Nudge::Changed { topics: heard, by: news.by.clone() }, (receiver, filter)));
                        }
                        // Many topics that are not for this listener must not starve other tasks.
                        tokio::task::yield_now().await;
                    }
                    Err(RecvError::Lagged(_)) => return Some((Nudge::Everything, (receiver, filter))),
                    Err(RecvError::Closed) => return None,
                }
            }
        }))
    }

    /// How many listeners there are.
    pub fn listeners(&self) -> usize {
        self.sender.receiver_count()
    }
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use futures_util::{FutureExt, StreamExt};

    use super::*;

    #[tokio::test]
    async fn a_listener_hears_its_topics_in_order() {
        let live = Live::new();
        live.publish(["before"]);
        let mut heard = live.subscribe(|topic| topic.starts_with("ticket:"));
        live.publish(["ticket:1", "secret:9"]);
        live.publish(["secret:9"]);
        live.publish(Vec::<String>::new());
        live.publish_by("CA-mchen", ["ticket:2"]);
        let changed = |topic: &str, by: Option<&str>| {
            Some(Nudge::Changed { topics: vec![topic.to_owned()], by: by.map(str::to_owned) })
        };
        assert_eq!(heard.next().await, changed("ticket:1", None));
        assert_eq!(heard.next().await, changed("ticket:2", Some("CA-mchen")));
        assert!(heard.next().now_or_never().is_none());
        drop(live);
        assert_eq!(heard.next().await, None);
    }

    #[tokio::test]
    async fn who_falls_behind_is_told_to_look_at_everything() {
        let live = Live::new();
        let mut heard = live.subscribe(|_| true);
        for number in 0..(BACKLOG * 3) {
            live.publish([number.to_string()]);
        }
        assert_eq!(heard.next().await, Some(Nudge::Everything));
        assert!(matches!(heard.next().await, Some(Nudge::Changed { .. })));
        assert_eq!(live.listeners(), 1);
        drop(heard);
        assert_eq!(live.listeners(), 0);
    }
}
