//! The rows of a file that a preview names one by one: the first of those that are new, say something else, are refused or leave
//! a doubt. It works nothing out.

use crate::parties::columns::Column;
use crate::parties::lines::Line;
use crate::parties::{Doubt, Standing};
use crate::platform::refusal::Complaint;
use crate::platform::text::{Arg, Texts};
use serde::Serialize;
use utoipa::ToSchema;

/// Rows named of each sort; of the others only the count is said.
pub(super) const MOST: usize = 100;

/// The first rows of each sort.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub struct ListedRows {
    /// Distributors that would be new, at most 100.
    pub added: Vec<AddedRow>,
    /// How many more would be.
    pub added_more: i64,
    /// Distributors that are there and would say something else, at most 100.
    pub changed: Vec<ChangedRow>,
    /// How many more would.
    pub changed_more: i64,
    /// What changed distributors say so far is left out: it is for those who may look distributors up.
    pub hides_from: bool,
    /// Rows that are refused, once for each reason, at most 100.
    pub refused: Vec<RefusedRow>,
    /// How many more reasons there are.
    pub refused_more: i64,
    /// Who could be meant by rows of new numbers, and would be left alone, at most 100. Who may not look distributors up is
    /// told how many, and nothing else.
    pub doubts: Vec<Doubt>,
    /// How many more there are.
    pub doubts_more: i64,
}

/// A row that is new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AddedRow {
    /// As a person counts, the header included.
    pub line: u32,
    /// The number in the row.
    pub number: String,
    /// The name in the row.
    pub name: String,
}

/// A row that says something else of a distributor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChangedRow {
    /// Which one.
    #[serde(flatten)]
    pub row: AddedRow,
    /// What it says otherwise.
    pub cells: Vec<ChangedCell>,
}

/// What a row says otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ChangedCell {
    /// Of what.
    pub column: Column,
    /// What the distributor says so far; nothing where that is nothing, or is hidden.
    pub from: Option<String>,
    /// What it will say.
    pub to: Option<String>,
}

/// A row that is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct RefusedRow {
    /// As a person counts, the header included.
    pub line: u32,
    /// The header of the column, as the file writes it.
    pub column: String,
    /// Why, in a sentence.
    pub reason: String,
}

impl AddedRow {
    pub(super) fn of(line: &Line) -> Self {
        let said = |column| line.says(column).unwrap_or_default().to_owned();
        Self { line: line.line, number: said(Column::Number), name: said(Column::Name) }
    }
}

impl ChangedCell {
    /// What stands in it, in the reader's words.
    pub(super) fn said(&self, cell: &Option<String>, texts: &Texts) -> Option<String> {
        let standing = |word: &String| word.parse().ok().filter(|_| self.column == Column::Status);
        cell.as_ref().map(|word| standing(word).map_or_else(|| word.clone(), |of: Standing| texts.say(of.key())))
    }
}

impl ListedRows {
    /// The rows that these complaints are about.
    pub(super) fn refused(complaints: &[Complaint], texts: &Texts) -> Self {
        let mut rows: Vec<RefusedRow> =
            complaints.iter().filter_map(|complaint| RefusedRow::of(complaint, texts)).collect();
        let rest = complaints.iter().filter(|complaint| complaint.key == "parties-import-rest");
        let rest: i64 = rest.filter_map(|complaint| number(complaint, "count")).sum();
        let cut = rows.len().saturating_sub(MOST);
        rows.truncate(MOST);
        Self { refused: rows, refused_more: rest + i64::try_from(cut).unwrap_or(i64::MAX), ..Self::default() }
    }

    /// The same for whoever may not look distributors up.
    pub(super) fn hide(&mut self) {
        self.hides_from = true;
        self.changed.iter_mut().flat_map(|row| &mut row.cells).for_each(|cell| cell.from = None);
        // Rows that were never imported would tell who is known here.
        self.doubts_more += i64::try_from(std::mem::take(&mut self.doubts).len()).unwrap_or(i64::MAX);
    }
}

impl RefusedRow {
    fn of(complaint: &Complaint, texts: &Texts) -> Option<Self> {
        let column = complaint.args.iter().find_map(|(name, arg)| match arg {
            Arg::Text(header) if *name == "column" => Some(header.clone()),
            _ => None,
        });
        Some(Self { line: line(complaint)?, column: column.unwrap_or_default(), reason: texts.complaint(complaint) })
    }
}

/// The line that a complaint is about, if it is about one.
pub(super) fn line(complaint: &Complaint) -> Option<u32> {
    number(complaint, "line").and_then(|line| u32::try_from(line).ok())
}

fn number(complaint: &Complaint, wanted: &str) -> Option<i64> {
    complaint.args.iter().find_map(|(name, arg)| match arg {
        Arg::Number(number) if *name == wanted => Some(*number),
        _ => None,
    })
}
