//! What is written reads as it was, from both kinds of file; and no spreadsheet finds a formula in it.

use futures_util::stream;
use http_body_util::BodyExt;
use proptest::prelude::*;

use super::*;
use crate::platform::sheets::{Cell, Column, Format, Gates, Table};

/// A table as it goes out, and what its file is called.
async fn written(headers: &[&str], rows: &[Vec<Cell>], format: Format) -> (String, Vec<u8>) {
    let columns = headers.iter().map(|header| Column::new(*header, 20)).collect();
    let rows: Vec<_> = rows.iter().cloned().map(Ok).collect();
    let rows = stream::iter(rows);
    let response = Table { name: "A list".into(), columns, rows }.download(format, turn()).await.unwrap();
    let name = response.headers()["content-disposition"].to_str().unwrap().to_owned();
    (name, response.into_body().collect().await.unwrap().to_bytes().to_vec())
}

fn turn() -> Turn {
    Gates::default().sending(1).unwrap()
}

async fn read_back(headers: &[&str], rows: &[Vec<Cell>], format: Format) -> Sheet {
    let (_, bytes) = written(headers, rows, format).await;
    read_as(&format!("a.{format}"), bytes).unwrap()
}

fn texts(rows: &[&[&str]]) -> Vec<Vec<Cell>> {
    rows.iter().map(|row| row.iter().map(|cell| Cell::from(*cell)).collect()).collect()
}

#[tokio::test]
async fn a_csv_file_to_the_letter() {
    let rows = [vec![Cell::from("Él; \"x\""), Cell::from(-5)], texts(&[&["=1+1", " a "]]).remove(0)];
    let (name, bytes) = written(&["Name", "Days"], &rows, Format::Csv).await;
    let text = "\u{FEFF}Name,Days\r\n\"Él; \"\"x\"\"\",-5\r\n'=1+1,\" a \"\r\n";
    assert_eq!(String::from_utf8(bytes).unwrap(), text);
    assert!(name.starts_with("attachment; filename=\"A list.csv\""), "{name}");
}

#[tokio::test]
async fn what_looks_like_a_formula_is_a_text() {
    let rows = texts(&[
        &["=HYPERLINK(\"http://x\")", "+1", "-1", "@x"],
        &["'=1", "''@", "\t=1", "\r=1"],
        &["'", "it's", "007", "1e5"],
    ]);
    for format in Format::ALL {
        let sheet = read_back(&["A", "B", "C", "D"], &rows, *format).await;
        let cells: Vec<Vec<Cell>> = sheet.rows().map(|row| row.cells().map(Cell::from).collect()).collect();
        assert_eq!(cells, rows, "{format}");
    }
    let (_, workbook) = written(&["A"], &rows, Format::Xlsx).await;
    let mut parts = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut sheet = String::new();
    parts.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
    assert!(sheet.contains("HYPERLINK") && !sheet.contains("<f>"), "{sheet}");
}

#[tokio::test]
async fn numbers_are_numbers_and_a_table_may_be_empty_or_long() {
    for format in Format::ALL {
        let one = read_back(&["Days"], &[vec![Cell::from(3)]], *format).await;
        assert_eq!(lines_and_cells(&one), [(2, vec!["3"])]);
        assert!(read_back(&["Name", "Days"], &[], *format).await.is_empty(), "{format}");
        let many: Vec<Vec<Cell>> = (0..5_000).map(|id| vec![Cell::from(format!("Row {id}")), id.into()]).collect();
        let many = read_back(&["Name", "Id"], &many, *format).await;
        assert_eq!((many.len(), many.rows().last().unwrap().get(1)), (5_000, "4999"));
    }
}

#[tokio::test]
async fn what_no_file_can_hold_is_left_out_and_a_broken_row_is_told() {
    for format in Format::ALL {
        let rows = texts(&[&["a\u{7}b\u{1}\0\u{FFFE}", "x"]]);
        let sheet = read_back(&["A", "B"], &rows, *format).await;
        assert_eq!(lines_and_cells(&sheet), [(2, vec!["ab", "x"])]);
    }
    let rows = stream::iter([Err(anyhow::anyhow!("gone").into())]);
    let table = Table { name: "A".into(), columns: vec![Column::new("A", 9)], rows };
    assert!(table.download(Format::Xlsx, turn()).await.is_err());
    let long = texts(&[&[&"x".repeat(40_000)]]);
    let sheet = read_back(&["A"], &long, Format::Xlsx).await;
    assert_eq!(sheet.rows().next().unwrap().get(0).len(), 32_767, "as long as Excel allows");
}

/// What people type and paste, formulas and quotes above all.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(
            prop::sample::select(vec!['=', '+', '-', '@', '＝', '\'', '"', ',', ';', '\t', '\n', 'a', ' ', 'é']),
            0..8
        )
        .prop_map(String::from_iter),
        "[^\\p{Cc}\u{FFFE}\u{FFFF}]{0,12}",
        "_x[0-9A-F]{4}_",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_round_trip_changes_nothing(rows in prop::collection::vec(prop::collection::vec(cell(), 1..5), 0..12)) {
        // Rows in which nothing can be seen are no rows, nor do empty cells at their end count.
        let seen = |row: &Vec<String>| row.iter().rposition(|cell| !cell.trim().is_empty()).map(|last| row[..=last].to_vec());
        let rows: Vec<Vec<String>> = rows.iter().filter_map(seen).collect();
        let cells: Vec<Vec<Cell>> = rows.iter().map(|row| row.iter().cloned().map(Cell::Text).collect()).collect();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        for format in Format::ALL {
            let sheet = runtime.block_on(read_back(&["One", "Two", "Three", "Four"], &cells, *format));
            let back: Vec<Vec<String>> = sheet.rows().map(|row| row.cells().map(str::to_owned).collect()).collect();
            prop_assert_eq!(&back, &rows, "{}", format);
        }
    }
}
