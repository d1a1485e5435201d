//! What an import could not tell: whom a row may be about, by name and line. The first are kept for whoever runs the
//! import, for a day after its end, and the others counted. It decides nothing.

use super::saving::insert_rows;
use crate::platform::db::{Db, FromRow, Reads, Sql, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::platform::text::{Arg, Texts};
use crate::text_enum;
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use utoipa::ToSchema;

/// Doubts of an import that are kept and told; of the others only the count is said.
const MOST_TOLD: i64 = 50;
/// Of one line.
const MOST_OF_LINE: usize = 5;
/// How long they are kept after the end of their import.
pub(super) const KEPT_MILLIS: i64 = 86_400_000;

text_enum! {
    /// Why nobody can tell.
    pub enum Doubtful {
        /// They have the same name, and nothing else.
        Name = "name",
        /// Another line of the file could be the same person.
        Twice = "twice",
        /// Somebody with a number has the same e-mail address or telephone number.
        Taken = "taken",
        /// Other prospects, of other names or too many of them, have the same e-mail address or telephone number.
        Several = "several",
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
    /// The name in the row; nothing for who may not look distributors up.
    pub name: Option<String>,
    /// What the prospect is called; nothing for who may not.
    pub known_as: Option<String>,
    /// Why nobody can tell.
    pub why: Doubtful,
}

impl Doubt {
    /// The same for whoever may not look distributors up: which row it is about, and not who.
    pub(super) fn hide_names(&mut self) {
        (self.name, self.known_as) = (None, None);
    }

    /// The sentence that says it.
    #[must_use]
    pub fn said(&self, texts: &Texts) -> String {
        let (Some(name), Some(known)) = (&self.name, &self.known_as) else {
            let args = [("line", Arg::id(self.line)), ("number", Arg::from(&self.number))];
            return texts.with("parties-import-doubt-hidden", &args);
        };
        let key = match self.why {
            Doubtful::Name => "parties-import-doubt-name",
            Doubtful::Twice => "parties-import-doubt-twice",
            Doubtful::Taken => "parties-import-doubt-taken",
            Doubtful::Several => "parties-import-doubt-several",
        };
        let args = [
            ("line", Arg::id(self.line)),
            ("name", Arg::from(name)),
            ("number", Arg::from(&self.number)),
            ("known", Arg::from(known)),
        ];
        texts.with(key, &args)
    }
}

/// The doubts of a chunk: the first of each line, and how many there are.
#[derive(Clone, Debug, Default)]
pub(super) struct Doubts {
    pub(super) told: Vec<Doubt>,
    of_line: HashMap<i64, usize>,
    seen: HashSet<(i64, i64)>,
}

impl Doubts {
    /// How many there are, with those that are not told.
    pub(super) fn count(&self) -> usize {
        self.seen.len()
    }

    /// Forgets those of whom there is no doubt any more.
    pub(super) fn leave_out(&mut self, parties: &HashSet<i64>) {
        self.told.retain(|doubt| !parties.contains(&doubt.party));
        self.seen.retain(|(_, party)| !parties.contains(party));
    }

    /// Adds one, unless this party was doubted in this line already.
    pub(super) fn add(&mut self, line: i64, party: i64, doubt: impl FnOnce() -> Doubt) {
        if !self.seen.insert((line, party)) {
            return;
        }
        let of_line = self.of_line.entry(line).or_default();
        *of_line += 1;
        if *of_line <= MOST_OF_LINE {
            self.told.push(doubt());
        }
    }
}

/// Keeps the doubts of a chunk, in its transaction.
pub(super) async fn note(tx: &mut Tx, import: i64, doubts: Doubts) -> Result<(), Failure> {
    let Doubts { mut told, seen, .. } = doubts;
    if seen.is_empty() {
        return Ok(());
    }
    let count = Sql::new("UPDATE party_imports SET doubts = doubts + ? WHERE id = ?");
    tx.execute(count.bind(i64::try_from(seen.len()).unwrap_or(i64::MAX)).bind(import)).await?;
    let kept = Sql::new("SELECT count(*) FROM party_import_doubts WHERE import_id = ?").bind(import);
    let kept = tx.value::<i64>(kept).await?.unwrap_or_default();
    told.sort_by_key(|doubt| (doubt.line, doubt.party));
    told.truncate(usize::try_from(MOST_TOLD - kept).unwrap_or_default());
    let row = |doubt: &Doubt| {
        let (number, name) = (doubt.number.clone().into(), doubt.name.clone().unwrap_or_default().into());
        vec![import.into(), doubt.line.into(), doubt.party.into(), number, name, doubt.why.into()]
    };
    let head = "INSERT INTO party_import_doubts (import_id, line, party_id, number, name, why) VALUES ";
    insert_rows(tx, head, told.iter().map(row).collect(), "", 64).await?;
    Ok(())
}

/// Throws away what imports that ended more than a day ago could not tell.
pub(super) async fn sweep(db: &Db, now: Timestamp) -> Result<(), Failure> {
    let before = now.plus_millis(-KEPT_MILLIS);
    loop {
        let old = Sql::new(
            "SELECT d.import_id FROM party_import_doubts d JOIN party_imports i ON i.id = d.import_id
             WHERE i.finished_at < ? LIMIT 1",
        );
        let Some(import) = db.reads().value::<i64>(old.bind(before)).await? else { return Ok(()) };
        let sweep = async move |tx: &mut Tx| {
            // A handful: no more were kept.
            Ok(tx.execute(Sql::new("DELETE FROM party_import_doubts WHERE import_id = ?").bind(import)).await?)
        };
        db.write(None, sweep).await?;
    }
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
    let all = reads.value::<i64>(Sql::new("SELECT doubts FROM party_imports WHERE id = ?").bind(import));
    let more = all.await?.unwrap_or_default() - i64::try_from(doubts.len()).unwrap_or_default();
    Ok((doubts, more))
}
