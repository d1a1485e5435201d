//! Reads the fields of a request body, form or JSON, of bounded size. It must not know what the fields mean.

use axum::{
    body::Body,
    http::{HeaderMap, header},
};
use bytes::Bytes;
use http_body_util::{BodyExt, Collected, LengthLimitError, Limited};
use serde::de::{MapAccess, Visitor};

use super::fields::{Fields, Given};
use crate::platform::refusal::Refusal;

/// More than any form has; and few enough to look for each name among the others.
const MOST_FIELDS: usize = 1_000;

/// The fields of the body, whichever way they are written. No body at all is no fields.
///
/// # Errors
/// 415 for a media type that is neither, 413 for too many bytes, 422 for what cannot be read.
pub(super) async fn read_fields(headers: &HeaderMap, body: Body) -> Result<Fields, Refusal> {
    let media_type = media_type(headers);
    let body = read_bytes(body).await?;
    let fields = match media_type.as_str() {
        "application/x-www-form-urlencoded" => form_fields(&body)?,
        "application/json" => json_fields(&body)?,
        "" if body.is_empty() => Fields::default(),
        _ => return Err(Refusal::unsupported("web-body-unsupported")),
    };
    // What a field says is judged at the field; a name is nobody's.
    if fields.0.iter().any(|(name, _)| name.contains('\0')) {
        return Err(Refusal::invalid_whole("web-body-nul"));
    }
    Ok(fields)
}

/// The fields of a form or of a query, each with every value under its name.
///
/// # Errors
/// 422 for what is no UTF-8 or has too many fields.
pub(super) fn form_fields(encoded: &[u8]) -> Result<Fields, Refusal> {
    let mut fields: Vec<(String, Given)> = Vec::new();
    let pairs = encoded.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    for (count, pair) in pairs.enumerate() {
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        let name = decoded(halves.next().unwrap_or_default())?;
        let value = decoded(halves.next().unwrap_or_default())?;
        if count >= MOST_FIELDS {
            return Err(Refusal::invalid_whole("web-form-broken"));
        }
        let same = fields.iter_mut().rev().find_map(|(found, given)| match given {
            Given::Form(values) if *found == name => Some(values),
            _ => None,
        });
        match same {
            Some(values) => values.push(value),
            None => fields.push((name, Given::Form(vec![value]))),
        }
    }
    Ok(Fields(fields))
}

fn json_fields(body: &[u8]) -> Result<Fields, Refusal> {
    serde_json::from_slice::<Members>(body).map(|Members(fields)| Fields(fields)).map_err(|error| {
        Refusal::invalid_whole("web-json-broken").with("line", error.line()).with("column", error.column())
    })
}

async fn read_bytes(body: Body) -> Result<Bytes, Refusal> {
    let collected = Limited::new(body, HARD_LIMIT).collect().await;
    collected.map(Collected::to_bytes).map_err(|error| {
        if is_too_large(error.as_ref()) {
            Refusal::too_large("web-body-too-large")
        } else {
            Refusal::invalid_whole("web-body-broken")
        }
    })
}

/// Fields are held in memory whole; the route's own limit is lower as a rule, and stands around this one.
const HARD_LIMIT: usize = 16 * 1024 * 1024;

/// Whether somewhere beneath this error a size limit was met.
fn is_too_large(error: &(dyn std::error::Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<LengthLimitError>() {
            return true;
        }
        cause = error.source();
    }
    false
}

/// What the body is said to be, without its parameters; nothing if that cannot be read.
#[must_use]
pub fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Percent-decoding that refuses what is no UTF-8, where the usual decoders put replacement characters.
fn decoded(encoded: &[u8]) -> Result<String, Refusal> {
    let hex = |byte: Option<&u8>| {
        byte.and_then(|byte| char::from(*byte).to_digit(16)).and_then(|digit| u8::try_from(digit).ok())
    };
    let mut bytes = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let [first, after @ ..] = rest {
        rest = after;
        bytes.push(match (first, hex(after.first()), hex(after.get(1))) {
            (b'%', Some(high), Some(low)) => {
                rest = &after[2..];
                high << 4 | low
            }
            (b'+', ..) => b' ',
            (byte, ..) => *byte,
        });
    }
    String::from_utf8(bytes).map_err(|_| Refusal::invalid_whole("web-form-broken"))
}

/// A JSON object with its members in order; one that comes twice is kept, so that it can be complained about.
struct Members(Vec<(String, Given)>);

impl<'de> serde::Deserialize<'de> for Members {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Walk;
        impl<'de> Visitor<'de> for Walk {
            type Value = Members;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry()? {
                    members.push((name, Given::Json(value)));
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Walk)
    }
}
