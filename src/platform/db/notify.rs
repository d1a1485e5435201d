//! Wakes between processes: PostgreSQL carries the topics of a committed batch to the other nodes with
//! `NOTIFY`; SQLite has no such road, and those who wait there poll. A lost notice delays, it never loses.

use super::{Tx, Wake, engine::Engine};
use sea_orm::{ConnectionTrait, DbErr, Statement};
use sqlx::postgres::{PgConnectOptions, PgListener, PgPoolOptions};
use std::{borrow::Cow, time::Duration};
use tokio::sync::broadcast;

const CHANNEL: &str = "watchdesk";
/// PostgreSQL refuses a payload of 8,000 bytes; a longer list of topics becomes "anything".
const PAYLOAD: usize = 7_900;
/// The topic that every listener takes as its own.
const ANYTHING: &str = "*";

impl Tx {
    /// Sends the topics with the commit, where the engine can.
    pub(super) async fn tell_others(&self, topics: &[Cow<'static, str>]) -> Result<(), DbErr> {
        if self.engine == Engine::Sqlite || topics.is_empty() {
            return Ok(());
        }
        let mut payload = format!("{}\n{}", std::process::id(), topics.join("\n"));
        if payload.len() > PAYLOAD {
            payload = format!("{}\n{ANYTHING}", std::process::id());
        }
        let values = [CHANNEL.into(), payload.into()];
        let sql = "SELECT pg_notify($1, $2)";
        let statement = Statement::from_sql_and_values(self.engine.backend(), sql, values);
        self.inner.execute_raw(statement).await.map(drop)
    }
}

/// Passes on what other processes announce, for as long as somebody can hear it.
pub(super) fn listen(options: PgConnectOptions, wakes: broadcast::Sender<Wake>) {
    let weak = wakes.downgrade();
    tokio::spawn(async move {
        drop(wakes);
        while let Some(wakes) = weak.upgrade() {
            drop(wakes);
            if let Err(why) = pass_on(&options, &weak).await {
                tracing::warn!(%why, "no notices from other nodes; listening again");
                tokio::time::sleep(Duration::from_secs(2)).await;
            }
        }
    });
}

async fn pass_on(
    options: &PgConnectOptions,
    wakes: &broadcast::WeakSender<Wake>,
) -> Result<(), sqlx::Error> {
    let pool = PgPoolOptions::new().max_connections(1);
    let mut listener = PgListener::connect_with(&pool.connect_with(options.clone()).await?).await?;
    listener.listen(CHANNEL).await?;
    let own = std::process::id().to_string();
    loop {
        let notice = tokio::time::timeout(Duration::from_secs(5), listener.recv()).await;
        let Some(wakes) = wakes.upgrade() else {
            return Ok(());
        };
        let Ok(notice) = notice else { continue };
        let notice = notice?;
        let mut lines = notice.payload().lines();
        // This process has told its own listeners already.
        if lines.next() == Some(own.as_str()) {
            continue;
        }
        let topics = lines.map(|line| Cow::Owned(line.to_owned())).collect();
        drop(wakes.send(Wake { topics, seq: None }));
    }
}
