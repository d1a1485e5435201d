//! Recognising prospects in the row of an import: by e-mail, or by telephone and name together. Never by a name
//! alone, and never where there is a choice; that is a doubt, which a person hears of. It writes nothing.

use super::columns::Column;
use super::doubting::{Doubt, Doubtful};
use super::lines::Line;
use super::{Party, keys};
use crate::platform::db::{FromRow, Reads, Sql};
use crate::platform::failure::Failure;
use crate::platform::text::fold;
use std::collections::{BTreeSet, HashMap, HashSet};

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
    pub(super) doubts: Vec<Doubt>,
}

/// The prospects who are imported by these lines of new numbers. Everybody with a sign of a line is the same person,
/// unless another line, or somebody with a number, has it too.
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
    let (mut found, mut doubts) = (Vec::new(), Vec::new());
    for (line, signs) in of_lines {
        let fitting = alike.iter().filter_map(|party| Some((party, common(&signs, party)?)));
        let (taken, prospects): (Vec<_>, Vec<_>) = fitting.partition(|(party, _)| party.number.is_some());
        if taken.is_empty() {
            found.extend(prospects.into_iter().map(|(party, sign)| (line, party, sign)));
        } else {
            doubts.extend(prospects.into_iter().map(|(party, _)| line.doubts(party.id, &party.name, Doubtful::Taken)));
        }
    }
    let claims = |party: &Party| found.iter().filter(|(_, claimed, _)| claimed.id == party.id).count();
    let mut certain: HashMap<String, (Party, Sign, Vec<Party>)> = HashMap::new();
    for (line, party, sign) in &found {
        if line.doubtful || claims(party) > 1 {
            doubts.push(line.doubts(party.id, &party.name, Doubtful::Twice));
        } else if let Some((_, _, others)) = certain.get_mut(&line.key) {
            others.push((*party).clone());
        } else {
            certain.insert(line.key.clone(), ((*party).clone(), sign.clone(), Vec::new()));
        }
    }
    let is_known = |id: i64| found.iter().any(|(_, party, _)| party.id == id);
    doubts.extend(namesakes(reads, lines).await?.into_iter().filter(|doubt| !is_known(doubt.party)));
    Ok(Recognised { certain, doubts })
}

/// Prospects of whom a line has the name.
async fn namesakes(reads: &impl Reads, lines: &[&Line]) -> Result<Vec<Doubt>, Failure> {
    let key = |line: &Line| Some(fold(line.says(Column::Name).unwrap_or_default())).filter(|key| !key.is_empty());
    let keys: BTreeSet<String> = lines.iter().filter_map(|line| key(line)).collect();
    let sql = Sql::new("SELECT id, name, name_key FROM parties WHERE name_key IN ").list(keys);
    let rows: Vec<Namesake> = reads.all(sql.push(" ORDER BY id LIMIT 1000")).await?;
    let of = |line: &Line| {
        let same = rows.iter().filter(|row| Some(&row.name_key) == key(line).as_ref());
        same.map(|row| line.doubts(row.id, &row.name, Doubtful::Name)).collect::<Vec<_>>()
    };
    Ok(lines.iter().flat_map(|line| of(line)).collect())
}

#[derive(FromRow)]
struct Namesake {
    id: i64,
    name: String,
    name_key: String,
}

impl Line {
    fn doubts(&self, party: i64, known_as: &str, why: Doubtful) -> Doubt {
        let said = |column: Column| self.says(column).unwrap_or_default().to_owned();
        let (number, name) = (said(Column::Number), said(Column::Name));
        Doubt { line: self.line.into(), party, number, name, known_as: known_as.to_owned(), why }
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
}
