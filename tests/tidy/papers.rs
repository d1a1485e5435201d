//! The papers of the project and the numbers of its migrations: there, gapless, and with links that lead somewhere.
//! Does not judge what they say.

use crate::tree::{Fault, Text};
use std::collections::BTreeMap;
use std::path::Path;

const PAPERS: [&str; 8] = [
    "README.md",
    "ARCHITECTURE.md",
    "STYLE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    "LICENSE-MIT",
    "LICENSE-APACHE",
];

/// What a paper owes its reader: the words that must stand in it.
const PROMISES: [(&str, &str); 4] = [
    ("README.md", "cargo run --release -- demo"),
    ("CONTRIBUTING.md", "cargo xtask test"),
    ("CHANGELOG.md", concat!("## ", env!("CARGO_PKG_VERSION"))),
    ("ARCHITECTURE.md", "tests/rooms.rs"),
];

/// Papers that every project of this kind has and this one lacks.
pub fn missing() -> Vec<Fault> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let absent = PAPERS.iter().filter(|paper| !root.join(paper).exists());
    absent.map(|paper| Fault::new(paper, 1, "is missing")).collect()
}

/// A paper without what it owes its reader.
pub fn promises(paper: &Text) -> Vec<Fault> {
    let owed = PROMISES.iter().filter(|(path, words)| paper.path == *path && !paper.text.contains(words));
    owed.map(|(path, words)| Fault::new(path, 1, format!("does not mention `{words}`"))).collect()
}

/// Links of a paper to files that are not there.
pub fn dead_links(paper: &Text) -> Vec<Fault> {
    let folder =
        Path::new(env!("CARGO_MANIFEST_DIR")).join(&paper.path).parent().map(Path::to_path_buf).unwrap_or_default();
    let mut faults = Vec::new();
    for (at, line) in paper.text.lines().enumerate() {
        for rest in line.split("](").skip(1) {
            let target = rest.split([')', '#', ' ']).next().unwrap_or_default();
            let elsewhere = target.is_empty() || target.contains("://") || target.starts_with("mailto:");
            if !elsewhere && !folder.join(target).exists() {
                faults.push(Fault::new(&paper.path, at + 1, format!("the link to `{target}` leads nowhere")));
            }
        }
    }
    faults
}

/// Migrations are `NNNN_name.sql`, or a pair `NNNN_name.sqlite.sql` and `NNNN_name.postgres.sql`, from 0001 on without a gap.
pub fn migrations(paths: &[String]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut numbers: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for path in paths {
        let name = path.rsplit('/').next().unwrap_or(path);
        match name.split_at_checked(4).map(|(number, rest)| (number.parse(), rest)) {
            Some((Ok(number), rest)) if rest.starts_with(['_', '.']) => numbers.entry(number).or_default().push(name),
            _ => faults.push(Fault::new(path, 1, "a migration is named NNNN_name.sql")),
        }
    }
    for (index, (number, names)) in numbers.iter().enumerate() {
        let first = names.first().copied().unwrap_or_default();
        if *number != index + 1 {
            faults.push(Fault::new(
                first,
                1,
                format!("should carry the number {:04}: there is a gap before it", index + 1),
            ));
            break;
        }
        let pair = |ending: &str| names.iter().filter(|name| name.ends_with(ending)).count();
        let paired = names.len() == 2 && pair(".sqlite.sql") == 1 && pair(".postgres.sql") == 1;
        let single = names.len() == 1 && pair(".sqlite.sql") + pair(".postgres.sql") == 0;
        if !single && !paired {
            faults.push(Fault::new(
                first,
                1,
                "one text for both engines, or one for each: nothing else shares a number",
            ));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(names: &[&str]) -> Vec<String> {
        let names: Vec<String> = names.iter().map(|name| format!("migrations/{name}")).collect();
        migrations(&names).into_iter().map(|fault| fault.path).collect()
    }

    #[test]
    fn migrations_are_gapless_singles_or_pairs() {
        assert_eq!(judged(&[]), Vec::<String>::new());
        assert_eq!(
            judged(&["0001_a.sql", "0002_b.postgres.sql", "0002_b.sqlite.sql", "0003_c.sql"]),
            Vec::<String>::new()
        );
        assert_eq!(judged(&["0001_a.sql", "0003_c.sql"]), ["0003_c.sql"]);
        assert_eq!(judged(&["0001_a.sql", "0001_b.sql"]), ["0001_a.sql"]);
        assert_eq!(judged(&["0001_a.sqlite.sql"]), ["0001_a.sqlite.sql"]);
        assert_eq!(judged(&["first.sql"]), ["migrations/first.sql"]);
    }

    #[test]
    fn dead_links_and_broken_promises_are_found() {
        let paper = Text::new("README.md", "[a](Cargo.toml#x) [b](https://x.y)\n[c](nowhere.md)\n");
        assert_eq!(dead_links(&paper)[0].line, 2);
        assert_eq!(dead_links(&paper).len(), 1);
        assert_eq!(promises(&paper).len(), 1);
    }
}
