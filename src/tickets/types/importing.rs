//! Applying a file to the list, once somebody has read what it would do: all of it in one transaction, or nothing where
//! the list has changed since. It knows no page.

use super::OTHER;
use super::editing::{add_sound, change_sound};
use super::happenings::{self, TypeEvent};
use super::planning::{Fate, Plan, Renames, plan};
use super::rows::{TypeRow, judged_again};
use super::storing::{self, Stored};
use crate::people::{Actor, Permission};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::refusal::Refusal;
use serde::{Deserialize, Deserializer, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What is asked: the sound rows of a file, and what they mean.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
pub struct ImportTypes {
    /// The version of the list that the file was compared with.
    pub list: i64,
    /// The rows as the preview answered them; in a form, as one text of JSON.
    #[serde(deserialize_with = "rows_or_text")]
    pub rows: Vec<TypeRow>,
    /// New names of types that are there: `7=3` says that line 7 is the new name of the type 3, `7=` that it is a new type.
    #[serde(default)]
    pub renames: Vec<String>,
    /// Whether types that the file does not have are retired; else they stay, behind those of the file.
    #[serde(default)]
    pub retire_missing: bool,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub(super) added: i64,
    pub(super) changed: i64,
    pub(super) renamed: i64,
    pub(super) restored: i64,
    pub(super) retired: i64,
}

/// The verb.
///
/// # Errors
/// Not seen; the list changed since; rows that are not sound; new names that cannot be.
pub async fn import(tx: &mut Tx, by: Actor<'_>, _: (), ask: &ImportTypes, now: Timestamp) -> Result<Counts, Failure> {
    by.check_may(Permission::EditTypes)?;
    if storing::list(tx).await?.version != ask.list {
        return Err(Refusal::stale("types-list-stale").into());
    }
    let rows = judged_again(&ask.rows)?;
    if rows.is_empty() {
        return Err(Refusal::invalid("file", "types-import-no-rows").into());
    }
    let types = storing::all(tx).await?;
    let plan = plan(&types, &rows, Renames::Said(&ask.renamed()?))?;
    let mut work = Work { by, now, types, counts: Counts::default() };
    let order = work.apply(tx, &rows, &plan, ask.retire_missing).await?;
    let is_reordered = storing::put_in_order(tx, &order).await? && plan.is_reordered;
    if is_reordered {
        tx.record(happenings::reordered(by, now));
    }
    if is_reordered || work.counts != Counts::default() {
        tx.record(happenings::imported(serde_json::to_value(&work.counts)?, by, now));
    }
    Ok(work.counts)
}

/// What applying needs at every row.
struct Work<'a> {
    by: Actor<'a>,
    now: Timestamp,
    types: Vec<Stored>,
    counts: Counts,
}

impl Work<'_> {
    /// Answers the order in which the types stand afterwards.
    async fn apply(
        &mut self,
        tx: &mut Tx,
        rows: &[TypeRow],
        plan: &Plan,
        retire_missing: bool,
    ) -> Result<Vec<i64>, Failure> {
        // First, so that a list that is full has room for what comes.
        for id in plan.missing.iter().filter(|_| retire_missing) {
            storing::set_retired(tx, &self.stored(*id)?, Some(self.now)).await?;
            tx.record(TypeEvent::Retired.happened(*id, self.by, self.now));
            self.counts.retired += 1;
        }
        let mut order = Vec::with_capacity(rows.len());
        for (row, fate) in rows.iter().zip(&plan.fates) {
            order.push(self.apply_row(tx, row, *fate).await?);
        }
        order.extend(plan.missing.iter().filter(|_| !retire_missing));
        order.retain(|id| *id != OTHER);
        Ok(order)
    }

    async fn apply_row(&mut self, tx: &mut Tx, row: &TypeRow, fate: Fate) -> Result<i64, Failure> {
        let (by, now) = (self.by, self.now);
        match fate {
            Fate::Added => {
                self.counts.added += 1;
                add_sound(tx, by, &row.over(None), now).await
            }
            Fate::Known(id) => {
                let before = self.stored(id)?;
                let is_changed = change_sound(tx, by, &before, &row.over(Some(before.sound())), now).await?;
                self.counts.changed += i64::from(is_changed);
                Ok(id)
            }
            Fate::Renamed(id) => {
                let before = self.stored(id)?;
                change_sound(tx, by, &before, &row.over(Some(before.sound())), now).await?;
                self.counts.renamed += 1;
                Ok(id)
            }
            Fate::Restored(id) => {
                let before = self.stored(id)?;
                storing::set_retired(tx, &before, None).await?;
                tx.record(TypeEvent::Restored.happened(id, by, now));
                let before = Stored { version: before.version + 1, ..before };
                change_sound(tx, by, &before, &row.over(Some(before.sound())), now).await?;
                self.counts.restored += 1;
                Ok(id)
            }
        }
    }

    fn stored(&self, id: i64) -> Result<Stored, Failure> {
        self.types.iter().find(|of| of.of.id == id).cloned().ok_or_else(|| Refusal::not_seen().into())
    }
}

impl ImportTypes {
    /// The types that have new names, by the lines of these.
    ///
    /// # Errors
    /// What cannot be read.
    pub(super) fn renamed(&self) -> Result<BTreeMap<u32, i64>, Refusal> {
        let mut renamed = BTreeMap::new();
        for said in &self.renames {
            let wrong = || Refusal::invalid("renames", "types-import-renames-wrong");
            let (line, id) = said.split_once('=').ok_or_else(wrong)?;
            if id.is_empty() {
                continue;
            }
            let pair = line.parse().ok().zip(id.parse().ok()).ok_or_else(wrong)?;
            renamed.insert(pair.0, pair.1);
        }
        Ok(renamed)
    }
}

/// A form has one text where JSON has a list.
fn rows_or_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<TypeRow>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Text(String),
        Rows(Vec<TypeRow>),
    }
    match Either::deserialize(deserializer)? {
        Either::Rows(rows) => Ok(rows),
        Either::Text(text) => serde_json::from_str(&text).map_err(serde::de::Error::custom),
    }
}
