//! Noting that the page of a ticket was opened, by whoever it tells something new about. What a look is, `looking.rs`
//! decides.

use super::Ticket;
use super::looking::look;
use super::looks::{is_worth_noting, last};
use crate::people::{Actor, Scene};
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use std::time::Duration;

/// How long a page waits for its look to be noted.
const PATIENCE: Duration = Duration::from_millis(500);

/// Notes that whoever opened the page of a ticket looked at it, if that is worth noting. A page is shown whether or not
/// it can be noted: reading goes on where writing does not.
///
/// # Errors
/// When the database fails to read.
pub async fn note(scene: &Scene, ticket: &Ticket) -> Result<(), Failure> {
    let Scene { app, member, reading, .. } = scene;
    let reads = app.db.reads();
    let (today, _) = reading.day();
    let number = ticket.id;
    if !is_worth_noting(ticket, member, last(reads, member.id, number).await?.as_ref(), today) {
        return Ok(());
    }
    let (by, seen, now) = (member.clone(), (Some(ticket.version), today), reading.now);
    let noting = app.db.write(None, async move |tx: &mut Tx| look(tx, Actor::from(&by), number, seen, now).await);
    match tokio::time::timeout(PATIENCE, noting).await {
        Ok(Ok(_)) => {}
        Ok(Err(error)) => tracing::warn!(number, ?error, "a look at a ticket was not noted"),
        Err(_) => tracing::warn!(number, "a look at a ticket takes long to note"),
    }
    Ok(())
}
