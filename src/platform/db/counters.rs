//! Counters: sums that the writer keeps with the rows they count, so that a page never counts a million
//! rows. Rooms name them and can recompute them; `doctor` compares.

use super::{DbErr, FromRow, Reads, Sql, Tx};
use std::collections::BTreeMap;

/// Sums that a room recomputed from its rows, by counter name.
pub type Recount = BTreeMap<String, i64>;

/// The values of the counters whose names begin with `prefix`; one that was never moved is missing. Inside a verb they
/// include what the batch has counted so far, as the rows that the verb sees do.
///
/// # Errors
/// When the database fails.
pub async fn beginning_with(reads: &impl Reads, prefix: &str) -> Result<Recount, DbErr> {
    // The last character of the range bound is the greatest that a counter name may hold.
    let sql = Sql::new("SELECT name, value FROM counters WHERE name >= ? AND name < ?")
        .bind(prefix)
        .bind(format!("{prefix}~"));
    let rows: Vec<Counter> = reads.all(sql).await?;
    let mut values: Recount = rows.into_iter().map(|row| (row.name, row.value)).collect();
    for (name, by) in reads.unflushed() {
        if name.starts_with(prefix) {
            let value = values.entry(name.into_owned()).or_default();
            *value = value.saturating_add(by);
        }
    }
    Ok(values)
}

/// The values of these counters; one that was never moved is missing. As [`beginning_with`], for who knows which few
/// of many counters a page needs.
///
/// # Errors
/// When the database fails.
pub async fn named(reads: &impl Reads, names: impl IntoIterator<Item = String>) -> Result<Recount, DbErr> {
    let names: Vec<String> = names.into_iter().collect();
    let sql = Sql::new("SELECT name, value FROM counters WHERE name IN ").list(names.iter().map(String::as_str));
    let rows: Vec<Counter> = reads.all(sql).await?;
    let mut values: Recount = rows.into_iter().map(|row| (row.name, row.value)).collect();
    for (name, by) in reads.unflushed() {
        if names.iter().any(|wanted| *wanted == name) {
            let value = values.entry(name.into_owned()).or_default();
            *value = value.saturating_add(by);
        }
    }
    Ok(values)
}

/// A counter that does not say what its rows say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Its name.
    pub name: String,
    /// What it says.
    pub says: i64,
    /// What the rows say.
    pub truth: i64,
}

/// Compares every counter under `prefix` with what its room recomputed.
///
/// # Errors
/// When the database fails.
pub async fn compare(reads: &impl Reads, prefix: &str, truth: &Recount) -> Result<Vec<Wrong>, DbErr> {
    let says = beginning_with(reads, prefix).await?;
    let names = says.keys().chain(truth.keys());
    let names: std::collections::BTreeSet<&String> = names.collect();
    let value = |of: &Recount, name: &String| of.get(name).copied().unwrap_or_default();
    Ok(names
        .into_iter()
        .map(|name| Wrong { name: name.clone(), says: value(&says, name), truth: value(truth, name) })
        .filter(|wrong| wrong.says != wrong.truth)
        .collect())
}

/// Puts a counter right, by the difference, so that verbs that run meanwhile still count.
pub fn mend(tx: &mut Tx, wrong: &Wrong) {
    tx.count(wrong.name.clone(), wrong.truth - wrong.says);
}

#[derive(FromRow)]
struct Counter {
    name: String,
    value: i64,
}
