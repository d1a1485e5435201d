//! Words that must not be spoken on certain floors: business nouns in the platform, engines outside `platform/db`,
//! "now" in the clock. Reads identifiers and quoted text, never comments.

use crate::tokens;
use crate::tree::{Fault, Text};

const STEMS: [&str; 4] = ["ticket", "inquir", "distributor", "escalat"];
const NOUNS: [&str; 2] = ["party", "parties"];

/// Business nouns among the identifiers and texts of a platform file (tests may make up whatever they like).
pub fn business_nouns(file: &Text) -> Vec<Fault> {
    if file.path.ends_with("tests.rs") || file.path.contains("/tests/") {
        return Vec::new();
    }
    let spoken = |word: &tokens::Word| {
        let parts = parts_of(&word.text);
        // "third party" is plain English in a text; an identifier is never plain English.
        parts.iter().any(|part| {
            STEMS.iter().any(|stem| part.starts_with(stem)) || (!word.quoted && NOUNS.contains(&part.as_str()))
        })
    };
    let says = "the platform knows no business noun: give it a general name, or move the line into the noun's room";
    faults(file, |word| !word.in_test && spoken(word), says)
}

/// Names of an engine or its driver outside `platform/db` and the help texts of the main door.
pub fn engine_names(file: &Text) -> Vec<Fault> {
    let excused = ["src/platform/db/", "src/platform/db.rs", "src/main.rs", "src/commands/"];
    if excused.iter().any(|start| file.path.starts_with(start)) {
        return Vec::new();
    }
    let named = |word: &tokens::Word| {
        let lower = word.text.to_lowercase();
        ["sqlite", "postgres"].iter().any(|engine| lower.contains(engine))
            || (!word.quoted && ["sqlx", "rusqlite"].contains(&word.text.as_str()))
    };
    faults(file, named, "only platform/db may know which engine runs: ask it for what differs")
}

/// A clock that asks for the time, or for a database.
pub fn clock_reads(file: &Text) -> Vec<Fault> {
    let says = "the clock is pure arithmetic: it is told the moment and holds no database";
    let asks = |word: &tokens::Word| {
        (word.text == "now" && word.called_on_path) || ["sqlx", "rusqlite"].contains(&word.text.as_str())
    };
    faults(file, asks, says)
}

fn faults(file: &Text, objectionable: impl Fn(&tokens::Word) -> bool, says: &str) -> Vec<Fault> {
    let words = match tokens::words(&file.text) {
        Ok(words) => words,
        Err(why) => return vec![Fault::new(&file.path, 1, format!("does not parse: {why}"))],
    };
    words
        .iter()
        .filter(|word| objectionable(word))
        .map(|word| Fault::new(&file.path, word.line, format!("`{}`: {says}", short(&word.text))))
        .collect()
}

/// The lower-case words of an identifier or text: `TicketView`, `ticket_view` and `ticket-view` have the same two.
fn parts_of(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before_lower = false;
    for c in text.chars() {
        let new_word = !c.is_alphanumeric() || (c.is_uppercase() && before_lower);
        if new_word {
            parts.push(String::new());
        }
        if let (true, Some(last)) = (c.is_alphanumeric(), parts.last_mut()) {
            last.extend(c.to_lowercase());
        }
        before_lower = c.is_lowercase();
    }
    parts
}

fn short(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    line.chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(faults: Vec<Fault>) -> Vec<usize> {
        faults.iter().map(|fault| fault.line).collect()
    }

    #[test]
    fn a_business_noun_in_the_platform_is_found_in_names_and_texts_not_in_comments() {
        let text = "//! A ticket.\n/// A party.\nstruct TicketRow;\nfn load_parties() {}\nconst Q: &str = \"select * from tickets\";\n\
                    const T: &str = \"third party\";\nfn counterparty_sticket() {}\n#[cfg(test)]\nmod tests { fn ticket() {} }\nfn escalated() {}\n";
        assert_eq!(lines(business_nouns(&Text::new("src/platform/a.rs", text))), [3, 4, 5, 10]);
        assert_eq!(business_nouns(&Text::new("src/platform/a/tests.rs", text)), []);
    }

    #[test]
    fn an_engine_is_named_in_platform_db_only() {
        let text = "//! Sqlite.\nuse sqlx::Row;\nfn f() { m!(rusqlite::X, \"postgres://\") }\n";
        assert_eq!(lines(engine_names(&Text::new("src/tickets/a.rs", text))), [2, 3, 3]);
        assert_eq!(engine_names(&Text::new("src/platform/db/engine.rs", text)), []);
        assert_eq!(engine_names(&Text::new("src/main.rs", text)), []);
    }

    #[test]
    fn the_clock_is_told_the_time() {
        let text = "fn f(now: T) -> T { now.plus(1) }\nfn g() { Timestamp::now() }\nuse sqlx::X;\n";
        assert_eq!(lines(clock_reads(&Text::new("src/clock/a.rs", text))), [2, 3]);
    }
}
