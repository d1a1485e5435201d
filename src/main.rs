//! Door 1: the commands. It reads the command line, starts what was asked for and turns a failure into one clear
//! paragraph and an exit code. It must not know how anything is done.

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use std::process::ExitCode;
use watchdesk::commands::{self, Ended};
use watchdesk::platform::config::Config;

/// Pages are many small texts: the system's allocator took a seventh of their time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// An operations desk: worklists of tickets with promises that are counted by business hours.
#[derive(Parser)]
#[command(name = "watchdesk", version, about, max_term_width = 110)]
struct Line {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the desk: migrate the database, then answer requests until SIGTERM or SIGINT
    Serve(Config),
    /// Furnish a desk with invented people, distributors and tickets, then run it
    Demo {
        #[command(flatten)]
        ask: commands::demo::Demo,
        #[command(flatten)]
        config: Config,
    },
    /// Look after the people who work here
    #[command(subcommand)]
    User(UserCommand),
    /// Bring data in from files
    #[command(subcommand)]
    Import(ImportCommand),
    /// Bring the database schema of a desk up to this program, and do nothing else
    Migrate(Config),
    /// Say what is wrong with the desk and how to mend it; ends with 1 if anything is
    Doctor {
        /// Put counters right that do not say what their rows say
        #[arg(long)]
        mend: bool,
        #[command(flatten)]
        config: Config,
    },
    /// Prove what happened
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Write a consistent copy of the database and the uploaded files to one file, while the desk runs
    #[command(override_usage = "watchdesk backup [OPTIONS] <FILE>")]
    Backup(commands::backup::Backup),
    /// Put a backup into an empty data folder, once it has proved to be whole
    #[command(override_usage = "watchdesk restore [OPTIONS] <FILE>")]
    Restore(commands::restore::Restore),
}

#[derive(Subcommand)]
enum UserCommand {
    // Left alone, the usage in an error shows as needed whatever was given, such as --data.
    /// Add a user
    #[command(override_usage = "watchdesk user add [OPTIONS] <USER_NAME>")]
    Add {
        #[command(flatten)]
        ask: commands::user::Add,
        #[command(flatten)]
        config: Config,
    },
    /// Say that a user is away until the end of a day, or back: meanwhile their cover gets what is escalated to them
    #[command(override_usage = "watchdesk user away [OPTIONS] <--until <UNTIL>|--back> <USER_NAME>")]
    Away {
        #[command(flatten)]
        ask: commands::away::AwayArgs,
        #[command(flatten)]
        config: Config,
    },
    /// Print a one-time code by which a user chooses a new password within a day
    #[command(override_usage = "watchdesk user code [OPTIONS] <USER_NAME>")]
    Code(Of),
    /// Sign a user out everywhere and for good: their open tickets go to their lead
    #[command(override_usage = "watchdesk user disable [OPTIONS] <USER_NAME>")]
    Disable(Of),
    /// Let a disabled user sign in again
    #[command(override_usage = "watchdesk user enable [OPTIONS] <USER_NAME>")]
    Enable(Of),
    /// Say to whom a user escalates; to nobody, if left out
    #[command(override_usage = "watchdesk user lead [OPTIONS] <USER_NAME> [LEAD]")]
    Lead {
        #[command(flatten)]
        of: Of,
        /// User name of the lead
        lead: Option<String>,
    },
}

#[derive(clap::Args)]
struct Of {
    /// Such as CA-mchen
    user_name: String,
    #[command(flatten)]
    config: Config,
}

#[derive(Subcommand)]
enum ImportCommand {
    /// Users from a workbook (.xlsx) or a CSV file; nobody is disabled, and nobody gets a password
    #[command(long_about = commands::import::about_users(), override_usage = "watchdesk import users [OPTIONS] <FILE>")]
    Users {
        /// The file
        file: std::path::PathBuf,
        #[command(flatten)]
        config: Config,
    },
    /// Distributors from a workbook (.xlsx) or a CSV file
    #[command(long_about = commands::import::about(), override_usage = "watchdesk import parties [OPTIONS] <FILE>")]
    Parties {
        /// The file
        file: std::path::PathBuf,
        #[command(flatten)]
        config: Config,
    },
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Hash every event again and compare; prints the hash at the head of the chain
    Verify(Config),
}

fn main() -> ExitCode {
    commands::keep_to_oneself();
    let demo = |command: clap::Command| command.mut_arg("data", |data| data.default_value("./watchdesk-demo"));
    let matches = Line::command().mut_subcommand("demo", demo).get_matches();
    let line = match Line::from_arg_matches(&matches) {
        Ok(line) => line,
        Err(error) => error.exit(),
    };
    let ended = commands::block_on(run(line.command));
    commands::exit_code(ended)
}

async fn run(command: Command) -> anyhow::Result<Ended> {
    match command {
        Command::Serve(config) => commands::serve::serve(config).await,
        Command::Demo { ask, config } => Box::pin(commands::demo::demo(ask, config)).await,
        Command::User(UserCommand::Add { ask, config }) => commands::user::add(ask, &config).await,
        Command::User(UserCommand::Away { ask, config }) => commands::away::away(ask, &config).await,
        Command::User(UserCommand::Code(of)) => commands::account::code(&of.user_name, &of.config).await,
        Command::User(UserCommand::Disable(of)) => commands::account::disable(&of.user_name, &of.config).await,
        Command::User(UserCommand::Enable(of)) => commands::account::enable(&of.user_name, &of.config).await,
        Command::User(UserCommand::Lead { of, lead }) => commands::account::lead(of.user_name, lead, &of.config).await,
        Command::Import(ImportCommand::Parties { file, config }) => commands::import::parties(&file, &config).await,
        Command::Import(ImportCommand::Users { file, config }) => commands::import::users(&file, &config).await,
        Command::Migrate(config) => commands::migrate::migrate(&config).await,
        Command::Doctor { mend, config } => commands::doctor::doctor(mend, &config).await,
        Command::Audit(AuditCommand::Verify(config)) => commands::audit::verify(&config).await,
        Command::Backup(ask) => commands::backup::backup(&ask).await,
        Command::Restore(ask) => commands::restore::restore(&ask).await,
    }
}
