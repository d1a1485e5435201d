//! The life of one invented ticket, from opened to where it stands now, with every event that the real verbs would
//! have left. It writes nothing.

use super::distributors::Customer;
use super::filing::{Shelf, Sort};
use super::luck::Luck;
use super::phrases::{self, Gaps, Topic};
use super::staff::Team;
use crate::clock::{Calendar, WorkingOut};
use crate::people::{Actor, Person, prefix};
use crate::platform::db::{Happening, Value};
use crate::platform::files::Upload;
use crate::platform::moment::Timestamp;
use crate::tickets::types::OTHER;
use crate::tickets::{Channel, Kind, Reason, Status, Ticket, TicketEvent, dueing};

/// A ticket as it stands, and how it came there.
pub(super) struct Story {
    pub(super) ticket: Ticket,
    /// When its promise breaks.
    pub(super) due: Timestamp,
    pub(super) working_out: WorkingOut,
    pub(super) comments: Vec<Remark>,
    pub(super) escalation: Option<Raised>,
    pub(super) files: Vec<Filed>,
    /// When its deadline passed, if it did while the ticket ran.
    pub(super) missed_at: Option<Timestamp>,
    /// In the order in which it happened.
    pub(super) events: Vec<Happening>,
}

/// A comment of the story.
pub(super) struct Remark {
    pub(super) id: i64,
    pub(super) author: i64,
    pub(super) at: Timestamp,
    pub(super) body: String,
}

/// A file of the story.
pub(super) struct Filed {
    id: i64,
    upload: Upload,
    by: i64,
    at: Timestamp,
}

/// The escalation of the story, raised when the ticket was opened.
pub(super) struct Raised {
    pub(super) id: i64,
    pub(super) to: i64,
    pub(super) why: Option<String>,
}

/// The ids that the next story gives.
#[derive(Clone, Copy, Default)]
pub(super) struct Next {
    pub(super) ticket: i64,
    pub(super) comment: i64,
    pub(super) escalation: i64,
    pub(super) file: i64,
}

/// Where a story takes place.
pub(super) struct Scene<'a> {
    pub(super) team: &'a Team,
    pub(super) customer: &'a Customer,
    pub(super) shelf: &'a Shelf,
    pub(super) at: Timestamp,
    pub(super) now: Timestamp,
    /// Whether it is still to be settled.
    pub(super) runs: bool,
}

const MINUTE: i64 = 60_000;

impl Story {
    /// Tells a story. Nothing where nobody could have promised anything at that moment.
    pub(super) fn tell(scene: &Scene, next: &mut Next, luck: &mut Luck) -> Option<Self> {
        let csr = luck.below(scene.team.csrs.len());
        let (creator, lead) = (&scene.team.csrs[csr], &scene.team.leads[csr % 2]);
        let topic = Topic::any(luck);
        let gaps = Gaps::draw(&scene.customer.who, luck);
        let days = luck.weighted(&[18, 46, 26, 10]);
        let deadline = (days..=3).find_map(|days| promise(&scene.team.calendar, days, scene.at))?;
        let escalated = luck.chance(if scene.runs { 55 } else { 35 });
        let channel = [Channel::Phone, Channel::Email, Channel::Chat][luck.weighted(&[74, 18, 8])];
        let (subject, body) = topic.case(&gaps, channel, luck);
        let caller = luck.chance(30).then(|| scene.customer.who.clone());
        let order_number = gaps.order_in(&[&subject, &body]);
        let ticket = Ticket {
            id: next.ticket,
            kind: Kind::Inquiry,
            status: Status::Open,
            reason: None,
            subject,
            body,
            type_id: Some(topic.type_id),
            type_details: (topic.type_id == OTHER).then(|| "Said in the text".to_owned()),
            party_id: Some(scene.customer.id),
            created_by: Some(creator.id),
            creator_prefix: prefix(&creator.user_name).to_owned(),
            assignee: Some(if escalated { lead.id } else { creator.id }),
            escalated: i32::from(escalated),
            due_at: Some(deadline.1.due),
            due_days: Some(deadline.0),
            calendar_version_id: Some(scene.team.calendar_version),
            created_at: scene.at,
            changed_at: scene.at,
            changed_by: Some(creator.id),
            version: 1,
            caller,
            call_back: None,
            channel: Some(channel),
            order_number,
            due_moved: 0,
        };
        next.ticket += 1;
        next.escalation += i64::from(escalated);
        let escalation = escalated.then(|| Raised { id: next.escalation - 1, to: lead.id, why: phrases::why(luck) });
        let mut story = Self {
            ticket,
            due: deadline.1.due,
            working_out: deadline.1.explanation,
            comments: Vec::new(),
            escalation,
            files: Vec::new(),
            missed_at: None,
            events: Vec::new(),
        };
        // Mostly where somebody still looks: a year of old ones makes the desk large enough.
        let brings = luck.below(1_000) < if scene.runs { 120 } else { 20 };
        let file = if brings { scene.shelf.one(Sort::about(topic.type_id, luck), luck) } else { None };
        story.open(creator, file, &mut next.file);
        story.live(&Cast { scene, creator, lead, topic, gaps }, next, luck);
        Some(story)
    }

