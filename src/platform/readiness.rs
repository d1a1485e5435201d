//! What must be well before requests are sent to this process: its database can be read, written, and has the schema
//! that this program knows. It must not know who asks.

use super::db::{Db, Sql, Tx};
use super::events::last_seq;
use super::failure::Failure;
use super::web::health::Check;
use std::sync::Arc;

/// Every check of a desk over this database.
#[must_use]
pub fn checks(db: &Db) -> Arc<[Check]> {
    let (reading, schema, writing) = (db.clone(), db.clone(), db.clone());
    Arc::new([
        Check::new("database", move || reads(reading.clone())),
        Check::new("schema", move || is_known(schema.clone())),
        Check::new("writer", move || writes(writing.clone())),
    ])
}

async fn reads(db: Db) -> anyhow::Result<()> {
    Ok(last_seq(db.reads()).await.map(drop)?)
}

async fn is_known(db: Db) -> anyhow::Result<()> {
    let schema = db.schema().await?;
    anyhow::ensure!(schema.found == schema.known, "{schema:?}");
    Ok(())
}

/// A verb that changes no row: it proves that the queue moves, the writer's thread lives, its connection stands, the
/// writers' lock is to be had and the engine accepts a change. Nothing is written, so a full disk is not found out.
async fn writes(db: Db) -> anyhow::Result<()> {
    let touch = async |tx: &mut Tx| {
        // A server that only reads refuses the statement itself, although it would touch nothing.
        tx.execute(Sql::new("UPDATE counters SET value = value WHERE 1 = 0")).await?;
        Ok(())
    };
    db.write(None, touch).await.map_err(Failure::into_anyhow)
}
