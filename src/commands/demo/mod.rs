//! `watchdesk demo`: a desk with invented people, distributors and a year of tickets, then run like any other. It
//! writes into an empty folder or one that an earlier demo made, and into nothing else.

mod distributors;
mod filing;
mod folder;
mod luck;
mod names;
mod phrases;
mod pictures;
mod staff;
mod story;
mod tickets;
mod year;

use super::{Ended, holding, logs, reaching, serve};
use crate::app::App;
use crate::people::users;
use crate::platform::config::Config;
use crate::platform::db::{Happening, Reads, Sql, Subject, Tx};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use clap::Args;
use filing::Shelf;
use luck::Luck;
use std::io::{IsTerminal, Write};
use std::time::Instant;

/// How the demo is furnished.
#[derive(Args)]
#[group(skip)]
pub struct Demo {
    /// How many tickets
    #[arg(long, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(0..=20_000_000))]
    pub tickets: u32,

    /// How many distributors
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(4..=1_000_000))]
    pub distributors: u32,

    /// The same seed with the same end furnishes the same desk
    #[arg(long, default_value_t = 1)]
    pub seed: u64,

    /// When the year of the demo ends, such as 2026-11-20T15:00:00Z [default: now, to the minute]
    #[arg(long)]
    pub until: Option<Timestamp>,

    /// Throw the demo in the data folder away first, and begin anew
    #[arg(long)]
    pub reset: bool,

    /// Furnish only, and do not serve
    #[arg(long)]
    pub no_serve: bool,
}

/// Furnishes the desk unless it is furnished, and serves it.
///
/// # Errors
/// A data folder or database that is no demo's; whatever keeps a desk from being served.
pub async fn demo(ask: Demo, config: Config) -> anyhow::Result<Ended> {
    logs::begin(config.log_format);
    // First, so that a taken port does not cost a minute of furnishing.
    let listener = serve::listen(config.listen).await?;
    holding::check_free(&config)?;
    folder::prepare(&config, ask.reset)?;
    let _held = holding::hold(&config)?;
    let app = App::open(reaching::settled(config, listener.local_addr()?)).await?;
    app.db.migrate().await?;
    match state(&app).await? {
        State::Empty => furnish(&app, &ask).await?,
        State::Furnished => {
            println!("The demo in {} is furnished already; --reset begins anew.", app.config.data.display());
        }
        State::Broken => anyhow::bail!(
            "the demo in {} was interrupted while it was furnished. Run `watchdesk demo --reset`, which begins anew.",
            app.config.data.display()
        ),
        State::Real => anyhow::bail!(
            "this database holds a real desk, and the demo never touches one. Leave --database-url and --data away, or \
             give it an empty database and an empty folder."
        ),
    }
    if ask.no_serve {
        app.db.close().await;
        return Ok(Ended::Well);
    }
    serve::run(app, listener, async |_| {
        println!("Sign in with the password {} as", staff::PASSWORD);
        println!("    CA-mchen   CSR");
        println!("    CA-lhart   CSR Lead");
        println!("    admin      administrator");
        println!("Ctrl-C ends it.");
        Ok(())
    })
    .await
}

/// What stands in the database.
enum State {
    Empty,
    Furnished,
    Broken,
    Real,
}

/// The first event of a demo, which says whose database it is, and the one that says that it is complete.
const BEGUN: &str = "demo.begun";
const FURNISHED: &str = "demo.furnished";

async fn state(app: &App) -> anyhow::Result<State> {
    let reads = app.db.reads();
    let first: Option<String> = reads.value(Sql::new("SELECT kind FROM events WHERE seq = 1")).await?;
    let done = Sql::new("SELECT kind FROM events WHERE subject_kind = ? AND subject_id = 1 ORDER BY seq DESC LIMIT 1");
    let done: Option<String> = reads.value(done.bind(DESK.kind)).await?;
    Ok(match (first.as_deref(), done.as_deref()) {
        (None, _) if users::by_name(reads, "admin").await.map_err(Failure::into_anyhow)?.is_none() => State::Empty,
        (Some(BEGUN), Some(FURNISHED)) => State::Furnished,
        (Some(BEGUN), _) => State::Broken,
        _ => State::Real,
    })
}

const DESK: Subject = Subject::new("desk", 1);

async fn furnish(app: &App, ask: &Demo) -> anyhow::Result<()> {
    let began = Instant::now();
    let now = ask.until.unwrap_or_else(|| this_minute(app.now()));
    let start = year::beginning(now);
    let mut luck = Luck::new(ask.seed);
    record(app, start, BEGUN).await?;
    let teams = staff::hire(&app.db, &app.texts("en"), start).await?;
    distributors::import(&app.db, &app.config.data.join("distributors.csv"), ask.distributors, &mut luck, start)
        .await?;
    let customers = distributors::customers(&app.db).await?;
    let shelf = if ask.tickets == 0 { Shelf::empty() } else { Shelf::fill(&app.files, ask.seed).await? };
    let plan = tickets::Plan { teams, customers, shelf, count: ask.tickets as usize, now, luck };
    tickets::write(&app.db, plan, |done| progress(done, ask.tickets)).await?;
    record(app, now, FURNISHED).await?;
    println!(
        "Furnished with {} people who answer customers and an administrator, {} distributors and {} tickets in {:.1} s.",
        staff::ANSWERING,
        ask.distributors,
        ask.tickets,
        began.elapsed().as_secs_f64()
    );
    Ok(())
}

fn this_minute(now: Timestamp) -> Timestamp {
    Timestamp::from_millis(now.as_millis() / 60_000 * 60_000)
}

async fn record(app: &App, at: Timestamp, kind: &'static str) -> anyhow::Result<()> {
    let verb = async move |tx: &mut Tx| {
        tx.record(Happening { at, actor: None, subject: DESK, kind, body: serde_json::json!({}) });
        Ok(())
    };
    app.db.write(None, verb).await.map_err(Failure::into_anyhow)
}

/// One line that is written over on a terminal, and now and then a line where there is none.
fn progress(done: usize, of: u32) {
    let mut out = std::io::stderr();
    if out.is_terminal() {
        drop(write!(out, "\rTickets: {done} of {of} ").and_then(|()| out.flush()));
        if done >= of as usize {
            eprintln!();
        }
    } else if done.is_multiple_of(100_000) {
        eprintln!("Tickets: {done} of {of}");
    }
}
