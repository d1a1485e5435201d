//! The data folder: for the user of the desk alone, whatever they set for other programs, and for one server at a time.

use super::{begin, furnish, said};
use crate::support::process::{Desk, Plan};
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap_or_else(|why| panic!("{}: {why}", path.display())).permissions().mode() & 0o777
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// Everything below a folder and itself that group or others may read, write or enter.
fn open_to_others(path: &Path) -> Vec<String> {
    let own = Some(format!("{:o} {}", mode(path), path.display())).filter(|_| mode(path) & 0o077 != 0);
    let below = path.is_dir().then(|| fs::read_dir(path).unwrap()).into_iter().flatten();
    own.into_iter().chain(below.flat_map(|entry| open_to_others(&entry.unwrap().path()))).collect()
}

/// Runs a command as a user does to whom others may look over the shoulder.
fn generous(data: &Path, args: &[&str]) {
    let mut shell = Command::new("sh");
    shell.args(["-c", "umask 022; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_watchdesk")]).args(args);
    let output = shell.env("WATCHDESK_DATA", data).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_the_desk_writes_is_its_own_users_alone() {
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name);
    let (data, file, copy) = (place("desk"), place("desk.zip"), place("copy"));
    let demo = ["demo", "--tickets", "300", "--distributors", "20", "--no-serve", "--listen", "127.0.0.1:0"];
    generous(&data, &demo);
    assert!(fs::read_dir(data.join("files/content")).unwrap().count() > 0, "uploads are looked at too");
    generous(&data, &["backup", file.to_str().unwrap()]);
    generous(&copy, &["restore", file.to_str().unwrap()]);
    assert_eq!(mode(&data), 0o700);
    assert_eq!(mode(&file), 0o600);
    for path in [&data, &file, &copy] {
        assert_eq!(open_to_others(path), Vec::<String>::new());
    }
}

#[tokio::test]
async fn what_an_older_program_left_open_is_closed_and_the_folder_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("our desk");
    begin(&data);
    fs::create_dir_all(data.join("files")).unwrap();
    for (path, mode) in [(data.clone(), 0o755), (data.join("watchdesk.db"), 0o644), (data.join("files"), 0o755)] {
        set_mode(&path, mode);
    }
    let wrong = said(&data, &["doctor"], false);
    let remedy = format!("chmod -R go-rwx '{}'", data.display());
    assert!(wrong.contains("755") && wrong.contains(&remedy), "{wrong}");
    let mut desk = Desk::start(Plan::serve(&data).unwrap()).await.unwrap();
    let modes = ["watchdesk.db", "watchdesk.db-wal", "watchdesk.db-shm", "files"].map(|name| mode(&data.join(name)));
    assert_eq!(modes, [0o600, 0o600, 0o600, 0o700]);
    assert_eq!(mode(&data), 0o755, "its rights are those of whoever made it");
    desk.terminate().unwrap();
    assert!(desk.end(Duration::from_secs(20)).unwrap().success());
    set_mode(&data, 0o700);
    let doctor = said(&data, &["doctor"], false);
    assert!(!doctor.contains("chmod"), "{doctor}");
}

#[tokio::test]
async fn one_server_works_in_it_and_commands_beside() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("demo");
    furnish(&data);
    let mut desk = Desk::start(Plan::serve(&data).unwrap()).await.unwrap();
    for second in [&["serve", "--listen", "127.0.0.1:0"][..], &["demo", "--reset", "--listen", "127.0.0.1:0"]] {
        let refused = said(&data, second, false);
        let named = format!("another Watchdesk (process {}) serves the desk in {}", desk.pid(), data.display());
        assert!(refused.contains(&named) && refused.contains("--data FOLDER"), "{refused}");
    }
    let (csv, copy) = (folder.path().join("more.csv"), folder.path().join("desk.zip"));
    fs::write(&csv, "Number,Name\nZ1,Oak Trading\n").unwrap();
    said(&data, &["user", "add", "CA-jdoe", "--lead", "CA-lhart"], true);
    said(&data, &["import", "parties", csv.to_str().unwrap()], true);
    said(&data, &["backup", copy.to_str().unwrap()], true);
    assert!(said(&data, &["doctor"], true).contains("All is well"));
    // However it ends, the folder is free again.
    desk.kill().unwrap();
    let mut next = Desk::start(Plan::serve(&data).unwrap()).await.unwrap();
    next.terminate().unwrap();
    assert!(next.end(Duration::from_secs(20)).unwrap().success());
}
