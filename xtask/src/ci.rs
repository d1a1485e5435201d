//! `cargo xtask ci`: what must be green before a change is merged. The same steps as `.ci/run`.

use crate::{run, testing};

/// Stops at the first step that fails: formatting, lints, tests.
pub fn run() -> Result<(), String> {
    run::cargo(&["fmt", "--all", "--check"], &[])?;
    run::cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"], &[])?;
    testing::run(&[])
}
