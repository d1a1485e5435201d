//! Finding a party by number, by words of its name in any order, or by telephone. Every question is answered from
//! indexes and looks at a bounded number of rows, however common its words are. It knows no page.

use super::keys;
use super::party::Party;
use crate::people::{Actor, Permission};
use crate::platform::db::{Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::text;
use serde::Deserialize;
use utoipa::IntoParams;

/// Parties on one answer.
pub const PAGE: usize = 50;
/// One more than [`PAGE`], to know whether there is more. Limits are literal, so that a planner can count on them.
const LIMIT: &str = " LIMIT 51";
/// Parties of the driving condition that are looked at, at most, while the other conditions turn them down.
const MOST_SCANNED: &str = " LIMIT 20000";
/// Parties that hold the one condition, or all of several, and are put in order, at most: a common word costs no more
/// than a rare one. Of several fewer, because for each the engine turns others down.
const MOST_SORTED: [&str; 2] = [" LIMIT 1000", " LIMIT 250"];
/// How far the conditions are counted to find the rarest.
const MOST_COUNTED: i64 = 2_000;
/// Words of one question that count; the rest of a pasted text does not.
const MOST_WORDS: usize = 16;
/// Greater than every character of a key, in the byte order of both engines.
const END: char = '\u{10FFFF}';

/// What is looked for. All of it must hold; nothing at all finds the first by name of those with a number. Who is not
/// in the system is found by name and telephone only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
pub struct Seek {
    /// The beginning of a number, or a telephone number.
    pub number: Option<String>,
    /// Words of the name in any order, each from its beginning.
    pub name: Option<String>,
    /// A telephone number; its last ten digits count.
    pub phone: Option<String>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// [`PAGE`] at most: by number if one was asked for (the exact one first), else by name.
    pub parties: Vec<Party>,
    /// There are others.
    pub more: bool,
}

/// The parties that `seek` describes, as `by` may see them. No text is wrong: what cannot be found is not there.
///
/// # Errors
/// Not seen, for who may not look parties up.
pub async fn search(reads: &impl Reads, by: impl Into<Actor<'_>>, seek: &Seek) -> Result<Found, Failure> {
    by.into().check_may(Permission::ReadParties)?;
    let mut found = Vec::new();
    for conditions in seek.conditions() {
        if found.len() > PAGE {
            break;
        }
        let driver = rarest(reads, &conditions).await?;
        let others: Vec<Party> = reads.all(page(&conditions, driver)).await?;
        found.extend(
            others
                .into_iter()
                .filter(|other| !found.iter().any(|party: &Party| party.id == other.id))
                .collect::<Vec<_>>(),
        );
    }
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    Ok(Found { parties: found, more })
}

impl Seek {
    /// Every statement that may answer this: for those who read the engines' plans.
    #[must_use]
    pub fn statements(&self) -> Vec<Sql> {
        let ways = self.conditions();
        let pages = ways.iter().flat_map(|way| (0..way.len().max(1)).map(|driver| page(way, driver)));
        let counts = ways.iter().flatten().map(Condition::in_order);
        pages.chain(counts.map(|rows| Sql::new("SELECT 1 ").append(rows).push(" LIMIT 2000"))).collect()
    }

    /// The ways in which a party may be what is looked for, each with all that must hold.
    fn conditions(&self) -> Vec<Vec<Condition>> {
        let mut common = Vec::new();
        if let Some(name) = given(self.name.as_deref()) {
            let words: Vec<_> = text::words(name).into_iter().take(MOST_WORDS).map(Condition::Word).collect();
            if words.is_empty() {
                return Vec::new();
            }
            common.extend(words);
        }
        if let Some(phone) = given(self.phone.as_deref()) {
            let Some(key) = keys::phone_key(phone) else { return Vec::new() };
            common.push(Condition::Phone(key));
        }
        let Some(number) = given(self.number.as_deref()) else { return vec![common] };
        let by_number = keys::number_key(number).map(Condition::Number);
        let by_phone = keys::phone_key_of_all(number).map(Condition::Phone);
        let ways = by_number.into_iter().chain(by_phone);
        ways.map(|first| std::iter::once(first).chain(common.iter().cloned()).collect()).collect()
    }
}

fn given(field: Option<&str>) -> Option<&str> {
    field.filter(|text| !text.trim().is_empty())
}

#[derive(Clone, Debug)]
enum Condition {
    /// The key of the number begins so.
    Number(String),
    /// A word of the name begins so.
    Word(String),
    /// This is the key of the telephone number.
    Phone(String),
}

impl Condition {
    /// `FROM … WHERE …` of what holds the condition, answered by an index.
    fn rows(&self) -> Sql {
        match self {
            Self::Number(start) => range(Sql::new("FROM parties WHERE number_key"), "number_key", start),
            Self::Word(start) => range(Sql::new("FROM party_words WHERE word"), "word", start),
            Self::Phone(key) => Sql::new("FROM parties WHERE phone_key = ?").bind(key.clone()),
        }
    }

    /// `rows` in the order of the index: it is what keeps a planner from reading the table until it has enough, and
    /// both engines are cut off alike.
    fn in_order(&self) -> Sql {
        let order = match self {
            Self::Number(_) => " ORDER BY number_key",
            Self::Word(_) => " ORDER BY word, party_id",
            Self::Phone(_) => " ORDER BY phone_key",
        };
        self.rows().push(order)
    }

    /// The ids of what holds the condition.
    fn source(&self) -> Sql {
        Sql::new(if matches!(self, Self::Word(_)) { "SELECT party_id AS id " } else { "SELECT id " })
            .append(self.in_order())
    }

    /// Whether it holds for the party `d.id`. A scalar: neither engine may turn it into a join over everything.
    fn holds(&self) -> Sql {
        let sql = match self {
            Self::Number(start) => {
                range(Sql::new("SELECT 1 FROM parties p WHERE p.id = d.id AND p.number_key"), "p.number_key", start)
            }
            Self::Word(start) => {
                range(Sql::new("SELECT 1 FROM party_words w WHERE w.party_id = d.id AND w.word"), "w.word", start)
            }
            Self::Phone(key) => {
                Sql::new("SELECT 1 FROM parties p WHERE p.id = d.id AND p.phone_key = ?").bind(key.clone())
            }
        };
        Sql::new("(").append(sql).push(" LIMIT 1) IS NOT NULL")
    }
}

/// `sql` ends in the column: what begins with `start` is a range of the index.
fn range(sql: Sql, column: &'static str, start: &str) -> Sql {
    let end = format!("{start}{END}");
    sql.push(" >= ?").bind(start).push(" AND ").push(column).push(" < ?").bind(end)
}

/// Which condition the fewest rows hold: the others are asked of its rows only.
async fn rarest(reads: &impl Reads, conditions: &[Condition]) -> Result<usize, Failure> {
    let mut best = (0, MOST_COUNTED + 1);
    for (index, condition) in conditions.iter().enumerate().filter(|_| conditions.len() > 1) {
        let count = reads.count_up_to(MOST_COUNTED.min(best.1), condition.in_order()).await?;
        if count < best.1 {
            best = (index, count);
        }
        if count == 0 {
            break;
        }
    }
    Ok(best.0)
}

/// One page, and one row more to know whether there is more.
fn page(conditions: &[Condition], driver: usize) -> Sql {
    let columns = Sql::new("SELECT ").push(Party::COLUMNS);
    match conditions {
        [] => columns.push(" FROM parties WHERE number IS NOT NULL ORDER BY name_sort, id").push(LIMIT),
        [number @ Condition::Number(_)] => columns.push(" ").append(number.in_order()).push(LIMIT),
        _ => ordered(columns, conditions, driver),
    }
}

fn ordered(columns: Sql, conditions: &[Condition], driver: usize) -> Sql {
    let by_number = conditions.iter().any(|condition| matches!(condition, Condition::Number(_)));
    let key = if by_number { "number_key" } else { "name_sort" };
    // The sort key is a scalar too: joining a thousand candidates, a planner may prefer to read the whole table.
    columns
        .push(" FROM (SELECT c.id AS found, (SELECT p.")
        .push(key)
        .push(" FROM parties p WHERE p.id = c.id) AS place FROM (")
        .append(candidates(conditions, driver))
        .push(") AS c ORDER BY place, found")
        .push(LIMIT)
        .push(") AS f JOIN parties ON parties.id = f.found ORDER BY f.place, f.found")
}

fn candidates(conditions: &[Condition], driver: usize) -> Sql {
    let Some(source) = conditions.get(driver).map(Condition::source) else { return Sql::new("SELECT NULL AS id") };
    let mut sql =
        Sql::new("SELECT DISTINCT k.id FROM (SELECT d.id FROM (").append(source).push(MOST_SCANNED).push(") AS d");
    let others = conditions.iter().enumerate().filter(|(index, _)| *index != driver);
    for (place, (_, other)) in others.enumerate() {
        sql = sql.push(if place == 0 { " WHERE " } else { " AND " }).append(other.holds());
    }
    sql.push(MOST_SORTED[usize::from(conditions.len() > 1)]).push(") AS k")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(number: &str, name: &str, phone: &str) -> Vec<String> {
        let seek = Seek { number: Some(number.into()), name: Some(name.into()), phone: Some(phone.into()) };
        seek.conditions().iter().map(|way| format!("{way:?}")).collect()
    }

    #[test]
    fn a_question_becomes_conditions() {
        assert_eq!(ways(" ", "", ""), ["[]"]);
        assert_eq!(ways("CA-1", "", ""), [r#"[Number("ca-1")]"#]);
        assert_eq!(ways("", "Söhne O’Neil", ""), [r#"[Word("sohne"), Word("oneil")]"#]);
        assert_eq!(ways("416 555 0134", "", ""), [r#"[Number("4165550134")]"#, r#"[Phone("4165550134")]"#]);
        assert_eq!(ways("1", "a", "+1 416 555 0134"), [r#"[Number("1"), Word("a"), Phone("4165550134")]"#]);
    }

    #[test]
    fn what_cannot_be_found_is_not_asked() {
        for (number, name, phone) in
            [("", "%%%", ""), ("", "🎪", ""), ("\0", "", ""), ("", "", "12"), (&*"9".repeat(10_000), "", "")]
        {
            assert!(ways(number, name, phone).is_empty());
        }
        let long: String = (0..10_000).map(|number| format!("w{number} ")).collect();
        assert_eq!(Seek { name: Some(long), ..Seek::default() }.conditions()[0].len(), MOST_WORDS);
    }
}
