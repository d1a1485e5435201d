//! `watchdesk restore FILE`: a backup becomes a desk again, in a folder where there was none. Everything is proved
//! before it is put in its place, so there is a whole desk afterwards or nothing.

use super::Ended;
use super::backup::{self, DATABASE, FILES, LABEL, Label};
use crate::app::App;
use crate::platform::config::Config;
use crate::platform::db::{Db, Options};
use crate::platform::events;
use anyhow::{Context, anyhow, bail, ensure};
use clap::Args;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use zip::ZipArchive;

/// What is to be restored, and where to.
#[derive(Args)]
#[group(skip)]
pub struct Restore {
    /// A file that `watchdesk backup` wrote
    pub file: PathBuf,

    #[command(flatten)]
    pub config: Config,
}

/// Restores the backup.
///
/// # Errors
/// A data folder that holds anything; a file that is no backup, or a damaged one.
pub async fn restore(ask: &Restore) -> anyhow::Result<Ended> {
    let data = &ask.config.data;
    check_empty(data)?;
    let elsewhere = match ask.config.database_url {
        Some(_) => Some(open_unused(&ask.config).await?),
        None => None,
    };
    let place = staging(data)?;
    let (file, inside) = (ask.file.clone(), place.clone());
    let unpacked = tokio::task::spawn_blocking(move || unpack(&file, &inside)).await?;
    let restored = match unpacked {
        Ok(label) => match carry(&place, label, elsewhere.as_ref()).await {
            Ok(label) => put(&place, data).map(|()| label),
            Err(error) => Err(error),
        },
        Err(error) => Err(error),
    };
    if let Some(db) = elsewhere {
        db.close().await;
    }
    if restored.is_err() {
        drop(std::fs::remove_dir_all(&place));
    }
    let label =
        restored.with_context(|| format!("{} was not restored, and nothing was changed", ask.file.display()))?;
    println!("Restored the desk of {} into {}: {} events.", label.made_at, data.display(), label.events);
    println!("The chain holds. Head: {}", label.head);
    Ok(Ended::Well)
}

/// A database elsewhere, in which no desk has ever worked.
async fn open_unused(config: &Config) -> anyhow::Result<Db> {
    let db = App::open_db(config).await?;
    db.migrate().await?;
    ensure!(
        events::last_seq(db.reads()).await? == 0,
        "the database of that URL holds a desk already, and a backup is never restored over one. Make an empty database."
    );
    Ok(db)
}

/// Proves the unpacked database, and carries it to where it is wanted.
async fn carry(place: &Path, label: Label, elsewhere: Option<&Db>) -> anyhow::Result<Label> {
    let label = prove(place, label).await?;
    let Some(elsewhere) = elsewhere else { return Ok(label) };
    let file = place.join(DATABASE);
    let unpacked = Db::open(&Options::at(&format!("sqlite:{}", file.display()))).await?;
    // A backup of an older program has an older schema.
    unpacked.migrate().await?;
    let carried = unpacked.carry_to(elsewhere).await;
    unpacked.close().await;
    carried?;
    std::fs::remove_file(&file)?;
    let verified = events::verify(elsewhere.reads()).await??;
    ensure!((verified.events, &verified.head) == (label.events, &label.head), "the database lost something on its way");
    Ok(label)
}

fn check_empty(data: &Path) -> anyhow::Result<()> {
    let mut entries = match std::fs::read_dir(data) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error).with_context(|| format!("the folder {} cannot be read", data.display())),
    };
    if entries.next().is_some() {
        bail!(
            "{} is not empty, and a backup is never restored over what is there. Stop the desk, move its folder away, \
             and restore again; or restore elsewhere with --data FOLDER.",
            data.display()
        );
    }
    Ok(())
}

/// A folder beside the data folder, so that the last step is one rename on one disk.
fn staging(data: &Path) -> anyhow::Result<PathBuf> {
    let name = data.file_name().context("the data folder needs a name")?;
    let mut staged = name.to_owned();
    staged.push(format!(".restoring-{}", std::process::id()));
    let place = data.with_file_name(staged);
    std::fs::create_dir_all(&place).with_context(|| format!("the folder {} cannot be made", place.display()))?;
    Ok(place)
}

fn unpack(file: &Path, place: &Path) -> anyhow::Result<Label> {
    let opened = File::open(file).context("it cannot be read")?;
    // How an archive is built inside is of no use to whoever took the wrong file.
    let no_backup = || anyhow!("it is no backup, or was cut off. Choose a file that `watchdesk backup` wrote, whole");
    let mut zip = ZipArchive::new(opened).map_err(|_| no_backup())?;
    let label = zip.by_name(LABEL).map_err(|_| no_backup())?;
    let label = serde_json::from_reader(label).map_err(|_| no_backup())?;
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).map_err(|_| anyhow!("it is damaged inside. {REMEDY}"))?;
        let name = PathBuf::from(entry.name()?.into_owned());
        if name == Path::new(LABEL) {
            continue;
        }
        // An archive from elsewhere must not write outside the folder.
        let is_plain = name.components().all(|part| matches!(part, Component::Normal(_)));
        ensure!(
            is_plain && (name == Path::new(DATABASE) || name.starts_with(FILES)),
            "it holds {name:?}, which no backup does"
        );
        let path = place.join(&name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut written = File::create(&path)?;
        std::io::copy(&mut entry, &mut written).map_err(|why| broken(&name, why))?;
        written.sync_all()?;
        if name.starts_with(FILES) {
            check_content(&path)?;
        }
    }
    ensure!(place.join(DATABASE).is_file(), "there is no database in it");
    std::fs::create_dir_all(place.join(FILES))?;
    Ok(label)
}

/// What an archive answers where it does not hold what it says; anything else, such as a full disk, speaks for itself.
fn broken(name: &Path, why: std::io::Error) -> anyhow::Error {
    match why.kind() {
        ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof | ErrorKind::Other => {
            anyhow!("the file {} in it is damaged ({why}). {REMEDY}", name.display())
        }
        _ => why.into(),
    }
}

const REMEDY: &str = "Copy the backup once more from where it was kept, or take an older one";

/// A file is named after what is in it.
fn check_content(path: &Path) -> anyhow::Result<()> {
    let mut hasher = Sha256::new();
    std::io::copy(&mut File::open(path)?, &mut HashWriter(&mut hasher))?;
    let hash: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    ensure!(name == hash, "the file {name} in it is damaged. {REMEDY}");
    Ok(())
}

struct HashWriter<'a>(&'a mut Sha256);

impl std::io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

async fn prove(place: &Path, label: Label) -> anyhow::Result<Label> {
    let found = backup::label(&place.join(DATABASE)).await?;
    ensure!(
        (found.schema, found.events, &found.head) == (label.schema, label.events, &label.head),
        "its database is not the one that its label describes"
    );
    Ok(label)
}

fn put(place: &Path, data: &Path) -> anyhow::Result<()> {
    if data.exists() {
        // Fails where something has come into the folder meanwhile.
        std::fs::remove_dir(data).with_context(|| format!("{} is not empty any more", data.display()))?;
    }
    std::fs::rename(place, data).with_context(|| format!("{} cannot be put in its place", data.display()))
}
