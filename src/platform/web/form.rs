//! What a request asks for, as a struct: from a form, a JSON body, a query or a path. It must not judge what is
//! asked; blank text arrives blank.

use axum::{
    body::Body,
    extract::{FromRequest, FromRequestParts, Path, Request},
    http::{HeaderMap, request::Parts},
};
use http_body_util::Limited;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::{
    body::{form_fields, media_type, read_fields},
    fields::{Given, Trouble, What},
    multipart::{FormParts, Part},
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
/// takes every value under its name. Fields that the struct does not know are ignored unless it denies them.
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

/// Files that came with a form are let flow by up to so many bytes, to get at what was typed after them.
const MOST_PASSED: usize = 256 * 1024 * 1024;

/// Every field of a plain form as it was typed, with the values of a name side by side, and whether files came with it,
/// which are left out. Nothing if it cannot be read, or has more than `limit` bytes of text.
pub async fn typed_fields(request: Request, limit: usize) -> Option<(Vec<(String, String)>, bool)> {
    if media_type(request.headers()) == "multipart/form-data" {
        return typed_in_parts(request, limit).await;
    }
    let fields = read_fields(request.map(|body| Body::new(Limited::new(body, limit)))).await.ok()?;
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
    let mut parts = FormParts::of(request.map(|body| Body::new(Limited::new(body, MOST_PASSED)))).await.ok()?;
    let (mut fields, mut had_files): (Vec<(String, String)>, bool) = (Vec::new(), false);
    while let Some(part) = parts.next().await.ok()? {
        match part {
            Part::Text(name, typed) => fields.push((name, typed)),
            // A field that was left empty comes as a file without a name.
            Part::File(name, _) => had_files |= !name.is_empty(),
        }
    }
    let bytes: usize = fields.iter().map(|(name, typed)| name.len() + typed.len()).sum();
    let is_sound = bytes <= limit && !fields.iter().any(|(name, typed)| name.contains('\0') || typed.contains('\0'));
    is_sound.then_some((fields, had_files))
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
        let header = request.headers().get(KEY_HEADER).map(|value| value.to_str().unwrap_or("?").to_owned());
        let mut fields = read_fields(request).await?;
        let hidden = fields.take_text(KEY_FIELD).filter(|text| !text.is_empty());
        let once = header.or(hidden).map(|text| parse_key(&text)).transpose()?;
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

fn parse_key(text: &str) -> Result<Uuid, Refusal> {
    Uuid::try_parse(text.trim()).map_err(|_| Refusal::invalid(KEY_FIELD, "web-request-key"))
}

fn refused(trouble: Trouble) -> Refusal {
    let key = match trouble.what {
        What::Missing => "web-field-missing",
        What::Twice => "web-field-twice",
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
