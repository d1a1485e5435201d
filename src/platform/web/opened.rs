//! Whether somebody opens a page to look at it, as far as its request tells. It must not know what is looked at.

use super::wants::Wants;
use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, Method, header, request::Parts};
use std::convert::Infallible;

/// True for a whole page that a browser asked for because somebody went there: not for a program, a part that an open page
/// fetches, a page fetched ahead (`Sec-Purpose: prefetch`, as the Fetch standard says), or one whose head alone is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opened(pub bool);

impl Opened {
    fn of(method: &Method, headers: &HeaderMap) -> Self {
        let has = |name: &str, word: &str| {
            let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
            values.into_iter().any(|value| value.to_ascii_lowercase().contains(word))
        };
        let is_ahead = ["sec-purpose", "purpose", "x-moz"].into_iter().any(|name| has(name, "prefetch"));
        let is_page = Wants::of(headers) == Wants::Page && has("accept", "text/html");
        Self(method == Method::GET && is_page && !is_ahead && !headers.contains_key(header::AUTHORIZATION))
    }
}

impl<S: Sync> FromRequestParts<S> for Opened {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.method, &parts.headers))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderName, HeaderValue};

    const PAGE: (&str, &str) = ("accept", "text/html,application/xhtml+xml,*/*;q=0.8");

    fn opened(method: &Method, headers: &[(&'static str, &'static str)]) -> bool {
        let pair = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        Opened::of(method, &headers.iter().map(pair).collect()).0
    }

    #[test]
    fn only_somebody_who_goes_there_opens_a_page() {
        assert!(opened(&Method::GET, &[PAGE]));
        assert!(!opened(&Method::HEAD, &[PAGE]));
        assert!(!opened(&Method::GET, &[]) && !opened(&Method::GET, &[("accept", "*/*")]));
        assert!(!opened(&Method::GET, &[PAGE, ("authorization", "Bearer x")]));
        assert!(!opened(&Method::GET, &[PAGE, ("sec-purpose", "prefetch;prerender")]));
        assert!(!opened(&Method::GET, &[("accept", "text/vnd.watchdesk.fragment+html, text/html")]));
        assert!(!opened(&Method::GET, &[("accept", "application/json")]));
    }
}
