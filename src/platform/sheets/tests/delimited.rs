//! CSV in all its forms.

use csv::{QuoteStyle, WriterBuilder};
use proptest::prelude::*;

use super::*;
use crate::platform::sheets::guarding::unguarded;

#[test]
fn every_delimiter_and_its_lines() {
    for delimiter in [",", ";", "\t"] {
        let text = format!(
            "Number{delimiter}Name\r\n\r\n10{delimiter}\"a{delimiter}\"\"b\"\"\r\nc\"\r\n20{delimiter}x, y, z\n"
        );
        let text = if delimiter == ";" { text } else { text.replace("x, y, z", "plain") };
        let sheet = read_as("a.csv", text).unwrap();
        assert_eq!(sheet.headers(), ["Number", "Name"]);
        let quoted = format!("a{delimiter}\"b\"\r\nc");
        assert_eq!(lines_and_cells(&sheet)[0], (3, vec!["10", &quoted]));
        assert_eq!(sheet.rows().last().unwrap().line(), 5);
    }
}

#[test]
fn old_line_endings_and_blank_lines_are_counted() {
    for (ending, name) in [("\r", "a.txt"), ("\n", "a"), ("\r\n", "A.CSV")] {
        let sheet = read_as(name, format!("a,b{ending}{ending}1,2{ending},{ending}3,4")).unwrap();
        assert_eq!(lines_and_cells(&sheet), [(3, vec!["1", "2"]), (5, vec!["3", "4"])]);
    }
}

