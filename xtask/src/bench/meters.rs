//! Readings of the CPU clocks before and after a round, and what lies between them. Knows no request.

use super::cluster::Cluster;
use super::desk::Desk;
use super::machine;
use super::processes;
use std::time::Instant;

/// All clocks at one moment, in milliseconds of CPU.
pub struct Meters {
    at: Instant,
    desk: f64,
    cluster: f64,
    own: f64,
    machine: f64,
}

/// What was spent between two readings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spent {
    /// By the server's process, in milliseconds of CPU.
    pub desk: f64,
    /// By PostgreSQL's processes.
    pub cluster: f64,
    /// The share of the machine that went to neither of them nor to the bench, 0 to 1.
    pub foreign: f64,
}

impl Meters {
    /// Reads them.
    pub fn read(desk: &Desk, cluster: Option<&Cluster>) -> Result<Self, String> {
        Ok(Self {
            at: Instant::now(),
            desk: desk.cpu()?,
            cluster: cluster.map_or(Ok(0.0), Cluster::cpu)?,
            own: processes::cpu(std::process::id())?,
            machine: processes::machine_cpu()?,
        })
    }

    /// What was spent until `later`.
    pub fn until(&self, later: &Self) -> Spent {
        let (desk, cluster) = (later.desk - self.desk, later.cluster - self.cluster);
        let others = later.machine - self.machine - desk - cluster - (later.own - self.own);
        let wall = later.at.duration_since(self.at).as_secs_f64() * 1000.0;
        #[expect(clippy::cast_precision_loss, reason = "no machine has 2^52 cores")]
        let whole = wall * machine::cores() as f64;
        // Work inside interrupts is counted for the machine and for the process it interrupted.
        Spent { desk, cluster, foreign: (others / whole.max(1.0)).clamp(0.0, 1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn what_nobody_of_ours_spent_was_spent_by_others() {
        let at = Instant::now();
        let before = Meters { at, desk: 10.0, cluster: 5.0, own: 1.0, machine: 100.0 };
        let later = Meters { at: at + Duration::from_secs(1), desk: 110.0, cluster: 25.0, own: 31.0, machine: 250.0 };
        assert_eq!(before.until(&later), Spent { desk: 100.0, cluster: 20.0, foreign: 0.0 });
        let whole = 1000.0 * f64::from(u32::try_from(machine::cores()).unwrap());
        let later = Meters { machine: 250.0 + whole / 2.0, ..later };
        assert!((before.until(&later).foreign - 0.5).abs() < 0.01);
    }
}
