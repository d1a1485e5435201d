//! The pencil on a worklist's row: a comment, files and a status without leaving the list. It only draws the form and
//! asks the one verb that moves a ticket on.

use super::adding::Adding;
use super::attaching;
use super::bringing::brought;
use super::files::{self, FileView};
use super::files_page::{own, waiting};
use super::filtering::Filter;
use super::narrowing::Narrowed;
use super::progressing::{self, Progress};
use super::reasons::{NamedReason, Reasons};
use super::ticket_page::{draft, draft_of};
use super::worklist_rows::{self, RowView};
use super::worklist_tabs;
use super::worklist_words::{self, RowWords, TabWords};
use super::{Reason, Status, find};
use crate::people::{Actor, Reading, Scene};
use crate::platform::config::Config;
use crate::platform::db::Tx;
use crate::platform::failure::Failure;
use crate::platform::text::Arg;
use crate::platform::web::answer::Flash;
use crate::platform::web::{Answer, Frame, Named, Screen, Sought};
use askama::Template;
use axum::extract::Request;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is asked: a status, and perhaps a comment and files. The form has a reason for either status that wants one; only that
/// of the status chosen counts.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct EditRow {
    /// The version that the form was drawn from.
    pub version: i64,
    /// The status it should have; the present one to leave it.
    pub status: Status,
    /// For whom it waits, if it is to be pending.
    pub pending_reason: Option<Reason>,
    /// How it was settled, if it is to be closed; resolved if left out.
    pub closed_reason: Option<Reason>,
    /// What to say with it.
    pub comment: Option<String>,
    /// Files to add with it, by their ids as `POST /uploads` answered them.
    #[serde(default)]
    pub files: Vec<i64>,
    /// Waiting files that the form had shown: those of them that are not among `files` are dropped.
    #[serde(default)]
    pub shown: Vec<i64>,
}

/// The fields of the editor as they stand: the public contract of `GET /tickets/{number}/editor`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct EditorView {
    /// The ticket's row.
    pub ticket: RowView,
    /// What was typed and not sent yet.
    pub comment: String,
    /// Files that were uploaded for it and wait.
    pub files: Vec<FileView>,
    /// The statuses to choose from.
    pub statuses: &'static [Status],
    /// Why it may be pending.
    pub pending_reasons: Vec<NamedReason>,
    /// Why it may be closed.
    pub closed_reasons: Vec<NamedReason>,
}

/// The row with its editor; the page stands for who has no script.
#[derive(Template)]
#[template(path = "tickets/editing_row.html", blocks = ["entry", "also"])]
pub struct EditingRow {
    frame: Frame,
    view: EditorView,
    words: RowWords,
    tabs: Vec<TabWords>,
    /// Of the list on which the row stands.
    filter: Filter,
    adding: Adding,
    part: Part,
    /// What is chosen in the form.
    chosen: EditRow,
}

/// The editor alone.
#[derive(Template)]
#[template(path = "tickets/editor.html")]
struct Editor<'a> {
    frame: &'a Frame,
    view: &'a EditorView,
    filter: &'a Filter,
    adding: &'a Adding,
    chosen: &'a EditRow,
}

/// What stands in the editor.
struct Editing {
    ticket: RowView,
    chosen: EditRow,
    files: Vec<FileView>,
    reasons: Reasons,
}

/// What a fetch gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// The editor, to be put below the row.
    Editor,
    /// The row with the editor below it, as it was typed.
    Refused,
    /// The row as it is now, the tabs, and the good news.
    Done,
}

impl Screen for EditingRow {
    type View = EditorView;

    fn view(&self) -> &EditorView {
        &self.view
    }

    fn frame(&mut self) -> &mut Frame {
        &mut self.frame
    }

    fn fragment(&self) -> askama::Result<String> {
        match self.part {
            Part::Editor => {
                let Self { frame, view, filter, adding, chosen, .. } = self;
                Editor { frame, view, filter, adding, chosen }.render()
            }
            Part::Refused => self.as_entry().render(),
            Part::Done => Ok(self.as_entry().render()? + self.as_also().render()?.as_str()),
        }
    }
}

/// `GET /tickets/{number}/editor`. As a page it has nothing but the row, and leads back to its list.
pub async fn show(
    scene: Scene,
    answer: Answer,
    Named(number): Named<i64>,
    Sought(filter): Sought<Filter>,
) -> Result<Response, Failure> {
    let ticket = worklist_rows::row(scene.app.db.reads(), &scene.member, number, scene.reading.now).await?;
    let files = files::waiting_in(scene.app.db.reads(), &scene.member, &draft_of(number)).await?;
    let chosen = EditRow { comment: draft(&scene, number).await?, ..EditRow::of(&ticket) };
    let reasons = Reasons::load(scene.app.db.reads()).await?;
    let editing = Editing { ticket, chosen, files: own(&files, &scene.member), reasons };
    let Scene { app, reading, frame, .. } = scene;
    let frame = frame.titled("worklist-title");
    answer.shows(&EditingRow::new(frame, editing, filter, Part::Editor, &app.config, &reading))
}

