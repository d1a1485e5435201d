//! What the kernel counts for processes and for the machine, from `/proc`. Times are milliseconds of CPU. Knows no
//! program.

use std::fs;

/// The kernel tells times to programs in hundredths of a second, on every Linux.
const TICK: f64 = 10.0;

/// CPU time of a process so far, user and system, all of its threads.
pub fn cpu(pid: u32) -> Result<f64, String> {
    Ok(stat(pid)?.own)
}

/// CPU time of a process, of its living children and of those that it has seen end.
pub fn family_cpu(parent: u32) -> Result<f64, String> {
    let head = stat(parent)?;
    // A child that ends while this reads is missed by the folder or by its parent's sum, and caught the next time.
    let children = pids().filter_map(|pid| stat(pid).ok()).filter(|child| child.parent == parent);
    Ok(head.own + head.ended + children.map(|child| child.own + child.ended).sum::<f64>())
}

/// CPU time that the whole machine has spent on anything.
pub fn machine_cpu() -> Result<f64, String> {
    let text = read("/proc/stat")?;
    machine_of(&text).ok_or_else(|| "/proc/stat is not as expected".into())
}

/// Resident memory.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Memory {
    /// Now, in MiB.
    pub now: f64,
    /// At its highest, in MiB.
    pub peak: f64,
}

/// Resident memory of a process.
pub fn memory(pid: u32) -> Result<Memory, String> {
    let text = read(&format!("/proc/{pid}/status"))?;
    memory_of(&text).ok_or_else(|| format!("/proc/{pid}/status names no memory"))
}

struct Stat {
    parent: u32,
    own: f64,
    ended: f64,
}

fn stat(pid: u32) -> Result<Stat, String> {
    let text = read(&format!("/proc/{pid}/stat"))?;
    stat_of(&text).ok_or_else(|| format!("/proc/{pid}/stat is not as expected"))
}

fn stat_of(text: &str) -> Option<Stat> {
    // The name stands in brackets and may hold brackets and blanks itself.
    let (_, rest) = text.rsplit_once(')')?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    // Counted from the third field of proc(5), the state: utime is 14, stime 15, cutime 16, cstime 17.
    let (own, ended) = (ticks(11)? + ticks(12)?, ticks(13)? + ticks(14)?);
    Some(Stat { parent: fields.get(1)?.parse().ok()?, own: own * TICK, ended: ended * TICK })
}

fn machine_of(text: &str) -> Option<f64> {
    let line = text.lines().next()?.strip_prefix("cpu ")?;
    let ticks: Vec<f64> = line.split_whitespace().filter_map(|field| field.parse().ok()).collect();
    // user nice system idle iowait irq softirq steal; guests are counted in user already.
    let [user, nice, system, _, _, irq, softirq, steal, ..] = ticks[..] else { return None };
    Some((user + nice + system + irq + softirq + steal) * TICK)
}

fn memory_of(text: &str) -> Option<Memory> {
    let mib = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
        line.trim().trim_end_matches(" kB").parse::<f64>().ok().map(|kib| kib / 1024.0)
    };
    Some(Memory { now: mib("VmRSS")?, peak: mib("VmHWM")? })
}

fn pids() -> impl Iterator<Item = u32> {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    entries.filter_map(|entry| entry.file_name().to_string_lossy().parse().ok())
}

fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|why| format!("{path}: {why}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    #[test]
    fn lines_of_the_kernel_are_read() {
        let line = "42 (a (b) c) S 7 42 42 0 -1 4194304 98 0 0 0 123 45 6 7 20 0 1 0 398209 3133440 382";
        let stat = stat_of(line).unwrap();
        assert_eq!((stat.parent, stat.own, stat.ended), (7, 1680.0, 130.0));
        assert_eq!(machine_of("cpu  10 1 20 999 999 2 3 4 50 0\ncpu0 1 1\n"), Some(400.0));
        let memory = memory_of("VmPeak:\t 9 kB\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n").unwrap();
        assert_eq!(memory, Memory { now: 1.0, peak: 2.0 });
        assert!(stat_of("42").is_none() && machine_of("").is_none() && memory_of("").is_none());
    }

    #[test]
    fn work_is_counted() {
        let own = std::process::id();
        let (before, machine) = (cpu(own).unwrap(), machine_cpu().unwrap());
        let deadline = Instant::now() + Duration::from_secs(10);
        while cpu(own).unwrap() < before + 50.0 {
            assert!(Instant::now() < deadline, "no CPU time is counted");
        }
        assert!(machine_cpu().unwrap() > machine);
        assert!(family_cpu(own).unwrap() >= cpu(own).unwrap() - TICK);
        assert!(memory(own).unwrap().peak > 0.5);
        assert!(cpu(u32::MAX).is_err());
    }
}
