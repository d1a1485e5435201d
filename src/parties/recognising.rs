//! Recognising prospects in the row of an import: by e-mail, or by telephone and name together; several only where all of
//! them have one name. Never by a name alone, and never where there is a choice; that is a doubt, which a person hears
//! of. It writes nothing.

use super::columns::Column;
use super::doubting::{Doubt, Doubtful, Doubts};
use super::lines::Line;
use super::{Party, keys};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::text::fold;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Rows that lead to another one after one chunk, at most: whoever has more is nobody in particular.
const MOST_MERGED: usize = 100;

/// What tells one person from another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Sign {
    /// The key of their e-mail address.
    Email(String),
    /// The key of their telephone number, and their folded name.
    Phone(String, String),
}

impl Sign {
    /// Everything by which somebody may be recognised; nothing where only a name is known.
    pub(super) fn of(name: &str, email: Option<&str>, phone: Option<&str>) -> Vec<Self> {
        let email = email.and_then(keys::email_key).map(Self::Email);
        let phone = phone.and_then(keys::phone_key).map(|key| Self::Phone(key, fold(name)));
        // A name of which nothing is left could be anybody's.
        let phone = phone.filter(|sign| !matches!(sign, Self::Phone(_, name) if name.is_empty()));
        email.into_iter().chain(phone).collect()
    }

    fn of_line(line: &Line) -> Vec<Self> {
        Self::of(line.says(Column::Name).unwrap_or_default(), line.says(Column::Email), line.says(Column::Phone))
    }

    fn of_party(party: &Party) -> Vec<Self> {
        Self::of(&party.name, party.email.as_deref(), party.phone.as_deref())
    }

    /// As events name it.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::Email(_) => "email",
            Self::Phone(..) => "phone",
        }
    }
}

/// Marks the lines that share a sign with another line.
pub(super) fn mark_doubtful(lines: &mut [Line]) {
    let mut first: HashMap<Sign, usize> = HashMap::new();
    let mut doubtful = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        for sign in Sign::of_line(line) {
            if let Some(other) = first.insert(sign, index) {
                doubtful.extend([other, index]);
            }
        }
    }
    for index in doubtful {
        lines[index].doubtful = true;
    }
}

/// Whom these lines are about, as far as they were known before.
#[derive(Default)]
pub(super) struct Recognised {
    /// By the key of the number: the row that gets it, what gave it away, and the other rows of the same person.
    pub(super) certain: HashMap<String, (Party, Sign, Vec<Party>)>,
    /// Who could be meant, and is left alone.
    pub(super) doubts: Doubts,
}

/// The prospects who are imported by these lines of new numbers. One with a sign of a line is meant, and several are
/// where all of them have one name; unless another line, or somebody with a number, has it too.
///
/// # Errors
/// When the database fails.
pub(super) async fn recognised(reads: &impl Reads, lines: &[&Line]) -> Result<Recognised, Failure> {
    let any = Sql::new("SELECT id FROM parties WHERE number IS NULL LIMIT 1");
    if lines.is_empty() || reads.value::<i64>(any).await?.is_none() {
        return Ok(Recognised::default());
    }
    let of_lines: Vec<(&Line, Vec<Sign>)> = lines.iter().map(|line| (*line, Sign::of_line(line))).collect();
    let signs: HashSet<&Sign> = of_lines.iter().flat_map(|(_, signs)| signs).collect();
    let alike = alike(reads, signs).await?;
    let (mut told, met) = told_apart(&of_lines, &alike);
    namesakes(reads, lines, &met, &mut told.doubts).await?;
    Ok(told)
}

