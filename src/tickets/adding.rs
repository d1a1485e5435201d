//! The place of a page where files are added: what waits already, and how much is accepted. Used by the page of a ticket,
//! by the form that opens one and by the pencil on a row; it attaches nothing.

use super::attaching::MOST_AT_ONCE;
use super::file_words::FileWords;
use super::files::FileView;
use crate::people::Reading;
use crate::platform::config::Config;

/// What the template `adding.html` shows.
pub struct Adding {
    /// What the ids of its elements begin with: a list may have several open.
    pub id: String,
    /// Where the script sends each file.
    pub to: String,
    /// What a file's answer replaces; empty where it is put beside those that wait.
    pub target: &'static str,
    /// Files that were taken in and not attached.
    pub waiting: Vec<FileWords>,
    /// The largest file, in megabytes.
    pub megabytes: u64,
}

impl Adding {
    /// On the page of a ticket, whose files are sent `to`: with script they are attached as they come.
    #[must_use]
    pub fn to_ticket(to: String, waiting: &[FileView], config: &Config, reading: &Reading) -> Self {
        Self { target: "#ticket", ..Self::new(to, waiting, config, reading) }
    }

    /// In a form that will open a ticket: files wait for it under the form's name.
    #[must_use]
    pub fn to_form(form: &str, waiting: &[FileView], config: &Config, reading: &Reading) -> Self {
        Self::new(format!("/uploads?form={form}"), waiting, config, reading)
    }

    /// In the editor of a row, which is one of several on its page: files wait for it under the form's name.
    #[must_use]
    pub fn to_row(number: i64, form: &str, waiting: &[FileView], config: &Config, reading: &Reading) -> Self {
        Self { id: format!("files-{number}"), ..Self::to_form(form, waiting, config, reading) }
    }

    fn new(to: String, waiting: &[FileView], config: &Config, reading: &Reading) -> Self {
        let waiting = waiting.iter().map(|file| FileWords::waiting(file, reading)).collect();
        Self { id: "files".to_owned(), to, target: "", waiting, megabytes: config.max_upload }
    }

    /// The largest file, in bytes.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.megabytes.saturating_mul(1_000_000)
    }
}

/// The largest body of a request that brings files: as many as may come at once, and the form around them.
#[must_use]
pub fn most_bytes(config: &Config) -> usize {
    let files = config.max_upload_bytes().saturating_mul(MOST_AT_ONCE as u64);
    usize::try_from(files).unwrap_or(usize::MAX).saturating_add(2 * 1024 * 1024)
}
