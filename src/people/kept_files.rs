//! A file of rows that somebody has brought to be looked at before it is imported: for whom, under what name, and what is in
//! it. Nobody else can look at it, and it lasts a day. It knows no row.

use super::Member;
use crate::app::App;
use crate::platform::db::{Key, Once, Tx, first_answer};
use crate::platform::failure::Failure;
use crate::platform::files::{ContentHash, Upload};
use crate::platform::refusal::Refusal;
use crate::platform::sheets::{self, Limits, Sheet, Turn};

/// A file that waits to be imported.
#[derive(Clone, Debug)]
pub struct KeptFile {
    /// As its sender calls it, made harmless.
    pub name: String,
    /// What is in it.
    pub hash: ContentHash,
}

/// What sort of file: files of one sort are not looked at as another.
#[derive(Clone, Copy, Debug)]
pub struct Sort {
    /// Of a kind that no client can send: nobody looks at a file by guessing.
    pub key: &'static str,
    /// What is asked with that key.
    pub deed: &'static str,
}

impl KeptFile {
    /// Judges the file as far as nobody need choose anything, and remembers that `by` has brought it; answers what
    /// `understand` made of its table too. The content lies in the store without a row, so the sweep takes it after a day; a
    /// request key lasts longer.
    ///
    /// # Errors
    /// What is no table, at the field `file`: it is not remembered, and may come again under a better name.
    pub async fn note<T: Send + 'static>(
        app: &App,
        by: &Member,
        (sort, upload): (Sort, Upload),
        understand: impl FnOnce(Sheet) -> T + Send + 'static,
    ) -> Result<(Self, T), Failure> {
        let Upload { name, hash, .. } = upload;
        let understood = Self { name: name.clone(), hash }.read(app, understand).await?;
        let once = Once::new(by.id, sort.key(&hash), &sort.deed)?;
        let name: String = app.db.write(Some(once), async move |_: &mut Tx| Ok(name.clone())).await?;
        Ok((Self { name, hash }, understood))
    }

    /// The file with this content that `by` has brought.
    ///
    /// # Errors
    /// Not seen, where they have brought none.
    pub async fn find(app: &App, by: &Member, sort: Sort, hash: &str) -> Result<Self, Failure> {
        let hash: ContentHash = hash.parse().map_err(|_| Refusal::not_seen())?;
        let name: Option<String> = first_answer(app.db.reads(), by.id, sort.key(&hash)).await?;
        let name = name.ok_or_else(Refusal::not_seen)?;
        Ok(Self { name, hash })
    }

    /// What `understand` makes of the table in it, for somebody who waits for it.
    ///
    /// # Errors
    /// What is wrong with the file, at the field `file`; gone, where it lay too long; others wait already.
    pub async fn read<T: Send + 'static>(
        &self,
        app: &App,
        understand: impl FnOnce(Sheet) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let turn = app.sheets.reading().await?;
        self.read_in(turn, app, understand).await
    }

    /// The same for a job, which has time.
    ///
    /// # Errors
    /// As [`KeptFile::read`], but that others wait.
    pub async fn read_in_time<T: Send + 'static>(
        &self,
        app: &App,
        understand: impl FnOnce(Sheet) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let turn = app.sheets.reading_in_time().await;
        self.read_in(turn, app, understand).await
    }

    async fn read_in<T: Send + 'static>(
        &self,
        turn: Turn,
        app: &App,
        understand: impl FnOnce(Sheet) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let content = app.files.read(&self.hash).await?;
        let content = content.ok_or_else(|| Refusal::conflict("imports-file-gone").at("file"))?;
        let name = self.name.clone();
        let read = move || {
            // A reader who has given up must not let the next one in beside it.
            let _turn = turn;
            sheets::read_bytes(&name, content, &Limits::default()).map(understand)
        };
        let understood = tokio::task::spawn_blocking(read).await.map_err(anyhow::Error::from)?;
        Ok(understood.map_err(|fault| fault.at("file"))?)
    }
}

impl Sort {
    fn key(self, hash: &ContentHash) -> Key {
        Key::of(self.key, hash.to_string().as_bytes())
    }
}
