//! Where else people begin to say a party's number and telephone, kept for a search by an index; and the job that gives
//! those that were here before the keys theirs. It searches nothing.

use super::merging::name_key;
use super::saving::{NARROW, insert_rows};
use super::{Party, keys};
use crate::app::App;
use crate::platform::db::{Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::jobs::{self, Job, Lease};
use crate::platform::moment::Timestamp;
use serde::{Deserialize, Serialize};

/// Gives every party without keys its own, some at a time, while the desk runs.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeyParties {}

impl Job for KeyParties {
    type Context = App;
    const KIND: &'static str = "parties.key";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        while app.db.write(None, key_some).await.map_err(Failure::into_anyhow)? > 0 {}
        Ok(())
    }
}

/// The verb that queues the job where it has something to do: called whenever the desk starts.
///
/// # Errors
/// When the database fails.
pub async fn begin(tx: &mut Tx, now: Timestamp) -> Result<(), Failure> {
    let any = Sql::new("SELECT id FROM parties WHERE keyed = 0 AND same_as IS NULL ORDER BY id LIMIT 1");
    if tx.value::<i64>(any).await?.is_some() {
        jobs::enqueue_once(tx, &KeyParties {}, now, KeyParties::KIND)?;
    }
    Ok(())
}

/// Writes the keys of these parties, which have none yet.
pub(super) async fn insert(tx: &mut Tx, parties: &[Party]) -> Result<(), Failure> {
    let mut said: Vec<(&str, String, i64)> = Vec::new();
    for party in parties {
        let numbers = party.number.as_deref().map(keys::number_beginnings).unwrap_or_default();
        let phones = party.phone.as_deref().map(keys::phone_beginnings).unwrap_or_default();
        said.extend(numbers.into_iter().map(|key| ("number", key, party.id)));
        said.extend(phones.into_iter().map(|key| ("phone", key, party.id)));
    }
    // In the order of the index, neighbours fall on the same page.
    said.sort_unstable();
    let rows = said.into_iter().map(|(kind, key, party)| vec![kind.into(), key.into(), party.into()]).collect();
    insert_rows(tx, "INSERT INTO party_keys (kind, key, party_id) VALUES ", rows, "", NARROW).await?;
    Ok(())
}

/// The verb: keys a hundred parties, and answers how many there were.
async fn key_some(tx: &mut Tx) -> Result<usize, Failure> {
    // Who leads to somebody else is found by nothing.
    let sql = Sql::new(
        "UPDATE parties SET keyed = 1 WHERE same_as IS NULL AND id IN
         (SELECT id FROM parties WHERE keyed = 0 AND same_as IS NULL ORDER BY id LIMIT 100) RETURNING ",
    );
    let parties: Vec<Party> = tx.all(sql.push(Party::COLUMNS)).await?;
    if !parties.is_empty() {
        let ids = parties.iter().map(|party| party.id);
        tx.execute(Sql::new("DELETE FROM party_keys WHERE party_id IN ").list(ids)).await?;
        insert(tx, &parties).await?;
        for (party, name) in parties.iter().filter_map(|party| Some((party, name_key(party)?))) {
            let sql = Sql::new("UPDATE parties SET name_key = ? WHERE id = ?");
            tx.execute(sql.bind(name).bind(party.id)).await?;
        }
    }
    Ok(parties.len())
}
