//! The forms in which numbers and telephone numbers are compared, so that one way of writing finds the other. It knows
//! no table.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use unicode_normalization::UnicodeNormalization;

/// Longer texts are no number that anybody was given.
pub const LONGEST_NUMBER: usize = 40;
/// Digits that tell one subscriber from another, with or without a country code.
const PHONE_DIGITS: usize = 10;
/// Fewer digits of a telephone number mean nobody.
const LEAST_PART: usize = 4;
/// Fewer digits are an extension, more are something else.
const REAL_PHONE: RangeInclusive<usize> = 7..=20;

/// A party's number as it is stored for comparing: compatibility forms, case and spaces do not matter, hyphens do.
/// `None` where nothing is left.
pub fn number_key(number: &str) -> Option<String> {
    let letters = number.trim().nfkc().flat_map(char::to_lowercase);
    let key: String = letters.filter(|letter| !letter.is_whitespace() && !letter.is_control()).nfkc().collect();
    (!key.is_empty() && key.chars().count() <= LONGEST_NUMBER).then_some(key)
}

/// The letters and digits of a number's key: hyphens do not matter either. `None` where none is left.
pub fn loose_key(number: &str) -> Option<String> {
    let key: String = number_key(number)?.chars().filter(|letter| letter.is_alphanumeric()).collect();
    (!key.is_empty()).then_some(key)
}

/// Where else than at its key people begin to say a number: `CA-1001` is `ca1001`, and `1001`.
pub fn number_beginnings(number: &str) -> BTreeSet<String> {
    let Some(key) = number_key(number) else { return BTreeSet::new() };
    let letters: Vec<char> = key.chars().collect();
    let is_digit = |at: usize| letters[at].is_ascii_digit();
    let starts = (0..letters.len()).filter(|at| *at == 0 || (is_digit(*at) && !is_digit(at - 1)));
    let said = starts.filter_map(|at| loose_key(&letters[at..].iter().collect::<String>()));
    said.filter(|said| *said != key).collect()
}

/// Whether somebody says this number by a [`loose_key`]: without its hyphens, and without the letters before its digits.
pub fn is_said(number: &str, loose: &str) -> bool {
    let whole = loose_key(number).unwrap_or_default();
    whole == loose || whole.trim_start_matches(char::is_alphabetic) == loose
}

/// The last ten digits of a telephone number, or all of a shorter one; an extension (`x12`, `ext. 12`) does not count.
/// `None` where there are too few or too many to call.
pub fn phone_key(phone: &str) -> Option<String> {
    let (digits, _) = dialled(phone)?;
    Some(digits[digits.len().saturating_sub(PHONE_DIGITS)..].to_owned())
}

/// Where people begin to say a telephone number: at each group of digits as it is written, and at its last ten, seven and
/// four. Without the zeros that are dialled before the rest, too.
pub fn phone_beginnings(phone: &str) -> BTreeSet<String> {
    let Some((digits, groups)) = dialled(phone) else { return BTreeSet::new() };
    let ends = [PHONE_DIGITS, 7, LEAST_PART].into_iter().filter_map(|count| digits.len().checked_sub(count));
    let said = groups.into_iter().chain(ends).map(|start| &digits[start..]);
    let said = said.chain([digits.trim_start_matches('0')]);
    said.filter(|said| said.len() >= LEAST_PART).map(str::to_owned).collect()
}

/// The phone key of a text that is written as a telephone number and as nothing else.
pub fn phone_key_of_all(text: &str) -> Option<String> {
    is_phone_text(text).then(|| phone_key(text)).flatten()
}

/// What a part of a telephone number begins with, in the one or two ways in which it may be kept. Nothing where the text
/// is not written as one, or is too short to mean somebody.
pub fn phone_parts(text: &str) -> Vec<String> {
    let digits: String = international(text).chars().filter(char::is_ascii_digit).collect();
    if !is_phone_text(text) || !(LEAST_PART..=*REAL_PHONE.end()).contains(&digits.len()) {
        return Vec::new();
    }
    let bare = digits.trim_start_matches('0').to_owned();
    let bare = Some(bare).filter(|bare| *bare != digits && bare.len() >= LEAST_PART);
    std::iter::once(digits).chain(bare).collect()
}

/// Whether this is a telephone number that can be called, perhaps with a word before it or an extension behind.
pub fn is_phone(text: &str) -> bool {
    let fits = |letter: char| letter.is_alphanumeric() || letter.is_whitespace() || "+-–.()/#,:*".contains(letter);
    phone_key(text).is_some() && text.nfkc().all(fits)
}

