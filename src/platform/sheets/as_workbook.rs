//! A table as an Excel workbook. Its rows go through a file without a name, so that a million of them fit in memory;
//! words are text cells, which no program calculates. It knows no request.

use super::writing::{Cell, Column, writable};
use crate::platform::failure::Failure;
use futures_util::{Stream, StreamExt};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::fs::File;
use std::io::{Seek, SeekFrom};
use tokio::sync::mpsc;

/// Rows that are handed to the writing thread at once, and such loads that may wait for it.
const TOGETHER: usize = 200;
const LOADS: usize = 4;
/// Characters of a cell; what is longer, Excel refuses.
const MOST_LETTERS: usize = 32_767;

type Load = Vec<Vec<Cell>>;

/// The workbook, in a file that is gone when it is closed.
///
/// # Errors
/// Rows that cannot be read, a disk that is full, more rows than a sheet has.
pub(super) async fn write(
    columns: Vec<Column>,
    rows: impl Stream<Item = Result<Vec<Cell>, Failure>> + Send,
) -> Result<File, Failure> {
    let (sender, receiver) = mpsc::channel::<Load>(LOADS);
    let writing = tokio::task::spawn_blocking(move || written(&columns, receiver));
    let mut loads = std::pin::pin!(rows.ready_chunks(TOGETHER));
    while let Some(load) = loads.next().await {
        let load = load.into_iter().collect::<Result<Load, Failure>>()?;
        // A thread that hears no more has failed, and says why.
        if sender.send(load).await.is_err() {
            break;
        }
    }
    drop(sender);
    Ok(writing.await.map_err(anyhow::Error::from)??)
}

fn written(columns: &[Column], mut loads: mpsc::Receiver<Load>) -> anyhow::Result<File> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    let bold = Format::new().set_bold();
    sheet.set_freeze_panes(1, 0)?;
    for (place, column) in (0_u16..).zip(columns) {
        sheet.set_column_width(place, column.width)?;
        sheet.write_string_with_format(0, place, shortened(&column.header), &bold)?;
    }
    let mut line = 1;
    while let Some(load) = loads.blocking_recv() {
        for row in load {
            put(sheet, line, &row)?;
            line += 1;
        }
    }
    let mut file = tempfile::tempfile()?;
    workbook.save_to_writer(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

fn put(sheet: &mut Worksheet, line: u32, row: &[Cell]) -> Result<(), XlsxError> {
    for (place, cell) in (0_u16..).zip(row) {
        match cell {
            // A spreadsheet counts in halves of these; what is beyond, nobody counted.
            Cell::Number(number) => sheet.write_number(line, place, *number as f64)?,
            Cell::Text(words) => sheet.write_string(line, place, shortened(words))?,
        };
    }
    Ok(())
}

fn shortened(words: &str) -> String {
    writable(words).chars().take(MOST_LETTERS).collect()
}
