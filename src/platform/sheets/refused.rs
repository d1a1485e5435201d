//! The rows of a table that were refused, as a table of their own: as they were, so that they can be mended there and
//! brought in again, with the line of each and why. It must not know what the columns mean.

use super::{Cell, Column, Sheet};
use crate::platform::text::fold;
use std::collections::BTreeMap;

const WIDTH: u8 = 20;
const WIDTH_OF_LINE: u8 = 8;
const WIDTH_OF_REASON: u8 = 80;

/// The columns and rows of what was refused, with two columns more under these headers. Those of an earlier such file, which
/// was mended in part, are left out.
#[must_use]
pub fn refused_rows(
    sheet: &Sheet,
    reasons: &BTreeMap<u32, Vec<String>>,
    [line, reason]: [String; 2],
) -> (Vec<Column>, Vec<Vec<Cell>>) {
    let is_own = |pair: &[String]| fold(&pair[0]) == fold(&line) && fold(&pair[1]) == fold(&reason);
    let headers = sheet.headers();
    let own = headers.windows(2).position(is_own).map_or(headers.len(), |at| at);
    let kept: Vec<usize> = (0..headers.len()).filter(|at| *at != own && *at != own + 1).collect();
    let mut columns: Vec<Column> = kept.iter().map(|at| Column::new(&headers[*at], WIDTH)).collect();
    columns.push(Column::new(line, WIDTH_OF_LINE));
    columns.push(Column::new(reason, WIDTH_OF_REASON));
    let refused = sheet.rows().filter_map(|row| Some((row, reasons.get(&row.line())?)));
    let rows = refused.map(|(row, why)| {
        let mut cells: Vec<Cell> = kept.iter().map(|at| Cell::from(row.get(*at))).collect();
        cells.push(Cell::Number(row.line().into()));
        cells.push(why.join(" ").into());
        cells
    });
    (columns, rows.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::sheets::{Limits, read_bytes};

    #[test]
    fn refused_rows_are_as_they_were_with_line_and_reason() {
        let csv = "Number,Line,Reason,Name\n1,9,old,A\n=2,,, b \n3,,,C\n";
        let sheet = read_bytes("x.csv", csv.as_bytes().to_vec(), &Limits::default()).unwrap();
        let reasons = BTreeMap::from([(3, vec!["Bad.".to_owned(), "Worse.".to_owned()])]);
        let (columns, rows) = refused_rows(&sheet, &reasons, ["Line".into(), "Reason".into()]);
        let headers: Vec<&str> = columns.iter().map(|column| column.header.as_str()).collect();
        assert_eq!(headers, ["Number", "Name", "Line", "Reason"]);
        assert_eq!(rows, [vec![Cell::from("=2"), Cell::from(" b "), Cell::Number(3), Cell::from("Bad. Worse.")]]);
        let (columns, _) = refused_rows(&sheet, &reasons, ["Ligne".into(), "Raison".into()]);
        assert_eq!(columns.len(), 6);
    }
}
