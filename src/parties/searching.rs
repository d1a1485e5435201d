//! Finding a party by number, by telephone or by words of its name in any order, whichever field they are typed into. Every
//! question is answered from indexes and looks at a bounded number of rows, however common its words are. It knows no page.

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
/// One more than [`MOST_SCANNED`], to know whether some were not looked at.
const CUT_SCAN: i64 = 20_001;
/// Parties that hold the one condition, or all of several, and are put in order, at most: a common word costs no more
/// than a rare one. Of several fewer, because for each the engine turns others down.
const MOST_SORTED: [&str; 2] = [" LIMIT 1000", " LIMIT 250"];
/// How far the conditions are counted to find the rarest.
const MOST_COUNTED: i64 = 2_000;
/// Ways to read two fields together that are asked, the likeliest first: each costs its counts and its page, at every
/// letter that is typed.
const MOST_WAYS: usize = 8;
/// Words of one question that count; the rest of a pasted text does not.
const MOST_WORDS: usize = 16;
/// Greater than every character of a key, in the byte order of both engines.
const END: char = '\u{10FFFF}';

/// What is looked for. All of it must hold; nothing at all finds the first by name of those with a number. Who is not
/// in the system is found by name and telephone only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, IntoParams)]
pub struct Seek {
    /// The beginning of a number, with or without the letters before its digits; or of a telephone number, from any of its
    /// groups on; or words of the name.
    pub number: Option<String>,
    /// Words of the name in any order, each from its beginning; or what `number` takes.
    pub name: Option<String>,
    /// A telephone number; its last ten digits count.
    pub phone: Option<String>,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// [`PAGE`] at most: by number if one was asked for (the exact one first), else by name.
    pub parties: Vec<Party>,
    /// There are others, or may be.
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
        for other in reads.all::<Party>(page(&conditions, driver)).await? {
            if !found.iter().any(|party: &Party| party.id == other.id) {
                found.push(other);
            }
        }
        // Who has the number itself, and fits the other field too, is meant.
        if seek.has_two_fields() && found.iter().any(|party| is_named(party, &conditions)) {
            break;
        }
    }
    Ok(Found::of(found))
}

/// The parties whose names have all of these words, each from its beginning, as `by` may see them; nobody for no word.
/// However many numbers begin so, they leave none of them out; where common words do, there are [more](Found::more).
///
/// # Errors
/// Not seen, for who may not look parties up.
pub(super) async fn named(reads: &impl Reads, by: impl Into<Actor<'_>>, typed: &str) -> Result<Found, Failure> {
    by.into().check_may(Permission::ReadParties)?;
    let words = words(typed);
    if words.is_empty() {
        return Ok(Found::default());
    }
    let driver = rarest(reads, &words).await?;
    let mut found = Found::of(reads.all(page(&words, driver)).await?);
    // Of two or more nobody is the only one, whoever was left out.
    if found.parties.len() < 2 {
        found.more = reads.count_up_to(CUT_SCAN, words[driver].in_order()).await? == CUT_SCAN;
    }
    Ok(found)
}

impl Found {
    /// One page of these, which are one more where there are others.
    fn of(mut parties: Vec<Party>) -> Self {
        let more = parties.len() > PAGE;
        parties.truncate(PAGE);
        Self { parties, more }
    }
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

