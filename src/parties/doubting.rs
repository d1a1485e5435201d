//! What an import could not tell: whom a row may be about, by name and line, kept with the import until whoever runs it
//! has read it. It decides nothing.

use super::saving::insert_rows;
use crate::platform::db::{FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::text::{Arg, Texts};
use crate::text_enum;
use serde::Serialize;
use utoipa::ToSchema;

/// Doubts that are told; of the others only the count is said.
const MOST_TOLD: i64 = 50;

text_enum! {
    /// Why nobody can tell.
    pub enum Doubtful {
        /// They have the same name, and nothing else.
        Name = "name",
        /// Another line of the file could be the same person.
        Twice = "twice",
        /// Somebody with a number has the same e-mail address or telephone number.
        Taken = "taken",
    }
}

/// That a row of an import may be about a prospect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema, FromRow)]
pub struct Doubt {
    /// As a person counts, the header included.
    pub line: i64,
    /// The prospect's id.
    #[serde(skip)]
    pub party: i64,
    /// The number in the row.
    pub number: String,
    /// The name in the row.
    pub name: String,
    /// What the prospect is called.
    pub known_as: String,
    /// Why nobody can tell.
    pub why: Doubtful,
}

impl Doubt {
    /// The sentence that says it.
    #[must_use]
    pub fn said(&self, texts: &Texts) -> String {
        let key = match self.why {
            Doubtful::Name => "parties-import-doubt-name",
            Doubtful::Twice => "parties-import-doubt-twice",
            Doubtful::Taken => "parties-import-doubt-taken",
        };
        let args = [
            ("line", Arg::id(self.line)),
            ("name", Arg::from(&self.name)),
            ("number", Arg::from(&self.number)),
            ("known", Arg::from(&self.known_as)),
        ];
        texts.with(key, &args)
    }
}

/// Keeps the doubts of a chunk, in its transaction.
pub(super) async fn note(tx: &mut Tx, import: i64, doubts: &[Doubt]) -> Result<(), Failure> {
    let row = |doubt: &Doubt| {
        let (number, name) = (doubt.number.clone().into(), doubt.name.clone().into());
        vec![import.into(), doubt.line.into(), doubt.party.into(), number, name, doubt.why.into()]
    };
    let head = "INSERT INTO party_import_doubts (import_id, line, party_id, number, name, why) VALUES ";
    insert_rows(tx, head, doubts.iter().map(row).collect(), " ON CONFLICT DO NOTHING", 64).await?;
    Ok(())
}

/// The first doubts of an import, and how many more there are.
///
/// # Errors
/// When the database fails.
pub(super) async fn of_import(reads: &impl Reads, import: i64) -> Result<(Vec<Doubt>, i64), Failure> {
    let sql = Sql::new(
        "SELECT d.line, d.party_id AS party, d.number, d.name, p.name AS known_as, d.why FROM party_import_doubts d
         JOIN parties p ON p.id = d.party_id WHERE d.import_id = ? ORDER BY d.line, d.party_id LIMIT ?",
    );
    let doubts: Vec<Doubt> = reads.all(sql.bind(import).bind(MOST_TOLD)).await?;
    let all = reads.value::<i64>(Sql::new("SELECT count(*) FROM party_import_doubts WHERE import_id = ?").bind(import));
    let more = all.await?.unwrap_or_default() - i64::try_from(doubts.len()).unwrap_or_default();
    Ok((doubts, more))
}
