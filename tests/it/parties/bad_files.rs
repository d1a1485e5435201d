//! Files that are no list of distributors: each gets a sentence, and nothing is kept of it.

use super::desk::{Files, count, refused};
use crate::support::databases::on_both;
use std::io::Write;
use std::path::Path;
use zip::write::SimpleFileOptions;

#[tokio::test]
async fn every_wrong_file_is_refused_in_words() {
    on_both(async |db| {
        let files = Files::new();
        for (name, content, says) in [
            ("empty.csv", Vec::new(), "nothing in this file"),
            ("only-header.csv", b"number,name\n".to_vec(), "no row below"),
            ("columns.csv", b"colour,size\nred,9\n".to_vec(), "The file has: colour, size"),
            ("noname.csv", b"number,size\nred,9\n".to_vec(), "no column of names"),
            ("picture.csv", b"\x89PNG\r\n\x1a\n0000".to_vec(), "picture"),
            ("page.csv", b"<!doctype html><html><body>number,name</body></html>".to_vec(), "web page"),
            ("report.pdf", b"%PDF-1.7\n".to_vec(), "PDF"),
            ("old.xls", [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 600]].concat(), "."),
            ("quote.csv", b"number,name\n1,\"Alpha\n2,Beta\n".to_vec(), "never closed"),
            ("huge.csv", [b"number,name\n".to_vec(), vec![b'x'; 33 * 1024 * 1024]].concat(), "larger than"),
            ("bomb.xlsx", bomb(), "."),
            ("broken.xlsx", b"PK\x03\x04 and nothing more".to_vec(), "."),
        ] {
            let said = refused(&db, &files.file(name, content)).await;
            assert!(said[0].contains(says), "{name}: {said:?}");
        }
        assert!(refused(&db, Path::new("/nowhere/at/all.csv")).await[0].contains("no such file"));
        assert!(refused(&db, &std::env::temp_dir()).await[0].contains("folder"));
        assert_eq!(count(&db, "SELECT count(*) FROM parties").await, 0);
        assert_eq!(count(&db, "SELECT count(*) FROM party_imports").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_workbook_with_a_password_is_named_as_such() {
    on_both(async |db| {
        let files = Files::new();
        // A compound file with the stream that Excel keeps encrypted workbooks in.
        let mut content = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        content.resize(1_024, 0);
        content.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        content.resize(4_096, 0);
        let said = refused(&db, &files.file("secret.xlsx", content)).await;
        assert!(said[0].contains("password"), "{said:?}");
    })
    .await;
}

#[tokio::test]
async fn hostile_cells_are_kept_as_text_or_named() {
    on_both(async |db| {
        let files = Files::new();
        let long = "x".repeat(10_000);
        let csv = format!("number,name\n1,<b>Alpha</b> & 🎪 שלום\n2,=cmd|' /C calc'!A0\n'; DROP TABLE parties; --,Gamma\n3,{long}\n4,\u{AD}\n{long},Delta\n");
        let said = refused(&db, &files.file("hostile.csv", csv)).await;
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].starts_with("Line 5, column name") && said[0].contains("10,000"), "{said:?}");
        assert!(said[1].starts_with("Line 6") && said[2].starts_with("Line 7, column number"), "{said:?}");
        let fine = "number,name\n1,<b>Alpha</b> & 🎪 שלום\n2,=cmd|' /C calc'!A0\n'; DROP TABLE parties; --,Gamma\n";
        super::desk::import(&db, &files.file("fine.csv", fine)).await.expect("a summary");
        assert_eq!(count(&db, "SELECT count(*) FROM parties").await, 3);
    })
    .await;
}

/// A small workbook that unpacks to a gigabyte.
fn bomb() -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for part in ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        archive.start_file(part, options).expect("a part");
        let zeros = vec![b' '; 1024 * 1024];
        for _ in 0..if part.ends_with("sheet1.xml") { 200 } else { 1 } {
            archive.write_all(&zeros).expect("written");
        }
    }
    archive.finish().expect("an archive").into_inner()
}
