//! A company's own Excel files, as a person has them on the disk. It knows no page.

use crate::support::browser::Browser;
use anyhow::Result;
use rust_xlsxwriter::Workbook;
use std::path::PathBuf;
use tempfile::TempDir;

/// Files that end with this.
pub struct Files(TempDir);

impl Files {
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A workbook of these rows, the headers first.
    pub fn workbook(&self, name: &str, rows: &[Vec<String>]) -> PathBuf {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell.as_str()).expect("a cell");
            }
        }
        let path = self.0.path().join(name);
        book.save(&path).expect("a workbook");
        path
    }
}

/// Rows of text with a bar between the cells.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    text.trim().lines().map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// Chooses a file in the field that is there, and sends its form.
pub async fn brings(browser: &Browser, path: &std::path::Path) -> Result<()> {
    browser.find("input[type=file][name=file]").await?.send_keys(path.to_string_lossy().as_ref()).await?;
    browser.click("form:has(input[type=file][name=file]) button").await
}
