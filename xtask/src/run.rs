//! Runs other programs, and speaks to the terminal. Knows no program in particular.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The project's root, wherever the command was given.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// Tells the person at the terminal.
#[expect(clippy::print_stderr, reason = "this is a program for the terminal; its output proper is cargo's")]
pub fn say(text: &str) {
    eprintln!("{text}");
}

/// What was asked for, to be read or piped on.
#[expect(clippy::print_stdout, reason = "this is a program for the terminal")]
pub fn print(text: &str) {
    println!("{text}");
}

/// Runs cargo in the project's root and shows what it says; anything but success is an error.
pub fn cargo(args: &[&str], env: &[(&str, &str)]) -> Result<(), String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    command(&cargo, args, env)
}

/// Runs any program likewise.
pub fn command(program: &str, args: &[&str], env: &[(&str, &str)]) -> Result<(), String> {
    let line = format!("{} {}", name_of(program), args.join(" "));
    say(&format!("» {line}"));
    let mut command = Command::new(program);
    command.args(args).envs(env.iter().copied()).current_dir(root());
    // What cargo told this program about itself is not meant for the cargo it starts: it would build everything anew.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        let own = name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") || name == "CARGO_BIN_NAME";
        if own {
            command.env_remove(&*name);
        }
    }
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status})")),
        Err(why) => Err(format!("`{line}` cannot be run: {why}")),
    }
}

fn name_of(program: &str) -> &str {
    program.rsplit('/').next().unwrap_or(program)
}
