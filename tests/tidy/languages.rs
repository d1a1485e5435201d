//! Compares every other language of the catalogue with English, message by message: nothing is missing, nothing is made
//! up, and each sentence is filled with what the code gives it. Knows the format, no language but its marks.

use crate::catalogue::Catalogue;
use crate::tree::{Fault, Text};
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse;
use std::collections::{BTreeMap, BTreeSet};

/// What Fluent picks by a number; `[1]` and the like are picked by it too.
const COUNTS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];
/// Words that one language picks by where English has no choice: zones have abbreviations of their own in French.
const OWN_CHOICES: [(&str, &str); 1] = [("time-moment-long", "zone")];

/// What one text is made of: the value of a message, or an attribute of it.
#[derive(Default, PartialEq, Eq)]
struct Made {
    variables: BTreeSet<String>,
    /// Texts for scripts to fill, such as `{time}`.
    holes: BTreeSet<String>,
    /// Variables that a number is counted by.
    counted: BTreeSet<String>,
    /// Variables that a word is chosen by, with the words.
    chosen: BTreeMap<String, BTreeSet<String>>,
}

/// By message or `message.attribute`.
type Texts = BTreeMap<String, Made>;

/// What a language lacks, has too much, or fills otherwise than English.
pub fn unlike(english: &[Text], files: &[Text]) -> Vec<Fault> {
    let (ours, theirs) = (read(english), read(files));
    let (known, said) = (Catalogue::of(english), Catalogue::of(files));
    let place = |catalogue: &Catalogue, name: &str| {
        let key = name.split('.').next().unwrap_or_default();
        catalogue.keys.get(key).cloned().unwrap_or_default()
    };
    let folder = files.first().and_then(|file| file.path.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let mut faults = Vec::new();
    for (name, made) in &ours {
        let (path, line) = place(&known, name);
        let room = path.rsplit('/').next().unwrap_or_default();
        let Some(other) = theirs.get(name) else {
            faults.push(Fault::new(&format!("{folder}/{room}"), 1, format!("`{name}` is missing: see {path}:{line}")));
            continue;
        };
        let (at, line) = place(&said, name);
        if !at.ends_with(&format!("/{room}")) {
            faults.push(Fault::new(&at, line, format!("`{name}` belongs to {room}, as in English")));
        }
        faults.extend(differences(name, made, other).into_iter().map(|says| Fault::new(&at, line, says)));
    }
    for name in theirs.keys().filter(|name| !ours.contains_key(*name)) {
        let (path, line) = place(&said, name);
        faults.push(Fault::new(&path, line, format!("`{name}` is not in the English catalogue")));
    }
    faults
}

fn differences(name: &str, ours: &Made, theirs: &Made) -> Vec<String> {
    let mut says = Vec::new();
    let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
    if ours.variables != theirs.variables {
        let (ours, theirs) = (list(&ours.variables), list(&theirs.variables));
        says.push(format!("`{name}` is filled with [{theirs}], English with [{ours}]"));
    }
    if ours.holes != theirs.holes {
        says.push(format!("`{name}` has the holes [{}], English has [{}]", list(&theirs.holes), list(&ours.holes)));
    }
    for variable in ours.counted.difference(&theirs.counted) {
        says.push(format!("`{name}` does not count by ${variable}, as English does"));
    }
    for (variable, words) in &ours.chosen {
        if theirs.chosen.get(variable) != Some(words) {
            says.push(format!("`{name}` must choose by ${variable} among [{}], as English does", list(words)));
        }
    }
    for variable in theirs.chosen.keys().filter(|variable| !ours.chosen.contains_key(*variable)) {
        if !OWN_CHOICES.contains(&(name, variable)) {
            says.push(format!("`{name}` chooses by ${variable}, which English does not"));
        }
    }
    says
}

/// How French is set in Québec: quotation marks, apostrophes and no-break spaces.
pub fn french_marks(file: &Text) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (at, line) in file.text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
        let text = line.split_once('=').map_or(line, |(_, text)| text);
        let mut tell = |says: &str| faults.push(Fault::new(&file.path, at + 1, says));
        if text.contains(['\'', '“', '”']) {
            tell("write ’ for an apostrophe and « » for quotation marks");
        }
        if ["« ", " »", " ;", " !", " ?", " %"].iter().any(|pair| text.contains(pair)) {
            tell("a no-break space (U+00A0) stands before % and inside « »; none before ; ! ?");
        }
        let letters: Vec<char> = text.chars().collect();
        if letters.windows(2).any(|pair| pair[0] == '«' && pair[1] != '\u{a0}' || pair[1] == '»' && pair[0] != '\u{a0}')
        {
            tell("a no-break space (U+00A0) stands inside « »");
        }
        let ends = |after: Option<&char>| after.is_none_or(|next| next.is_whitespace());
        let bare = |(place, letter): (usize, &char)| {
            *letter == ':' && ends(letters.get(place + 1)) && place > 0 && letters[place - 1] != '\u{a0}'
        };
        if !text.contains("NUMBER(") && letters.iter().enumerate().any(bare) {
            tell("a no-break space (U+00A0) stands before a colon");
        }
        if text.contains('!') {
            tell("no exclamation marks");
        }
    }
    faults
}

