//! The Fluent catalogue as the tidy test reads it: which keys are said where. Knows just enough of the format:
//! messages, terms and what they refer to.

use crate::tree::{Fault, Text};
use std::collections::{BTreeMap, BTreeSet};

/// The keys of one language.
pub struct Catalogue {
    /// Each key with its file and line; terms carry their `-`.
    pub keys: BTreeMap<String, (String, usize)>,
    /// Keys that other messages refer to.
    pub referred: BTreeSet<String>,
    faults: Vec<Fault>,
}

impl Catalogue {
    pub fn of(files: &[Text]) -> Self {
        let mut catalogue = Self { keys: BTreeMap::new(), referred: BTreeSet::new(), faults: Vec::new() };
        for file in files {
            for (at, line) in file.text.lines().enumerate() {
                if line.starts_with('#') {
                    continue;
                }
                catalogue.referred.extend(references(line));
                let Some(key) = key_of(line) else { continue };
                if let Some((path, _)) = catalogue.keys.get(key) {
                    let says = format!("`{key}` is already said in {path}");
                    catalogue.faults.push(Fault::new(&file.path, at + 1, says));
                }
                if !key.contains('-') {
                    let says = format!("`{key}`: a key has two words at least, the first names its room or matter");
                    catalogue.faults.push(Fault::new(&file.path, at + 1, says));
                }
                catalogue.keys.insert(key.into(), (file.path.clone(), at + 1));
            }
        }
        catalogue
    }

    /// Keys said twice, where one would silently win, and keys of one word, which nobody could tell from other words.
    pub fn faults(&self) -> Vec<Fault> {
        self.faults.iter().map(|fault| Fault::new(&fault.path, fault.line, fault.says.clone())).collect()
    }
}

fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    let key = key.trim_end();
    let name = key.strip_prefix('-').unwrap_or(key);
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
    (starts && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')).then_some(key)
}

fn references(line: &str) -> Vec<String> {
    let inside = line.split('{').skip(1).filter_map(|rest| rest.split(['}', '.', '(']).next());
    inside.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty() && !name.starts_with(['$', '"'])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_terms_and_references_are_read() {
        let text = "# a-comment = x\n-brand = W\nhello = Hi { $name } on { -brand } { bye }\n    .label = no-key = x\nbye =\n    Bye { $n ->\n        [one] x\n       *[other] y\n    }\n";
        let catalogue = Catalogue::of(&[Text::new("locales/en/a.ftl", text)]);
        assert_eq!(catalogue.keys.keys().collect::<Vec<_>>(), ["-brand", "bye", "hello"]);
        assert_eq!(catalogue.keys["bye"].1, 5);
        assert_eq!(catalogue.referred.iter().collect::<Vec<_>>(), ["-brand", "bye"]);
    }

    #[test]
    fn doubles_are_found() {
        let twice = [Text::new("locales/en/a.ftl", "a-b = x\n"), Text::new("locales/en/b.ftl", "\na-b = y\nab = z\n")];
        let english = Catalogue::of(&twice);
        let told: Vec<String> = english.faults().iter().map(ToString::to_string).collect();
        assert_eq!(told[0], "locales/en/b.ftl:2: `a-b` is already said in locales/en/a.ftl");
        assert!(told[1].starts_with("locales/en/b.ftl:3: `ab`: a key has two words"), "{told:?}");
    }
}
