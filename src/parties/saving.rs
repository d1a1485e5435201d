//! How parties are written, from the rows of an import most of all: new ones, changed ones, their search words and sort keys, a
//! chunk with few statements. It knows nothing of files and cursors.

use super::columns::Column;
use super::lines::Line;
use super::merging::{merge, name_key};
use super::recognising::recognised;
use super::{Party, Standing, doubting, keying, keys};
use crate::platform::db::{Happening, Reads, Sql, Tx, Value};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text;
use serde_json::json;
use std::collections::HashMap;

/// Rows in one statement at most, for wide rows and for narrow ones; powers of two, so that few texts are prepared.
const WIDE: usize = 64;
pub(super) const NARROW: usize = 256;

/// What became of the rows of a chunk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) added: i64,
    pub(super) changed: i64,
    pub(super) unchanged: i64,
    /// Of those added: known before as not in the system.
    pub(super) attached: i64,
}

impl Tally {
    pub(super) fn rows(self) -> i64 {
        self.added + self.changed + self.unchanged
    }
}

/// Somebody else wrote one of these parties at the same moment: nothing of the chunk is kept, and it is tried again.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a party was written by somebody else at the same moment")]
pub(super) struct Raced;

/// Writes what the lines say that is not so yet; each number stands in them once.
///
/// # Errors
/// [`Raced`], or when the database fails.
pub(super) async fn save(
    tx: &mut Tx,
    import: i64,
    by: Option<i64>,
    lines: &[Line],
    now: Timestamp,
) -> Result<Tally, Failure> {
    let known = known(tx, lines).await?;
    let mut tally = Tally::default();
    let mut added = Vec::new();
    let strangers: Vec<&Line> = lines.iter().filter(|line| !known.contains_key(&line.key)).collect();
    let mut found = recognised(tx, &strangers).await?;
    for line in lines {
        match known.get(&line.key) {
            // The prospect's own row gets the number: whatever is theirs, tickets and drafts, is the new party's at once.
            None if found.certain.contains_key(&line.key) => {
                let Some((prospect, sign, others)) = found.certain.remove(&line.key) else { continue };
                tally.added += 1;
                tally.attached += 1;
                let body = json!({ "import": import, "recognised_by": sign.word() });
                let after = line.applied_to(prospect.clone());
                rewrite(tx, by, &prospect, after, "party.registered", body, now).await?;
                for other in &others {
                    merge(tx, by, other, prospect.id, now).await?;
                }
            }
            None => {
                tally.added += 1;
                added.push(line.applied_to(blank(tx.id_from_block("parties").await?, now)));
            }
            Some(before) => match change(tx, import, by, before, line, now).await? {
                true => tally.changed += 1,
                false => tally.unchanged += 1,
            },
        }
    }
    insert(tx, &added).await?;
    doubting::note(tx, import, found.doubts).await?;
    Ok(tally)
}

/// The parties whose numbers stand in these lines.
///
/// # Errors
/// When the database fails.
pub(super) async fn known(reads: &impl Reads, lines: &[Line]) -> Result<HashMap<String, Party>, Failure> {
    let sql = Sql::new("SELECT ").push(Party::COLUMNS).push(" FROM parties WHERE number_key IN ");
    let parties: Vec<Party> = reads.all(sql.list(lines.iter().map(|line| line.key.clone()))).await?;
    let keyed = parties.into_iter().filter_map(|party| Some((keys::number_key(party.number.as_deref()?)?, party)));
    Ok(keyed.collect())
}

/// Whether the line says anything new; then the party is replaced, and an event says what changed.
async fn change(
    tx: &mut Tx,
    import: i64,
    by: Option<i64>,
    before: &Party,
    line: &Line,
    now: Timestamp,
) -> Result<bool, Failure> {
    let after = line.applied_to(before.clone());
    if after == *before {
        return Ok(false);
    }
    rewrite(tx, by, before, after, "party.changed", json!({ "import": import }), now).await?;
    Ok(true)
}

/// Replaces a party, and records as `kind` in which columns it differs, beside what `body` says already.
pub(super) async fn rewrite(
    tx: &mut Tx,
    by: Option<i64>,
    before: &Party,
    after: Party,
    kind: &'static str,
    mut body: serde_json::Value,
    now: Timestamp,
) -> Result<(), Failure> {
    let after = Party { version: before.version + 1, updated_at: now, ..after };
    replace(tx, before, &after).await?;
    if after.name != before.name {
        tx.execute(Sql::new("DELETE FROM party_words WHERE party_id = ?").bind(after.id)).await?;
        insert_words(tx, std::slice::from_ref(&after)).await?;
    }
    if after.number != before.number || after.phone != before.phone {
        tx.execute(Sql::new("DELETE FROM party_keys WHERE party_id = ?").bind(after.id)).await?;
        keying::insert(tx, std::slice::from_ref(&after)).await?;
        tx.execute(Sql::new("UPDATE parties SET keyed = 1 WHERE id = ?").bind(after.id)).await?;
    }
    let changes: serde_json::Map<_, _> = Column::ALL
        .iter()
        .filter(|column| value(before, **column) != value(&after, **column))
        .map(|column| (column.as_str().to_owned(), json!([value(before, *column), value(&after, *column)])))
        .collect();
    body["version"] = after.version.into();
    body["changes"] = changes.into();
    tx.record(Happening { at: now, actor: by, subject: Party::subject_of(after.id), kind, body });
    Ok(())
}

