//! Sort keys: bytes that any database puts in the order a person expects. It knows no table and no column.

use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

use super::fold::fold;

/// Goes up whenever stored keys must be computed again: with every new collation data (a test notices), or a change here.
pub const SORT_KEY_VERSION: u32 = 1;
/// Bytes kept of a key. Cutting keys keeps their order; names equal so far are told apart by the next column.
const MOST_BYTES: usize = 90;
/// The length of [`sort_key_text`] at most, in characters, all ASCII.
pub const SORT_KEY_TEXT_MOST: usize = (MOST_BYTES * 8).div_ceil(5);
/// No more of a text is looked at: every letter adds at least a byte, but a letter without weight adds none.
const MOST_LETTERS: usize = 400;

/// Bytes whose order is that of the Unicode collation (CLDR root), numbers by value: `Éclair` beside `eclair`,
/// `Depot 9` before `Depot 10`. One order for all readers, because a stored key can have only one.
pub fn sort_key(text: &str) -> Vec<u8> {
    let end = text.char_indices().nth(MOST_LETTERS).map_or(text.len(), |(index, _)| index);
    let head = &text[..end];
    let mut key = Vec::with_capacity(2 * head.len());
    match COLLATOR.as_ref() {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(head, &mut key);
        }
        None => key.extend_from_slice(fold(head).as_bytes()),
    }
    key.truncate(MOST_BYTES);
    key
}

/// [`sort_key`] as text of digits and lower-case letters, for a column that is compared byte by byte
/// (`COLLATE "C"` on PostgreSQL). Base 32 in the order of its digits ("extended hex", RFC 4648 section 7, no padding):
/// a fifth shorter than hexadecimal.
pub fn sort_key_text(text: &str) -> String {
    const DIGITS: [char; 32] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l',
        'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
    ];
    let key = sort_key(text);
    let mut digits = String::with_capacity((key.len() * 8).div_ceil(5));
    for five_bytes in key.chunks(5) {
        let bits =
            (0..5).fold(0_u64, |bits, index| (bits << 8) | u64::from(five_bytes.get(index).copied().unwrap_or(0)));
        for index in 0..(five_bytes.len() * 8).div_ceil(5) {
            digits.push(DIGITS[usize::try_from((bits >> (35 - 5 * index)) & 31).unwrap_or(0)]);
        }
    }
    digits
}

/// `None` would mean that the data compiled into the program lacks its own root; then folded text is the order.
static COLLATOR: LazyLock<Option<CollatorBorrowed<'static>>> = LazyLock::new(|| {
    let mut preferences = CollatorPreferences::default();
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    Collator::try_new(preferences, CollatorOptions::default())
        .inspect_err(|error| tracing::error!(%error, "no collation data: sorting by folded text"))
        .ok()
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_order_is_a_persons() {
        let order = [
            "",
            "2 Brothers",
            "10 Brothers",
            "Ångström",
            "Anton",
            "apple",
            "eclair",
            "Éclair",
            "eclair a",
            "eclairs",
            "Łódź",
            "O'Neil",
            "Strasse",
            "Straße",
            "Strasse 2",
            "zebra",
            "Ωmega",
            "東京",
        ];
        let mut sorted = order;
        sorted.reverse();
        sorted.sort_by_key(|name| sort_key_text(name));
        assert_eq!(sorted, order);
    }

    /// New collation data changes the keys. When this fails: raise `SORT_KEY_VERSION`, write the new keys here.
    #[test]
    fn stored_keys_still_hold() {
        assert_eq!(SORT_KEY_VERSION, 1);
        let keys = ["O'Neil Depot 10", "Éclair", "東京", "Ωmega", "привет"].map(sort_key_text);
        assert_eq!(
            keys,
            [
                "8s4n0h9j7d0g8c9j953l210g1g0h40esonec5n0a",
                "6cnk2apr9k0kb20907e0k",
                "v8qklug3bg0gc086",
                "c5b06gpj6slg2281r040",
                "ca79chge52h022g118"
            ]
        );
    }

    #[test]
    fn length_is_bounded() {
        assert_eq!(SORT_KEY_TEXT_MOST, 144);
        for long in ["x".repeat(100_000), "東".repeat(1_000), "\u{300}".repeat(100_000), "9".repeat(1_000)] {
            assert!(sort_key_text(&long).len() <= SORT_KEY_TEXT_MOST);
        }
    }

    proptest! {
        #[test]
        fn text_keys_keep_the_order_of_byte_keys(one in any::<String>(), other in any::<String>()) {
            prop_assert_eq!(sort_key_text(&one).cmp(&sort_key_text(&other)), sort_key(&one).cmp(&sort_key(&other)));
        }

        #[test]
        fn keys_agree_with_the_collator(one in "\\PC{0,20}", other in "\\PC{0,20}") {
            let collated = COLLATOR.as_ref().unwrap().compare(&one, &other);
            // Cut keys may tie where the collator does not, never the other way round.
            let keyed = sort_key_text(&one).cmp(&sort_key_text(&other));
            prop_assert!(keyed == collated || keyed.is_eq());
        }
    }
}
