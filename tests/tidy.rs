//! Keeps the house tidy: budgets, forbidden left-overs, templates without words or scripts of their own, a catalogue
//! that fits the code in every language, numbered migrations, papers whose links lead somewhere. Reads text; runs nothing.
#![cfg(test)]

#[path = "tidy/budgets.rs"]
mod budgets;
#[path = "tidy/catalogue.rs"]
mod catalogue;
#[path = "tidy/languages.rs"]
mod languages;
#[path = "tidy/leftovers.rs"]
mod leftovers;
#[path = "tidy/literals.rs"]
mod literals;
#[path = "tidy/markup.rs"]
mod markup;
#[path = "tidy/papers.rs"]
mod papers;
#[path = "tidy/speech.rs"]
mod speech;
#[path = "support/tree.rs"]
mod tree;

use std::collections::BTreeSet;
use tree::{files, none_of};

const CODE: [&str; 3] = ["src", "tests", "xtask"];
const EVERYTHING: [&str; 9] = ["src", "tests", "xtask", "assets", "migrations", "locales", ".ci", ".cargo", "docs"];
const WRITTEN: [&str; 9] = [".rs", ".html", ".css", ".js", ".sql", ".ftl", ".md", ".toml", "run"];

#[test]
fn files_keep_their_budget() {
    none_of(budgets::lengths(&files(&CODE, &[".rs"])));
    none_of(budgets::median(&files(&["src"], &[".rs"])));
}

#[test]
fn files_open_by_saying_what_they_are_for() {
    none_of(files(&CODE, &[".rs"]).iter().filter_map(budgets::opening).collect());
}

#[test]
fn functions_and_handlers_keep_their_budget() {
    none_of(files(&CODE, &[".rs"]).iter().flat_map(budgets::functions).collect());
}

#[test]
fn scripts_keep_their_budget() {
    none_of(budgets::scripts(&files(&["assets"], &[".js"])));
}

#[test]
fn nothing_is_left_over() {
    let own = |path: &str| path.starts_with("tests/tidy");
    none_of(files(&EVERYTHING, &WRITTEN).iter().filter(|file| !own(&file.path)).flat_map(leftovers::words).collect());
    none_of(files(&EVERYTHING, &WRITTEN).iter().flat_map(leftovers::whitespace).collect());
}

#[test]
fn templates_hold_no_script_no_style_and_no_words() {
    let templates = files(&["src"], &[".html"]);
    none_of(templates.iter().flat_map(markup::inline_code).collect());
    none_of(templates.iter().flat_map(markup::literal_words).collect());
    none_of(templates.iter().flat_map(literals::in_template).collect());
    none_of(files(&["assets"], &[".js"]).iter().flat_map(literals::in_script).collect());
}

#[test]
fn the_catalogue_says_all_that_is_asked_and_nothing_else() {
    let english = catalogue::Catalogue::of(&files(&["locales/en"], &[".ftl"]));
    let speakers = files(&["src"], &[".rs", ".html"]);
    none_of(english.faults());
    none_of(speakers.iter().flat_map(|file| speech::asked_for_in_vain(file, &english)).collect());
    none_of(speech::never_said(&english, &speakers));
}

#[test]
fn every_language_says_all_that_english_says() {
    let texts = files(&["locales"], &[".ftl"]);
    let language_of = |file: &tree::Text| file.path.split('/').nth(1).unwrap_or_default().to_owned();
    let spoken: BTreeSet<String> = texts.iter().map(language_of).collect();
    assert!(spoken.contains("fr-CA"), "{spoken:?}");
    let of = |language: &str| texts.iter().filter(|file| language_of(file) == language).cloned().collect::<Vec<_>>();
    for language in spoken.iter().filter(|language| *language != "en") {
        none_of(languages::unlike(&of("en"), &of(language)));
    }
    none_of(files(&["locales/fr-CA"], &[".ftl"]).iter().flat_map(languages::french_marks).collect());
}

#[test]
fn migrations_are_numbered_once_each() {
    let names: Vec<String> = files(&["migrations"], &[".sql"]).into_iter().map(|file| file.path).collect();
    none_of(papers::migrations(&names));
}

#[test]
fn papers_are_there_and_their_links_lead_somewhere() {
    let papers = files(&["."], &[".md"]);
    none_of(papers::missing());
    none_of(papers.iter().flat_map(papers::dead_links).collect());
    none_of(papers.iter().flat_map(papers::promises).collect());
}
