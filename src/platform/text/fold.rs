//! One form for all the ways of writing the same word, so that both engines find it without knowing any language.
//! It must not know what is searched.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words beyond this number are not indexed: the rest of a pasted log is not how anybody finds a ticket.
pub const MOST_WORDS: usize = 2_000;
/// Longer words are cut, in the text and in the question alike, so that they still meet.
pub const LONGEST_WORD: usize = 48;

/// The text without case, accents, apostrophes and punctuation; words apart by one space.
///
/// `O'Neil` and `O’Neil` become `oneil`, `Ångström` `angstrom`, `Straße` `strasse`, half- and full-width forms the
/// usual ones. Accents go only from letters of scripts that read on without them: Devanagari, Thai or kana would
/// become other words. Folding twice changes nothing.
pub fn fold(text: &str) -> String {
    // A step can uncover what an earlier one handles (a compatibility form of a capital, a case form of a ligature).
    let bare: String =
        text.nfkd().flat_map(char::to_lowercase).nfkd().filter(|letter| !vanishes(*letter)).nfc().collect();
    let mut folded = String::with_capacity(bare.len());
    for letter in bare.chars() {
        match spelled_out(letter) {
            Some(letters) => folded.push_str(letters),
            None if is_word_part(letter) => folded.push(letter),
            None if !folded.is_empty() && !folded.ends_with(' ') => folded.push(' '),
            None => {}
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// What tells two names apart: not case, accents or punctuation. Of a name in which there is nothing to compare, such as an
/// emoji, the name itself.
pub fn name_key(name: &str) -> String {
    let folded = fold(name);
    if folded.is_empty() { name.to_lowercase() } else { folded }
}

/// The words of a question or of a text, folded, each once, in order. CJK runs are pairs of neighbours (`東京都` is
/// `東京` and `京都`), since nothing separates their words; a lone character stays alone.
pub fn words(text: &str) -> Vec<String> {
    collected(text, false)
}

/// As [`words`], with what an index needs besides so that a shorter question finds a longer text: the part after an
/// elided article (`d'Anjou` is found by `anjou` too) and the single characters of CJK runs.
pub fn words_to_index(text: &str) -> Vec<String> {
    collected(text, true)
}

fn collected(text: &str, for_index: bool) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut words = Vec::new();
    let mut keep = |word: String| {
        if words.len() < MOST_WORDS && !word.is_empty() && seen.insert(word.clone()) {
            words.push(word);
        }
    };
    for word in fold(text).split(' ') {
        for run in runs(word) {
            if run.starts_with(is_unspaced) {
                pairs(run, for_index, &mut keep);
            } else {
                keep(run.chars().take(LONGEST_WORD).collect());
            }
        }
    }
    if for_index {
        for part in text.split_whitespace().filter_map(after_elision) {
            fold(part).split(' ').for_each(|word| keep(word.chars().take(LONGEST_WORD).collect()));
        }
    }
    words
}

/// Splits where a script without spaces meets one with them: `東京tower` is two runs.
fn runs(word: &str) -> impl Iterator<Item = &str> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let unspaced = rest.chars().next().map(is_unspaced)?;
        let end = rest.find(|letter| is_unspaced(letter) != unspaced).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        rest = after;
        Some(run)
    })
}

fn pairs(run: &str, for_index: bool, keep: &mut impl FnMut(String)) {
    let letters: Vec<char> = run.chars().collect();
    for pair in letters.windows(2) {
        keep(pair.iter().collect());
    }
    if for_index || letters.len() == 1 {
        letters.iter().for_each(|letter| keep(letter.to_string()));
    }
}

/// What stands after a short French or Italian elision: `Anjou` of `d'Anjou`, `Oréal` of `L’Oréal`.
fn after_elision(word: &str) -> Option<&str> {
    let (article, rest) = word.split_once(is_apostrophe)?;
    (article.chars().count() <= 3 && rest.chars().count() >= 3).then_some(rest)
}

