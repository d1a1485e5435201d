//! Takes files in as browsers and programs send them: as the parts of a form, or as the body itself. Content flows
//! straight into the store. It must not know to what a file is attached, nor any sentence.

use std::fmt::Display;

use axum::{extract::Request, http::header};
use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt, future::BoxFuture, stream};
use tokio::sync::Semaphore;

use super::{
    hash::ContentHash,
    name::safe_name,
    sniff::{Raster, sniff},
    store::{Files, PutError},
    thumbnail::{Drawn, thumbnail},
};
use crate::platform::{
    failure::Failure,
    web::multipart::{FormParts, Part},
};

/// So many first bytes tell an image.
const HEAD: usize = 32;
/// Larger images get no small picture: each is held in memory for it, in bytes.
const MOST_DRAWN: u64 = 50_000_000;
/// Images are decoded one at a time: one alone may take a quarter of a gigabyte.
static DRAWING: Semaphore = Semaphore::const_new(1);

/// What is accepted at once.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// The largest file, in bytes.
    pub file: u64,
    /// How many files.
    pub files: usize,
}

/// What came in.
#[derive(Debug, Default)]
pub struct Taken {
    /// The fields of the form, in its order.
    pub fields: Vec<(String, String)>,
    /// The files that lie in the store now; no row names them yet.
    pub files: Vec<Upload>,
    /// The files that do not.
    pub refused: Vec<Unkept>,
}

/// A file in the store.
#[derive(Clone, Debug)]
pub struct Upload {
    /// Made harmless.
    pub name: String,
    pub hash: ContentHash,
    /// In bytes; never zero.
    pub size: u64,
    /// What it is, as its first bytes announce and its decoder agrees.
    pub raster: Option<Raster>,
    /// Its small picture, where one could be made.
    pub thumbnail: Option<ContentHash>,
}

/// A file that was not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unkept {
    /// Made harmless.
    pub name: String,
    pub why: Why,
}

/// Why a file was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Empty,
    /// In bytes.
    TooLarge {
        limit: u64,
    },
    TooMany {
        most: usize,
    },
}

impl Files {
    /// Takes in the files of a multipart form, with its fields. One that is refused costs the others nothing. What is
    /// accepted is asked when the first file comes, and may depend on the fields before it.
    ///
    /// # Errors
    /// A form that cannot be read; a broken store; those of `bounds`. What came before lies in the store without a row,
    /// and is swept.
    pub async fn take_form<'a>(
        &self,
        request: Request,
        bounds: impl Fn(&[(String, String)]) -> BoxFuture<'a, Result<Bounds, Failure>> + Send + Sync,
    ) -> Result<Taken, Failure> {
        let mut parts = FormParts::of(request).await?;
        let (mut taken, mut accepted) = (Taken::default(), None);
        while let Some(part) = parts.next().await? {
            match part {
                Part::Text(name, typed) => taken.fields.push((name, typed)),
                Part::File(name, mut content) => {
                    let bounds = match accepted {
                        Some(bounds) => bounds,
                        None => *accepted.insert(bounds(&taken.fields).await?),
                    };
                    self.take(&name, &mut content, bounds, &mut taken).await?;
                    content.pass().await?;
                }
            }
        }
        Ok(taken)
    }

    /// Takes in one file that is the whole body.
    ///
    /// # Errors
    /// A body that broke off; a broken store.
    pub async fn take_body(&self, name: &str, request: Request, bounds: Bounds) -> Result<Taken, Failure> {
        let mut taken = Taken::default();
        let announced =
            request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
        if announced.is_some_and(|length: u64| length > bounds.file) {
            // Not a byte of it is waited for.
            taken.refused.push(Unkept { name: safe_name(name), why: Why::TooLarge { limit: bounds.file } });
            return Ok(taken);
        }
        // A form leaves an empty part for a field without a file; a program that sends nothing is told so.
        let name = if name.trim().is_empty() { safe_name(name) } else { name.to_owned() };
        self.take(&name, request.into_body().into_data_stream(), bounds, &mut taken).await?;
        Ok(taken)
    }

    async fn take<E: Display>(
        &self,
        name: &str,
        content: impl Stream<Item = Result<Bytes, E>> + Send,
        bounds: Bounds,
        taken: &mut Taken,
    ) -> Result<(), Failure> {
        let unkept = |why| Unkept { name: safe_name(name), why };
        let mut content = std::pin::pin!(content);
        if taken.files.len() >= bounds.files {
            // A field that was left empty is no file too many.
            let mut first = None;
            while name.is_empty() && first.as_ref().is_none_or(|piece: &Bytes| piece.is_empty()) {
                let Some(Ok(piece)) = content.next().await else { return Ok(()) };
                first = Some(piece);
            }
            taken.refused.push(unkept(Why::TooMany { most: bounds.files }));
            return Ok(());
        }
        match self.keep(name, content, bounds.file).await {
            Ok(upload) => taken.files.push(upload),
            Err(PutError::Empty) if name.is_empty() => {}
            Err(PutError::Empty) => taken.refused.push(unkept(Why::Empty)),
            Err(PutError::TooLarge { limit }) => taken.refused.push(unkept(Why::TooLarge { limit })),
            Err(other) => return Err(other.into()),
        }
        Ok(())
    }

    /// Stores a file, and its small picture if it is an image that can be decoded.
    ///
    /// # Errors
    /// Empty, too large, broken off, or the store is broken.
    pub async fn keep<E: Display>(
        &self,
        name: &str,
        content: impl Stream<Item = Result<Bytes, E>> + Send,
        limit: u64,
    ) -> Result<Upload, PutError> {
        let mut content = std::pin::pin!(content);
        let mut head = BytesMut::new();
        while head.len() < HEAD {
            let Some(piece) = content.next().await else { break };
            head.extend_from_slice(&piece.map_err(|error| PutError::BrokenOff(error.to_string()))?);
        }
        if head.is_empty() {
            return Err(PutError::Empty);
        }
        let announced = sniff(&head);
        let stored = self.put(stream::once(async { Ok(head.freeze()) }).chain(content), limit).await?;
        let (raster, thumbnail) = match announced.filter(|_| stored.size <= MOST_DRAWN) {
            Some(kind) => self.draw(kind, &stored.hash).await?,
            None => (announced, None),
        };
        Ok(Upload { name: safe_name(name), hash: stored.hash, size: stored.size, raster, thumbnail })
    }

    /// Makes and stores the small picture of an image, if it is one at all. It stands beside other work, not in its way.
    async fn draw(&self, kind: Raster, hash: &ContentHash) -> Result<(Option<Raster>, Option<ContentHash>), PutError> {
        let turn = DRAWING.acquire().await.map_err(anyhow::Error::from)?;
        let Some(whole) = self.read(hash).await? else { return Ok((None, None)) };
        let drawn = tokio::task::spawn_blocking(move || {
            // Held in here: a request that is given up does not let the next one in beside it.
            let _turn = turn;
            thumbnail(&whole, kind)
        });
        // A decoder that panics has met a damaged image, and nothing else is harmed.
        let small = match drawn.await {
            Ok(Drawn::Small(small)) => small,
            Ok(Drawn::Undrawn) => return Ok((Some(kind), None)),
            Ok(Drawn::Damaged) | Err(_) => {
                tracing::debug!(%hash, "no image, or not all of one");
                return Ok((None, None));
            }
        };
        let piece = stream::once(async { Ok::<_, std::convert::Infallible>(Bytes::from(small)) });
        Ok((Some(kind), Some(self.put(piece, u64::MAX).await?.hash)))
    }
}
