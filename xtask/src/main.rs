//! `cargo xtask`: what a developer of Watchdesk runs. Knows how to call cargo and the machine's package manager,
//! nothing of the desk itself.

mod bench;
mod ci;
mod locales;
mod needs;
mod run;
mod testing;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  test [--only unit|house|it|e2e] [-- <arguments of the test program>]
        Makes sure of the programs that the tests need, then runs them all, or one part:
          unit    rules beside the code, without a database
          house   imports, budgets, catalogue, migrations
          it      integration tests on both engines
          e2e     browser stories
  ci    formatting, clippy with warnings denied, then every test: what must be green before a merge
  bench [<arguments>]
        The figures in the README; `cargo xtask bench help` says more
  locale-check [<file>]
        The words in English and in French side by side, all or those of one file of locales/; fails where one is missing
  help  this page

WATCHDESK_TEST_POSTGRES=postgres://user@host/postgres runs the tests on that server instead of one of their own.";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_else(|| "help".into());
    let rest: Vec<String> = args.collect();
    let done = match command.as_str() {
        "test" => testing::run(&rest),
        "ci" => ci::run(),
        "bench" => bench::run(&rest),
        "locale-check" => locales::run(&rest),
        "help" | "--help" | "-h" => {
            run::say(HELP);
            Ok(())
        }
        unknown => Err(format!("there is no `{unknown}`: see `cargo xtask help`")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            run::say(&format!("xtask {command}: {why}"));
            ExitCode::FAILURE
        }
    }
}
