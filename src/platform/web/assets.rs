//! Styles, scripts and icons, embedded in the program and served under an address that changes with their content.
//! It must not know any page.

use std::{borrow::Cow, collections::BTreeMap, fmt::Write as _, sync::LazyLock};

use axum::{
    body::Body,
    extract::Path,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::route::{Route, get};
use crate::platform::{failure::Failure, refusal::Refusal};

#[derive(rust_embed::RustEmbed)]
#[folder = "assets/"]
struct Embedded;

struct Bundle {
    /// Of all files together: a script imports its neighbours by relative addresses, so one change must change all.
    hash: String,
    files: BTreeMap<String, File>,
}

struct File {
    data: Bytes,
    media_type: String,
    tag: HeaderValue,
}

/// Read once per process, in debug builds too.
static BUNDLE: LazyLock<Bundle> = LazyLock::new(Bundle::read);

/// The address of an asset, such as `css/app.css`. An unknown one is logged, and answers 404.
pub fn asset(path: &str) -> String {
    if !BUNDLE.files.contains_key(path) {
        tracing::warn!(path, "a page names an asset that is not there");
    }
    format!("/assets/{}/{path}", BUNDLE.hash)
}

/// The address under which all assets lie.
pub fn route<S: Clone + Send + Sync + 'static>() -> Route<S> {
    get("/assets/{hash}/{*path}", serve)
        .public()
        .says("Styles, scripts and icons. The hash changes with their content, so browsers keep them for ever.")
        .into()
}

async fn serve(Path((hash, path)): Path<(String, String)>, headers: HeaderMap) -> Result<Response, Failure> {
    let Some(file) = BUNDLE.files.get(&path) else { return Err(Refusal::not_seen().into()) };
    // During a rolling update an old page may ask for its own hash: it gets what there is, but does not keep it.
    let keep = if hash == BUNDLE.hash { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut response = match headers.get(header::IF_NONE_MATCH) {
        Some(known) if known == file.tag => StatusCode::NOT_MODIFIED.into_response(),
        _ => ([(header::CONTENT_TYPE, file.media_type.as_str())], Body::from(file.data.clone())).into_response(),
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    response.headers_mut().insert(header::ETAG, file.tag.clone());
    Ok(response)
}

impl Bundle {
    fn read() -> Self {
        let mut all = Sha256::new();
        let mut files = BTreeMap::new();
        let paths: std::collections::BTreeSet<String> = Embedded::iter().map(Cow::into_owned).collect();
        for path in paths {
            let Some(found) = Embedded::get(&path) else { continue };
            let data = match found.data {
                Cow::Borrowed(data) => Bytes::from_static(data),
                Cow::Owned(data) => Bytes::from(data),
            };
            let digest = Sha256::digest(&data);
            all.update(path.as_bytes());
            all.update(digest);
            let tag = HeaderValue::from_str(&format!("\"{}\"", hex(&digest[..8])));
            let tag = tag.unwrap_or_else(|_| HeaderValue::from_static("\"\""));
            let media_type = media_type(found.metadata.mimetype());
            files.insert(path, File { data, media_type, tag });
        }
        Self { hash: hex(&all.finalize()[..8]), files }
    }
}

fn media_type(guessed: &str) -> String {
    let is_text = guessed.starts_with("text/") || matches!(guessed, "image/svg+xml" | "application/json" | "application/javascript");
    if is_text { format!("{guessed}; charset=utf-8") } else { guessed.to_owned() }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
