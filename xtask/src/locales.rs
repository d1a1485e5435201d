//! `cargo xtask locale-check`: every message of the catalogue in two languages side by side, for whoever reads over a
//! translation. Knows how messages are laid out in a file; whether they fit together, the house tests know.

use crate::run;
use std::collections::BTreeMap;
use std::fs;

const BASE: &str = "en";
const OTHER: &str = "fr-CA";
/// The width of one language on the terminal.
const COLUMN: usize = 58;
const MISSING: &str = "✗ missing";

/// A message or an attribute of one, with its text as it stands in the file.
type Said = Vec<(String, String)>;

/// Prints both languages, the messages of one file or all; an error where one of them lacks something.
pub fn run(args: &[String]) -> Result<(), String> {
    let only = args.first().map(String::as_str);
    let (base, other) = (read(BASE)?, read(OTHER)?);
    if only.is_some_and(|room| !base.contains_key(room)) {
        let rooms: Vec<&str> = base.keys().map(String::as_str).collect();
        return Err(format!("there is no such file: say one of {}", rooms.join(", ")));
    }
    let (mut lines, mut missing) = (Vec::new(), 0);
    let mut rooms: Vec<&String> = base.keys().chain(other.keys()).collect();
    rooms.sort_unstable();
    rooms.dedup();
    for room in rooms.into_iter().filter(|room| only.is_none_or(|only| only == room.as_str())) {
        let none = Said::new();
        let (ours, theirs) = (base.get(room).unwrap_or(&none), other.get(room).unwrap_or(&none));
        lines.push(format!("\n## {room}: {BASE} | {OTHER}"));
        missing += beside(ours, theirs, &mut lines);
    }
    run::print(&lines.join("\n"));
    match missing {
        0 => Ok(()),
        1 => Err("one text is missing".into()),
        count => Err(format!("{count} texts are missing")),
    }
}

fn beside(ours: &Said, theirs: &Said, lines: &mut Vec<String>) -> usize {
    let find = |said: &Said, key: &str| said.iter().find(|(name, _)| name == key).map(|(_, text)| text.clone());
    let only_theirs = theirs.iter().filter(|(key, _)| find(ours, key).is_none());
    let mut missing = 0;
    for (key, _) in ours.iter().chain(only_theirs) {
        let pair = [find(ours, key), find(theirs, key)];
        missing += pair.iter().filter(|text| text.is_none()).count();
        let [left, right] = pair.map(|text| wrapped(&text.unwrap_or_else(|| MISSING.to_owned())));
        lines.push(format!("\n{key}"));
        for at in 0..left.len().max(right.len()) {
            let cell = |column: &[String]| column.get(at).cloned().unwrap_or_default();
            let (left, right) = (cell(&left), cell(&right));
            let gap = " ".repeat(COLUMN.saturating_sub(left.chars().count()));
            lines.push(format!("  {left}{gap} | {right}").trim_end().to_owned());
        }
    }
    missing
}

/// The messages of one language, by file.
fn read(language: &str) -> Result<BTreeMap<String, Said>, String> {
    let folder = run::root().join("locales").join(language);
    let failed = |why: std::io::Error| format!("cannot read {}: {why}", folder.display());
    let mut rooms = BTreeMap::new();
    for entry in fs::read_dir(&folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if let (Some(room), Some("ftl")) = (path.file_stem(), path.extension().and_then(|end| end.to_str())) {
            rooms.insert(room.to_string_lossy().into_owned(), messages(&fs::read_to_string(&path).map_err(failed)?));
        }
    }
    Ok(rooms)
}

/// A message begins in the first column, an attribute with a full stop; all that is indented belongs to what is above.
fn messages(text: &str) -> Said {
    let mut said = Said::new();
    let mut key = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let begins = line.chars().next().is_some_and(|first| first.is_ascii_alphabetic());
        let attribute = line.trim_start().strip_prefix('.').filter(|_| line.starts_with(' '));
        match (begins, attribute, line.split_once('=')) {
            (true, _, Some((name, rest))) => {
                name.trim().clone_into(&mut key);
                said.push((key.clone(), rest.trim_matches(' ').to_owned()));
            }
            (_, Some(attribute), Some(_)) => {
                let (name, rest) = attribute.split_once('=').unwrap_or((attribute, ""));
                said.push((format!("{key}.{}", name.trim()), rest.trim_matches(' ').to_owned()));
            }
            _ if line.trim().is_empty() => {}
            _ => {
                if let Some((_, text)) = said.last_mut() {
                    text.push('\n');
                    text.push_str(line);
                }
            }
        }
    }
    said
}

/// Cut at spaces into lines that fit the column; lines of the file stay lines.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines().filter(|line| !line.is_empty()) {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.trim().is_empty() && line.chars().count() + 1 + word.chars().count() > COLUMN {
                lines.push(std::mem::take(&mut line));
                word.clone_into(&mut line);
            } else if line.is_empty() && lines.is_empty() {
                word.clone_into(&mut line);
            } else {
                line.push(' ');
                line.push_str(word);
            }
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_attributes_and_choices_are_read() {
        let said = messages(
            "### About\na-one = One\n    .program = 1 = 1\n\na-two = { $n ->\n    [one] a\n   *[other] b\n }\n",
        );
        let keys: Vec<&str> = said.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["a-one", "a-one.program", "a-two"]);
        assert_eq!(said[1].1, "1 = 1");
        assert_eq!(said[2].1.lines().count(), 4);
    }

    #[test]
    fn what_one_language_lacks_is_counted_and_shown() {
        let said = |text: &str| messages(text);
        let mut lines = Vec::new();
        assert_eq!(beside(&said("a-one = One\na-two = Two\n"), &said("a-one = Un\na-six = Six\n"), &mut lines), 2);
        let shown = lines.join("\n");
        assert!(shown.contains(&format!("  One{} | Un", " ".repeat(COLUMN - 3))), "{shown}");
        assert_eq!(shown.matches(MISSING).count(), 2);
        let long = wrapped(&"word ".repeat(30));
        assert!(long.len() == 3 && long.iter().all(|line| line.chars().count() <= COLUMN), "{long:?}");
    }
}