fn is_phone_text(text: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_digit() || letter.is_whitespace() || "+-–.()/".contains(letter);
    text.nfkc().all(fits)
}

/// As it is dialled from abroad: `+44 (0)20` has a zero that is for others.
fn international(phone: &str) -> String {
    phone.nfkc().collect::<String>().replace("(0)", " ")
}

/// The digits of a telephone number that can be called, and where its groups begin among them.
fn dialled(phone: &str) -> Option<(String, Vec<usize>)> {
    let plain = international(phone);
    let from_first = plain.find(|letter: char| letter.is_ascii_digit()).map_or("", |first| &plain[first..]);
    let end = from_first.find(|letter: char| letter.is_alphabetic() || letter == '#').unwrap_or(from_first.len());
    let (mut digits, mut groups, mut is_inside) = (String::new(), Vec::new(), false);
    for letter in from_first[..end].chars() {
        let is_digit = letter.is_ascii_digit();
        if is_digit && !is_inside {
            groups.push(digits.len());
        }
        if is_digit {
            digits.push(letter);
        }
        is_inside = is_digit;
    }
    REAL_PHONE.contains(&digits.len()).then_some((digits, groups))
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
        for callable in ["+1 (416) 555-0134", "tel. 416 555 0134 ext. 9", "416.555.0134 #22", "020 7946 0134"] {
            assert!(is_phone(callable), "{callable}");
        }
        for other in ["call me", "911", "<script>4165550134", "📞 416 555 0134", "416 555 0134 \"x\"", ""] {
            assert!(!is_phone(other), "{other}");
        }
        assert_eq!(phone_key("555 0134").as_deref(), Some("5550134"));
        for none in ["", "911", "call me", "x22", &"9".repeat(21)] {
            assert_eq!(phone_key(none), None, "{none}");
        }
        assert_eq!(phone_key_of_all("CA 4165550134"), None);
        assert_eq!(phone_key_of_all("(416) 555-0134").as_deref(), Some("4165550134"));
    }

    #[test]
    fn a_number_begins_at_its_digits_too() {
        let said = |number: &str| number_beginnings(number).into_iter().collect::<Vec<_>>();
        assert_eq!(said("CA-1001"), ["1001", "ca1001"]);
        assert_eq!(said("CA11072"), ["11072"]);
        assert_eq!(said("AB-12-345"), ["12345", "345", "ab12345"]);
        assert_eq!(said("200127"), Vec::<String>::new());
        assert_eq!(said(""), Vec::<String>::new());
        assert_eq!(loose_key(" ca-10 01 ").as_deref(), Some("ca1001"));
        assert_eq!(loose_key("--"), None);
        for said in ["ab12345", "12345"] {
            assert!(is_said("AB-12-345", said), "{said}");
        }
        for part in ["345", "1234", "b12345", ""] {
            assert!(!is_said("AB-12-345", part), "{part}");
        }
    }

    #[test]
    fn a_part_of_a_telephone_is_found_where_people_begin_to_say_it() {
        let finds = |part: &str, phone: &str| {
            let said = phone_beginnings(phone);
            phone_parts(part).iter().any(|part| said.iter().any(|said| said.starts_with(part)))
        };
        for part in
            ["+1 416", "416 5", "(416) 555", "555 01", "555-0134", "0134", "14165550134", "4165550134", "001 416"]
        {
            assert!(finds(part, "+1 416 555 0134"), "{part}");
        }
        for part in ["4165", "5550134", "0134"] {
            assert!(finds(part, "14165550134 ext. 7"), "{part}");
        }
        for part in ["+44 20 7946", "020 7946", "+44 (0)20 7946", "7946 0"] {
            assert!(finds(part, "+44 (0)20 7946 0134"), "{part}");
        }
        for part in ["", "416", "1234", "5501", "tel. 4165", "ext", "4165550135"] {
            assert!(!finds(part, "+1 416 555 0134"), "{part}");
        }
        assert!(phone_beginnings("call me").is_empty() && phone_parts(&"9".repeat(10_000)).is_empty());
    }

    proptest! {
        #[test]
        fn no_text_breaks_a_key(text in any::<String>()) {
            if let Some(key) = number_key(&text) {
                prop_assert_eq!(number_key(&key), Some(key));
            }
            prop_assert!(phone_key(&text).is_none_or(|key| key.len() <= PHONE_DIGITS));
            prop_assert!(number_beginnings(&text).len() <= LONGEST_NUMBER && phone_beginnings(&text).len() <= 24);
            prop_assert!(phone_parts(&text).len() <= 2);
        }
    }
}
