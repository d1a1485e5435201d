//! Where a file of distributors that waits to be imported is looked at. It knows no row.

use crate::people::kept_files::{KeptFile, Sort};

/// What tells such files from others.
pub(super) const SORT: Sort = Sort { key: "party_import", deed: "party_import.upload" };

/// The address of what would come of it.
pub(super) fn address(file: &KeptFile) -> String {
    format!("/parties/imports/files/{}", file.hash)
}
