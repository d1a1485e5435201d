//! Door 3: everything that happens at a time, by UTC. What each job does stands with the job.

use crate::home::housekeeping::{ForgetDrafts, ForgetRequestKeys, SweepFiles};
use crate::platform::jobs::{Schedule, ScheduleFault};
use crate::{parties, people, tickets};

/// Every timed job, by name.
///
/// # Errors
/// A mistake of ours: an expression that is none, or a name used twice.
pub fn schedule() -> Result<Schedule, ScheduleFault> {
    Schedule::new()
        .entry("tickets.sweep", "* * * * *", &tickets::sweeping::Sweep {})?
        .entry("sessions.purge", "7 * * * *", &people::purging::PurgeSessions {})?
        .entry("parties.sweep_imports", "11 * * * *", &parties::SweepImports)?
        .entry("request_keys.forget", "17 * * * *", &ForgetRequestKeys {})?
        .entry("tickets.forget_uploads", "47 * * * *", &tickets::file_sweeping::ForgetUploads {})?
        .entry("drafts.forget", "27 * * * *", &ForgetDrafts {})?
        .entry("files.sweep", "37 3 * * *", &SweepFiles {})
}
