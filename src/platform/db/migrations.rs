//! The migration files that a program carries, by number and engine. It applies none.

use super::{OpenFault, engine::Engine};
use sha2::{Digest, Sha256};
use std::{borrow::Cow, collections::BTreeMap, fmt::Display};

#[derive(rust_embed::RustEmbed)]
#[folder = "migrations/"]
struct Shipped;

/// Migration files: `NNNN_name.sql` for both engines, or the pair `NNNN_name.sqlite.sql` and
/// `NNNN_name.postgres.sql`.
#[derive(Clone, Debug)]
pub struct Migrations(Vec<(String, Cow<'static, [u8]>)>);

impl Migrations {
    /// Those of this program.
    #[must_use]
    pub fn shipped() -> Self {
        let named = Shipped::iter().filter_map(|name| Some((name.to_string(), Shipped::get(&name)?.data)));
        Self(named.collect())
    }

    /// Those of a program that knew no later version, for a test of what a desk of that time becomes.
    #[must_use]
    pub fn up_to(mut self, version: u32) -> Self {
        let of = |name: &str| name.split('_').next().and_then(|number| number.parse::<u32>().ok());
        self.0.retain(|(name, _)| of(name).is_some_and(|number| number <= version));
        self
    }

    /// With one more, for a test of what a later program does.
    #[must_use]
    pub fn and(mut self, name: &str, sql: &'static str) -> Self {
        self.0.push((name.to_owned(), sql.as_bytes().into()));
        self
    }

    /// The files of one engine by version.
    pub(super) fn of(&self, engine: Engine) -> Result<BTreeMap<i64, File>, OpenFault> {
        let mut files = BTreeMap::new();
        for (name, bytes) in &self.0 {
            let stem = name.trim_end_matches(".sql");
            if stem.rsplit_once('.').is_some_and(|(_, word)| word != engine.word()) {
                continue;
            }
            let wrong = |why: &dyn Display| failed(name, why);
            let number = stem.split('_').next().unwrap_or_default();
            let version: i64 = number.parse().map_err(|error| wrong(&error))?;
            let text = std::str::from_utf8(bytes).map_err(|error| wrong(&error))?;
            let checksum = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
            let file = File { name: stem.to_owned(), sql: engine.schema(text), checksum };
            if files.insert(version, file).is_some() {
                return Err(wrong(&"its number is taken"));
            }
        }
        Ok(files)
    }
}

/// A migration as one engine takes it.
pub(super) struct File {
    pub(super) name: String,
    pub(super) sql: String,
    /// SHA-256 of the file, in hex.
    pub(super) checksum: String,
}

pub(super) fn failed(name: &str, why: &dyn Display) -> OpenFault {
    OpenFault::Migration(name.to_owned(), why.to_string())
}