/// The rule: who of `alike` is certain and who doubtful; and the ids of those of whom a line has a sign, so that nobody
/// need be told of their name.
fn told_apart(lines: &[(&Line, Vec<Sign>)], alike: &[Party]) -> (Recognised, HashSet<i64>) {
    let mut by_sign: HashMap<Sign, Vec<&Party>> = HashMap::new();
    for party in alike {
        Sign::of_party(party).into_iter().for_each(|sign| by_sign.entry(sign).or_default().push(party));
    }
    let (mut found, mut told) = (Vec::new(), Recognised::default());
    let mut claims: HashMap<i64, usize> = HashMap::new();
    for (line, signs) in lines {
        let (taken, prospects): (Vec<_>, Vec<_>) =
            fitting(signs, &by_sign).into_iter().partition(|(party, _)| party.number.is_some());
        prospects.iter().for_each(|(party, _)| *claims.entry(party.id).or_default() += 1);
        if taken.is_empty() {
            found.push((*line, prospects));
        } else {
            prospects.iter().for_each(|(party, _)| line.doubts(&mut told.doubts, party.known_as(), Doubtful::Taken));
        }
    }
    let mut room = MOST_MERGED;
    for (line, prospects) in found {
        let is_one = is_one(&prospects);
        let is_claimed = |party: &Party| claims.get(&party.id).is_some_and(|claims| *claims > 1);
        let (twice, own): (Vec<_>, Vec<_>) =
            prospects.into_iter().partition(|(party, _)| line.doubtful || is_claimed(party));
        twice.iter().for_each(|(party, _)| line.doubts(&mut told.doubts, party.known_as(), Doubtful::Twice));
        match own.split_first() {
            Some(((party, sign), others)) if is_one && others.len() <= room => {
                room -= others.len();
                let others = others.iter().map(|(other, _)| (*other).clone()).collect();
                told.certain.insert(line.key.clone(), ((*party).clone(), (*sign).clone(), others));
            }
            _ => own.iter().for_each(|(party, _)| line.doubts(&mut told.doubts, party.known_as(), Doubtful::Several)),
        }
    }
    (told, claims.into_keys().collect())
}

/// Who has one of these signs, in the order of their ids, each with the first of them.
fn fitting<'a>(signs: &'a [Sign], by_sign: &HashMap<Sign, Vec<&'a Party>>) -> Vec<(&'a Party, &'a Sign)> {
    let all = signs.iter().flat_map(|sign| by_sign.get(sign).into_iter().flatten().map(move |party| (*party, sign)));
    let mut fitting: Vec<_> = all.collect();
    // The order of the signs stays where somebody has both.
    fitting.sort_by_key(|(party, _)| party.id);
    fitting.dedup_by_key(|(party, _)| party.id);
    fitting
}

/// Whether these can be one person: an office, or a made-up address, has people of many names.
fn is_one(prospects: &[(&Party, &Sign)]) -> bool {
    let names: BTreeSet<String> = prospects.iter().map(|(party, _)| fold(&party.name)).collect();
    prospects.len() == 1 || (names.len() == 1 && !names.contains(""))
}

/// Adds the prospects of whom a line has the name, and no line a sign.
async fn namesakes(
    reads: &impl Reads,
    lines: &[&Line],
    met: &HashSet<i64>,
    doubts: &mut Doubts,
) -> Result<(), Failure> {
    let mut by_name: BTreeMap<String, Vec<&Line>> = BTreeMap::new();
    for line in lines {
        by_name.entry(fold(line.says(Column::Name).unwrap_or_default())).or_default().push(line);
    }
    let names = by_name.keys().filter(|name| !name.is_empty()).cloned();
    let sql = Sql::new("SELECT id, name, name_key FROM parties WHERE name_key IN ").list(names);
    let rows: Vec<Namesake> = reads.all(sql.push(" ORDER BY id LIMIT 1000")).await?;
    for row in rows.iter().filter(|row| !met.contains(&row.id)) {
        for line in by_name.get(&row.name_key).into_iter().flatten() {
            line.doubts(doubts, (row.id, &row.name), Doubtful::Name);
        }
    }
    Ok(())
}

#[derive(FromRow)]
struct Namesake {
    id: i64,
    name: String,
    name_key: String,
}

impl Party {
    fn known_as(&self) -> (i64, &str) {
        (self.id, &self.name)
    }
}

