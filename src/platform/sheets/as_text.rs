//! A table as CSV after RFC 4180, in UTF-8 with its mark, so that Excel too reads its accents. It knows no file.

use super::guarding::guarded;
use super::writing::{Cell, Column, writable};
use crate::platform::failure::Failure;
use futures_util::{Stream, StreamExt, stream};

const MARK: &str = "\u{FEFF}";
/// Rows that go out together where they are at hand.
const TOGETHER: usize = 200;

/// The file, piece by piece.
pub(super) fn stream(
    columns: Vec<Column>,
    rows: impl Stream<Item = Result<Vec<Cell>, Failure>> + Send + 'static,
) -> impl Stream<Item = anyhow::Result<String>> + Send + 'static {
    let headers: Vec<Cell> = columns.into_iter().map(|column| Cell::Text(column.header)).collect();
    let mut head = MARK.to_owned();
    push_line(&mut head, &headers);
    let pieces = rows.ready_chunks(TOGETHER).map(|rows| {
        let mut piece = String::new();
        for row in rows {
            push_line(&mut piece, &row.map_err(Failure::into_anyhow)?);
        }
        Ok(piece)
    });
    stream::once(async { Ok(head) }).chain(pieces)
}

fn push_line(text: &mut String, cells: &[Cell]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        match cell {
            Cell::Number(number) => text.push_str(&number.to_string()),
            Cell::Moment(moment) => text.push_str(&Cell::said(moment)),
            Cell::Text(words) => push_quoted(text, &guarded(&writable(words))),
        }
    }
    text.push_str("\r\n");
}

/// Quoted wherever any program could take a part of it for the end of the cell: some guess the delimiter.
fn push_quoted(text: &mut String, cell: &str) {
    let is_plain = !cell.contains(['"', ',', ';', '\t', '\r', '\n']) && cell.trim() == cell;
    if is_plain {
        text.push_str(cell);
        return;
    }
    text.push('"');
    text.push_str(&cell.replace('"', "\"\""));
    text.push('"');
}
