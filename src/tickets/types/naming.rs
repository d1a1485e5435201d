//! What tells two names of types apart: not case, accents or punctuation. It knows no row.

use crate::platform::text::fold;

/// The name as it is compared. Of a name in which there is nothing to compare, such as an emoji, the name itself.
pub(super) fn key(name: &str) -> String {
    let folded = fold(name);
    if folded.is_empty() { name.to_lowercase() } else { folded }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn names_are_one_whatever_their_dress() {
        for name in ["Website or log-in", "  WEBSITE or log in", "Wébsite or Log–in!"] {
            assert_eq!(key(name), "website or log in");
        }
        assert_ne!(key("🎉"), key("🚚"));
    }
}