    fn open(&mut self, by: &Person, file: Option<Upload>, next_file: &mut i64) {
        let at = self.ticket.created_at;
        self.happens(at, by, &TicketEvent::Opened { due: self.due });
        self.files_in(at, by, file, next_file);
        if let Some(raised) = &self.escalation {
            let event = TicketEvent::Escalated { escalation: raised.id, to: raised.to };
            self.happens(at, by, &event);
        }
    }

    fn live(&mut self, cast: &Cast, next: &mut Next, luck: &mut Luck) {
        let worker = if self.ticket.is_escalated() { cast.lead } else { cast.creator };
        let end = self.end(cast.scene, luck);
        let acts = plan(self.ticket.is_escalated(), cast.scene.runs, luck);
        let mut moments: Vec<i64> = acts
            .iter()
            .map(|_| {
                luck.between(
                    self.ticket.created_at.as_millis() + MINUTE,
                    end.as_millis().max(self.ticket.created_at.as_millis() + MINUTE),
                )
            })
            .collect();
        moments.iter_mut().for_each(|moment| *moment = self.at_work(*moment, cast.scene, luck));
        moments.sort_unstable();
        let end = self.at_work(end.as_millis(), cast.scene, luck);
        if let Some(last) = moments.last_mut().filter(|_| !cast.scene.runs) {
            *last = end.max(*last);
        }
        for (act, at) in acts.into_iter().zip(moments) {
            let at = Timestamp::from_millis(at.min(cast.scene.now.as_millis()));
            self.fall_due_before(at);
            match act {
                Act::Note => self.notes(at, cast, next, luck),
                Act::Decide => self.comments_on(at, cast.lead, phrases::decision(&cast.gaps, luck), &mut next.comment),
                Act::Answer => self.comments_on(at, worker, cast.topic.answer(&cast.gaps, luck), &mut next.comment),
                Act::Take => self.moves(at, worker, Status::InProgress, None),
                Act::Wait(reason) => self.moves(at, worker, Status::Pending, Some(reason)),
                Act::Close(reason) => self.moves(at, worker, Status::Closed, Some(reason)),
            }
        }
        if self.ticket.is_running() {
            self.fall_due_before(cast.scene.now);
        }
    }

    /// The moment itself while the call centre is open, else soon after it opens again. What would not have come yet was done
    /// at once.
    fn at_work(&self, at: i64, scene: &Scene, luck: &mut Luck) -> i64 {
        let calendar = &scene.team.calendar;
        let is_open = |at: i64| calendar.is_open(Timestamp::from_millis(at));
        if is_open(at) {
            return at;
        }
        let later = luck.between(1, 45) * MINUTE;
        let opens = calendar.next_opening(Timestamp::from_millis(at)).map(|opens| opens.as_millis() + later);
        let created = self.ticket.created_at.as_millis();
        match opens {
            Ok(opens) if opens <= scene.now.as_millis() => opens,
            _ if is_open(created + MINUTE) => created + MINUTE,
            _ => created,
        }
    }

    /// Most are settled within their promise.
    fn end(&self, scene: &Scene, luck: &mut Luck) -> Timestamp {
        if scene.runs {
            return scene.now;
        }
        let promised = self.due.as_millis() - self.ticket.created_at.as_millis();
        let took = match luck.chance(91) {
            true => (promised as f64 * (0.04 + 0.9 * luck.share() * luck.share())) as i64,
            false => promised + luck.between(30, 3 * 24 * 60) * MINUTE,
        };
        self.ticket.created_at.plus_millis(took).min(scene.now)
    }

    /// Who writes of a photo may add it in the same breath.
    fn notes(&mut self, at: Timestamp, cast: &Cast, next: &mut Next, luck: &mut Luck) {
        let said = phrases::note(&cast.gaps, luck);
        let brings = phrases::speaks_of_a_photo(&said) && luck.chance(20);
        self.comments_on(at, cast.creator, said, &mut next.comment);
        if brings {
            let file = cast.scene.shelf.one(Sort::Parcel, luck);
            self.files_in(at, cast.creator, file, &mut next.file);
        }
    }

