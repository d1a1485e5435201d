//! A road around the writer for filling an empty desk: large inserts in large transactions, events sealed into the
//! chain as they come. Whoever uses it must be alone with the database; a running desk never does.

use super::chain::Link;
use super::connection::Connection;
use super::{DbErr, FromRow, Happening, OpenFault, Reads, Sql, Value};

/// Rows of one statement: enough that the work for each statement no longer counts.
const ROWS: usize = 200;

/// Fills a database. What was not committed is gone when it is dropped.
pub struct Seeder {
    connection: Connection,
    /// Whether something waits for a commit.
    has_begun: bool,
    seq: i64,
    hash: Vec<u8>,
    events: Vec<Vec<Value>>,
}

impl super::Db {
    /// Begins to fill the database.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub async fn seeder(&self) -> Result<Seeder, OpenFault> {
        let connection = self.inner.filler().await?;
        let failed = |error: DbErr| OpenFault::Unreachable { url: "seeder".to_owned(), why: error.to_string() };
        let (hash, events) = (Vec::new(), Vec::with_capacity(ROWS));
        let mut seeder = Seeder { connection, has_begun: false, seq: 0, hash, events };
        seeder.read_head(self).await.map_err(failed)?;
        Ok(seeder)
    }
}

impl Seeder {
    async fn read_head(&mut self, db: &super::Db) -> Result<(), DbErr> {
        let head: Option<Head> = db.reads().one(Sql::new("SELECT seq, hash FROM chain_head WHERE one = 1")).await?;
        let head = head.ok_or_else(|| DbErr::Custom("the chain has no head".to_owned()))?;
        (self.seq, self.hash) = (head.seq, head.hash);
        Ok(())
    }

    /// The first id of `name` that nobody has yet.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_id(&self, db: &super::Db, name: &'static str) -> Result<i64, DbErr> {
        let sql = Sql::new("SELECT next FROM id_blocks WHERE name = ?").bind(name);
        Ok(db.reads().value(sql).await?.unwrap_or(1))
    }

    /// Says that ids of `name` below `next` are used.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_next_id(&mut self, name: &'static str, next: i64) -> Result<(), DbErr> {
        let sql = Sql::new(
            "INSERT INTO id_blocks (name, next) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET next = excluded.next",
        );
        self.execute(sql.bind(name).bind(next)).await
    }

    /// Inserts rows; `into` is `INSERT INTO table (columns) VALUES `.
    ///
    /// # Errors
    /// When the database refuses them.
    pub async fn insert(&mut self, into: &'static str, rows: Vec<Vec<Value>>) -> Result<(), DbErr> {
        let width = rows.first().map_or(0, Vec::len);
        let mut rows = rows.into_iter();
        loop {
            let run: Vec<_> = rows.by_ref().take(ROWS).collect();
            if run.is_empty() {
                return Ok(());
            }
            let sql = Sql::new(into).rows(width, run.len());
            let sql = run.into_iter().flatten().fold(sql, Sql::bind);
            self.execute(sql).await?;
        }
    }

    /// Seals an event. They must come in the order of their moments.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn record(&mut self, happening: Happening) -> Result<(), DbErr> {
        self.seq += 1;
        let body = happening.body.to_string();
        let (kind, subject) = (happening.kind, happening.subject);
        let link = Link {
            seq: self.seq,
            at: happening.at.as_millis(),
            actor: happening.actor,
            subject_kind: subject.kind,
            subject_id: subject.id,
            kind,
            body: &body,
        };
        self.hash = link.hash(&self.hash).to_vec();
        self.events.push(vec![
            self.seq.into(),
            happening.at.into(),
            happening.actor.into(),
            subject.kind.into(),
            subject.id.into(),
            kind.into(),
            body.into(),
            self.hash.clone().into(),
        ]);
        if self.events.len() < ROWS {
            return Ok(());
        }
        self.flush_events().await
    }

    async fn flush_events(&mut self) -> Result<(), DbErr> {
        let events = std::mem::replace(&mut self.events, Vec::with_capacity(ROWS));
        let into = "INSERT INTO events (seq, at, actor, subject_kind, subject_id, kind, body, hash) VALUES ";
        self.insert(into, events).await
    }

    async fn execute(&mut self, sql: Sql) -> Result<(), DbErr> {
        if !self.has_begun {
            self.connection.begin().await?;
            self.has_begun = true;
        }
        self.connection.execute(sql).await.map(drop)
    }

    /// Commits what was written so far, with the head of the chain, and goes on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn commit(&mut self) -> Result<(), DbErr> {
        self.write_head().await?;
        self.has_begun = false;
        self.connection.commit().await
    }

    /// Commits the rest, and lets the engine look at what it now holds, so that it plans well from the first page on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn finish(mut self) -> Result<(), DbErr> {
        self.commit().await?;
        if let Some(sql) = self.connection.engine().after_filling() {
            self.connection.run(sql).await?;
        }
        self.connection.close().await
    }

    async fn write_head(&mut self) -> Result<(), DbErr> {
        self.flush_events().await?;
        let sql = Sql::new("UPDATE chain_head SET seq = ?, hash = ? WHERE one = 1");
        self.execute(sql.bind(self.seq).bind(self.hash.clone())).await
    }
}

#[derive(FromRow)]
struct Head {
    seq: i64,
    hash: Vec<u8>,
}