fn read(files: &[Text]) -> Texts {
    let mut texts = Texts::new();
    for file in files {
        let resource = parse(file.text.as_str()).unwrap_or_else(|(resource, _)| resource);
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let mut put = |name: String, pattern: &Pattern<&str>| {
                let mut made = Made::default();
                walk(pattern, &mut made);
                texts.insert(name, made);
            };
            if let Some(value) = &message.value {
                put(message.id.name.to_owned(), value);
            }
            for attribute in &message.attributes {
                put(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
            }
        }
    }
    texts
}

fn walk(pattern: &Pattern<&str>, made: &mut Made) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => take(inline, made),
            Expression::Select { selector, variants } => {
                take(selector, made);
                let variable = variable_of(selector).unwrap_or_default();
                for variant in variants {
                    match &variant.key {
                        VariantKey::Identifier { name } if !COUNTS.contains(name) => {
                            made.chosen.entry(variable.clone()).or_default().insert((*name).to_owned());
                        }
                        // The default of a choice of words is called `other` as well.
                        VariantKey::Identifier { .. } if variant.default => {}
                        VariantKey::Identifier { .. } | VariantKey::NumberLiteral { .. } => {
                            made.counted.insert(variable.clone());
                        }
                    }
                    walk(&variant.value, made);
                }
            }
        }
    }
}

fn take(inline: &InlineExpression<&str>, made: &mut Made) {
    match inline {
        InlineExpression::VariableReference { id } => drop(made.variables.insert(id.name.to_owned())),
        InlineExpression::StringLiteral { value } => drop(made.holes.insert((*value).to_owned())),
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            positional.iter().for_each(|argument| take(argument, made));
        }
        _ => {}
    }
}

fn variable_of(selector: &InlineExpression<&str>) -> Option<String> {
    match selector {
        InlineExpression::VariableReference { id } => Some(id.name.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(english: &str, french: &str) -> Vec<String> {
        let file = |language, text| [Text::new(&format!("locales/{language}/a.ftl"), text)];
        unlike(&file("en", english), &file("fr-CA", french)).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_missing_or_made_up_is_named() {
        let english = "a-one = One\n    .program = 1\na-two = Two\n";
        assert_eq!(
            told(english, "a-one = Un\na-three = Trois\n"),
            [
                "locales/fr-CA/a.ftl:1: `a-one.program` is missing: see locales/en/a.ftl:1",
                "locales/fr-CA/a.ftl:1: `a-two` is missing: see locales/en/a.ftl:3",
                "locales/fr-CA/a.ftl:2: `a-three` is not in the English catalogue",
            ]
        );
        assert_eq!(told("a-one = One\n", "a-one = Un\n    .label = Un\n").len(), 1);
    }

    #[test]
    fn a_sentence_is_filled_counted_and_chosen_alike() {
        let counts = "{ $n ->\n    [one] a\n   *[other] { $n } b\n }";
        let chooses = |word: &str| format!("a-b = {{ $s ->\n    [{word}] a\n   *[next] b\n }}\n");
        for (english, french) in [
            ("a-b = { $name } { $what }\n", "a-b = { $name }\n"),
            ("a-b = { $name }\n", "a-b = { $nom }\n"),
            (&format!("a-b = {counts}\n"), "a-b = { $n } b\n"),
            ("a-b = at { \"{time}\" }\n", "a-b = à { \"{heure}\" }\n"),
            (&chooses("today"), &chooses("aujourdhui")),
            ("a-b = { $s }\n", &chooses("today").replace("] b", "] { $s }")),
        ] {
            assert_eq!(told(english, french).len(), 1, "{french}: {:?}", told(english, french));
        }
        // A language may agree where English need not.
        assert_eq!(told("a-b = { $n } open\n", &format!("a-b = {counts}\n")), Vec::<String>::new());
        assert_eq!(told(&chooses("today"), &chooses("today")), Vec::<String>::new());
    }

    #[test]
    fn french_is_set_as_in_quebec() {
        let faults = |text: &str| french_marks(&Text::new("locales/fr-CA/a.ftl", text)).len();
        for good in
            ["a-b = L’un\u{a0}: «\u{a0}oui\u{a0}»; non?", "a-b = à 15:30", "a-b = { $a }\u{a0}: { $b }", "# l'un !"]
        {
            assert_eq!(faults(good), 0, "{good}");
        }
        for bad in [
            "a-b = L'un",
            "a-b = “oui”",
            "a-b = Un: deux",
            "a-b = Un : deux",
            "a-b = «oui\u{a0}»",
            "a-b = Oui!",
            "a-b = Oui ?",
        ] {
            assert_eq!(faults(bad), 1, "{bad}");
        }
    }
}
