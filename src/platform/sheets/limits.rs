//! How much of a file is read at most. Numbers only: it must not know a file format.

use std::time::Duration;

/// The caps on one file. Each one alone keeps a hostile file from taking the machine with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file as it is sent.
    pub file_bytes: u64,
    /// Bytes that a workbook may unpack to, all its parts together, whatever its directory claims.
    pub inflated_bytes: u64,
    /// Parts (zip entries) of a workbook.
    pub parts: usize,
    /// Rows with something in them, without the header.
    pub rows: usize,
    /// Columns.
    pub columns: usize,
    /// Cells in all, empty ones inside a row included.
    pub cells: usize,
    /// Characters in one cell; Excel itself stops at 32,767.
    pub cell_characters: usize,
    /// Bytes of text kept in all. A workbook may name one long text in every cell, so this is a cap of its own.
    pub text_bytes: usize,
    /// Time for the whole reading.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 32 * 1024 * 1024,
            inflated_bytes: 128 * 1024 * 1024,
            parts: 2_000,
            rows: 200_000,
            columns: 256,
            cells: 2_000_000,
            cell_characters: 32_767,
            text_bytes: 128 * 1024 * 1024,
            time: Duration::from_secs(20),
        }
    }
}
