//! Says to a program what it asks that nobody knows, since it would take silence for an answer. Pages forgive that: links
//! and bookmarks carry words of others. It must not know what any word means.

use axum::{extract::Request, http::HeaderMap};
use utoipa::openapi::path::Parameter;

use super::{body::form_fields, wants::Wants};
use crate::platform::refusal::{Complaint, Kind, Refusal};

/// Characters of a name that are repeated to whoever wrote it.
const MOST_REPEATED: usize = 40;

/// What the query of a route may ask.
#[derive(Clone, Debug)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn of(parameters: impl Iterator<Item = Parameter>) -> Self {
        Self(parameters.map(|parameter| parameter.name).collect())
    }

    /// # Errors
    /// 422, where somebody who wants JSON asks by another word.
    pub(super) fn check(&self, request: &Request) -> Result<(), Refusal> {
        let Some(query) = request.uri().query().filter(|_| is_program(request.headers())) else { return Ok(()) };
        let asked = form_fields(query.as_bytes())?;
        match asked.0.into_iter().find(|(name, _)| !self.0.contains(name)) {
            Some((name, _)) => Err(refused(&name, &self.0.join(", "), ["web-word-unknown", "web-word-unknown-none"])),
            None => Ok(()),
        }
    }
}

/// That a body has no such field, and which it has.
pub(super) fn no_such_field(name: &str, known: &[&str]) -> Refusal {
    refused(name, &known.join(", "), ["web-field-unknown", "web-field-unknown-none"])
}

fn is_program(headers: &HeaderMap) -> bool {
    Wants::of(headers) == Wants::Json
}

fn refused(name: &str, known: &str, [some, none]: [&'static str; 2]) -> Refusal {
    let key = if known.is_empty() { none } else { some };
    let name: String = name.chars().take(MOST_REPEATED).collect();
    Refusal::new(Kind::Invalid, Complaint::whole(key).with("name", name).with("known", known.to_owned()))
}
