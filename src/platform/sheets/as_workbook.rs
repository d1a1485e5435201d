//! A table as an Excel workbook. Its rows go through a file without a name, so that a million of them fit in memory;
//! words are text cells, which no program calculates. It knows no request.

use super::writing::{Cell, Column, writable};
use crate::platform::failure::Failure;
use crate::platform::refusal::Refusal;
use futures_util::{Stream, StreamExt};
use jiff::civil::DateTime;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use std::fs::File;
use std::io::{Seek, SeekFrom};
use tokio::sync::mpsc;

/// Rows that are handed to the writing thread at once, and such loads that may wait for it.
const TOGETHER: usize = 200;
const LOADS: usize = 4;
/// Characters of a cell; what is longer, Excel refuses.
const MOST_LETTERS: usize = 32_767;

/// Rows of a sheet below its header.
const MOST_ROWS: u32 = 1_048_575;

/// Rows; none of them is the end. A thread that hears of no end was left alone.
type Load = Vec<Vec<Cell>>;

/// The workbook, in a file that is gone when it is closed.
///
/// # Errors
/// More rows than a sheet has, which goes out as CSV only; rows that cannot be read, a disk that is full.
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
    drop(sender.send(Load::new()).await);
    writing.await.map_err(anyhow::Error::from)?
}

fn written(columns: &[Column], loads: mpsc::Receiver<Load>) -> Result<File, Failure> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet_with_constant_memory().map_err(anyhow::Error::from)?, columns, loads)?;
    Ok(saved(&mut workbook)?)
}

fn fill(sheet: &mut Worksheet, columns: &[Column], mut loads: mpsc::Receiver<Load>) -> Result<(), Failure> {
    head(sheet, columns).map_err(anyhow::Error::from)?;
    let moments = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let mut line = 1;
    while let Some(load) = loads.blocking_recv() {
        if load.is_empty() {
            return Ok(());
        }
        for row in load {
            if line > MOST_ROWS {
                return Err(Refusal::conflict("sheet-workbook-full").with("most", MOST_ROWS).into());
            }
            put(sheet, line, &row, &moments).map_err(anyhow::Error::from)?;
            line += 1;
        }
    }
    Err(anyhow::anyhow!("nobody waits for the workbook").into())
}

fn head(sheet: &mut Worksheet, columns: &[Column]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold();
    sheet.set_freeze_panes(1, 0)?;
    for (place, column) in (0_u16..).zip(columns) {
        sheet.set_column_width(place, column.width)?;
        sheet.write_string_with_format(0, place, shortened(&column.header), &bold)?;
    }
    Ok(())
}

fn saved(workbook: &mut Workbook) -> anyhow::Result<File> {
    let mut file = tempfile::tempfile()?;
    workbook.save_to_writer(&mut file)?;
    file.seek(SeekFrom::Start(0))?;
    Ok(file)
}

fn put(sheet: &mut Worksheet, line: u32, row: &[Cell], moments: &Format) -> Result<(), XlsxError> {
    for (place, cell) in (0_u16..).zip(row) {
        match cell {
            // A spreadsheet counts in halves of these; what is beyond, nobody counted.
            Cell::Number(number) => sheet.write_number(line, place, *number as f64)?,
            Cell::Text(words) if words.is_empty() => continue,
            Cell::Text(words) => sheet.write_string(line, place, shortened(words))?,
            Cell::Moment(moment) => match of_excel(moment) {
                Some(moment) => sheet.write_datetime_with_format(line, place, moment, moments)?,
                None => sheet.write_string(line, place, Cell::said(moment))?,
            },
        };
    }
    Ok(())
}

/// Excel's calendar begins in 1900.
fn of_excel(moment: &DateTime) -> Option<ExcelDateTime> {
    let (year, month, day) =
        (moment.year().try_into().ok()?, moment.month().try_into().ok()?, moment.day().try_into().ok()?);
    let (hour, minute) = (moment.hour().try_into().ok()?, moment.minute().try_into().ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()?.and_hms(hour, minute, 0.0).ok()
}

fn shortened(words: &str) -> String {
    writable(words).chars().take(MOST_LETTERS).collect()
}
