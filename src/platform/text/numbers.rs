//! How each language groups the digits of a count. Punctuation, not words, so it is not in the catalogue: Fluent
//! formats a number through a plain function that cannot look anything up.

use fluent_bundle::FluentValue;
use fluent_bundle::types::FluentNumber;
use intl_memoizer::concurrent::IntlLangMemoizer;

/// What Québec writes between groups: no line breaks there.
const NO_BREAK: char = '\u{A0}';

/// A count with its digits in threes.
pub fn grouped(number: i64, separator: char) -> String {
    grouped_digits(&number.to_string(), separator)
}

/// The mark between groups of three digits in this language.
pub fn separator(language: &str) -> char {
    if is_french(language) { NO_BREAK } else { ',' }
}

pub(super) type Formatter = fn(&FluentValue<'_>, &IntlLangMemoizer) -> Option<String>;

/// How numbers inside sentences are written in this language.
pub(super) fn formatter(language: &str) -> Formatter {
    if is_french(language) {
        |value, _| format_number(value, NO_BREAK, ',')
    } else {
        |value, _| format_number(value, ',', '.')
    }
}

fn is_french(language: &str) -> bool {
    language.get(..2).is_some_and(|primary| primary.eq_ignore_ascii_case("fr"))
}

fn format_number(value: &FluentValue<'_>, separator: char, decimal_mark: char) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let plain = FluentNumber::as_string(number);
    let (whole, fraction) =
        plain.split_once('.').map_or((plain.as_ref(), None), |(whole, fraction)| (whole, Some(fraction)));
    let mut text = if number.options.use_grouping { grouped_digits(whole, separator) } else { whole.to_owned() };
    let missing = number.options.minimum_integer_digits.unwrap_or(0).saturating_sub(whole.len());
    text.insert_str(0, &"0".repeat(missing));
    if let Some(fraction) = fraction {
        text.push(decimal_mark);
        text.push_str(fraction);
    }
    Some(text)
}

fn grouped_digits(digits: &str, separator: char) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let mut text = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::text::{Arg, Catalogue};

    #[test]
    fn digits_go_in_threes() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (-12_345, "-12,345"), (i64::MIN, "-9,223,372,036,854,775,808")]
        {
            assert_eq!(grouped(number, ','), text);
        }
    }

    #[test]
    fn sentences_group_as_their_language_does_and_identifiers_never() {
        let source = "n = { $n }\nplain = { NUMBER($n, useGrouping: \"false\") }\n".to_owned();
        let catalogue =
            Catalogue::from_files([("en/a.ftl".to_owned(), source.clone()), ("fr-CA/a.ftl".to_owned(), source)])
                .unwrap();
        let count = [("n", Arg::from(12_345))];
        assert_eq!(catalogue.texts("en").with("n", &count), "12,345");
        assert_eq!(catalogue.texts("fr").with("n", &count), "12\u{a0}345");
        assert_eq!(catalogue.texts("fr").number(12_345), "12\u{a0}345");
        assert_eq!(catalogue.texts("en").with("plain", &count), "12345");
        assert_eq!(catalogue.texts("en").with("n", &[("n", Arg::id(12_345))]), "12345");
    }
}
