//! Tells from the first bytes what a file is, and refuses by name what cannot be a table. It reads no table itself.

use super::fault::SheetFault;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// A zip package; whether a workbook is in it, the package tells.
    Workbook,
    /// Perhaps delimited text.
    Text,
}

const COMPOUND_FILE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
const PICTURES: [&[u8]; 7] = [b"\x89PNG", b"\xFF\xD8\xFF", b"GIF87a", b"GIF89a", b"II*\0", b"MM\0*", b"\0\0\x01\0"];
const ARCHIVES: [&[u8]; 5] = [b"\x1F\x8B", b"Rar!", b"7z\xBC\xAF\x27\x1C", b"BZh", b"\xFD7zXZ"];
const WORKBOOK_NAMES: [&str; 2] = ["xlsx", "xlsm"];
const TEXT_NAMES: [&str; 7] = ["csv", "tsv", "tab", "txt", "asc", "dat", "prn"];

/// What the bytes are.
pub(super) fn content(bytes: &[u8]) -> Result<Content, SheetFault> {
    let starts_with_any = |marks: &[&[u8]]| marks.iter().any(|mark| bytes.starts_with(mark));
    if bytes.is_empty() {
        return Err(SheetFault::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Ok(Content::Workbook);
    }
    if bytes.starts_with(COMPOUND_FILE) {
        return Err(compound_file(bytes));
    }
    // PDF readers accept their mark anywhere in the first kilobyte, and so some writers put something before it.
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|five| five == b"%PDF-") {
        return Err(SheetFault::Pdf);
    }
    if starts_with_any(&PICTURES) || (bytes.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP".as_slice())) {
        return Err(SheetFault::Picture);
    }
    if starts_with_any(&ARCHIVES) {
        return Err(SheetFault::Archive);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Err(SheetFault::NotATable);
    }
    if is_web_page(head) { Err(SheetFault::WebPage) } else { Ok(Content::Text) }
}

/// Refuses a file that is not what its name says: somebody chose the wrong one, or renamed it in hope.
pub(super) fn check_name(name: &str, content: Content) -> Result<(), SheetFault> {
    let file_name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let Some((_, extension)) = file_name.rsplit_once('.') else { return Ok(()) };
    let extension = extension.to_ascii_lowercase();
    let fitting: &[&str] = match content {
        Content::Workbook => &WORKBOOK_NAMES,
        Content::Text => &TEXT_NAMES,
    };
    if extension.is_empty() || fitting.contains(&extension.as_str()) {
        return Ok(());
    }
    Err(SheetFault::WrongName { extension: extension.chars().take(20).collect() })
}

/// An OLE compound file: an encrypted package, an old workbook, or another old document. Its directory names its
/// streams in UTF-16; finding a name is enough to say which sentence helps.
fn compound_file(bytes: &[u8]) -> SheetFault {
    if names_stream(bytes, "EncryptedPackage") {
        SheetFault::Encrypted
    } else if names_stream(bytes, "Workbook") || names_stream(bytes, "Book") {
        SheetFault::OldExcel
    } else {
        SheetFault::NotATable
    }
}

/// Directory entries are 128 bytes long, aligned, and begin with the name and a zero.
fn names_stream(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    bytes.chunks(128).any(|entry| entry.starts_with(&wanted))
}

fn is_web_page(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let tag = head.get(..head.len().min(40)).unwrap_or_default().to_ascii_lowercase();
    [b"<!doctype".as_slice(), b"<html", b"<table", b"<?xml", b"<head", b"<meta", b"<body"]
        .iter()
        .any(|mark| tag.starts_with(mark))
}
