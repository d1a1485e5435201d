//! Names that stand in rows as somebody wrote them, and that the house has words for in every language: `fr` is French,
//! "Français". It knows how their keys are made, not which there are.

use super::texts::Texts;

/// The beginning of the keys of languages; the rest is the first part of the language's tag.
pub const LANGUAGE: &str = "language-";

impl Texts {
    /// A name as this language says it, or as it is written where the house has no words for it. The rest of the key
    /// is the name in lower case, without apostrophes and full stops, and a hyphen for everything else.
    pub fn known(&self, stem: &str, name: &str) -> String {
        let is_kept = |letter: &char| !matches!(letter, '\'' | '’' | '.');
        let plain = name.trim().chars().filter(is_kept).flat_map(char::to_lowercase);
        let rest: String = plain.map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' }).collect();
        self.say_if_any(&format!("{stem}{rest}")).unwrap_or_else(|| name.to_owned())
    }

    /// The language that a tag such as `fr` or `fr-CA` means; what is no known tag, as it is written.
    pub fn language_name(&self, tag: &str) -> String {
        let (primary, region) = tag.trim().split_once(['-', '_']).unwrap_or((tag.trim(), ""));
        let name = self.known(LANGUAGE, primary);
        match region {
            "" => name,
            _ if name == primary => tag.to_owned(),
            _ => format!("{name} ({region})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::platform::text::Catalogue;

    #[test]
    fn a_language_is_called_by_its_name_where_it_has_one() {
        let catalogue = Catalogue::load().unwrap();
        let said = |texts: &str| {
            let texts = catalogue.texts(texts);
            ["fr", "EN", "fr-CA", "tlh", "tlh-AQ", "French", ""].map(|tag| texts.language_name(tag))
        };
        assert_eq!(said("en"), ["French", "English", "French (CA)", "tlh", "tlh-AQ", "French", ""]);
        assert_eq!(said("fr"), ["Français", "Anglais", "Français (CA)", "tlh", "tlh-AQ", "French", ""]);
        assert_eq!(catalogue.texts("fr").known("holiday-", "New Year's Day"), "Jour de l’An");
        assert_eq!(catalogue.texts("fr").known("holiday-", "Stocktaking"), "Stocktaking");
    }
}
