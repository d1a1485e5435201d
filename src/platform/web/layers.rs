//! What happens around every request: it gets an id, a reader and a span on its way in; on its way out failures
//! and panics are said, and every answer gets the headers that keep browsers safe. It must not know any route.

use std::{any::Any, panic::AssertUnwindSafe, sync::Arc, time::Instant};

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use futures_util::FutureExt;
use tokio_util::sync::CancellationToken;
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tracing::Instrument;
use url::Url;
use uuid::Uuid;

use super::{
    answer::Flash,
    cookies::Cookies,
    events::Closing,
    failure::{self, Asker},
    frame::Frame,
    peer::Peer,
    reader::{Reader, RequestId},
    wants::Wants,
};
use crate::platform::{
    config::Cidr,
    failure::Failure,
    refusal::{Complaint, Kind, Refusal},
    text::Catalogue,
};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// No inline script or style, nothing from elsewhere, and nobody may frame us.
const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; \
     frame-src 'none'; worker-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Headers that every answer carries unless it set them itself. The referrer stays within the house rather than
/// vanishing: with `no-referrer` browsers send `Origin: null` with forms, and the CSRF check needs the origin.
const SAFE_HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    // What is shown to one person must not come out of a cache for another, nor by the back button after signing out.
    (header::CACHE_CONTROL, "no-store"),
];

/// What the layers need to know; made once at start.
#[derive(Clone)]
pub struct Door {
    pub catalogue: Catalogue,
    pub public_url: Url,
    pub trusted_proxies: Vec<Cidr>,
    /// Where pages send people who must sign in first.
    pub sign_in: Option<&'static str>,
    /// Cancelled when the server shuts down; ends open event streams.
    pub closing: CancellationToken,
}

/// Puts the layers around all routes.
///
/// # Errors
/// The public address is no origin.
pub fn dress(routes: Router, door: Door) -> anyhow::Result<Router> {
    let csrf = CsrfLayer::new()
        .add_trusted_origin(door.public_url.origin().ascii_serialization())?
        .with_rejection_response(from_another_site);
    Ok(routes
        .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
        .layer(csrf)
        .layer(from_fn_with_state(Arc::new(door), around)))
}

async fn around(State(door): State<Arc<Door>>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let cookies = Cookies { is_tls: door.public_url.scheme() == "https" };
    let peer = Peer::of(request.extensions(), request.headers(), &door.trusted_proxies);
    let id = request_id(request.headers(), peer);
    let languages = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let reader = Reader::new(door.catalogue.texts_for_browser(languages.unwrap_or_default()), door.sign_in);
    let extensions = request.extensions_mut();
    extensions.insert(cookies);
    extensions.insert(peer);
    extensions.insert(RequestId(Arc::clone(&id)));
    extensions.insert(reader.clone());
    extensions.insert(Closing(door.closing.child_token()));
    let asked = (request.method().clone(), request.uri().clone(), request.headers().clone());
    let is_asset = asked.1.path().starts_with("/assets/");
    // The path only: queries may carry what is nobody's business.
    let span = tracing::info_span!("request", id = %id, method = %asked.0, path = asked.1.path(), peer = %peer.address, user = tracing::field::Empty);

    let work = async {
        let answer = AssertUnwindSafe(next.run(request)).catch_unwind().await;
        let mut response = answer.unwrap_or_else(|panic| broken_by(panic.as_ref()));
        if failure::is_unsaid(&response) {
            let asker = asker_of(&reader, asked, cookies, Arc::clone(&id));
            response = failure::said(response, asker);
        }
        finish(&mut response, &reader, cookies, &id);
        let (status, milliseconds) = (response.status().as_u16(), began.elapsed().as_millis());
        // A first visit fetches thirty of them, and nobody looks for one.
        if is_asset && response.status().is_success() {
            tracing::debug!(status, milliseconds, "answered");
        } else {
            tracing::info!(status, milliseconds, "answered");
        }
        response
    };
    work.instrument(span).await
}

fn asker_of(
    reader: &Reader,
    asked: (axum::http::Method, axum::http::Uri, HeaderMap),
    cookies: Cookies,
    request: Arc<str>,
) -> Asker {
    let (method, uri, headers) = asked;
    Asker {
        wants: Wants::of(&headers),
        method,
        // Without the request's headers: a flash message waits for a page that is not a failure.
        frame: Frame::of(reader, uri.path(), &HeaderMap::new(), cookies),
        sign_in: reader.known().sign_in,
        request,
        target: uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
    }
}

fn finish(response: &mut Response, reader: &Reader, cookies: Cookies, id: &str) {
    let headers = response.headers_mut();
    for (name, value) in SAFE_HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    headers.append(header::VARY, HeaderValue::from_static("Accept, Accept-Language, Cookie"));
    if let Ok(id) = HeaderValue::from_str(id) {
        headers.insert(REQUEST_ID, id);
    }
    if cookies.is_tls {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    if reader.with(|known| known.flash_taken) {
        headers.append(header::SET_COOKIE, cookies.clear(Flash::COOKIE));
    }
}

/// A trusted proxy may name the request, so that its log and ours agree; what it says must be safe to log.
fn request_id(headers: &HeaderMap, peer: Peer) -> Arc<str> {
    let is_sane = |id: &&str| {
        (8..=64).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
    };
    let named = headers.get(&REQUEST_ID).and_then(|value| value.to_str().ok()).filter(is_sane);
    match named.filter(|_| peer.through_proxy) {
        Some(id) => id.into(),
        None => Uuid::new_v4().simple().to_string().into(),
    }
}

fn from_another_site(_: ProtectionError) -> Response {
    Failure::from(Refusal::new(Kind::Forbidden, Complaint::whole("web-other-site"))).into_response()
}

fn broken_by(panic: &(dyn Any + Send)) -> Response {
    let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    Failure::Broken(anyhow::anyhow!("panic: {}", said.unwrap_or("of an unknown sort"))).into_response()
}

#[cfg(test)]
mod tests;
