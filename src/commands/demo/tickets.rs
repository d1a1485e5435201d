//! The tickets of the demo: told on one thread, written on another, their events sealed in the order in which they
//! happened.

use super::distributors::Customer;
use super::filing::Shelf;
use super::luck::Luck;
use super::staff::Team;
use super::story::{Next, Scene, Story};
use super::year;
use crate::platform::db::counters;
use crate::platform::db::{Db, DbErr, Happening, Seeder, Tx, Value};
use crate::platform::failure::Failure;
use crate::platform::moment::Timestamp;
use crate::tickets::counting;
use std::collections::BTreeMap;
use tokio::sync::mpsc;

/// Stories in one chapter, and chapters in one transaction.
const CHAPTER: usize = 1_000;
const COMMIT: usize = 20;
/// The first number: five figures, as on a desk that has been used for a while.
const FIRST: i64 = 10_001;

/// What is to be told.
pub(super) struct Plan {
    pub(super) teams: Vec<Team>,
    pub(super) customers: [Vec<Customer>; 4],
    pub(super) shelf: Shelf,
    pub(super) count: usize,
    pub(super) now: Timestamp,
    pub(super) luck: Luck,
}

/// Some stories, as rows.
#[derive(Default)]
struct Chapter {
    tickets: Vec<Vec<Value>>,
    deadlines: Vec<Vec<Value>>,
    comments: Vec<Vec<Value>>,
    escalations: Vec<Vec<Value>>,
    files: Vec<Vec<Value>>,
    events: Vec<Happening>,
    told: usize,
    next: Next,
}

/// Writes them all; `progress` is told how many are done.
pub(super) async fn write(db: &Db, plan: Plan, progress: impl Fn(usize)) -> anyhow::Result<()> {
    let mut seeder = db.seeder().await?;
    let next = Next {
        ticket: FIRST,
        comment: seeder.first_id(db, "comments").await?,
        escalation: seeder.first_id(db, "escalations").await?,
        file: seeder.first_id(db, "files").await?,
    };
    let (chapters, mut told) = mpsc::channel(2);
    let teller = tokio::task::spawn_blocking(move || tell(plan, next, &chapters));
    let (mut done, mut open, mut last) = (0, 0, next);
    while let Some(chapter) = told.recv().await {
        (done, open, last) = (done + chapter.told, open + 1, chapter.next);
        let is_empty = chapter.told == 0;
        put(&mut seeder, chapter).await?;
        if open == COMMIT {
            seeder.commit().await?;
            open = 0;
        }
        if !is_empty {
            progress(done);
        }
    }
    teller.await??;
    let used = [("comments", last.comment), ("escalations", last.escalation), ("files", last.file)];
    for (name, next) in [("tickets", last.ticket)].into_iter().chain(used) {
        seeder.set_next_id(name, next).await?;
    }
    seeder.finish().await?;
    count(db).await
}

async fn put(seeder: &mut Seeder, chapter: Chapter) -> Result<(), DbErr> {
    seeder
        .insert(
            "INSERT INTO tickets (id, kind, status, reason, subject, body, type_id, type_details, party_id, created_by,
             creator_prefix, assignee, escalated, due_at, due_days, calendar_version_id, created_at, changed_at,
             changed_by, version, caller, call_back, channel, order_number, closed_at) VALUES ",
            chapter.tickets,
        )
        .await?;
    let into = "INSERT INTO deadlines (subject_kind, subject_id, name, due_at, next_moment, missed_at, basis) VALUES ";
    seeder.insert(into, chapter.deadlines).await?;
    seeder.insert("INSERT INTO comments (id, ticket_id, author, at, body) VALUES ", chapter.comments).await?;
    let into =
        "INSERT INTO escalations (id, ticket_id, raised_by, raised_at, raised_to, why, ended_at, ended_by) VALUES ";
    seeder.insert(into, chapter.escalations).await?;
    let into =
        "INSERT INTO files (id, ticket_id, name, size, hash, raster, thumbnail, uploaded_by, uploaded_at) VALUES ";
    seeder.insert(into, chapter.files).await?;
    for event in chapter.events {
        seeder.record(event).await?;
    }
    Ok(())
}

