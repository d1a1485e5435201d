//! Things that were meant to go before the work was done: notes to oneself, skipped tests, silenced lints, blanks at
//! the end of a line. Reads lines.

use crate::tree::{Fault, Text};

const WORDS: [(&str, &str); 8] = [
    ("TODO", "an issue holds what is still to do"),
    ("FIXME", "mend it, or open an issue"),
    ("XXX", "an issue holds what is still to do"),
    ("todo!", "an issue holds what is still to do"),
    ("unimplemented!", "an issue holds what is still to do"),
    ("#[ignore", "a test runs or is gone"),
    ("#[allow(", "use #[expect(…, reason = \"…\")], which falls away with its cause"),
    ("#![allow(", "use #![expect(…, reason = \"…\")], which falls away with its cause"),
];

/// The one place where `expect` cannot stand: each test binary leaves other helpers of the shared frame unused.
const SHARED: (&str, &str) = ("tests/support/mod.rs", "#![allow(");

/// Left-over words, each at its line.
pub fn words(file: &Text) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, line) in file.text.lines().enumerate() {
        for (word, says) in WORDS {
            let inside = line.find(word).is_some_and(|start| stands_alone(line, start, word));
            if inside && (file.path.as_str(), word) != SHARED {
                faults.push(Fault::new(&file.path, at + 1, format!("`{word}` is left over: {says}")));
            }
        }
        if line.contains("#[expect(") && line.trim_end().ends_with(")]") && !line.contains("reason") {
            faults.push(Fault::new(&file.path, at + 1, "an `#[expect(…)]` gives its reason"));
        }
    }
    faults
}

/// Blanks at the end of a line, Windows line ends, a last line that does not end.
pub fn whitespace(file: &Text) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, line) in file.text.split('\n').enumerate() {
        if line.ends_with([' ', '\t', '\r']) {
            faults.push(Fault::new(&file.path, at + 1, "blanks at the end of the line"));
        }
    }
    if !file.text.is_empty() && !file.text.ends_with('\n') {
        faults.push(Fault::new(&file.path, file.text.lines().count(), "the last line does not end"));
    }
    faults
}

/// `TODOS` or `MY_TODO` are names; `TODO` is a note.
fn stands_alone(line: &str, start: usize, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    let before = line[..start].chars().next_back().is_some_and(part);
    let after = line[start + word.len()..].chars().next().is_some_and(part);
    !before && (!after || word.ends_with('(') || word.ends_with('e'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<usize> {
        words(&Text::new(path, text)).iter().map(|fault| fault.line).collect()
    }

    #[test]
    fn left_overs_are_found_at_their_line() {
        let text = "// TODO: x\nlet todos = MY_TODO;\n#[ignore = \"slow\"]\n#[allow(dead_code)]\ntodo!()\n// FIXME\n";
        assert_eq!(found("src/a.rs", text), [1, 3, 4, 5, 6]);
    }

    #[test]
    fn expect_gives_its_reason() {
        assert_eq!(found("src/a.rs", "#[expect(clippy::panic)]\n#[expect(clippy::panic, reason = \"x\")]\n"), [1]);
        assert_eq!(found("tests/support/mod.rs", "#![allow(dead_code, reason = \"x\")]\n"), []);
        assert_eq!(found("src/a.rs", "#![allow(dead_code, reason = \"x\")]\n"), [1]);
    }

    #[test]
    fn blanks_at_the_end_are_found() {
        let faults = whitespace(&Text::new("a.md", "a \nb\r\n\tc"));
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(whitespace(&Text::new("a.md", "a\n")), []);
    }
}
