//! The forms in which numbers and telephone numbers are compared, so that one way of writing finds the other. It knows
//! no table.

use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;

/// Longer texts are no number that anybody was given.
pub const LONGEST_NUMBER: usize = 40;
/// Digits that tell one subscriber from another, with or without a country code.
const PHONE_DIGITS: usize = 10;
/// Fewer digits are an extension, more are something else.
const REAL_PHONE: RangeInclusive<usize> = 7..=20;

/// A party's number as it is stored for comparing: compatibility forms, case and spaces do not matter, hyphens do.
/// `None` where nothing is left.
pub fn number_key(number: &str) -> Option<String> {
    let letters = number.trim().nfkc().flat_map(char::to_lowercase);
    let key: String = letters.filter(|letter| !letter.is_whitespace() && !letter.is_control()).nfkc().collect();
    (!key.is_empty() && key.chars().count() <= LONGEST_NUMBER).then_some(key)
}

/// The last ten digits of a telephone number, or all of a shorter one; an extension (`x12`, `ext. 12`) does not count.
/// `None` where there are too few or too many to call.
pub fn phone_key(phone: &str) -> Option<String> {
    let plain: String = phone.nfkc().collect();
    let from_first = plain.find(|letter: char| letter.is_ascii_digit()).map_or("", |first| &plain[first..]);
    let end = from_first.find(|letter: char| letter.is_alphabetic() || letter == '#').unwrap_or(from_first.len());
    let digits: Vec<char> = from_first[..end].chars().filter(char::is_ascii_digit).collect();
    let start = digits.len().saturating_sub(PHONE_DIGITS);
    REAL_PHONE.contains(&digits.len()).then(|| digits[start..].iter().collect())
}

/// The phone key of a text that is written as a telephone number and as nothing else.
pub fn phone_key_of_all(text: &str) -> Option<String> {
    let fits = |letter: char| letter.is_ascii_digit() || letter.is_whitespace() || "+-–.()/".contains(letter);
    text.nfkc().all(fits).then(|| phone_key(text)).flatten()
}

/// An e-mail address as it is compared: case does not matter. `None` where it is none.
pub fn email_key(email: &str) -> Option<String> {
    let key: String = email.trim().nfkc().flat_map(char::to_lowercase).collect();
    is_email(&key).then_some(key)
}

/// Enough to catch a shifted column; what really is an address only a mail can tell.
pub fn is_email(text: &str) -> bool {
    let whole = !text.chars().any(char::is_whitespace);
    whole
        && text.split_once('@').is_some_and(|(who, place)| !who.is_empty() && !place.is_empty() && !place.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ways_of_writing_a_number_meet() {
        for same in ["CA-1001", " ca-1001 ", "Ca-10 01", " ca-10 01", "ＣＡ-１００１", "ca-1001\0"] {
            assert_eq!(number_key(same).as_deref(), Some("ca-1001"), "{same}");
        }
        assert_ne!(number_key("CA1001"), number_key("CA-1001"));
        assert_eq!(number_key("00042").as_deref(), Some("00042"));
        for nothing in ["", "  ", "\0", &"9".repeat(10_000)] {
            assert_eq!(number_key(nothing), None);
        }
    }

    #[test]
    fn a_telephone_is_known_with_and_without_country() {
        for same in
            ["+1 (416) 555-0134", "416.555.0134", "0014165550134", "+1 416 555 0134 x22", "tel. 416 555 0134 ext. 9"]
        {
            assert_eq!(phone_key(same).as_deref(), Some("4165550134"), "{same}");
        }
        assert_eq!(phone_key("555 0134").as_deref(), Some("5550134"));
        for none in ["", "911", "call me", "x22", &"9".repeat(21)] {
            assert_eq!(phone_key(none), None, "{none}");
        }
        assert_eq!(phone_key_of_all("CA 4165550134"), None);
        assert_eq!(phone_key_of_all("(416) 555-0134").as_deref(), Some("4165550134"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_a_key(text in any::<String>()) {
            if let Some(key) = number_key(&text) {
                prop_assert_eq!(number_key(&key), Some(key));
            }
            prop_assert!(phone_key(&text).is_none_or(|key| key.len() <= PHONE_DIGITS));
        }
    }
}
