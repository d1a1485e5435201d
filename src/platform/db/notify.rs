//! Wakes between processes: PostgreSQL carries the topics of a committed batch to the other nodes with
//! `NOTIFY`; SQLite has no such road, and those who wait there poll. A lost notice delays, it never loses.

use super::{DbErr, Sql, Tx, Wake, engine::Engine};
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use std::{borrow::Cow, time::Duration};
use tokio::sync::broadcast;
use tokio_util::task::AbortOnDropHandle;
use uuid::Uuid;

const CHANNEL: &str = "watchdesk";
/// PostgreSQL refuses a payload of 8,000 bytes; a longer list of topics becomes "anything".
const PAYLOAD: usize = 7_900;
/// The topic that every listener takes as its own.
const ANYTHING: &str = "*";
/// The pause before listening again.
const AGAIN: Duration = Duration::from_secs(2);

impl Tx {
    /// Sends the topics with the commit, where the engine can.
    pub(super) async fn tell_others(&mut self, node: Uuid, topics: &[Cow<'static, str>]) -> Result<(), DbErr> {
        if self.connection.get_mut().engine() == Engine::Sqlite || topics.is_empty() {
            return Ok(());
        }
        let mut payload = format!("{node}\n{}", topics.join("\n"));
        if payload.len() > PAYLOAD {
            payload = format!("{node}\n{ANYTHING}");
        }
        self.execute(Sql::new("SELECT pg_notify(?, ?)").bind(CHANNEL).bind(payload)).await.map(drop)
    }
}

/// Passes on what other nodes announce. `node` names this one: process ids are the same in every container.
pub(super) fn listen(options: PgConnectOptions, node: Uuid, wakes: broadcast::Sender<Wake>) -> AbortOnDropHandle<()> {
    AbortOnDropHandle::new(tokio::spawn(async move {
        loop {
            if let Err(why) = pass_on(&options, node, &wakes).await {
                tracing::warn!(%why, "no notices from other nodes; listening again");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }))
}

async fn pass_on(options: &PgConnectOptions, node: Uuid, wakes: &broadcast::Sender<Wake>) -> Result<(), sqlx::Error> {
    let pool = PgPoolOptions::new().max_connections(1);
    let mut listener = PgListener::connect_with(&pool.connect_with(options.clone()).await?).await?;
    listener.listen(CHANNEL).await?;
    let own = node.to_string();
    loop {
        // What was announced before, or while the line was broken, was not heard: it could be anything.
        announce(wakes, [ANYTHING.into()].into());
        while let Some(notice) = listener.try_recv().await? {
            let mut lines = notice.payload().lines();
            // This node has told its own listeners already.
            if lines.next() != Some(own.as_str()) {
                announce(wakes, lines.map(|line| Cow::Owned(line.to_owned())).collect());
            }
        }
    }
}

fn announce(wakes: &broadcast::Sender<Wake>, topics: std::sync::Arc<[Cow<'static, str>]>) {
    // Nobody listening is no failure.
    drop(wakes.send(Wake { topics, seq: None }));
}
