//! Every figure of every round as JSON, to compare one run with another. Knows no table.

use super::figures::{Figure, Round};
use super::json::Json;
use super::tables::Result as Desk;
use std::path::Path;

/// Writes them to a file.
pub fn write(path: &Path, machine: &str, desks: &[Desk]) -> Result<(), String> {
    let all = object(vec![("machine", text(machine)), ("desks", list(desks, desk))]);
    std::fs::write(path, all.line() + "\n").map_err(|why| format!("{}: {why}", path.display()))
}

#[expect(clippy::cast_precision_loss, reason = "counts of a bench are far below 2^52")]
fn desk(desk: &Desk) -> Json {
    let measured = &desk.measured;
    object(vec![
        ("engine", text(desk.engine.title())),
        ("tickets", Json::Number(desk.tickets as f64)),
        ("furnishing_s", Json::Number(desk.furnishing)),
        ("start_s", Json::Number(measured.start)),
        ("memory_mib", Json::Number(measured.memory.now)),
        ("peak_memory_mib", Json::Number(measured.memory.peak)),
        ("figures", list(&measured.figures, figure)),
    ])
}

#[expect(clippy::cast_precision_loss, reason = "counts of a bench are far below 2^52")]
fn figure(figure: &Figure) -> Json {
    object(vec![
        ("work", text(figure.name)),
        ("clients", Json::Number(figure.clients as f64)),
        ("bytes", Json::Number(figure.bytes as f64)),
        ("median", round(&figure.median())),
        ("rounds", list(&figure.rounds, round)),
    ])
}

#[expect(clippy::cast_precision_loss, reason = "counts of a bench are far below 2^52")]
fn round(round: &Round) -> Json {
    object(vec![
        ("cpu_ms", Json::Number(round.cpu)),
        ("cluster_cpu_ms", Json::Number(round.cluster)),
        ("p50_ms", Json::Number(round.p50)),
        ("p95_ms", Json::Number(round.p95)),
        ("p99_ms", Json::Number(round.p99)),
        ("per_second", Json::Number(round.per_second)),
        ("requests", Json::Number(round.requests as f64)),
        ("foreign", Json::Number(round.foreign)),
    ])
}

fn object(members: Vec<(&str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn list<T>(all: &[T], one: impl Fn(&T) -> Json) -> Json {
    Json::List(all.iter().map(one).collect())
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}
