//! What sort of answer a request asks for: a whole page, a part of one, or JSON. It must not know what is answered.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};

/// The media type by which the desk's own script asks for a part of a page.
pub const FRAGMENT: &str = "text/vnd.watchdesk.fragment+html";

/// The sort of answer that the request's `Accept` header asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    Page,
    Fragment,
    Json,
}

impl Wants {
    /// Browsers name `text/html`, and programs that name nothing but send JSON want JSON back.
    pub fn of(headers: &HeaderMap) -> Self {
        let accepts: String = headers
            .get_all(header::ACCEPT)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect::<Vec<_>>()
            .join(",");
        let accepts = accepts.to_ascii_lowercase();
        let names =
            |wanted: &str| accepts.split(',').any(|one| one.split(';').next().unwrap_or_default().trim() == wanted);
        if names(FRAGMENT) {
            Self::Fragment
        } else if names("text/html") {
            Self::Page
        } else if names("application/json") || sends_json(headers) {
            Self::Json
        } else {
            Self::Page
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Wants {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.headers))
    }
}

fn sends_json(headers: &HeaderMap) -> bool {
    let sent = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    sent.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(headers: &[(header::HeaderName, &'static str)]) -> Wants {
        let headers =
            headers.iter().map(|(name, value)| (name.clone(), header::HeaderValue::from_static(value))).collect();
        Wants::of(&headers)
    }

    #[test]
    fn accept_decides() {
        use header::{ACCEPT, CONTENT_TYPE};
        assert_eq!(wants(&[]), Wants::Page);
        assert_eq!(wants(&[(ACCEPT, "*/*")]), Wants::Page);
        assert_eq!(wants(&[(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")]), Wants::Page);
        assert_eq!(wants(&[(ACCEPT, "application/json, text/plain")]), Wants::Json);
        assert_eq!(wants(&[(ACCEPT, "Application/JSON; q=1")]), Wants::Json);
        assert_eq!(wants(&[(ACCEPT, "text/vnd.watchdesk.fragment+html, text/html;q=0.5")]), Wants::Fragment);
        assert_eq!(wants(&[(ACCEPT, "*/*"), (CONTENT_TYPE, "application/json; charset=utf-8")]), Wants::Json);
        assert_eq!(wants(&[(ACCEPT, "text/html"), (CONTENT_TYPE, "application/json")]), Wants::Page);
    }
}
