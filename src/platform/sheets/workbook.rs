//! Rows out of a workbook whose package has been vetted. It must not be handed one that has not.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Style, Xlsx, XlsxError};

use super::budget::Budget;
use super::cells;
use super::fault::SheetFault;
use super::limits::Limits;
use super::table::{Builder, Sheet};

/// The clock is looked at once for so many cells.
const CELLS_PER_LOOK: usize = 4_096;
const MOST_ROWS_OF_EXCEL: u32 = 1_048_576;

/// The first visible sheet with anything in it. A merged area has its text in its first cell only, formulas have the
/// values they had when the file was saved.
pub(super) fn read(bytes: &[u8], limits: &Limits, budget: &Budget) -> Result<Sheet, SheetFault> {
    // The library's arithmetic on cell names overflows on hostile ones. A panic there is a damaged file, not our end.
    catch_unwind(AssertUnwindSafe(|| first_sheet_with_data(bytes, limits, budget))).unwrap_or(Err(SheetFault::Damaged))
}

fn first_sheet_with_data(bytes: &[u8], limits: &Limits, budget: &Budget) -> Result<Sheet, SheetFault> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(|error| fault_of(&error))?;
    budget.check()?;
    let visible: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    for name in visible {
        if let Some(sheet) = read_sheet(&mut workbook, &name, limits, budget)? {
            return Ok(sheet);
        }
        budget.check()?;
    }
    Err(SheetFault::Empty)
}

/// Cell by cell: the library's own way of reading a whole sheet makes room for every cell between the first and the
/// last, which in a hostile file are a billion apart.
fn read_sheet(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limits: &Limits,
    budget: &Budget,
) -> Result<Option<Sheet>, SheetFault> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|error| fault_of(&error))?;
    let zeros: Vec<usize> = reader.styles().iter().map(zeros_of).collect();
    let mut rows = Rows { builder: Builder::new(limits, budget), limits, row: 0, cells: Vec::new() };
    let mut seen = 0_usize;
    while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(|error| fault_of(&error))? {
        seen += 1;
        if seen.is_multiple_of(CELLS_PER_LOOK) {
            budget.check()?;
        }
        if !matches!(cell.get_value(), DataRef::Empty) {
            let text = cells::text(cell.get_value(), zeros.get(style).copied().unwrap_or(0));
            rows.put(cell.get_position(), &text)?;
        }
    }
    rows.finish()
}

fn zeros_of(style: &Style) -> usize {
    style.number_format.as_ref().map_or(0, |format| cells::zeros_of_format(&format.format_code))
}

/// Gathers the cells of one row until the next begins.
struct Rows<'limits> {
    builder: Builder<'limits>,
    limits: &'limits Limits,
    row: u32,
    cells: Vec<String>,
}

impl Rows<'_> {
    fn put(&mut self, (row, column): (u32, u32), text: &str) -> Result<(), SheetFault> {
        if row < self.row || row >= MOST_ROWS_OF_EXCEL {
            return Err(SheetFault::Damaged);
        }
        if row > self.row {
            self.end_row()?;
            self.row = row;
        }
        let column = column as usize;
        if column >= self.limits.columns {
            return Err(SheetFault::TooManyColumns { line: self.line(), max: self.limits.columns });
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            text.clone_into(cell);
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), SheetFault> {
        let line = self.line();
        self.builder.row(line, &self.cells)?;
        self.cells.clear();
        Ok(())
    }

    fn line(&self) -> u32 {
        self.row.saturating_add(1)
    }

    fn finish(mut self) -> Result<Option<Sheet>, SheetFault> {
        self.end_row()?;
        Ok(self.builder.finish())
    }
}

fn fault_of(error: &XlsxError) -> SheetFault {
    match error {
        XlsxError::Password => SheetFault::Encrypted,
        _ => SheetFault::Damaged,
    }
}
