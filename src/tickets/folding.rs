//! What somebody wrote at length, folded: its beginning is shown, and the rest when it is asked for. It knows no ticket.

use crate::platform::text::{Linked, linked};

/// Characters and lines that are shown whole.
const WHOLE: (usize, usize) = (2_000, 32);
/// Characters and lines of the beginning of what is longer.
const BEGINNING: (usize, usize) = (1_500, 24);

/// A text whose rest is folded away where it is long.
pub struct Folded {
    /// All of it, or its beginning.
    pub shown: Linked,
    /// The rest.
    pub rest: Option<Linked>,
}

impl Folded {
    /// Folds `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let (shown, rest) = match beginning(text, WHOLE) {
            Some(_) => cut(text),
            None => (text, None),
        };
        Self { shown: linked(shown), rest: rest.map(linked) }
    }
}

/// How many bytes hold so many characters and lines, where there are more.
fn beginning(text: &str, (letters, lines): (usize, usize)) -> Option<usize> {
    let by_letters = text.char_indices().nth(letters).map(|(at, _)| at);
    let by_lines = text.match_indices('\n').nth(lines - 1).map(|(at, _)| at);
    by_letters.into_iter().chain(by_lines).min()
}

/// Between two lines or words, where there are any.
fn cut(text: &str) -> (&str, Option<&str>) {
    let Some(most) = beginning(text, BEGINNING) else { return (text, None) };
    let last = |is_gap: fn(char) -> bool| text[..most].rfind(is_gap).filter(|at| *at > most / 2);
    let is_gap = text[most..].starts_with(char::is_whitespace).then_some(most);
    let at = is_gap.or_else(|| last(|letter| letter == '\n')).or_else(|| last(char::is_whitespace)).unwrap_or(most);
    (text[..at].trim_end(), Some(text[at..].trim_start_matches(['\r', '\n'])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> (String, Option<String>) {
        let Folded { shown, rest } = Folded::new(text);
        (shown.as_str().to_owned(), rest.map(|rest| rest.as_str().to_owned()))
    }

    #[test]
    fn what_is_short_stays_whole() {
        for text in ["", "Box opened.", &"x".repeat(2_000), &"a\n".repeat(31)] {
            assert_eq!(folded(text), (text.to_owned(), None));
        }
    }

    #[test]
    fn what_is_long_is_cut_between_words_and_lines() {
        let (shown, rest) = folded(&"word ".repeat(1_000));
        assert!(shown.ends_with("word") && shown.len() <= 1_500, "{}", shown.len());
        assert!(rest.is_some_and(|rest| rest.starts_with(" word")));
        let (shown, rest) = folded(&"a line\n".repeat(100));
        assert_eq!(shown.lines().count(), 24);
        assert!(rest.is_some_and(|rest| rest.starts_with("a line\n")));
        let (shown, rest) = folded(&"é".repeat(10_000));
        assert_eq!((shown.chars().count(), rest.unwrap().chars().count()), (1_500, 8_500));
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "(?s)([a-zé東 \n]{0,40}\n?){0,120}") {
            let (shown, rest) = match beginning(&text, WHOLE) { Some(_) => cut(&text), None => (&*text, None) };
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(bare(shown) + &bare(rest.unwrap_or_default()), bare(&text));
        }
    }
}
