//! Compares what code and templates ask the catalogue for with what it says. Knows the calls that take a key, not
//! what they do.

use crate::catalogue::Catalogue;
use crate::tree::{Fault, Text};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeSet;

/// Keys asked for by `say("…")`, `with("…")`, a `Complaint { key: "…" }` or a constructor of `Refusal` or `Complaint`
/// that the catalogue does not have. A key has two words at least; `with("count", …)` names an argument. Tests may ask
/// for what they like.
pub fn asked_for_in_vain(file: &Text, catalogue: &Catalogue) -> Vec<Fault> {
    let asked = if file.path.ends_with(".rs") { asked_in_code(&file.text) } else { asked_in_template(&file.text) };
    asked
        .into_iter()
        .filter(|(key, _)| !catalogue.keys.contains_key(key))
        .map(|(key, line)| Fault::new(&file.path, line, format!("asks for `{key}`, which locales/en does not say")))
        .collect()
}

/// Keys that no text of the code, no template and no other message names. A text with a hole (`"ticket-status-{}"`) or
/// with an open end (`"ticket-status-"`) names all keys that fit.
pub fn never_said(catalogue: &Catalogue, files: &[Text]) -> Vec<Fault> {
    let mut spoken = BTreeSet::new();
    let mut stems = BTreeSet::new();
    for file in files {
        for text in quoted(&file.text) {
            let stem = text.split_once('{').map_or(text.as_str(), |(stem, _)| stem);
            if stem.len() >= 4 && stem.ends_with('-') && is_key(stem) {
                stems.insert(stem.to_owned());
            } else {
                spoken.insert(text);
            }
        }
    }
    let said = |key: &str| {
        spoken.contains(key) || catalogue.referred.contains(key) || stems.iter().any(|stem| key.starts_with(stem))
    };
    let unsaid = catalogue.keys.iter().filter(|(key, _)| !said(key));
    unsaid.map(|(key, (path, line))| Fault::new(path, *line, format!("`{key}` is never said"))).collect()
}

