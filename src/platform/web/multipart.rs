//! Reads a multipart form part by part, with room for so much text and no more; files flow past. It must not know what
//! becomes of them, nor hold more of one than a piece.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use axum::{
    body::Body,
    extract::{
        FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, TryStreamExt};

use super::pacing::Pace;
use crate::platform::{failure::Failure, refusal::Refusal};

/// Text in all fields together and their names, in bytes.
const MOST_TEXT: usize = 1024 * 1024;
/// Parts of one form.
const MOST_PARTS: usize = 1_000;

/// The parts of a form, in its order.
pub struct FormParts {
    form: Multipart,
    pace: Pace,
    text_left: usize,
    parts_left: usize,
}

/// One part.
#[expect(clippy::large_enum_variant, reason = "one at a time, and never kept")]
pub enum Part<'a> {
    /// A field's name and what was typed into it.
    Text(String, String),
    /// A file's name, as its sender calls it, and its content.
    File(String, FilePart<'a>),
}

/// A file's content on its way in. What is not wanted of it is passed, or the parts behind it cannot be reached.
pub struct FilePart<'a> {
    field: Field<'a>,
    pace: Pace,
}

impl FormParts {
    /// The parts of this request's body.
    ///
    /// # Errors
    /// It is no multipart form.
    pub async fn of(request: Request) -> Result<Self, Failure> {
        let pace = Pace::default();
        let paced = pace.clone();
        let request = request.map(|body| Body::from_stream(paced.of(body.into_data_stream())));
        let form = Multipart::from_request(request, &()).await;
        let form = form.map_err(|_| Refusal::invalid_whole("web-body-broken"))?;
        Ok(Self { form, pace, text_left: MOST_TEXT, parts_left: MOST_PARTS })
    }

    /// The next part. A file before it was read to its end, or passed.
    ///
    /// # Errors
    /// The body broke off, has too much text or too many parts, or text that is no UTF-8.
    pub async fn next(&mut self) -> Result<Option<Part<'_>>, Failure> {
        let Some(mut field) = self.form.next_field().await? else { return Ok(None) };
        self.pace.found();
        self.parts_left = self.parts_left.checked_sub(1).ok_or_else(|| Refusal::invalid_whole("web-form-broken"))?;
        if let Some(name) = field.file_name() {
            let name = name.to_owned();
            return Ok(Some(Part::File(name, FilePart { field, pace: self.pace.clone() })));
        }
        let name = field.name().unwrap_or_default().to_owned();
        let too_large = || Refusal::too_large("web-body-too-large");
        self.text_left = self.text_left.checked_sub(name.len()).ok_or_else(too_large)?;
        let mut typed = Vec::new();
        while let Some(piece) = field.chunk().await? {
            self.pace.found();
            self.text_left = self.text_left.checked_sub(piece.len()).ok_or_else(too_large)?;
            typed.extend_from_slice(&piece);
        }
        let typed = String::from_utf8(typed).map_err(|_| Refusal::invalid_whole("web-form-broken"))?;
        Ok(Some(Part::Text(name, typed)))
    }
}

impl FilePart<'_> {
    /// Reads on to its end, and keeps nothing.
    ///
    /// # Errors
    /// The body broke off.
    pub async fn pass(mut self) -> Result<(), Failure> {
        while self.try_next().await?.is_some() {}
        Ok(())
    }
}

impl Stream for FilePart<'_> {
    type Item = Result<Bytes, MultipartError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = self.field.poll_next_unpin(context);
        if piece.is_ready() {
            self.pace.found();
        }
        piece
    }
}