fn is_word_part(letter: char) -> bool {
    letter.is_alphanumeric() || is_combining_mark(letter)
}

/// Apostrophes of all kinds, accents, Hebrew and Arabic vowel points, and what has no width.
fn vanishes(letter: char) -> bool {
    is_apostrophe(letter)
        || matches!(letter, '\u{0300}'..='\u{036F}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}'
            | '\u{0591}'..='\u{05BD}' | '\u{05BF}'..='\u{05C7}'
            | '\u{0610}'..='\u{061A}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06ED}'
            | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}'
            | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | '\u{02B9}'
            ..='\u{02BF}' | '\u{02C8}' | '＇' | '\u{A78B}' | '\u{A78C}'
    )
}

/// Letters that no decomposition takes apart, as people without them on their keyboard write them.
fn spelled_out(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' | 'ƚ' => "l",
        'đ' | 'ð' | 'ɖ' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' => "k",
        'ς' => "σ",
        _ => return None,
    })
}

/// Scripts written without spaces between words (Han, kana, bopomofo), and Hangul, whose words carry their particles.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11FF}' | '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}'
        | '\u{3100}'..='\u{312F}' | '\u{3130}'..='\u{318F}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ways_of_writing_one_name_meet() {
        for (one, other) in [
            ("O'Neil", "oneil"),
            ("O’Neil", "ONEIL"),
            ("Oʼneil", "O＇Neil"),
            ("Ångström", "angstrom"),
            ("A\u{30A}ngstro\u{308}m", "Ångström"),
            ("Straße", "STRASSE"),
            ("ẞ", "ss"),
            ("Łódź", "lodz"),
            ("Ørsted", "orsted"),
            ("Ægir", "aegir"),
            ("Đorđe", "dorde"),
            ("İstanbul", "istanbul"),
            ("ΟΔΟΣ", "οδός"),
            ("ﬁne", "FINE"),
            ("ＡＢＣ１２３", "abc123"),
            ("ｶﾞｽ", "ガス"),
            ("㈱", "(株)"),
            ("co\u{AD}op", "coop"),
            ("Tom  &\tJerry", "tom jerry"),
            ("№ 5", "no 5"),
            ("ё", "Е"),
            ("مُحَمَّد", "محمد"),
            ("①", "1"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_ne!(fold("か"), fold("が"));
        assert_eq!(fold("हिन्दी"), "हिन्दी");
        assert_eq!(fold("한국"), "한국");
    }

    #[test]
    fn words_of_every_script_are_found() {
        assert_eq!(words("CA-mchen: the The O'Neil"), ["ca", "mchen", "the", "oneil"]);
        assert_eq!(words("東京都tower"), ["東京", "京都", "tower"]);
        assert_eq!(words("東"), ["東"]);
        assert_eq!(words("½ 👩‍👩‍👧 !!"), ["1", "2"]);
        assert!(words(" \0 ... ").is_empty());
        let indexed = words_to_index("Distribution d’Anjou, 東京");
        for asked in ["anjou", "danjou", "東京", "東", "distribution"] {
            assert!(words(asked).iter().all(|word| indexed.contains(word)), "{asked} in {indexed:?}");
        }
    }

    #[test]
    fn long_and_many_words_are_capped() {
        let long = "é".repeat(5_000);
        assert_eq!(words(&long), ["e".repeat(LONGEST_WORD)]);
        let many: String = (0..10_000).map(|number| format!("w{number} ")).collect();
        assert_eq!(words(&many).len(), MOST_WORDS);
        assert_eq!(words(&"字".repeat(100_000)).len(), 1);
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn a_question_made_of_the_text_is_answered(text in any::<String>()) {
            let indexed = words_to_index(&text);
            for word in words(&text) {
                prop_assert!(indexed.contains(&word));
                prop_assert!(word.chars().count() <= LONGEST_WORD && !word.contains(' '));
            }
        }
    }
}
