//! Deadlines that have passed: each is noted once in its ticket's history, by whichever process comes first. Nobody
//! is told here; who wants to know reads events.

use super::Ticket;
use super::happenings::TicketEvent;
use crate::app::App;
use crate::people::Actor;
use crate::platform::db::Tx;
use crate::platform::db::deadlines::{self, Come};
use crate::platform::failure::Failure;
use crate::platform::jobs::{Job, Lease};
use crate::platform::moment::Timestamp;
use serde::{Deserialize, Serialize};

/// Deadlines of one transaction: longer ones would hold up everybody else's verbs.
const CHUNK: i64 = 100;

/// Notes every deadline whose moment has come.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sweep {}

impl Job for Sweep {
    type Context = App;
    const KIND: &'static str = "tickets.sweep";

    async fn run(self, app: &App, _: &Lease) -> anyhow::Result<()> {
        let now = app.now();
        loop {
            let come = deadlines::come(app.db.reads(), Ticket::subject_of(0).kind, now, CHUNK).await?;
            let noted = app.db.write(None, async move |tx: &mut Tx| note(tx, &come, now).await);
            // A chunk of which nothing could be taken is being swept by somebody else.
            if noted.await.map_err(Failure::into_anyhow)? == 0 {
                return Ok(());
            }
        }
    }
}

/// The verb: notes those of `come`, deadlines of tickets, that are still to be noted; answers how many.
///
/// # Errors
/// When the database fails.
pub async fn note(tx: &mut Tx, come: &[Come], now: Timestamp) -> Result<usize, Failure> {
    let mut noted = 0;
    for deadline in come {
        if !deadlines::take(tx, deadline, None, now).await? {
            continue;
        }
        noted += 1;
        tx.record(TicketEvent::FellDue { due: deadline.due_at }.noted(deadline.subject_id, Actor::System, now));
    }
    Ok(noted)
}
