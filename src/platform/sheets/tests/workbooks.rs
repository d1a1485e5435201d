//! Workbooks as Excel and others write them.

use super::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

fn saved(mut workbook: Workbook) -> Vec<u8> {
    workbook.save_to_buffer().unwrap()
}

#[test]
fn cells_read_as_they_are_shown() {
    let mut workbook = Workbook::new();
    let hidden = workbook.add_worksheet();
    hidden.set_name("Secret").unwrap().set_hidden(true);
    hidden.write(0, 0, "not this").unwrap();
    workbook.add_worksheet().set_name("Blank").unwrap().set_active(true);
    let sheet = workbook.add_worksheet();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let span = Format::new().set_num_format("[h]:mm:ss");
    let zeros = Format::new().set_num_format("00000");
    for (column, header) in
        [" Number ", "Name", "Text", "Day", "Moment", "Span", "Yes", "Sum", "Padded", "Fraction"].iter().enumerate()
    {
        sheet.write(1, column as u16, *header).unwrap();
    }
    sheet.write(4, 0, 10_042).unwrap();
    sheet.write(4, 1, "O’Neil & <Söhne> 👩‍👩‍👧").unwrap();
    sheet.write(4, 2, "0042").unwrap();
    sheet.write_with_format(4, 3, ExcelDateTime::from_ymd(2026, 11, 21).unwrap(), &day).unwrap();
    let at = ExcelDateTime::from_ymd(2026, 11, 21).unwrap().and_hms(14, 5, 9).unwrap();
    sheet.write_with_format(4, 4, at, &moment).unwrap();
    sheet.write_with_format(4, 5, 1.5, &span).unwrap();
    sheet.write(4, 6, true).unwrap();
    sheet.write_formula(4, 7, Formula::new("=A5*2").set_result("20084")).unwrap();
    sheet.write_with_format(4, 8, 42, &zeros).unwrap();
    sheet.write(4, 9, 0.1 + 0.2).unwrap();
    sheet.merge_range(6, 0, 8, 1, "merged", &Format::new()).unwrap();
    sheet.write(8, 2, "_x000D_ stays").unwrap();
    let sheet = read_as("list.xlsx", saved(workbook)).unwrap();
    assert_eq!(sheet.headers()[..2], ["Number", "Name"]);
    assert_eq!(
        lines_and_cells(&sheet),
        [
            (
                5,
                vec![
                    "10042",
                    "O’Neil & <Söhne> 👩‍👩‍👧",
                    "0042",
                    "2026-11-21",
                    "2026-11-21 14:05:09",
                    "36:00:00",
                    "TRUE",
                    "20084",
                    "00042",
                    "0.3"
                ]
            ),
            (7, vec!["merged"]),
            (9, vec!["", "", "_x000D_ stays"]),
        ]
    );
}

#[test]
fn inline_strings_shared_strings_iso_dates_errors_and_1904() {
    let strings = br#"<?xml version="1.0"?><sst uniqueCount="2"><si><t xml:space="preserve"> shared </t></si><si><r><t>ri</t></r><r><t>ch</t></r></si></sst>"#;
    let styles = br#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>Head</t></is></c></row>
        <row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>1</v></c><c r="C3" s="1"><v>0</v></c><c r="D3" s="1"><v>43788</v></c>
        <c r="E3" t="e"><v>#N/A</v></c><c r="F3" t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c r="G3" t="d"><v>2026-11-21</v></c><c r="H3"/></row>"#;
    let sheet = read_as("a.xlsx", workbook_with(rows, &[("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)]))
        .unwrap();
    assert_eq!(
        lines_and_cells(&sheet),
        [(3, vec![" shared ", "rich", "00:00:00", "2023-11-20", "#N/A", "ab", "2026-11-21"])]
    );
}

#[test]
fn a_large_sheet_of_equal_rows_is_not_taken_for_a_bomb() {
    let cell = r#"<c t="inlineStr"><is><t>the same text in every cell</t></is></c>"#;
    let rows: String = (1..=12_000).map(|row| format!("<row r=\"{row}\">{}</row>", cell.repeat(6))).collect();
    assert!(rows.len() > 4 * 1024 * 1024, "so small that no ratio is looked at");
    let sheet = read_as("a.xlsx", workbook_with(&rows, &[])).unwrap();
    assert_eq!(sheet.len(), 11_999);
    assert_eq!(sheet.rows().last().unwrap().line(), 12_000);
}

#[test]
fn a_workbook_without_rows_is_empty() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet();
    assert_eq!(read_as("a.xlsx", saved(workbook)), Err(SheetFault::Empty));
}

#[test]
fn the_limits_hold() {
    let cell = |at: &str| format!(r#"<c r="{at}"><v>1</v></c>"#);
    let read = |rows: &str, limits: &Limits| read_bytes("a.xlsx", workbook_with(rows, &[]), limits);
    let far = format!("<row r=\"1\">{}</row>", cell("XFD1"));
    assert_eq!(read(&far, &Limits::default()), Err(SheetFault::TooManyColumns { line: 1, max: 256 }));
    let deep = format!("<row r=\"1048576\">{}</row>", cell("A1048576"));
    assert_eq!(read(&deep, &Limits::default()).unwrap().headers(), ["1"]);
    let rows: String = (1..=5).map(|row| format!("<row r=\"{row}\">{}</row>", cell(&format!("A{row}")))).collect();
    assert_eq!(read(&rows, &Limits { rows: 3, ..Limits::default() }), Err(SheetFault::TooManyRows { max: 3 }));
    assert_eq!(read(&rows, &Limits { cells: 3, ..Limits::default() }), Err(SheetFault::TooManyCells { max: 3 }));
    assert_eq!(
        read(&rows, &Limits { inflated_bytes: 1_000, ..Limits::default() }),
        Err(SheetFault::InflatedTooLarge { max: 1_000 })
    );
    assert_eq!(
        read(&rows, &Limits { file_bytes: 100, ..Limits::default() }),
        Err(SheetFault::FileTooLarge { max: 100 })
    );
    let long = format!(r#"<row r="1"><c r="A1" t="inlineStr"><is><t>{}</t></is></c></row>"#, "x".repeat(40_000));
    assert_eq!(read(&long, &Limits::default()), Err(SheetFault::CellTooLong { line: 1, column: 1, max: 32_767 }));
}
