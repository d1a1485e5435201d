//! A file that was uploaded to be imported: for whom, under what name, and what is in it. Nobody else can look at it, and
//! it lasts a day. It knows no row.

use crate::app::App;
use crate::people::Member;
use crate::platform::db::{Key, Once, Tx, first_answer};
use crate::platform::failure::Failure;
use crate::platform::files::{ContentHash, Upload};
use crate::platform::refusal::Refusal;
use crate::platform::sheets::{self, Limits, Sheet};
use tokio::sync::Semaphore;

static READING: Semaphore = Semaphore::const_new(1);

/// A file that waits to be imported.
#[derive(Clone, Debug)]
pub(super) struct Uploaded {
    pub(super) name: String,
    pub(super) hash: ContentHash,
}

impl Uploaded {
    /// Judges the file as far as nobody need choose anything, and remembers that `by` has brought it. The content lies in
    /// the store without a row, so the sweep takes it after a day; a request key lasts longer.
    ///
    /// # Errors
    /// What is no table, at the field `file`: it is not remembered, and may come again under a better name.
    pub(super) async fn note(app: &App, by: &Member, upload: Upload) -> Result<Self, Failure> {
        Self { name: upload.name.clone(), hash: upload.hash }.read(app, drop).await?;
        let once = Once::new(by.id, key(&upload.hash), &"party_import.upload")?;
        let name = upload.name;
        let name: String = app.db.write(Some(once), async move |_: &mut Tx| Ok(name.clone())).await?;
        Ok(Self { name, hash: upload.hash })
    }

    /// The file with this content that `by` has brought.
    ///
    /// # Errors
    /// Not seen, where they have brought none.
    pub(super) async fn find(app: &App, by: &Member, hash: &str) -> Result<Self, Failure> {
        let hash: ContentHash = hash.parse().map_err(|_| Refusal::not_seen())?;
        let name: Option<String> = first_answer(app.db.reads(), by.id, key(&hash)).await?;
        let name = name.ok_or_else(Refusal::not_seen)?;
        Ok(Self { name, hash })
    }

    /// What `understand` makes of the table in it. One file is read at a time: each may take the memory that a desk has
    /// to spare, and a reader who has given up must not let the next one in beside it.
    ///
    /// # Errors
    /// What is wrong with the file, at the field `file`; gone, where it waited too long.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        app: &App,
        understand: impl FnOnce(Sheet) -> T + Send + 'static,
    ) -> Result<T, Failure> {
        let turn = READING.acquire().await.map_err(anyhow::Error::from)?;
        let content = app.files.read(&self.hash).await?;
        let content = content.ok_or_else(|| Refusal::conflict("imports-file-gone").at("file"))?;
        let name = self.name.clone();
        let read = move || {
            let _turn = turn;
            sheets::read_bytes(&name, content, &Limits::default()).map(understand)
        };
        let understood = tokio::task::spawn_blocking(read).await.map_err(anyhow::Error::from)?;
        Ok(understood.map_err(|fault| fault.at("file"))?)
    }

    /// The address of what would come of it.
    pub(super) fn address(&self) -> String {
        format!("/parties/imports/files/{}", self.hash)
    }
}

/// Of a kind that no client can send: nobody looks at a file by guessing.
fn key(hash: &ContentHash) -> Key {
    Key::of("party_import", hash.to_string().as_bytes())
}