    /// The ways in which a party may be what is looked for, the likeliest first, each with all that must hold.
    fn conditions(&self) -> Vec<Vec<Condition>> {
        let mut ways = vec![(0, Vec::new())];
        for (field, is_name) in [(&self.number, false), (&self.name, true)] {
            let Some(text) = given(field.as_deref()) else { continue };
            let meant = meanings(text, is_name);
            let both = |(far, way): &(usize, Vec<Condition>)| {
                let one = |(at, meant): (usize, &Vec<Condition>)| (far + at, [way.as_slice(), meant].concat());
                meant.iter().enumerate().map(one).collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(both).collect();
        }
        ways.sort_by_key(|(far, _)| *far);
        let ways = ways.into_iter().map(|(_, way)| way);
        let mut ways: Vec<_> = if self.has_two_fields() { ways.take(MOST_WAYS).collect() } else { ways.collect() };
        if let Some(phone) = given(self.phone.as_deref()) {
            let Some(key) = keys::phone_key(phone) else { return Vec::new() };
            ways.iter_mut().for_each(|way| way.push(Condition::Phone(key.clone())));
        }
        ways
    }

    /// Whether everybody is meant.
    pub(super) fn asks_nothing(&self) -> bool {
        [&self.number, &self.name, &self.phone].into_iter().all(|field| given(field.as_deref()).is_none())
    }

    /// That the party `d` is what is looked for, in any way: as a condition on one, rather than a search for them.
    pub(super) fn holds(&self) -> Sql {
        let mut any = Sql::new("(1 = 0");
        for way in self.conditions() {
            let all = Sql::new(" OR (1 = 1");
            let all = way.iter().fold(all, |all, condition| all.push(" AND ").append(condition.holds()));
            any = any.append(all).push(")");
        }
        any.push(")")
    }

    fn has_two_fields(&self) -> bool {
        given(self.number.as_deref()).is_some() && given(self.name.as_deref()).is_some()
    }
}

/// Whether one of the conditions is the whole number of this party.
fn is_named(party: &Party, conditions: &[Condition]) -> bool {
    let Some(key) = party.number.as_deref().and_then(keys::number_key) else { return false };
    conditions.iter().any(|condition| matches!(condition, Condition::Number(start) if *start == key))
}

/// What a text may mean, wherever it was typed: a number before a telephone before a name. Without a digit in it, the
/// field decides: hardly anybody looks for all numbers that begin with the first letters of a name.
fn meanings(text: &str, is_name: bool) -> Vec<Vec<Condition>> {
    let has_digit = text.chars().any(char::is_numeric);
    let (key, loose) = (keys::number_key(text), keys::loose_key(text));
    let same = key == loose;
    let numbers = key.into_iter().chain(loose.clone().filter(|_| has_digit && !same)).map(Condition::Number);
    let parts = loose.filter(|_| has_digit).map(Condition::NumberPart);
    let phones = keys::phone_key_of_all(text).map(Condition::Phone);
    let phone_parts = keys::phone_parts(text).into_iter().map(Condition::PhonePart);
    let ways: Vec<_> = numbers.chain(parts).chain(phones).chain(phone_parts).map(|one| vec![one]).collect();
    let words = Some(words(text)).filter(|words| !words.is_empty());
    match is_name && !has_digit {
        true => words.into_iter().chain(ways).collect(),
        false => ways.into_iter().chain(words).collect(),
    }
}

fn words(text: &str) -> Vec<Condition> {
    text::words(text).into_iter().take(MOST_WORDS).map(Condition::Word).collect()
}

fn given(field: Option<&str>) -> Option<&str> {
    field.filter(|text| !text.trim().is_empty())
}

#[derive(Clone, Debug)]
enum Condition {
    /// The key of the number begins so.
    Number(String),
    /// The number begins so at its digits, or without its hyphens.
    NumberPart(String),
    /// A word of the name begins so.
    Word(String),
    /// This is the key of the telephone number.
    Phone(String),
    /// The telephone number begins so at one of its groups.
    PhonePart(String),
}

impl Condition {
    /// `FROM … WHERE …` of what holds the condition, answered by an index.
    fn rows(&self) -> Sql {
        match self {
            Self::Number(start) => range(Sql::new("FROM parties WHERE number_key"), "number_key", start),
            Self::NumberPart(start) => range(Sql::new("FROM party_keys WHERE kind = 'number' AND key"), "key", start),
            Self::Word(start) => range(Sql::new("FROM party_words WHERE word"), "word", start),
            Self::Phone(key) => Sql::new("FROM parties WHERE phone_key = ?").bind(key.clone()),
            Self::PhonePart(start) => range(Sql::new("FROM party_keys WHERE kind = 'phone' AND key"), "key", start),
        }
    }

    /// `rows` in the order of the index: it is what keeps a planner from reading the table until it has enough, and
    /// both engines are cut off alike.
    fn in_order(&self) -> Sql {
        let order = match self {
            Self::Number(_) => " ORDER BY number_key",
            Self::Word(_) => " ORDER BY word, party_id",
            Self::Phone(_) => " ORDER BY phone_key",
            Self::NumberPart(_) | Self::PhonePart(_) => " ORDER BY key, party_id",
        };
        self.rows().push(order)
    }

    /// The ids of what holds the condition.
    fn source(&self) -> Sql {
        let id = match self {
            Self::Number(_) | Self::Phone(_) => "SELECT id ",
            Self::Word(_) | Self::NumberPart(_) | Self::PhonePart(_) => "SELECT party_id AS id ",
        };
        Sql::new(id).append(self.in_order())
    }

