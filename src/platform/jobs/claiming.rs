//! Taking a job from the queue: one that waits and is due, or one whose lease ran out. By conditional update, so
//! that two processes never run the same attempt. It runs nothing.

use super::{Registry, dead, lease::Lease};
use crate::platform::{
    db::{Db, DbErr, FromRow, Reads, Sql, Tx},
    failure::Failure,
    moment::Timestamp,
};
use serde::{Deserialize, Serialize};
use std::{sync::Arc, time::Duration};

/// A job that this process may run now.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Claimed {
    id: i64,
    token: String,
    attempt: u32,
    pub(super) kind: String,
    pub(super) body: String,
}

impl Claimed {
    pub(super) fn lease(&self) -> Lease {
        Lease::new(self.id, self.token.clone(), self.attempt)
    }
}

/// The lease of a job whose kind is not known, until it is buried.
const SHORT: Duration = Duration::from_secs(60);
/// Candidates lost to another process before the caller looks at the clock again.
const TRIES: u32 = 8;

/// When the queue has something to do next, which may be past.
pub(super) async fn next_moment(reads: &impl Reads) -> Result<Option<Timestamp>, DbErr> {
    let waiting = Sql::new("SELECT run_at FROM jobs WHERE state = 'waiting' ORDER BY run_at LIMIT 1");
    let running = Sql::new("SELECT lease_until FROM jobs WHERE state = 'running' ORDER BY lease_until LIMIT 1");
    let moments: [Option<Timestamp>; 2] = [reads.value(waiting).await?, reads.value(running).await?];
    Ok(moments.into_iter().flatten().min())
}

/// Claims one job that is due, if there is one. The attempt counts from here on, so that a job which kills its
/// process uses its attempts up like any other.
pub(super) async fn claim<C: Clone + Send + Sync + 'static>(
    db: &Db,
    registry: &Arc<Registry<C>>,
    now: Timestamp,
) -> Result<Option<Claimed>, Failure> {
    let (registry, token) = (Arc::clone(registry), uuid::Uuid::new_v4().to_string());
    db.write(None, async move |tx| {
        for _ in 0..TRIES {
            let Some(due) = next_due(tx, now).await? else { break };
            let claimed = due.claim(tx, &registry, &token, now).await?;
            if claimed.is_some() {
                return Ok(claimed);
            }
        }
        Ok(None)
    })
    .await
}

/// A row that was due a moment ago.
#[derive(FromRow)]
struct Due {
    id: i64,
    kind: String,
    body: String,
    attempts: i32,
    lease: Option<String>,
}

/// Leases that ran out come first: they are few, and under load they would wait for ever behind the others.
async fn next_due(tx: &Tx, now: Timestamp) -> Result<Option<Due>, DbErr> {
    let left = Sql::new(
        "SELECT id, kind, body, attempts, lease FROM jobs
         WHERE state = 'running' AND lease_until <= ? ORDER BY lease_until LIMIT 1",
    );
    let waiting = Sql::new(
        "SELECT id, kind, body, attempts, lease FROM jobs
         WHERE state = 'waiting' AND run_at <= ? ORDER BY run_at LIMIT 1",
    );
    match tx.one(left.bind(now)).await? {
        Some(left) => Ok(Some(left)),
        None => tx.one(waiting.bind(now)).await,
    }
}

impl Due {
    /// Takes it, unless another process was first; buries it instead when its last attempt never ended.
    async fn claim<C: Clone + Send + Sync + 'static>(
        self,
        tx: &mut Tx,
        registry: &Registry<C>,
        token: &str,
        now: Timestamp,
    ) -> Result<Option<Claimed>, DbErr> {
        let kind = registry.kind(&self.kind);
        let attempts = u32::try_from(self.attempts).unwrap_or(0);
        let cut_off = self.lease.as_ref().map(|_| format!("attempt {attempts} did not end: its process died or hung"));
        let still = self.unchanged(now);
        if let (Some(why), Some(kind)) = (&cut_off, kind)
            && attempts >= kind.max_attempts
        {
            dead::bury_where(tx, still, why, now).await?;
            return Ok(None);
        }
        let lease = kind.map_or(SHORT, |kind| kind.lease);
        let sql = Sql::new(
            "UPDATE jobs SET state = 'running', attempts = attempts + 1, lease = ?, lease_until = ?,
             last_error = coalesce(?, last_error) ",
        )
        .bind(token)
        .bind(after(now, lease))
        .bind(cut_off)
        .append(still);
        let taken = tx.execute(sql).await? == 1;
        let (token, attempt) = (token.to_owned(), attempts + 1);
        Ok(taken.then_some(Claimed { id: self.id, token, attempt, kind: self.kind, body: self.body }))
    }

    /// `WHERE` the row is as it was seen: without this, the update of a process that waited for the row's lock would
    /// take a job that was taken meanwhile.
    fn unchanged(&self, now: Timestamp) -> Sql {
        match &self.lease {
            None => Sql::new("WHERE id = ? AND state = 'waiting' AND run_at <= ?").bind(self.id).bind(now),
            Some(lease) => Sql::new("WHERE id = ? AND state = 'running' AND lease = ? AND lease_until <= ?")
                .bind(self.id)
                .bind(lease.clone())
                .bind(now),
        }
    }
}

/// `now` moved by a duration.
pub(super) fn after(now: Timestamp, by: Duration) -> Timestamp {
    now.plus_millis(i64::try_from(by.as_millis()).unwrap_or(i64::MAX))
}
