//! What a request asks for, as a struct: from a form, a JSON body, a query or a path. It must not judge what is
//! asked; blank text arrives blank.

use axum::{
    body::Body,
    extract::{DefaultBodyLimit, FromRequest, FromRequestParts, Path, Request},
    http::{HeaderMap, request::Parts},
};
use http_body_util::Limited;
use serde::de::DeserializeOwned;
use uuid::Uuid;

pub use super::body::media_type;
use super::{
    body::{form_fields, read_fields},
    fields::{Given, Trouble, What},
    multipart::{FormParts, Part},
    unknown,
};
use crate::platform::{
    failure::Failure,
    refusal::{Complaint, Kind, Refusal},
};

/// The header by which a JSON client makes a request repeatable.
const KEY_HEADER: &str = "idempotency-key";
/// The hidden field by which a form does.
const KEY_FIELD: &str = "request_key";

/// What the body asks, form or JSON alike, and the key by which asking again does not do it again.
///
/// A blank form field is `None` for an `Option` and stays blank for a `String`; a ticked box is `true`; a list
/// takes every value under its name. Fields that the struct does not know are ignored in forms and refused in JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked<T> {
    pub ask: T,
    pub once: Option<Uuid>,
}

/// What the query asks, read as [`Asked`] reads a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Sought<T>(pub T);

/// What the path names. What cannot be the name of anything is not there: 404.
#[derive(Debug, Clone, PartialEq)]
pub struct Named<T>(pub T);

/// Every field of a plain form as it was typed, with the values of a name side by side, and whether files came with it,
/// which are left out. Of more than `passed` bytes in all, what stands before the file that is too much: nobody waits for
/// the rest, and forms have their files last. Nothing if it cannot be read, or has more than `limit` bytes of text.
pub async fn typed_fields(request: Request, limit: usize, passed: usize) -> Option<(Vec<(String, String)>, bool)> {
    if media_type(request.headers()) == "multipart/form-data" {
        let mut request = request.map(|body| Body::new(Limited::new(body, passed)));
        // Before any route is reached, the usual limit of extractors would hold, which is far less than a file.
        DefaultBodyLimit::disable().apply(&mut request);
        return typed_in_parts(request, limit).await;
    }
    let (parts, body) = request.into_parts();
    let fields = read_fields(&parts.headers, Body::new(Limited::new(body, limit))).await.ok()?;
    let pairs = fields.0.into_iter().flat_map(|(name, given)| match given {
        Given::Form(values) => values.into_iter().map(|value| (name.clone(), value)).collect(),
        Given::Json(_) => Vec::new(),
    });
    Some((pairs.collect(), false))
}

/// What a query asks that was carried as text, as [`Sought`] reads its own; nothing if it cannot be read.
#[must_use]
pub fn query<T: DeserializeOwned>(text: &str) -> Option<T> {
    form_fields(text.as_bytes()).ok()?.read().ok()
}

async fn typed_in_parts(request: Request, limit: usize) -> Option<(Vec<(String, String)>, bool)> {
    let mut parts = FormParts::of(request).await.ok()?;
    let (mut fields, mut had_files): (Vec<(String, String)>, bool) = (Vec::new(), false);
    while let Some(part) = parts.next().await.ok()? {
        match part {
            Part::Text(name, typed) => fields.push((name, typed)),
            // A field that was left empty comes as a file without a name.
            Part::File(name, content) => {
                had_files |= !name.is_empty();
                match content.pass().await {
                    Ok(()) => {}
                    Err(_) if fields.is_empty() => return None,
                    Err(_) => break,
                }
            }
        }
    }
    let bytes: usize = fields.iter().map(|(name, typed)| name.len() + typed.len()).sum();
    let is_sound = bytes <= limit && !fields.iter().any(|(name, _)| name.contains('\0'));
    is_sound.then_some((fields, had_files))
}

/// The key by which asking again does not do it again: a program's header, or else what the form's `request_key` holds.
///
/// # Errors
/// It is no UUID.
pub fn request_key(headers: &HeaderMap, typed: Option<&str>) -> Result<Option<Uuid>, Refusal> {
    let header = headers.get(KEY_HEADER).map(|value| value.to_str().unwrap_or("?"));
    let key = header.or(typed.filter(|text| !text.is_empty())).map(|text| Uuid::try_parse(text.trim()));
    key.transpose().map_err(|_| Refusal::invalid(KEY_FIELD, "web-request-key"))
}

/// Whether a browser sent this as a form, of whatever encoding.
#[must_use]
pub fn is_form(headers: &HeaderMap) -> bool {
    let media_type = media_type(headers);
    media_type == "application/x-www-form-urlencoded" || media_type == "multipart/form-data"
}

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Asked<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &S) -> Result<Self, Failure> {
        let (parts, body) = request.into_parts();
        let mut fields = read_fields(&parts.headers, body).await?;
        let once = request_key(&parts.headers, fields.take_text(KEY_FIELD).as_deref())?;
        let ask = fields.read().map_err(refused)?;
        Ok(Self { ask, once })
    }
}

impl<T: DeserializeOwned, S: Sync> FromRequestParts<S> for Sought<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let query = parts.uri.query().unwrap_or_default();
        let fields = form_fields(query.as_bytes())?;
        Ok(Self(fields.read().map_err(refused)?))
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        match Path::from_request_parts(parts, state).await {
            Ok(Path(name)) => Ok(Self(name)),
            Err(_) => Err(Refusal::not_seen().into()),
        }
    }
}

fn refused(trouble: Trouble) -> Refusal {
    let key = match trouble.what {
        What::Missing => "web-field-missing",
        What::Twice => "web-field-twice",
        What::Unknown { name, known } => return unknown::no_such_field(&name, known),
        What::Wrong(why) => {
            tracing::debug!(field = trouble.field, why, "a field could not be read");
            "web-field-wrong"
        }
    };
    let complaint =
        Complaint { field: trouble.field, key, args: Vec::new() }.with("field", trouble.field.unwrap_or("?"));
    Refusal::new(Kind::Invalid, complaint)
}

#[cfg(test)]
mod tests;
