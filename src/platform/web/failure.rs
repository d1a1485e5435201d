//! Says every failure to its reader: as a page, a fragment or JSON, in their language, with the id under which
//! the log knows the request. It must not decide what is a failure.

use std::sync::Arc;

use askama::Template;
use axum::{
    Json,
    body::Body,
    extract::multipart::MultipartError,
    http::{HeaderValue, Method, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use serde::Serialize;

use super::{answer::fragment, frame::Frame, wants::Wants};
use crate::platform::{
    failure::Failure,
    refusal::{Complaint, Kind, Refusal},
    text::Arg,
};

/// The HTTP status of a kind of refusal.
pub fn status_of(kind: Kind) -> StatusCode {
    StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY)
}

/// A failure on its way to the layer that says it, which alone knows the reader.
#[derive(Clone, Debug)]
struct Unsaid(Arc<Failure>);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::Refused(refusal) => status_of(refusal.kind),
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(Unsaid(Arc::new(self)));
        response
    }
}

impl From<MultipartError> for Failure {
    fn from(error: MultipartError) -> Self {
        Self::Refused(if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Refusal::too_large("web-body-too-large")
        } else {
            Refusal::invalid_whole("web-body-broken")
        })
    }
}

/// What the failure layer knows of the request that failed.
pub(super) struct Asker {
    pub wants: Wants,
    pub method: Method,
    pub frame: Frame,
    pub sign_in: Option<&'static str>,
    pub request: Arc<str>,
    /// Path and query, to come back to after signing in.
    pub target: String,
}

/// Whether this answer is a failure that nobody has said yet.
pub(super) fn is_unsaid(response: &Response) -> bool {
    let status = response.status();
    let said = || {
        let media_type =
            response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        !media_type.is_empty() && !media_type.starts_with("text/plain")
    };
    response.extensions().get::<Unsaid>().is_some()
        || ((status.is_client_error() || status.is_server_error()) && !said())
}

/// The same answer, said: status and headers stay, the body speaks.
pub(super) fn said(response: Response, asker: Asker) -> Response {
    let (mut parts, _) = response.into_parts();
    let unsaid = parts.extensions.remove::<Unsaid>().map(|Unsaid(failure)| failure);
    let (error, complaints) = match unsaid.as_deref() {
        Some(Failure::Refused(refusal)) => {
            if refusal.kind == Kind::SignInFirst
                && let Some(elsewhere) = to_sign_in(&asker)
            {
                return elsewhere;
            }
            (refusal.kind.name(), refusal.complaints.clone())
        }
        Some(Failure::Broken(error)) => {
            tracing::error!(request = %asker.request, error = format!("{error:#}"), "a request broke");
            ("broken", vec![Complaint::whole("web-broken")])
        }
        None => general(parts.status),
    };
    if let Some(seconds) = retry_after(&complaints) {
        parts.headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    let spoken = speak(parts.status, error, complaints, asker);
    let (spoken, body) = spoken.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.extend(spoken.headers);
    Response::from_parts(parts, body)
}

/// A failure that came from below the handlers: no such address, wrong method, an unreadable path.
fn general(status: StatusCode) -> (&'static str, Vec<Complaint>) {
    let (error, key) = match status {
        StatusCode::BAD_REQUEST => ("bad_request", "web-bad-request"),
        StatusCode::FORBIDDEN => ("forbidden", "refusal-forbidden"),
        StatusCode::NOT_FOUND => ("not_seen", "refusal-not-seen"),
        StatusCode::METHOD_NOT_ALLOWED => ("method_not_allowed", "web-method-not-allowed"),
        StatusCode::PAYLOAD_TOO_LARGE => ("too_large", "web-body-too-large"),
        StatusCode::RANGE_NOT_SATISFIABLE => ("no_such_part", "web-no-such-part"),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("unsupported", "web-body-unsupported"),
        StatusCode::SERVICE_UNAVAILABLE => ("too_slow", "web-too-slow"),
        status if status.is_server_error() => ("broken", "web-broken"),
        _ => ("bad_request", "web-bad-request"),
    };
    (error, vec![Complaint::whole(key)])
}

fn to_sign_in(asker: &Asker) -> Option<Response> {
    let place = asker.sign_in.filter(|_| asker.wants == Wants::Page)?;
    let back: String = match asker.method {
        Method::GET => url::form_urlencoded::byte_serialize(asker.target.as_bytes()).collect(),
        // What was not a look cannot be done again by coming back.
        _ => String::new(),
    };
    let place = if back.is_empty() { place.to_owned() } else { format!("{place}?next={back}") };
    let place = HeaderValue::from_str(&place).ok()?;
    Some((StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response())
}

fn retry_after(complaints: &[Complaint]) -> Option<i64> {
    let mut args = complaints.iter().flat_map(|complaint| &complaint.args);
    args.find_map(|(name, value)| match value {
        Arg::Number(seconds) if *name == "seconds" => Some(*seconds),
        Arg::Number(_) | Arg::Text(_) | Arg::Time(..) | Arg::Known(..) => None,
    })
}

#[derive(Serialize)]
struct ErrorBody<'a> {
    error: &'static str,
    messages: &'a [crate::platform::refusal::RefusalMessage],
    request: &'a str,
}

#[derive(Template)]
#[template(path = "platform/web/failure.html")]
struct FailurePage {
    frame: Frame,
    status: u16,
    request: Arc<str>,
    /// Whether the reader should name the request to whoever mends it.
    is_ours: bool,
}

/// The same for a script, which puts it beside what was typed instead of replacing it.
#[derive(Template)]
#[template(path = "platform/web/problem.html")]
struct Problem {
    frame: Frame,
    request: Arc<str>,
    is_ours: bool,
    /// Where to sign in, if that would help.
    sign_in: Option<&'static str>,
}

fn speak(status: StatusCode, error: &'static str, complaints: Vec<Complaint>, asker: Asker) -> Response {
    let title = match status {
        StatusCode::NOT_FOUND => "web-failure-title-not-seen",
        status if status.is_server_error() => "web-failure-title-broken",
        _ => "web-failure-title",
    };
    // The kind only serves to borrow the sentences of a refusal; the status stands already.
    let refusal = Refusal { kind: Kind::Invalid, complaints };
    if asker.wants == Wants::Json {
        let messages = refusal.body(&asker.frame.texts, &asker.request).messages;
        return (status, Json(ErrorBody { error, messages: &messages, request: &asker.request })).into_response();
    }
    let frame = asker.frame.titled(title).refused(&refusal);
    let (request, is_ours) = (asker.request, status.is_server_error());
    let html = if asker.wants == Wants::Fragment {
        let sign_in = asker.sign_in.filter(|_| status == StatusCode::UNAUTHORIZED);
        Problem { frame, request, is_ours, sign_in }.render()
    } else {
        FailurePage { frame, status: status.as_u16(), request, is_ours }.render()
    };
    match html {
        Ok(html) if asker.wants == Wants::Fragment => fragment(status, html),
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the failure page itself failed");
            (status, Body::empty()).into_response()
        }
    }
}

#[cfg(test)]
mod tests;
