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
    address: String,
    data: Bytes,
    media_type: String,
    tag: HeaderValue,
}

/// Read once per process, in debug builds too.
static BUNDLE: LazyLock<Bundle> = LazyLock::new(Bundle::read);

/// The address of an asset, such as `css/app.css`. An unknown one is logged, and answers 404.
pub fn asset(path: &str) -> Cow<'static, str> {
    if let Some(file) = BUNDLE.files.get(path) {
        return Cow::Borrowed(&file.address);
    }
    tracing::warn!(path, "a page names an asset that is not there");
    Cow::Owned(address(&BUNDLE.hash, path))
}

fn address(hash: &str, path: &str) -> String {
    format!("/assets/{hash}/{path}")
}

/// Answers one asset.
///
/// # Errors
/// Not seen.
pub async fn serve(Path((hash, path)): Path<(String, String)>, headers: HeaderMap) -> Result<Response, Failure> {
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
            files.insert(path, File { address: String::new(), data, media_type, tag });
        }
        let hash = hex(&all.finalize()[..8]);
        for (path, file) in &mut files {
            file.address = address(&hash, path);
        }
        Self { hash, files }
    }
}

fn media_type(guessed: &str) -> String {
    let is_text = guessed.starts_with("text/")
        || matches!(guessed, "image/svg+xml" | "application/json" | "application/javascript");
    if is_text { format!("{guessed}; charset=utf-8") } else { guessed.to_owned() }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn fetch(hash: &str, path: &str, headers: HeaderMap) -> Result<Response, Failure> {
        serve(Path((hash.to_owned(), path.to_owned())), headers).await
    }

    #[tokio::test]
    async fn an_asset_is_kept_for_ever_under_its_hash() {
        let address = asset("css/app.css");
        let (hash, path) = address.strip_prefix("/assets/").unwrap().split_once('/').unwrap();
        assert_eq!((hash.len(), path), (16, "css/app.css"));
        let response = fetch(hash, path, HeaderMap::new()).await.unwrap();
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert!(response.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
        let known = HeaderMap::from_iter([(header::IF_NONE_MATCH, response.headers()[header::ETAG].clone())]);
        assert_eq!(fetch(hash, path, known).await.unwrap().status(), StatusCode::NOT_MODIFIED);
        let other = fetch("0123456789abcdef", path, HeaderMap::new()).await.unwrap();
        assert_eq!(other.headers()[header::CACHE_CONTROL], "no-cache");
    }

    #[tokio::test]
    async fn scripts_have_a_type_that_browsers_run() {
        let response = fetch("x", "js/app.js", HeaderMap::new()).await.unwrap();
        assert!(response.headers()[header::CONTENT_TYPE].to_str().unwrap().contains("javascript; charset=utf-8"));
    }

    #[tokio::test]
    async fn nothing_else_can_be_fetched() {
        for hostile in ["../Cargo.toml", "css/../../Cargo.toml", "/etc/passwd", "", "css", "css/app.css\0"] {
            assert!(fetch("x", hostile, HeaderMap::new()).await.is_err(), "{hostile}");
        }
    }
}
