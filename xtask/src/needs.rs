//! The programs that the tests need, and the Debian packages they come in. Knows how to find and install them, not
//! what they are for.

use crate::run;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// A program of the machine that some tests start.
pub struct Need {
    /// The part of the tests that needs it, as in `--only`.
    pub part: &'static str,
    program: &'static str,
    packages: &'static [&'static str],
}

/// One row for each: part, program, packages (a browser without a font shows nothing). The tests themselves name the
/// same packages in their errors.
const NEEDS: [Need; 7] = [
    need("it", "postgres", &["postgresql"]),
    need("it", "setpriv", &["util-linux"]),
    // Browser stories run the desk on both engines as well.
    need("e2e", "postgres", &["postgresql"]),
    need("e2e", "setpriv", &["util-linux"]),
    need("e2e", "chromium", &["chromium", "fonts-dejavu-core"]),
    need("e2e", "chromedriver", &["chromium-driver"]),
    need("bench", "postgres", &["postgresql"]),
];

const fn need(part: &'static str, program: &'static str, packages: &'static [&'static str]) -> Need {
    Need { part, program, packages }
}

/// Makes sure of every program that these parts need: installs what is missing when root, and otherwise says which
/// packages to install.
pub fn ensure(parts: &[&str]) -> Result<(), String> {
    let missing = packages(parts, is_installed);
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !is_root() {
        return Err(format!("the tests need programs that are not installed: `sudo apt-get install {list}`"));
    }
    if !on_path("apt-get") {
        return Err(format!(
            "the tests need programs that are not installed (on Debian: {list}), and there is no apt-get"
        ));
    }
    run::say(&format!("installing {list}"));
    if missing.contains(&"postgresql") {
        leave_no_server()?;
    }
    let env = [("DEBIAN_FRONTEND", "noninteractive")];
    run::command("apt-get", &["update", "-qq"], &env)?;
    let install = [&["install", "-y", "-qq", "--no-install-recommends"], missing.as_slice()].concat();
    run::command("apt-get", &install, &env)?;
    let still = packages(parts, is_installed);
    if still.is_empty() {
        Ok(())
    } else {
        Err(format!("{} is installed, but its programs are not found", still.join(" ")))
    }
}

/// Debian would make a database cluster with the package, start it and keep it; the tests bring their own. Its one
/// setting for that lies in a folder of settings, and harms nothing when the package is there already.
fn leave_no_server() -> Result<(), String> {
    let folder = Path::new("/etc/postgresql-common/createcluster.d");
    let file = folder.join("watchdesk-tests.conf");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&file, "create_main_cluster = false\n"));
    written.map_err(|why| format!("cannot write {}: {why}", file.display()))
}

fn packages(parts: &[&str], installed: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let missing = NEEDS.iter().filter(|need| parts.contains(&need.part) && !installed(need.program));
    let mut packages: Vec<&str> = missing.flat_map(|need| need.packages).copied().collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

fn is_installed(program: &str) -> bool {
    on_path(program) || debian_folders().iter().any(|folder| folder.join(program).is_file())
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Debian keeps the server's programs off the PATH, in a folder for each version.
fn debian_folders() -> Vec<PathBuf> {
    let versions = fs::read_dir(Path::new("/usr/lib/postgresql")).into_iter().flatten().flatten();
    versions.map(|version| version.path().join("bin")).collect()
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_programs_are_named_by_package_once_and_by_part() {
        assert_eq!(
            packages(&["it", "e2e"], |_| false),
            ["chromium", "chromium-driver", "fonts-dejavu-core", "postgresql", "util-linux"]
        );
        assert_eq!(packages(&["it", "e2e"], |program| program != "postgres"), ["postgresql"]);
        assert_eq!(packages(&["unit", "house"], |_| false), Vec::<&str>::new());
    }
}
