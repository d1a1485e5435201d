//! Keeps the house standing: a room uses lower floors only, the platform knows no business noun, and only
//! `platform/db` knows which engine runs. Reads the source as text and syntax; knows nothing of what it does.
#![cfg(test)]

#[path = "rooms/engine.rs"]
mod engine;
#[path = "rooms/floors.rs"]
mod floors;
#[path = "rooms/paths.rs"]
mod paths;
#[path = "rooms/templates.rs"]
mod templates;
#[path = "rooms/tokens.rs"]
mod tokens;
#[path = "support/tree.rs"]
mod tree;

use tree::{files, none_of};

#[test]
fn a_room_uses_lower_floors_only() {
    let files = files(&["src"], &[".rs"]);
    let macros = floors::exported_macros(&files);
    none_of(files.iter().flat_map(|file| floors::faults_of_file(file, &macros)).collect());
}

#[test]
fn folders_of_a_room_do_not_import_in_circles() {
    none_of(floors::circles(&files(&["src"], &[".rs"])));
}

#[test]
fn a_template_takes_parts_of_lower_floors_only() {
    none_of(files(&["src"], &[".html", ".rs"]).iter().flat_map(templates::faults).collect());
}

#[test]
fn the_platform_names_no_business_noun() {
    none_of(files(&["src/platform"], &[".rs"]).iter().flat_map(engine::business_nouns).collect());
}

#[test]
fn the_engine_is_named_in_platform_db_only() {
    none_of(files(&["src"], &[".rs"]).iter().flat_map(engine::engine_names).collect());
}

#[test]
fn the_clock_asks_nobody_what_time_it_is() {
    none_of(files(&["src/clock"], &[".rs"]).iter().flat_map(engine::clock_reads).collect());
}
