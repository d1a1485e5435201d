//! A backup becomes the same desk again, and nothing else becomes one.

use super::{furnish, said};
use std::fs;

#[test]
fn there_and_back() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = (folder.path().join("desk"), folder.path().join("copy"));
    furnish(&data);
    let file = folder.path().join("desk.zip");
    let path = file.to_str().unwrap();
    let written = said(&data, &["backup", path], true);
    assert!(written.contains("Head of the chain"), "{written}");
    assert!(said(&data, &["backup", path], false).contains("there already"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something was left behind");

    said(&copy, &["restore", path], true);
    assert!(said(&copy, &["doctor"], true).contains("All is well"));
    let head = |data| said(data, &["audit", "verify"], true);
    assert_eq!(head(&data), head(&copy));
    assert!(said(&copy, &["restore", path], false).contains("not empty"));
}

#[test]
fn damaged_files_restore_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (data, copy) = (folder.path().join("desk"), folder.path().join("copy"));
    furnish(&data);
    let file = folder.path().join("desk.zip");
    said(&data, &["backup", file.to_str().unwrap()], true);
    let whole = fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    let middle = flipped.len() / 2;
    flipped[middle] ^= 0xFF;
    for (name, bytes) in [("flipped", flipped), ("cut", whole[..whole.len() / 2].to_vec()), ("none", b"hello".to_vec())]
    {
        let file = folder.path().join(name);
        fs::write(&file, bytes).unwrap();
        let refused = said(&copy, &["restore", file.to_str().unwrap()], false);
        assert!(refused.contains("was not restored"), "{name}: {refused}");
        assert!(!copy.exists(), "{name}");
        fs::remove_file(file).unwrap();
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "something was left behind");
}