fn is_key(text: &str) -> bool {
    text.contains('-') && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn asked_in_code(text: &str) -> Vec<(String, usize)> {
    let mut asked = Vec::new();
    if let Ok(tokens) = text.parse() {
        walk(tokens, &mut asked);
    }
    asked
}

fn walk(tokens: TokenStream, asked: &mut Vec<(String, usize)>) {
    let trees: Vec<TokenTree> = tokens.into_iter().collect();
    let word = |at: usize| match trees.get(at) {
        Some(TokenTree::Ident(word)) => word.to_string(),
        Some(TokenTree::Punct(sign)) => sign.to_string(),
        _ => String::new(),
    };
    let mut test_block = false;
    for (at, tree) in trees.iter().enumerate() {
        let TokenTree::Group(group) = tree else {
            test_block &= word(at) != ";";
            continue;
        };
        let inside = group.stream();
        test_block |= inside.to_string().replace(' ', "") == "cfg(test)";
        if test_block && group.delimiter() == Delimiter::Brace {
            test_block = false;
            continue;
        }
        let speaks = at >= 2 && word(at - 2) == "." && ["say", "with"].contains(&word(at - 1).as_str());
        let refuses = at >= 4 && word(at - 2) == ":" && ["Refusal", "Complaint"].contains(&word(at - 4).as_str());
        let complains = at >= 1 && word(at - 1) == "Complaint";
        if speaks {
            let first = literals(&inside).into_iter().take(1).filter(|said| said.place == 0);
            asked.extend(first.filter(|said| is_key(&said.text) || word(at - 1) == "say").map(Literal::asked));
        } else if refuses {
            asked.extend(literals(&inside).into_iter().filter(|said| is_key(&said.text)).map(Literal::asked));
        } else if complains {
            let keys = literals(&inside).into_iter().filter(|said| follows_key(&inside, said.place));
            asked.extend(keys.map(Literal::asked));
        }
        walk(inside, asked);
    }
}

/// A quoted text, with its line in the file and its place in the token list.
struct Literal {
    text: String,
    line: usize,
    place: usize,
}

impl Literal {
    fn asked(self) -> (String, usize) {
        (self.text, self.line)
    }
}

/// The quoted texts of a token list, not of its groups.
fn literals(tokens: &TokenStream) -> Vec<Literal> {
    let mut found = Vec::new();
    for (place, tree) in tokens.clone().into_iter().enumerate() {
        let TokenTree::Literal(literal) = tree else { continue };
        let written = literal.to_string();
        if written.starts_with('"') {
            found.push(Literal {
                text: written.trim_matches('"').to_owned(),
                line: literal.span().start().line,
                place,
            });
        }
    }
    found
}

fn follows_key(tokens: &TokenStream, place: usize) -> bool {
    let before: Vec<String> = tokens.clone().into_iter().take(place).map(|tree| tree.to_string()).collect();
    matches!(&before[..], [.., key, colon] if key == "key" && colon == ":")
}

fn asked_in_template(text: &str) -> Vec<(String, usize)> {
    let mut asked = Vec::new();
    for (at, line) in text.lines().enumerate() {
        for call in ["say(\"", "with(\""] {
            for (start, _) in line.match_indices(call) {
                let rest = &line[start + call.len()..];
                if let Some((key, after)) = rest.split_once('"') {
                    // `say("ticket-status-" ~ status)` is put together: `never_said` knows its stem.
                    let argument = call.starts_with("with") && !is_key(key);
                    if !argument && !after.trim_start().starts_with('~') {
                        asked.push((key.to_owned(), at + 1));
                    }
                }
            }
        }
    }
    asked
}

/// Everything between double quotes, line by line; rough, but a key never spans lines or holds an escape.
fn quoted(text: &str) -> Vec<String> {
    text.lines().flat_map(|line| line.split('"').skip(1)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        Catalogue::of(&[Text::new(
            "locales/en/a.ftl",
            "a-one = 1\na-two = 2\nstate-open = o\nstate-closed = c\nref = { inner }\ninner = i\n",
        )])
    }

    fn vain(path: &str, text: &str) -> Vec<usize> {
        asked_for_in_vain(&Text::new(path, text), &catalogue()).iter().map(|fault| fault.line).collect()
    }

    #[test]
    fn keys_asked_for_in_vain_are_found_in_code() {
        let text = "fn f() {\n t.say(\"a-one\");\n t.say(\"a-none\");\n t.with(\"b-none\", &[(\"x\", y)]);\n assert!(t.say(\"c-none\"));\n \
                    Refusal::invalid(\"subject\", \"d-none\");\n Complaint { key: \"e-none\", field: Some(\"a\") };\n Refusal::gone(\"a-two\").with(\"count\", 1);\n r.with(layer);\n}\n#[cfg(test)]\nmod tests { fn g() { t.say(\"f-none\"); } }";
        assert_eq!(vain("src/a.rs", text), [3, 4, 5, 6, 7]);
    }

    #[test]
    fn keys_asked_for_in_vain_are_found_in_templates() {
        let text = "{{ frame.say(\"a-one\") }}\n{{ frame.say(\"a-none\") }}\n{{ say(\"state-\" ~ status) }}";
        assert_eq!(vain("src/a.html", text), [2]);
    }

    #[test]
    fn keys_that_nobody_says_are_found() {
        let unsaid = |text: &str| -> Vec<String> {
            let faults = never_said(&catalogue(), &[Text::new("src/a.rs", text)]);
            faults.into_iter().map(|fault| fault.says).collect()
        };
        assert_eq!(unsaid("say(\"a-one\") \"a-two\" \"ref\" format!(\"state-{status}\")"), Vec::<String>::new());
        assert_eq!(unsaid("\"a-two\" \"ref\" \"state-open\" \"state-closed\""), ["`a-one` is never said"]);
    }
}
