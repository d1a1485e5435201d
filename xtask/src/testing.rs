//! `cargo xtask test`: which parts there are and how cargo runs them. Knows no test.

use crate::{needs, run};

/// A part of the tests, as in `--only`, and the targets of cargo that make it up.
const PARTS: [(&str, &[&str]); 4] = [
    ("unit", &["--workspace", "--lib", "--bins"]),
    ("house", &["--test", "rooms", "--test", "tidy"]),
    ("it", &["--test", "it"]),
    ("e2e", &["--test", "e2e"]),
];

/// Runs every test, or the part that the arguments name. Cargo goes on after a failing part, so that its closing
/// lines tell of all of them.
pub fn run(args: &[String]) -> Result<(), String> {
    let wanted = Wanted::read(args)?;
    needs::ensure(&wanted.needs())?;
    let mut cargo = vec!["test", "--no-fail-fast"];
    cargo.extend(wanted.targets());
    cargo.push("--");
    cargo.extend(wanted.extra.iter().map(String::as_str));
    run::cargo(&cargo, &[])
}

#[derive(Debug, PartialEq, Eq, Default)]
struct Wanted {
    only: Option<&'static str>,
    extra: Vec<String>,
}

impl Wanted {
    fn read(args: &[String]) -> Result<Self, String> {
        let mut wanted = Self::default();
        let mut args = args.iter();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--only" => wanted.only = Some(part(args.next())?),
                "--" => wanted.extra.extend(args.by_ref().cloned()),
                other => {
                    return Err(format!(
                        "does not understand `{other}`; what is meant for the tests stands after `--`"
                    ));
                }
            }
        }
        Ok(wanted)
    }

    fn needs(&self) -> Vec<&'static str> {
        self.only.map_or_else(|| PARTS.map(|(name, _)| name).to_vec(), |only| vec![only])
    }

    fn targets(&self) -> Vec<&'static str> {
        let part = PARTS.iter().find(|(name, _)| Some(*name) == self.only);
        part.map_or_else(|| vec!["--workspace"], |(_, targets)| targets.to_vec())
    }
}

fn part(name: Option<&String>) -> Result<&'static str, String> {
    let known = PARTS.iter().find(|(part, _)| name.is_some_and(|name| name == part));
    let names = PARTS.map(|(part, _)| part).join(", ");
    known.map(|(part, _)| *part).ok_or_else(|| format!("`--only` takes one of {names}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Wanted, String> {
        let args: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Wanted::read(&args)
    }

    #[test]
    fn a_part_and_what_follows_the_dashes_are_read() {
        assert_eq!(read("").map(|wanted| wanted.targets()), Ok(vec!["--workspace"]));
        assert_eq!(read("").map(|wanted| wanted.needs()), Ok(vec!["unit", "house", "it", "e2e"]));
        let wanted = Wanted { only: Some("it"), extra: vec!["claim".into(), "--nocapture".into()] };
        assert_eq!(read("--only it -- claim --nocapture"), Ok(wanted));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert!(read("claim").is_err_and(|why| why.contains("after `--`")));
        assert!(read("--only").is_err_and(|why| why.contains("unit, house, it, e2e")));
        assert!(read("--only mail").is_err_and(|why| why.contains("takes one of")));
    }
}
