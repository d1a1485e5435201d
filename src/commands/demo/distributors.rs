//! The distributors of the demo, as a CSV file that is imported like any other: it stays in the data folder, to try
//! the import with.

use super::luck::Luck;
use super::names::{COUNTRIES, Country};
use crate::parties::importing;
use crate::people::Actor;
use crate::platform::db::{Db, FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text;
use std::path::Path;

const WARNINGS: &[&str] = &[
    "Account on hold for unpaid invoices: no new orders before Accounts has agreed.",
    "Speaks to her solicitor first. Put nothing in writing without the lead.",
    "Under compliance review: do not discuss commission.",
    "Deaf: please write, do not call.",
    "Two accounts of nearly the same name: check the number twice.",
    "VIP: the lead answers personally.",
];

/// The prefixes of numbers, in the order of the call centres.
const PREFIXES: [&str; 4] = ["CA", "US", "UK", "AU"];

/// A distributor and who calls for it.
pub(super) struct Customer {
    pub(super) id: i64,
    pub(super) who: String,
}

/// The distributors of each call centre, in the order in which they were imported.
pub(super) async fn customers(db: &Db) -> anyhow::Result<[Vec<Customer>; 4]> {
    #[derive(FromRow)]
    struct Row {
        id: i64,
        number: String,
        name: String,
        contact: Option<String>,
    }
    let rows: Vec<Row> = db.reads().all(Sql::new("SELECT id, number, name, contact FROM parties ORDER BY id")).await?;
    let mut customers: [Vec<Customer>; 4] = Default::default();
    for row in rows {
        let centre = PREFIXES.iter().position(|prefix| row.number.starts_with(prefix)).unwrap_or_default();
        customers[centre].push(Customer { id: row.id, who: row.contact.unwrap_or(row.name) });
    }
    Ok(customers)
}

/// Writes the file and imports it, as if it had happened at `at`.
pub(super) async fn import(db: &Db, file: &Path, count: u32, luck: &mut Luck, at: Timestamp) -> anyhow::Result<()> {
    let mut sheet = csv::Writer::from_path(file)?;
    sheet.write_record(["Number", "Name", "Region", "Contact", "Email", "Phone", "Language", "Status", "Warning"])?;
    for index in 0..count {
        sheet.write_record(record(index, luck))?;
    }
    sheet.flush()?;
    importing::import(db, Actor::System, file, || at, |_| {}).await.map_err(Failure::into_anyhow)?;
    Ok(())
}

/// A name as it stands in an e-mail address: José is jose there.
fn mail_name(name: &str) -> String {
    text::fold(name).chars().filter(char::is_ascii_alphanumeric).collect()
}

fn record(index: u32, luck: &mut Luck) -> [String; 9] {
    // One of each first, so that every call centre has somebody to call it.
    let first = usize::try_from(index).ok().filter(|index| *index < PREFIXES.len());
    let centre = first.unwrap_or_else(|| luck.weighted(&[34, 36, 18, 12]));
    let country: &Country = COUNTRIES[centre];
    let region = &country.regions[luck.below(country.regions.len())];
    let name = country.distributor(luck);
    let contact = if luck.chance(80) { country.person(luck) } else { String::new() };
    let letters = mail_name(&contact);
    let is_english = region.language == "en" || luck.chance(25);
    let number = format!("{}{:05}", PREFIXES[centre], 10_000 + index);
    [
        number,
        name,
        region.name.to_owned(),
        contact,
        if letters.is_empty() || luck.chance(15) { String::new() } else { format!("{letters}{index}@example.com") },
        if luck.chance(94) { country.phone(region, luck) } else { String::new() },
        if is_english { "en".to_owned() } else { region.language.to_owned() },
        if luck.chance(93) { "active".to_owned() } else { "inactive".to_owned() },
        if luck.below(60) == 0 { luck.pick(WARNINGS).to_owned() } else { String::new() },
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_leave_no_gaps_in_addresses() {
        assert_eq!(mail_name("José Núñez"), "josenunez");
        assert_eq!(mail_name("Siân O'Sullivan-Ng"), "sianosullivanng");
        assert_eq!(mail_name("Łukasz Groß"), "lukaszgross");
    }
}
