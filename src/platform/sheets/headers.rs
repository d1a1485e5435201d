//! What whoever reads a table by its headers needs: the column that is meant, and the headers in a sentence. It must not
//! know what any column means.

use super::Sheet;

/// Characters of a header that are repeated.
const MOST: usize = 40;

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
