//! Departments by what people call them, in a file or a command: whatever the case and accents, those that come with the desk
//! in every language. It knows no user and no file.

use super::storing;
use super::{Department, in_order};
use crate::platform::db::Reads;
use crate::platform::failure::Failure;
use crate::platform::refusal::Complaint;
use crate::platform::sheets::shortened;
use crate::platform::text::{Catalogue, Texts, name_key};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// What stands between two of them in a file.
const BETWEEN: &str = "; ";
/// What may stand between them.
const MARKS: [char; 4] = [';', ',', '|', '\n'];

/// The words of every language. The catalogue is a part of the program, so it is read once.
static LANGUAGES: LazyLock<Vec<Texts>> = LazyLock::new(|| {
    let catalogue = Catalogue::load().inspect_err(|error| tracing::error!(%error, "no words to know departments by"));
    catalogue.map(|all| Catalogue::embedded().iter().map(|tag| all.texts(tag)).collect()).unwrap_or_default()
});

/// Every department, the retired ones too, by what it is called.
#[derive(Clone, Debug)]
pub struct Names {
    all: Vec<Department>,
    called: HashMap<String, usize>,
    /// In small letters, the longest first: names that hold a mark themselves.
    marked: Vec<(String, usize)>,
}

impl Names {
    /// Those that there are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(reads: &impl Reads) -> Result<Self, Failure> {
        let all = storing::all(reads).await?.into_iter().map(|stored| stored.of).collect();
        Ok(Self::of(all, &LANGUAGES))
    }

    fn of(all: Vec<Department>, languages: &[Texts]) -> Self {
        let mut called: HashMap<String, usize> = all.iter().map(|of| name_key(&of.name)).zip(0..).collect();
        for texts in languages {
            for (place, of) in all.iter().enumerate() {
                called.entry(name_key(&of.said(texts))).or_insert(place);
            }
        }
        let small = all.iter().map(|of| of.name.to_lowercase()).zip(0..);
        let mut marked: Vec<_> = small.filter(|(name, _)| name.contains(MARKS)).collect();
        marked.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Self { all, called, marked }
    }

    /// The keys of those that a cell names, one behind the other. One of `held` may be retired.
    ///
    /// # Errors
    /// What names none, or one that is retired.
    pub fn in_cell(&self, cell: &str, held: &BTreeSet<i64>, texts: &Texts) -> Result<BTreeSet<i64>, Complaint> {
        let (mut rest, mut found) = (cell, BTreeSet::new());
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || MARKS.contains(&letter));
            if rest.is_empty() {
                return Ok(found);
            }
            let end = self.marked_at(rest).unwrap_or_else(|| rest.find(MARKS).unwrap_or(rest.len()));
            found.insert(self.named(&rest[..end], held, texts)?);
            rest = &rest[end..];
        }
    }

    /// The key of the one that is called so. One of `held` may be retired.
    ///
    /// # Errors
    /// There is none, or it is retired.
    pub fn named(&self, word: &str, held: &BTreeSet<i64>, texts: &Texts) -> Result<i64, Complaint> {
        let word = word.trim();
        match self.called.get(&name_key(word)).and_then(|place| self.all.get(*place)) {
            Some(of) if of.retired_at.is_none() || held.contains(&of.id) => Ok(of.id),
            Some(of) => Err(Complaint::whole("departments-named-retired").with("name", of.said(texts))),
            None => {
                let mut offered: Vec<_> = self.all.iter().filter(|of| of.retired_at.is_none()).cloned().collect();
                in_order(&mut offered, texts);
                let says = if offered.is_empty() { "departments-named-none" } else { "departments-named-unknown" };
                let names = super::joined(&offered, BETWEEN, texts);
                Err(Complaint::whole(says).with("word", shortened(word)).with("names", names))
            }
        }
    }

    /// What these are called, as they were written.
    #[must_use]
    pub fn stored(&self, keys: &BTreeSet<i64>) -> Vec<String> {
        self.all.iter().filter(|of| keys.contains(&of.id)).map(|of| of.name.clone()).collect()
    }

    /// These in a cell, from which they are read again.
    #[must_use]
    pub fn cell(&self, departments: &[Department], texts: &Texts) -> String {
        let is_meant = |of: &Department, word: &str| {
            self.called
                .get(&name_key(word))
                .and_then(|place| self.all.get(*place))
                .is_some_and(|found| found.id == of.id)
        };
        let word = |of: &Department| Some(of.said(texts)).filter(|word| is_meant(of, word)).unwrap_or(of.name.clone());
        departments.iter().map(word).collect::<Vec<_>>().join(BETWEEN)
    }

    /// Where a name that holds a mark ends, if the text begins with one.
    fn marked_at(&self, text: &str) -> Option<usize> {
        let ends = |end: &usize| text[*end..].trim_start().starts_with(MARKS) || text[*end..].trim().is_empty();
        let fits = |name: &String| {
            let end = text.char_indices().nth(name.chars().count()).map_or(text.len(), |(end, _)| end);
            (text[..end].to_lowercase() == *name).then_some(end).filter(ends)
        };
        self.marked.iter().find_map(|(name, _)| fits(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_says_several_in_any_language() {
        let texts = Catalogue::load().unwrap();
        let languages = ["en", "fr-CA"].map(|tag| texts.texts(tag));
        let names = ["Warehouse", "Finance", "Sales, North; South", "Old"].into_iter().zip(1..);
        let all: Vec<Department> =
            names.map(|(name, id)| Department { id, name: name.into(), retired_at: None }).collect();
        let names = Names::of(all.clone(), &languages);
        let read = |cell: &str| names.in_cell(cell, &BTreeSet::new(), &languages[0]).map_err(|why| why.key);
        assert_eq!(read("entrepot, FINANCE"), Ok([1, 2].into()));
        assert_eq!(read("sales, north; south;Finances | Old;;"), Ok([2, 3, 4].into()));
        assert_eq!(read(" "), Ok([].into()));
        assert_eq!(read("Warehouse; Moon"), Err("departments-named-unknown"));
        let long = names.named(&"w".repeat(5_000), &BTreeSet::new(), &languages[0]).unwrap_err();
        let said = languages[0].complaint(&long);
        assert!(said.contains("www…") && said.len() < 500, "{said}");
        for texts in &languages {
            assert_eq!(read(&names.cell(&all, texts)), Ok([1, 2, 3, 4].into()));
        }
    }
}
