//! Lists on their way out: a table of any length as a CSV file or an Excel workbook, row by row, so that a long one
//! needs no more memory than a short one. It must not know what the columns mean.

use super::gates::Turn;
use super::{as_text, as_workbook, sending};
use crate::platform::failure::Failure;
use crate::platform::files::attachment;
use crate::text_enum;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, TryStreamExt};
use jiff::civil::DateTime;

text_enum! {
    /// Which kind of file.
    pub enum Format {
        /// An Excel workbook.
        Xlsx = "xlsx",
        /// Comma-separated text in UTF-8.
        Csv = "csv",
    }
}

/// A table with its name and rows.
#[derive(Debug)]
pub struct Table<R> {
    /// What the file is called, without its ending.
    pub name: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each of at most as many cells as there are columns.
    pub rows: R,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub header: String,
    /// How wide a workbook shows it, in letters.
    pub width: u8,
}

/// What stands in a cell. A text stays a text, also where it looks like a number or a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// A count: workbooks can add it up.
    Number(i64),
    /// A moment by the reader's clock, to the minute; as text it is `2026-11-21 14:05`, which spreadsheets understand.
    Moment(DateTime),
}

impl Cell {
    /// A moment as its text says it.
    pub(super) fn said(moment: &DateTime) -> String {
        moment.strftime("%Y-%m-%d %H:%M").to_string()
    }
}

impl Column {
    /// A column under this header.
    #[must_use]
    pub fn new(header: impl Into<String>, width: u8) -> Self {
        Self { header: header.into(), width }
    }
}

impl<R: Stream<Item = Result<Vec<Cell>, Failure>> + Send + 'static> Table<R> {
    /// The answer that saves it as a file, in this turn.
    ///
    /// # Errors
    /// A workbook that cannot be written, more rows than one has, a row that cannot be read; a CSV file breaks off where one
    /// cannot.
    pub async fn download(self, format: Format, turn: Turn) -> Result<Response, Failure> {
        let name = format!("{}.{format}", self.name);
        let (media_type, body) = match format {
            Format::Csv => ("text/csv; charset=utf-8", sending::body(as_text::stream(self.columns, self.rows), turn)),
            Format::Xlsx => {
                let file = as_workbook::write(self.columns, self.rows).await?;
                let file = tokio_util::io::ReaderStream::new(tokio::fs::File::from_std(file));
                let body = sending::body(file.map_err(anyhow::Error::from), turn);
                ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", body)
            }
        };
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
            (header::CONTENT_DISPOSITION, attachment(&name)),
        ];
        Ok((headers, body).into_response())
    }
}

/// The text without what no file of either kind can hold.
pub(super) fn writable(text: &str) -> String {
    let is_kept = |letter: char| match letter {
        '\t' | '\n' | '\r' => true,
        '\u{FFFE}' | '\u{FFFF}' => false,
        letter => !letter.is_control(),
    };
    text.chars().filter(|letter| is_kept(*letter)).collect()
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Option<String>> for Cell {
    fn from(text: Option<String>) -> Self {
        Self::Text(text.unwrap_or_default())
    }
}

impl From<Option<DateTime>> for Cell {
    fn from(moment: Option<DateTime>) -> Self {
        moment.map_or_else(|| Self::Text(String::new()), Self::Moment)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}