#[test]
fn encodings() {
    let text = "Größe,Ort\nÄ,Łódź 東京\n";
    let utf16 = |bytes: fn(u16) -> [u8; 2], mark: &[u8]| {
        [mark.to_vec(), text.encode_utf16().flat_map(bytes).collect()].concat()
    };
    for bytes in [
        text.as_bytes().to_vec(),
        [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        utf16(u16::to_le_bytes, b"\xFF\xFE"),
        utf16(u16::to_be_bytes, b"\xFE\xFF"),
        utf16(u16::to_le_bytes, b""),
        utf16(u16::to_be_bytes, b""),
    ] {
        let sheet = read_as("a.csv", bytes).unwrap();
        assert_eq!(sheet.headers(), ["Größe", "Ort"]);
        assert_eq!(lines_and_cells(&sheet), [(2, vec!["Ä", "Łódź 東京"])]);
    }
    let western = read_as("a.csv", b"Gr\xF6\xDFe;Preis\n1;5 \x80\n".to_vec()).unwrap();
    assert_eq!((western.headers()[0].as_str(), lines_and_cells(&western)), ("Größe", vec![(2, vec!["1", "5 €"])]));
    assert_eq!(read_as("a.csv", b"\xFF\xFEa\0\x00\xD8b\0".to_vec()), Err(SheetFault::Encoding));
    assert_eq!(read_as("a.csv", b"\xEF\xBB\xBFa\xFFb".to_vec()), Err(SheetFault::Encoding));
}

#[test]
fn excels_own_first_line_and_a_dos_end() {
    let sheet = read_as("a.csv", "sep=;\r\na,b;c\r\n1;2\r\n\u{1A}").unwrap();
    assert_eq!(sheet.headers(), ["a,b", "c"]);
    assert_eq!(lines_and_cells(&sheet), [(3, vec!["1", "2"])]);
}

#[test]
fn the_header_decides_the_delimiter_and_rows_between_equals() {
    let sheet = read_as("a.csv", "Name;City\nMiller, Inc.;Bern, CH\nA, B, C;D\n").unwrap();
    assert_eq!(lines_and_cells(&sheet)[1].1, ["A, B, C", "D"]);
    let tied = read_as("a.csv", "Amount, net;Currency\n1;EUR\n2;EUR\n").unwrap();
    assert_eq!(lines_and_cells(&tied)[0].1, ["1", "EUR"]);
}

#[test]
fn columns_are_found_by_their_names() {
    let sheet = read_as("a.csv", " Customer-Number ,Größe,Rest\n1,2,3\n").unwrap();
    assert_eq!(sheet.column(&["no such", "customer number"]), Some(0));
    assert_eq!(sheet.column(&["GROSSE"]), Some(1));
    assert_eq!(sheet.column(&["x"]), None);
    let row = sheet.rows().next().unwrap();
    assert_eq!((row.get(0), row.get(2), row.get(3), row.get(usize::MAX)), ("1", "3", "", ""));
}

#[test]
fn a_quotation_mark_that_never_closes_is_found() {
    assert_eq!(read_as("a.csv", "a,b\n1,2\n3,\"4\n5,6\n"), Err(SheetFault::OpenQuote { line: 3 }));
    assert_eq!(
        lines_and_cells(&read_as("a.csv", "a,b\n1,5\" pipe\n2,\"\"").unwrap()),
        [(2, vec!["1", "5\" pipe"]), (3, vec!["2"])]
    );
    assert_eq!(read_as("a.csv", "end").unwrap().headers(), ["end"]);
    assert_eq!(lines_and_cells(&read_as("a.csv", "end\nend\n\"end\"").unwrap()).len(), 2);
}

#[test]
fn a_comma_without_quotation_marks_cuts_no_name() {
    let beyond = Err(SheetFault::BeyondHeader { line: 3 });
    assert_eq!(read_as("a.csv", "Number,Name\n1,\"Smith, Jones\"\n2,Smith, Jones & Co\n"), beyond);
    assert_eq!(read_as("a.csv", "Number;Name\n\n2;Smith; Jones\n"), beyond);
    assert!(read_as("a.csv", "Number,Name\n1,Smith,,\n").is_ok());
}

#[test]
fn the_limits_hold() {
    let small = Limits { rows: 3, columns: 3, cells: 6, cell_characters: 4, text_bytes: 20, ..Limits::default() };
    let read = |text: &str| read_bytes("a.csv", text.into(), &small);
    assert!(read("h,h,h\na,b,c\nd,e,f\n").is_ok());
    assert_eq!(read("h\n1\n2\n3\n4\n"), Err(SheetFault::TooManyRows { max: 3 }));
    assert_eq!(read("h,h,h\n1,2,3,4\n"), Err(SheetFault::TooManyColumns { line: 2, max: 3 }));
    assert!(read("h,h,h\n1,2,3,,,,\n").is_ok());
    assert_eq!(read("h,h,h\n1,2,3\n1,2,3\n1\n"), Err(SheetFault::TooManyCells { max: 6 }));
    assert_eq!(read("h,h\n1,ééééé\n"), Err(SheetFault::CellTooLong { line: 2, column: 2, max: 4 }));
    assert_eq!(read("h,h\néééé,éééé\néééé\n"), Err(SheetFault::TooManyCells { max: 6 }));
    let now = Limits { time: std::time::Duration::ZERO, ..Limits::default() };
    assert_eq!(read_bytes("a.csv", b"h\n1\n".to_vec(), &now), Err(SheetFault::TooSlow { seconds: 0 }));
}

#[derive(Debug, Clone, Copy)]
enum Saved {
    Utf8,
    Utf8Mark,
    Utf16Le,
    Utf16Be,
}

fn save(text: &str, as_what: Saved) -> Vec<u8> {
    match as_what {
        Saved::Utf8 => text.into(),
        Saved::Utf8Mark => [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
        Saved::Utf16Le => [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat(),
        Saved::Utf16Be => [vec![0xFE, 0xFF], text.encode_utf16().flat_map(u16::to_be_bytes).collect()].concat(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_table_reads_back(
        columns in 2_usize..6,
        cells in prop::collection::vec(prop_oneof!["[a-zé東 ]{0,6}", "[,;\t\"'\r\na-z]{0,6}", "\\PC{0,8}"], 0..60),
        delimiter in prop::sample::select(vec![b',', b';', b'\t']),
        saved in prop::sample::select(vec![Saved::Utf8, Saved::Utf8Mark, Saved::Utf16Le, Saved::Utf16Be]),
        always_quoted in any::<bool>(),
        windows in any::<bool>(),
    ) {
        let style = if always_quoted { QuoteStyle::Always } else { QuoteStyle::Necessary };
        let ending = if windows { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let mut writer = WriterBuilder::new().delimiter(delimiter).quote_style(style).terminator(ending).from_writer(Vec::new());
        let headers: Vec<String> = (0..columns).map(|column| format!("Column {column}")).collect();
        writer.write_record(&headers).unwrap();
        let rows: Vec<&[String]> = cells.chunks_exact(columns).collect();
        let mut starts = Vec::new();
        for row in &rows {
            writer.flush().unwrap();
            starts.push(writer.get_ref().len());
            writer.write_record(*row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        let sheet = read_as("table.csv", save(&text, saved)).unwrap();
        prop_assert_eq!(sheet.headers(), &headers[..]);
        let kept: Vec<(&[String], usize)> =
            rows.into_iter().zip(starts).filter(|(row, _)| row.iter().any(|cell| !unguarded(cell).trim().is_empty())).collect();
        prop_assert_eq!(sheet.len(), kept.len());
        for (row, (written, start)) in sheet.rows().zip(kept) {
            for (column, cell) in written.iter().enumerate() {
                // Cells after the last with something to see in it are not kept.
                let cell = unguarded(cell);
                prop_assert!(row.get(column) == cell || (row.get(column).is_empty() && cell.trim().is_empty()));
            }
            let lines_before = text[..start].replace("\r\n", "\n").replace('\r', "\n").matches('\n').count();
            prop_assert_eq!(row.line() as usize, lines_before + 1);
        }
    }

    #[test]
    fn any_bytes_give_a_table_or_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read_as("a.csv", bytes.clone());
        let _ = read_as("a.xlsx", [b"PK\x03\x04".to_vec(), bytes].concat());
    }
}
