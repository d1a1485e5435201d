//! Checks on text that people type or send, for every field of every form. It knows no field and no form.

use unicode_normalization::UnicodeNormalization;

use crate::platform::refusal::Complaint;

/// A text for one line: never empty, at most `max` characters. Line breaks and tabs become spaces.
///
/// Both checks trim, compose to NFC, and take out byte-order marks and the invisible controls that override or
/// isolate direction (U+202A–202E, U+2066–2069). Those are stripped rather than refused: they come along with
/// honest pasting, right-to-left text reads well without them (each is shown isolated anyway), and left in, one of
/// them makes a subject or a file name read other than it is stored, and turns around what stands after it.
///
/// # Errors
/// The first [`Trouble`]; emoji, right-to-left letters and everything else that can be seen is kept.
pub fn line(raw: &str, max: usize) -> Result<String, Trouble> {
    checked(raw.chars().map(|letter| if is_line_break(letter) || letter == '\t' { ' ' } else { letter }), max)
}

/// As [`line()`] for a field that may be left empty: `None` when nothing can be seen in it.
///
/// # Errors
/// As [`line()`], but never [`Trouble::Empty`].
pub fn optional_line(raw: &str, max: usize) -> Result<Option<String>, Trouble> {
    optional(line(raw, max))
}

/// A text of several lines: never empty, at most `max` characters. Every kind of line break becomes `\n`; tabs stay.
///
/// # Errors
/// As [`line()`].
pub fn text(raw: &str, max: usize) -> Result<String, Trouble> {
    let unified = raw.replace("\r\n", "\n");
    checked(unified.chars().map(|letter| if is_line_break(letter) { '\n' } else { letter }), max)
}

/// As [`text()`] for a field that may be left empty.
///
/// # Errors
/// As [`text()`], but never [`Trouble::Empty`].
pub fn optional_text(raw: &str, max: usize) -> Result<Option<String>, Trouble> {
    optional(text(raw, max))
}

/// What is wrong with a text; becomes a [`Complaint`], to which the form adds the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Nothing in it that can be seen.
    Empty,
    /// A NUL, which PostgreSQL cannot store.
    Nul,
    /// A control character other than line breaks and tabs.
    Control(char),
    /// Both in characters, counted after cleaning.
    TooLong { max: usize, count: usize },
}

impl Trouble {
    /// Its key in the catalogue.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Empty => "input-empty",
            Self::Nul => "input-nul",
            Self::Control(_) => "input-control",
            Self::TooLong { .. } => "input-too-long",
        }
    }
}

impl From<Trouble> for Complaint {
    fn from(trouble: Trouble) -> Self {
        let complaint = Self::whole(trouble.key());
        match trouble {
            Trouble::Empty | Trouble::Nul => complaint,
            Trouble::Control(control) => complaint.with("code", format!("U+{:04X}", u32::from(control))),
            Trouble::TooLong { max, count } => complaint.with("max", max).with("count", count),
        }
    }
}

fn checked(letters: impl Iterator<Item = char>, max: usize) -> Result<String, Trouble> {
    let mut trouble = None;
    let composed: String = letters
        .filter(|letter| !is_stripped(*letter))
        .inspect(|letter| match letter {
            '\0' => trouble = trouble.or(Some(Trouble::Nul)),
            '\n' | '\t' => {}
            control if control.is_control() => trouble = trouble.or(Some(Trouble::Control(*control))),
            _ => {}
        })
        .nfc()
        .collect();
    if let Some(trouble) = trouble {
        return Err(trouble);
    }
    let trimmed = composed.trim();
    if trimmed.chars().all(is_unseen) {
        return Err(Trouble::Empty);
    }
    let count = trimmed.chars().count();
    if count > max { Err(Trouble::TooLong { max, count }) } else { Ok(trimmed.to_owned()) }
}

fn optional(checked: Result<String, Trouble>) -> Result<Option<String>, Trouble> {
    match checked {
        Ok(text) => Ok(Some(text)),
        Err(Trouble::Empty) => Ok(None),
        Err(trouble) => Err(trouble),
    }
}

/// Everything that Unicode calls a mandatory break.
fn is_line_break(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{000B}' | '\u{000C}' | '\u{0085}' | '\u{2028}' | '\u{2029}')
}

fn is_stripped(letter: char) -> bool {
    matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Characters that show nothing at all; a text of only these is as good as empty, though they may be part of one.
fn is_unseen(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}'
            | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FFA0}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_can_be_seen_is_kept() {
        for kept in
            ["O’Neil & Söhne", "👩‍👩‍👧 🏴󠁧󠁢󠁥󠁮󠁧󠁿", "שלום world", "東京", "<script>alert(1)</script>", "a  b", "cafe\u{301}"]
        {
            assert_eq!(line(&format!("\t {kept}\r\n"), 200).unwrap(), kept.nfc().collect::<String>());
        }
    }

    #[test]
    fn empty_blank_and_invisible_are_the_same() {
        for raw in
            ["", "   ", "\r\n\t", "\u{200B}", "\u{FEFF}", "\u{3164}", "\u{202E}\u{2066}", "\u{2800} \u{AD}", "\u{3000}"]
        {
            assert_eq!(line(raw, 10), Err(Trouble::Empty), "{raw:?}");
            assert_eq!(optional_text(raw, 10), Ok(None), "{raw:?}");
        }
    }

    #[test]
    fn controls_are_named() {
        assert_eq!(line("a\0b", 10), Err(Trouble::Nul));
        assert_eq!(text("a\u{7}b", 10), Err(Trouble::Control('\u{7}')));
        assert_eq!(text("a\u{9B}31m", 10), Err(Trouble::Control('\u{9B}')));
        assert_eq!(Complaint::from(Trouble::Control('\u{1B}')).args, vec![("code", "U+001B".into())]);
        assert_eq!(line("\0", 10), Err(Trouble::Nul));
    }

    #[test]
    fn direction_overrides_are_stripped() {
        assert_eq!(line("invoice\u{202E}fdp.exe", 50).unwrap(), "invoicefdp.exe");
        assert_eq!(line("a\u{2066}b\u{2069}c", 50).unwrap(), "abc");
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert_eq!(line(&"é".repeat(10), 10).unwrap().chars().count(), 10);
        assert_eq!(line(&"e\u{301}".repeat(10), 10).unwrap().chars().count(), 10);
        assert_eq!(line(&"👩".repeat(11), 10), Err(Trouble::TooLong { max: 10, count: 11 }));
        assert_eq!(text(&"x".repeat(10_000), 4_000), Err(Trouble::TooLong { max: 4_000, count: 10_000 }));
    }

    #[test]
    fn line_breaks() {
        assert_eq!(line("a\r\nb\u{2028}c\td", 20).unwrap(), "a  b c d");
        assert_eq!(text("\r\n\r\n a\r\nb\rc\u{2029}\td\n\n", 20).unwrap(), "a\nb\nc\n\td");
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(raw in any::<String>(), max in 0_usize..50) {
            for check in [line, text] {
                if let Ok(once) = check(&raw, max) {
                    prop_assert!(once.chars().count() <= max);
                    prop_assert!(!once.contains('\0'));
                    prop_assert_eq!(check(&once, max), Ok(once));
                }
            }
            if let Ok(one) = line(&raw, max) {
                prop_assert!(!one.contains('\n'));
            }
        }
    }
}
