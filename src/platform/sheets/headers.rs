//! What whoever reads a table by its headers needs: which column says what, and the headers in a sentence. It must not
//! know what any column means.

use super::Sheet;

/// Characters of a header that are repeated.
const MOST: usize = 40;

/// Which column of a file says what; `C` is what a column can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns<C> {
    /// What is said, with the place of its column and its header as it is written there.
    pub known: Vec<(C, usize, String)>,
    /// Headers that say nothing to us.
    pub ignored: Vec<String>,
}

impl<C: Copy + PartialEq> Columns<C> {
    /// Recognises the headers of a sheet: each of `all` by the best of the names that `headers` has for it.
    #[must_use]
    pub fn recognised(sheet: &Sheet, all: &[C], headers: impl Fn(C) -> &'static [&'static str]) -> Self {
        Self::placed(sheet, all.iter().filter_map(|of| Some((*of, sheet.best_column(headers(*of))?))).collect())
    }

    /// The columns at these places.
    #[must_use]
    pub fn placed(sheet: &Sheet, places: Vec<(C, usize)>) -> Self {
        let ignored = sheet.headers_but(|place| places.iter().any(|(_, known)| *known == place));
        let known = places.into_iter().map(|(of, place)| (of, place, shortened(&sheet.headers()[place])));
        Self { known: known.collect(), ignored }
    }

    /// The header of a column as it is written, if the file has it.
    #[must_use]
    pub fn header(&self, of: C) -> Option<&str> {
        self.known.iter().find(|(column, ..)| *column == of).map(|(.., header)| header.as_str())
    }
}

impl Sheet {
    /// The column under the best of these names that there is, the best first.
    pub fn best_column(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.column(&[*name]))
    }

    /// All headers, for a sentence.
    pub fn headers_named(&self) -> String {
        self.headers_but(|_| false).join(", ")
    }

    /// The headers of the columns that are not known, for a sentence.
    pub fn headers_but(&self, is_known: impl Fn(usize) -> bool) -> Vec<String> {
        let there = self.headers().iter().enumerate().filter(|(_, header)| !header.is_empty());
        there.filter(|(place, _)| !is_known(*place)).map(|(_, header)| shortened(header)).collect()
    }
}

/// A header that is really a paragraph is not repeated whole.
pub fn shortened(header: &str) -> String {
    let short: String = header.chars().filter(|letter| !letter.is_control()).take(MOST).collect();
    if header.chars().count() > MOST { format!("{short}…") } else { short }
}