async fn replace(tx: &mut Tx, before: &Party, after: &Party) -> Result<(), Failure> {
    let sql = Sql::new(
        "UPDATE parties SET number = ?, number_key = ?, name = ?, name_sort = ?, region = ?, contact = ?, email = ?, email_key = ?,
         phone = ?, phone_key = ?, language = ?, status = ?, warning = ?, updated_at = ?, version = ?, name_key = ?
         WHERE id = ? AND version = ?",
    )
    .bind(after.number.clone())
    .bind(after.number.as_deref().and_then(keys::number_key))
    .bind(after.name.clone())
    .bind(text::sort_key_text(&after.name))
    .bind(after.region.clone())
    .bind(after.contact.clone())
    .bind(after.email.clone())
    .bind(after.email.as_deref().and_then(keys::email_key))
    .bind(after.phone.clone())
    .bind(after.phone.as_deref().and_then(keys::phone_key))
    .bind(after.language.clone())
    .bind(after.status)
    .bind(after.warning.clone())
    .bind(after.updated_at)
    .bind(after.version)
    .bind(name_key(after))
    .bind(before.id)
    .bind(before.version);
    if tx.execute(sql).await? == 0 { Err(anyhow::Error::new(Raced).into()) } else { Ok(()) }
}

pub(super) async fn insert(tx: &mut Tx, parties: &[Party]) -> Result<(), Failure> {
    let head = "INSERT INTO parties (id, number, number_key, name, name_sort, region, contact, email, email_key,
         phone, phone_key, language, status, warning, updated_at, version, keyed, name_key) VALUES ";
    let rows = parties.iter().map(row).collect();
    let written = insert_rows(tx, head, rows, " ON CONFLICT (number_key) DO NOTHING", WIDE).await?;
    if written != parties.len() as u64 {
        return Err(anyhow::Error::new(Raced).into());
    }
    insert_words(tx, parties).await?;
    keying::insert(tx, parties).await
}

fn row(party: &Party) -> Vec<Value> {
    vec![
        party.id.into(),
        party.number.clone().into(),
        party.number.as_deref().and_then(keys::number_key).into(),
        party.name.clone().into(),
        text::sort_key_text(&party.name).into(),
        party.region.clone().into(),
        party.contact.clone().into(),
        party.email.clone().into(),
        party.email.as_deref().and_then(keys::email_key).into(),
        party.phone.clone().into(),
        party.phone.as_deref().and_then(keys::phone_key).into(),
        party.language.clone().into(),
        party.status.into(),
        party.warning.clone().into(),
        party.updated_at.into(),
        party.version.into(),
        1_i64.into(),
        name_key(party).into(),
    ]
}

async fn insert_words(tx: &mut Tx, parties: &[Party]) -> Result<(), Failure> {
    let mut words: Vec<(String, i64)> = Vec::new();
    for party in parties {
        words.extend(text::words_to_index(&party.name).into_iter().map(|word| (word, party.id)));
    }
    // In the order of the index, neighbours fall on the same page.
    words.sort_unstable();
    let rows = words.into_iter().map(|(word, party)| vec![word.into(), party.into()]).collect();
    insert_rows(tx, "INSERT INTO party_words (word, party_id) VALUES ", rows, "", NARROW).await?;
    Ok(())
}

/// Inserts in runs of powers of two, `most` at most; answers how many rows were written.
pub(super) async fn insert_rows(
    tx: &mut Tx,
    head: &'static str,
    mut rows: Vec<Vec<Value>>,
    tail: &'static str,
    most: usize,
) -> Result<u64, Failure> {
    let mut written = 0;
    while !rows.is_empty() {
        let rest = rows.split_off(1 << rows.len().min(most).ilog2());
        let mut sql = Sql::new(head);
        for (index, row) in rows.into_iter().enumerate() {
            sql = sql.push(if index == 0 { "(" } else { ", (" }).values(row).push(")");
        }
        written += tx.execute(sql.push(tail)).await?;
        rows = rest;
    }
    Ok(written)
}

pub(super) fn blank(id: i64, now: Timestamp) -> Party {
    Party {
        id,
        number: None,
        name: String::new(),
        region: None,
        contact: None,
        email: None,
        phone: None,
        language: None,
        status: Standing::Active,
        warning: None,
        updated_at: now,
        version: 1,
    }
}

impl Line {
    /// The party as this line says. What the file has no column for stays; a status left empty stays too.
    pub(super) fn applied_to(&self, mut party: Party) -> Party {
        for (column, said) in &self.says {
            let said = said.clone();
            match column {
                Column::Number => party.number = said,
                Column::Name => party.name = said.unwrap_or_default(),
                Column::Region => party.region = said,
                Column::Contact => party.contact = said,
                Column::Email => party.email = said,
                Column::Phone => party.phone = said,
                Column::Language => party.language = said,
                Column::Status => party.status = said.and_then(|word| word.parse().ok()).unwrap_or(party.status),
                Column::Warning => party.warning = said,
            }
        }
        party
    }
}

/// What a party says in a column.
pub(super) fn value(party: &Party, column: Column) -> Option<&str> {
    match column {
        Column::Number => party.number.as_deref(),
        Column::Name => Some(&party.name),
        Column::Region => party.region.as_deref(),
        Column::Contact => party.contact.as_deref(),
        Column::Email => party.email.as_deref(),
        Column::Phone => party.phone.as_deref(),
        Column::Language => party.language.as_deref(),
        Column::Status => Some(party.status.as_str()),
        Column::Warning => party.warning.as_deref(),
    }
}
