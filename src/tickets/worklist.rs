//! The worklist: the page that people look at all day. It puts together what the filter, the rows and the tabs say;
//! the pencil on its rows stands in `editing_row.rs`.

use super::Status;
use super::filtering::{Filter, MOST_CREATORS, Scope};
use super::worklist_rows::{self, ROWS, RowView};
use super::worklist_tabs::{self, TabView};
use super::worklist_words::{self, EmptyWords, RowWords, TabWords};
use crate::app::App;
use crate::people::Member;
use crate::people::Reading;
use crate::platform::failure::Failure;
use crate::platform::web::{Answer, Frame, Screen, Sought};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
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
    /// Every tab of the same scope and creators, with its count.
    pub tabs: Vec<TabView>,
    /// Escalated first, then earliest due; of the closed ones the newest due first.
    pub tickets: Vec<RowView>,
    /// Ask for the next page with it as `after`; absent on the last.
    pub next: Option<String>,
}

/// The page.
#[derive(Template)]
#[template(path = "tickets/worklist.html", blocks = ["list", "tabs"])]
pub struct WorklistPage {
    frame: Frame,
    view: WorklistView,
    filter: Filter,
    words: Vec<RowWords>,
    tabs: Vec<TabWords>,
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

    /// The list, and the tabs whose counts go with it.
    fn fragment(&self) -> askama::Result<String> {
        Ok(self.as_list().render()? + self.as_tabs().render()?.as_str())
    }
}

/// `GET /tickets`.
pub async fn show(
    State(app): State<App>,
    member: Member,
    reading: Reading,
    answer: Answer,
    frame: Frame,
    Sought(filter): Sought<Filter>,
) -> Result<Response, Failure> {
    let reads = app.db.reads();
    let (creators, creators_cut) = filter.creators(reads).await?;
    let rows = worklist_rows::page(reads, &member, &filter, &creators, reading.now).await?;
    let tabs = worklist_tabs::tabs(reads, &member, &filter, &creators).await?;
    let view = WorklistView {
        status: filter.status(),
        scope: filter.scope(),
        creator: Some(filter.typed()).filter(|typed| !typed.is_empty()),
        creators_cut,
        tabs,
        tickets: rows.rows,
        next: rows.next.map(|place| place.encode()),
    };
    answer.shows(&WorklistPage::new(frame.titled("worklist-title"), view, filter, &reading))
}

impl WorklistPage {
    fn new(frame: Frame, view: WorklistView, filter: Filter, reading: &Reading) -> Self {
        let texts = &reading.texts;
        let none = TabView { status: view.status, tickets: 0, or_more: false };
        let tab = view.tabs.iter().find(|tab| tab.status == view.status).unwrap_or(&none);
        let before = filter.place().map_or(0, |place| place.seen as usize);
        Self {
            words: worklist_words::rows(&view.tickets, view.status, reading),
            tabs: worklist_words::tabs(&view.tabs, &filter, texts),
            announced: worklist_words::announced(tab, texts),
            shown: worklist_words::shown(before, view.tickets.len(), tab, texts),
            empty: worklist_words::empty(&filter, texts),
            frame,
            view,
            filter,
        }
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
    const fn order_key(&self) -> &'static str {
        match self.view.status {
            Status::Closed => "worklist-order-closed",
            Status::Open | Status::InProgress | Status::Pending => "worklist-order",
        }
    }

    fn next(&self) -> Option<String> {
        self.view.next.clone().map(|next| self.filter.from(Some(next)).address())
    }
}
