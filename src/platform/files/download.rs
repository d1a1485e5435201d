//! Answers with stored content, or the part of it that is asked for, in a way that no browser executes: as a download of an anonymous type, or as an image that
//! can hold nothing but pixels, in a sandbox. It must not decide who may have it.

use std::fmt::Write as _;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{
    hash::ContentHash,
    name::safe_name,
    range,
    sniff::Raster,
    store::{Content, Files},
};

/// Nothing that slips through as a page may load, run or submit anything.
const SANDBOX: &str = "sandbox; default-src 'none'; frame-ancestors 'none'";

/// Content on its way to somebody who may have it.
#[derive(Clone, Copy, Debug)]
pub struct Outgoing<'a> {
    pub name: &'a str,
    pub hash: &'a ContentHash,
    /// What its first bytes announce; anything else is never shown, only saved.
    pub raster: Option<Raster>,
    /// Whether to show it in place, if it is an image.
    pub shown: bool,
}

impl Outgoing<'_> {
    /// 304 where the asker has it already, else the content: 206 with the one part that was asked for, or 416 where there
    /// is no such part.
    ///
    /// # Errors
    /// The store is broken, or has lost it.
    pub async fn answer(self, files: &Files, method: &Method, asked: &HeaderMap) -> anyhow::Result<Response> {
        let tag = format!("\"{}\"", self.hash);
        let had = asked.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        let had = had.flat_map(|value| value.split(',')).any(|one| one.trim().trim_start_matches("W/") == tag);
        if had {
            let mut response = StatusCode::NOT_MODIFIED.into_response();
            self.dress(&mut response, &tag);
            return Ok(response);
        }
        let lost = || anyhow::anyhow!("the content {} is not in the store", self.hash);
        let Some(range) = range::asked(method, asked, &tag) else {
            return Ok(self.response(files.get(self.hash).await?.ok_or_else(lost)?, &tag));
        };
        let size = files.size(self.hash).await?.ok_or_else(lost)?;
        let Some(part) = range.as_range(size).ok().filter(|part| !part.is_empty()) else {
            let size = HeaderValue::from_str(&format!("bytes */{size}"))?;
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, size)]).into_response());
        };
        let place = HeaderValue::from_str(&format!("bytes {}-{}/{size}", part.start, part.end - 1))?;
        let mut response = self.response(files.get_part(self.hash, part).await?.ok_or_else(lost)?, &tag);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
        response.headers_mut().insert(header::CONTENT_RANGE, place);
        Ok(response)
    }

    fn response(self, content: Content, tag: &str) -> Response {
        let media_type = self.raster.map_or("application/octet-stream", Raster::media_type);
        let how = if self.shown && self.raster.is_some() { "inline" } else { "attachment" };
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
            (header::CONTENT_DISPOSITION, disposition(how, self.name)),
            (header::CONTENT_LENGTH, HeaderValue::from(content.size)),
            // Over a line that broke, only the rest is fetched.
            (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        ];
        let mut response = (headers, Body::from_stream(content.stream)).into_response();
        self.dress(&mut response, tag);
        response
    }

    fn dress(self, response: &mut Response, tag: &str) {
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(SANDBOX));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        // Kept by their browser alone, and never shown without asking whether they still may see it.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        if let Ok(tag) = HeaderValue::from_str(tag) {
            headers.insert(header::ETAG, tag);
        }
    }
}

/// `Content-Disposition` of something that is saved under this name, made harmless.
pub fn attachment(name: &str) -> HeaderValue {
    disposition("attachment", name)
}

/// `Content-Disposition` after RFC 6266: a plain name for old programs, and the true one as RFC 8187 has it.
fn disposition(how: &str, name: &str) -> HeaderValue {
    let name = safe_name(name);
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_ascii() && !matches!(letter, '%' | '"' | '\\') { letter } else { '_' })
        .collect();
    let mut value = format!("{how}; filename=\"{plain}\"; filename*=UTF-8''");
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

    fn headers(name: &str, raster: Option<Raster>, shown: bool) -> impl Fn(header::HeaderName) -> String {
        let content = Content { size: 9, stream: stream::once(async { Ok("<script>x".into()) }).boxed() };
        let hash = ContentHash::from_bytes([7; 32]);
        let response = Outgoing { name, hash: &hash, raster, shown }.response(content, "\"tag\"");
        move |name| response.headers()[name].to_str().unwrap().to_owned()
    }

    #[test]
    fn what_comes_down_cannot_run() {
        for shown in [false, true] {
            let header = headers("page.png", None, shown);
            assert_eq!(header(header::CONTENT_TYPE), "application/octet-stream");
            assert!(header(header::CONTENT_DISPOSITION).starts_with("attachment;"));
            assert!(header(header::CONTENT_SECURITY_POLICY).starts_with("sandbox;"));
            assert_eq!(header(header::CONTENT_LENGTH), "9");
            assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        }
    }

    #[test]
    fn only_images_are_shown_and_only_where_they_are_asked_for() {
        let shown = headers("photo.html", Some(Raster::Png), true);
        assert_eq!(shown(header::CONTENT_TYPE), "image/png");
        assert!(shown(header::CONTENT_DISPOSITION).starts_with("inline;"));
        assert!(shown(header::CONTENT_SECURITY_POLICY).starts_with("sandbox;"));
        let saved = headers("photo.png", Some(Raster::Png), false);
        assert!(saved(header::CONTENT_DISPOSITION).starts_with("attachment;"));
    }
}