    fn files_in(&mut self, at: Timestamp, by: &Person, file: Option<Upload>, next: &mut i64) {
        let Some(upload) = file else { return };
        let id = *next;
        *next += 1;
        let size = i64::try_from(upload.size).unwrap_or(i64::MAX);
        self.happens(at, by, &TicketEvent::FileAdded { file: id, size, hash: upload.hash.to_string() });
        self.files.push(Filed { id, upload, by: by.id, at });
    }

    fn comments_on(&mut self, at: Timestamp, by: &Person, body: String, next: &mut i64) {
        let id = *next;
        *next += 1;
        self.comments.push(Remark { id, author: by.id, at, body });
        self.change(at, by);
        self.happens(at, by, &TicketEvent::Commented { comment: id });
    }

    fn moves(&mut self, at: Timestamp, by: &Person, to: Status, reason: Option<Reason>) {
        let from = self.ticket.status;
        self.change(at, by);
        (self.ticket.status, self.ticket.reason) = (to, reason);
        if to == Status::InProgress {
            self.ticket.assignee = Some(by.id);
        }
        self.happens(at, by, &TicketEvent::StatusChanged { from, to, reason });
    }

    fn change(&mut self, at: Timestamp, by: &Person) {
        self.ticket.version += 1;
        (self.ticket.changed_at, self.ticket.changed_by) = (at, Some(by.id));
    }

    /// Invented people do nothing themselves: the desk tells it of them.
    fn happens(&mut self, at: Timestamp, by: &Person, what: &TicketEvent) {
        self.events.push(Happening { actor: Some(by.id), ..what.happened(&self.ticket, Actor::System, at) });
    }

    /// What the sweep would have noted when the moment came.
    fn fall_due_before(&mut self, at: Timestamp) {
        let due = self.due;
        if due < at && self.missed_at.is_none() {
            self.missed_at = Some(due);
            self.events.push(TicketEvent::FellDue { due }.noted(self.ticket.id, Actor::System, due));
        }
    }

    /// When the sweep looks at the ticket next.
    pub(super) fn next_moment(&self) -> Option<Timestamp> {
        (self.ticket.is_running() && self.missed_at.is_none()).then_some(self.due)
    }
}

impl Filed {
    /// As the table has it.
    pub(super) fn row(self, ticket: i64) -> Vec<Value> {
        let Self { id, upload, by, at } = self;
        vec![
            id.into(),
            ticket.into(),
            upload.name.into(),
            i64::try_from(upload.size).unwrap_or(i64::MAX).into(),
            upload.hash.to_string().into(),
            upload.raster.into(),
            upload.thumbnail.map(|hash| hash.to_string()).into(),
            by.into(),
            at.into(),
        ]
    }
}

struct Cast<'a> {
    scene: &'a Scene<'a>,
    creator: &'a Person,
    lead: &'a Person,
    topic: &'static Topic,
    gaps: Gaps,
}

enum Act {
    Note,
    Decide,
    Answer,
    Take,
    Wait(Reason),
    Close(Reason),
}

/// What happens to a ticket, in this order.
fn plan(escalated: bool, runs: bool, luck: &mut Luck) -> Vec<Act> {
    let mut acts = Vec::new();
    if luck.chance(35) {
        acts.push(Act::Note);
    }
    let stays_open = runs && luck.chance(48);
    if stays_open {
        return acts;
    }
    if luck.chance(if runs { 100 } else { 45 }) {
        acts.push(Act::Take);
    }
    if escalated && luck.chance(70) {
        acts.push(Act::Decide);
    }
    let waits = luck.chance(if runs { 45 } else { 12 });
    if waits {
        let reasons = [Reason::Customer, Reason::Lead, Reason::Department, Reason::Carrier];
        acts.push(Act::Wait(reasons[luck.weighted(&[50, if escalated { 0 } else { 10 }, 20, 20])]));
    }
    if runs {
        return acts;
    }
    if luck.chance(15) {
        acts.push(Act::Note);
    }
    if luck.chance(60) {
        acts.push(Act::Answer);
    }
    let reasons = [Reason::Resolved, Reason::NoReply, Reason::Duplicate, Reason::Mistake];
    acts.push(Act::Close(reasons[luck.weighted(&[88, 6, 4, 2])]));
    acts
}

fn promise(calendar: &Calendar, days: usize, at: Timestamp) -> Option<(i32, crate::clock::Deadline)> {
    let days = i32::try_from(days).ok()?;
    Some((days, dueing::promised(calendar, days, at).ok()?))
}
