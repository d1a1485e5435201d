//! The end of a batch: what its verbs recorded is written once, in one fixed order. Events come last and are sealed
//! here: their places in the chain are taken under the writers' lock, which is held until the commit.

use super::chain::Link;
use super::gathered::{Deadline, Happening, Move, NewJob, Subject};
use super::{Reads, Tx, sql::Sql};
use sea_orm::{DbErr, FromRow};

impl Tx {
    /// Writes what the batch recorded; answers the highest event `seq`, if there was an event.
    pub(super) async fn flush(&mut self) -> Result<Option<i64>, DbErr> {
        for (counter, by) in std::mem::take(&mut self.batch.counters) {
            if by != 0 {
                self.flush_counter(&counter, by).await?;
            }
        }
        for ((subject, name), moves) in std::mem::take(&mut self.batch.deadlines) {
            for next in moves.into_order() {
                self.flush_deadline(subject, name, next).await?;
            }
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

    async fn flush_deadline(&mut self, subject: Subject, name: &'static str, next: Move) -> Result<(), DbErr> {
        let sql = match next {
            Move::Set(deadline) => return self.upsert_deadline(subject, name, deadline).await,
            Move::Clear => Sql::new("DELETE FROM deadlines"),
            Move::Rest => Sql::new("UPDATE deadlines SET next_moment = NULL"),
            Move::Run => Sql::new("UPDATE deadlines SET next_moment = CASE WHEN missed_at IS NULL THEN due_at END"),
        };
        let sql = sql.push(" WHERE subject_kind = ? AND subject_id = ? AND name = ?");
        self.execute(sql.bind(subject.kind).bind(subject.id).bind(name)).await.map(drop)
    }

    async fn upsert_deadline(&mut self, subject: Subject, name: &'static str, deadline: Deadline) -> Result<(), DbErr> {
        let sql = Sql::new(
            "INSERT INTO deadlines (subject_kind, subject_id, name, due_at, next_moment, basis)
             VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (subject_kind, subject_id, name) DO UPDATE SET
               missed_at = CASE WHEN deadlines.due_at = excluded.due_at THEN deadlines.missed_at END,
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
        let id = self.id_from_block("jobs").await?;
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
        // Read and then written: nobody else can be between the two, as writers come one at a time.
        let head = self.one::<Head>(Sql::new("SELECT seq, hash FROM chain_head WHERE one = 1")).await?;
        let head = head.ok_or_else(|| DbErr::Custom("the chain has no head".to_owned()))?;
        let (mut last, mut hash) = (head.seq, head.hash);
        let sealed = happenings.into_iter().map(|happening| {
            last += 1;
            let sealed = Sealed::new(happening, last, &hash);
            hash.clone_from(&sealed.hash);
            sealed
        });
        let sealed = sealed.collect();
        self.insert_events(sealed).await?;
        let sql = Sql::new("UPDATE chain_head SET seq = ?, hash = ? WHERE one = 1 AND seq = ?");
        if self.execute(sql.bind(last).bind(hash).bind(head.seq)).await? != 1 {
            return Err(DbErr::Custom("the head of the chain moved under the writers' lock".to_owned()));
        }
        self.batch.topics.insert("events".into());
        Ok(Some(last))
    }

    /// Inserts in runs of powers of two, so that the statement cache holds seven texts and not a hundred.
    async fn insert_events(&mut self, mut events: Vec<Sealed>) -> Result<(), DbErr> {
        while !events.is_empty() {
            let run = 1 << events.len().min(64).ilog2();
            let rest = events.split_off(run);
            let into = "INSERT INTO events (seq, at, actor, subject_kind, subject_id, kind, body, hash) VALUES ";
            let mut sql = Sql::new(into).rows(8, run);
            for event in events {
                sql = event.bind(sql);
            }
            self.execute(sql).await?;
            events = rest;
        }
        Ok(())
    }
}

#[derive(FromRow)]
struct Head {
    seq: i64,
    hash: Vec<u8>,
}

struct Sealed {
    happening: Happening,
    body: String,
    seq: i64,
    hash: Vec<u8>,
}

impl Sealed {
    fn new(happening: Happening, seq: i64, before: &[u8]) -> Self {
        let body = happening.body.to_string();
        let link = Link {
            seq,
            at: happening.at.as_millis(),
            actor: happening.actor,
            subject_kind: happening.subject.kind,
            subject_id: happening.subject.id,
            kind: happening.kind,
            body: &body,
        };
        let hash = link.hash(before).to_vec();
        Self { happening, body, seq, hash }
    }

    fn bind(self, sql: Sql) -> Sql {
        sql.bind(self.seq)
            .bind(self.happening.at)
            .bind(self.happening.actor)
            .bind(self.happening.subject.kind)
            .bind(self.happening.subject.id)
            .bind(self.happening.kind)
            .bind(self.body)
            .bind(self.hash)
    }
}