/// `POST /tickets/{number}/editor`.
pub async fn save(
    scene: Scene,
    Named(number): Named<i64>,
    Sought(filter): Sought<Filter>,
    request: Request,
) -> Result<Response, Failure> {
    // Nothing is taken in from who cannot see what it is for.
    find(scene.app.db.reads(), &scene.member, number).await?;
    let (doing, unkept) = brought::<EditRow>(&scene, request, false).await?;
    let verb = async move |tx: &mut Tx, by: Actor<'_>, number, ask: &EditRow, now| {
        let done = progressing::progress(tx, by, number, &ask.progress(), now).await;
        let done = done.map_err(|failure| ask.at_its_fields(failure));
        if let Some(unkept) = &unkept {
            // A file could not be kept: everything else that is wrong is said with it.
            return Err(unkept.clone().with_failure(done.err()));
        }
        // What was left out of the form must not turn up when the row is opened next.
        attaching::drop_unticked(tx, by, &draft_of(number), &ask.shown).await?;
        done
    };
    let done = doing.run("ticket.edit_row", number, Some(draft_of(number)), verb).await;
    let (place, flash) = (filter.address(), Flash::name("worklist-saved", number));
    doing.settle(done, &place, flash, |scene, typed| drawn(scene, number, filter, typed)).await
}

/// The fresh row with the tabs of its list, or the editor again as it was typed.
async fn drawn(scene: Scene, number: i64, filter: Filter, typed: Option<EditRow>) -> Result<EditingRow, Failure> {
    let files = match &typed {
        Some(typed) => waiting(&scene, &typed.files).await?,
        None => Vec::new(),
    };
    let Scene { app, member, reading, mut frame } = scene;
    let reads = app.db.reads();
    let ticket = worklist_rows::row(reads, &member, number, reading.now).await?;
    let reasons = Reasons::load(reads).await?;
    if let Some(typed) = typed {
        // The form is drawn from what stands now: sending it again overrides nothing unseen.
        let chosen = EditRow { version: ticket.version, ..typed };
        let (frame, editing) = (frame.titled("worklist-title"), Editing { ticket, chosen, files, reasons });
        return Ok(EditingRow::new(frame, editing, filter, Part::Refused, &app.config, &reading));
    }
    let narrowed = Narrowed::new(reads, &member, &reading, &filter).await?;
    let tabs = worklist_tabs::tabs(reads, &member, &narrowed).await?;
    let status = super::ticket_words::status(&reading.texts, ticket.status, ticket.reason, &reasons);
    let args = [("name", Arg::id(number)), ("status", Arg::from(status))];
    frame.flash = Some(reading.texts.with("worklist-saved-as", &args));
    let tabs = worklist_words::tabs(&tabs, &filter, &reading.texts);
    let editing = Editing { chosen: EditRow::of(&ticket), ticket, files, reasons };
    Ok(EditingRow { tabs, ..EditingRow::new(frame, editing, filter, Part::Done, &app.config, &reading) })
}

impl EditorView {
    /// What starting work comes to for whoever looks, where the ticket changes hands by it.
    fn takes(&self, frame: &Frame) -> Option<String> {
        let is_me = |name: &str| frame.who.as_ref().is_some_and(|who| who.user_name == name);
        match &self.ticket.assignee {
            _ if self.ticket.status == Status::InProgress => None,
            Some(has) if is_me(&has.user_name) => None,
            Some(has) => Some(frame.with_one("worklist-takes-over", "name", has.display_name.clone())),
            None => Some(frame.say("worklist-takes")),
        }
    }
}

impl EditRow {
    /// Nothing changed yet.
    fn of(ticket: &RowView) -> Self {
        let of = |status: Status| ticket.reason.filter(|_| ticket.status == status);
        Self {
            version: ticket.version,
            status: ticket.status,
            pending_reason: of(Status::Pending),
            closed_reason: of(Status::Closed),
            comment: None,
            files: Vec::new(),
            shown: Vec::new(),
        }
    }

    fn is_pending_for(&self, reason: &Reason) -> bool {
        self.pending_reason.as_ref() == Some(reason)
    }

    fn is_closed_as(&self, reason: &Reason) -> bool {
        self.closed_reason.as_ref() == Some(reason)
    }

    fn progress(&self) -> Progress {
        Progress {
            version: self.version,
            status: self.status,
            reason: None,
            closed_reason: self.closed_reason,
            pending_reason: self.pending_reason,
            comment: self.comment.clone(),
            files: self.files.clone(),
        }
    }

    /// The verb knows one reason; this form has two.
    fn at_its_fields(&self, mut failure: Failure) -> Failure {
        let Failure::Refused(refusal) = &mut failure else { return failure };
        let field = if self.status == Status::Closed { "closed_reason" } else { "pending_reason" };
        for complaint in refusal.complaints.iter_mut().filter(|complaint| complaint.field == Some("reason")) {
            complaint.field = Some(field);
        }
        failure
    }
}

impl EditingRow {
    fn new(frame: Frame, editing: Editing, filter: Filter, part: Part, config: &Config, reading: &Reading) -> Self {
        let Editing { ticket, chosen, files, reasons } = editing;
        let mut words = worklist_words::rows(std::slice::from_ref(&ticket), &filter, &reasons, reading);
        let offered = |status| reasons.offered(status, ticket.reason, &reading.texts);
        let adding = Adding::to_row(ticket.number, &draft_of(ticket.number), &files, config, reading);
        let view = EditorView {
            comment: chosen.comment.clone().unwrap_or_default(),
            files,
            statuses: Status::ALL,
            pending_reasons: offered(Status::Pending),
            closed_reasons: offered(Status::Closed),
            ticket,
        };
        Self { words: words.remove(0), tabs: Vec::new(), frame, view, filter, adding, part, chosen }
    }

    const fn is_open(&self) -> bool {
        !matches!(self.part, Part::Done)
    }
}
