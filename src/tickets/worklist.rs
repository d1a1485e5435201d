//! The worklist: the page that people look at all day. It puts together what the filter, the rows and the tabs say;
//! the pencil on its rows stands in `editing_row.rs`.

use super::Status;
use super::deciphering;
use super::filtering::{DueWithin, Filter, MOST_CREATORS, Scope};
use super::naming::{self, Understood};
use super::narrowing::Narrowed;
use super::reasons::Reasons;
use super::sorting::{Direction, Sort};
use super::types::{self, InquiryType};
use super::worklist_bar::{self, Chip, Heading};
use super::worklist_rows::{self, ROWS, RowView, Rows};
use super::worklist_tabs::{self, TabView};
use super::worklist_words::{self, EmptyWords, RowWords, TabWords};
use crate::app::App;
use crate::people::{Member, Reading};
use crate::platform::db::{DbErr, Reads};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::web::{Answer, Frame, Screen, Sought, Wants};
use askama::Template;
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

/// A page of a worklist: the public contract of `GET /tickets`.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WorklistView {
    /// Which tab it is.
    pub status: Status,
    /// Whose tickets.
    pub scope: Scope,
    /// Who created them, if that was asked.
    pub creator: Option<String>,
    /// The creator filter meant more users than were looked at: type more of the name.
    pub creators_cut: bool,
    /// The id of their type, if that was asked.
    #[serde(rename = "type")]
    pub type_id: Option<i64>,
    /// Who has them, if that was asked.
    pub assignee: Option<String>,
    /// Whether only what is escalated was asked for, or only what is not.
    pub escalated: Option<bool>,
    /// When they are due, if that was asked.
    pub due: Option<DueWithin>,
    /// Their distributor's number, if that was asked.
    pub party: Option<String>,
    /// Their order's number, if that was asked.
    pub order: Option<String>,
    /// What they are sorted by, if that was asked.
    pub sort: Option<Sort>,
    /// Which end comes first, if that was asked.
    pub direction: Option<Direction>,
    /// Every tab of the same scope and filters, with its count.
    pub tabs: Vec<TabView>,
    /// In the order that was asked for; else escalated first, then earliest due, and of the closed ones the newest closed.
    pub tickets: Vec<RowView>,
    /// The filters turned so many tickets down that the page ends before it is full: `next` goes on looking.
    pub gave_up: bool,
    /// Ask for the page before with it as `after`, which is empty where that is the first; absent on the first.
    pub previous: Option<String>,
    /// Ask for the next page with it as `after`; absent on the last.
    pub next: Option<String>,
}

/// The page.
#[derive(Template)]
#[template(path = "tickets/worklist.html", blocks = ["list", "tabs", "chips", "note", "type_note", "party_note", "creator_note"])]
pub struct WorklistPage {
    frame: Frame,
    view: WorklistView,
    filter: Filter,
    words: Vec<RowWords>,
    tabs: Vec<TabWords>,
    types: Vec<InquiryType>,
    chips: Vec<Chip>,
    headings: Vec<Heading>,
    announced: String,
    shown: String,
    empty: EmptyWords,
}

impl Screen for WorklistPage {
    type View = WorklistView;

    fn view(&self) -> &WorklistView {
        &self.view
    }

    fn frame(&mut self) -> &mut Frame {
        &mut self.frame
    }

    /// The list, and what goes with it: the counts of the tabs, the filters that are on, and what is wrong with one.
    fn fragment(&self) -> askama::Result<String> {
        let also = [self.as_tabs().render()?, self.as_chips().render()?, self.as_note().render()?].concat();
        let notes = [self.as_type_note().render()?, self.as_party_note().render()?].concat();
        Ok([self.as_list().render()?, also, notes, self.as_creator_note().render()?].concat())
    }
}

/// `GET /tickets`.
pub async fn show(
    State(app): State<App>,
    member: Member,
    reading: Reading,
    (answer, wants): (Answer, Wants),
    frame: Frame,
    RawQuery(query): RawQuery,
    sought: Result<Sought<Filter>, Failure>,
) -> Result<Response, Failure> {
    let reads = app.db.reads();
    let Understood { filter, refusal, lost } = match sought {
        Ok(Sought(filter)) => naming::named(reads, &member, filter).await?,
        Err(Failure::Refused(refusal)) => deciphering::legible(&query.unwrap_or_default(), refusal),
        Err(broken) => return Err(broken),
    };
    if wants == Wants::Json
        && let Some(refusal) = refusal.iter().chain(&lost).cloned().reduce(Refusal::and)
    {
        return Err(refusal.into());
    }
    let view = match &refusal {
        // Nothing is looked for by half of what was meant.
        Some(_) => WorklistView::new(&filter, false, Vec::new(), Rows::default()),
        None => WorklistView::load(reads, &member, &reading, &filter).await?,
    };
    if wants == Wants::Json {
        // Nobody reads the words of a page that is not sent.
        return Ok(Json(view).into_response());
    }
    let types = types::offered_and(reads, filter.type_id).await?;
    let reasons = reasons(reads, &view).await?;
    let frame = frame.titled("worklist-title");
    let page = |frame| WorklistPage::new(frame, view, filter, (types, &reasons), &reading);
    match refusal {
        Some(refusal) => answer.refuses(refusal.clone(), page(frame.refused(&refusal))),
        None => answer.shows(&page(frame).beginning_anew(lost)),
    }
}

