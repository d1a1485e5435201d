//! Numbers and words that find distributors on a furnished desk, found by asking it. Knows no figure.

use super::desk::Session;
use super::json::Json;
use std::collections::BTreeMap;

/// What can be asked for.
#[derive(Default)]
pub struct Parties {
    pub ids: Vec<i64>,
    pub numbers: Vec<String>,
    pub phones: Vec<String>,
    /// Each finds a few distributors, as few as any word of the desk.
    pub rare: Vec<String>,
    /// Each finds more than a page.
    pub common: Vec<String>,
}

/// How many words are asked for in turn.
const WANTED: usize = 20;
/// The most common ones only: those that an index helps least.
const COMMON: usize = 5;

/// Looks through the names that begin with each letter of the alphabet.
pub fn gather(session: &mut Session) -> Result<Parties, String> {
    let mut parties = Parties::default();
    let mut heard: BTreeMap<String, usize> = BTreeMap::new();
    for letter in 'a'..='z' {
        let found = session.get(&format!("/parties?name={letter}"))?;
        for party in found.at("parties").list() {
            parties.ids.extend(party.at("id").whole());
            parties.numbers.extend(party.at("number").text().map(encoded));
            parties.phones.extend(party.at("phone").text().map(encoded));
            for word in party.at("name").text().unwrap_or_default().split_whitespace().filter(|word| is_plain(word)) {
                *heard.entry(word.to_lowercase()).or_default() += 1;
            }
        }
    }
    let mut words: Vec<(usize, String)> = heard.into_iter().map(|(word, times)| (times, word)).collect();
    words.sort();
    let mut few = found_by(session, words.iter())?;
    few.retain(|(_, more, _)| !more);
    few.sort();
    parties.rare = few.into_iter().map(|(_, _, word)| word).take(WANTED).collect();
    let many = found_by(session, words.iter().rev().take(WANTED))?;
    parties.common = many.into_iter().filter(|(_, more, _)| *more).map(|(_, _, word)| word).take(COMMON).collect();
    spread(&mut parties.ids);
    spread(&mut parties.numbers);
    spread(&mut parties.phones);
    let none = [parties.ids.is_empty(), parties.phones.is_empty(), parties.rare.is_empty(), parties.common.is_empty()];
    if none.contains(&true) {
        return Err(format!("the desk lacks parties, telephones, rare words or common words: {none:?}"));
    }
    Ok(parties)
}

/// As it stands in a query.
pub fn encoded(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
    text.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// How many distributors each word finds, and whether there are more.
fn found_by<'a>(
    session: &mut Session,
    words: impl Iterator<Item = &'a (usize, String)>,
) -> Result<Vec<(usize, bool, String)>, String> {
    const TRIES: usize = 200;
    let one = |(_, word): &(usize, String)| {
        let found = session.get(&format!("/parties?name={}", encoded(word)))?;
        Ok((found.at("parties").list().len(), found.at("more") == &Json::Bool(true), word.clone()))
    };
    words.take(TRIES).map(one).collect()
}

/// A few from everywhere in the list.
fn spread<T>(all: &mut Vec<T>) {
    const KEPT: usize = 50;
    let step = all.len().div_ceil(KEPT).max(1);
    let mut at = 0..;
    all.retain(|_| at.next().is_some_and(|at| at % step == 0));
}

/// Short words and those with marks in them are folded by the desk, so their counts here would say nothing.
fn is_plain(word: &str) -> bool {
    word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_encoded_and_lists_thinned() {
        assert_eq!(encoded("O’Neil & 7"), "O%E2%80%99Neil%20%26%207");
        let mut all: Vec<usize> = (0..1000).collect();
        spread(&mut all);
        assert_eq!((all.len(), all[1]), (50, 20));
        let mut few = vec![1, 2];
        spread(&mut few);
        assert_eq!(few, [1, 2]);
        assert!(is_plain("Parcel") && !is_plain("O’Neil") && !is_plain("AG"));
    }
}
