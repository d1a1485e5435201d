//! A file as a page shows it: its name, its size in words, and the addresses under which it opens. It decides nothing.

use super::due_words::short;
use super::files::FileView;
use crate::people::{Reading, author};

/// Everything that a page says of a file.
pub struct FileWords {
    /// The key.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// How large.
    pub size: String,
    /// Who added it.
    pub who: String,
    /// Who added it, for the one who looks at it.
    pub by: Option<i64>,
    /// When, short.
    pub moment: String,
    /// Where it is saved from.
    pub place: String,
    /// Why it is only ever saved, where its name says that it is a picture.
    pub unlike: Option<String>,
    /// Whether a browser may show it.
    pub is_shown: bool,
    /// Where its small picture is.
    pub picture: Option<String>,
}

impl FileWords {
    /// Of a file on the ticket of this number.
    #[must_use]
    pub fn on(number: i64, file: &FileView, reading: &Reading) -> Self {
        Self::at(format!("/tickets/{number}/files/{}", file.id), file, reading)
    }

    /// Of a file that waits for a ticket.
    #[must_use]
    pub fn waiting(file: &FileView, reading: &Reading) -> Self {
        Self::at(format!("/uploads/{}", file.id), file, reading)
    }

    fn at(place: String, file: &FileView, reading: &Reading) -> Self {
        let Reading { texts, zone, now } = reading;
        Self {
            id: file.id,
            name: file.name.clone(),
            size: texts.size(file.size),
            who: author(file.uploaded_by.as_ref(), texts),
            by: file.uploaded_by.as_ref().map(|by| by.id),
            moment: short(file.uploaded_at, *now, texts, zone),
            unlike: file.unlike.map(|why| texts.say(why.key())),
            is_shown: file.raster.is_some(),
            picture: file.thumbnail.then(|| format!("{place}/thumbnail")),
            place,
        }
    }

    /// Where it opens: an image in a page of its own, anything else as a download.
    #[must_use]
    pub fn opens(&self) -> String {
        if self.is_shown { format!("{}?show=yes", self.place) } else { self.place.clone() }
    }
}
