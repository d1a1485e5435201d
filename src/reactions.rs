//! Door 4: when this happened, do that. It reads sealed events in their order, and after each commit tells open pages
//! which topics to look at anew; and what must go along with something at once, goes in its transaction. What an event
//! says is its room's business.

use crate::app::App;
use crate::parties::{GoesAlong, Merged};
use crate::people::carrying::{IsCarried, Prefix};
use crate::people::leaving::{self, Left};
use crate::people::{Actor, Member, leading};
use crate::platform::db::{DbErr, Reads, Tx, Wake};
use crate::platform::events::{self, Event};
use crate::platform::failure::Failure;
use crate::platform::jobs;
use crate::tickets::leaving::HandOver;
use crate::tickets::{carrying, following};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tokio::sync::broadcast::{Receiver, error::RecvError};

/// When something happens to a subject of the first kind, pages that listen to the topic look again; so do those that
/// listen to one subject, such as `tickets/10482`.
const LIVE: [(&str, &str); 3] = [("ticket", "tickets"), ("party", "parties"), ("user", "users")];

/// A check changes no row of a list: it is told to desks and to the ticket's own page.
const CHECKED: &str = "ticket.checked";

/// Events read at a time.
const PAGE: i64 = 500;
/// The net below wakes: an engine that carries none between processes is asked so often.
const POLL: Duration = Duration::from_secs(2);

/// When somebody who was not in the system turns out to be a party, their tickets are that party's.
impl GoesAlong for Merged {
    async fn go_along(self, tx: &mut Tx) -> Result<(), Failure> {
        // Whoever is not there any more did nothing just now: then it is the desk.
        let member = match self.by {
            Some(by) => Member::load(tx, by).await?,
            None => None,
        };
        let by = member.as_ref().map_or(Actor::System, Actor::Member);
        following::follow(tx, by, self.from, self.into, self.at).await
    }
}

/// When somebody answers customers no more, what they have goes to others: soon, and a part at a time.
impl leaving::GoesAlong for Left {
    async fn go_along(self, tx: &mut Tx) -> Result<(), Failure> {
        // Not once for each user: whoever is enabled and leaves again may still have a job that is about to end.
        Ok(jobs::enqueue(tx, &HandOver { user: self.user }, self.at)?)
    }
}

/// Tickets carry the code of the call centre that opened them, for good.
impl IsCarried for Prefix<'_> {
    async fn is_carried(&self, reads: &impl Reads) -> Result<bool, DbErr> {
        carrying::is_carried(reads, self.0).await
    }
}

/// Reacts until the desk closes.
pub async fn run(app: App) {
    tokio::select! {
        () = app.closing.cancelled() => {}
        () = pump(&app) => {}
    }
}

/// Reads on from the present end of the chain; what was before, no open page has missed.
async fn pump(app: &App) {
    let mut seen = None;
    loop {
        // Before the look, so that no wake falls between the two.
        let mut wakes = app.db.wakes();
        if let Err(error) = catch_up(app, &mut seen).await {
            tracing::error!(%error, "events cannot be read; open pages are not told of changes");
        }
        tokio::select! {
            () = tokio::time::sleep(POLL) => {}
            () = woken(&mut wakes) => {}
        }
    }
}

async fn catch_up(app: &App, seen: &mut Option<i64>) -> Result<(), DbErr> {
    let reads = app.db.reads();
    let Some(mut last) = *seen else {
        *seen = Some(events::last_seq(reads).await?);
        return Ok(());
    };
    loop {
        let page = events::after(reads, last, PAGE).await?;
        let Some(end) = page.last().map(|event| event.seq) else { return Ok(()) };
        tell(app, &page).await?;
        last = end;
        *seen = Some(end);
    }
}

/// One publication for each person who did something.
async fn tell(app: &App, page: &[Event]) -> Result<(), DbErr> {
    let mut changed: BTreeMap<Option<i64>, BTreeSet<String>> = BTreeMap::new();
    for event in page {
        changed.entry(event.actor).or_default().extend(topics(event));
    }
    let names = leading::named(app.db.reads(), changed.keys().copied().flatten()).await?;
    for (actor, topics) in changed {
        match names.iter().find(|person| Some(person.id) == actor) {
            Some(person) => app.live.publish_by(person.user_name.clone(), topics),
            None => app.live.publish(topics),
        }
    }
    Ok(())
}

fn topics(event: &Event) -> Vec<String> {
    if event.kind == CHECKED {
        return vec!["checks".to_owned(), format!("tickets/{}", event.subject_id)];
    }
    let found = LIVE.iter().find(|(kind, _)| *kind == event.subject_kind);
    found.map_or_else(Vec::new, |(_, topic)| vec![(*topic).to_owned(), format!("{topic}/{}", event.subject_id)])
}

/// Ends when a batch with events was committed, or may have been.
async fn woken(wakes: &mut Receiver<Wake>) {
    loop {
        match wakes.recv().await {
            Ok(wake) if wake.seq.is_some() || wake.topics.iter().any(|topic| topic == "events" || topic == "*") => {
                return;
            }
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
