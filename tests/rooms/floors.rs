//! The floors of the house and who may import whom. Knows paths, not what stands behind them.

use crate::paths::{self, Named};
use crate::tree::{Fault, Text};
use std::collections::{BTreeMap, BTreeSet};

/// The rooms with their floors, low to high. A new room is entered here and in DESIGN's map, ARCHITECTURE.md.
const ROOMS: [(&str, u8); 11] = [
    ("platform", 1),
    ("clock", 2),
    ("people", 3),
    ("parties", 4),
    ("commerce", 5),
    ("tickets", 6),
    ("mail", 7),
    ("monitor", 7),
    ("procedures", 7),
    ("reports", 8),
    ("home", 9),
];

/// Files at the top that may see every room, and that no room may see.
const DOORS: [&str; 7] = ["main", "lib", "routes", "schedule", "reactions", "jobs", "commands"];

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Door,
    /// `app.rs`: built once and handed to everybody, so it may hold platform things only.
    App,
    Room(u8),
}

/// Where a top-level name stands; `None` is a name that has no place in the house yet.
pub fn place_of(name: &str) -> Option<Place> {
    if DOORS.contains(&name) {
        return Some(Place::Door);
    }
    if name == "app" {
        return Some(Place::App);
    }
    let room = ROOMS.iter().find(|(room, _)| *room == name);
    room.map(|(_, floor)| Place::Room(*floor))
}

/// The top-level name a file below `src/` belongs to.
pub fn home_of(path: &str) -> &str {
    let inner = path.trim_start_matches("src/");
    inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs")
}

/// The macros that `#[macro_export]` puts at the crate's root, each with the room that holds it.
pub fn exported_macros(files: &[Text]) -> BTreeMap<String, String> {
    let mut homes = BTreeMap::new();
    for file in files {
        let items = syn::parse_file(&file.text).map(|syntax| syntax.items).unwrap_or_default();
        for item in items {
            let syn::Item::Macro(item) = item else { continue };
            let exported = item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"));
            if let (true, Some(name)) = (exported, item.ident) {
                homes.insert(name.to_string(), home_of(&file.path).to_owned());
            }
        }
    }
    homes
}

/// Every import of the file that goes up or sideways.
pub fn faults_of_file(file: &Text, macros: &BTreeMap<String, String>) -> Vec<Fault> {
    let home = home_of(&file.path);
    let Some(place) = place_of(home) else {
        let says = format!(
            "`{home}` is neither a room nor a door: give it a floor in tests/rooms/floors.rs, or move the file into its room"
        );
        return vec![Fault::new(&file.path, 1, says)];
    };
    let named = match paths::named_by(&file.path, &file.text) {
        Ok(named) => named,
        Err(why) => return vec![Fault::new(&file.path, why.span().start().line, format!("does not parse: {why}"))],
    };
    let mut faults: Vec<Fault> = named
        .iter()
        .filter_map(|named| Some(Fault::new(&file.path, named.line, objection(home, place, named, macros)?)))
        .collect();
    if let Some(at) = file.text.lines().position(hides_module) {
        faults.push(Fault::new(
            &file.path,
            at + 1,
            "`#[path]` hides where a module lives: put the file where its name says",
        ));
    }
    faults
}

/// `#[path = "claiming_tests.rs"]` only puts tests beside what they test.
fn hides_module(line: &str) -> bool {
    line.trim_start().starts_with("#[path") && !line.contains("_tests.rs\"")
}

/// Whether something that lives in `home` may use the top-level name `target`.
pub fn may_use(home: &str, target: &str) -> bool {
    match (place_of(home), place_of(target)) {
        _ if home == target => true,
        (Some(Place::Door), Some(_)) => true,
        (Some(Place::App), Some(Place::Room(floor))) => floor == 1,
        (Some(Place::Room(_)), Some(Place::App)) => true,
        (Some(Place::Room(above)), Some(Place::Room(below))) => below < above,
        _ => false,
    }
}

fn objection(home: &str, place: Place, named: &Named, macros: &BTreeMap<String, String>) -> Option<String> {
    // The root itself (`pub(crate)`, a lone `crate`) names nothing.
    let first = named.segments.first()?.as_str();
    let target = macros.get(first).map_or(first, String::as_str);
    if place == Place::Door || may_use(home, target) {
        return None;
    }
    let path = named.segments.join("::");
    Some(match (place, place_of(target)) {
        _ if target == "*" => format!("`{home}` imports the whole crate by a glob: name the rooms it needs"),
        (_, None) => format!("`crate::{path}` is not named by its room: import it from where it lives"),
        (_, Some(Place::Door)) => {
            format!("`{home}` imports the door `{target}`: doors see rooms, rooms never see doors")
        }
        (Place::App, Some(_)) => format!("app.rs imports `{path}`: App holds platform things only"),
        (Place::Room(own), Some(Place::Room(theirs))) if own == theirs => format!(
            "`{home}` imports its sibling `{path}` on floor {own}: if one causes the other use reactions.rs, if they are only shown together use home"
        ),
        (Place::Room(own), Some(Place::Room(theirs))) => {
            format!(
                "`{home}` (floor {own}) imports `{path}` (floor {theirs}): a room uses lower floors only, so the line belongs to the higher room"
            )
        }
        _ => format!("`{home}` may not import `{path}`"),
    })
}

