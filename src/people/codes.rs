//! One-time codes as people read them aloud and type them: made at random, known by their hash alone. It knows neither whose
//! they are nor what they open.

use sha2::{Digest, Sha256};

/// Douglas Crockford's base 32: no letter that is taken for a digit, and none that makes a word.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A code, to be shown once; it cannot be printed by mistake.
#[derive(Clone)]
pub struct Code(String);

impl Code {
    /// Twelve letters, 60 bits, in groups of four that a person can read from a screen.
    #[must_use]
    pub fn random() -> Self {
        let letters = rand::random::<[u8; 12]>().map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        Self(groups.join("-"))
    }

    /// The code itself: to be given to its owner once, and never stored or logged.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What the table knows it by.
    #[must_use]
    pub fn hash(&self) -> String {
        hash(&self.0)
    }
}

/// SHA-256 of the code as it is meant, however it was typed.
pub(super) fn hash(code: &str) -> String {
    let meant = code.chars().filter(char::is_ascii_alphanumeric).map(|letter| match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        letter => letter,
    });
    Sha256::digest(meant.collect::<String>()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether two hashes are one, in a time that does not tell how far they agree.
pub(super) fn same(one: &str, other: &str) -> bool {
    let differs = one.bytes().zip(other.bytes()).fold(0, |differs, (one, other)| differs | (one ^ other));
    one.len() == other.len() && std::hint::black_box(differs) == 0
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_known_however_it_is_typed() {
        let code = Code::random();
        assert_eq!(code.reveal().len(), 14);
        assert_ne!(code.reveal(), Code::random().reveal());
        assert_eq!(code.hash(), hash(&code.reveal().to_lowercase().replace('-', " ")));
        assert_eq!(hash("oil0-1"), hash("011 01"));
        assert!(same(&code.hash(), &hash(code.reveal())) && !same(&hash("A"), &hash("B")) && !same("ab", "a"));
        assert_eq!(format!("{code:?}"), "Code");
    }
}
