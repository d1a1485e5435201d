//! The words of a ticket's page: moments, sentences of the timeline, reasons. It decides nothing.

use super::due_words::{DueWords, short};
use super::file_words::FileWords;
use super::files::FileView;
use super::folding::Folded;
use super::reasons::Reasons;
use super::rewording::settles_at;
use super::timeline::{Entry, TypeThen, What};
use super::view::TicketView;
use super::waiting::WaitingFor;
use super::worklist_rows::RowParty;
use super::{Reason, Status};
use crate::people::{Person, Reading, author};
use crate::platform::moment::Timestamp;
use crate::platform::text::{Arg, Linked, Texts, linked};

/// Everything on the page that is words rather than data.
pub struct TicketWords {
    /// The deadline, if it has one.
    pub due: Option<DueWords>,
    /// Who opened it, by user name.
    pub creator: String,
    /// When it was opened, short.
    pub created: String,
    /// What happened, beyond the first line.
    pub body: Folded,
    /// The status with its reason.
    pub status: String,
    /// Who must act next, where the status does not say so.
    pub waits: Option<String>,
    /// Who raised the escalation.
    pub raised_by: String,
    /// When the escalation was raised, short.
    pub escalated: String,
    /// The files on it, oldest first.
    pub files: Vec<FileWords>,
    /// The timeline, oldest first.
    pub lines: Vec<Line>,
}

/// One line of the timeline.
pub struct Line {
    /// Whether it came after what a refused form was drawn from.
    pub is_new: bool,
    /// Its anchor.
    pub id: String,
    /// Who did it, for a comment.
    pub who: String,
    /// Their initials.
    pub initials: String,
    /// The icon of what happened.
    pub icon: &'static str,
    /// What happened, in a sentence; empty for a comment.
    pub sentence: String,
    /// What they said with it.
    pub quote: Option<String>,
    /// A comment's text.
    pub text: Option<Folded>,
    /// That the comment was changed, and when.
    pub edited: Option<String>,
    /// What a comment said before it was changed.
    pub before: Option<Linked>,
    /// For who can still change the comment.
    pub rewording: Option<Rewording>,
    /// Files that were attached.
    pub file: Option<Vec<FileWords>>,
    /// When, short.
    pub moment: String,
    /// When, in full.
    pub exact: String,
    /// When, for machines.
    pub at: Timestamp,
}

/// The form in which a comment can be changed.
pub struct Rewording {
    /// The comment's key.
    pub comment: i64,
    /// How often it was changed.
    pub edits: i32,
    /// What it says.
    pub text: String,
    /// Until when it can be changed.
    pub until: String,
}

impl Line {
    /// Whether the form for this comment is here.
    #[must_use]
    pub fn rewords(&self, comment: i64) -> bool {
        self.rewording.as_ref().is_some_and(|form| form.comment == comment)
    }
}

impl TicketWords {
    /// Puts `view` into words for `reader`. Lines after version `seen` are marked as new.
    #[must_use]
    pub fn new(view: &TicketView, reading: &Reading, reader: i64, seen: Option<i64>) -> Self {
        let Reading { texts, zone, now } = reading;
        let raised = view.escalation.as_ref().map(|escalation| escalation.raised_at);
        let due = |due| DueWords::new(view.number, due, view.created_at, *now, texts, zone);
        let creator = view.created_by.as_ref().map(|by| by.user_name.clone());
        let raiser = view.escalation.as_ref().and_then(|escalation| escalation.raised_by.as_ref());
        Self {
            due: view.due.as_ref().map(due),
            creator: creator.unwrap_or_else(|| author(None, texts)),
            raised_by: author(raiser, texts),
            created: short(view.created_at, *now, texts, zone),
            body: Folded::new(&view.body),
            status: status(texts, view.status, view.reason, &view.reasons),
            waits: waits(view, texts, reader),
            escalated: raised.map(|at| short(at, *now, texts, zone)).unwrap_or_default(),
            files: view.files.iter().map(|file| FileWords::on(view.number, file, reading)).collect(),
            lines: gathered(view, texts, |entry| line(view, entry, reading, (reader, seen))),
        }
    }
}

/// A status with its reason, such as `Pending: waiting for the customer`.
#[must_use]
pub fn status(texts: &Texts, status: Status, reason: Option<Reason>, reasons: &Reasons) -> String {
    let status = texts.say(status.key());
    match reason {
        None => status,
        Some(reason) => {
            let args = [("status", Arg::from(status)), ("reason", Arg::from(reasons.said(reason, texts)))];
            texts.with("ticket-status-reason", &args)
        }
    }
}

