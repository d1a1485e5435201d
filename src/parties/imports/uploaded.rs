//! Where a file of distributors that waits to be imported is looked at, and the secret of what is seen there. It knows no row.

use crate::app::App;
use crate::people::kept_files::{KeptFile, Sort};
use crate::platform::db::{Key, Once, Tx, first_answer};
use crate::platform::failure::Failure;
use crate::platform::files::ContentHash;
use uuid::Uuid;

/// What tells such files from others.
pub(super) const SORT: Sort = Sort { key: "party_import", deed: "party_import.upload" };

/// The address of what would come of it.
pub(super) fn address(file: &KeptFile) -> String {
    format!("/parties/imports/files/{}", file.hash)
}

/// What the marks of this file that `by` has brought begin with. Nobody is told, and every process has the same; it lasts
/// as long as the desk remembers who has brought the file.
///
/// # Errors
/// When the database fails.
pub(super) async fn secret(app: &App, by: i64, hash: &ContentHash) -> Result<String, Failure> {
    let key = Key::of("party_import.mark", hash.to_string().as_bytes());
    let secret: Option<String> = first_answer(app.db.reads(), by, key.clone()).await?;
    if let Some(secret) = secret {
        return Ok(secret);
    }
    let once = Once::new(by, key, &SORT.deed)?;
    let made = async move |_: &mut Tx| Ok(format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple()));
    app.db.write(Some(once), made).await
}
