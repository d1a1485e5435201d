//! Keeps a text that a spreadsheet would take for a formula what it is, a text, in a file that has no types: by an
//! apostrophe before it, which is taken away again where the file is read. It knows no row.

use std::borrow::Cow;

/// Where a spreadsheet may begin another cell, whatever the file means: a French Excel splits a CSV file at semicolons, also
/// between quotation marks that do not begin what it takes for a cell, and then a line ends where one ends.
const SPLIT: [char; 4] = [';', '\t', '\n', '\r'];

/// The text as it is written: with an apostrophe wherever it, or what could become a cell of its own, begins like a formula,
/// or like one that has apostrophes already.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    let mut guarded = String::new();
    let mut done = 0;
    for (start, piece) in pieces(text) {
        if is_dangerous(piece) {
            guarded.push_str(&text[done..start]);
            guarded.push('\'');
            done = start;
        }
    }
    if done == 0 && guarded.is_empty() { text.into() } else { (guarded + &text[done..]).into() }
}

/// The text as it was before [`guarded`].
pub(super) fn unguarded(cell: &str) -> Cow<'_, str> {
    let mut bare = String::new();
    let mut done = 0;
    for (start, piece) in pieces(cell) {
        if piece.starts_with('\'') && is_dangerous(piece) {
            bare.push_str(&cell[done..start]);
            done = start + 1;
        }
    }
    if done == 0 { cell.into() } else { (bare + &cell[done..]).into() }
}

/// What could become a cell of its own, and where it begins.
fn pieces(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let starts = text.match_indices(SPLIT).map(|(at, split)| at + split.len());
    std::iter::once(0).chain(starts).map(|start| {
        let rest = &text[start..];
        (start, rest.find(SPLIT).map_or(rest, |end| &rest[..end]))
    })
}

/// What spreadsheets calculate, and what they strip before they look.
fn is_dangerous(piece: &str) -> bool {
    let bare = piece.trim_start_matches(|letter: char| matches!(letter, '\'' | '"') || letter.is_whitespace());
    bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_guarded_reads_as_before() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+1 416 555 0100", "'+1 416 555 0100"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("＝1+1", "'＝1+1"),
            (" ＠x", "' ＠x"),
            ("\t=1", "\t'=1"),
            ("'=1", "''=1"),
            ("'quoted'", "'quoted'"),
            ("1-2", "1-2"),
            ("a;=1", "a;'=1"),
            ("=1;\"=2;b\n-3", "'=1;'\"=2;b\n'-3"),
            ("a,=1", "a,=1"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), written);
            assert_eq!(unguarded(written), text);
        }
    }

    proptest! {
        /// However it is split at semicolons, tabs and lines, nothing begins like a formula.
        #[test]
        fn no_piece_is_a_formula(text in "[=+@＝;'\" \ta\n\r-]{0,12}") {
            let written = guarded(&text);
            for piece in written.split(SPLIT) {
                let seen = piece.trim_start_matches(['"', ' ']);
                prop_assert!(!seen.starts_with(['=', '+', '-', '@', '＝']), "{written:?}");
            }
            let back = unguarded(&written).into_owned();
            prop_assert_eq!(back, text.clone());
        }
    }
}
