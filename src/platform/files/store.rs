//! The store behind uploads: content lies under its own hash, so that the same content lies there once. It hides
//! what holds it (a folder today) and must not know to what a file is attached.

use std::{
    io,
    ops::Range,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

use anyhow::Context;
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, TryStreamExt, stream};
use object_store::{
    GetOptions, MultipartUpload, ObjectMeta, ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem,
    path::Path as Key,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::hash::ContentHash;
use crate::platform::{failure::Failure, refusal::Refusal};

/// Content goes to the store in parts of this size; S3 takes no smaller ones.
const PART: usize = 5 * 1024 * 1024;
const INCOMING: &str = "incoming";
const CONTENT: &str = "content";
/// A whole upload lies among the incoming ones for much less than this.
const STAGED: Duration = Duration::from_secs(3600);

/// The store of uploaded content. Cloning it is cheap.
#[derive(Clone, Debug)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    folder: PathBuf,
}

/// What was stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stored {
    pub hash: ContentHash,
    /// In bytes.
    pub size: u64,
}

/// Stored content on its way out.
pub struct Content {
    /// In bytes.
    pub size: u64,
    /// Ends with an error in place of its last piece if the content is no longer what its hash says.
    pub stream: stream::BoxStream<'static, io::Result<Bytes>>,
}