/// Counters are set from the rows, as `doctor --mend` would.
async fn count(db: &Db) -> anyhow::Result<()> {
    let verb = async move |tx: &mut Tx| {
        let truth = counting::recount(tx).await?;
        let wrong = counters::compare(tx, counting::PREFIX, &truth).await?;
        wrong.iter().for_each(|wrong| counters::mend(tx, wrong));
        Ok(())
    };
    db.write(None, verb).await.map_err(Failure::into_anyhow)
}

fn tell(mut plan: Plan, mut next: Next, chapters: &mpsc::Sender<Chapter>) -> anyhow::Result<()> {
    let moments = year::moments(&plan.teams, plan.now, plan.count, &mut plan.luck);
    // The newer, the likelier to be still open; about a sixtieth of all.
    let scale = (moments.len() as f64 / 60.0).max(20.0);
    let mut waiting: BTreeMap<(Timestamp, usize), Happening> = BTreeMap::new();
    let (mut chapter, mut order) = (Chapter::default(), 0);
    for (index, (at, centre)) in moments.iter().copied().enumerate() {
        let age = (moments.len() - 1 - index) as f64;
        let runs = plan.luck.share() < 0.95 * (-age / scale).exp();
        let customers = &plan.customers[centre];
        // Some call often, most now and then.
        let often = (plan.luck.share() * plan.luck.share() * customers.len() as f64) as usize;
        let (team, customer) = (&plan.teams[centre], &customers[often]);
        let scene = Scene { team, customer, shelf: &plan.shelf, at, now: plan.now, runs };
        // What happened to earlier tickets before this one was opened is sealed before it.
        let later = waiting.split_off(&(at, 0));
        chapter.events.extend(std::mem::replace(&mut waiting, later).into_values());
        let Some(mut story) = Story::tell(&scene, &mut next, &mut plan.luck) else { continue };
        for event in std::mem::take(&mut story.events) {
            order += 1;
            waiting.insert((event.at, order), event);
        }
        chapter.add(story)?;
        if chapter.told == CHAPTER {
            chapter.next = next;
            if chapters.blocking_send(std::mem::take(&mut chapter)).is_err() {
                return Ok(());
            }
        }
    }
    chapter.events.extend(waiting.into_values());
    chapter.next = next;
    // Nobody listens any more only where writing failed, which is said there.
    drop(chapters.blocking_send(chapter));
    Ok(())
}

impl Chapter {
    fn add(&mut self, story: Story) -> anyhow::Result<()> {
        self.told += 1;
        let next_moment = story.next_moment();
        let Story { ticket, working_out, comments, escalation, files, missed_at, .. } = story;
        self.deadlines.push(vec![
            "ticket".into(),
            ticket.id.into(),
            "due".into(),
            ticket.due_at.into(),
            next_moment.into(),
            missed_at.into(),
            serde_json::to_value(working_out)?.to_string().into(),
        ]);
        if let Some(raised) = escalation {
            let ended = (!ticket.is_running()).then_some((ticket.changed_at, ticket.changed_by));
            self.escalations.push(vec![
                raised.id.into(),
                ticket.id.into(),
                ticket.created_by.into(),
                ticket.created_at.into(),
                raised.to.into(),
                raised.why.into(),
                ended.map(|(at, _)| at).into(),
                ended.and_then(|(_, by)| by).into(),
            ]);
        }
        self.comments.extend(comments.into_iter().map(|remark| {
            vec![remark.id.into(), ticket.id.into(), remark.author.into(), remark.at.into(), remark.body.into()]
        }));
        self.files.extend(files.into_iter().map(|file| file.row(ticket.id)));
        let closed_at = (!ticket.is_running()).then_some(ticket.changed_at);
        self.tickets.push(vec![
            ticket.id.into(),
            ticket.kind.into(),
            ticket.status.into(),
            ticket.reason.into(),
            ticket.subject.into(),
            ticket.body.into(),
            ticket.type_id.into(),
            ticket.type_details.into(),
            ticket.party_id.into(),
            ticket.created_by.into(),
            ticket.creator_prefix.into(),
            ticket.assignee.into(),
            ticket.escalated.into(),
            ticket.due_at.into(),
            ticket.due_days.into(),
            ticket.calendar_version_id.into(),
            ticket.created_at.into(),
            ticket.changed_at.into(),
            ticket.changed_by.into(),
            ticket.version.into(),
            ticket.caller.into(),
            ticket.call_back.into(),
            ticket.channel.into(),
            ticket.order_number.into(),
            closed_at.into(),
        ]);
        Ok(())
    }
}