/// Circles among the folders of one room (`platform/db` ↔ `platform/web`). Files beside the folders are the room's
/// common ground, and test code may look anywhere in its room.
pub fn circles(files: &[Text]) -> Vec<Fault> {
    let folder_of = |module: &[String]| -> Option<(String, String)> {
        let [room, folder, ..] = module else { return None };
        let inside = format!("src/{room}/{folder}/");
        files.iter().any(|file| file.path.starts_with(&inside)).then(|| (room.clone(), folder.clone()))
    };
    let mut edges: BTreeMap<(String, String), BTreeMap<(String, String), Fault>> = BTreeMap::new();
    for file in files {
        let Some(from) = folder_of(&paths::module_of(&file.path)) else {
            continue;
        };
        for named in paths::named_by(&file.path, &file.text).unwrap_or_default() {
            let to = folder_of(&named.segments).filter(|to| to.0 == from.0 && *to != from && !named.in_test);
            if let Some(to) = to {
                let says = format!(
                    "{0}/{1} imports {0}/{2}, which leads back to {0}/{1}: folders of a room do not import in circles",
                    from.0, from.1, to.1
                );
                let fault = Fault::new(&file.path, named.line, says);
                edges.entry(from.clone()).or_default().entry(to).or_insert(fault);
            }
        }
    }
    let reaches = |start: &(String, String), goal: &(String, String)| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(at) = open.pop() {
            if at == goal {
                return true;
            }
            if seen.insert(at) {
                open.extend(edges.get(at).into_iter().flat_map(BTreeMap::keys));
            }
        }
        false
    };
    let mut faults = Vec::new();
    for (from, targets) in &edges {
        for (to, fault) in targets {
            if reaches(to, from) {
                faults.push(Fault::new(&fault.path, fault.line, fault.says.clone()));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(path: &str, text: &str) -> String {
        let exporting = Text::new(
            "src/tickets/b.rs",
            "#[macro_export]\nmacro_rules! ask { () => {} }\nmacro_rules! own { () => {} }",
        );
        let faults = faults_of_file(&Text::new(path, text), &exported_macros(&[exporting]));
        faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn downward_imports_pass() {
        assert_eq!(says("src/tickets/a.rs", "use crate::{app::App, parties::{self, Party}, clock::*};"), "");
        assert_eq!(says("src/routes.rs", "use crate::{tickets, home, schedule};"), "");
        assert_eq!(says("src/main.rs", "use watchdesk::home::Today;"), "");
        assert_eq!(says("src/commands/demo.rs", "use crate::tickets::Ticket;"), "");
        assert_eq!(says("src/app.rs", "use crate::platform::db::Db;"), "");
        assert_eq!(says("src/tickets/a/b.rs", "use super::super::c; pub(crate) use self::d;"), "");
    }

    #[test]
    fn an_upward_import_is_told_with_its_line_even_grouped_and_renamed() {
        let told = says("src/people/a.rs", "use crate::{\n    clock::X,\n    tickets::Ticket as T,\n};");
        assert!(
            told.starts_with("src/people/a.rs:3: `people` (floor 3) imports `tickets::Ticket` (floor 6)"),
            "{told}"
        );
        assert!(says("src/clock/a.rs", "fn f() { crate::platform::g() }").is_empty());
        assert!(says("src/platform/a.rs", "fn f() { crate::clock::g() }").contains("floor 2"));
        assert!(says("src/platform/mod.rs", "use super::people as p;").contains("floor 3"));
    }

    #[test]
    fn siblings_doors_and_the_app_are_guarded() {
        assert!(says("src/mail/a.rs", "use crate::monitor::X;").contains("sibling"));
        assert!(says("src/home/a.rs", "use crate::routes::TABLE;").contains("door `routes`"));
        assert!(says("src/app.rs", "use crate::people::Member;").contains("platform things only"));
        assert!(says("src/mail/a.rs", "use crate::*;").contains("whole crate"));
        assert!(says("src/mail/a.rs", "use crate::Ticket;").contains("not named by its room"));
        assert!(says("src/helpers.rs", "").contains("neither a room nor a door"));
        assert!(says("src/mail/a.rs", "#[path = \"x.rs\"]\nmod y;").contains("#[path]"));
        assert_eq!(says("src/mail/a.rs", "#[cfg(test)]\n#[path = \"a_tests.rs\"]\nmod tests;"), "");
    }

    #[test]
    fn a_macro_does_not_hide_an_import() {
        let told = says("src/people/a.rs", "fn f() {\n    assert!(matches!(x, crate::tickets::Status::Open));\n}");
        assert!(told.starts_with("src/people/a.rs:2:"), "{told}");
        assert!(says("src/people/a.rs", "fn f() { m!(super::super::tickets::X) }").contains("tickets"));
    }

    #[test]
    fn an_exported_macro_lives_in_its_room() {
        assert_eq!(says("src/home/a.rs", "use crate::ask;\nfn f() { crate::ask!() }"), "");
        assert!(says("src/people/a.rs", "use crate::ask;").contains("(floor 6)"));
        assert!(says("src/home/a.rs", "use crate::own;").contains("not named by its room"));
    }

    #[test]
    fn a_circle_of_three_folders_is_found_and_a_chain_is_not() {
        let chain = [
            Text::new("src/platform/a/mod.rs", "use crate::platform::b::X;"),
            Text::new("src/platform/b/mod.rs", "use super::c::X;"),
            Text::new(
                "src/platform/c/mod.rs",
                "use crate::platform::moment::X;\n#[cfg(test)] mod t { use crate::platform::a::X; }",
            ),
        ];
        assert_eq!(circles(&chain), []);
        let mut circle = chain.to_vec();
        circle[2].text = "use crate::platform::{moment, a::Y};".into();
        let told: Vec<String> = circles(&circle).iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[2].starts_with("src/platform/c/mod.rs:1: platform/c imports platform/a"), "{told:?}");
    }
}