/// Why an upload was not stored. Nothing of it is left behind.
#[derive(Debug, thiserror::Error)]
pub enum PutError {
    #[error("nothing in it")]
    Empty,
    #[error("more than {limit} bytes")]
    TooLarge { limit: u64 },
    /// The sender broke off or sent something unreadable.
    #[error("the upload broke off: {0}")]
    BrokenOff(String),
    #[error(transparent)]
    Store(#[from] anyhow::Error),
}

impl From<PutError> for Failure {
    fn from(error: PutError) -> Self {
        match error {
            PutError::Empty => Refusal::invalid_whole("web-file-empty").into(),
            PutError::TooLarge { limit } => {
                // Limits are set in whole megabytes.
                let megabytes = limit.div_ceil(1_000_000);
                Refusal::too_large("web-file-too-large").with("megabytes", megabytes).into()
            }
            PutError::BrokenOff(_) => Refusal::invalid_whole("web-body-broken").into(),
            PutError::Store(error) => Self::Broken(error),
        }
    }
}

impl Files {
    /// Opens the store in a folder, which is made if need be.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
        let store = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self { store: Arc::new(store), folder: folder.to_owned() })
    }

    /// Stores a stream of at most `limit` bytes. Memory use does not grow with its size.
    ///
    /// # Errors
    /// Too large, broken off, or the store is broken; nothing is left behind then, nor when the caller goes away.
    pub async fn put<S, E>(&self, content: S, limit: u64) -> Result<Stored, PutError>
    where
        S: Stream<Item = Result<Bytes, E>> + Send,
        E: std::fmt::Display,
    {
        let staged = Key::from_iter([INCOMING, &Uuid::new_v4().to_string()]);
        let mut upload = self.store.put_multipart(&staged).await.context("cannot begin an upload")?;
        let stored = match receive(upload.as_mut(), content, limit).await {
            Ok(stored) => stored,
            Err(error) => {
                if let Err(leftover) = upload.abort().await {
                    tracing::warn!(error = %leftover, "an abandoned upload could not be removed");
                }
                return Err(error);
            }
        };
        upload.complete().await.context("cannot complete an upload")?;
        // Renamed even over the same content: the fresh date keeps `sweep` away until the row that names it is written.
        self.store.rename(&staged, &key(&stored.hash)).await.context("cannot put an upload into its place")?;
        Ok(stored)
    }

    /// Stored content, checked against its hash while it flows. `None` if there is none.
    ///
    /// # Errors
    /// The store is broken.
    pub async fn get(&self, hash: &ContentHash) -> anyhow::Result<Option<Content>> {
        let found = match self.store.get(&key(hash)).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error).context("cannot read stored content"),
        };
        let size = found.meta.size;
        let pieces = found.into_stream().map_err(io::Error::other).boxed();
        Ok(Some(Content { size, stream: verified(pieces, *hash).boxed() }))
    }

    /// A part of stored content. It is not checked: its hash is that of the whole. `None` if there is none.
    ///
    /// # Errors
    /// The store is broken, or the part does not lie within the content.
    pub async fn get_part(&self, hash: &ContentHash, part: Range<u64>) -> anyhow::Result<Option<Content>> {
        let options = GetOptions::new().with_range(Some(part));
        match self.store.get_opts(&key(hash), options).await {
            Ok(found) => {
                let size = found.range.end - found.range.start;
                Ok(Some(Content { size, stream: found.into_stream().map_err(io::Error::other).boxed() }))
            }
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error).context("cannot read a part of stored content"),
        }
    }

    /// Stored content whole, for what is known to be small. `None` if there is none.
    ///
    /// # Errors
    /// The store is broken, or the content is damaged.
    pub async fn read(&self, hash: &ContentHash) -> anyhow::Result<Option<Vec<u8>>> {
        let Some(mut content) = self.get(hash).await? else { return Ok(None) };
        let mut whole = Vec::with_capacity(usize::try_from(content.size)?);
        while let Some(piece) = content.stream.try_next().await? {
            whole.extend_from_slice(&piece);
        }
        Ok(Some(whole))
    }

    /// How many bytes lie under this hash. `None` if nothing does.
    ///
    /// # Errors
    /// The store is broken.
    pub async fn size(&self, hash: &ContentHash) -> anyhow::Result<Option<u64>> {
        match self.store.head(&key(hash)).await {
            Ok(found) => Ok(Some(found.size)),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error).context("cannot look at stored content"),
        }
    }

    /// Deletes content older than `age` that `is_kept` does not claim, and abandoned uploads; returns how many.
    ///
    /// # Errors
    /// The store is broken, or `is_kept` failed.
    pub async fn sweep<K>(&self, age: Duration, is_kept: impl Fn(ContentHash) -> K) -> anyhow::Result<u64>
    where
        K: Future<Output = anyhow::Result<bool>>,
    {
        let Some(before) = SystemTime::now().checked_sub(age) else { return Ok(0) };
        let settled = SystemTime::now().checked_sub(age.min(STAGED)).unwrap_or(before);
        self.put_back(settled, &is_kept).await?;
        let mut swept = self.sweep_incoming(before).await?;
        let prefix = Key::from(CONTENT);
        let mut all = self.store.list(Some(&prefix));
        while let Some(found) = all.next().await {
            let found = found.context("cannot list stored content")?;
            let Some(hash) = found.location.filename().and_then(|name| name.parse().ok()) else { continue };
            if !is_older(&found, before) || is_kept(hash).await? {
                continue;
            }
            swept += u64::from(self.take_out(&found.location, before).await?);
        }
        Ok(swept)
    }

    /// Deletes one content, unless it was uploaded once more since it was listed. It is taken aside first: between a
    /// look and a deletion the same content could come in again, and would be lost.
    async fn take_out(&self, place: &Key, before: SystemTime) -> anyhow::Result<bool> {
        let aside = Key::from_iter([INCOMING, &Uuid::new_v4().to_string()]);
        match self.store.rename(place, &aside).await {
            Ok(()) => {}
            // Another process sweeps too.
            Err(object_store::Error::NotFound { .. }) => return Ok(false),
            Err(error) => return Err(error).context("cannot take stored content aside"),
        }
        let is_old = match self.store.head(&aside).await {
            Ok(found) => is_older(&found, before),
            // Another process has found it here: it is old, or it would have been left.
            Err(object_store::Error::NotFound { .. }) => return Ok(false),
            Err(error) => return Err(error).context("cannot look at content taken aside"),
        };
        if !is_old {
            self.store.rename(&aside, place).await.context("cannot put content back")?;
            return Ok(false);
        }
        match self.store.delete(&aside).await {
            Ok(()) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error).context("cannot delete stored content"),
        }
    }

    /// Puts back what a process that was killed had taken aside, if `is_kept` claims it.
    async fn put_back<K>(&self, settled: SystemTime, is_kept: &impl Fn(ContentHash) -> K) -> anyhow::Result<()>
    where
        K: Future<Output = anyhow::Result<bool>>,
    {
        let prefix = Key::from(INCOMING);
        let mut all = self.store.list(Some(&prefix));
        while let Some(found) = all.next().await {
            let found = found.context("cannot list what came in")?;
            if !is_older(&found, settled) {
                continue;
            }
            let Some(hash) = self.hash_of(&found.location).await? else { continue };
            if is_kept(hash).await? {
                match self.store.rename(&found.location, &key(&hash)).await {
                    // Another process sweeps too.
                    Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                    Err(error) => return Err(error).context("cannot put content back"),
                }
            }
        }
        Ok(())
    }

    async fn hash_of(&self, place: &Key) -> anyhow::Result<Option<ContentHash>> {
        let found = match self.store.get(place).await {
            Ok(found) => found,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error).context("cannot read what came in"),
        };
        let (mut pieces, mut hasher) = (found.into_stream(), Sha256::new());
        while let Some(piece) = pieces.try_next().await? {
            hasher.update(&piece);
        }
        Ok(Some(ContentHash::from_bytes(hasher.finalize().into())))
    }

    /// A process that was killed leaves its half uploads; the store itself does not list them.
    async fn sweep_incoming(&self, before: SystemTime) -> anyhow::Result<u64> {
        let mut swept = 0;
        let Ok(mut entries) = tokio::fs::read_dir(self.folder.join(INCOMING)).await else { return Ok(0) };
        while let Some(entry) = entries.next_entry().await? {
            let is_old = entry.metadata().await.and_then(|found| found.modified()).is_ok_and(|date| date < before);
            if is_old && tokio::fs::remove_file(entry.path()).await.is_ok() {
                swept += 1;
            }
        }
        Ok(swept)
    }
}

