//! On what it was measured: the line above the tables. Knows no figure of the desk.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// Cores, processor, kernel, load and the disk under `folder` at this moment.
pub fn line(folder: &Path) -> String {
    let cores = cores();
    let model = first("/proc/cpuinfo", |line| line.strip_prefix("model name")?.split_once(": ").map(|(_, name)| name));
    let kernel = first("/proc/sys/kernel/osrelease", |line| Some(line));
    let load = first("/proc/loadavg", |line| line.split(' ').next());
    let sync = sync_milliseconds(folder).map_or_else(|| "no disk to sync".into(), |ms| format!("{ms:.2} ms"));
    format!("{cores} cores ({model}), Linux {kernel}, load average {load} at the start, syncing 4 KiB to disk {sync}")
}

/// How many programs can run at once.
pub fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn first(path: &str, find: impl Fn(&str) -> Option<&str>) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().find_map(find).unwrap_or("?").trim().to_owned()
}

/// The median of what a durable commit cannot be quicker than.
fn sync_milliseconds(folder: &Path) -> Option<f64> {
    const TRIES: usize = 101;
    let path = folder.join("sync-probe");
    let mut file = File::create(&path).ok()?;
    let mut times = Vec::with_capacity(TRIES);
    for _ in 0..TRIES {
        let began = Instant::now();
        file.write_all(&[7; 4096]).ok()?;
        file.sync_data().ok()?;
        times.push(began.elapsed().as_secs_f64() * 1000.0);
    }
    fs::remove_file(&path).ok()?;
    Some(super::figures::median(times))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_is_described() {
        let line = line(&std::env::temp_dir());
        assert!(line.contains("cores") && line.contains("Linux") && line.contains("ms"), "{line}");
        assert!(!line.contains('?') && !line.contains("no disk"), "{line}");
    }
}
