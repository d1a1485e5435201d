//! Files that are not what they should be: each has its own sentence.

use super::*;
use crate::platform::refusal::{Complaint, Kind};
use crate::platform::text::Catalogue;

fn compound(stream: &str) -> Vec<u8> {
    let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), vec![0; 2_040], name, vec![0; 500]].concat()
}

#[test]
fn what_is_no_table_is_named() {
    for (name, bytes, fault) in [
        ("a.csv", vec![], SheetFault::Empty),
        ("a.csv", b" \r\n\t\n,,,\n".to_vec(), SheetFault::Empty),
        ("a.csv", b"\xEF\xBB\xBF".to_vec(), SheetFault::Empty),
        ("a.xlsx", compound("EncryptedPackage"), SheetFault::Encrypted),
        ("a.xls", compound("Workbook"), SheetFault::OldExcel),
        ("a.xls", compound("Book"), SheetFault::OldExcel),
        ("a.doc", compound("WordDocument"), SheetFault::NotATable),
        ("a.csv", b"%PDF-1.7\n%\xE2\xE3".to_vec(), SheetFault::Pdf),
        ("a.xlsx", b"\r\n%PDF-1.4".to_vec(), SheetFault::Pdf),
        ("a.csv", b"\x89PNG\r\n\x1A\n\0\0".to_vec(), SheetFault::Picture),
        ("a.csv", b"\xFF\xD8\xFF\xE0".to_vec(), SheetFault::Picture),
        ("a.csv", b"\x1F\x8B\x08\0".to_vec(), SheetFault::Archive),
        ("a.zip", zipped(&[("list.csv", b"a,b")]), SheetFault::Archive),
        ("a.docx", zipped(&[("[Content_Types].xml", TYPES), ("word/document.xml", b"<a/>")]), SheetFault::NotATable),
        ("a.xlsb", zipped(&[("[Content_Types].xml", TYPES), ("xl/workbook.bin", b"x")]), SheetFault::OtherSpreadsheet),
        ("a.ods", zipped(&[("mimetype", b"x"), ("content.xml", b"<a/>")]), SheetFault::OtherSpreadsheet),
        ("a.xls", b"\xEF\xBB\xBF \n<HTML><table>".to_vec(), SheetFault::WebPage),
        ("a.csv", b"\x7FELF\x02\x01\x01\0\0".to_vec(), SheetFault::NotATable),
        ("a.csv", b"a,b\n1,\0\n".to_vec(), SheetFault::NotATable),
        ("a.xlsx", b"a,b\n1,2\n".to_vec(), SheetFault::WrongName { extension: "xlsx".into() }),
        ("C:\\x\\a.PDF", b"a,b\n1,2\n".to_vec(), SheetFault::WrongName { extension: "pdf".into() }),
        ("a.csv", workbook_with("", &[]), SheetFault::WrongName { extension: "csv".into() }),
    ] {
        assert_eq!(read_as(name, bytes), Err(fault.clone()), "{name} {fault:?}");
    }
}

#[test]
fn paths_that_are_no_files() {
    let folder = tempfile::tempdir().unwrap();
    let limits = Limits { file_bytes: 10, ..Limits::default() };
    assert_eq!(read_path(folder.path(), &limits), Err(SheetFault::Folder));
    assert_eq!(read_path(&folder.path().join("none.csv"), &limits), Err(SheetFault::Missing));
    assert_eq!(read_path(Path::new("/dev/zero"), &limits), Err(SheetFault::Unreadable));
    let file = folder.path().join("a.csv");
    std::fs::write(&file, "a,b\n1,2\n").unwrap();
    assert_eq!(read_path(&file, &limits).unwrap().len(), 1);
    std::fs::write(&file, "a,b\n1,2\n1,2\n").unwrap();
    assert_eq!(read_path(&file, &limits), Err(SheetFault::FileTooLarge { max: 10 }));
    assert_eq!(read("x.csv", std::io::repeat(b'a'), &limits), Err(SheetFault::FileTooLarge { max: 10 }));
}

#[test]
fn every_fault_has_its_sentence_at_the_field() {
    let texts = Catalogue::load().unwrap().texts("en");
    for fault in [
        SheetFault::Empty,
        SheetFault::Missing,
        SheetFault::Folder,
        SheetFault::Unreadable,
        SheetFault::FileTooLarge { max: 1 << 25 },
        SheetFault::InflatedTooLarge { max: 1 << 27 },
        SheetFault::Bomb,
        SheetFault::TooManyParts { max: 2_000 },
        SheetFault::TooManyRows { max: 2 },
        SheetFault::TooManyColumns { line: 1, max: 2 },
        SheetFault::TooManyCells { max: 2 },
        SheetFault::CellTooLong { line: 1, column: 2, max: 3 },
        SheetFault::OpenQuote { line: 1 },
        SheetFault::BeyondHeader { line: 1 },
        SheetFault::TooSlow { seconds: 20 },
        SheetFault::Encrypted,
        SheetFault::OldExcel,
        SheetFault::OtherSpreadsheet,
        SheetFault::Pdf,
        SheetFault::Picture,
        SheetFault::Archive,
        SheetFault::WebPage,
        SheetFault::NotATable,
        SheetFault::WrongName { extension: "pdf".into() },
        SheetFault::Damaged,
        SheetFault::Encoding,
    ] {
        let sentence = texts.complaint(&Complaint::from(fault.clone()));
        assert!(sentence.contains(' ') && !sentence.contains(['{', '$']), "{fault}: {sentence}");
        let refusal = fault.at("file");
        assert_eq!(refusal.complaints[0].field, Some("file"));
        assert!((400..500).contains(&refusal.kind.status()));
    }
    assert_eq!(SheetFault::Bomb.at("file").kind, Kind::TooLarge);
}