    /// Whether it holds for the party `d.id`. A scalar: neither engine may turn it into a join over everything.
    fn holds(&self) -> Sql {
        let key = |of: &'static str, start: &str| range(Sql::new(of), "y.key", start);
        let sql = match self {
            Self::Number(start) => {
                range(Sql::new("SELECT 1 FROM parties p WHERE p.id = d.id AND p.number_key"), "p.number_key", start)
            }
            Self::NumberPart(start) => {
                key("SELECT 1 FROM party_keys y WHERE y.party_id = d.id AND y.kind = 'number' AND y.key", start)
            }
            Self::Word(start) => {
                range(Sql::new("SELECT 1 FROM party_words w WHERE w.party_id = d.id AND w.word"), "w.word", start)
            }
            Self::Phone(key) => {
                Sql::new("SELECT 1 FROM parties p WHERE p.id = d.id AND p.phone_key = ?").bind(key.clone())
            }
            Self::PhonePart(start) => {
                key("SELECT 1 FROM party_keys y WHERE y.party_id = d.id AND y.kind = 'phone' AND y.key", start)
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
        // The shortest first: of CA-1001 and CA-10010, the one that was typed whole.
        [part @ Condition::NumberPart(_)] => columns
            .push(" FROM (SELECT key, party_id ")
            .append(part.in_order())
            .push(LIMIT)
            .push(") AS f JOIN parties ON parties.id = f.party_id ORDER BY f.key, f.party_id"),
        _ => ordered(columns, conditions, driver),
    }
}

fn ordered(columns: Sql, conditions: &[Condition], driver: usize) -> Sql {
    let by_number =
        conditions.iter().any(|condition| matches!(condition, Condition::Number(_) | Condition::NumberPart(_)));
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
        assert_eq!(
            ways("CA-1", "", ""),
            [r#"[Number("ca-1")]"#, r#"[Number("ca1")]"#, r#"[NumberPart("ca1")]"#, r#"[Word("ca"), Word("1")]"#]
        );
        assert_eq!(ways("", "Söhne", ""), [r#"[Word("sohne")]"#, r#"[Number("söhne")]"#]);
        assert_eq!(ways("Söhne", "", ""), [r#"[Number("söhne")]"#, r#"[Word("sohne")]"#]);
        assert_eq!(ways("1001", "", ""), ways("", "1001", ""), "what has digits means the same in either field");
        assert_eq!(
            ways("416 555 0134", "", "")[..4],
            [
                r#"[Number("4165550134")]"#,
                r#"[NumberPart("4165550134")]"#,
                r#"[Phone("4165550134")]"#,
                r#"[PhonePart("4165550134")]"#
            ]
        );
        let both = ways("1", "a", "+1 416 555 0134");
        assert_eq!(
            both,
            [
                r#"[Number("1"), Word("a"), Phone("4165550134")]"#,
                r#"[Number("1"), Number("a"), Phone("4165550134")]"#,
                r#"[NumberPart("1"), Word("a"), Phone("4165550134")]"#,
                r#"[NumberPart("1"), Number("a"), Phone("4165550134")]"#,
                r#"[Word("1"), Word("a"), Phone("4165550134")]"#,
                r#"[Word("1"), Number("a"), Phone("4165550134")]"#,
            ]
        );
    }

    #[test]
    fn two_fields_are_read_in_their_likeliest_ways_only() {
        assert_eq!(
            ways("1001", "3M", ""),
            [
                r#"[Number("1001"), Number("3m")]"#,
                r#"[Number("1001"), NumberPart("3m")]"#,
                r#"[NumberPart("1001"), Number("3m")]"#,
                r#"[Number("1001"), Word("3m")]"#,
                r#"[NumberPart("1001"), NumberPart("3m")]"#,
                r#"[PhonePart("1001"), Number("3m")]"#,
                r#"[NumberPart("1001"), Word("3m")]"#,
                r#"[PhonePart("1001"), NumberPart("3m")]"#,
            ]
        );
        assert_eq!(ways("CA-416-555-0134", "UK-416 555 0199", "").len(), MOST_WAYS);
    }

    #[test]
    fn what_cannot_be_found_is_not_asked() {
        for (number, name, phone) in [("\0", "", ""), ("", "", "12")] {
            assert!(ways(number, name, phone).is_empty());
        }
        assert!(ways(&"9".repeat(10_000), "", "").iter().all(|way| way.starts_with("[Word")));
        let long: String = (0..10_000).map(|number| format!("w{number} ")).collect();
        assert!(ways("", &long, "").iter().all(|way| way.matches("Word(").count() == MOST_WORDS));
    }
}
