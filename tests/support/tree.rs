//! The source tree as the house tests read it, and the faults they find. Knows no rule of its own.

use std::fmt;
use std::path::{Path, PathBuf};

/// One text file of the project; `path` is relative to the project's root, with `/`.
#[derive(Clone)]
pub struct Text {
    pub path: String,
    pub text: String,
}

impl Text {
    pub fn new(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into() }
    }
}

/// What a rule objects to, where, in one sentence that says what to do.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    pub path: String,
    pub line: usize,
    pub says: String,
}

impl Fault {
    pub fn new(path: &str, line: usize, says: impl Into<String>) -> Self {
        Self { path: path.into(), line, says: says.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}: {}", self.path, self.line, self.says)
    }
}

/// Fails the test with every fault, sorted, one a line.
pub fn none_of(mut faults: Vec<Fault>) {
    faults.sort();
    faults.dedup();
    let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{} fault(s):\n{}", list.len(), list.join("\n"));
}

/// Every file below the folders `under` whose name ends in one of `endings`, sorted by path. A folder that is not
/// there holds no files; what a build or a run leaves behind is not part of the tree.
pub fn files(under: &[&str], endings: &[&str]) -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in under {
        collect(&root.join(folder), endings, &mut found);
    }
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let relative = path.strip_prefix(root).expect("found below the root");
            let text = std::fs::read_to_string(&path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
            Text::new(&relative.to_string_lossy().replace('\\', "/"), &text)
        })
        .collect()
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", ".git"].contains(&name.as_str()) {
                collect(&path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) && !found.contains(&path) {
            found.push(path);
        }
    }
}
