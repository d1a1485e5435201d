//! Workbooks built to break their reader: refused soon, before anything large is kept.

use std::time::Instant;

use super::*;

/// Two seconds in the program as it is shipped; the unoptimised one, among other tests, is given more.
const SOON: u64 = if cfg!(debug_assertions) { 15 } else { 2 };

fn refused_soon(bytes: Vec<u8>) -> SheetFault {
    let started = Instant::now();
    let fault = read_as("a.xlsx", bytes).expect_err("should be refused");
    assert!(started.elapsed().as_secs() < SOON, "{fault} took {:?}", started.elapsed());
    fault
}

/// Overwrites the declared size of the part of this name in its local and central headers.
fn with_declared_size(mut bytes: Vec<u8>, name: &str, size: u32) -> Vec<u8> {
    for (signature, size_at, name_at) in [(b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)] {
        let start = (0..bytes.len())
            .find(|start| {
                bytes[*start..].starts_with(signature)
                    && bytes.get(start + name_at..).is_some_and(|rest| rest.starts_with(name.as_bytes()))
            })
            .unwrap();
        bytes[start + size_at..start + size_at + 4].copy_from_slice(&size.to_le_bytes());
    }
    bytes
}

const BIG: usize = 24 * 1024 * 1024;

#[test]
fn bombs_honest_and_lying() {
    let zeros = vec![b' '; BIG];
    let bomb = workbook_with("", &[("xl/media/x.bin", &zeros)]);
    assert!(bomb.len() < BIG / 500);
    assert_eq!(refused_soon(bomb.clone()), SheetFault::Bomb);
    for claim in [0, 1_000, 1024 * 1024] {
        // The zip library may notice the lie first.
        let fault = refused_soon(with_declared_size(bomb.clone(), "xl/media/x.bin", claim));
        assert!(matches!(fault, SheetFault::Bomb | SheetFault::Damaged), "{fault}");
    }
    let overstated = with_declared_size(bomb, "xl/media/x.bin", u32::MAX - 1);
    assert_eq!(refused_soon(overstated), SheetFault::Bomb);
}

#[test]
fn many_parts_and_claims_of_many() {
    let names: Vec<String> = (0..3_000).map(|number| format!("xl/x{number}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(refused_soon(workbook_with("", &parts)), SheetFault::TooManyParts { max: 2_000 });
    let mut claiming = workbook_with("", &[]);
    let mut directory = b"PK\x06\x06".to_vec();
    directory.resize(32, 0);
    directory.extend_from_slice(&(1_u64 << 40).to_le_bytes());
    directory.resize(56, 0);
    let end = claiming.len() - 22;
    claiming.splice(end..end, directory);
    assert_eq!(refused_soon(claiming), SheetFault::TooManyParts { max: 2_000 });
}

#[test]
fn a_workbook_cut_anywhere_is_refused() {
    let whole = workbook_with(r#"<row r="1"><c r="A1"><v>1</v></c></row>"#, &[]);
    for end in (4..whole.len()).step_by(23) {
        assert_eq!(read_as("a.xlsx", &whole[..end]), Err(SheetFault::Damaged), "cut at {end}");
    }
}

#[test]
fn a_workbook_with_any_byte_changed_never_ends_the_process() {
    let whole = workbook_with(
        r#"<row r="1"><c r="A1"><v>1</v></c></row>"#,
        &[("xl/sharedStrings.xml", b"<sst uniqueCount=\"0\"></sst>")],
    );
    for at in (0..whole.len()).step_by(11) {
        for flip in [0xFF, 0x01, 0x80] {
            let mut changed = whole.clone();
            changed[at] ^= flip;
            let _ = read_as("a.xlsx", changed);
        }
    }
}

#[test]
fn an_encrypted_part_is_named() {
    let mut bytes = workbook_with("", &[]);
    for signature in [b"PK\x03\x04", b"PK\x01\x02"] {
        let flags = if signature == b"PK\x03\x04" { 6 } else { 8 };
        for start in 0..bytes.len() - 10 {
            if bytes[start..].starts_with(signature) {
                bytes[start + flags] |= 1;
            }
        }
    }
    assert_eq!(refused_soon(bytes), SheetFault::Encrypted);
}

#[test]
fn claims_that_would_reserve_all_memory() {
    for claim in ["18446744073709551615", "1099511627776", "99999999"] {
        let strings = format!("<?xml version=\"1.0\"?><sst uniqueCount=\"{claim}\"></sst>");
        assert_eq!(refused_soon(workbook_with("", &[("xl/sharedStrings.xml", strings.as_bytes())])), SheetFault::Bomb);
        let hidden = format!("<!-- {} --><sst uniqueCount=\"{claim}\"></sst>", "x".repeat(5_000));
        assert_eq!(
            refused_soon(workbook_with("", &[("XL/SharedStrings.XML", hidden.as_bytes())])),
            SheetFault::Damaged
        );
    }
    let utf16: Vec<u8> =
        "\u{FEFF}<sst uniqueCount=\"1099511627776\"/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(refused_soon(workbook_with("", &[("xl/sharedStrings.xml", &utf16)])), SheetFault::Damaged);
}

#[test]
fn one_long_text_in_every_cell_and_one_long_format_in_every_style() {
    let strings = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(32_000));
    let rows: String =
        (1..=6_000).map(|row| format!(r#"<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>"#)).collect();
    let limits = Limits { text_bytes: 10_000_000, ..Limits::default() };
    let bytes = workbook_with(&rows, &[("xl/sharedStrings.xml", strings.as_bytes())]);
    assert_eq!(read_bytes("a.xlsx", bytes, &limits), Err(SheetFault::TooManyCells { max: 2_000_000 }));
    let styles =
        format!("<styleSheet><numFmts><numFmt formatCode=\"{}\"/></numFmts></styleSheet>", "0".repeat(100_000));
    assert_eq!(refused_soon(workbook_with("", &[("xl/styles.xml", styles.as_bytes())])), SheetFault::Bomb);
}

#[test]
fn hostile_cell_names_and_structure() {
    for rows in [
        r#"<row r="4294967295"><c><v>1</v></c></row>"#,
        r#"<row r="0"><c r="A0"><v>1</v></c></row>"#,
        r#"<row r="5"><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#,
        r#"<row r="1"><c r="A1" t="s"><v>7</v></c></row>"#,
        r#"<row r="1"><c r="A1" t="zzz"><v>7</v></c></row>"#,
        r#"<row r="1"><c r="A1"><v>1</v>"#,
    ] {
        let _ = refused_soon(workbook_with(rows, &[]));
    }
    // Overflows in the library: a panic in the debug build, some other cell in the release build.
    let _ = read_as("a.xlsx", workbook_with(r#"<row r="1"><c r="ZZZZZZZZZZZZ99999999999"><v>1</v></c></row>"#, &[]));
    let laughs = r#"<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><sst><si><t>&b;</t></si></sst>"#;
    assert_eq!(refused_soon(workbook_with("", &[("xl/sharedStrings.xml", laughs.as_bytes())])), SheetFault::Damaged);
    let outside = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>&xxe;</t></is></c></row>"#;
    assert_eq!(refused_soon(workbook_with(outside, &[])), SheetFault::Damaged);
}
