//! `watchdesk backup FILE`: the database as of one moment, whichever its engine, and every uploaded file, in one archive
//! without compression that any tool can open. The desk may run meanwhile.

use super::{Ended, open_migrated};
use crate::platform::config::Config;
use crate::platform::db::{Db, OpenFault, Options};
use crate::platform::events;
use crate::platform::moment::Timestamp;
use anyhow::{Context, bail};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use zip::write::{SimpleFileOptions, ZipWriter};

/// What is to be copied, and where to.
#[derive(Args)]
#[group(skip)]
pub struct Backup {
    /// The file to write, such as desk-2026-11-20.zip; it must not be there yet
    pub file: PathBuf,

    #[command(flatten)]
    pub config: Config,
}

/// What stands in the archive beside the database: what a restore compares it with.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Label {
    /// Of the program that wrote it.
    pub(super) program: String,
    pub(super) made_at: Timestamp,
    pub(super) schema: i64,
    /// The length of the chain.
    pub(super) events: i64,
    /// The hash at its head.
    pub(super) head: String,
}

pub(super) const LABEL: &str = "backup.json";
pub(super) const DATABASE: &str = "watchdesk.db";
pub(super) const FILES: &str = "files";
/// Uploads that are under way.
const INCOMING: &str = "incoming";

/// Writes the backup.
///
/// # Errors
/// A file that is there already, a folder that is not, a full disk.
pub async fn backup(ask: &Backup) -> anyhow::Result<Ended> {
    let name = ask.file.display();
    if ask.file.exists() {
        bail!("{name} is there already. Choose another name; a backup replaces nothing.");
    }
    check_folder(&ask.file)?;
    let config = &ask.config;
    let db = open_migrated(config).await?;
    let copy = beside(&ask.file, "database");
    // What a backup that was cut off left behind.
    drop(std::fs::remove_file(&copy));
    let copied = db.copy_to(&copy).await;
    db.close().await;
    copied?;
    let (archive, folder) = (ask.file.clone(), config.files_folder());
    let label = label(&copy).await;
    let written = match label {
        Ok(label) => tokio::task::spawn_blocking(move || pack(&archive, &copy, &folder, &label)).await?,
        Err(error) => Err(error),
    };
    drop(std::fs::remove_file(beside(&ask.file, "database")));
    let (label, files) = written.with_context(|| format!("no backup was written to {name}"))?;
    println!("Wrote {name}: {} events, {files} files. Head of the chain: {}", label.events, label.head);
    Ok(Ended::Well)
}

/// A folder that is mistyped must not be made, nor found missing after a long copy.
fn check_folder(file: &Path) -> anyhow::Result<()> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if file.file_name().is_none() || !folder.is_dir() {
        bail!(
            "{} is not in a folder that is there, so no backup was written. Make the folder {} first, or name another \
             file.",
            file.display(),
            folder.display()
        );
    }
    Ok(())
}

/// Describes a database file after proving its chain: a backup of a broken one should not look sound.
pub(super) async fn label(file: &Path) -> anyhow::Result<Label> {
    let url = format!("sqlite://{}", file.display());
    let db = Db::open(&Options { readers: 1, ..Options::at(&url) }).await?;
    let described = described(&db).await;
    db.close().await;
    described
}

async fn described(db: &Db) -> anyhow::Result<Label> {
    let damage = db.damage().await?;
    if !damage.is_empty() {
        bail!("the database is damaged: {}", damage.join("; "));
    }
    let schema = db.schema().await?;
    if schema.found > schema.known {
        return Err(OpenFault::Newer { found: schema.found, known: schema.known }.into());
    }
    let verified = events::verify(db.reads()).await??;
    Ok(Label {
        program: env!("CARGO_PKG_VERSION").to_owned(),
        made_at: Timestamp::now(),
        schema: schema.found,
        events: verified.events,
        head: verified.head,
    })
}

/// Packs everything into a file beside the wanted one, and gives it its name when it is whole.
fn pack(archive: &Path, database: &Path, folder: &Path, label: &Label) -> anyhow::Result<(Label, usize)> {
    let partial = beside(archive, "partial");
    let packed = pack_into(&partial, database, folder, label);
    if packed.is_err() {
        drop(std::fs::remove_file(&partial));
    }
    let files = packed?;
    // A hard link, unlike a rename, replaces nothing that came up meanwhile.
    std::fs::hard_link(&partial, archive).or_else(|_| std::fs::rename(&partial, archive))?;
    drop(std::fs::remove_file(&partial));
    let label = serde_json::from_value(serde_json::to_value(label)?)?;
    Ok((label, files))
}

fn pack_into(partial: &Path, database: &Path, folder: &Path, label: &Label) -> anyhow::Result<usize> {
    let mut zip = ZipWriter::new(File::create(partial)?);
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored).large_file(true);
    zip.start_file(LABEL, options)?;
    zip.write_all(&serde_json::to_vec_pretty(label)?)?;
    zip.start_file(DATABASE, options)?;
    std::io::copy(&mut File::open(database)?, &mut zip)?;
    let mut count = 0;
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&next) else { continue };
        for entry in entries {
            let (path, kind) = entry.and_then(|entry| Ok((entry.path(), entry.file_type()?)))?;
            let inner = path.strip_prefix(folder)?;
            if kind.is_dir() && !inner.starts_with(INCOMING) {
                folders.push(path);
            } else if kind.is_file() {
                zip.start_file(format!("{FILES}/{}", inner.display()), options)?;
                std::io::copy(&mut File::open(&path)?, &mut zip)?;
                count += 1;
            }
        }
    }
    zip.finish()?.sync_all()?;
    Ok(count)
}

/// A name beside the archive, on the same disk.
fn beside(archive: &Path, what: &str) -> PathBuf {
    let mut name = archive.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{what}"));
    archive.with_file_name(name)
}
