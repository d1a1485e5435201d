//! The figures as the README shows them: Markdown. Knows no measuring.

use super::args::Engine;
use super::figures::Figure;
use super::measuring::Measured;
use super::targets::{self, MOST_GROWTH, MOST_MEMORY, MOST_START};

/// One desk and what was measured on it.
pub struct Result {
    pub engine: Engine,
    pub tickets: u64,
    /// How long the demo took to furnish it.
    pub furnishing: f64,
    pub measured: Measured,
}

/// Marks a figure that was measured while others used the machine.
const DOUBT: &str = " †";

/// The tables of one engine; `results` are its desks from small to large.
pub fn of_engine(results: &[&Result]) -> String {
    let Some(large) = results.last() else { return String::new() };
    let mut text = format!("### {}, {} tickets\n\n", large.engine.title(), grouped(large.tickets));
    text += &costs(large);
    text += &whole(results);
    if let Some(small) = results.first().filter(|small| small.tickets < large.tickets) {
        text += &growth(small, large);
    }
    text
}

/// What the marks mean, if any figure has one.
pub fn footnote(results: &[Result]) -> &'static str {
    let mut figures = results.iter().flat_map(|result| &result.measured.figures);
    if figures.any(Figure::is_doubtful) {
        "† Measured while other programs used more than a tenth of the machine: not a figure to quote.\n"
    } else {
        ""
    }
}

fn costs(result: &Result) -> String {
    let head = "| work | clients | CPU-ms | p50 ms | p95 ms | p99 ms | a second | target | |\n\
                |---|---:|---:|---:|---:|---:|---:|---|---|\n";
    let mut rows = head.to_owned();
    let mut name = "";
    for figure in &result.measured.figures {
        let median = figure.median();
        let cpu = cpu(figure);
        let numbers = format!("{:.2} | {:.2} | {:.2} | {:.0}", median.p50, median.p95, median.p99, median.per_second);
        let (first, target) =
            if figure.name == name { ("", String::from("|")) } else { (figure.name, judged(result, figure)) };
        rows += &format!("| {first} | {} | {cpu} | {numbers} | {target} |\n", figure.clients);
        name = figure.name;
    }
    rows + "\n"
}

/// The two cells of target and verdict.
fn judged(result: &Result, figure: &Figure) -> String {
    let Some(target) = targets::of(figure.name) else { return "|".into() };
    let same: Vec<&Figure> = result.measured.figures.iter().filter(|other| other.name == figure.name).collect();
    let misses = target.misses(&same);
    format!("{} | {}", target.words(), verdict(&misses))
}

fn verdict(misses: &[String]) -> String {
    if misses.is_empty() { "kept".into() } else { format!("**missed**: {}", misses.join(", ")) }
}

/// What is true of a desk as a whole.
fn whole(results: &[&Result]) -> String {
    let sizes: Vec<String> = results.iter().map(|result| grouped(result.tickets)).collect();
    let mut rows = format!("| | {} | target | |\n|---|{}---|---|\n", sizes.join(" | "), "---:|".repeat(sizes.len()));
    let mut row = |name: &str, cell: &dyn Fn(&Result) -> String, target: &str, is_kept: Option<bool>| {
        let cells: Vec<String> = results.iter().map(|result| cell(result)).collect();
        let verdict = is_kept.map_or("", |kept| if kept { "kept" } else { "**missed**" });
        rows += &format!("| {name} | {} | {target} | {verdict} |\n", cells.join(" | "));
    };
    let all = |fits: &dyn Fn(&Measured) -> bool| Some(results.iter().all(|result| fits(&result.measured)));
    let memory = |result: &Result| format!("{:.0}", result.measured.memory.now);
    row(
        "resident memory after load, MiB",
        &memory,
        &format!("≤ {MOST_MEMORY}"),
        all(&|of| of.memory.now <= MOST_MEMORY),
    );
    row("at its peak, MiB", &|result| format!("{:.0}", result.measured.memory.peak), "", None);
    let start = |result: &Result| format!("{:.3}", result.measured.start);
    row("from start to ready, s", &start, &format!("≤ {MOST_START}"), all(&|of| of.start <= MOST_START));
    row("furnished by `watchdesk demo` in, s", &|result| format!("{:.0}", result.furnishing), "", None);
    rows + "\n"
}