impl WorklistView {
    async fn load(reads: &impl Reads, member: &Member, reading: &Reading, filter: &Filter) -> Result<Self, Failure> {
        let narrowed = Narrowed::new(reads, member, reading, filter).await?;
        let rows = worklist_rows::page(reads, member, filter, &narrowed, reading.now).await?;
        let tabs = worklist_tabs::tabs(reads, member, &narrowed).await?;
        Ok(Self::new(filter, narrowed.creators_cut, tabs, rows))
    }

    fn new(filter: &Filter, creators_cut: bool, tabs: Vec<TabView>, rows: Rows) -> Self {
        Self {
            status: filter.status(),
            scope: filter.scope(),
            creator: Some(filter.typed()).filter(|typed| !typed.is_empty()),
            creators_cut,
            type_id: filter.type_id,
            assignee: filter.assignee(),
            escalated: filter.escalated,
            due: filter.due,
            party: filter.party(),
            order: filter.order(),
            sort: filter.sort,
            direction: filter.direction,
            tabs,
            tickets: rows.rows,
            gave_up: rows.gave_up,
            previous: rows.previous,
            next: rows.next.map(|place| filter.cursor(place)),
        }
    }
}

/// What the desk calls the reasons, where a row says how it was closed.
async fn reasons(reads: &impl Reads, view: &WorklistView) -> Result<Reasons, DbErr> {
    match view.tickets.iter().any(|row| row.closed_at.is_some()) {
        true => Reasons::load(reads).await,
        false => Ok(Reasons::default()),
    }
}

impl WorklistPage {
    fn new(
        frame: Frame,
        view: WorklistView,
        filter: Filter,
        (types, reasons): (Vec<InquiryType>, &Reasons),
        reading: &Reading,
    ) -> Self {
        let texts = &reading.texts;
        let none = TabView { status: view.status, tickets: 0, or_more: false };
        let tab = view.tabs.iter().find(|tab| tab.status == view.status).unwrap_or(&none);
        let unclear = frame.complaints.first().map(|complaint| (complaint.field, complaint.text.as_str()));
        let before = filter.place().map_or(0, |place| usize::try_from(place.seen).unwrap_or(0));
        Self {
            words: worklist_words::rows(&view.tickets, &filter, reasons, reading),
            tabs: match unclear {
                Some(_) => worklist_words::uncounted(&filter, texts),
                None => worklist_words::tabs(&view.tabs, &filter, texts),
            },
            chips: worklist_bar::chips(&filter, &types, texts),
            headings: worklist_bar::headings(&filter, texts),
            types,
            announced: match unclear {
                Some((_, why)) => why.to_owned(),
                None => worklist_words::announced(tab, texts),
            },
            shown: worklist_words::shown(before, view.tickets.len(), tab, texts),
            empty: match (unclear, view.next.clone().filter(|_| view.gave_up)) {
                (Some((field, _)), _) => worklist_words::unclear(field, &filter, texts),
                (None, Some(next)) => worklist_words::nothing_yet(&filter, next, texts),
                (None, None) => worklist_words::empty(&filter, texts),
            },
            frame,
            view,
            filter,
        }
    }

    /// The same page, saying why it is the first where another was asked for.
    fn beginning_anew(mut self, lost: Option<Refusal>) -> Self {
        if let Some(lost) = lost {
            self.frame = self.frame.refused(&lost.aside());
        }
        self
    }

    fn rows(&self) -> impl Iterator<Item = (&RowView, &RowWords)> {
        self.view.tickets.iter().zip(&self.words)
    }

    fn caption(&self) -> String {
        let args = [
            ("status", self.frame.say(self.view.status.key()).into()),
            ("scope", self.frame.say(self.view.scope.key()).into()),
        ];
        self.frame.with("worklist-caption", &args)
    }

    /// The order in words: beside the filters.
    fn order_key(&self) -> &'static str {
        worklist_bar::order_key(&self.filter)
    }

    fn is_type(&self, of: &InquiryType) -> bool {
        self.filter.type_id == Some(of.id)
    }

    fn is_due(&self, due: &DueWithin) -> bool {
        self.filter.due == Some(*due)
    }

    fn is_sort(&self, sort: &Sort) -> bool {
        self.filter.sort == Some(*sort)
    }

    fn is_direction(&self, direction: &Direction) -> bool {
        self.filter.direction == Some(*direction)
    }

    /// Whether something is wrong with a field that stands behind *Filter and sort*.
    fn is_wrong_within(&self) -> bool {
        self.frame.complaints.iter().any(|complaint| complaint.field.is_some_and(|field| field != "creator"))
    }

    fn invalid(&self, field: &str) -> bool {
        self.frame.complaints.iter().any(|complaint| complaint.field == Some(field))
    }

    /// Whether the list is that of what the reader has to do.
    fn is_assigned_to_me(&self) -> bool {
        self.filter.assignee().as_deref() == Some("me")
    }

    /// What everybody is assigned who looks: all of it, records too.
    fn assigned_to_me(&self) -> String {
        let (assignee, scope) = (Some("me".to_owned()), Some(Scope::All));
        Filter { assignee, scope, after: None, ..self.filter.clone() }.address()
    }

    fn previous(&self) -> Option<String> {
        self.view.previous.clone().map(|previous| self.filter.from(Some(previous)).address())
    }

    /// Whether the page before is not the first.
    fn is_far(&self) -> bool {
        self.view.previous.as_deref().is_some_and(|previous| !previous.is_empty())
    }

    fn next(&self) -> Option<String> {
        self.view.next.clone().map(|next| self.filter.from(Some(next)).address())
    }
}