impl Line {
    fn doubts(&self, doubts: &mut Doubts, (party, known_as): (i64, &str), why: Doubtful) {
        let said = |column: Column| self.says(column).unwrap_or_default().to_owned();
        doubts.add(self.line.into(), party, || Doubt {
            line: self.line.into(),
            party,
            number: said(Column::Number),
            name: Some(said(Column::Name)),
            known_as: Some(known_as.to_owned()),
            why,
        });
    }
}

/// The prospects who have this name and one of these signs: all of them are the same person.
///
/// # Errors
/// When the database fails.
pub(super) async fn known_prospects(reads: &impl Reads, name: &str, signs: &[Sign]) -> Result<Vec<Party>, Failure> {
    let mut alike = alike(reads, signs.iter().collect()).await?;
    alike.retain(|party| party.number.is_none() && fold(&party.name) == fold(name) && common(signs, party).is_some());
    Ok(alike)
}

fn common(signs: &[Sign], party: &Party) -> Option<Sign> {
    let of_party = Sign::of_party(party);
    signs.iter().find(|sign| of_party.contains(sign)).cloned()
}

/// Everybody with the e-mail address or the telephone number of one of these signs.
async fn alike(reads: &impl Reads, signs: HashSet<&Sign>) -> Result<Vec<Party>, Failure> {
    let (mut emails, mut phones) = (Vec::new(), Vec::new());
    for sign in signs {
        match sign {
            Sign::Email(key) => emails.push(key.clone()),
            Sign::Phone(key, _) => phones.push(key.clone()),
        }
    }
    let mut alike: Vec<Party> = Vec::new();
    for (column, keys) in [(" FROM parties WHERE email_key IN ", emails), (" FROM parties WHERE phone_key IN ", phones)]
    {
        if !keys.is_empty() {
            let sql = Sql::new("SELECT ").push(Party::COLUMNS).push(column).list(keys);
            alike.extend(reads.all::<Party>(sql).await?);
        }
    }
    alike.sort_by_key(|party| party.id);
    alike.dedup_by_key(|party| party.id);
    Ok(alike)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parties::saving::blank;
    use crate::platform::moment::Timestamp;

    fn line(number: &str, name: &str, email: &str, phone: &str) -> Line {
        let cell = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let says = [(Column::Number, number), (Column::Name, name), (Column::Email, email), (Column::Phone, phone)];
        let says = says.map(|(column, text)| (column, cell(text))).into();
        Line { line: 2, key: number.to_owned(), says, doubtful: false }
    }

    #[test]
    fn a_name_alone_is_no_sign() {
        assert_eq!(Sign::of("Ann Lee", None, None), []);
        assert_eq!(Sign::of("Ann Lee", Some(""), Some("call me")), []);
        assert_eq!(Sign::of("🎪", None, Some("416 555 0134")), [], "nor is a telephone alone");
    }

    #[test]
    fn ways_of_writing_meet() {
        let signs = Sign::of("Ann  LEE", Some(" Ann@Example.COM "), Some("+1 (416) 555-0134"));
        assert_eq!(signs, Sign::of("ánn lee", Some("ann@example.com"), Some("416 555 0134")));
        assert_eq!(signs.iter().map(Sign::word).collect::<Vec<_>>(), ["email", "phone"]);
    }

    #[test]
    fn lines_that_could_be_the_same_person_are_doubtful() {
        let mut lines = [
            line("1", "Ann Lee", "office@example.com", ""),
            line("2", "Bo Ek", "OFFICE@example.com", ""),
            line("3", "Cy Fox", "", "416 555 0134"),
            line("4", "Di Fox", "", "416 555 0134"),
            line("5", "Ed Gray", "ed@example.com", "416 555 0199"),
        ];
        mark_doubtful(&mut lines);
        assert_eq!(lines.map(|line| line.doubtful), [true, true, false, false, false]);
    }

    fn prospect(id: i64, name: &str, email: &str, phone: &str) -> Party {
        let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Party { name: name.to_owned(), email: said(email), phone: said(phone), ..blank(id, Timestamp::from_millis(0)) }
    }

    /// For each certain line its number, the id that gets it, and those that lead there; then the doubts.
    #[expect(clippy::type_complexity, reason = "what a rule answers, laid flat to be compared")]
    fn told(lines: &[Line], alike: &[Party]) -> (Vec<(String, i64, Vec<i64>)>, Vec<(i64, &'static str)>) {
        let lines: Vec<_> = lines.iter().map(|line| (line, Sign::of_line(line))).collect();
        let (told, _) = told_apart(&lines, alike);
        let ids = |others: Vec<Party>| others.into_iter().map(|other| other.id).collect();
        let certain = told.certain.into_iter().map(|(key, (party, _, others))| (key, party.id, ids(others)));
        let doubts = told.doubts.told.iter().map(|doubt| (doubt.party, doubt.why.as_str())).collect();
        (certain.collect::<BTreeSet<_>>().into_iter().collect(), doubts)
    }

    #[test]
    fn several_are_one_where_all_have_one_name() {
        let oak = [line("900", "Oak", "a@example.com", "416 555 0134")];
        let one = [prospect(1, "Ann Lee", "a@example.com", "")];
        assert_eq!(told(&oak, &one), (vec![("900".into(), 1, vec![])], vec![]), "whatever the name of one");
        let twice = [one[0].clone(), prospect(2, "ánn  LEE", "A@example.com", "")];
        assert_eq!(told(&oak, &twice), (vec![("900".into(), 1, vec![2])], vec![]));
        let many = [one[0].clone(), prospect(2, "Bo Ek", "a@example.com", "")];
        assert_eq!(told(&oak, &many), (vec![], vec![(1, "several"), (2, "several")]));
        let other = [one[0].clone(), prospect(2, "Oak", "", "416 555 0134")];
        assert_eq!(told(&oak, &other), (vec![], vec![(1, "several"), (2, "several")]), "nor where one is the line’s");
        let nameless = [prospect(1, "🎪", "a@example.com", ""), prospect(2, "👩", "a@example.com", "")];
        assert_eq!(told(&oak, &nameless), (vec![], vec![(1, "several"), (2, "several")]));
    }

    #[test]
    fn a_made_up_address_merges_nobody() {
        let lines = [line("900", "Caller", "none@example.com", ""), line("901", "Ann Lee", "ann@example.com", "")];
        let of_one_name = |count| (1..=count).map(|id| prospect(id, "Caller", "none@example.com", ""));
        let (certain, doubts) = told(&lines[..1], &of_one_name(102).collect::<Vec<_>>());
        assert_eq!((certain, doubts.len()), (vec![], 5), "the first are named");
        let ann = prospect(500, "Ann Lee", "ann@example.com", "");
        let (certain, doubts) = told(&lines, &of_one_name(101).chain([ann]).collect::<Vec<_>>());
        assert_eq!(certain.iter().map(|(_, id, others)| (*id, others.len())).collect::<Vec<_>>(), [(1, 100), (500, 0)]);
        assert_eq!(doubts, []);
    }

    #[test]
    fn whom_two_lines_could_mean_is_neither() {
        let second = Line { line: 3, ..line("901", "Cy Fox", "", "416 555 0134") };
        let lines = [line("900", "Cyrus", "cy@example.com", ""), second];
        let cy = prospect(1, "Cy Fox", "cy@example.com", "416 555 0134");
        assert_eq!(told(&lines, std::slice::from_ref(&cy)), (vec![], vec![(1, "twice"), (1, "twice")]));
        let taken = Party { number: Some("800".into()), ..prospect(2, "Ed", "cy@example.com", "") };
        let (certain, doubts) = told(&lines, &[cy, taken]);
        assert_eq!((certain, doubts), (vec![], vec![(1, "taken"), (1, "twice")]));
    }
}
