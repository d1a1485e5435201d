//! Keeps a text that a spreadsheet would take for a formula what it is, a text, in a file that has no types: by an
//! apostrophe before it, which is taken away again where the file is read. It knows no row.

use std::borrow::Cow;

/// The text as it is written: with an apostrophe where it begins like a formula, or like one that has apostrophes already.
pub(super) fn guarded(text: &str) -> Cow<'_, str> {
    if is_dangerous(text) { format!("'{text}").into() } else { text.into() }
}

/// The text as it was before [`guarded`].
pub(super) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|_| is_dangerous(cell)).unwrap_or(cell)
}

/// What spreadsheets calculate, and what they strip before they look.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_guarded_reads_as_before() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+1 416 555 0100", "'+1 416 555 0100"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("'=1", "''=1"),
            ("'quoted'", "'quoted'"),
            ("1-2", "1-2"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), written);
            assert_eq!(unguarded(written), text);
        }
    }
}
