//! The end of a batch: what its verbs recorded is written once, in one fixed order, so that two processes
//! never wait for each other in a circle. Events come last and are sealed here: their place in the chain
//! is taken under the head's row lock, which is held until the commit.

use super::chain::Link;
use super::gathered::{Deadline, Happening, NewJob, Subject};
use super::{Reads, Tx, sql::Sql};
use sea_orm::{DbErr, FromQueryResult};

impl Tx {
    /// Writes what the batch recorded; answers the highest event `seq`, if there was an event.
    pub(super) async fn flush(&mut self) -> Result<Option<i64>, DbErr> {
        for (counter, by) in std::mem::take(&mut self.batch.counters) {
            if by != 0 {
                self.flush_counter(&counter, by).await?;
            }
        }
        for ((subject, name), deadline) in std::mem::take(&mut self.batch.deadlines) {
            self.flush_deadline(subject, name, deadline).await?;
        }
        self.flush_jobs().await?;
        self.seal().await
    }

    async fn flush_counter(&mut self, counter: &str, by: i64) -> Result<(), DbErr> {
        let sql = Sql::new(
            "INSERT INTO counters (name, value) VALUES (?, ?)
             ON CONFLICT (name) DO UPDATE SET value = counters.value + excluded.value",
        );
        self.execute(sql.bind(counter).bind(by)).await.map(drop)
    }

    async fn flush_deadline(
        &mut self,
        subject: Subject,
        name: &'static str,
        deadline: Option<Deadline>,
    ) -> Result<(), DbErr> {
        let Some(deadline) = deadline else {
            let sql = Sql::new("DELETE FROM deadlines WHERE subject_kind = ? AND subject_id = ? AND name = ?");
            let sql = sql.bind(subject.kind).bind(subject.id).bind(name);
            return self.execute(sql).await.map(drop);
        };
        let sql = Sql::new(
            "INSERT INTO deadlines (subject_kind, subject_id, name, due_at, next_moment, basis)
             VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (subject_kind, subject_id, name) DO UPDATE SET
               due_at = excluded.due_at, next_moment = excluded.next_moment, basis = excluded.basis",
        )
        .bind(subject.kind)
        .bind(subject.id)
        .bind(name)
        .bind(deadline.due_at)
        .bind(deadline.next_moment)
        .bind(deadline.basis.to_string());
        self.execute(sql).await.map(drop)
    }

    async fn flush_jobs(&mut self) -> Result<(), DbErr> {
        let mut jobs = std::mem::take(&mut self.batch.jobs);
        if jobs.is_empty() {
            return Ok(());
        }
        jobs.sort_by(|a, b| a.unique_key.cmp(&b.unique_key));
        for job in jobs {
            self.flush_job(job).await?;
        }
        self.batch.topics.insert("jobs".into());
        Ok(())
    }

    async fn flush_job(&mut self, job: NewJob) -> Result<(), DbErr> {
        let id = self.next_id("jobs").await?;
        let sql = Sql::new(
            "INSERT INTO jobs (id, kind, body, unique_key, state, run_at, attempts)
             VALUES (?, ?, ?, ?, 'waiting', ?, 0) ON CONFLICT (unique_key) DO NOTHING",
        )
        .bind(id)
        .bind(job.kind)
        .bind(job.body.to_string())
        .bind(job.unique_key)
        .bind(job.run_at);
        self.execute(sql).await.map(drop)
    }

    async fn seal(&mut self) -> Result<Option<i64>, DbErr> {
        let happenings = std::mem::take(&mut self.batch.happenings);
        if happenings.is_empty() {
            return Ok(None);
        }
        let mut ids = Vec::with_capacity(happenings.len());
        for _ in &happenings {
            ids.push(self.next_id("events").await?);
        }
        // The update takes the row lock; a SELECT before it would let two processes read the same head.
        let sql = Sql::new("UPDATE chain_head SET seq = seq + ? WHERE one = 1 RETURNING seq, hash")
            .bind(i64::try_from(happenings.len()).unwrap_or(i64::MAX));
        let head = self.one::<Head>(sql).await?.ok_or_else(|| DbErr::Custom("the chain has no head".to_owned()))?;
        let first = head.seq - i64::try_from(happenings.len()).unwrap_or(i64::MAX) + 1;
        let mut hash = head.hash;
        let sealed = happenings.into_iter().zip(ids).zip(first..);
        let sealed: Vec<Sealed> = sealed
            .map(|((happening, id), seq)| {
                let sealed = Sealed::new(happening, id, seq, &hash);
                hash.clone_from(&sealed.hash);
                sealed
            })
            .collect();
        self.insert_events(sealed).await?;
        let sql = Sql::new("UPDATE chain_head SET hash = ? WHERE one = 1").bind(hash);
        self.execute(sql).await?;
        self.batch.topics.insert("events".into());
        Ok(Some(head.seq))
    }

    /// Inserts in runs of powers of two, so that the statement cache holds seven texts and not a hundred.
    async fn insert_events(&mut self, mut events: Vec<Sealed>) -> Result<(), DbErr> {
        while !events.is_empty() {
            let run = 1 << events.len().min(64).ilog2();
            let rest = events.split_off(run);
            let mut sql = Sql::new(
                "INSERT INTO events
                 (id, seq, at, actor, subject_kind, subject_id, kind, body, hash) VALUES ",
            )
            .rows(9, run);
            for event in events {
                sql = event.bind(sql);
            }
            self.execute(sql).await?;
            events = rest;
        }
        Ok(())
    }
}

#[derive(FromQueryResult)]
struct Head {
    seq: i64,
    hash: Vec<u8>,
}

struct Sealed {
    happening: Happening,
    body: String,
    id: i64,
    seq: i64,
    hash: Vec<u8>,
}

impl Sealed {
    fn new(happening: Happening, id: i64, seq: i64, before: &[u8]) -> Self {
        let body = happening.body.to_string();
        let link = Link {
            seq,
            id,
            at: happening.at.as_millis(),
            actor: happening.actor,
            subject_kind: happening.subject.kind,
            subject_id: happening.subject.id,
            kind: happening.kind,
            body: &body,
        };
        let hash = link.hash(before).to_vec();
        Self { happening, body, id, seq, hash }
    }

    fn bind(self, sql: Sql) -> Sql {
        sql.bind(self.id)
            .bind(self.seq)
            .bind(self.happening.at)
            .bind(self.happening.actor)
            .bind(self.happening.subject.kind)
            .bind(self.happening.subject.id)
            .bind(self.happening.kind)
            .bind(self.body)
            .bind(self.hash)
    }
}
