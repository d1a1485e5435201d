//! Answers with stored content in a way that no browser executes: as a download of an anonymous type, in a
//! sandbox. It must not decide who may have it.

use std::fmt::Write as _;

use axum::{
    body::Body,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::{hash::ContentHash, name::safe_name, store::Content};

/// Nothing that slips through as a page may load, run or submit anything.
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// The content as a download under this name.
pub fn download_response(name: &str, hash: &ContentHash, content: Content) -> Response {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (header::CONTENT_DISPOSITION, attachment(name)),
        (header::CONTENT_LENGTH, HeaderValue::from(content.size)),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX)),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
    ];
    let mut response = (headers, Body::from_stream(content.stream)).into_response();
    if let Ok(tag) = HeaderValue::from_str(&format!("\"{hash}\"")) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// `Content-Disposition` after RFC 6266: a plain name for old programs, and the true one as RFC 8187 has it.
fn attachment(name: &str) -> HeaderValue {
    let name = safe_name(name);
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_ascii() && !matches!(letter, '%' | '"' | '\\') { letter } else { '_' })
        .collect();
    let mut value = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        let is_attr_char = byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte);
        if is_attr_char {
            value.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(value, "%{byte:02X}");
        }
    }
    HeaderValue::from_str(&value).unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use futures_util::{StreamExt, stream};

    use super::*;

    #[test]
    fn names_are_quoted_for_old_and_new_programs() {
        assert_eq!(attachment("list.xlsx"), "attachment; filename=\"list.xlsx\"; filename*=UTF-8''list.xlsx");
        assert_eq!(
            attachment("Preis \"50%\" für 東.pdf"),
            "attachment; filename=\"Preis _50__ f_r _.pdf\"; filename*=UTF-8''Preis%20_50%25_%20f%C3%BCr%20%E6%9D%B1.pdf"
        );
        let split = attachment("a\r\nSet-Cookie: x=1\";.html");
        assert!(!split.to_str().unwrap().contains("\"; x") && !split.as_bytes().contains(&b'\n'));
    }

    #[test]
    fn what_comes_down_cannot_run() {
        let content = Content { size: 9, stream: stream::once(async { Ok("<script>x".into()) }).boxed() };
        let response = download_response("page.html", &ContentHash::from_bytes([7; 32]), content);
        let header = |name: header::HeaderName| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(header(header::CONTENT_TYPE), "application/octet-stream");
        assert!(header(header::CONTENT_DISPOSITION).starts_with("attachment;"));
        assert!(header(header::CONTENT_SECURITY_POLICY).starts_with("sandbox;"));
        assert_eq!(header(header::CONTENT_LENGTH), "9");
    }
}