/// Page for page, at one client.
fn growth(small: &Result, large: &Result) -> String {
    let (from, to) = (grouped(small.tickets), grouped(large.tickets));
    let limit = MOST_GROWTH * 100.0;
    let mut rows = format!(
        "| CPU-ms at one client | {from} | {to} | growth | target: ≤ {limit:.0} % |\n|---|---:|---:|---:|---|\n"
    );
    for figure in large.measured.figures.iter().filter(|figure| figure.clients == 1) {
        let same = |other: &&Figure| other.name == figure.name && other.clients == 1;
        let Some(before) = small.measured.figures.iter().find(same) else { continue };
        let (few, many) = (before.median().whole_cpu(), figure.median().whole_cpu());
        let grown = if few > 0.0 { many / few - 1.0 } else { 0.0 };
        let verdict = if grown <= MOST_GROWTH { "kept" } else { "**missed**" };
        rows +=
            &format!("| {} | {} | {} | {:+.0} % | {verdict} |\n", figure.name, cpu(before), cpu(figure), grown * 100.0);
    }
    rows + "\n"
}

/// The server's, and PostgreSQL's beside it.
fn cpu(figure: &Figure) -> String {
    let median = figure.median();
    let doubt = if figure.is_doubtful() { DOUBT } else { "" };
    if median.cluster > 0.0 {
        format!("{:.3} + {:.3}{doubt}", median.cpu, median.cluster)
    } else {
        format!("{:.3}{doubt}", median.cpu)
    }
}

/// `1,000,000`.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut parts: Vec<&str> = if first > 0 { vec![&digits[..first]] } else { Vec::new() };
    parts.extend((first..digits.len()).step_by(3).map(|at| &digits[at..at + 3]));
    parts.join(",")
}

#[cfg(test)]
mod tests {
    use super::super::figures::Round;
    use super::super::kinds;
    use super::super::processes::Memory;
    use super::*;

    fn result(tickets: u64, cpu: f64, foreign: f64) -> Result {
        let round = Round { cpu, foreign, p99: 5.0, ..Round::default() };
        let figure = |clients| Figure { name: kinds::WORKLIST, clients, bytes: 9, rounds: vec![round.clone()] };
        let memory = Memory { now: 120.0, peak: 130.0 };
        let measured = Measured { figures: vec![figure(1), figure(4)], memory, start: 0.1 };
        Result { engine: Engine::Sqlite, tickets, furnishing: 9.0, measured }
    }

    #[test]
    fn tables_judge_what_they_show() {
        let (small, large) = (result(20_000, 0.5, 0.0), result(1_000_000, 0.7, 0.0));
        let text = of_engine(&[&small, &large]);
        assert!(text.contains("### SQLite, 1,000,000 tickets"), "{text}");
        assert!(text.contains("≤ 0.8 CPU-ms, p99 ≤ 10 ms | kept |"), "{text}");
        assert!(text.contains("| 120 | 120 | ≤ 100 | **missed** |"), "{text}");
        assert!(text.contains("| 0.500 | 0.700 | +40 % | **missed** |"), "{text}");
        assert!(!of_engine(&[&large]).contains("growth"));
        for table in text.split("\n\n") {
            let widths: Vec<usize> = table.lines().map(|line| line.matches('|').count()).collect();
            assert!(widths.iter().all(|width| *width == widths[0]), "{table}");
        }
    }

    #[test]
    fn doubtful_figures_are_marked() {
        let busy = [result(5, 0.5, 0.5)];
        assert!(of_engine(&[&busy[0]]).contains("0.500 †") && footnote(&busy).starts_with('†'));
        assert_eq!(footnote(&[result(5, 0.5, 0.0)]), "");
        assert_eq!([1, 999, 20_000, 1_000_000].map(grouped), ["1", "999", "20,000", "1,000,000"]);
    }
}
