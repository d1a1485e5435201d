//! What a sentence of the catalogue is filled with. It knows no sentence.

use fluent_bundle::FluentValue;

use super::texts::Texts;

/// A value put into a sentence: text as it is, or a number that is grouped and pluralised as the language wants.
///
/// Identifiers (ticket numbers, years) are text, not numbers: nobody wants to read "ticket 10,482". Use [`Arg::id`].
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Put in as it stands.
    Text(String),
    /// Put in with the language's grouping; chooses the plural form.
    Number(i64),
    /// A time of day, hour and minute, put in as the language says it.
    Time(i8, i8),
    /// A name that the house may have words for, with the beginning of their key; see [`Texts::known`].
    Known(&'static str, String),
}

impl Arg {
    /// A number that names rather than counts: never grouped.
    pub fn id(number: impl std::fmt::Display) -> Self {
        Self::Text(number.to_string())
    }

    pub(super) fn to_fluent(&self, texts: &Texts) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::String(isolated(text)),
            // Above 2^53 a count loses its last digits, as everywhere in Fluent; nothing here counts so far.
            Self::Number(number) => FluentValue::from(*number),
            Self::Time(hour, minute) => FluentValue::from(texts.clock(*hour, *minute)),
            Self::Known(stem, name) => FluentValue::String(isolated(&texts.known(stem, name)).into_owned().into()),
        }
    }
}

macro_rules! from_whole_number {
    ($($number:ty),*) => { $(
        impl From<$number> for Arg {
            fn from(number: $number) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )* };
}
from_whole_number!(i8, i16, i32, i64, u8, u16, u32, u64, usize);

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

/// Fluent's own isolating marks go around *every* argument and so end up in mail subjects, titles and tests, where
/// they are noise: they are off. An argument with a right-to-left letter in it gets them here, because it would
/// otherwise drag the punctuation and numbers beside it to its own side.
fn isolated(text: &str) -> std::borrow::Cow<'_, str> {
    if text.chars().any(is_right_to_left) { format!("\u{2068}{text}\u{2069}").into() } else { text.into() }
}

/// Letters of Unicode's right-to-left blocks (Hebrew to Arabic Extended, presentation forms, and the right-to-left
/// part of plane 1): whole blocks, as the bidi algorithm itself defaults unassigned places there to right-to-left.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}' | '\u{200F}')
}
