//! Every kind of job that this program can run. A kind that stands here and is queued nowhere costs nothing; one that
//! is queued and does not stand here is buried.

use crate::app::App;
use crate::home::housekeeping::{ForgetDrafts, ForgetRequestKeys, SweepFiles};
use crate::platform::jobs::Registry;
use crate::{parties, people, tickets};

/// All of them.
#[must_use]
pub fn registry() -> Registry<App> {
    Registry::new()
        .add::<ForgetRequestKeys>()
        .add::<ForgetDrafts>()
        .add::<SweepFiles>()
        .add::<parties::ApplyImport>()
        .add::<parties::SweepImports>()
        .add::<parties::imports::starting::StageImport>()
        .add::<parties::keying::KeyParties>()
        .add::<people::purging::PurgeSessions>()
        .add::<tickets::file_sweeping::ForgetUploads>()
        .add::<tickets::leaving::HandOver>()
        .add::<tickets::sweeping::Sweep>()
        .add::<tickets::types::promoting::GiveType>()
}
