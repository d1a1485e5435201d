//! A table in memory, packed into one text and one list of ends so that two million cells fit in some tens of
//! megabytes. It knows no file format.

use super::budget::Budget;
use super::fault::SheetFault;
use super::limits::Limits;
use crate::platform::text::fold;

/// A header and the rows below it, whole and within all limits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sheet {
    headers: Vec<String>,
    rows: Vec<PackedRow>,
    /// Where each cell ends in `text`; it begins where the one before it ends.
    ends: Vec<u32>,
    text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct PackedRow {
    line: u32,
    first_cell: u32,
}

/// One row, with the number that a person finds it under.
#[derive(Debug, Clone, Copy)]
pub struct Row<'sheet> {
    sheet: &'sheet Sheet,
    index: usize,
}

impl Sheet {
    /// The first row with anything in it, each cell trimmed.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The rows below the header, in order. Rows with nothing in them are left out.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.rows.len()).map(|index| Row { sheet: self, index })
    }

    /// The number of rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// There is a header and nothing below it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The first column under any of these names, whatever its case, accents and punctuation.
    pub fn column(&self, names: &[&str]) -> Option<usize> {
        let wanted: Vec<String> = names.iter().map(|name| fold(name)).collect();
        self.headers.iter().position(|header| wanted.contains(&fold(header)))
    }

    fn cell_start(&self, cell: usize) -> usize {
        cell.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize)
    }
}

impl<'sheet> Row<'sheet> {
    /// The line in the file, as a person counts: the first is 1. A row over several lines has the first of them.
    pub fn line(&self) -> u32 {
        self.sheet.rows[self.index].line
    }

    /// The cell in this column, as it was written; empty when the row is shorter.
    pub fn get(&self, column: usize) -> &'sheet str {
        let (first, after) = self.cells_range();
        match first.checked_add(column) {
            Some(cell) if cell < after => self.cell(cell),
            _ => "",
        }
    }

    /// All cells up to the last with something in it.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = &'sheet str> {
        let (first, after) = self.cells_range();
        let row = *self;
        (first..after).map(move |cell| row.cell(cell))
    }

    fn cells_range(&self) -> (usize, usize) {
        let first =
            |index: usize| self.sheet.rows.get(index).map_or(self.sheet.ends.len(), |row| row.first_cell as usize);
        (first(self.index), first(self.index + 1))
    }

    fn cell(&self, cell: usize) -> &'sheet str {
        let sheet = self.sheet;
        sheet.ends.get(cell).and_then(|end| sheet.text.get(sheet.cell_start(cell)..*end as usize)).unwrap_or_default()
    }
}

/// Takes rows one by one and stops at the first limit.
pub(super) struct Builder<'limits> {
    limits: &'limits Limits,
    budget: &'limits Budget,
    sheet: Sheet,
    has_header: bool,
}

/// The clock is looked at once for so many rows.
const ROWS_PER_LOOK: usize = 256;

impl<'limits> Builder<'limits> {
    pub(super) fn new(limits: &'limits Limits, budget: &'limits Budget) -> Self {
        Self { limits, budget, sheet: Sheet::default(), has_header: false }
    }

    /// Adds the row at this line.
    pub(super) fn row(&mut self, line: u32, cells: &[impl AsRef<str>]) -> Result<(), SheetFault> {
        let used = cells.iter().rposition(|cell| !cell.as_ref().trim().is_empty()).map_or(0, |last| last + 1);
        let cells = &cells[..used];
        if cells.is_empty() {
            return Ok(());
        }
        if cells.len() > self.limits.columns {
            return Err(SheetFault::TooManyColumns { line, max: self.limits.columns });
        }
        for (index, cell) in cells.iter().enumerate() {
            self.check_cell(line, index, cell.as_ref())?;
        }
        if !self.has_header {
            self.has_header = true;
            self.sheet.headers = cells.iter().map(|cell| cell.as_ref().trim().to_owned()).collect();
            return Ok(());
        }
        self.append(line, cells)
    }

    /// Whether the last row has more cells than there are headers.
    pub(super) fn is_beyond_header(&self) -> bool {
        let first = self.sheet.rows.last().map(|row| row.first_cell as usize);
        first.is_some_and(|first| self.sheet.ends.len() - first > self.sheet.headers.len())
    }

    fn check_cell(&self, line: u32, index: usize, cell: &str) -> Result<(), SheetFault> {
        let max = self.limits.cell_characters;
        // Bytes first: counting characters is needed for long cells only.
        if cell.len() > max && cell.chars().count() > max {
            return Err(SheetFault::CellTooLong { line, column: index + 1, max });
        }
        Ok(())
    }

    fn append(&mut self, line: u32, cells: &[impl AsRef<str>]) -> Result<(), SheetFault> {
        let sheet = &mut self.sheet;
        if sheet.rows.len() >= self.limits.rows {
            return Err(SheetFault::TooManyRows { max: self.limits.rows });
        }
        if sheet.rows.len().is_multiple_of(ROWS_PER_LOOK) {
            self.budget.check()?;
        }
        let too_many = SheetFault::TooManyCells { max: self.limits.cells };
        let added: usize = cells.iter().map(|cell| cell.as_ref().len()).sum();
        if sheet.ends.len() + cells.len() > self.limits.cells || sheet.text.len() + added > self.limits.text_bytes {
            return Err(too_many);
        }
        let first_cell = u32::try_from(sheet.ends.len()).map_err(|_| too_many.clone())?;
        sheet.rows.push(PackedRow { line, first_cell });
        for cell in cells {
            sheet.text.push_str(cell.as_ref());
            sheet.ends.push(u32::try_from(sheet.text.len()).map_err(|_| too_many.clone())?);
        }
        Ok(())
    }

    /// The finished table, or none when there was not even a header.
    pub(super) fn finish(mut self) -> Option<Sheet> {
        self.sheet.text.shrink_to_fit();
        self.sheet.ends.shrink_to_fit();
        self.has_header.then_some(self.sheet)
    }
}