fn waits(view: &TicketView, texts: &Texts, reader: i64) -> Option<String> {
    if view.status == Status::Pending {
        return None;
    }
    let (waiting, works) = (view.waiting_for?, view.status == Status::InProgress);
    let Some(who) = &view.assignee else {
        let key = if waiting == WaitingFor::Lead { "ticket-waits-lead" } else { "ticket-waits-anybody" };
        return Some(texts.say(key));
    };
    let key = match (who.id == reader, works, waiting) {
        (true, true, _) => "ticket-works-you",
        (true, false, _) => "ticket-waits-you",
        (false, true, _) => "ticket-works",
        (false, false, WaitingFor::Lead) => "ticket-waits-lead-named",
        (false, false, _) => "ticket-waits-named",
    };
    Some(texts.with(key, &[("name", Arg::from(&who.display_name))]))
}

impl Status {
    /// The catalogue key of its word.
    #[must_use]
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Open => "ticket-status-open",
            Self::InProgress => "ticket-status-in-progress",
            Self::Pending => "ticket-status-pending",
            Self::Closed => "ticket-status-closed",
        }
    }

    /// The catalogue key of to whom a ticket at this status is, or was, escalated.
    #[must_use]
    pub const fn escalated_key(&self) -> &'static str {
        match self {
            Self::Closed => "ticket-was-escalated-to",
            Self::Open | Self::InProgress | Self::Pending => "ticket-escalated-to",
        }
    }

    /// The catalogue key of the button that moves a ticket there.
    #[must_use]
    pub const fn step_key(&self) -> &'static str {
        match self {
            Self::Open => "ticket-step-open",
            Self::InProgress => "ticket-step-in-progress",
            Self::Pending => "ticket-pend",
            Self::Closed => "ticket-close",
        }
    }
}

fn line(view: &TicketView, entry: &Entry, reading: &Reading, (reader, seen): (i64, Option<i64>)) -> Line {
    let TicketView { number, reasons, .. } = view;
    let Reading { texts, zone, now } = reading;
    let who = author(entry.by.as_ref(), texts);
    let (icon, sentence, quote, text) = match &entry.what {
        What::Commented { text, .. } => ("comment", String::new(), None, Some(Folded::new(text))),
        What::DueMoved { why, .. } => ("clock", change(entry, &who, reading), Some(why.clone()), None),
        What::Assigned { .. } | What::SentBack { .. } | What::Deescalated { .. } => {
            ("user", change(entry, &who, reading), None, None)
        }
        What::Retyped { .. } | What::Reattached { .. } => ("pencil", change(entry, &who, reading), None, None),
        What::Reworded { .. } => ("pencil", says(texts, "ticket-did-reword", &who, None), None, None),
        What::Checked => ("check", says(texts, "ticket-did-check", &who, None), None, None),
        What::Opened => ("plus", says(texts, "ticket-did-open", &who, None), None, None),
        What::StatusChanged { to, reason } => {
            let to_words = status(texts, *to, *reason, reasons);
            (to.as_str(), says(texts, "ticket-did-move", &who, Some(to_words)), None, None)
        }
        What::Escalated { to, why } => {
            let to = to.as_ref().map(|to: &Person| to.display_name.clone()).unwrap_or_default();
            ("flag", says(texts, "ticket-did-escalate", &who, Some(to)), why.clone(), None)
        }
        What::FileAdded { file } => {
            let is_gone = file.as_ref().is_none_or(|file| file.removed_at.is_some());
            let key = if is_gone { "ticket-did-add-file-since-removed" } else { "ticket-did-add-file" };
            ("clip", says(texts, key, &who, named(file)), None, None)
        }
        What::FileRemoved { file } => ("clip", says(texts, "ticket-did-remove-file", &who, named(file)), None, None),
        What::FellDue => ("clock", texts.say("ticket-fell-due"), None, None),
        What::Unknown { event } => {
            ("clock", says(texts, "ticket-did-something", &who, Some(event.clone())), None, None)
        }
    };
    let file = match &entry.what {
        What::FileAdded { file } => file.as_ref().filter(|file| file.removed_at.is_none()),
        _ => None,
    };
    Line {
        file: file.map(|file| vec![FileWords::on(*number, file, reading)]),
        is_new: seen.is_some_and(|seen| entry.version.is_some_and(|version| version > seen)),
        id: format!("e-{}", entry.seq),
        initials: initials(&who),
        who,
        icon,
        sentence,
        quote,
        text,
        edited: edited(&entry.what, reading),
        before: match &entry.what {
            What::Reworded { was, .. } => Some(linked(was)),
            _ => None,
        },
        rewording: rewording(entry, reading, reader),
        moment: short(entry.at, *now, texts, zone),
        exact: texts.moment_long(entry.at, zone),
        at: entry.at,
    }
}

