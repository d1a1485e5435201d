//! What `cargo xtask bench` can be told. Knows no measuring.

use std::path::PathBuf;

/// The page of `cargo xtask bench help`.
pub const HELP: &str = "\
cargo xtask bench [<flags>]

Builds the release program, furnishes desks with `watchdesk demo`, serves a copy of each and measures it from outside:
CPU time of the server per request, how long requests take at 1 and at 4 clients, creation at 1 and 64, memory, start.
Prints the tables of the README (Markdown) on stdout. Run it on a machine that does nothing else.

  --tickets 20000,1000000   sizes of the desks, small to large (default; with --quick: 20000)
  --engine sqlite           sqlite, postgres or both; PostgreSQL runs as a cluster of the bench's own
  --quick                   one short round each: to see whether something broke, not for the README
  --files                   measures whole lists out and in instead: every ticket saved as a file, 100,000 distributors
                            imported, saved and searched
  --keep DIR                keeps furnished desks in DIR and uses those that are there; PostgreSQL's server must be able
                            to enter it. Remove DIR when the demo or a migration has changed.
  --binary FILE             measures this program and builds none
  --json FILE               writes every figure of every round there as well";

/// A database engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl Engine {
    /// As people write it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        }
    }
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub struct Args {
    /// Never empty, ascending.
    pub tickets: Vec<u64>,
    pub engines: Vec<Engine>,
    pub quick: bool,
    /// Whole lists out and in, instead of pages.
    pub files: bool,
    pub keep: Option<PathBuf>,
    pub binary: Option<PathBuf>,
    pub json: Option<PathBuf>,
}

impl Args {
    /// Reads the command line.
    pub fn read(args: &[String]) -> Result<Self, String> {
        let mut read = Self {
            tickets: Vec::new(),
            engines: vec![Engine::Sqlite],
            quick: false,
            files: false,
            keep: None,
            binary: None,
            json: None,
        };
        let mut rest = args.iter();
        while let Some(flag) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("`{flag}` needs a value"));
            match flag.as_str() {
                "--tickets" => read.tickets = sizes(value()?)?,
                "--engine" => read.engines = engines(value()?)?,
                "--quick" => read.quick = true,
                "--files" => read.files = true,
                "--keep" => read.keep = Some(PathBuf::from(value()?)),
                "--binary" => read.binary = Some(PathBuf::from(value()?)),
                "--json" => read.json = Some(PathBuf::from(value()?)),
                other => return Err(format!("does not understand `{other}`: see `cargo xtask bench help`")),
            }
        }
        if read.tickets.is_empty() {
            read.tickets = if read.quick { vec![20_000] } else { vec![20_000, 1_000_000] };
        }
        Ok(read)
    }
}

fn sizes(text: &str) -> Result<Vec<u64>, String> {
    let numbers = text.split(',').map(|size| size.trim().replace('_', "").parse::<u64>());
    let mut sizes = numbers.collect::<Result<Vec<_>, _>>().map_err(|why| format!("`--tickets {text}`: {why}"))?;
    sizes.sort_unstable();
    sizes.dedup();
    Ok(sizes)
}

fn engines(name: &str) -> Result<Vec<Engine>, String> {
    match name {
        "sqlite" => Ok(vec![Engine::Sqlite]),
        "postgres" => Ok(vec![Engine::Postgres]),
        "both" => Ok(vec![Engine::Sqlite, Engine::Postgres]),
        other => Err(format!("`--engine` takes sqlite, postgres or both, not `{other}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Args, String> {
        let args: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Args::read(&args)
    }

    #[test]
    fn sizes_and_engines_have_defaults() {
        let plain = read("").unwrap();
        assert_eq!((plain.tickets, plain.engines), (vec![20_000, 1_000_000], vec![Engine::Sqlite]));
        assert_eq!(read("--quick").unwrap().tickets, [20_000]);
        let full = read("--quick --tickets 1_000_000,5 --engine both --keep /x").unwrap();
        assert_eq!((full.tickets, full.engines.len(), full.keep), (vec![5, 1_000_000], 2, Some("/x".into())));
    }

    #[test]
    fn what_is_not_understood_is_said() {
        assert!(read("--tickets").is_err_and(|why| why.contains("needs a value")));
        assert!(read("--tickets many").is_err_and(|why| why.contains("many")));
        assert!(read("--engine mysql").is_err_and(|why| why.contains("mysql")));
        assert!(read("quick").is_err_and(|why| why.contains("does not understand")));
    }
}