/// Two levels of folders, so that none holds more than a few thousand entries.
fn key(hash: &ContentHash) -> Key {
    let hex = hash.to_string();
    Key::from_iter([CONTENT, &hex[..2], &hex[2..4], &hex])
}

fn is_older(found: &ObjectMeta, before: SystemTime) -> bool {
    SystemTime::from(found.last_modified) < before
}

async fn receive<E: std::fmt::Display>(
    upload: &mut dyn MultipartUpload,
    content: impl Stream<Item = Result<Bytes, E>> + Send,
    limit: u64,
) -> Result<Stored, PutError> {
    let mut content = std::pin::pin!(content);
    let mut hasher = Sha256::new();
    let mut size = 0;
    let mut part = BytesMut::new();
    while let Some(piece) = content.next().await {
        let piece = piece.map_err(|error| PutError::BrokenOff(error.to_string()))?;
        size += piece.len() as u64;
        if size > limit {
            return Err(PutError::TooLarge { limit });
        }
        hasher.update(&piece);
        part.extend_from_slice(&piece);
        while part.len() >= PART {
            send(upload, part.split_to(PART).freeze()).await?;
        }
    }
    send(upload, part.freeze()).await?;
    Ok(Stored { hash: ContentHash::from_bytes(hasher.finalize().into()), size })
}

async fn send(upload: &mut dyn MultipartUpload, part: Bytes) -> Result<(), PutError> {
    upload.put_part(PutPayload::from(part)).await.context("cannot write an upload")?;
    Ok(())
}

/// Holds one piece back until the next has come, so that the last is only given out when the whole is right.
fn verified(
    pieces: stream::BoxStream<'static, io::Result<Bytes>>,
    hash: ContentHash,
) -> impl Stream<Item = io::Result<Bytes>> {
    let state = (pieces, Some(Sha256::new()), None::<Bytes>);
    stream::try_unfold(state, move |(mut pieces, hasher, mut held)| async move {
        let Some(mut hasher) = hasher else { return Ok(None) };
        while let Some(piece) = pieces.try_next().await? {
            hasher.update(&piece);
            if let Some(ready) = held.replace(piece) {
                return Ok(Some((ready, (pieces, Some(hasher), held))));
            }
        }
        if ContentHash::from_bytes(hasher.finalize().into()) != hash {
            tracing::error!(%hash, "stored content is no longer what it was");
            return Err(io::Error::new(io::ErrorKind::InvalidData, "stored content is damaged"));
        }
        Ok(held.map(|last| (last, (pieces, None, None))))
    })
}

#[cfg(test)]
mod tests;