/// Files that one person added within a minute are one line.
fn gathered(view: &TicketView, texts: &Texts, says: impl Fn(&Entry) -> Line) -> Vec<Line> {
    let by_and_minute = |entry: &Entry| (entry.by.as_ref().map(|by| by.id), entry.at.as_millis() / 60_000);
    let (mut gathered, mut before): (Vec<Line>, _) = (Vec::new(), None);
    for entry in &view.timeline {
        let mut line = says(entry);
        let is_with_it = before.replace(by_and_minute(entry)) == before;
        if let Some(last) = gathered.last_mut()
            && is_with_it
            && last.is_new == line.is_new
            && let (Some(files), Some(more)) = (&mut last.file, &mut line.file)
        {
            files.append(more);
            let args = [("who", Arg::from(&last.who)), ("count", files.len().into())];
            last.sentence = texts.with("ticket-did-add-files", &args);
        } else {
            gathered.push(line);
        }
    }
    gathered
}

fn edited(what: &What, Reading { texts, zone, now }: &Reading) -> Option<String> {
    let What::Commented { edited_at: Some(at), .. } = what else { return None };
    Some(texts.with("ticket-comment-edited", &[("moment", short(*at, *now, texts, zone).into())]))
}

fn rewording(entry: &Entry, Reading { texts, zone, now }: &Reading, reader: i64) -> Option<Rewording> {
    let What::Commented { comment, text, edits, .. } = &entry.what else { return None };
    let until = settles_at(entry.at);
    if *now > until || entry.by.as_ref().is_none_or(|by| by.id != reader) {
        return None;
    }
    let until = texts.with("ticket-reword-until", &[("moment", short(until, *now, texts, zone).into())]);
    Some(Rewording { comment: *comment, edits: *edits, text: text.clone(), until })
}

fn named(file: &Option<FileView>) -> Option<String> {
    file.as_ref().map(|file| file.name.clone())
}

/// What was one thing and is another, in a sentence that names both.
fn change(entry: &Entry, who: &str, reading: &Reading) -> String {
    let Reading { texts, zone, now } = reading;
    let name = |person: &Option<Person>| person.as_ref().map(|person| person.display_name.clone());
    let says = |key: &str, from: Option<String>, to: Option<String>| {
        let nothing = || texts.say("ticket-was-nothing");
        let (from, to) = (from.unwrap_or_else(nothing), to.unwrap_or_else(nothing));
        texts.with(key, &[("who", Arg::from(who)), ("from", from.into()), ("what", to.into())])
    };
    let kind = |of: &TypeThen| match (of.name.as_ref().map(|name| texts.known("type-", name)), &of.details) {
        (Some(name), Some(details)) => {
            Some(texts.with("ticket-type-details", &[("type", name.into()), ("details", details.into())]))
        }
        (name, _) => name,
    };
    let party = |of: &Option<RowParty>| {
        let party = of.as_ref()?;
        Some(party.number.as_ref().map_or_else(|| party.name.clone(), |number| format!("{number} {}", party.name)))
    };
    let is_same = |one: &Option<Person>, other: &Option<Person>| {
        one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one.id == other.id)
    };
    match &entry.what {
        What::Assigned { from, to } if is_same(to, &entry.by) => match from {
            Some(_) => says("ticket-did-take-over", name(from), None),
            None => says("ticket-did-take", None, None),
        },
        What::Assigned { from, to: None } => says("ticket-did-free", name(from), None),
        What::Assigned { from, to } => says("ticket-did-assign", name(from), name(to)),
        What::SentBack { to } => says("ticket-did-send-back", None, name(to)),
        What::Deescalated { to: None } => says("ticket-did-deescalate", None, None),
        What::Deescalated { to } => says("ticket-did-deescalate-to", None, name(to)),
        What::DueMoved { from, to, .. } => {
            let moment = |at: Timestamp| short(at, *now, texts, zone);
            says("ticket-did-move-due", from.map(moment), Some(moment(*to)))
        }
        What::Retyped { from, to } => says("ticket-did-retype", kind(from), kind(to)),
        What::Reattached { from, to } => says("ticket-did-reattach", party(from), party(to)),
        _ => String::new(),
    }
}

fn says(texts: &Texts, key: &str, who: &str, what: Option<String>) -> String {
    let args = [("who", Arg::from(who)), ("what", Arg::from(what.unwrap_or_default()))];
    texts.with(key, &args)
}

/// The first letters of the first and the last name.
#[must_use]
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|word| word.chars().next());
    let last = words.next_back().and_then(|word| word.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}
