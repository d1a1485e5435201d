//! Reads a multipart form part by part, with room for so much text and no more; files flow past. It must not know what
//! becomes of them, nor hold more of one than a piece.

use std::{mem, task::Poll};

use axum::{
    body::Body,
    extract::{FromRequest, Multipart, Request, multipart::Field},
};
use futures_util::{Stream, StreamExt, stream};

use crate::platform::{failure::Failure, refusal::Refusal};

/// Text in all fields together, in bytes.
const MOST_TEXT: usize = 1024 * 1024;
/// Parts of one form.
const MOST_PARTS: usize = 1_000;

/// The parts of a form, in its order.
pub struct FormParts {
    form: Multipart,
    text_left: usize,
    parts_left: usize,
}

/// One part.
#[expect(clippy::large_enum_variant, reason = "one at a time, and never kept")]
pub enum Part<'a> {
    /// A field's name and what was typed into it.
    Text(String, String),
    /// A file's name, as its sender calls it, and its content.
    File(String, Field<'a>),
}

impl FormParts {
    /// The parts of this request's body.
    ///
    /// # Errors
    /// It is no multipart form.
    pub async fn of(request: Request) -> Result<Self, Failure> {
        let request = request.map(|body| Body::from_stream(piece_by_piece(body.into_data_stream())));
        let form = Multipart::from_request(request, &()).await;
        let form = form.map_err(|_| Refusal::invalid_whole("web-body-broken"))?;
        Ok(Self { form, text_left: MOST_TEXT, parts_left: MOST_PARTS })
    }

    /// The next part; what was not read of the one before is skipped.
    ///
    /// # Errors
    /// The body broke off, has too much text or too many parts, or text that is no UTF-8.
    pub async fn next(&mut self) -> Result<Option<Part<'_>>, Failure> {
        let Some(mut field) = self.form.next_field().await? else { return Ok(None) };
        self.parts_left = self.parts_left.checked_sub(1).ok_or_else(|| Refusal::invalid_whole("web-form-broken"))?;
        if let Some(name) = field.file_name() {
            return Ok(Some(Part::File(name.to_owned(), field)));
        }
        let name = field.name().unwrap_or_default().to_owned();
        let mut typed = Vec::new();
        while let Some(piece) = field.chunk().await? {
            let left = self.text_left.checked_sub(piece.len());
            self.text_left = left.ok_or_else(|| Refusal::too_large("web-body-too-large"))?;
            typed.extend_from_slice(&piece);
        }
        let typed = String::from_utf8(typed).map_err(|_| Refusal::invalid_whole("web-form-broken"))?;
        Ok(Some(Part::Text(name, typed)))
    }
}

/// The same pieces with a pause after each: the parser reads on for as long as anything is ready, and would hold
/// whole files of a fast sender in memory.
fn piece_by_piece<S: Stream + Unpin>(mut pieces: S) -> impl Stream<Item = S::Item> {
    let mut rests = false;
    stream::poll_fn(move |context| {
        if mem::take(&mut rests) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let piece = pieces.poll_next_unpin(context);
        rests = piece.is_ready();
        piece
    })
}
