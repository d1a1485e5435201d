//! Work that is done later: queued in the transaction that wants it, claimed under a lease, tried again with
//! growing pauses, buried where everybody sees it. It knows no particular job; the door `jobs.rs` registers them.

mod attempt;
mod backoff;
mod claiming;
mod cron;
mod dead;
mod job;
mod lease;
mod registry;
mod runner;
mod schedule;
mod settling;

pub use backoff::Backoff;
pub use dead::{Dead, bury, dead, forget, revive};
pub use job::{Job, enqueue, enqueue_once, is_queued};
pub use lease::{Lease, LeaseLost};
pub use registry::Registry;
pub use runner::{Pace, Runner};
pub use schedule::{Clock, Schedule, ScheduleFault};

/// The topic that tells runners to look at the queue.
const TOPIC: &str = "jobs";
