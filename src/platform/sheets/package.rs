//! Proves that the zip package of a workbook is harmless before anything parses it: every part is inflated once, to
//! nowhere, and counted. It must not know what rows or cells are.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::budget::Budget;
use super::fault::SheetFault;
use super::limits::Limits;
use super::xml_scan::{Part, Scan};

/// Sheets of equal rows pack to a hundredth. A thousandth, deflate's best, is nothing but zeros.
const HIGHEST_RATIO: u64 = 300;
/// Below this size a ratio means nothing.
const RATIO_FROM_BYTES: u64 = 4 * 1024 * 1024;
const CHUNK: usize = 64 * 1024;

/// Refuses a package that is no workbook, is broken or encrypted, or is larger inside than the limits allow.
pub(super) fn vet(bytes: &[u8], limits: &Limits, budget: &Budget) -> Result<(), SheetFault> {
    check_directories(bytes, limits)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault_of(&error))?;
    check_what_it_is(&archive)?;
    check_declared_sizes(&mut archive, limits)?;
    let mut inflated = 0;
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|error| fault_of(&error))?;
        inflated += inflate(&mut part, limits.inflated_bytes - inflated, limits, budget)?;
    }
    Ok(())
}

/// The library makes room for as many entries as a directory claims before it reads one, so the claims are looked at
/// first. Entries begin with a signature each: there cannot be more of them than signatures.
fn check_directories(bytes: &[u8], limits: &Limits) -> Result<(), SheetFault> {
    let too_many = SheetFault::TooManyParts { max: limits.parts };
    let mut entries = 0;
    for (start, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'P') {
        match bytes.get(start..start + 4) {
            Some(b"PK\x01\x02") => entries += 1,
            Some(b"PK\x06\x06") => {
                let claimed = bytes
                    .get(start + 32..start + 40)
                    .and_then(|field| field.try_into().ok())
                    .map_or(0, u64::from_le_bytes);
                if claimed > limits.parts as u64 {
                    return Err(too_many);
                }
            }
            _ => {}
        }
        if entries > limits.parts {
            return Err(too_many);
        }
    }
    Ok(())
}

fn check_what_it_is(archive: &ZipArchive<Cursor<&[u8]>>) -> Result<(), SheetFault> {
    let names: Vec<String> = archive
        .file_names()
        .map(|name| Ok(name.map_err(|error| fault_of(&error))?.to_ascii_lowercase().replace('\\', "/")))
        .collect::<Result<_, SheetFault>>()?;
    let has = |ending: &str| names.iter().any(|name| name.ends_with(ending));
    if has("xl/workbook.xml") || (has("[content_types].xml") && has("workbook.xml")) {
        Ok(())
    } else if has("workbook.bin") || has(".iwa") || (has("content.xml") && has("mimetype")) {
        Err(SheetFault::OtherSpreadsheet)
    } else if has("[content_types].xml") {
        Err(SheetFault::NotATable)
    } else {
        Err(SheetFault::Archive)
    }
}

/// An honest bomb is refused without inflating a byte.
fn check_declared_sizes(archive: &mut ZipArchive<Cursor<&[u8]>>, limits: &Limits) -> Result<(), SheetFault> {
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|error| fault_of(&error))?;
        if part.encrypted() {
            return Err(SheetFault::Encrypted);
        }
        declared = declared.saturating_add(part.size());
        if is_absurd(part.size(), part.compressed_size()) {
            return Err(SheetFault::Bomb);
        }
    }
    if declared > limits.inflated_bytes {
        Err(SheetFault::InflatedTooLarge { max: limits.inflated_bytes })
    } else {
        Ok(())
    }
}

/// Counts what really comes out; the checksum is checked on the way.
fn inflate<R: Read>(part: &mut ZipFile<'_, R>, left: u64, limits: &Limits, budget: &Budget) -> Result<u64, SheetFault> {
    let (declared, compressed) = (part.size(), part.compressed_size());
    let mut scan = Scan::new(part_kind(&part.name().map_err(|error| fault_of(&error))?, limits));
    let mut chunk = vec![0; CHUNK];
    let mut inflated = 0_u64;
    loop {
        let read = part.read(&mut chunk).map_err(|_| SheetFault::Damaged)?;
        if read == 0 {
            break;
        }
        inflated += read as u64;
        if inflated > declared || is_absurd(inflated, compressed) {
            return Err(SheetFault::Bomb);
        }
        if inflated > left {
            return Err(SheetFault::InflatedTooLarge { max: limits.inflated_bytes });
        }
        scan.feed(&chunk[..read])?;
        budget.check()?;
    }
    scan.finish()?;
    Ok(inflated)
}

fn part_kind(name: &str, limits: &Limits) -> Part {
    let name = name.to_ascii_lowercase();
    if name.ends_with("sharedstrings.xml") {
        Part::SharedStrings { most: limits.cells }
    } else if name.ends_with("styles.xml") {
        Part::Styles
    } else {
        Part::Other
    }
}

fn is_absurd(inflated: u64, compressed: u64) -> bool {
    inflated > RATIO_FROM_BYTES && inflated / compressed.max(1) > HIGHEST_RATIO
}

fn fault_of(error: &ZipError) -> SheetFault {
    match error {
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => SheetFault::Encrypted,
        ZipError::InvalidPassword => SheetFault::Encrypted,
        _ => SheetFault::Damaged,
    }
}
