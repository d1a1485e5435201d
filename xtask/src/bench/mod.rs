//! `cargo xtask bench`: the figures in the README, measured. Knows the desk from outside only: its commands and its
//! addresses.

mod args;
mod bodies;
mod cluster;
mod desk;
mod figures;
mod files;
mod furnished;
mod http;
mod json;
mod kinds;
mod load;
mod machine;
mod material;
mod measuring;
mod meters;
mod processes;
mod programs;
mod records;
mod tables;
mod targets;
mod words;

use crate::{needs, run};
use args::{Args, Engine};
use cluster::Cluster;
use furnished::House;
use measuring::{Ground, Plan};
use std::path::{Path, PathBuf};
use tables::Result as Desk;

/// Builds, furnishes, measures and prints.
pub fn run(args: &[String]) -> Result<(), String> {
    if args.iter().any(|arg| matches!(arg.as_str(), "help" | "--help" | "-h")) {
        run::say(args::HELP);
        return Ok(());
    }
    let args = Args::read(args)?;
    if args.engines.contains(&Engine::Postgres) {
        needs::ensure(&["bench"])?;
    }
    let program = program(&args)?;
    let house = House::open(args.keep.as_deref())?;
    let machine = machine::line(house.folder());
    run::say(&machine);
    if args.files {
        return measure_files(&args, &program, &house, &machine);
    }
    let mut desks = Vec::new();
    for engine in &args.engines {
        desks.extend(measure(*engine, &args, &program, &house)?);
    }
    print(&format!("{machine}; {}.\n\n", plan(&args).words()));
    for engine in &args.engines {
        print(&tables::of_engine(&desks.iter().filter(|desk| desk.engine == *engine).collect::<Vec<_>>()));
    }
    print(tables::footnote(&desks));
    match &args.json {
        Some(path) => records::write(path, &machine, &desks),
        None => Ok(()),
    }
}

fn measure(engine: Engine, args: &Args, program: &Path, house: &House) -> Result<Vec<Desk>, String> {
    let cluster = (engine == Engine::Postgres).then(|| house.cluster()).transpose()?;
    let mut desks = Vec::new();
    for tickets in &args.tickets {
        desks.push(one(engine, *tickets, cluster.as_ref(), program, house, plan(args))?);
    }
    house.clear(cluster.as_ref())?;
    Ok(desks)
}

fn measure_files(args: &Args, program: &Path, house: &House, machine: &str) -> Result<(), String> {
    print(&format!("{machine}.\n\n"));
    for engine in &args.engines {
        let cluster = (*engine == Engine::Postgres).then(|| house.cluster()).transpose()?;
        for tickets in &args.tickets {
            let furnished = house.furnish(program, *tickets, cluster.as_ref())?;
            let place = house.copy(&furnished, cluster.as_ref())?;
            print(&files::measure((*engine, *tickets), program, &place, cluster.as_ref())?);
        }
        house.clear(cluster.as_ref())?;
    }
    Ok(())
}

fn one(
    engine: Engine,
    tickets: u64,
    cluster: Option<&Cluster>,
    program: &Path,
    house: &House,
    plan: Plan,
) -> Result<Desk, String> {
    let furnished = house.furnish(program, tickets, cluster)?;
    let place = house.copy(&furnished, cluster)?;
    run::say(&format!("measuring {} with {tickets} tickets", engine.title()));
    let measured = Ground { program, place, cluster, tickets }.measure(plan)?;
    Ok(Desk { engine, tickets, furnishing: furnished.seconds, measured })
}

fn plan(args: &Args) -> Plan {
    if args.quick { Plan::QUICK } else { Plan::FULL }
}

/// The release program, built now unless one was given.
fn program(args: &Args) -> Result<PathBuf, String> {
    let path = match &args.binary {
        Some(path) => path.clone(),
        None => {
            run::cargo(&["build", "--release"], &[])?;
            // Beside the folder of this program: wherever the target folder is, they share it.
            let own = std::env::current_exe().map_err(|why| format!("where is this program? {why}"))?;
            own.ancestors().nth(2).unwrap_or(&own).join("release/watchdesk")
        }
    };
    path.canonicalize().map_err(|why| format!("{}: {why}", path.display()))
}

#[expect(clippy::print_stdout, reason = "the tables are the output proper of this command")]
fn print(text: &str) {
    print!("{text}");
}
