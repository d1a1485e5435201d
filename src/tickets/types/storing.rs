//! The rows of the types and the one row of their list: how they are read whole, and how each write of a type moves the
//! version of the list. It judges nothing.

use super::InquiryType;
use super::judging::Sound;
use crate::platform::db::{DbErr, FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;

/// Where "Other" stands: behind all others.
const LAST: i32 = 1_000_000;

/// A type with what only those who edit it need.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(super) struct Stored {
    #[row(nested)]
    pub(super) of: InquiryType,
    pub(super) name_key: String,
    pub(super) retired_at: Option<Timestamp>,
    pub(super) version: i64,
}

/// The list as a whole.
#[derive(Clone, Debug, FromRow)]
pub(super) struct List {
    pub(super) version: i64,
    pub(super) reviewed_at: Option<Timestamp>,
    pub(super) reviewed_by: Option<String>,
}

/// Every type: those that are offered in their order, "Other" last, then the retired ones.
pub(super) async fn all(reads: &impl Reads) -> Result<Vec<Stored>, DbErr> {
    let sql = Sql::new(
        "SELECT id, name, group_name, description, search_words, due_days, name_key, retired_at, version
         FROM inquiry_types ORDER BY CASE WHEN retired_at IS NULL THEN 0 ELSE 1 END, position, id",
    );
    reads.all(sql).await
}

/// The type of this id.
pub(super) async fn find(reads: &impl Reads, id: i64) -> Result<Stored, Failure> {
    let sql = Sql::new(
        "SELECT id, name, group_name, description, search_words, due_days, name_key, retired_at, version
         FROM inquiry_types WHERE id = ?",
    );
    reads.one(sql.bind(id)).await?.ok_or_else(|| Refusal::not_seen().into())
}

/// The type of this id, for an ask that was made from the version `seen`.
pub(super) async fn find_fresh(tx: &Tx, id: i64, seen: Option<i64>) -> Result<Stored, Failure> {
    let stored = find(tx, id).await?;
    if seen != Some(stored.version) {
        return Err(Refusal::stale("types-stale").into());
    }
    Ok(stored)
}

/// The list.
pub(super) async fn list(reads: &impl Reads) -> Result<List, Failure> {
    let sql = Sql::new(
        "SELECT l.version, l.reviewed_at, u.display_name AS reviewed_by FROM inquiry_type_list l
         LEFT JOIN users u ON u.id = l.reviewed_by WHERE l.one = 1",
    );
    reads.one(sql).await?.ok_or_else(|| anyhow::anyhow!("the list of inquiry types has no row").into())
}

/// Writes a new type behind the others; answers its id.
pub(super) async fn insert(tx: &mut Tx, sound: &Sound) -> Result<i64, Failure> {
    let id = tx.next_id("inquiry_types").await?;
    let behind = Sql::new("SELECT COALESCE(MAX(position), 0) FROM inquiry_types WHERE position < ?").bind(LAST);
    let behind = tx.value::<i32>(behind).await?.unwrap_or_default();
    let sql = Sql::new(
        "INSERT INTO inquiry_types (id, name, group_name, description, search_words, due_days, name_key, position)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    );
    let sql = sql.bind(id).bind(&sound.name).bind(&sound.group).bind(&sound.description).bind(&sound.search_words);
    tx.execute(sql.bind(sound.due_days).bind(sound.key()).bind(behind + 10)).await?;
    touch(tx).await?;
    Ok(id)
}

/// Gives a type what it says of itself.
pub(super) async fn update(tx: &mut Tx, before: &Stored, sound: &Sound) -> Result<(), Failure> {
    let sql = Sql::new(
        "UPDATE inquiry_types SET name = ?, group_name = ?, description = ?, search_words = ?, due_days = ?,
         name_key = ?, version = version + 1 WHERE id = ? AND version = ?",
    );
    let sql = sql.bind(&sound.name).bind(&sound.group).bind(&sound.description).bind(&sound.search_words);
    let sql = sql.bind(sound.due_days).bind(sound.key()).bind(before.of.id).bind(before.version);
    written(tx, sql).await
}

/// Retires a type, or brings it back behind the others.
pub(super) async fn set_retired(tx: &mut Tx, before: &Stored, at: Option<Timestamp>) -> Result<(), Failure> {
    let sql = Sql::new("UPDATE inquiry_types SET retired_at = ?, version = version + 1 WHERE id = ? AND version = ?");
    written(tx, sql.bind(at).bind(before.of.id).bind(before.version)).await
}

/// Puts the offered types in this order, which names each but "Other"; answers whether any moved.
pub(super) async fn put_in_order(tx: &mut Tx, ids: &[i64]) -> Result<bool, Failure> {
    let mut moved = 0;
    for (place, id) in (1_i32..).zip(ids) {
        let sql = Sql::new("UPDATE inquiry_types SET position = ? WHERE id = ? AND position <> ?");
        moved += tx.execute(sql.bind(place * 10).bind(*id).bind(place * 10)).await?;
    }
    if moved > 0 {
        touch(tx).await?;
    }
    Ok(moved > 0)
}

/// Every change of a type is one of the list.
pub(super) async fn touch(tx: &mut Tx) -> Result<(), DbErr> {
    tx.execute(Sql::new("UPDATE inquiry_type_list SET version = version + 1 WHERE one = 1")).await?;
    tx.wake("types");
    Ok(())
}

async fn written(tx: &mut Tx, sql: Sql) -> Result<(), Failure> {
    if tx.execute(sql).await? == 0 {
        return Err(Refusal::stale("types-stale").into());
    }
    touch(tx).await?;
    Ok(())
}

impl Stored {
    /// Whether new inquiries may have it.
    pub(super) const fn is_offered(&self) -> bool {
        self.retired_at.is_none()
    }

    /// What it says of itself.
    pub(super) fn sound(&self) -> Sound {
        let of = self.of.clone();
        Sound {
            name: of.name,
            group: of.group_name,
            description: of.description,
            search_words: of.search_words,
            due_days: of.due_days,
        }
    }

    /// The fields in which it says something else than this, by their names in forms.
    pub(super) fn differences(&self, sound: &Sound) -> Vec<&'static str> {
        let own = self.sound();
        let fields = [
            ("name", own.name == sound.name),
            ("group", own.group == sound.group),
            ("description", own.description == sound.description),
            ("search_words", own.search_words == sound.search_words),
            ("due_days", own.due_days == sound.due_days),
        ];
        fields.into_iter().filter_map(|(field, is_same)| (!is_same).then_some(field)).collect()
    }
}
