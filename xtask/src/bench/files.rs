//! `cargo xtask bench --files`: whole lists out and in. Every ticket of a desk as CSV and, one tab of it, as a workbook; a
//! hundred thousand distributors in, in again, out, and searched. Knows the desk's addresses for files, and no page.

use super::args::Engine;
use super::cluster::Cluster;
use super::desk::{Desk, Place, Session};
use super::figures::median;
use super::http::{Client, HTML, Request};
use super::programs::{leashed, output};
use super::tables::grouped;
use crate::run::say;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Distributors of the file.
const PARTIES: usize = 100_000;
const SEARCHES: [(&str, &str); 5] = [
    ("by number", "number=B-54123"),
    ("by the digits of a number", "number=54123"),
    ("by a rare word", "name=of54123"),
    ("by a common word", "name=trading"),
    ("by telephone", "phone=416%205550%2054123"),
];
/// How often each is asked.
const ASKED: usize = 50;

/// One desk's table, in Markdown.
pub fn measure(
    (engine, tickets): (Engine, u64),
    program: &Path,
    place: &Place,
    cluster: Option<&Cluster>,
) -> Result<String, String> {
    let mut text = format!("### Files, {}, {} tickets\n\n", engine.title(), grouped(tickets));
    text += "| work | rows | MB | seconds | CPU-s | peak MiB |\n|---|---:|---:|---:|---:|---:|\n";
    for status in ["open", "in_progress", "pending", "closed"] {
        let path = format!("/tickets/export?format=csv&scope=all&status={status}");
        text += &download(program, place, cluster, (&format!("tickets as CSV, {status}"), &path))?;
    }
    let path = "/tickets/export?format=xlsx&scope=all&status=pending";
    text += &download(program, place, cluster, ("tickets as a workbook, pending", path))?;
    let file = place.data.with_extension("csv");
    fs::write(&file, distributors()).map_err(|why| format!("{}: {why}", file.display()))?;
    for name in ["distributors in", "the same file again"] {
        say(&format!("  {name}"));
        let began = Instant::now();
        let mut import = leashed(program, None, "TERM");
        output(import.args(["import", "parties"]).arg(&file).args(place.flags()))?;
        let seconds = began.elapsed().as_secs_f64();
        let _ = writeln!(text, "| {name} | {} | | {seconds:.1} | | |", grouped(PARTIES as u64));
    }
    text += &download(program, place, cluster, ("distributors out as CSV", "/parties/export?format=csv"))?;
    text += &download(program, place, cluster, ("distributors out as a workbook", "/parties/export?format=xlsx"))?;
    drop(fs::remove_file(&file));
    text += "\n| search among them | p50 ms |\n|---|---:|\n";
    let desk = Desk::start(program, place)?;
    let session = Session::begin(desk.address)?;
    let mut client = Client::connect(desk.address)?;
    for (name, query) in SEARCHES {
        let request = Request::get(&format!("/parties?{query}"), HTML, &session.token);
        let mut times = Vec::with_capacity(ASKED);
        for _ in 0..ASKED {
            let began = Instant::now();
            client.send(&request)?;
            times.push(began.elapsed().as_secs_f64() * 1000.0);
        }
        let _ = writeln!(text, "| {name} | {:.2} |", median(times));
    }
    desk.stop()?;
    Ok(text + "\n")
}

/// A list that is saved as a file, by a program that was just started: its peak is the list's.
fn download(
    program: &Path,
    place: &Place,
    cluster: Option<&Cluster>,
    (name, path): (&str, &str),
) -> Result<String, String> {
    say(&format!("  {name}"));
    let desk = Desk::start(program, place)?;
    let session = Session::begin(desk.address)?;
    let mut client = Client::connect(desk.address)?;
    let cpu = || Ok::<f64, String>(desk.cpu()? + cluster.map_or(Ok(0.0), Cluster::cpu)?);
    let (before, began) = (cpu()?, Instant::now());
    let body = client.send(&Request::get(path, HTML, &session.token))?;
    let seconds = began.elapsed().as_secs_f64();
    let lines = body.iter().filter(|byte| **byte == b'\n').count().saturating_sub(1);
    let rows = if path.contains("format=csv") { grouped(lines as u64) } else { String::new() };
    #[expect(clippy::cast_precision_loss, reason = "no list has 2^52 bytes")]
    let megabytes = body.len() as f64 / 1e6;
    let (spent, peak) = ((cpu()? - before) / 1000.0, desk.memory()?.peak);
    desk.stop()?;
    Ok(format!("| {name} | {rows} | {megabytes:.1} | {seconds:.1} | {spent:.1} | {peak:.0} |\n"))
}

fn distributors() -> String {
    const FIRST: [&str; 6] = ["Northern", "Maple", "O’Neil", "Blue Ridge", "Pacific", "Ångström"];
    let mut text = "number,name,region,contact,email,phone,language,status\n".to_owned();
    for at in 0..PARTIES {
        let first = FIRST[at % FIRST.len()];
        // Writing to a text cannot fail.
        let _ = writeln!(
            text,
            "B-{at},{first} Trading of{at},Ontario,Contact {at},b{at}@example.com,416 5550 {at:05},English,active"
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_a_row_for_each() {
        let text = distributors();
        assert_eq!(text.lines().count(), PARTIES + 1);
        assert!(text.contains("\nB-54123,Blue Ridge Trading of54123,"), "what the searches look for");
    }
}
