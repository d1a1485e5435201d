//! What would come of a file, before anything does: how its columns are understood, which rows are refused and why, and
//! how many distributors would be new or changed. It knows no page.

use super::comparing::compare;
use super::listed::{self, ListedRows};
use super::uploaded;
use crate::app::App;
use crate::parties::columns::{self, Column};
use crate::parties::lines::{self, Line};
use crate::people::kept_files::KeptFile;
use crate::people::{Member, Permission};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use crate::platform::sheets::Sheet;
use crate::platform::text::{Arg, Texts};
use serde::Serialize;
use utoipa::ToSchema;

/// Cells shown of a column.
const SAMPLES: usize = 3;
/// Characters shown of a cell.
const SAMPLE: usize = 60;

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ColumnView {
    /// Its header.
    pub header: String,
    /// What it says of a distributor; nothing where it is not used.
    pub says: Option<Column>,
    /// What stands in it, in the first rows.
    pub samples: Vec<String>,
}

/// What would come of a file: the public contract of a preview.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct PreviewView {
    /// The name of the file.
    pub file: String,
    /// Where it is looked at, and where it is imported by `POST`.
    pub address: String,
    /// What would come of it, as a mark: send it with the import, and nothing is imported that nobody has seen.
    pub seen: String,
    /// Its columns, in its order.
    pub columns: Vec<ColumnView>,
    /// Rows below the header.
    pub rows: i64,
    /// Distributors that would be new; nothing of this is counted while a row is refused.
    pub added: i64,
    /// Of those: known so far as not in the system, whose tickets would come along; none for who may not look distributors
    /// up, who is told when it is done.
    pub attached: i64,
    /// Distributors that are there and would say something else.
    pub changed: i64,
    /// Distributors that say the same already.
    pub unchanged: i64,
    /// Why nothing can be imported: each row that is refused, with line, column and reason; the first of them.
    pub refused: Vec<String>,
    /// The first rows of each sort, one by one.
    pub listed: ListedRows,
    /// They are rows, not the columns: `GET` of the address with `/refused` behind it answers them as a file.
    pub has_refused_rows: bool,
}

/// A file as its columns are understood.
pub(super) struct Understood {
    pub(super) columns: Vec<ColumnView>,
    pub(super) rows: i64,
    pub(super) lines: Result<Vec<Line>, Refusal>,
}

/// Understands a file: as its headers say, or as somebody has chosen for each column.
///
/// # Errors
/// None: what is wrong is the refusal of its lines.
pub(super) fn understand(sheet: &Sheet, chosen: &[Option<Column>]) -> Understood {
    let columns = columns::of(sheet, chosen);
    let says = |place: usize| match (&columns, chosen.is_empty()) {
        (Ok(columns), _) => columns.known.iter().find(|(_, at, _)| *at == place).map(|(column, ..)| *column),
        (Err(_), true) => Column::recognised(sheet, place),
        (Err(_), false) => chosen.get(place).copied().flatten(),
    };
    let view = |(place, header): (usize, &String)| ColumnView {
        header: cut(header),
        says: says(place),
        samples: sheet.rows().take(SAMPLES).map(|row| cut(row.get(place))).collect(),
    };
    Understood {
        columns: sheet.headers().iter().enumerate().map(view).collect(),
        rows: i64::try_from(sheet.len()).unwrap_or(i64::MAX),
        lines: columns.and_then(|columns| lines::read(sheet, &columns)),
    }
}

impl Understood {
    /// What a person or a program is shown of it.
    ///
    /// # Errors
    /// When the database fails.
    pub(super) async fn view(
        self,
        (app, member): (&App, &Member),
        kept: &KeptFile,
        texts: &Texts,
    ) -> Result<PreviewView, Failure> {
        let (file, address) = (kept.name.clone(), uploaded::address(kept));
        let mut view = PreviewView { file, address, columns: self.columns, rows: self.rows, ..PreviewView::default() };
        match self.lines {
            Ok(lines) => {
                let secret = uploaded::secret(app, member.id, &kept.hash).await?;
                let would = compare(app.db.reads(), &secret, &lines).await?;
                view.seen = would.mark.text();
                (view.added, view.attached) = (would.tally.added, would.tally.attached);
                (view.changed, view.unchanged) = (would.tally.changed, would.tally.unchanged);
                view.listed = would.listed;
            }
            Err(refusal) => {
                view.has_refused_rows = refusal.complaints.iter().any(|complaint| listed::line(complaint).is_some());
                view.refused = refusal.complaints.iter().map(|complaint| texts.complaint(complaint)).collect();
                view.listed = ListedRows::refused(&refusal.complaints, texts);
            }
        }
        if !member.may(Permission::ReadParties) {
            view.listed.hide();
            view.attached = 0;
        }
        Ok(view)
    }
}

impl PreviewView {
    /// Whether it can be imported.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.refused.is_empty()
    }

    /// In a sentence, what would come of it.
    #[must_use]
    pub fn sentence(&self, texts: &Texts) -> String {
        let counts: [(&str, Arg); 4] = [
            ("rows", self.rows.into()),
            ("added", self.added.into()),
            ("changed", self.changed.into()),
            ("unchanged", self.unchanged.into()),
        ];
        texts.with("imports-would", &counts)
    }
}

fn cut(cell: &str) -> String {
    let mut letters = cell.chars().filter(|letter| !letter.is_control());
    let mut text: String = letters.by_ref().take(SAMPLE).collect();
    if letters.next().is_some() {
        text.push('…');
    }
    text
}
