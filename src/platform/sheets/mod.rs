//! Reads a table from a file that somebody uploads or names, CSV in any usual form or an Excel workbook, and writes such
//! files. Whatever is wrong with one is a [`SheetFault`] with a sentence; it must not know what the columns mean.

mod as_text;
mod as_workbook;
mod budget;
mod cells;
mod decode;
mod delimited;
mod fault;
mod gates;
mod guarding;
mod headers;
mod limits;
mod package;
mod refused;
mod sending;
mod sniff;
mod table;
mod uploaded;
mod workbook;
mod writing;
mod xml_scan;

#[cfg(test)]
mod tests;

use std::io::Read;
use std::path::Path;

pub use cells::is_error;
pub use fault::SheetFault;
pub use gates::{AWAITED_AT_ONCE, Gates, SENT_AT_ONCE, SENT_TO_ONE, Turn};
pub use headers::{Columns, shortened};
pub use limits::Limits;
pub use refused::refused_rows;
pub use table::{Row, Sheet};
pub use uploaded::{Uploaded, uploaded};
pub use writing::{Cell, Column, Format, Table};

use budget::Budget;
use sniff::Content;

/// Reads the table in a local file.
///
/// # Errors
/// A [`SheetFault`] that says what is wrong with the file; nothing has been kept of it.
pub fn read_path(path: &Path, limits: &Limits) -> Result<Sheet, SheetFault> {
    let about = std::fs::metadata(path).map_err(|error| SheetFault::from_io(&error))?;
    if about.is_dir() {
        return Err(SheetFault::Folder);
    }
    if !about.is_file() {
        return Err(SheetFault::Unreadable);
    }
    if about.len() > limits.file_bytes {
        return Err(SheetFault::FileTooLarge { max: limits.file_bytes });
    }
    let file = std::fs::File::open(path).map_err(|error| SheetFault::from_io(&error))?;
    read(&path.to_string_lossy(), file, limits)
}

/// Reads the table in an upload. Of the name only the ending counts, and only to warn of a file that is not what it
/// is called; what the file is, its content decides.
///
/// # Errors
/// As [`read_path`].
pub fn read(name: &str, source: impl Read, limits: &Limits) -> Result<Sheet, SheetFault> {
    let mut bytes = Vec::new();
    source
        .take(limits.file_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| SheetFault::from_io(&error))?;
    read_bytes(name, bytes, limits)
}

/// As [`read`], from memory.
///
/// # Errors
/// As [`read_path`].
pub fn read_bytes(name: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Sheet, SheetFault> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(SheetFault::FileTooLarge { max: limits.file_bytes });
    }
    let budget = Budget::start(limits.time);
    let content = sniff::content(&bytes)?;
    // The name comes last: what a file really is makes the better sentence.
    match content {
        Content::Workbook => {
            package::vet(&bytes, limits, &budget)?;
            sniff::check_name(name, content)?;
            workbook::read(&bytes, limits, &budget)
        }
        Content::Text => {
            let text = decode::text(bytes)?;
            sniff::check_name(name, content)?;
            delimited::read(text, limits, &budget)
        }
    }
}
