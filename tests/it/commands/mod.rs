//! Tests of the commands: the built program from outside, by its arguments, its exit code and what it says.

mod copies;
mod demo;
mod folder;
mod refusals;
mod serving;
mod users;

use crate::support::process::run;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;
use watchdesk::platform::db::{Db, Options};

/// What a command said on both outputs; its end must be as expected.
fn said(data: &Path, args: &[&str], is_well: bool) -> String {
    said_with(data, args, &[], is_well)
}

fn said_with(data: &Path, args: &[&str], env: &[(&str, &str)], is_well: bool) -> String {
    let output: Output = run(data, args, env).expect("a program that starts");
    let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.success(), is_well, "{args:?} said: {said}");
    assert!(!said.contains("panicked"), "{said}");
    said
}

/// A desk on which nobody is yet, as `serve` begins it.
fn begin(data: &Path) {
    std::fs::create_dir_all(data).expect("a folder");
    std::fs::set_permissions(data, std::fs::Permissions::from_mode(0o700)).expect("its own folder");
    let begin = async {
        let db = Db::open(&Options::embedded(data)).await.expect("a database");
        db.migrate().await.expect("it migrates");
        db.close().await;
    };
    // Tests have a runtime of their own around them, or none.
    std::thread::scope(|scope| {
        scope.spawn(|| tokio::runtime::Runtime::new().expect("a runtime").block_on(begin)).join()
    })
    .expect("a desk");
}

/// A small furnished desk that is not served.
fn furnish(data: &Path) {
    said(data, &["demo", "--tickets", "200", "--distributors", "100", "--no-serve", "--listen", "127.0.0.1:0"], true);
}
